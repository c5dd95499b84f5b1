"""Makes the PDF fixtures about layout: running lines, columns, tables, headings. Run as make-fixtures.py, which it borrows from."""

import importlib.util
import pathlib

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

spec = importlib.util.spec_from_file_location("make_fixtures", pathlib.Path(__file__).parent / "make-fixtures.py")
base = importlib.util.module_from_spec(spec)
spec.loader.exec_module(base)
Page, FERRY, WELLS = base.Page, base.FERRY, base.WELLS
BOLD = "Times-Bold"


def justified(page, x, y, text, width, size=10, leading=12):
    """A paragraph whose lines all reach the right margin, as LaTeX sets them."""
    style = ParagraphStyle("text", fontName="Times-Roman", fontSize=size, leading=leading, alignment=4)
    paragraph = Paragraph(text, style)
    _, height = paragraph.wrap(width, 2000)
    paragraph.drawOn(page.c, x, y - height)
    return y - height - 6


def row(page, y, cells, xs, font="Times-Roman", size=10.5):
    for x, cell in zip(xs, cells):
        page.line(x, y, cell, size, font)


def key_value_rows():
    p = Page("pdf-key-value-rows")
    p.line(72, 770, "Boat papers", 18, BOLD)
    for index, cells in enumerate((("Boat", "Grey Heron"), ("Owner", "Ada Pilot"), ("Built", "1898"), ("Berth", "12"), ("Length", "14.5 m"))):
        row(p, 730 - index * 16, cells, (72, 200))
    p.paragraph(72, 620, "Two keys and two values stand in each row of the second form.", 450)
    for index, cells in enumerate((("Flag", "Dutch", "Port", "Elmsted"), ("Crew", "3", "Masts", "2"), ("Tons", "11", "Sails", "5"))):
        row(p, 590 - index * 16, cells, (72, 150, 260, 340))
    p.save()


def bold_table_header():
    p = Page("pdf-bold-table-header")
    p.line(72, 770, "Prices of the chandler", 18, BOLD)
    row(p, 730, ("Thing", "Colour"), (72, 250), BOLD)
    for index, cells in enumerate((("Rope", "tarred brown"), ("Lamp", "red or green"), ("Bell", "brass"))):
        row(p, 714 - index * 16, cells, (72, 250))
    p.paragraph(72, 640, "Years over figures name their columns as well.", 450)
    for index, cells in enumerate((("Landings", "1912", "1913", "1914"), ("Herring", "310", "295", "402"), ("Eel", "12", "17", "9"))):
        row(p, 610 - index * 16, cells, (72, 200, 280, 360))
    p.save()


def table_over_pages():
    p = Page("pdf-table-over-pages")
    things = [(f"Rope no. {number}", str(100 + number), str(number % 7 + 1), str(number * 3)) for number in range(1, 46)]
    for page in range(3):
        y = 790
        if page == 0:
            p.line(72, 800, "Store of the ferry", 18, BOLD)
            y = 770
        row(p, y, ("Thing", "Shelf", "Coils", "Metres"), (72, 220, 320, 420), BOLD)
        for index, cells in enumerate(things[page * 15:page * 15 + 15]):
            row(p, y - (index + 1) * 46, cells, (72, 220, 320, 420))
        p.line(290, 24, str(page + 1), 9)
        p.next()
    p.save()


def wrapped_cells():
    p = Page("pdf-wrapped-cells")
    p.line(72, 770, "Duties", 18, BOLD)
    row(p, 735, ("Who", "Does what", "When"), (72, 160, 400), BOLD)
    row(p, 712, ("Keeper", "lights the lamp on the mole", "at dusk"), (72, 160, 400))
    row(p, 699, ("and writes the hour down",), (160,))
    row(p, 676, ("Pilot", "", "every night"), (72, 160, 400))
    row(p, 653, ("Ferryman", "oils the chain", "on Monday"), (72, 160, 400))
    row(p, 640, ("and the two cogs",), (160,))
    p.paragraph(72, 600, "All three of them are paid by the parish on the last day of the month.", 450)
    p.save()


def facts_in_running_lines():
    p = Page("pdf-facts-in-running-lines")
    for number, text in enumerate((FERRY[0], FERRY[1], WELLS[1]), start=1):
        p.line(72, 800, "Receipt 77-204", 9)
        p.line(430, 800, "Tenant: Mina Falk", 9)
        p.line(72, 789, "Issued on 3 May 1931", 9)
        p.line(72, 40, "Pay to: Parish chest, box 9, before the first frost", 9)
        p.line(500, 40, f"{number}/3", 9)
        p.paragraph(72, 740, text, 450)
        p.next()
    p.save()


def a_heading_a_page():
    """Chapters, years and Roman letters at the top of their pages are headings, and figures in the last row are figures."""
    p = Page("pdf-a-heading-a-page")
    for number, (heading, text) in enumerate((("Chapter 1", FERRY[0]), ("Chapter 2", FERRY[1]), ("Chapter 3", FERRY[2]), ("1931", FERRY[3]),
                                              ("1932", WELLS[0]), ("1933", WELLS[1]), ("Mix", WELLS[2]), ("Civil", WELLS[3])), start=1):
        p.line(72, 785, heading, 16, BOLD)
        y = p.paragraph(72, 755, text, 450)
        for index in range(3):
            row(p, 90 - index * 14, ("Water", str(number + index), str(40 + number * 3)), (72, 200, 300))
        p.line(290, 30, f"– {number} –", 9)
        p.next()
    p.save()


def page_numbers():
    """Roman numbers first, then Arabic ones from 1, at the outer corners, once beside a chapter's name."""
    p = Page("pdf-page-numbers-at-corners")
    texts = FERRY + WELLS
    for index, number in enumerate(("i", "ii", "iii", "1", "2", "3", "4")):
        outer = 72 if index % 2 else 510
        p.line(outer, 30, number, 9)
        if number == "4":
            p.line(430, 30, "Wells in winter", 9)
        p.paragraph(72, 770, texts[index], 450)
        p.next()
    p.save()


def identical_pages():
    p = Page("pdf-identical-pages")
    for _ in range(3):
        p.line(72, 800, "The ferry rests on Monday.", 14)
        p.next()
    p.save()


def narrow_gutter():
    """Two columns of LaTeX: 10 point type, 10 points between the columns, lines side by side."""
    p = Page("pdf-narrow-gutter")
    p.line(150, 780, "Ferry and wells of Elmsted", 17, BOLD)
    y = justified(p, 110, 760, "Abstract. We describe the ferry and the wells of a small town on the river Orle, and say what they cost.", 375)
    for x, texts in ((72, FERRY), (72 + 229 + 10, WELLS)):
        below = y - 12
        for text in texts:
            below = justified(p, x, below, text, 229)
    p.next()
    # Short columns at the end of the paper.
    for x, text in ((72, "The keeper of the wells thanks the ferrymen, who brought the felt soles over in all weathers."),
                    (72 + 229 + 10, "The drawings were made by the pupils of the school on the eastern bank of the river.")):
        justified(p, x, 770, text, 229)
    p.save()


def columns_around_figures():
    """A wide table, then columns; the right one begins with a figure's labels."""
    p = Page("pdf-columns-around-figures")
    xs = (72, 150, 230, 310, 390, 470)
    row(p, 780, ("Well", "May", "June", "July", "August", "Mean"), xs, BOLD, 9)
    for index, cells in enumerate((("Bell", "17", "16", "15", "14", "15.5"), ("Upper", "12", "11", "11", "10", "11.0"), ("Goat", "9", "8", "8", "7", "8.0"))):
        row(p, 768 - index * 12, cells, xs, "Times-Roman", 9)
    y = 710
    for text in FERRY[:3]:
        y = justified(p, 72, y, text, 215)
    for index, (x, dy, label) in enumerate(((320, 0, "bank"), (372, 5, "chain"), (430, 2, "ramp"), (335, 31, "river"), (450, 37, "post"), (390, 52, "mole"))):
        p.line(x, 706 - dy, label, 7)
    p.line(315, 630, "Figure 1. The ferry from above.", 9)
    y = 615
    for text in WELLS[:3]:
        y = justified(p, 315, y, text, 215)
    p.save()


def headings_of_body_size():
    p = Page("pdf-bold-headings")
    p.line(72, 780, "R U L E S", 15)
    p.line(160, 780, "O F", 15)
    p.line(205, 780, "T H E", 15)
    p.line(270, 780, "F E R R Y", 15)
    y = 745
    for heading, text in (("Who may cross", FERRY[2]), ("What does it cost to bring a cart, a goat or a", FERRY[0]), ("In winter", FERRY[3])):
        p.line(72, y, heading, 10.5, BOLD)
        if heading.endswith(" a"):
            y -= 13
            p.line(72, y, "bicycle across?", 10.5, BOLD)
        y = p.paragraph(72, y - 16, text, 450) - 12
    p.line(72, y, "Warning. ", 10.5, BOLD)
    p.paragraph(125, y, "The chain moves without a sound.", 400)
    p.save()


def drop_cap():
    p = Page("pdf-drop-cap")
    p.line(72, 780, "The ferry at night", 17, BOLD)
    for top, letter, text in ((745, "T", FERRY[0][1:]), (640, "A", "lamp burns on the mole. " + FERRY[3])):
        p.line(72, top - 24, letter, 42)
        lines = p.wrap(text, 410)
        for index, line in enumerate(lines[:3]):
            p.line(104, top - index * 12.5, line)
        rest = " ".join(lines[3:])
        p.paragraph(72, top - 37.5, rest, 440, leading=12.5)
    p.save()


def slides():
    p = Page("pdf-slides", size=(720, 405))
    for number, (title, points) in enumerate((("Agenda", ("The ferry", "The wells")), ("The ferry", ("It crosses every nine minutes.", "It was built in 1908.")),
                                              ("Agenda", ("The wells come now",)), ("The wells", ("There are seven of them.", "The oldest is 62 metres deep."))), start=1):
        p.line(40, 360, title, 28, "Helvetica-Bold")
        for index, point in enumerate(points):
            p.line(60, 300 - index * 40, "\u2022 " + point, 18, "Helvetica")
        p.line(40, 15, "Harbour Board, spring meeting", 9, "Helvetica")
        p.line(680, 15, str(number), 9, "Helvetica")
        p.next()
    p.save()


if __name__ == "__main__":
    for make in (key_value_rows, bold_table_header, table_over_pages, wrapped_cells, facts_in_running_lines, a_heading_a_page, page_numbers,
                 identical_pages, narrow_gutter, columns_around_figures, headings_of_body_size, drop_cap, slides):
        make()
