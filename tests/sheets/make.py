"""Makes the spreadsheets of this folder anew, by writers that have nothing in common: pip install openpyxl XlsxWriter, and LibreOffice Calc."""
import datetime as dt
import pathlib
import subprocess
import tempfile

import openpyxl
import xlsxwriter

HEAD = ["Title", "Start", "Duration", "Capacity", "Place", "Body"]
ROWS = [
    ["Rope night", dt.datetime(2026, 12, 1, 18, 30), dt.timedelta(minutes=90), 12, "Harbor, shed 3", "Bring gloves.\n\nAnd a lamp."],
    ["Leap walk", dt.date(2028, 2, 29), "", 40, "Pier", "Été, 港, \"quoted\""],
    ["Late watch", dt.datetime(2027, 1, 31, 23, 59), dt.timedelta(minutes=45), 7, "", ""],
]
FORMATS = {dt.datetime: "yyyy-mm-dd hh:mm", dt.date: "dd/mm/yyyy", dt.timedelta: "[h]:mm"}


def with_openpyxl(path, rows):
    book = openpyxl.Workbook()
    book.active.title = "Empty"
    sheet = book.create_sheet("Events")
    for line in rows:
        sheet.append(line)
    for line in sheet.iter_rows():
        for cell in line:
            if type(cell.value) in FORMATS:
                cell.number_format = FORMATS[type(cell.value)]
    book.save(path)


def with_xlsxwriter(path, rows, options):
    book = xlsxwriter.Workbook(path, options)
    book.add_worksheet("Empty")
    sheet = book.add_worksheet("Events")
    formats = {kind: book.add_format({"num_format": text}) for kind, text in FORMATS.items()}
    for row, line in enumerate(rows):
        for column, value in enumerate(line):
            sheet.write(row, column, value, formats.get(type(value)))
    book.close()


with_openpyxl("openpyxl.xlsx", [HEAD, *ROWS])
with_xlsxwriter("xlsxwriter-1904.xlsx", [HEAD, *ROWS], {"date_1904": True})
with_xlsxwriter("xlsxwriter-inline.xlsx", [[], [], HEAD, [], *ROWS], {"constant_memory": True})

# By way of its own format, so that nothing is left of what the first writer wrote.
with tempfile.TemporaryDirectory() as folder:
    subprocess.run(["soffice", "--headless", "--convert-to", "ods", "--outdir", folder, "openpyxl.xlsx"], check=True)
    subprocess.run(["soffice", "--headless", "--convert-to", "xlsx", "--outdir", folder, f"{folder}/openpyxl.ods"], check=True)
    pathlib.Path("libreoffice.xlsx").write_bytes(pathlib.Path(folder, "openpyxl.xlsx").read_bytes())

book = xlsxwriter.Workbook("wrong.xlsx")
sheet = book.add_worksheet("Notes & more")
for row, line in enumerate([["Title", "Start"], ["Third row"], ["Guess", "03/04/2027"], ["Beyond", dt.date(2027, 4, 3), "", "stray"]]):
    for column, value in enumerate(line):
        sheet.write(row + 2, column + 2, value, book.add_format({"num_format": "yyyy-mm-dd"}) if isinstance(value, dt.date) else None)
sheet.write_formula("D4", "=1/0", None, "#DIV/0!")
hidden = book.add_worksheet("Hidden")
hidden.write("A1", "Title")
hidden.hide()
book.close()

book = xlsxwriter.Workbook("values.xlsx")
sheet = book.add_worksheet("Values")
day = book.add_format({"num_format": "yyyy-mm-dd"})
for column, name in enumerate(["title", "start", "capacity", "online.url", "body"]):
    sheet.write(0, column, name)
sheet.write(1, 0, "Counted")
sheet.write_formula(1, 1, "=DATE(2026,12,1)", day, 46357)
sheet.write_formula(1, 2, "=3*4", None, 12)
sheet.write(1, 4, 0.1 + 0.2)
sheet.write(2, 0, True)
sheet.write(2, 1, dt.datetime(2026, 12, 2), day)
sheet.write(2, 4, 20261201)
sheet.write(3, 0, "Midnight")
sheet.write(3, 1, dt.datetime(2026, 12, 3), book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
sheet.write(4, 0, "Whole day")
sheet.write(4, 1, dt.datetime(2026, 12, 4), book.add_format({"num_format": '[Red]d "h" \\h mmmm yyyy'}))
book.close()
