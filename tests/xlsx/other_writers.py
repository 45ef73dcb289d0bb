#!/usr/bin/env python3
"""By hand: workbooks written by openpyxl and saved again by LibreOffice are read right.

Usage: other_writers.py XLSX_PROBE [SEED]
Needs python3-openpyxl; the second half needs soffice. Ends with 77 where openpyxl is missing.
"""

import datetime
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROWS = 400


def typed_decimal(source):
    digits = source.randint(1, 15)
    number = str(source.randrange(10 ** digits))
    decimals = source.randint(0, 4)
    if decimals:
        number = number.rjust(decimals + 1, "0")
        number = (number[:-decimals] + "." + number[-decimals:]).rstrip("0").rstrip(".")
    return number


def write_values(book, source, expected):
    sheet = book.active
    sheet.title = "Dự án"
    words = ["Xã An Bình", "  hai dấu cách  ", "dòng một\ndòng hai", "<&>\"'", "Đắk Lắk", "=không",
             "1.234"]

    def put(row, column, value, kind, text, number_format=None):
        cell = sheet.cell(row, column, value)
        if kind == "text" and text.startswith("="):
            cell.data_type = "s"
        if number_format:
            cell.number_format = number_format
        expected[f"Dự án\t{cell.coordinate}"] = f"{kind}\t{text}"

    for row in range(1, ROWS + 1):
        word = source.choice(words)
        put(row, 1, word, "text", word.replace("\n", "\\n"))
        number = typed_decimal(source)
        put(row, 2, float(number), "number", number)
        day = datetime.date(1950, 1, 1) + datetime.timedelta(days=source.randrange(60000))
        put(row, 3, day, "date", day.isoformat(), "dd/mm/yyyy")
        share = source.randrange(1, 1000)
        text = f"{share / 1000:.3f}".rstrip("0")
        put(row, 4, float(text), "number percent", text, "0.0%")
        put(row, 5, row % 2 == 0, "boolean", "true" if row % 2 == 0 else "false")
    sheet.merge_cells("G1:H3")
    put(1, 7, "trộn", "text", "trộn")
    sheet.row_dimensions[5].hidden = True
    book.create_sheet("Ẩn").sheet_state = "hidden"
    return sheet


def read(probe, file):
    done = subprocess.run([probe, file], capture_output=True, text=True, check=False)
    cells = {}
    for line in done.stdout.splitlines():
        sheet, place, kind, text = line.split("\t")
        cells[f"{sheet}\t{place}"] = f"{kind}\t{text}"
    return done, cells


def compare(name, expected, found):
    different = [key for key in expected.keys() | found.keys()
                 if expected.get(key) != found.get(key)]
    print(f"{name}: {len(found)} cells, {len(different)} different")
    for key in sorted(different)[:10]:
        print(f"  {key!r}: expected {expected.get(key)!r}, found {found.get(key)!r}")
    return len(different)


def main(probe, seed="20261130"):
    try:
        import openpyxl
    except ImportError:
        print("skipped: python3-openpyxl is not installed")
        return 77
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        expected = {}
        book = openpyxl.Workbook()
        sheet = write_values(book, random.Random(seed), expected)
        plain = folder / "plain.xlsx"
        book.save(plain)
        faults = compare("openpyxl", expected, read(probe, plain)[1])

        sheet["I1"] = "=SUM(5,6)"
        sheet["I2"] = '="Xã "&A1'
        formulas = folder / "formulas.xlsx"
        book.save(formulas)
        done, _ = read(probe, formulas)
        told = [line for line in done.stderr.splitlines() if "workbook_formula_without_value" in line]
        good = done.returncode == 3 and len(told) == 2 and "'Dự án'!I1" in told[0]
        print(f"openpyxl with formulas: {'refused at both cells' if good else done.stderr}")
        faults += not good

        if not shutil.which("soffice"):
            print("LibreOffice: skipped, soffice is not installed")
            return 1 if faults else 0
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
                        "--convert-to", "xlsx", "--outdir", folder / "out", formulas],
                       check=True, capture_output=True, timeout=600)
        first = expected["Dự án\tA1"].split("\t")[1]
        # LibreOffice keeps truth values as formulas: TRUE(), FALSE().
        expected = {key: text.replace("boolean\t", "boolean formula\t")
                    for key, text in expected.items()}
        expected["Dự án\tI1"] = "number formula\t11"
        expected["Dự án\tI2"] = f"text formula\tXã {first}"
        faults += compare("LibreOffice", expected, read(probe, folder / "out" / "formulas.xlsx")[1])
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
