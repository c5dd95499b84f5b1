"""Makes the PDF fixtures of this folder about what a page shows beside plain Latin text: forms, raised numbers, scripts, fonts that say
nothing of their letters, letters drawn twice. Run it as make-fixtures.py is run. All texts are fiction written for this repository."""

import pathlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

HERE = pathlib.Path(__file__).parent / "fixtures"


class Raw:
    """One page whose content is written by hand. Fonts: F1 Helvetica, F2 Times, and those of other scripts that are added, not embedded."""

    def __init__(self):
        self.pdf = pikepdf.new()
        self.content, self.annotations = [], []
        self.fonts = Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding),
                                F2=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Times-Roman"), Encoding=Name.WinAnsiEncoding))

    def line(self, x, y, text, size=11, font="F1"):
        data = text.encode("cp1252") if font in ("F1", "F2") else text.encode("utf-16-be")
        self.content.append(f"BT /{font} {size} Tf {x} {y} Td <{data.hex()}> Tj ET")
        return x + pdfmetrics.stringWidth(text, "Helvetica", size)

    def parts(self, x, y, *parts, size=11):
        """Parts of a line one behind the other; a pair (text, rise) is smaller and raised."""
        for part in parts:
            text, rise = part if isinstance(part, tuple) else (part, 0)
            smaller = size * 0.62 if rise else size
            x = self.line(x, y + rise, text, smaller)

    def unicode_font(self, name, says_letters=True, width=550):
        """A font of two-byte codes that are the letters' own; without a ToUnicode map nobody can know that."""
        font = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Plain, Encoding=Name("/Identity-H"), DescendantFonts=Array([Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Plain, DW=width, CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            FontDescriptor=Dictionary(Type=Name.FontDescriptor, FontName=Name.Plain, Flags=4, ItalicAngle=0, Ascent=800, Descent=-200, CapHeight=700, StemV=80, FontBBox=Array([0, -200, 1000, 800])))]))
        if says_letters:
            font.ToUnicode = Stream(self.pdf, b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def 1 begincodespacerange <0000> <FFFF> endcodespacerange "
                                    b"3 beginbfrange <0020> <00FF> <0020> <0590> <05FF> <0590> <0600> <06FF> <0600> endbfrange endcmap end end")
        self.fonts[f"/{name}"] = self.pdf.make_indirect(font)

    def annotate(self, rect, **entries):
        self.annotations.append(self.pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=Array(rect), **{"F": 4, **entries})))

    def field(self, rect, kind, name, value=None, **entries):
        if value is not None:
            entries["V"] = value
        self.annotate(rect, Subtype=Name.Widget, FT=Name(f"/{kind}"), T=String(name), DA=String("/F1 11 Tf 0 g"), **entries)

    def box(self, x, y, name, is_checked, **entries):
        on = Stream(self.pdf, b"0 0 10 10 re S", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 10, 10]))
        state = Name.Yes if is_checked else Name.Off
        self.field([x, y, x + 10, y + 10], "Btn", name, state, AS=state, AP=Dictionary(N=Dictionary(Yes=self.pdf.make_indirect(on))), **entries)

    def save(self, case):
        self.pdf.add_blank_page(page_size=(595, 842))
        page = self.pdf.pages[0]
        page.Contents = Stream(self.pdf, "\n".join(self.content).encode())
        page.Resources = Dictionary(Font=self.fonts)
        if self.annotations:
            page.Annots = Array(self.annotations)
            fields = [each for each in self.annotations if each.Subtype == Name.Widget]
            if fields:
                self.pdf.Root.AcroForm = Dictionary(Fields=Array(fields), NeedAppearances=True, DR=Dictionary(Font=self.fonts), DA=String("/F1 11 Tf 0 g"))
        path = HERE / case
        path.mkdir(parents=True, exist_ok=True)
        self.pdf.save(path / "source.pdf", static_id=True, compress_streams=False)


def pdf_form():
    """Labels before, above and behind their fields; a field inside a sentence; values without an appearance; what nobody sees."""
    p = Raw()
    p.line(72, 770, "Application for a berth", 18)
    p.line(72, 730, "Name of the boat:")
    p.field([220, 724, 420, 742], "Tx", "boat", String("Grey Heron"))
    p.line(72, 705, "Length in metres")
    p.field([220, 699, 300, 717], "Tx", "length", String("14.5"))
    p.line(340, 705, "Draught:")
    p.field([400, 699, 460, 717], "Tx", "draught", String("2.1"))
    p.line(72, 680, "First month:")
    p.field([220, 674, 300, 692], "Ch", "month", String("6"), Opt=Array([Array([String("5"), String("May")]), Array([String("6"), String("June")])]), Ff=1 << 17)
    p.line(72, 640, "The owner, ")
    p.field([130, 634, 230, 652], "Tx", "owner", String("Ada Pilot"))
    p.line(234, 640, ", asks for a berth at the north pier until October.")
    p.box(72, 598, "insured", True)
    p.line(88, 600, "The boat is insured.")
    p.box(72, 578, "engine", False)
    p.line(88, 580, "The boat has an engine.")
    p.line(72, 545, "Remarks of the harbour office", 8)
    p.field([72, 500, 500, 541], "Tx", "remarks", String("Berth 12 is too short.\rBerth 14 is free."), Ff=1 << 12)
    p.line(72, 470, "Password:")
    p.field([220, 464, 320, 482], "Tx", "secret", String("sesame"), Ff=1 << 13)
    p.field([72, 430, 172, 448], "Tx", "hidden", String("nobody sees this"), F=2)
    p.line(72, 400, "Nothing is written into the next field:")
    p.field([300, 394, 400, 412], "Tx", "empty")
    p.save("pdf-form")


def pdf_form_of_rows():
    """Fields in rows under the heads of their columns; no text but these."""
    p = Raw()
    for x, head in ((72, "Boat"), (222, "Berth"), (372, "Fee")):
        p.line(x + 2, 730, head)
    for row, values in enumerate((("Grey Heron", "12", "120"), ("Tern", "14", "95"), ("Old Auk", "3", "80"))):
        for column, value in enumerate(values):
            x, y = 72 + column * 150, 700 - row * 20
            p.field([x, y, x + 140, y + 18], "Tx", f"r{row}c{column}", String(value))
    p.save("pdf-form-of-rows")


def pdf_form_values_only():
    p = Raw()
    p.field([72, 690, 522, 710], "Tx", "remark", String("The berth at the north pier is asked for from May to September."))
    p.field([72, 650, 522, 670], "Tx", "boat", String("It is for the Grey Heron."))
    p.save("pdf-form-values-only")


def pdf_typed_on_the_page():
    """Text that a reader typed on the page, a comment, a stamp, and a highlight with a comment."""
    p = Raw()
    p.line(72, 770, "Receipt of the harbour office", 18)
    p.line(72, 730, "Received from:")
    p.annotate([160, 724, 300, 742], Subtype=Name.FreeText, Contents=String("Ada Pilot"), DA=String("/F1 11 Tf 0 g"))
    p.line(72, 705, "The fee of 120 crowns was paid for the whole summer.")
    p.annotate([72, 640, 320, 680], Subtype=Name.FreeText, Contents=String("The boat is moved to berth 14\rwhen the dredging begins."), DA=String("/F1 11 Tf 0 g"))
    p.annotate([500, 700, 520, 720], Subtype=Name.Text, Contents=String("Is that so?"))
    p.annotate([72, 700, 200, 716], Subtype=Name.Highlight, Contents=String("See the ledger."), QuadPoints=Array([72, 716, 200, 716, 72, 700, 200, 700]))
    p.annotate([400, 600, 500, 640], Subtype=Name.Stamp, Name=Name.Approved)
    p.save("pdf-typed-on-the-page")


def pdf_raised_numbers():
    p = Raw()
    p.line(72, 770, "The lamp at the mole", 18)
    p.parts(72, 730, "The pier was built in 1898", ("2", 4), " and burned down in 1921.", ("3,4", 4), " The keeper", ("1", 4), " was saved.")
    p.parts(72, 705, "The lamp burns 10", ("3", 4), " hours a year and lights 12 km", ("2", 4), " of the bay; its current is 5 × 10", ("-3", 4), " ampere.")
    p.parts(72, 680, "The 1", ("st", 4), " keeper measured its age by ", ("14", 4), "C and drank H", ("2", -3), "O. Of x", ("2", 4), " he knew nothing.")
    p.parts(72, 110, ("1", 3), " His name was Piet.", size=8)
    p.parts(72, 98, ("2", 3), " Some say 1899.", size=8)
    p.parts(72, 86, ("3", 3), " By lightning.", size=8)
    p.parts(72, 74, ("4", 3), " The ledger says 1922.", size=8)
    p.save("pdf-raised-numbers")


def pdf_right_to_left():
    """Hebrew with a Latin name, a year and a figure with a mark inside, in two columns of a table of two lines."""
    p = Raw()
    p.unicode_font("F3")
    visual = lambda text: text[::-1]
    x = 520
    for text, is_hebrew in (("המגדלור נבנה על ידי", True), ("Grey Heron", False), ("בשנת", True), ("1898", False), ("ליד הנמל.", True)):
        width = len(text) * 0.55 * 12
        p.line(x - width, 740, visual(text) if is_hebrew else text, 12, "F3")
        x -= width + 4
    for row, (key, value) in enumerate((("גובה", "12.5 m"), ("צבע", "לבן"))):
        y = 700 - row * 18
        p.line(520 - len(key) * 6.6, y, visual(key), 12, "F3")
        p.line(400 - len(value) * 6.6, y, visual(value) if row == 1 else value, 12, "F3")
    p.line(300, 640, visual("המגדלור עומד ליד הנמל ומאיר כל לילה עד הבוקר."), 12, "F3")
    p.save("pdf-right-to-left")


def pdf_letters_without_unicode():
    p = Raw()
    p.unicode_font("F3", says_letters=False)
    p.line(72, 740, "This line can be read, and it speaks of the lamp.")
    for row in range(3):
        codes = "".join(chr(14 + (row * 7 + at * 5) % 18) for at in range(40))
        p.line(72, 710 - row * 14, codes, 11, "F3")
    p.save("pdf-letters-without-unicode")
    p = Raw()
    p.unicode_font("F3", says_letters=False)
    p.line(72, 740, "".join(chr(14 + at * 5 % 18) for at in range(40)), 11, "F3")
    p.save("pdf-no-letters-with-unicode")


def pdf_drawn_twice():
    """Bold by drawing again: a line, each letter, each letter three times; and figures that are only alike."""
    p = Raw()
    for x in (72, 72.4):
        p.line(x, 740, "Open on Friday and Sunday.", 12)
    for y, text, times in ((715, "Closed on Monday.", 2), (690, "Wool, milk and wax.", 3)):
        x = 72
        for letter in text:
            for moved in range(times):
                p.line(x + moved * 0.35, y, letter, 12)
            x += pdfmetrics.stringWidth(letter, "Helvetica", 12)
    p.line(72, 665, "Berth 11 costs 2200 crowns, and berth 22 costs 1100.", 12)
    p.save("pdf-drawn-twice")


def pdf_narrow_spaces():
    """Spaces that are written and drawn narrow; letters that are set apart by nearly as much, with none."""
    p = Raw()
    x = 72
    for index, word in enumerate("The lamp at the mole is lit by hand every evening of the year.".split()):
        p.content.append(f"BT /{'F1' if index % 2 else 'F2'} 10 Tf {x} 740 Td ({word} ) Tj ET")
        x += pdfmetrics.stringWidth(word, "Helvetica" if index % 2 else "Times-Roman", 10) + 1.1
    p.content.append("BT /F1 10 Tf 72 715 Td [(The keep) -80 (er cl) -80 (imbs up with a l) -80 (adder.)] TJ ET")
    p.save("pdf-narrow-spaces")


def pdf_symbols():
    """Signs of the font Symbol as Word writes them, with code points of their own, and its bullets."""
    p = Raw()
    p.fonts["/F4"] = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding, ToUnicode=Stream(p.pdf,
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def 1 begincodespacerange <00> <FF> endcodespacerange "
        b"1 beginbfrange <20> <FF> <F020> endbfrange endcmap end end"))
    def mark(x, y, code):
        p.content.append(f"BT /F4 11 Tf {x} {y} Td <{code:02x}> Tj ET")
    x = p.line(72, 740, "The lamp weighs 12 ")
    mark(x, 740, 0xB1)
    p.line(x + 8, 740, " 2 kilograms and stands all winter long in the house of the keeper.")
    for y, text in ((710, "wax, which is brought by boat"), (696, "wool, which is spun on the island")):
        mark(72, y, 0xB7)
        p.line(84, y, text)
    p.save("pdf-symbols")


def pdf_asian():
    for font in ("HeiseiMin-W3", "STSong-Light"):
        pdfmetrics.registerFont(UnicodeCIDFont(font))
    def page(case):
        path = HERE / case
        path.mkdir(parents=True, exist_ok=True)
        return canvas.Canvas(str(path / "source.pdf"), pagesize=A4, invariant=1, pageCompression=0)
    c = page("pdf-vertical-japanese")
    lines = ("暗くなってから湾に入る船は", "すべて帳簿に書かれる。水先", "人は帰る前に署名する。")
    c.setFont("HeiseiMin-W3", 12)
    for column, text in enumerate(lines):
        for row, letter in enumerate(text):
            c.drawString(500 - column * 20, 740 - row * 14, letter)
    c.setFont("HeiseiMin-W3", 9)
    c.drawString(290, 30, "12")
    c.save()
    c = page("pdf-chinese-letterspaced")
    for y, text, space in ((740, "天黑以后进入海湾的船只，都要写进账簿。", 2.5), (715, "港务局每年冬天读一次账簿。", 0), (690, "灯塔 Grey Heron 建于 1898 年。", 0)):
        text_object = c.beginText(72, y)
        text_object.setFont("STSong-Light", 12)
        text_object.setCharSpace(space)
        text_object.textOut(text)
        c.drawText(text_object)
    c.save()


if __name__ == "__main__":
    for make in (pdf_form, pdf_form_of_rows, pdf_form_values_only, pdf_typed_on_the_page, pdf_raised_numbers, pdf_right_to_left,
                 pdf_letters_without_unicode, pdf_drawn_twice, pdf_narrow_spaces, pdf_symbols, pdf_asian):
        make()
