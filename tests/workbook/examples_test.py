#!/usr/bin/env python3
"""examples_test.py PHANBO EXAMPLES: writes the workbooks of every example twice and checks them."""

import subprocess
import sys
import tempfile
from decimal import Decimal
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


def check_comparison(phanbo, plan, folder):
    """The workbook of a comparison of three results: formulas hold, sums tie, a change is noticed."""
    done = subprocess.run([phanbo, "allocate", plan, "-o", folder / "all", "--scenario",
                           "goc,giam-30,hdnd-an-dinh", "--format", "json", "--quiet"],
                          capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    results = [folder / "all" / name for name in ("goc", "giam-30", "hdnd-an-dinh")]
    for name in ("one", "two"):
        subprocess.run([phanbo, "compare", *results, "-o", folder / name, "--format", "xlsx",
                        "--quiet"], check=True, capture_output=True)
    file = folder / "one" / "comparison.xlsx"
    check("comparison.xlsx has the same bytes twice",
          file.read_bytes() == (folder / "two" / "comparison.xlsx").read_bytes())
    book = Book(file)
    count, wrong = differences(book)
    check("comparison.xlsx", not wrong, "\n".join(wrong[:5]))
    check("has formulas", count > 200, count)
    print(f"comparison.xlsx: {count} formulas hold")
    # Every difference and percent beside an amount is a formula, but for percents of nothing.
    compared = 0
    for (row, column), cell in book.sheets["Theo nguồn"].items():
        values = book.sheets["Theo nguồn"]
        if cell.formula is None or "-" not in cell.formula:
            continue
        amount, base = values[(row, column - 1)].value, values[(row, 4)].value
        check(f"difference at {row},{column}", cell.value == amount - base)
        compared += 1
    check("differences were compared", compared >= 10, compared)
    ticks = [cell.value for cell in book.sheets["Kiểm tra"].values() if cell.value in ("✓", "✗")]
    check("all control sums hold", len(ticks) > 20 and set(ticks) == {"✓"}, str(ticks))
    totals = book.sheets["Các số tổng"]
    place = min(place for place, cell in totals.items()
                if place[1] == 3 and isinstance(cell.value, Decimal) and cell.value > 999)
    totals[place].value += 1
    check("a changed amount is noticed", differences(book)[1])


def main(phanbo, examples):
    with tempfile.TemporaryDirectory() as folder:
        check_comparison(phanbo, Path(examples) / "an-binh", Path(folder))
    # Those with every kind of table; evaluating the formulas of more takes longer than it tells.
    plans = [Path(examples) / name for name in ("an-binh", "ha-noi-three-communes", "qd2639")]
    for plan in plans:
        with tempfile.TemporaryDirectory() as folder:
            check_example(phanbo, plan, Path(folder))


main(*sys.argv[1:])
