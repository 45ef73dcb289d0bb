#!/usr/bin/env python3
"""Writes starting inputs for the fuzz targets from the project's own plans: seeds.py OUT_FOLDER.

A plan folder becomes one text, "=== name" before each file, without row counts and control sums:
a mutation would fail on them before it reaches anything else. The words of tables and columns
become a dictionary.
"""
import json
import pathlib
import re
import sys
import zipfile

PROJECT = pathlib.Path(__file__).resolve().parent.parent


def container(folder: pathlib.Path) -> str:
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    for entry in plan["tables"].values():
        entry.pop("rows", None)
        entry.pop("control_sums", None)
    text = "=== plan.json\n" + json.dumps(plan, ensure_ascii=False) + "\n"
    for entry in plan["tables"].values():
        text += f"=== {entry['file']}\n" + (folder / entry["file"]).read_text(encoding="utf-8")
    return text


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = f"""<worksheet {MAIN}><sheetPr/><cols><col min="2" max="3" hidden="1"/></cols><sheetData>
<row r="1" hidden="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1.25E+11</v></c>
<c r="C1" s="1"><v>46023.5</v></c></row>
<row r="2"><c r="A2" t="inlineStr"><is><r><rPr/><t xml:space="preserve"> a_x000D_</t></r></is></c>
<c r="B2" t="str"><f>A1</f><v>x</v></c><c r="C2" t="b"><v>1</v></c><c r="D2" t="e"><v>#N/A</v></c>
<c r="E2" t="d"><v>2026-01-31T08:30:00</v></c><c r="F2" s="2"><v>0.57999999999999996</v></c></row>
</sheetData><autoFilter ref="A1:B2"/><mergeCells><mergeCell ref="A3:B4"/></mergeCells></worksheet>"""
STRINGS = f"""<sst {MAIN}><si><t>An</t></si><si><r><t>B</t></r><rPh sb="0"><t>b</t></rPh></si></sst>"""
STYLES = f"""<styleSheet {MAIN}><numFmts><numFmt numFmtId="164" formatCode="[$-42A]dd/mm/yyyy"/>
</numFmts><cellXfs><xf/><xf numFmtId="164"/><xf numFmtId="9"/></cellXfs></styleSheet>"""
WORKBOOK = f"""<workbook {MAIN} xmlns:r="{OFFICE}"><workbookPr date1904="0"/><sheets>
<sheet name="A" state="hidden" sheetId="1" r:id="rId1"/></sheets></workbook>"""
RELATIONSHIPS = """<Relationships
 xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>"""


def relationship(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def put_workbooks(out: pathlib.Path) -> None:
    of_workbook = RELATIONSHIPS % (relationship(1, "worksheet", "worksheets/sheet1.xml")
                                   + relationship(2, "styles", "/xl/styles.xml")
                                   + relationship(3, "sharedStrings", "sharedStrings.xml"))
    parts = [SHEET, STRINGS, STYLES, WORKBOOK, of_workbook]
    put(out, "workbook_parts", "all", b"\xff".join(part.encode() for part in parts))
    put(out, "workbook_parts", "sheet", SHEET.encode())
    folder = out / "workbook"
    folder.mkdir(parents=True, exist_ok=True)
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        with zipfile.ZipFile(folder / f"method{method}", "w", method) as package:
            package.writestr("_rels/.rels",
                             RELATIONSHIPS % relationship(1, "officeDocument", "xl/workbook.xml"))
            names = ["worksheets/sheet1.xml", "sharedStrings.xml", "styles.xml", "workbook.xml",
                     "_rels/workbook.xml.rels"]
            for name, part in zip(names, parts):
                package.writestr("xl/" + name, part)


def put(out: pathlib.Path, target: str, name: str, data: bytes) -> None:
    (out / target).mkdir(parents=True, exist_ok=True)
    (out / target / name).write_bytes(data)


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    out = pathlib.Path(sys.argv[1])
    folders = [PROJECT / "tests/errors/base", *sorted((PROJECT / "examples").iterdir())]
    for folder in folders:
        if not (folder / "plan.json").exists():
            continue
        put(out, "plan_folder", folder.name, container(folder).encode())
        put(out, "json_readers", folder.name, (folder / "plan.json").read_bytes())
        for table in sorted(folder.glob("*.csv")):
            put(out, "csv_readers", f"{folder.name}-{table.name}", table.read_bytes())
    golden = PROJECT / "tests/outputs/golden/vi"
    put(out, "sealed_plan", "golden", (golden / "plan.sealed.json").read_bytes())
    put(out, "results", "golden", (golden / "result.json").read_bytes())
    put_workbooks(out)
    words = set()
    for source in sorted((PROJECT / "inputs").rglob("*.cpp")):
        for text in re.findall(r'"([a-z][A-Za-z0-9_|]+)"', source.read_text(encoding="utf-8")):
            words.update(word for word in text.split("|") if word)
    words.update(["2026-01-01", "9000000000000000", "9000000000000001", "=== ", "y2026"])
    (out / "words.dict").write_text("".join(f'"{word}"\n' for word in sorted(words)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
