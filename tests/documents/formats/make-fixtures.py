"""Makes binary fixtures of this folder: PDF documents, and text in other encodings than UTF-8. make-docx-fixtures.py makes the others.

    python3 -m venv /tmp/fixtures && /tmp/fixtures/bin/pip install reportlab pikepdf
    /tmp/fixtures/bin/python tests/documents/formats/make-fixtures.py

Every text is fiction written for this repository. The HTML pages are written by hand and not made here; `expected.json` of
every folder is written by hand, or checked by hand against what a reader of the document sees.
"""

import io
import pathlib

import pikepdf
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

HERE = pathlib.Path(__file__).parent / "fixtures"
WIDTH, HEIGHT = A4

FERRY = [
    "The chain ferry of Elmsted crosses the river Orle every nine minutes from six in the morning. It was built in 1908 and "
    "carries up to forty passengers, four carts or a single bus, and it has never left its chains in more than a century.",
    "Its engine burned coal until the winter of 1951, when the town council bought a diesel motor from a trawler that had run "
    "aground on the Skerry rocks. The motor still turns, although three of its six cylinders were made anew in 1987.",
    "Fares were raised only five times. A crossing cost one penny at the opening, and it costs two crowns today; children who "
    "live on the eastern bank ride for nothing on school days, by a decision of the parish that nobody has dared to revoke.",
    "In summer the ferry carries visitors to the salt gardens. In winter it brings the doctor, the post and the bread, and when "
    "the river freezes, which happens about once in seven years, the ferrymen cut a channel by hand with long saws.",
]
WELLS = [
    "Seven wells supply the upper town. The oldest, known as the Bell Well, was dug by monks in the thirteenth century and "
    "reaches a depth of sixty-two metres, most of it through chalk.",
    "Water rises in spring and falls in autumn by almost four metres. The keeper notes its height every Monday in a book that "
    "has been continued without a gap since 1794, a record that hydrologists from three universities have studied.",
    "A pump house was added in 1902. Its two pistons move eleven litres with every stroke and are oiled by hand.",
    "The wells were closed for nine days after the flood of 1926. Chlorine had not yet reached the island, so the council boiled "
    "the water in the copper kettles of the brewery and handed it out by the bucket.",
    "Visitors may go down to the first landing of the Bell Well on the first Sunday of the month. The stairs are steep and wet, "
    "and the keeper lends felt soles to those who ask.",
]


def folder(case):
    path = HERE / case
    path.mkdir(parents=True, exist_ok=True)
    return path


class Page:
    """A reportlab canvas that lays out lines by hand, so that each fixture has just its one difficulty. Nothing is packed, so that the
    fuzz run reaches what stands in the pages."""

    def __init__(self, case, title=None, size=A4):
        self.c = canvas.Canvas(str(folder(case) / "source.pdf"), pagesize=size, invariant=1, pageCompression=0)
        self.c.setTitle(title or "untitled")
        self.c.setCreator("make-fixtures.py")

    def line(self, x, y, text, size=10.5, font="Times-Roman"):
        self.c.setFont(font, size)
        self.c.drawString(x, y, text)

    def wrap(self, text, width, size=10.5, font="Times-Roman", hyphens=(), indent=0):
        """Greedy lines; a word in `hyphens` ("riv-er") is divided at its hyphen where only its first half fits."""
        divided = {word.replace("-", ""): word for word in hyphens}
        lines, current, room = [], "", width - indent
        for word in text.split():
            candidate = f"{current} {word}".strip()
            if pdfmetrics.stringWidth(candidate, font, size) <= room:
                current = candidate
                continue
            bare = word.strip(".,;")
            head = divided.get(bare, "").partition("-")[0]
            if head and pdfmetrics.stringWidth(f"{current} {head}-", font, size) <= room:
                lines.append(f"{current} {head}-".strip())
                current = word[len(head):]
            else:
                lines.append(current)
                current = word
            room = width
        return lines + [current]

    def paragraph(self, x, y, text, width, size=10.5, leading=13, indent=0, **wrap):
        for index, line in enumerate(self.wrap(text, width, size, indent=indent, **wrap)):
            self.line(x + (indent if index == 0 else 0), y, line, size, wrap.get("font", "Times-Roman"))
            y -= leading
        return y

    def next(self):
        self.c.showPage()

    def save(self):
        self.c.save()


def pdf_plain():
    p = Page("pdf-plain", "The Chain Ferry of Elmsted")
    p.line(72, 770, "The Chain Ferry of Elmsted", 20, "Times-Bold")
    y = 730
    for text in FERRY:
        y = p.paragraph(72, y, text, 450) - 9
    p.save()


def pdf_two_columns():
    p = Page("pdf-two-columns")
    p.line(72, 780, "Wells of the Upper Town", 20, "Times-Bold")
    y = p.paragraph(72, 750, "A short survey of the seven wells of Elmsted, of their keepers and of the water in them, made for the "
                    "association of friends of the wells on the occasion of its jubilee.", 450, font="Times-Italic")
    lines = []
    for text in WELLS + FERRY:
        for index, line in enumerate(p.wrap(text, 210, indent=12)):
            lines.append((12 if index == 0 else 0, line))
    half = (len(lines) + 1) // 2
    # Written row by row over both columns, so that the order in the file is not the order of reading.
    for row in range(half):
        for column, x in ((0, 72), (1, 312)):
            at = row + column * half
            if at < len(lines):
                p.line(x + lines[at][0], y - 14 - row * 13, lines[at][1])
    p.save()


def pdf_three_columns():
    p = Page("pdf-three-columns", size=(842, 595))
    p.line(40, 550, "The Elmsted Gazette", 26, "Times-Bold")
    for x, title, texts in ((40, "Ferry to rest in May", FERRY[:2]), (300, "Wells rise again", WELLS[:3]), (560, "Bridge delayed", WELLS[3:])):
        p.line(x, 515, title, 14, "Times-Bold")
        y = 495
        for text in texts:
            y = p.paragraph(x, y, text, 220, indent=10)
    p.save()


def pdf_hyphenated():
    p = Page("pdf-hyphenated")
    p.line(72, 770, "Hyphens at the ends of lines", 18, "Times-Bold")
    text = ("The hydrographers of the university measured the river every month. Their long-distance instruments were built by a "
            "manufacturer of lighthouses, and the observations were published annually. A long-distance cable transmitted every "
            "measurement to the observatory, whose director compared measurements and observations and corrected the instruments.")
    y = 740
    hyphens = ("hydrogra-phers", "univer-sity", "instru-ments", "manufac-turer", "obser-vations", "measure-ment",
               "transmit-ted", "observa-tory", "direc-tor", "measure-ments", "light-houses", "annu-ally", "pub-lished", "correc-ted")
    for line in p.wrap(text, 150, hyphens=hyphens):
        p.line(72, y, line)
        y -= 13
    y -= 10
    for line in ("It was a long-", "distance call, and the pre-", "and post-war exchanges of South-", "East Elmsted could not put it through."):
        p.line(72, y, line)
        y -= 13
    p.save()


def pdf_running_lines():
    p = Page("pdf-running-lines", "Microsoft Word - annual_report_final2.doc")
    chapters = ["Ferry", "Ferry", "Wells", "Wells", "Wells", "Wells"]
    texts = iter((FERRY + WELLS) * 4)
    for number, chapter in enumerate(chapters, start=1):
        if number % 2:
            p.line(72, 805, "Elmsted Harbour Board", 9)
            p.line(440, 805, f"Annual report {2019}", 9)
        else:
            p.line(72, 805, f"{chapter} and water supply", 9)
        p.line(290, 30, f"Page {number} of {len(chapters)}", 9)
        y = 760
        if number == 1:
            p.line(72, y, "Annual Report of the Harbour Board", 20, "Times-Bold")
            y -= 30
        if number in (1, 3):
            p.line(72, y, chapter, 14, "Times-Bold")
            y -= 22
        for _ in range(3):
            y = p.paragraph(72, y, next(texts), 450) - 9
        if number == 4:
            # A sentence that goes on over the page.
            p.paragraph(72, y, "The board thanks the ferrymen, whose patience in the long winter of that year was admired by", 450)
            texts = iter(["all who had to cross the river, and asks the council to pay them for the nights as well."] + (WELLS + FERRY) * 4)
        p.next()
    p.save()


def pdf_footnotes():
    p = Page("pdf-footnotes")
    p.line(72, 770, "Salt gardens of the Orle", 18, "Times-Bold")
    y = p.paragraph(72, 740, "Salt has been boiled on the eastern bank since at least 1312, when a charter names four pans.1 Each pan gave "
                    "two barrels a week, and a tenth of them went to the abbey.2 The last pan was cold by 1866, and the", 450)
    p.line(72, 92, "1 The charter is kept in the parish chest and was copied in 1740.", 8)
    p.line(72, 82, "2 The abbey sold its share at the autumn market, as its account books show.", 8)
    p.next()
    p.paragraph(72, 770, "gardens were planted over the ruins in the following spring. Visitors pay nothing, but they are asked to leave "
                "a pebble on the wall.3", 450)
    p.line(72, 92, "3 The wall is now eleven metres long.", 8)
    p.save()


def pdf_headings():
    p = Page("pdf-headings")
    y = 780
    for size, text in ((22, "Handbook of the Ferry"), (16, "The boat"), (12.5, "Hull"), (0, WELLS[2].replace("pump house", "second hull")),
                       (12.5, "Engine"), (0, FERRY[1]), (16, "The crew"), (0, FERRY[3])):
        if size:
            p.line(72, y - size, text, size, "Helvetica-Bold")
            y -= size * 2
        else:
            y = p.paragraph(72, y - 6, text, 450) - 9
    p.save()


def pdf_after_junk():
    """What scripts on the web send before the file."""
    plain = (folder("pdf-plain") / "source.pdf").read_bytes()
    (folder("pdf-after-an-empty-line") / "source.pdf").write_bytes(b"\r\n" + plain)
    (folder("pdf-after-junk") / "source.pdf").write_bytes(b"Notice: undefined index in download.php\n" + plain)


def docx_encrypted():
    """The beginning of what Word writes with a password: a compound file with these streams, and no text that could be read."""
    names = (name.encode("utf-16-le").ljust(128, b"\0") for name in ("EncryptionInfo", "EncryptedPackage"))
    data = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + b"".join(names) + bytes(512)
    (folder("docx-encrypted") / "source.docx").write_bytes(data)


def pdf_numbered_headings():
    """The title is as large as the headings, the first of which stands right below it."""
    p = Page("pdf-numbered-headings")
    y = 780
    p.line(160, y, "The Ferry and its Wells,", 18, "Helvetica-Bold")
    p.line(160, y - 22, "a Report", 18, "Helvetica-Bold")
    y -= 50
    for number, (heading, text) in enumerate((("The boat", FERRY[0]), ("The water", WELLS[1])), 1):
        p.line(72, y, f"{number}. {heading}", 18, "Helvetica-Bold")
        y = p.paragraph(72, y - 24, text, 450) - 24
    p.save()


def pdf_indented():
    p = Page("pdf-indented-paragraphs")
    y = 780
    for index, text in enumerate(FERRY + WELLS):
        y = p.paragraph(72, y, text, 300, indent=0 if index == 0 else 14)
    p.save()


def pdf_list():
    p = Page("pdf-list")
    p.line(72, 770, "Rules of the ferry", 18, "Times-Bold")
    y = p.paragraph(72, 740, "Everyone on board obeys these rules:", 450) - 4
    for text in ("Stay behind the yellow line until the ramp is down.", "Dogs and bicycles are carried on the left side, and goats are "
                 "not carried at all, whatever their owners may say about the custom of the island.", "Whoever rings the bell without need pays two crowns."):
        p.line(80, y, "\u2022")
        y = p.paragraph(92, y, text, 400)
    p.paragraph(72, y - 9, "The ferryman decides in all other cases.", 450)
    p.save()


def pdf_table():
    p = Page("pdf-table")
    p.line(72, 770, "Depth of the wells", 18, "Times-Bold")
    p.paragraph(72, 740, "The keeper measured all wells in March 2019. The figures are metres.", 450)
    for row, cells in enumerate((("Well", "Dug", "Depth", "Water"), ("Bell Well", "1240", "62.0", "17.4"), ("Upper Well", "1588", "44.5", "12.1"),
                                 ("Goat Well", "1702", "38.2", "9.9"), ("New Well", "1902", "51.7", "20.3"))):
        for x, cell in zip((72, 200, 300, 400), cells):
            p.line(x, 705 - row * 16, cell)
    p.paragraph(72, 610, "The New Well is the only one that was not measured by rope.", 450)
    p.save()


def pdf_contents():
    p = Page("pdf-table-of-contents")
    p.line(72, 770, "Handbook of the Ferry", 22, "Times-Bold")
    for row, (title, page, size) in enumerate((("1 The boat", 2, 13), ("1.1 Hull", 2, 10.5), ("1.2 Engine", 3, 10.5), ("2 The crew", 5, 13))):
        dots = " ." * int((440 - pdfmetrics.stringWidth(title, "Times-Roman", size)) / pdfmetrics.stringWidth(" .", "Times-Roman", size))
        p.line(72, 730 - row * 16, f"{title}{dots} {page}", size)
    p.line(72, 640, "1 The boat", 16, "Times-Bold")
    y = p.paragraph(72, 615, FERRY[0], 450) - 9
    p.paragraph(72, y, FERRY[1], 450)
    p.save()


def pdf_type3_font():
    """A font whose letters are drawn by programs, with names that tell nothing; its ToUnicode table gives the letters."""
    text = "odd fonts draw letters"
    letters = sorted(set(text))
    pdf = pikepdf.new()
    glyphs = pikepdf.Dictionary()
    for index, letter in enumerate(letters):
        body = b"500 0 0 0 400 600 d1 0 0 400 600 re f" if letter != " " else b"500 0 d0"
        glyphs[f"/g{index}"] = pdf.make_stream(body)
    mapping = "\n".join(f"<{index + 1:02x}> <{ord(letter):04x}>" for index, letter in enumerate(letters))
    cmap = ("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /x def /CMapType 2 def "
            f"1 begincodespacerange <00> <ff> endcodespacerange {len(letters)} beginbfchar\n{mapping}\nendbfchar endcmap end end")
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type3, FontBBox=[0, 0, 500, 700], FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=glyphs, Encoding=pikepdf.Dictionary(Differences=[1] + [pikepdf.Name(f"/g{i}") for i in range(len(letters))]),
        FirstChar=1, LastChar=len(letters), Widths=[500] * len(letters), ToUnicode=pdf.make_stream(cmap.encode()))
    encoded = "".join(f"{letters.index(letter) + 1:02x}" for letter in text)
    pdf.add_blank_page(page_size=(595, 842))
    page = pdf.pages[0]
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
    page.Contents = pdf.make_stream(f"BT /F1 12 Tf 72 700 Td <{encoded}> Tj ET".encode())
    pdf.save(folder("pdf-type3-font") / "source.pdf", deterministic_id=True)


def pdf_japanese():
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    p = Page("pdf-japanese")
    p.line(72, 770, "井戸の町", 20, "HeiseiMin-W3")
    for index, text in enumerate(("この町には七つの井戸がある。最も古い井戸は十三世紀に修道士が掘っ", "たもので、深さは六十二メートルである。")):
        p.line(72, 730 - index * 16, text, 12, "HeiseiMin-W3")
    p.save()


def pdf_rotated():
    p = Page("pdf-rotated-page")
    p.line(72, 770, "A page on its side", 18, "Times-Bold")
    p.paragraph(72, 740, FERRY[0], 450)
    p.c.saveState()
    p.c.rotate(90)
    p.line(200, -30, "DRAFT 17 - not for publication", 9)
    p.c.restoreState()
    p.save()
    path = folder("pdf-rotated-page") / "source.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Rotate = 90
        pdf.save(path, deterministic_id=True)


def pdf_encrypted():
    # Encryption draws random numbers: a new run would change the files for nothing.
    if (folder("pdf-owner-password") / "source.pdf").exists():
        return
    source = folder("pdf-plain") / "source.pdf"
    with pikepdf.open(source) as pdf:
        pdf.save(folder("pdf-encrypted") / "source.pdf", encryption=pikepdf.Encryption(user="salt", owner="pepper", R=6))
    with pikepdf.open(source) as pdf:
        # Everybody may open it; only copying is forbidden.
        pdf.save(folder("pdf-owner-password") / "source.pdf", encryption=pikepdf.Encryption(user="", owner="pepper", R=4, aes=True))


def pdf_scanned():
    from PIL import Image, ImageDraw

    p = Page("pdf-scanned")
    for number in (1, 2):
        image = Image.new("1", (300, 424), 1)
        ImageDraw.Draw(image).text((20, 20 * number), "a picture of text", fill=0)
        p.c.drawImage(ImageReader(image), 0, 0, WIDTH, HEIGHT)
        p.next()
    p.save()


def pdf_partly_scanned():
    """Pages of text and pages of pictures; a picture may have a page number below it all the same, and one page is blank."""
    from PIL import Image, ImageDraw

    p = Page("pdf-partly-scanned")
    image = Image.new("1", (300, 424), 1)
    ImageDraw.Draw(image).text((20, 20), "a picture of text", fill=0)
    for number, text in enumerate((FERRY[0], None, FERRY[1], None, "", FERRY[2], None), start=1):
        if text:
            p.paragraph(72, 760, text, 450)
        elif text is None:
            p.c.drawImage(ImageReader(image), 72, 72, 300, 424)
        if number != 2:
            p.line(290, 30, f"- {number} -", 9)
        if number in (1, 3):
            p.c.saveState()
            p.c.translate(150, 300)
            p.c.rotate(45)
            p.line(0, 0, "COPY", 60)
            p.c.restoreState()
        p.next()
    p.save()


def pdf_truncated():
    data = (folder("pdf-plain") / "source.pdf").read_bytes()
    (folder("pdf-without-its-end") / "source.pdf").write_bytes(data[: len(data) * 7 // 10])
    (folder("pdf-only-a-header") / "source.pdf").write_bytes(b"%PDF-1.7\n% nothing follows\n")


def make_texts():
    page = ('<!doctype html><html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"><title>{title}</title></head><body>'
            "<article><h1>{title}</h1>{paragraphs}</article></body></html>")
    french = "".join(f"<p>{text}</p>" for text in (
        "Le bac à chaîne d’Elmsted traverse la rivière toutes les neuf minutes depuis l’été 1908 – il coûte 2 €.",
        "Le passeur, âgé de soixante ans, n’a jamais manqué une traversée : « Même la grêle ne m’arrête pas », dit-il.",
        "En hiver, quand la rivière gèle, on découpe un chenal à la main avec de longues scies forgées à l’île voisine."))
    (folder("html-windows-1252-undeclared") / "source.html").write_bytes(
        page.replace('<meta http-equiv="Content-Type" content="text/html; charset={charset}">', "").format(title="Le bac à chaîne", paragraphs=french).encode("cp1252"))
    (folder("html-windows-1252-that-says-utf-8") / "source.html").write_bytes(
        page.format(charset="utf-8", title="Le bac à chaîne", paragraphs=french).encode("cp1252"))
    japanese = "".join(f"<p>{text}</p>" for text in (
        "この町には七つの井戸がある。最も古い井戸は十三世紀に修道士が掘ったもので、深さは六十二メートルである。",
        "水位は春に上がり、秋に四メートルほど下がる。番人は毎週月曜日にその高さを帳面に書きつけている。"))
    (folder("html-shift-jis-declared") / "source.html").write_bytes(page.format(charset="shift_jis", title="井戸の町", paragraphs=japanese).encode("shift_jis"))
    russian = "Паром через реку\n\nПаром ходит через реку каждые девять минут. Его построили в 1908 году.\n\nЗимой паромщики прорубают канал вручную.\n"
    (folder("text-utf-16-le") / "source.txt").write_bytes(b"\xff\xfe" + russian.encode("utf-16-le"))
    (folder("text-utf-16-be") / "source.txt").write_bytes(b"\xfe\xff" + russian.replace("\n", "\r\n").encode("utf-16-be"))
    german = "Die Fähre von Elmsted\n\nDie Fähre überquert den Fluss alle neun Minuten – für 2 €. „Sie fährt immer“, sagt der Fährmann.\n"
    (folder("text-windows-1252") / "source.txt").write_bytes(german.encode("cp1252"))
    koi8 = page.format(charset="KOI8-R", title="Колодцы города", paragraphs="<p>Семь колодцев снабжают верхний город. Самый старый из них вырыли монахи в тринадцатом веке.</p>"
                       "<p>Весной вода поднимается, а осенью опускается почти на четыре метра, и сторож записывает её высоту в книгу.</p>")
    damaged = page.format(charset="shift_jis", title="井戸の町", paragraphs=japanese).encode("shift_jis")
    (folder("html-shift-jis-damaged") / "source.html").write_bytes(damaged.replace("深さ".encode("shift_jis"), b"\xff\xff"))
    (folder("html-koi8-r-declared") / "source.html").write_bytes(koi8.encode("koi8-r"))
    (folder("text-not-in-any-encoding") / "source.txt").write_bytes(b"Neither UTF-8 nor Windows-1252: \x81\x8d\x8f\x90\x9d\n")
    (folder("text-invisible-characters") / "source.txt").write_bytes(
        "The fer\u200bry\u202e\ufeff of Elm\u00adsted\n\nThe fer\u2060ry c\u200bosts \u2066two\u2069 crowns\u202c. No\u200bbody pays \u202dmore\u202c.\n".encode())
    polish = ("Księga portu\n\nKażda łódź, która wpływa do zatoki po zmroku, zostaje wpisana do księgi. Latarnik zapala światło ręcznie.\n\n"
              "Zimą mężczyźni wycinają w lodzie wąski przesmyk, żeby łodzie mogły wypłynąć na morze.\n")
    well = "井戸の町\n\nこの町には七つの井戸がある。最も古い井戸は十三世紀に修道士が掘ったもので、深さは六十二メートルである。\n"
    korean = "우물의 마을\n\n이 마을에는 우물이 일곱 개 있다. 가장 오래된 우물은 수도사들이 팠고 깊이는 육십이 미터이다.\n"
    chinese = "井的小镇\n\n这个小镇有七口井。最老的井是十三世纪的修道士挖的，深六十二米。守井人每个星期一把水位写在本子上。\n"
    for case, text, encoding in (("text-windows-1250", polish, "cp1250"), ("text-koi8-r", russian, "koi8-r"), ("text-windows-1251", russian, "cp1251"),
                                 ("text-shift-jis", well, "shift_jis"), ("text-euc-jp", well, "euc-jp"), ("text-iso-2022-jp", well, "iso2022_jp"),
                                 ("text-euc-kr", korean, "euc-kr"), ("text-iso-2022-kr", korean, "iso2022_kr"), ("text-gb18030", chinese, "gb18030"),
                                 ("text-hz-gb-2312", chinese, "hz"), ("text-code-page-437", german.replace("–", "-").replace("€", "Euro").replace("„", '"').replace("“", '"'), "cp437")):
        (folder(case) / "source.txt").write_bytes(text.encode(encoding))
    lines = "".join(f"<p>{line}</p>" for line in polish.split("\n\n")[1:])
    polish_page = page.format(charset="windows-1250", title="Księga portu", paragraphs=lines)
    (folder("html-charset-declared-late") / "source.html").write_bytes(
        polish_page.replace("<head>", "<head><style>" + ".a { margin: 0 }\n" * 90 + "</style>").encode("cp1250"))
    (folder("html-windows-1251-that-says-latin-1") / "source.html").write_bytes(
        page.format(charset="iso-8859-1", title="Паром", paragraphs="".join(f"<p>{line}</p>" for line in russian.split("\n\n")[1:])).encode("cp1251"))
    (folder("html-one-broken-byte") / "source.html").write_bytes(
        page.format(charset="utf-8", title="Le bac", paragraphs=french).encode().replace("île voisine".encode(), b"\xc3le voisine"))
    (folder("html-stray-nul") / "source.html").write_bytes(page.format(charset="utf-8", title="Le bac", paragraphs=french).encode().replace(b"En hiver", b"En\0 hiver"))
    (folder("text-null-bytes") / "source.txt").write_bytes(b"A text with\x00 a null byte in it.\n")


if __name__ == "__main__":
    for make in (pdf_plain, pdf_two_columns, pdf_three_columns, pdf_hyphenated, pdf_running_lines, pdf_footnotes, pdf_headings, pdf_indented, pdf_list,
                 pdf_after_junk, docx_encrypted, pdf_numbered_headings, pdf_table, pdf_contents, pdf_type3_font, pdf_japanese, pdf_rotated, pdf_encrypted, pdf_scanned, pdf_partly_scanned,
                 pdf_truncated, make_texts):
        make()
