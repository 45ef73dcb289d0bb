"""A small reader of .xlsx with the standard library only: values, formulas, names, as written."""

import re
import zipfile
from decimal import Context, Decimal
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def column_number(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def split_cell(name):
    letters, digits = re.fullmatch(r"\$?([A-Z]+)\$?(\d+)", name).groups()
    return int(digits), column_number(letters)


def number_of(raw):
    """Fractions have the 15 significant digits that a person can have typed."""
    value = Decimal(raw)
    return value if value == value.to_integral_value() else Context(prec=15).create_decimal(raw)


def unescape(text):
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match.group(1), 16)), text)


def text_of(element):
    return unescape("".join(part.text or "" for part in element.iter(MAIN + "t")))


class Cell:
    __slots__ = ("value", "formula")

    def __init__(self, value, formula):
        self.value = value  # None, str or Decimal
        self.formula = formula  # None or text without "="


class Book:
    """sheets: name -> {(row, column): Cell}; names: defined name -> reference."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.entries = [(info.filename, info.date_time) for info in archive.infolist()]
            shared = []
            if "xl/sharedStrings.xml" in archive.namelist():
                root = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
                shared = [text_of(item) for item in root.findall(MAIN + "si")]
            book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
            relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
            targets = {item.get("Id"): item.get("Target") for item in relations}
            self.names = {
                item.get("name"): item.text
                for item in book.iter(MAIN + "definedName")
                if not item.get("name").startswith("_xlnm")
            }
            self.sheets = {}
            for sheet in book.iter(MAIN + "sheet"):
                target = targets[sheet.get(RELATION + "id")].lstrip("/").removeprefix("xl/")
                self.sheets[sheet.get("name")] = self._read(archive.read("xl/" + target), shared)

    @staticmethod
    def _read(content, shared):
        cells = {}
        for cell in ElementTree.fromstring(content).iter(MAIN + "c"):
            value_element = cell.find(MAIN + "v")
            formula_element = cell.find(MAIN + "f")
            kind = cell.get("t", "n")
            raw = None if value_element is None else value_element.text
            if kind == "s":
                value = shared[int(raw)]
            elif kind == "inlineStr":
                value = text_of(cell)
            elif kind == "str":
                value = unescape(raw or "")
            elif kind == "e":
                value = "error " + raw
            else:
                value = None if raw is None else number_of(raw)
            formula = None if formula_element is None else formula_element.text
            if value is not None or formula is not None:
                cells[split_cell(cell.get("r"))] = Cell(value, formula)
        return cells
