"""Changes one thing in a workbook that `phanbo template` wrote, with Python's own modules only.

    sheet_cell.py FILE SHEET CELL text|number|percent|day|boolean|error|blank VALUE
    sheet_cell.py FILE SHEET A1:B2 merge -
    sheet_cell.py FILE SHEET ROW clear -
    sheet_cell.py FILE SHEET - rename NEW_NAME
"""

import re
import sys
import xml.etree.ElementTree as tree
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
tree.register_namespace("", MAIN)
tree.register_namespace("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")


def name(tag):
    return f"{{{MAIN}}}{tag}"


def column_number(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def find_cell(root, cell):
    letters, row_number = re.match(r"([A-Z]+)(\d+)$", cell).groups()
    data = root.find(name("sheetData"))
    row = next((row for row in data if row.get("r") == row_number), None)
    if row is None:
        row = tree.Element(name("row"), {"r": row_number})
        at = sum(int(other.get("r")) < int(row_number) for other in data)
        data.insert(at, row)
    row.attrib.pop("spans", None)
    found = next((one for one in row if one.get("r") == cell), None)
    if found is None:
        found = tree.Element(name("c"), {"r": cell})
        before = sum(column_number(re.match(r"[A-Z]+", one.get("r")).group()) < column_number(letters) for one in row)
        row.insert(before, found)
    return found


def add_format(parts, number_format):
    styles = tree.fromstring(parts["xl/styles.xml"])
    formats = styles.find(name("cellXfs"))
    tree.SubElement(formats, name("xf"), {"numFmtId": number_format, "fontId": "0", "fillId": "0", "borderId": "0",
                                          "xfId": "0", "applyNumberFormat": "1"})
    formats.set("count", str(len(formats)))
    parts["xl/styles.xml"] = tree.tostring(styles, encoding="UTF-8", xml_declaration=True)
    return str(len(formats) - 1)


def set_cell(parts, root, cell, kind, value):
    found = find_cell(root, cell)
    for child in list(found):
        found.remove(child)
    found.attrib.pop("t", None)
    if kind in ("number", "percent", "day"):
        style = {"number": "1", "percent": "9", "day": "14"}[kind]
        found.set("s", add_format(parts, style))
        tree.SubElement(found, name("v")).text = value
    elif kind in ("boolean", "error"):
        found.set("t", kind[0])
        tree.SubElement(found, name("v")).text = value
    elif kind == "text":
        found.set("t", "inlineStr")
        text = tree.SubElement(tree.SubElement(found, name("is")), name("t"))
        text.text = value
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def merge(root, cells):
    merged = root.find(name("mergeCells"))
    if merged is None:
        merged = tree.Element(name("mergeCells"))
        root.insert(list(root).index(root.find(name("sheetData"))) + 1, merged)
    tree.SubElement(merged, name("mergeCell"), {"ref": cells})
    merged.set("count", str(len(merged)))


def main():
    file, sheet, cell, kind, value = sys.argv[1:6]
    with zipfile.ZipFile(file) as book:
        parts = {part: book.read(part) for part in book.namelist()}
    workbook = tree.fromstring(parts["xl/workbook.xml"])
    sheets = workbook.find(name("sheets"))
    position = next(i for i, one in enumerate(sheets) if one.get("name") == sheet)
    part = f"xl/worksheets/sheet{position + 1}.xml"
    if kind == "rename":
        sheets[position].set("name", value)
        for names in workbook.findall(name("definedNames")):
            workbook.remove(names)
        parts["xl/workbook.xml"] = tree.tostring(workbook, encoding="UTF-8", xml_declaration=True)
    else:
        root = tree.fromstring(parts[part])
        if kind == "merge":
            merge(root, cell)
        elif kind == "clear":
            data = root.find(name("sheetData"))
            for row in [row for row in data if row.get("r") == cell]:
                data.remove(row)
        else:
            set_cell(parts, root, cell, kind, value)
        parts[part] = tree.tostring(root, encoding="UTF-8", xml_declaration=True)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for part, content in parts.items():
            book.writestr(part, content)


if __name__ == "__main__":
    main()
