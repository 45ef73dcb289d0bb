#!/usr/bin/env python3
"""By hand: opens workbooks in LibreOffice with recalculation forced and compares every formula cell
with the value that was saved; reads the file with two other readers; prints pages as pictures.

Usage: check_with_libreoffice.py FILE.xlsx … [--pictures FOLDER]
       [--change "SHEET!CELL=VALUE;…" --expect OTHER.xlsx]
Needs soffice, python3-openpyxl, ssconvert (gnumeric), pdftoppm; says so and ends with 77 where one
is missing. With --change one input is changed before recalculation; the recalculated totals are then
compared with the file named by --expect (a fresh run of the program), cell by cell.
"""

import csv
import shutil
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

from read_xlsx import Book

ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""


def run(*words, **options):
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, **options)


def office(folder, target, file):
    profile = folder / "profile" / "user"
    if not profile.exists():
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE, encoding="utf-8")
    run("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
        target, "--outdir", folder / "out", file, timeout=600)
    return folder / "out" / (Path(file).stem + "." + target.split(":")[0])


def as_number(value):
    return None if value is None or value == "" else value


def equal(a, b):
    a, b = as_number(a), as_number(b)
    if isinstance(a, Decimal) and isinstance(b, Decimal):
        return a == b or abs(a - b) <= Decimal("1e-9")
    if isinstance(a, Decimal) or isinstance(b, Decimal):
        return (a or Decimal(0)) == (b or Decimal(0)) if None in (a, b) else False
    return (a or "") == (b or "")


def compare(saved, found, only_formulas):
    wrong = []
    count = 0
    for name, cells in saved.sheets.items():
        for place, cell in cells.items():
            if only_formulas and cell.formula is None:
                continue
            count += 1
            other = found.sheets.get(name, {}).get(place)
            value = None if other is None else other.value
            if not equal(cell.value, value):
                wrong.append(f"{name}!{place}: saved {cell.value!r}, found {value!r} ={cell.formula}")
    return count, wrong


def report(what, count, wrong):
    print(f"  {what}: {count} cells, {len(wrong)} different")
    for line in wrong[:8]:
        print("    " + line)
    return len(wrong)


def read_by_openpyxl(saved, file):
    import openpyxl

    book = openpyxl.load_workbook(file, data_only=True)
    wrong = []
    count = 0
    for name, cells in saved.sheets.items():
        sheet = book[name]
        for (row, column), cell in cells.items():
            count += 1
            value = sheet.cell(row, column).value
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                value = Decimal(repr(value))
            if not equal(cell.value, value):
                wrong.append(f"{name}!{row},{column}: {cell.value!r} / {value!r}")
    return count, wrong


def read_by_gnumeric(saved, folder, file):
    pattern = folder / "out" / "gnumeric-%n.csv"
    run("ssconvert", "-S", "-O", "separator=, format=raw quoting-mode=always", "-T",
        "Gnumeric_stf:stf_assistant", file, pattern)
    wrong = []
    count = 0
    for index, (name, cells) in enumerate(saved.sheets.items()):
        path = folder / "out" / f"gnumeric-{index}.csv"
        if not path.exists():
            wrong.append(f"{name}: no such sheet")
            continue
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines))
        for (row, column), cell in cells.items():
            count += 1
            value = rows[row - 1][column - 1] if row <= len(rows) and column <= len(rows[row - 1]) else ""
            if isinstance(cell.value, Decimal):
                good = value != "" and abs(Decimal(value) - cell.value) <= Decimal("1e-9")
            else:
                good = value == (cell.value or "")
            if not good:
                wrong.append(f"{name}!{row},{column}: {cell.value!r} / {value!r}")
    return count, wrong


def with_change(file, folder, change):
    import openpyxl

    book = openpyxl.load_workbook(file)
    for one in change.split(";"):
        place, value = one.rsplit("=", 1)
        sheet, cell = place.rsplit("!", 1)
        book[sheet][cell] = int(value)
    changed = folder / ("changed-" + Path(file).name)
    book.save(changed)
    return changed


def main(words):
    missing = [tool for tool in ("soffice", "ssconvert", "pdftoppm") if not shutil.which(tool)]
    if missing:
        print("skipped, not installed: " + ", ".join(missing))
        return 77
    option = lambda name: words[words.index(name) + 1] if name in words else None
    change, expect, pictures = option("--change"), option("--expect"), option("--pictures")
    files = [word for word in words if word.endswith(".xlsx") and word != expect]
    faults = 0
    for file in files:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "out").mkdir()
            print(file)
            saved = Book(file)
            if change:
                recalculated = Book(office(folder, "xlsx", with_change(file, folder, change)))
                # The decided amounts are the distribution's: only what follows by formulas counts.
                faults += report("after the change, against a fresh run",
                                 *compare(Book(expect), recalculated, True))
                continue
            faults += report("LibreOffice, recalculated",
                             *compare(saved, Book(office(folder, "xlsx", file)), True))
            faults += report("openpyxl", *read_by_openpyxl(saved, file))
            faults += report("Gnumeric", *read_by_gnumeric(saved, folder, file))
            if pictures:
                target = Path(pictures)
                target.mkdir(parents=True, exist_ok=True)
                pdf = office(folder, "pdf", file)
                run("pdftoppm", "-r", "60", "-png", pdf, target / Path(file).stem)
                print(f"  pictures: {target}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
