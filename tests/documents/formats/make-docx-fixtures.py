"""Makes the DOCX fixtures of this folder, with nothing but Python:

    python3 tests/documents/formats/make-docx-fixtures.py

Every text is fiction written for this repository; `expected.json` of every folder is written by hand, or checked by hand
against what a reader of the document sees.
"""

import pathlib
import zipfile

HERE = pathlib.Path(__file__).parent / "fixtures"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
ALL = (f'{W} xmlns:r="{OFFICE}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="{MC}" '
       f'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:wps="{SHAPE}"')

FERRY = [
    "The chain ferry of Elmsted crosses the river Orle every nine minutes from six in the morning. It was built in 1908 and "
    "carries up to forty passengers, four carts or a single bus, and it has never left its chains in more than a century.",
    "Its engine burned coal until the winter of 1951, when the town council bought a diesel motor from a trawler that had run "
    "aground on the Skerry rocks. The motor still turns, although three of its six cylinders were made anew in 1987.",
    "In summer the ferry carries visitors to the salt gardens. In winter it brings the doctor, the post and the bread, and when "
    "the river freezes, which happens about once in seven years, the ferrymen cut a channel by hand with long saws.",
]

STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/></w:style>'
    for style, name in (("Title", "Title"), ("Heading1", "heading 1"), ("Heading2", "heading 2"), ("Normal", "Normal"), ("TOC1", "toc 1"),
                        ("TOCHeading", "TOC Heading"))
)


def run(text, look=""):
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(text, style=None, num=None, extra="", look="", properties=""):
    """A paragraph; `num` is (numId, level), `extra` comes behind the text, which looks like `look`."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + properties
    if num:
        properties += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text, look) if text else ''}{extra}</w:p>"


BOLD = "<w:b/>"
RAISED = '<w:vertAlign w:val="superscript"/>'


def cell(content, look="", properties=""):
    if not content.startswith("<"):
        content = para(content, look=look)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(cells, look="", properties=""):
    cells = [each if each.startswith("<w:tc>") else cell(each, look) for each in cells]
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(rows, properties=""):
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(each if isinstance(each, str) else row(each) for each in rows)}</w:tbl>"


def level(index, form, text, more=""):
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def definition(index, *levels):
    return f'<w:abstractNum w:abstractNumId="{index}">{"".join(levels)}</w:abstractNum>'


def lists(**lists):
    """`n7="3"`: the list 7 is of the definition 3; behind the number may stand overrides."""
    return "".join(f'<w:num w:numId="{name[1:]}"><w:abstractNumId w:val="{each[0]}"/>{each[1:]}</w:num>' for name, each in lists.items())


NUMBERING = (definition(1, level(0, "bullet", "&#xf0b7;"), level(1, "bullet", "o"))
             + definition(2, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."), level(2, "lowerLetter", "(%3)"))
             + lists(n1="1", n2="2"))


def part(tag, content):
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{tag} {ALL}>{content}</w:{tag}>'


def docx(case, body, title=None, name="source.docx", main="word/document.xml", parts=(), relations=(), styles="", numbering=NUMBERING,
         notes=(), endnotes=(), raw=None):
    """`parts` are further files by their names; `relations` (id, kind, target) name what the text refers to; notes are (id, text)."""
    kinds = ("styles", "numbering", "footnotes", "endnotes")
    package = "http://schemas.openxmlformats.org/package/2006"

    def noted(kind, notes):
        return "".join(f'<w:{kind} w:id="{i}">{text if text.startswith("<") else para(text)}</w:{kind}>' for i, text in notes)

    files = {
        "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/{main}" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="{main}"/></Relationships>',
        main.replace("word/", "word/_rels/") + ".rels": f'<?xml version="1.0"?><Relationships xmlns="{package}/relationships">'
        + "".join(f'<Relationship Id="r{i}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for i, kind in enumerate(kinds))
        + "".join(f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{target}"'
                  + (' TargetMode="External"' if kind == "hyperlink" else "") + "/>" for i, kind, target in relations)
        + "</Relationships>",
        "word/styles.xml": part("styles", STYLES + styles),
        "word/numbering.xml": part("numbering", numbering),
        "word/footnotes.xml": part("footnotes", noted("footnote", notes)),
        "word/endnotes.xml": part("endnotes", noted("endnote", endnotes)),
        main: raw or part("document", f"<w:body>{body}<w:sectPr/></w:body>"),
    }
    files.update(parts)
    if title is not None:
        files["docProps/core.xml"] = (f'<?xml version="1.0"?><cp:coreProperties xmlns:cp="{package}/metadata/core-properties" '
                                      f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>')
    write_zip(case, name, files)


def write_zip(case, name, files):
    (HERE / case).mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(HERE / case / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in files.items():
            # A fixed date keeps the file the same from run to run.
            info = zipfile.ZipInfo(member, (2020, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)


def note_reference(number, kind="footnote", more=""):
    return f'<w:r><w:rPr>{RAISED}</w:rPr><w:{kind}Reference w:id="{number}"{more}/></w:r>'


def drawing(uri, content):
    return (f'<w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing"><wp:docPr id="1" name="it"/>'
            f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{uri}">{content}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>')


def box(content):
    return drawing(SHAPE, f'<wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp>')


def field(code, result=None, form=""):
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{form}</w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    shown = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
    return f'{begin}{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def beyond_text():
    """All that a Word document may have beside its text."""
    picture = drawing(f"{DRAWING}/picture", f'<pic:pic xmlns:pic="{DRAWING}/picture"><pic:blipFill><a:blip r:embed="p1"/></pic:blipFill></pic:pic>')
    chart = drawing(f"{DRAWING}/chart", f'<c:chart xmlns:c="{DRAWING}/chart" r:id="c1"/>')
    # Word writes every shape twice, the second time for old readers. Other programs write it once.
    twice = (f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{box(para("The box that is said twice."))}</mc:Choice><mc:Fallback><w:pict>'
             '<v:rect xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>' + para("The box that is said twice.")
             + "</w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>")
    matrix = "<m:oMath><m:m><m:mr><m:e><m:r><m:t>1</m:t></m:r></m:e><m:e><m:r><m:t>0</m:t></m:r></m:e></m:mr></m:m></m:oMath>"
    symbol = '<w:r><w:sym w:font="Elmsted Bells" w:char="F0AA"/></w:r>'
    shape = drawing(f"{DRAWING}/lockedCanvas", f'<a:txSp xmlns:a="{DRAWING}/main"><a:txBody><a:p><a:r><a:t>In a drawing.</a:t></a:r></a:p></a:txBody></a:txSp>')
    equation = '<w:r><w:object><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata r:id="p1"/></v:shape><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Equation.3"/></w:object></w:r>'
    docx("docx-beyond-text", para("The ferry in figures", "Title") + para("The ferry in the ice.", extra=picture) + para("The water of the year.", extra=chart)
         + para("A shape beside the text.", extra=twice) + para("Another one.", extra=box(para("The box that is said once.") + para("It has two paragraphs.")))
         + para("The matrix is this.", extra=matrix) + para("An old formula:", extra=equation) + para("A drawing.", extra=shape)
         + para("The bell rings twice:", extra=symbol + symbol) + '<w:altChunk r:id="x1"/>'
         + para("The keeper reads this.", extra='<w:r><w:commentReference w:id="0"/></w:r>'),
         parts={"word/header1.xml": part("hdr", para("Harbour Board")), "word/header2.xml": part("hdr", para("")),
                "word/footer1.xml": part("ftr", para("Page 1")),
                "word/comments.xml": part("comments", f'<w:comment w:id="0" w:author="Mina">{para("Does he?")}</w:comment>')},
         relations=(("p1", "image", "media/ice.png"), ("c1", "chart", "charts/chart1.xml"), ("h1", "header", "header1.xml"),
                    ("h2", "header", "header2.xml"), ("f1", "footer", "footer1.xml"), ("k1", "comments", "comments.xml")))


def old_ones():
    docx("docx-headings", para("Handbook of the Ferry", "Title") + para("The boat", "Heading1") + para(FERRY[0]) + para("Engine", "Heading2")
         + para(FERRY[1]) + para("The crew", "Heading1") + para(FERRY[2]))
    docx("docx-lists", para("Before the crossing the ferryman checks:")
         + para("the chains,", num=(1, 0)) + para("the ramp:", num=(1, 0)) + para("its hinges,", num=(1, 1)) + para("its bell,", num=(1, 1))
         + para("the brake.", num=(1, 0)) + para("After that he does this, in this order.") + para("He rings the bell.", num=(2, 0)) + para("He lifts the ramp.", num=(2, 0)),
         title="Checks &amp; orders of the ferry")
    docx("docx-tables", para("Fares", "Title") + para("All fares are in crowns.")
         + table((("Passenger", "Summer", "Winter"), ("Adult", "2", "1.50"), ("Child", "1", "free")))
         + para("Carts are charged by weight.") + table((row(("Weight", "Fare"), properties="<w:tblHeader/>"), ("to 500 kg", "8"), ("to 900 kg", "13"))))
    docx("docx-footnotes", para("Salt", "Title") + para("Salt has been boiled here since 1312.", extra=note_reference(1))
         + para("The abbey took a tenth of it.", extra=note_reference(2)) + para("The last pan was cold by 1866."),
         notes=((1, "By a charter in the parish chest."), (2, "As its account books show.")))
    docx("docx-named-txt", para("Type is known by content.", "Title") + para("This Word document is called a text file by its name."), name="source.txt")
    write_zip("zip-of-something-else", "source.docx", {"notes/readme.txt": "No Word document at all."})
    write_zip("zip-spreadsheet", "source.xlsx", {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})


GRID_STYLE = ('<w:style w:type="table" w:styleId="Grid4"><w:name w:val="Grid Table 4"/><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>'
              '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>')


def cards():
    """Tables of names and values: every row stands for itself."""
    by_style = '<w:tblStyle w:val="Grid4"/><w:tblLook w:val="04A0" w:firstRow="1" w:firstColumn="1"/>'
    figures = (("Length", "9"), ("Built", "1931"), ("Crew", "4"), ("Draught", "1.2"))
    docx("docx-cards", para("Boats of the bay", "Title") + para("The first boat.") + table((("Boat", "Grey Heron"), ("Owner", "Ada Pilot"), ("Home port", "North Bay")))
         + para("The second, with its names in bold.")
         + table([row((cell(name, BOLD), value)) for name, value in (("Boat", "White Gull"), ("Owner", "Ben Mole"))])
         + para("The third, in figures.") + table((("Boat", "Red Knot"),) + figures)
         + para("The fourth, as a program draws tables by itself.") + table((("Boat", "Black Tern"), ("Owner", "Cy Quay")), by_style)
         + para("The fifth, two names in a row.") + table((("Boat", "Sand Plover", "Owner", "Di Strand"), ("Port", "South Bay", "Length", "7")))
         + para("Another, with units.") + table((("Boat", "Grey Heron", "oak"), ("Length", "9.2", "m"), ("Crew", "4", "men")))
         + para("Two names in a row, and figures.") + table((("Boat", "Heron", "Owner", "Ada"), ("Built", "1931", "Length", "9.2"), ("Mended", "1987", "Crew", "4")))
         + para("The sixth has only one line.") + table((("Boat", "Little Auk"),)), styles=GRID_STYLE)


def table_headers():
    shaded = '<w:shd w:val="clear" w:fill="D9D9D9"/>'
    span = '<w:gridSpan w:val="{}"/>'
    marked = "<w:tblHeader/>"
    docx("docx-table-headers", para("Tables of the harbour", "Title")
         + para("Bold names.") + table((row(("Day", "Duty"), BOLD), ("Monday", "count the boats"), ("Tuesday", "light the lamp")))
         + para("Shaded names.") + table((row([cell(name, properties=shaded) for name in ("Bell", "Tone")]), ("old bell", "deep"), ("new bell", "high")))
         + para("Names by the style.") + table((("Lamp", "Colour", "Place"), ("first", "red", "mole"), ("second", "green", "pier")),
                                                '<w:tblStyle w:val="Grid4"/><w:tblLook w:val="0420"/>')
         + para("An empty corner.") + table((("", "Summer", "Winter"), ("Office", "9 to 17", "10 to 15"), ("Pier", "always", "never")))
         + para("Two rows of names.") + table((
             row(("Berth", cell("Fee", properties=span.format(2))), properties=marked), row(("", "Summer", "Winter"), properties=marked),
             ("north", "12", "8"), ("south", "10", "7")))
         + para("A caption, and titles between the rows.") + table((
             row((cell("Crossings of the ferry", properties=span.format(2)),)), row(("Hour", "Boat"), BOLD), row((cell("Morning", BOLD, span.format(2)),)),
             ("six", "Heron"), row((cell("Evening", BOLD, span.format(2)),)), ("eight", "Gull")))
         + para("A cell over two rows.") + table((
             row(("Keeper", "Lamp"), BOLD), row((cell("Ada", properties='<w:vMerge w:val="restart"/>'), "mole")),
             row((cell(para(""), properties="<w:vMerge/>"), "pier")), ("Ben", "beach")))
         + para("Figures below words.") + table((("Boat", "Owner", "Fee"), ("Heron", "Ada", "8"), ("Gull", "Ben", "9.50 crowns"), ("Tern", "Cy", "free")))
         + para("Nothing but figures below a word.") + table((("Boat", "Owner", "Fee"), ("Heron", "Ada", "8"), ("Gull", "Ben", "9.50")))
         + para("Years above.") + table((("Crossings", "2019", "2020"), ("by day", "940", "870"), ("by night", "110", "95")))
         + para("No names at all.") + table((("Ada", "pilot", "North Bay"), ("Ben", "keeper", "South Bay"))), styles=GRID_STYLE)


def cells():
    """Lists, tables and several paragraphs in cells."""
    inner = table((("red", "two"), ("green", "three")))
    docx("docx-cells", para("Duties", "Title") + table((
        row(("Day", "Duties"), BOLD), ("Monday", cell(para("count the boats", num=(1, 0)) + para("light the lamp", num=(1, 0)))),
        ("Tuesday", cell(para("in the morning:") + para("ring the bell", num=(2, 0)) + para("raise the flag", num=(2, 0)))),
        ("Wednesday", cell(para("10:00 to 12:00") + para("14:00 to 20:00"))),
        ("Thursday", cell(para("sell lamps") + inner + para(""))))) + para("A frame around a text is no table.")
        + table((row((cell(para("The keeper writes this.") + para("He reads it aloud.")),)),)))


def raised():
    def sup(text):
        return run(text, RAISED)
    docx("docx-raised", para("Raised signs", "Title")
         + para("The pier was built in 1898", extra=sup("2") + run(" and is 10") + sup("3") + run(" steps long."))
         + para("Its deck has 40 m", extra=sup("2") + run(" of oak; the keeper", "") + sup("1,2") + run(" paints it."))
         + para("On the 19", extra=sup("th") + run(" of May the bell", "") + sup("*") + run(" rings.")) + para("A fly weighs 10", extra=sup("-5") + run(" kg. The water is H") + run("2", '<w:vertAlign w:val="subscript"/>') + run("O."))
         + para("Another program lifts them: 1712", extra=run("4", '<w:position w:val="8"/><w:sz w:val="14"/>') + run(" and 12", '') + run("00", '<w:position w:val="8"/>') + run(" metres.")))


def numbering():
    clause = '<w:isLgl/>'
    definitions = (
        definition(1, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."), level(2, "lowerLetter", "(%3)"), level(3, "lowerRoman", "%4)"))
        + definition(2, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", clause))
        + definition(3, level(0, "decimal", "§ %1")) + definition(4, level(0, "upperLetter", "%1)"))
        + definition(5, level(0, "chineseCountingThousand", "第%1条")) + definition(6, level(0, "hebrew1", "%1."))
        + definition(7, level(0, "bullet", "&#xf0fe;")).replace("<w:lvlText", '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:lvlText')
        + lists(n1="1", n2="2", n3="3", n4="4", n5="5", n6="6", n7="7", n8='4<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride>', n9="3"))
    style = '<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    docx("docx-numbering", para("Terms of the berth", "Title") + para("Fee", num=(1, 0)) + para("The fee is 120 crowns.", num=(1, 1)) + para("It is paid in May:", num=(1, 1))
         + para("by cash", num=(1, 2)) + para("or by letter", num=(1, 2)) + para("sent early", num=(1, 3)) + para("The keeper may lower the fee in bad years.")
         + para("Late fees are doubled.", num=(1, 1)) + para("Term", num=(1, 0)) + para("The lease begins in June.", num=(1, 1)) + para("for boats", num=(1, 2))
         + para("Parts of the old charter:") + para("Of boats", num=(2, 0)) + para("Of bells", num=(2, 0)) + para("No bell rings at night.", num=(2, 1))
         + para("Sections:") + para("Boats keep right.", "Clause") + para("Bells are rung by hand.", "Clause") + para("not numbered", "Clause", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
         + para("Lamps are lit at dusk.", num=(9, 0))
         + para("Letters:") + para("north", num=(4, 0)) + para("south", num=(4, 0)) + para("Begun anew:") + para("east", num=(8, 0)) + para("west", num=(8, 0))
         + para("Others:") + para("船靠右行。", num=(5, 0)) + para("灯在黄昏点亮。", num=(5, 0)) + para("counted in a way that is not known here", num=(6, 0)) + para("done", num=(7, 0)),
         numbering=definitions, styles=style)


def heading_numbers():
    """Numbers of headings: by the levels that a list keeps for their styles."""
    definitions = (definition(1, level(0, "decimal", "Chapter %1", '<w:pStyle w:val="Heading1"/>'), level(1, "decimal", "%1.%2", '<w:pStyle w:val="Heading2"/>'),
                              level(2, "upperLetter", "%3)", '<w:pStyle w:val="HarbourHead"/>')) + lists(n1="1"))
    one = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>{}</w:pPr></w:style>'
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/>' + one.format(more)
        for style, name, more in (("Heading1", "heading 1", ""), ("Heading2", "heading 2", ""), ("HarbourHead", "Harbour Head", '<w:outlineLvl w:val="2"/>')))
    docx("docx-heading-numbers", para("Handbook", "Title") + para("Boats", "Heading1") + para("All boats keep right.") + para("Ferries", "Heading2")
         + para("A ferry has right of way.") + para("Rowing boats", "Heading2") + para("They wait.") + para("In fog", "HarbourHead") + para("They stay ashore.")
         + para("Bells", "Heading1") + para("Two bells hang on the mole.") + para("Tones", "Heading2")
         + para("The bell on the north mole is rung by whoever keeps the lamp, in fog every two minutes and else at noon.", "Heading2")
         + para("The bell on the south mole is rung by hand on Sundays only, and never in the night.", "Heading2"), styles=styles, numbering=definitions)


def headings_by_look():
    large = BOLD + '<w:sz w:val="32"/>'
    docx("docx-headings-by-look", para("Rules of the mole", look=large) + para("Opening hours", look=BOLD) + para("The office is open from nine to noon.")
         + para("Fees", look=BOLD) + para("Ten crowns a day.") + para("Nobody pays twice!", look=BOLD + "<w:i/>", extra=run(" The keeper knows all boats."))
         + para("Lost things", look=BOLD) + para("a glove", num=(1, 0)) + para("a lamp", num=(1, 0))
         + para("Harbour Board", look=BOLD) + para("Mole 7", look=BOLD) + para("North Bay", look=BOLD) + para("All letters go there."))


def title_by_look():
    """A title in two lines that has no style, above headings that have one."""
    large = '<w:sz w:val="48"/>'
    docx("docx-title-by-look", para("The Chain Ferry", look=large) + para("Report of the Year", look=large) + para("The boat", "Heading1") + para(FERRY[0])
         + para("The crew", "Heading1") + para(FERRY[2]))


def notes():
    mark = ' w:customMarkFollows="1"'
    custom = f'<w:r><w:rPr>{RAISED}</w:rPr><w:footnoteReference w:id="9"{mark}/><w:t>*</w:t></w:r>'
    number = f'<w:p><w:r><w:rPr>{RAISED}</w:rPr><w:footnoteRef/></w:r>{run(" In winter at eight.")}</w:p>' + para("On Sundays never.")
    docx("docx-notes", para("The gate is closed at nine.", extra=note_reference(5) + run(" The lamp is lit at dusk.") + note_reference(2) + run(" The bell"))
         + table((("Lamp", "red"), ("Bell", cell(para("old", extra=note_reference(4))))))
         + para("rings at noon.", extra=custom + run(" It was cast in 1712") + note_reference(1, "endnote") + run(" and again later.") + note_reference(3, "endnote")),
         notes=((0, "Never referred to."), (2, "Only since the flood."), (4, "Cast twice."), (5, number), (9, para("* But in Lent."))),
         endnotes=((1, "By a founder of the upper town."), (3, "In 1866.")))


def contents():
    entry = '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>{}' + run("The boat") + "<w:r><w:tab/></w:r>" + field("PAGEREF _Toc1", "2") + "</w:p>"
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    plain = f'<w:p>{run("The crew")}<w:r><w:tab/></w:r>{run("3")}</w:p>'
    control = ('<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>' + para("What is where", "Heading1")
               + para("The boat 2") + "</w:sdtContent></w:sdt>")
    text = (para("The boat", "Heading1") + para("It has never left its chains.") + para("The crew", "Heading1") + para("Two men and a dog."))
    docx("docx-contents-field", para("Contents", "Heading1") + entry.format(begin) + plain + end + text)
    docx("docx-contents-control", control + text)
    docx("docx-contents-typed", para("Handbook", "Title") + para("Contents", look=BOLD) + f'<w:p>{run("The boat")}<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="dot"/></w:r>{run("2")}</w:p>'
         + para("2. The crew ........ 3") + text + para("Prices") + f'<w:p>{run("Crossing")}<w:r><w:tab/></w:r>{run("2")}</w:p><w:p>{run("Cart")}<w:r><w:tab/></w:r>{run("8")}</w:p>')


def boxes():
    def control(ticked, sign):
        return (f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{ticked}"/></w14:checkbox></w:sdtPr><w:sdtContent>{sign}</w:sdtContent></w:sdt>')

    def form(inner):
        return field("FORMCHECKBOX", None, f"<w:ffData><w:checkBox><w:sizeAuto/>{inner}</w:checkBox></w:ffData>")

    def sign(code):
        return f'<w:r><w:sym w:font="Wingdings" w:char="{code}"/></w:r>'
    choice = field("FORMDROPDOWN", None, '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="north"/><w:listEntry w:val="south"/></w:ddList></w:ffData>')
    docx("docx-boxes", para("Wanted berths", "Title") + para("Controls: ", extra=control(1, run("\u2612")) + run(" north, ") + control(0, run("\u2610")) + run(" south, ")
                                                           + control(1, sign("F0FE")) + run(" east"))
         + para("Forms: ", extra=form('<w:default w:val="0"/><w:checked/>') + run(" oars, ") + form('<w:default w:val="1"/>') + run(" sails, ") + form('<w:default w:val="1"/><w:checked w:val="0"/>') + run(" motor"))
         + para("Signs: ", extra=sign("F0FE") + run(" bell, ") + sign("F0A8") + run(" lamp, ") + run("\u00fe", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>') + run(" rope"))
         + table((row(("Boat", "Paid"), BOLD), row(("Heron", control(1, cell(para("\u2612"))))).replace("<w:tc><w:tcPr></w:tcPr><w:sdt>", "<w:sdt>").replace("</w:sdt></w:tc>", "</w:sdt>"),
                  ("Gull", cell(para("", extra=control(0, run("\u2610")))))))
         + para("Pier: ", extra=choice))


def changes():
    deleted = '<w:del w:id="1"><w:r><w:delText xml:space="preserve">{}</w:delText></w:r></w:del>'
    docx("docx-changes", para("Rules", "Title") + para("The gate closes at ", extra=deleted.format("eight") + f'<w:ins w:id="2">{run("nine")}</w:ins>' + run("."))
         + para("The lamp is lit ", properties='<w:rPr><w:del w:id="3"/></w:rPr>') + para("at dusk.")
         + f'<w:p><w:moveFrom w:id="4">{run("The bell rings at noon.")}</w:moveFrom></w:p>' + para("Nobody swims.") + f'<w:p><w:moveTo w:id="5">{run("The bell rings at noon.")}</w:moveTo></w:p>'
         + para("The keeper", properties='<w:pPrChange w:id="6"><w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:pPrChange>', extra=run(" is Ada", '<w:rPrChange w:id="7"><w:rPr><w:vanish/></w:rPr></w:rPrChange>') + run(" (call Ben)", "<w:vanish/>") + run(" and she sleeps."))
         + para("Only for the printer.", look="<w:vanish/>") + para("A crossing costs ", extra=run("eight", "<w:strike/>") + run(" nine crowns."))
         + table((row(("Boat", "Fee"), BOLD), ("Heron", "8"), row(("Gull", "9"), properties='<w:del w:id="8"/>'), ("Tern", "7"))))


def formulas():
    def r(text):
        return f"<m:r><m:t>{text}</m:t></m:r>"

    def e(tag, text):
        return f"<m:{tag}>{text if text.startswith('<') else r(text)}</m:{tag}>"
    weight = f'<m:sSub>{e("e", "w")}{e("sub", "i")}</m:sSub>'
    half = f'<m:f>{e("num", "a+b")}{e("den", "2")}</m:f>'
    square = f'<m:sSup>{e("e", "x")}{e("sup", "2")}</m:sSup>'
    root = f'<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/>{e("e", "a+b")}</m:rad>'
    total = f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>{e("sub", "i=1")}{e("sup", "n")}{e("e", weight)}</m:nary>'
    docx("docx-formulas", para("Sails", "Title") + para("The area is ", extra=f'<m:oMath>{r("A")}{r("=")}{r("2")}{r("ab")}</m:oMath>' + run(" for every sail."))
         + para("Half of it: ", extra=f"<m:oMath>{half}</m:oMath>" + run(", its square ") + f"<m:oMath>{square}</m:oMath>" + run(", its root ") + f"<m:oMath>{root}</m:oMath>" + run("."))
         + para("All weights:", extra=f'<m:oMathPara><m:oMath>{r("W=")}{total}</m:oMath></m:oMathPara>'))


def fields_and_links():
    letter = para("T", properties='<w:framePr w:dropCap="drop" w:lines="3" w:wrap="around" w:vAnchor="text" w:hAnchor="text"/>')
    tagged = '<w:smartTag w:element="place"><w:r><w:t xml:space="preserve"> at North Bay</w:t></w:r></w:smartTag>'
    simple = f'<w:fldSimple w:instr=" DATE ">{run("1 May 2019")}</w:fldSimple><w:fldSimple w:instr=" TA "/>'
    docx("docx-fields-and-links", para("The lamp", "Title") + letter + para("he lamp at the mole is lit by hand every evening", extra=tagged + run("."))
         + para("It was mended on ", extra=simple + run(". See page ") + field("PAGEREF lamp", "4") + run(" of ") + f'<w:hyperlink r:id="l1">{run("the keeper&apos;s book")}</w:hyperlink>' + run(" or ")
                + field('HYPERLINK "https://lamps.example/list"', "the list of lamps") + run(" or ") + f'<w:hyperlink w:anchor="below">{run("below")}</w:hyperlink>' + run("."))
         + para("Nested: ", extra='<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>' + field("MERGEFIELD Boat", "Heron")
                + '<w:r><w:instrText> = "Heron" "rows" "sails" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("it rows") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run(".")),
         relations=(("l1", "hyperlink", "https://keeper.example/book"),))


def other_names():
    """Other names of parts and prefixes: the strict form, in UTF-16, with the main part where Word for the web puts it."""
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = ('<x:p><x:pPr><x:pStyle x:val="Heading1"/></x:pPr><x:r><x:t>Berths</x:t></x:r></x:p><x:p><x:r><x:t>The berth is let from May.</x:t></x:r></x:p>'
            '<x:p><x:pPr><x:numPr><x:ilvl x:val="0"/><x:numId x:val="2"/></x:numPr></x:pPr><x:r><x:t>Süden</x:t></x:r></x:p>')
    raw = f'<?xml version="1.0" encoding="UTF-16"?><x:document xmlns:x="{strict}"><x:body>{body}</x:body></x:document>'
    docx("docx-other-names", "", main="word/document2.xml", raw=raw.encode("utf-16"))


if __name__ == "__main__":
    for make in (beyond_text, old_ones, cards, table_headers, cells, raised, numbering, heading_numbers, headings_by_look, title_by_look, notes, contents, boxes, changes,
                 formulas, fields_and_links, other_names):
        make()
