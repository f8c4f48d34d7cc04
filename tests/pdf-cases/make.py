"""Makes the PDFs of this folder anew: `python3 make.py`, with reportlab, fpdf2, weasyprint, pikepdf and DejaVu fonts."""

import io

import pikepdf
from fpdf import FPDF
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas
from weasyprint import HTML

DEJAVU = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def draw(name, *pages):
    out = canvas.Canvas(name, pagesize=A4, invariant=1, pageCompression=0)
    for page in pages:
        page(out)
        out.showPage()
    out.save()


def invoice(c, number=lambda c, x, y, text: c.drawRightString(x, y, text)):
    c.setFont("Helvetica", 18)
    c.drawString(50, 780, "INVOICE 2026-0042")
    c.setFont("Helvetica", 10)
    for row, (left, right) in enumerate([("Acme GmbH", "Corp Example"), ("Hauptstr. 5", "42 Main Street")]):
        c.drawString(50, 740 - 12 * row, left)
        c.drawString(320, 741.3 - 12 * row, right)
    rows = [("Item", "Qty", "Price", "Amount"), ("Widget", "2", "29.99", "59.98"), ("Gadget", "10", "1,120.05", "11,200.50")]
    for row, cells in enumerate(rows):
        c.drawString(50, 660 - 16 * row, cells[0])
        for x, cell in zip((360, 450, 540), cells[1:]):
            number(c, x, 660 - 16 * row, cell)
    for row, (label, amount) in enumerate([("Subtotal", "11,260.48"), ("VAT 19%", "2,139.49"), ("Total due", "EUR 13,399.97")]):
        c.drawString(380, 590 - 16 * row, label)
        number(c, 540, 590 - 16 * row, amount)


def by_letters(c, x, y, text):
    """Right-aligned, each letter by itself, the last one first."""
    for letter in reversed(text):
        x -= c.stringWidth(letter, "Helvetica", 10)
        c.drawString(x, y, letter)


def spaced(c):
    text = c.beginText(50, 700)
    text.setFont("Helvetica", 12)
    for spacing in (0.5, 1.5, 3.0):
        text.setCharSpace(spacing)
        text.textLine("TOTAL AMOUNT 1,234.56 EUR")
    text.setCharSpace(0)
    text.setHorizScale(60)
    text.textLine("Condensed total 9,876.54 USD")
    text.setHorizScale(100)
    c.drawText(text)
    for box, letter in enumerate("1234.56"):
        c.rect(300 + 16 * box, 500, 16, 16)
        c.drawCentredString(308 + 16 * box, 504, letter)
    for left, right, row in (("29.99", "50.00", 0), ("1.00", "234.50", 1)):
        c.drawRightString(200, 450 - 14 * row, left)
        c.drawString(205, 450 - 14 * row, right)


def hidden(c):
    c.setFont("Helvetica", 12)
    c.drawString(50, 700, "Total 12,500.00 USD")
    c.setFillGray(1)
    c.drawString(50, 680, "White 901.00")
    c.setFillGray(0.97)
    c.drawString(50, 665, "Nearly white 902.00")
    c.setFillColorRGB(0, 0, 0.4)
    c.rect(40, 600, 300, 30, fill=1, stroke=0)
    c.roundRect(40, 560, 300, 30, 8, fill=1, stroke=0)
    c.setFillGray(1)
    c.drawString(50, 610, "White on a dark box")
    c.drawString(50, 570, "White on a dark button")
    c.setFillGray(0)
    c.setFont("Helvetica", 1)
    c.drawString(50, 545, "Tiny 903.00")
    c.setFont("Helvetica", 12)
    c.drawString(50, -50, "Below the page 904.00")
    c.drawString(50, 500, "Covered 905.00")
    c.setFillGray(1)
    c.rect(40, 490, 300, 30, fill=1, stroke=0)
    c.setFillGray(0)
    c.drawString(50, 498, "Written over the cover")
    c.setFillAlpha(0)
    c.drawString(50, 470, "Transparent 906.00")
    c.setFillAlpha(1)
    text = c.beginText(50, 450)
    text.setTextRenderMode(3)
    text.textLine("Without ink 907.00")
    text.setTextRenderMode(0)
    c.drawText(text)
    c.saveState()
    path = c.beginPath()
    path.rect(300, 400, 50, 50)
    c.clipPath(path, stroke=0)
    c.drawString(50, 420, "Clipped 908.00")
    c.restoreState()
    c.drawString(50, 380, "Struck out 40.00")
    c.rect(48, 384, 100, 0.7, fill=1, stroke=0)
    c.setFillGray(0.6)
    c.drawString(50, 360, "Grey")


def raised(c):
    c.setFont("Helvetica", 10)
    c.drawString(50, 700, "Price")
    c.setFont("Helvetica-Bold", 20)
    c.drawString(200, 700, "129")
    c.setFont("Helvetica-Bold", 11)
    c.drawString(234, 707, "99")
    c.setFont("Helvetica", 10)
    c.drawString(50, 650, "Total")
    c.drawString(200, 650, "1,234.00")
    c.setFont("Helvetica", 6)
    c.drawString(239, 654, "1")
    c.setFont("Helvetica", 8)
    c.drawString(50, 600, "Amount due")
    c.drawString(50, 590, "incl. VAT")
    c.setFont("Helvetica", 24)
    c.drawString(200, 595, "5,678.90")
    c.setFont("Helvetica", 10)
    for shift in (0, 0.3):
        c.drawString(50 + shift, 550, "Drawn twice 1,100.00")


def turned(c):
    c.saveState()
    c.translate(595, 0)
    c.rotate(90)
    c.setFont("Helvetica", 12)
    c.drawString(50, 500, "Sideways total")
    c.drawRightString(500, 500, "2,345.67")
    c.drawString(50, 480, "Next line")
    c.restoreState()
    c.translate(300, 400)
    c.rotate(45)
    c.setFont("Helvetica-Bold", 60)
    c.setFillGray(0.8)
    c.drawCentredString(0, 0, "PAID")


def picture():
    image = Image.new("L", (100, 140), 255)
    ImageDraw.Draw(image).text((10, 10), "TOTAL 55.00", fill=0)
    return ImageReader(image)


def scan(c):
    c.drawImage(picture(), 0, 0, *A4)


def recognised(c):
    scan(c)
    text = c.beginText(60, 780)
    text.setFont("Helvetica", 12)
    text.setTextRenderMode(3)
    text.textLine("TOTAL 55.00")
    c.drawText(text)


def form(c):
    c.setFont("Helvetica", 10)
    c.drawString(50, 700, "Amount")
    c.acroForm.textfield(name="amount", value="1,777.00", x=150, y=695, width=100, height=18, fontSize=10)
    c.beginForm("stamp")
    c.drawString(0, 0, "In a form of its own: 321.00")
    c.endForm()
    c.translate(50, 600)
    c.doForm("stamp")


def without_names(name):
    """Letters that only the font itself can tell."""
    pdf = FPDF()
    pdf.add_page()
    pdf.add_font("DejaVu", fname=DEJAVU)
    pdf.set_font("DejaVu", size=11)
    pdf.cell(100, 8, "Total à payer")
    pdf.cell(60, 8, "12\u202f345,67\u00a0€", align="R")
    with pikepdf.open(io.BytesIO(bytes(pdf.output()))) as file:
        for font in file.pages[0].Resources.Font.values():
            del font["/ToUnicode"]
        file.save(name, deterministic_id=True)


draw("table.pdf", invoice)
draw("drawn-letter-by-letter.pdf", lambda c: invoice(c, by_letters))
draw("letter-spaced.pdf", spaced)
draw("hidden.pdf", hidden)
draw("raised.pdf", raised)
draw("turned.pdf", turned)
draw("picture.pdf", scan)
draw("page-2-is-a-picture.pdf", invoice, scan)
draw("recognised.pdf", recognised)
draw("form.pdf", form)
without_names("font-without-names.pdf")
HTML(
    string="""<style>body{font:11px DejaVu Sans} th{background:#223;color:#fff} td,th{padding:4px} .r{text-align:right}</style>
<table><tr><th>Item<th>Qty<th class=r>Price<th class=r>Amount<tr><td>Office, affluent<td>3<td class=r>1,000.00<td class=r>3,000.00</table>
<p style="letter-spacing:.2em">TOTAL 3,605.69 USD<p>Price <b style="font-size:22px">129<sup style="font-size:10px">99</sup></b>
<p dir=rtl>סה"כ 1,234.50 ₪"""
).write_pdf("browser.pdf")
with pikepdf.open("form.pdf") as file:
    for field in file.pages[0].Annots:
        del field["/AP"]
    file.save("form-without-appearance.pdf", deterministic_id=True)
with pikepdf.open("table.pdf") as file:
    file.attachments["factur-x.xml"] = pikepdf.AttachedFileSpec(file, b"<?xml version='1.0'?><Invoice/>", mime_type="text/xml")
    file.save("factur-x.pdf", encryption=pikepdf.Encryption(user="", owner="owner", R=4))
    file.save("locked.pdf", encryption=pikepdf.Encryption(user="secret", owner="owner", R=4))
