"""Makes the fixtures of this folder that are ODT, PPTX, RTF and EPUB documents, as far as no program made them: those of pandoc and
LibreOffice (odt-pandoc, rtf-libreoffice, …) were written by these programs from one small text. No packages are needed.

    python3 tests/documents/formats/make-office-fixtures.py

Every text is fiction written for this repository; `expected.json` is written from reading the source.
"""

import pathlib
import zipfile

HERE = pathlib.Path(__file__).parent / "fixtures"
XML = '<?xml version="1.0" encoding="UTF-8"?>'


def write(case, name, content):
    (HERE / case).mkdir(exist_ok=True)
    path = HERE / case / name
    if isinstance(content, bytes):
        path.write_bytes(content)
        return
    with zipfile.ZipFile(path, "w") as archive:
        for part, text in content.items():
            # A fixed date keeps the file the same from run to run.
            info = zipfile.ZipInfo(part, (2020, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if part == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, text)


ODF = "urn:oasis:names:tc:opendocument:xmlns:"
ODF_NAMES = " ".join(
    f'xmlns:{prefix}="{ODF}{name}:1.0"'
    for prefix, name in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
                         ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("meta", "meta"))
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def odt(case, body, automatic="", styles="", outline="", master="", manifest=(), kind="text"):
    media = f"application/vnd.oasis.opendocument.{kind}"
    entries = "".join(f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{type}">{inner}</manifest:file-entry>'
                      for path, type, inner in (("/", media, ""), ("content.xml", "text/xml", ""), *manifest))
    write(case, "source.odt", {
        "mimetype": media,
        "META-INF/manifest.xml": f'{XML}<manifest:manifest xmlns:manifest="{ODF}manifest:1.0">{entries}</manifest:manifest>',
        "styles.xml": f"{XML}<office:document-styles {ODF_NAMES}><office:styles>{styles}{outline}</office:styles>"
                      f"<office:master-styles>{master}</office:master-styles></office:document-styles>",
        "content.xml": f"{XML}<office:document-content {ODF_NAMES}><office:automatic-styles>{automatic}</office:automatic-styles>"
                       f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
    })


def p(text, style="Standard"):
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def h(level, text):
    return f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{text}</text:h>'


def make_odt():
    outline = ('<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>'
               '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>')
    clauses = ('<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-prefix="§ " style:num-format="1"/>'
               '<text:list-level-style-number text:level="2" style:num-prefix="(" style:num-suffix=")" style:num-format="a"/></text:list-style>')

    def items(*texts, attributes=""):
        return f'<text:list text:style-name="L1" {attributes}>' + "".join(f"<text:list-item>{text}</text:list-item>" for text in texts) + "</text:list>"

    def note(kind, mark, text):
        return f'<text:note text:note-class="{kind}"><text:note-citation>{mark}</text:note-citation><text:note-body>{p(text)}</text:note-body></text:note>'

    inner = f'<text:list><text:list-item>{p("with a cart,")}</text:list-item><text:list-item>{p("with a dog.")}</text:list-item></text:list>'
    odt("odt-numbers-and-notes",
        p("Rules of the Quay", "Title") + h(1, "Access") + items(p("The quay is open to all.") , p("Nobody enters:") + inner, attributes='xml:id="list1"')
        + p(f"The keeper may say otherwise.{note('footnote', '1', 'In writing.')} He seldom does.{note('endnote', 'i', 'Twice since 1950.')}")
        + items(p("The gate is shut at ten."), attributes='text:continue-list="list1"') + h(1, "Fees") + h(2, "Boats") + p("A boat pays two crowns.") + h(2, "Carts") + p("A cart pays one."),
        automatic=clauses, outline=outline,
        styles='<style:style style:name="Title" style:family="paragraph"/><style:style style:name="Standard" style:family="paragraph"/>')

    def cell(text, attributes=""):
        return f"<table:table-cell {attributes}>{p(text)}</table:table-cell>"

    def row(*cells):
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    odt("odt-tables", h(1, "Berths")
        + f'<table:table><table:table-header-rows>{row(cell("Berth"), cell("Boat"), cell("Owner"))}</table:table-header-rows>'
        + row(cell("North", 'table:number-rows-spanned="2"'), cell("Grey Heron"), cell("Ada Pilot"))
        + row("<table:covered-table-cell/>", cell("White Tern"), cell("Otto Reed")) + "</table:table>" + p("A card has no such head:")
        + "<table:table>" + row(cell("Boat"), cell("Grey Heron")) + row(cell("Owner"), cell("Ada Pilot")) + "</table:table>")

    automatic = ('<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
                 '<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>'
                 '<style:style style:name="T3" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>'
                 '<style:style style:name="S1" style:family="section"><style:section-properties text:display="none"/></style:style>')
    contents = ('<text:table-of-content><text:index-body><text:index-title>' + p("Contents") + "</text:index-title>" + p("The wells<text:tab/>1") + p("The pump<text:tab/>2")
                + "</text:index-body></text:table-of-content>")
    picture = '<draw:frame><draw:image xlink:href="Pictures/1.png"/><svg:desc>A well</svg:desc></draw:frame>'
    formula = '<draw:frame><draw:object xlink:href="./Object 1"/><draw:image xlink:href="./ObjectReplacements/Object 1"/></draw:frame>'
    chart = '<draw:frame><draw:object xlink:href="./Object 2"/></draw:frame>'
    changes = f'<text:tracked-changes><text:changed-region><text:deletion>{p("Nine wells.")}</text:deletion></text:changed-region></text:tracked-changes>'
    comment = f'<office:annotation><dc:creator>Mina</dc:creator>{p("Is it so?")}</office:annotation>'
    odt("odt-left-out", changes + contents + h(1, "The wells")
        + p(f"Seven wells supply the town.{picture} The oldest is 62<text:s/>m deep and serves 12<text:span text:style-name=\"T1\">3</text:span> houses.{comment}")
        + p('The keeper<text:span text:style-name="T2"> (whose key is under the mat)</text:span> lives <text:span text:style-name="T3">alone</text:span> beside it.')
        + f'<text:section text:style-name="S1" text:name="x">{p("Nobody sees this.")}</text:section>'
        + h(1, "The pump") + p(f"It moves {formula} litres, as the chart shows.{chart}")
        + p(f'The board says this.<draw:frame><draw:text-box>{p("Water is free on Sundays.")}</draw:text-box></draw:frame>')
        + p('See <text:a xlink:href="https://wells.example/map">the map</text:a> and <text:a xlink:href="#chapter">this</text:a>.'),
        automatic=automatic,
        master=f'<style:master-page style:name="Standard"><style:header>{p("Water Board")}</style:header><style:footer>{p("")}</style:footer></style:master-page>',
        manifest=(("Object 1/", "application/vnd.oasis.opendocument.formula", ""), ("Object 2/", "application/vnd.oasis.opendocument.chart", "")))
    odt("odt-encrypted", p("Not for you."), manifest=(("content.xml", "text/xml", "<manifest:encryption-data/>"),))
    write("zip-opendocument-sheet", "source.ods", {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>", "META-INF/manifest.xml": "<x/>"})


DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P_NAMES = f'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="{DRAWING}/main" xmlns:r="{OFFICE}"'


def relations(*targets):
    entries = "".join(f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>' for id, kind, target, mode in targets)
    return f'{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'


def shape(kind, *paragraphs, style=""):
    place = "" if kind is None else f'<p:ph type="{kind}"/>' if kind else "<p:ph/>"
    return (f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="x"/><p:nvPr>{place}</p:nvPr></p:nvSpPr><p:txBody><a:bodyPr/><a:lstStyle>{style}</a:lstStyle>'
            + "".join(paragraphs) + "</p:txBody></p:sp>")


def para(text, properties="", run=""):
    return f"<a:p><a:pPr{properties[0] if properties else ''}>{properties[1] if properties else ''}</a:pPr><a:r><a:rPr {run}/><a:t>{text}</a:t></a:r></a:p>"


def slide(*shapes, show=""):
    return f'{XML}<p:sld {P_NAMES}{show}><p:cSld><p:spTree>{"".join(shapes)}</p:spTree></p:cSld></p:sld>'


def make_pptx():
    def tc(text, attributes=""):
        return f"<a:tc {attributes}><a:txBody><a:bodyPr/>{para(text)}</a:txBody></a:tc>"

    table = ("<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow=\"1\"/><a:tr>" + tc("Berth") + tc("Boat") + tc("Owner") + "</a:tr><a:tr>"
             + tc("North", 'rowSpan="2"') + tc("Grey Heron") + tc("Ada Pilot") + "</a:tr><a:tr>" + tc("", 'vMerge="1"') + tc("White Tern") + tc("Otto Reed")
             + "</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>")
    diagram = f'<p:graphicFrame><a:graphic><a:graphicData><dgm:relIds xmlns:dgm="{DRAWING}/diagram" r:dm="d1"/></a:graphicData></a:graphic></p:graphicFrame>'
    drawing = (f'{XML}<dsp:drawing xmlns:dsp="http://schemas.microsoft.com/office/drawing/2008/diagram" xmlns:a="{DRAWING}/main"><dsp:spTree>'
               + "".join(f"<dsp:sp><dsp:txBody>{para(text)}</dsp:txBody></dsp:sp>" for text in ("Boil the brine", "Dry the salt")) + "</dsp:spTree></dsp:drawing>")
    numbered = ("", '<a:buFont typeface="+mj-lt"/><a:buAutoNum type="alphaLcParenR"/>')
    footer = shape("ftr", para("Harbour Board")) + shape("sldNum", para("2"))
    slides = {
        1: slide(shape("ctrTitle", para("The Harbour")), shape("subTitle", para("A report to the town"))),
        2: slide(shape("body", para("It has nine berths."), para("Two are deep.", (' lvl="1"', "")), para("One is closed.", ("", "<a:buNone/>"))),
                 shape("title", para("Berths&#11;in use")), shape(None, para("Rates are on the board: ", ), para("4 crowns a night", run='b="1"')), table, footer),
        3: slide(shape("title", para("Nobody sees this")), shape("body", para("Hidden.")), show=' show="0"'),
        4: slide(shape("title", para("Salt")), shape("", para("Fill the pan", numbered), para("Light the fire", numbered)), diagram,
                 '<p:pic><p:nvPicPr><p:nvPr/></p:nvPicPr></p:pic>',
                 shape(None, "<a:p><a:r><a:rPr/><a:t>The pan holds 62 m</a:t></a:r><a:r><a:rPr baseline=\"30000\"/><a:t>3</a:t></a:r><a:r><a:rPr/><a:t> of </a:t></a:r>"
                 '<a:r><a:rPr strike="sngStrike"/><a:t>cold </a:t></a:r><a:r><a:rPr><a:hlinkClick r:id="l1"/></a:rPr><a:t>brine</a:t></a:r></a:p>')),
    }
    notes = f'{XML}<p:notes {P_NAMES}><p:cSld><p:spTree>{shape("sldImg")}{shape("body", para("Say that the fire burns for nine days."))}{shape("sldNum", para("4"))}</p:spTree></p:cSld></p:notes>'
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("r1", "officeDocument", "ppt/presentation.xml", "")),
        "ppt/presentation.xml": f'{XML}<p:presentation {P_NAMES}><p:sldIdLst>' + "".join(f'<p:sldId id="{i}" r:id="s{i}"/>' for i in (1, 2, 3, 4)) + "</p:sldIdLst></p:presentation>",
        # The order of the files is not that of the slides.
        "ppt/_rels/presentation.xml.rels": relations(*((f"s{i}", "slide", f"slides/slide{5 - i}.xml", "") for i in (1, 2, 3, 4))),
        "ppt/slides/_rels/slide1.xml.rels": relations(("n1", "notesSlide", "../notesSlides/notesSlide1.xml", ""), ("d9", "diagramDrawing", "../diagrams/drawing1.xml", ""),
                                                      ("l1", "hyperlink", "https://salt.example/brine", ' TargetMode="External"')),
        "ppt/notesSlides/notesSlide1.xml": notes,
        "ppt/diagrams/drawing1.xml": drawing,
    }
    files.update({f"ppt/slides/slide{5 - i}.xml": text for i, text in slides.items()})
    write("pptx-slides", "source.pptx", files)


def make_rtf():
    def text(case, head, body, encoding="latin-1"):
        write(case, "source.rtf", ("{\\rtf1" + head + body + "}").encode(encoding))

    def escaped(string, encoding):
        return "".join(character if character.isascii() else "".join(f"\\'{byte:02x}" for byte in character.encode(encoding)) for character in string)

    czech = "Přívoz přes řeku jezdí každých devět minut."
    text("rtf-wordpad-czech", "\\ansi\\ansicpg1250\\deff0{\\fonttbl{\\f0\\fnil\\fcharset238 Arial;}{\\f1\\fnil\\fcharset0 Arial;}}\n{\\*\\generator Riched20 10.0;}\\uc1\n",
         "\\pard\\b\\f0\\fs32 " + escaped("Přívoz", "cp1250") + "\\b0\\fs22\\par\n" + escaped(czech, "cp1250") + "\\par\nIt costs 2 \\f1\\'80, or \\'a33.\\f0\\par\nV zim\\u283\\'ec nejezd\\u237?.\\par\n")
    text("rtf-cyrillic-that-says-ansi", "\\ansi\\ansicpg1251\\deff0{\\fonttbl{\\f0\\fcharset0 Tahoma;}}\n",
         "\\pard " + escaped("Паром ходит через реку каждые девять минут.", "cp1251") + "\\par \\'ab\\'cf\\'e0\\'f0\\'ee\\'ec\\'bb\\par\n")
    text("rtf-japanese", "\\ansi\\ansicpg932\\deff0{\\fonttbl{\\f0\\fcharset128 MS Mincho;}}{\\info{\\title " + escaped("井戸の町", "cp932") + "}}\n",
         "\\pard " + escaped("この町には七つの井戸がある。", "cp932") + "\\par \\uc2\\u26368\\'8d\\'c5\\u12418\\'82\\'e0\\uc0 \\u21476 \\u12356 \\uc1 " + escaped("井戸は深い。", "cp932") + "\\par\n")
    text("rtf-dos", "\\pc{\\fonttbl{\\f0\\fmodern Courier;}}", "\\pard The caf\\'82 opens at \\'ab past nine; the \\'81berfahrt costs 2 \\'9c.\\par ")
    text("rtf-textedit", "\\ansi\\ansicpg1252\\cocoartf2639\n{\\fonttbl\\f0\\fswiss\\fcharset0 Helvetica-Bold;\\f1\\fswiss\\fcharset0 Helvetica;}\n{\\colortbl;\\red255\\green255\\blue255;}\n"
         "{\\*\\listtable{\\list{\\listlevel\\levelnfc23{\\*\\levelmarker \\{disc\\}}{\\leveltext\\'01\\uc0\\u8226 ;}}}}\n",
         "\\pard\\f0\\b\\fs36 \\cf0 The ferry\n\\f1\\b0\\fs24 \\\n\\pard \\cf0 It costs two crowns \\'97 \\'93for all\\'94. \\uc0\\u55357 \\u56960 \\\nThe ferryman checks:\\\n\\pard\\ls1\\ilvl0\n"
         "\\cf0 {\\listtext\t\\uc0\\u8226 \t}the chains\\\n{\\listtext\t\\uc0\\u8226 \t}the ramp\\\n\\pard See {\\field{\\*\\fldinst{HYPERLINK \"https://ferry.example/times\"}}{\\fldrslt the timetable}}.\\\n")
    head = ("\\ansi\\ansicpg1252\\uc1\\deff0{\\fonttbl{\\f0\\froman\\fcharset0 Times New Roman;}{\\f3\\froman\\fcharset2 Symbol;}}\n"
            "{\\stylesheet{\\ql Normal;}{\\s1\\outlinelevel0\\b heading 1;}{\\s15 Title;}{\\s16 toc 1;}{\\*\\cs10 Default Paragraph Font;}}\n{\\info{\\title x.doc}{\\author Ada Pilot}}\n")
    heading = "\\pard\\plain\\s1\\outlinelevel0\\b "
    row = "\\trowd\\trgaph108\\cellx2000\\cellx4000\\cellx6000"
    merged = "\\trowd\\trgaph108\\clvmgf\\cellx2000\\cellx4000\\cellx6000"
    rest = "\\trowd\\trgaph108\\clvmrg\\cellx2000\\cellx4000\\cellx6000"
    cells = "\\pard\\intbl {} \\cell {} \\cell {} \\cell\\row\n"
    text("rtf-word", head,
         "{\\header\\pard Harbour Board\\par}{\\footer\\pard\\par}\n\\pard\\plain\\s15 The Quay\\par\n"
         "{\\field{\\*\\fldinst TOC \\\\o}{\\fldrslt\\pard\\plain\\s16 Rules\\tab 1\\par Berths\\tab 2\\par}}\n" + heading + "Rules\\par\n\\pard\\plain The gate is shut at ten.{\\super\\chftn{\\footnote\\pard\\plain{\\super\\chftn} Nine in winter.}}"
         " The keeper {\\v (key: mat) }{\\deleted never }sleeps.{\\*\\annotation Does he?}\\par\n"
         "{\\listtext\\pard\\plain 1.\\tab}\\ls1 Pay first.\\par{\\listtext\\pard\\plain 2.\\tab}\\ls1 Then moor.\\par\n\\pard{\\listtext\\f3\\'b7\\tab}A dog is free.\\par\n\\pard "
         "{\\*\\shppict{\\pict\\pngblip 89504e47}}{\\nonshppict{\\pict\\wmetafile8 0100}}The sign shows a bell.{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv b}}{\\shptxt\\pard Ring twice.\\par}}{\\shprslt Ring twice.}}\\par\n"
         + heading + "Berths\\par\n\\pard\\plain " + row + "\\trhdr" + cells.format("Berth", "Boat", "Owner") + merged + cells.format("North", "Grey Heron", "Ada Pilot") + rest + cells.format("", "White Tern", "Otto Reed")
         + "\\pard The area is 62 m{\\super 2}. {\\upr{Elmsted}{\\*\\ud{Elm\\u351\\'73ted}}} lies \\{east\\}\\~of it.\\page\\bin3 }{}The end.\\par\n")


CONTAINER = f'{XML}<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
CALIBRE = 'xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def page(body, head="<title/>"):
    return f'{XML}<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "x"><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head>{head}</head><body>{body}</body></html>'


def epub(case, metadata, pages, guide="", extra=(), parts=(), toc="", version="3.0"):
    """`pages` are (name, text or None where the file is missing, properties)."""
    manifest = "".join(f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"{f" properties={chr(34)}{properties}{chr(34)}" if properties else ""}/>' for name, _, properties in pages)
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/content.opf": f'{XML}<package {CALIBRE} version="{version}"><metadata>{metadata}</metadata><manifest>{manifest}{"".join(extra)}</manifest>'
                             f'<spine{toc}>' + "".join(f'<itemref idref="{name}"/>' for name, _, _ in pages) + f"</spine><guide>{guide}</guide></package>",
    }
    files.update({f"OEBPS/{name}": text for name, text, _ in pages if text is not None})
    files.update(dict(parts))
    write(case, "source.epub", files)


def make_epub():
    ncx = (f'{XML}<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>Part One</text></navLabel><content src="split_000.html"/>'
           '<navPoint><navLabel><text>Chapter I. The Wells</text></navLabel><content src="split_001.html#top"/></navPoint></navPoint></navMap></ncx>')
    epub("epub-calibre", '<dc:title>The Wells of Elmsted</dc:title><dc:creator opf:role="aut">Ada Pilot</dc:creator><dc:creator opf:role="ill">Otto Reed</dc:creator>'
         '<dc:publisher>Quay Press</dc:publisher><dc:date opf:event="publication">1908-05-01T00:00:00+00:00</dc:date><dc:date opf:event="modification">2020-01-01</dc:date>',
         (("split_000.html", page('<p class="c1"><b>Part One</b></p><p class="c2">What stands below is true.</p>'), ""),
          ("split_001.html", page('<a id="top"/><p class="c1">Chapter I</p><p class="c1">The Wells</p><p class="c2">Seven wells&nbsp;supply the town.<span class="c9">1</span> The oldest was dug in 1312.</p><div/>'
                                  '<p class="c2">Water rises in spring<a epub:type="noteref" href="split_002.html#n">2</a>.</p>', '<title/><script src="x.js"/>'), ""),
          ("split_002.html", page('<p class="c2">It falls in autumn.</p><aside epub:type="footnote" id="n"><p>2. By four metres.</p></aside>'), "")),
         extra=('<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>', '<item id="css" href="style.css" media-type="text/css"/>'), toc=' toc="ncx"', version="2.0",
         parts=(("OEBPS/toc.ncx", ncx), ("OEBPS/style.css", ".c1 { font-weight: bold } .c9 { font-size: 0.7em; vertical-align: super }")))
    nav = page('<nav epub:type="toc"><h1>Contents</h1><ol><li><a href="a.xhtml">Salt</a></li><li><a href="b.xhtml">Brine</a></li></ol></nav>')
    epub("epub-left-out", "<dc:title>Salt</dc:title><dc:creator>Mina Salter</dc:creator>",
         (("cover.xhtml", page("<p>SALT by nobody yet</p>"), ""), ("nav.xhtml", nav, "nav"), ("a%20b.xhtml", None, ""),
          ("a.xhtml", page('<section><h2>Salt</h2><p>Salt has been boiled here since 1312.</p><figure><img src="pan.jpg" alt="A pan"/><figcaption>The last pan.</figcaption></figure></section>'), ""),
          ("b.xhtml", page("<h2>Brine</h2><p>Brine comes from the ninth well.</p><ruby>塩<rt>しお</rt></ruby>"), "")),
         guide='<reference type="cover" href="cover.xhtml"/>',
         parts=(("META-INF/encryption.xml", f'{XML}<encryption><EncryptedData><EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/><CipherData><CipherReference URI="OEBPS/a.xhtml"/></CipherData></EncryptedData></encryption>'),))
    epub("epub-protected", "<dc:title>Salt</dc:title>", (("a.xhtml", "\x00\x01", ""),),
         parts=(("META-INF/encryption.xml", f'{XML}<enc:encryption xmlns:enc="x"><enc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/><enc:CipherReference URI="OEBPS/a.xhtml"/></enc:encryption>'),))


if __name__ == "__main__":
    for make in (make_odt, make_pptx, make_rtf, make_epub):
        make()
