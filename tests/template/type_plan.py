"""Types a plan folder into an EMPTY template, as a new user would: cell by cell, words from the drop-down lists.

    type_plan.py PHANBO PLAN_FOLDER WORK_FOLDER

Makes the template, fills it with openpyxl, has LibreOffice save it again, checks and allocates both the workbook
and the folder, and compares the ledgers. Exit 77 where openpyxl or LibreOffice is missing.
"""

import csv
import datetime
import json
import os
import re
import shutil
import subprocess
import sys

try:
    import openpyxl
    from openpyxl.utils import get_column_letter, range_boundaries
except ImportError:
    print("skipped: openpyxl is missing")
    sys.exit(77)
if shutil.which("soffice") is None:
    print("skipped: LibreOffice is missing")
    sys.exit(77)

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?$")


def words_of(book, sheet):
    """Column letter and row of a drop-down -> code -> word, as the lists of the workbook have them."""
    lists = []
    for rule in sheet.data_validations.dataValidation:
        name, cells = rule.formula1.lstrip("=").rsplit("!", 1)
        source = book[name.strip("'")]
        left, top, _, bottom = range_boundaries(cells.replace("$", ""))
        words = {}
        for row in range(top, bottom + 1):
            word, code = source.cell(row, left).value, source.cell(row, left + 1).value
            if word is not None and source.title == "Danh mục":
                words[str(code)] = word
        if words:
            lists.append((rule.sqref, words))
    return lists


def choices_at(lists, cell):
    for places, words in lists:
        if cell.coordinate in places:
            return words
    return None


def type_into(cell, text, lists, format_of_column):
    """What a spreadsheet program makes of a text that a person types there."""
    words = choices_at(lists, cell)
    if words is not None:
        cell.value = words.get(text, text)
        return
    if format_of_column == "@":
        cell.value = text
    elif re.match(r"\d{4}-\d{2}-\d{2}$", text):
        cell.value = datetime.date.fromisoformat(text)
    elif NUMBER.match(text):
        cell.value = float(text) if "." in text else int(text)
    else:
        cell.value = text
    cell.number_format = format_of_column


def type_head(sheet, plan, lists):
    titles = {cell.value: cell.column for cell in sheet[2]}
    for row in range(3, sheet.max_row + 1):
        key = sheet.cell(row, titles["Khóa"]).value
        if key not in plan:
            continue
        cell = sheet.cell(row, titles["Giá trị"])
        if key in ("first_year", "last_year"):
            cell.value = int(plan[key])
        elif re.match(r"\d{4}-\d{2}-\d{2}$", str(plan[key])):
            cell.value = datetime.date.fromisoformat(plan[key])
        else:
            type_into(cell, str(plan[key]), lists, "@")


def type_table(sheet, folder, entry, lists):
    with open(os.path.join(folder, entry["file"]), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    index_row = next(row for row in range(1, 20)
                     if {"code", rows[0][0]} & {cell.value for cell in sheet[row]}
                     and rows[0][-1] in {cell.value for cell in sheet[row]})
    columns = {cell.value: cell.column for cell in sheet[index_row] if cell.value}
    formats = {column: sheet.column_dimensions[get_column_letter(column)].number_format
               for column in columns.values()}
    for row in range(1, index_row):
        label = sheet.cell(row, 1).value
        if label == "Đơn vị tiền" and "amount_unit" in entry:
            type_into(sheet.cell(row, 2), entry["amount_unit"], lists, "@")
    for at, cells in enumerate(rows[1:], index_row + 1):
        for name, text in zip(rows[0], cells):
            if text != "":
                type_into(sheet.cell(at, columns[name]), text, lists, formats[columns[name]])


def run(*words):
    result = subprocess.run(words, capture_output=True, text=True)
    if result.returncode != 0:
        print(" ".join(words), result.stdout, result.stderr, sep="\n")
    return result


def without_inputs(path):
    with open(path, encoding="utf-8") as file:
        result = json.load(file)
    result.pop("inputs")
    return result


def main():
    phanbo, folder, work = sys.argv[1:4]
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)
    with open(os.path.join(folder, "plan.json"), encoding="utf-8") as file:
        plan = json.load(file)
    empty = os.path.join(work, "trong.xlsx")
    years = f"{plan['first_year']}-{plan['last_year']}"
    assert run(phanbo, "template", empty, "--years", years, "--for", "all").returncode == 0
    book = openpyxl.load_workbook(empty)
    guide = book["Hướng dẫn"]
    assert "phanbo check" in " ".join(str(cell.value) for row in guide for cell in row)
    head = book["Kế hoạch"]
    type_head(head, plan, words_of(book, head))
    filled = 0
    for sheet in book.worksheets:
        for name, entry in plan["tables"].items():
            title = json.loads(run(phanbo, "schema", name).stdout)["description"].split(" — ")[-1]
            if title == sheet.title:
                type_table(sheet, folder, entry, words_of(book, sheet))
                filled += 1
    assert filled == len(plan["tables"]), filled
    typed = os.path.join(work, "ke-hoach.xlsx")
    book.save(typed)
    profile = f"-env:UserInstallation=file://{os.path.abspath(work)}/profile"
    saved = os.path.join(work, "saved")
    run("soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", saved, typed)
    saved_file = os.path.join(saved, "ke-hoach.xlsx")
    failures = 0
    for workbook in (typed, saved_file):
        out = workbook + ".ket-qua"
        codes = [run(phanbo, "check", workbook).returncode,
                 run(phanbo, "allocate", workbook, "-o", out, "-q").returncode]
        expected = os.path.join(work, "folder.ket-qua")
        run(phanbo, "allocate", folder, "-o", expected, "-q")
        same = codes[1] in (0, 1) and (without_inputs(os.path.join(out, "result.json")) ==
                                       without_inputs(os.path.join(expected, "result.json")))
        print(f"{os.path.basename(os.path.dirname(workbook))}/{os.path.basename(workbook)}: "
              f"check {codes[0]}, allocate {codes[1]}, {'same result' if same else 'RESULTS DIFFER'}")
        failures += 0 if same and codes[0] == 0 else 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
