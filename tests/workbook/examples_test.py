#!/usr/bin/env python3
"""examples_test.py PHANBO EXAMPLES: writes the workbooks of every example twice and checks them."""

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from evaluate_workbook import break_one_input, differences  # noqa: E402
from read_xlsx import Book  # noqa: E402

MOMENT = (1980, 1, 1, 0, 0, 0)  # of every entry of the archive, so that equal results are equal bytes


def allocate(phanbo, plan, folder, *options):
    done = subprocess.run([phanbo, "allocate", plan, "-o", folder, "--quiet", "--format",
                           "xlsx,forms", *options], capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr


def check(label, good, detail=""):
    if not good:
        raise SystemExit(f"FAILED {label} {detail}")


def check_example(phanbo, plan, folder):
    first, second, controlled = folder / "first", folder / "second", folder / "controlled"
    allocate(phanbo, plan, first)
    allocate(phanbo, plan, second)
    allocate(phanbo, plan, controlled, "--rounding", "controlled", "--print-unit", "billion_dong")
    for name in ("allocation.xlsx", "forms.xlsx"):
        same = (first / name).read_bytes() == (second / name).read_bytes()
        check(f"{plan.name}: {name} has the same bytes twice", same)
    for file in (first / "allocation.xlsx", first / "forms.xlsx", controlled / "forms.xlsx"):
        book = Book(file)
        check("fixed moments", {moment for _, moment in book.entries} == {MOMENT})
        count, wrong = differences(book)
        check(f"{plan.name}: {file.name}", not wrong, "\n".join(wrong[:5]))
        print(f"{plan.name} {file.parent.name}/{file.name}: {count} formulas hold")
        check("has formulas", count > (100 if file.name == "allocation.xlsx" else 20), count)
    broken = Book(first / "allocation.xlsx")
    break_one_input(broken)
    check("a changed input is noticed", differences(broken)[1])
    ticks = [cell.value for cell in broken.sheets["Kiểm tra"].values() if cell.value in ("✓", "✗")]
    check("all control sums hold", ticks and set(ticks) == {"✓"}, str(ticks))


def main(phanbo, examples):
    # Those with every kind of table; evaluating the formulas of more takes longer than it tells.
    plans = [Path(examples) / name for name in ("an-binh", "ha-noi-three-communes", "qd2639")]
    for plan in plans:
        with tempfile.TemporaryDirectory() as folder:
            check_example(phanbo, plan, Path(folder))


main(*sys.argv[1:])
