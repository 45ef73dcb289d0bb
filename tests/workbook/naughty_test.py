#!/usr/bin/env python3
"""naughty_test.py PHANBO EXAMPLE STRINGS.json: strange strings as names of cost lines. The workbook
shows each as text, the CSV for Excel holds no text that would be computed. Ends with 77 (skipped)
where the strings are absent."""

import csv
import io
import json
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from read_xlsx import Book  # noqa: E402

SIGNS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
OWN = [
    "- một gạch đầu dòng",
    "_x0041_", "_x005F_", "'=1", "http://example.invalid/", "{=1}", "#REF!",
    "1e5", "2025-01-01", "TRUE", "&lt;b&gt;", "]]>", "a\ufffd",
]


def is_a_name(text):
    """What the plan reader takes as a name: NFC, no control characters, nothing blank at an end."""
    if not text or text != text.strip() or len(text.encode()) > 1000:
        return False
    if text.startswith(SIGNS):  # refused on reading: text_like_formula
        return False
    if unicodedata.normalize("NFC", text) != text:
        return False
    return all(unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp") for c in text)


def plan_with(names, example, folder):
    shutil.copytree(example, folder)
    path = folder / "fixed_costs.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for number, name in enumerate(names):
        writer.writerow([f"zz-{number}", "ctmtqg-giam-ngheo", name, "an-binh", "", 2026, "", "", "-",
                         "", "", "kh-44", ""])
    path.write_text("\n".join(lines) + "\n" + text.getvalue(), encoding="utf-8")
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    plan["tables"]["fixed_costs"]["rows"] += len(names)
    (folder / "plan.json").write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")


def main(phanbo, example, strings):
    if not Path(strings).exists():
        print("skipped: no " + strings)
        return 77
    names = [name for name in OWN + json.loads(Path(strings).read_text(encoding="utf-8"))
             if is_a_name(name)]
    with tempfile.TemporaryDirectory() as scratch:
        folder, out = Path(scratch) / "plan", Path(scratch) / "out"
        plan_with(names, example, folder)
        done = subprocess.run([phanbo, "allocate", folder, "-o", out, "--format", "xlsx,forms,csv",
                               "--excel"], capture_output=True, text=True)
        assert done.returncode in (0, 1), done.stdout + done.stderr
        book = Book(out / "allocation.xlsx")
        cells = [cell for sheet in book.sheets.values() for cell in sheet.values()]
        shown = {cell.value for cell in cells if cell.formula is None}
        missing = [name for name in names if name not in shown]
        assert not missing, f"not shown as text: {missing[:5]}"
        ours = ("SUM", "MAX(", "ROUND", "IF(", "'")
        strange = [cell.formula for cell in cells
                   if cell.formula and not cell.formula.startswith(ours) and
                   not cell.formula[0].isupper() and not cell.formula.startswith("-")]
        assert not strange, strange[:5]
        fields = 0
        for path in (out / "tables").glob("*.csv"):
            raw = path.read_bytes()
            assert raw.startswith(b"\xef\xbb\xbf"), path
            for row in csv.reader(io.StringIO(raw[3:].decode("utf-8"), newline=""), delimiter=";"):
                for field in row:
                    fields += 1
                    number = field.lstrip("-").isdigit()
                    assert number or not field.lstrip().startswith(SIGNS), (path, field)
        print(f"{len(names)} names as text in {len(book.sheets)} sheets, {fields} CSV fields harmless")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
