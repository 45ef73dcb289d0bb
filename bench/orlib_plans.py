#!/usr/bin/env python3
"""Multidimensional knapsacks of OR-Library as plans: item = project, row = year, right-hand side = money of the year.

    bench/orlib_plans.py BINARIES KNAPSACKS BEST SECONDS [NUMBER …]

BINARIES is the folder with cli/phanbo and verifier/phanbo-verify, KNAPSACKS a file mknapcb*.txt, BEST mkcbres.txt.
For each problem: value and best published value, how the choice ended, CPU seconds of choosing and of checking,
leaves and bytes of the proof. SECONDS is wall time, given to `phanbo allocate --seconds`.
"""
import csv
import json
import pathlib
import re
import resource
import subprocess
import sys
import tempfile

FIRST_YEAR = 2026


def problems(path):
    numbers = iter(int(float(text)) for text in path.read_text().split())
    for _ in range(next(numbers)):
        items, rows, _best = next(numbers), next(numbers), next(numbers)
        profits = [next(numbers) for _ in range(items)]
        weights = [[next(numbers) for _ in range(items)] for _ in range(rows)]
        yield profits, weights, [next(numbers) for _ in range(rows)]


def best_values(path):
    found = re.findall(r"^\s*(\d+\.\d+-\d+)\s+(\d+)\s*$", path.read_text(), re.M)
    values = {}
    for name, value in found:  # the first table holds values, the second bounds
        values.setdefault(name, int(value))
    return values


def write_plan(folder, profits, weights, sides):
    years = [FIRST_YEAR + row for row in range(len(sides))]
    columns = [f"y{year}" for year in years]
    tables = {
        "documents": [["code", "citation", "verification"], ["minh-hoa", "OR-Library, mknapcb", "illustrative"]],
        "units": [["code", "name", "kind", "parent"], ["tinh", "Tỉnh minh họa", "province", ""],
                  ["xa", "Xã minh họa", "commune", "tinh"]],
        "classes": [["code", "order", "name", "mandatory", "rule", "project_statuses", "document", "article"],
                    ["chon", 1, "Chọn tổng giá trị lớn nhất", "no", "best_value", "new", "minh-hoa", ""]],
        "programmes": [["code", "name", "kind", "class", "expenditure_kind", "sector", "step", "document"],
                       ["dau-tu", "Đầu tư", "projects", "chon", "investment", "giao-thong", 1, "minh-hoa"]],
        "sources": [["code", "name", "nature", "expenditure_kind", "paying_budget", "holder", "drawing_order",
                     "document"],
                    ["von", "Vốn", "local_balance_investment", "investment", "province", "Sở Tài chính", 1,
                     "minh-hoa"]],
        "payer_rules": [["source", "programme", "document"], ["von", "dau-tu", "minh-hoa"]],
        "source_years": [["source", "year", "available", "reserve", "document"]] +
                        [["von", year, side, 0, "minh-hoa"] for year, side in zip(years, sides)],
        "choice_rules": [["item", "lock", "value", "document"]],
        "projects": [["code", "programme", "name", "unit", "holder", "sector", "group", "status", "score",
                      "approved_total", "paid_before", "start_year", "dossier", "divisible", "document"] + columns],
    }
    for item, profit in enumerate(profits):
        code = f"p-{item:03}"
        amounts = [row[item] for row in weights]
        tables["choice_rules"].append([code, "none", profit, "minh-hoa"])
        tables["projects"].append([code, "dau-tu", f"Dự án {item}", "xa", "Ban Quản lý", "giao-thong", "A", "new", 1,
                                   sum(amounts), 0, FIRST_YEAR, "minh-hoa", "no", "minh-hoa"] + amounts)
    described = {}
    for name, rows in tables.items():
        with open(folder / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
        described[name] = {"file": f"{name}.csv", "rows": len(rows) - 1}
    for name in ("programmes", "source_years", "projects"):
        described[name]["amount_unit"] = "million_dong"
    plan = {"schema_version": 1, "code": "orlib", "name": "mknapcb", "name_en": "mknapcb", "stage": "medium_term",
            "first_year": years[0], "last_year": years[-1], "province": "tinh", "class_order": "by_class",
            "capital_priority": "capital_priority_2026_2030", "illustrative": "OR-Library", "tables": described}
    (folder / "plan.json").write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")


def timed(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    binaries, knapsacks, best, seconds = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3], sys.argv[4]
    wanted = {int(text) for text in sys.argv[5:]}
    published = best_values(pathlib.Path(best))
    reached = proved = accepted = count = 0
    for number, (profits, weights, sides) in enumerate(problems(knapsacks)):
        if wanted and number not in wanted:
            continue
        name = f"{len(sides)}.{len(profits)}-{number:02}"
        with tempfile.TemporaryDirectory() as folder:
            plan, result = pathlib.Path(folder, "plan"), pathlib.Path(folder, "result")
            plan.mkdir()
            write_plan(plan, profits, weights, sides)
            done, used = timed([binaries / "cli/phanbo", "allocate", plan, "-o", result, "--format", "json",
                                "--seconds", seconds, "--lang", "en"])
            if not (result / "result.json").exists():
                sys.exit(f"{name}: no result\n{done.stdout}{done.stderr}")
            choice = json.loads((result / "result.json").read_text())["choices"][0]
            proof = json.dumps(choice["certificate"], separators=(",", ":"))
            check, checking = timed([binaries / "verifier/phanbo-verify", result])
        count += 1
        reached += float(choice["value"]) >= published[name]
        proved += choice["end"] == "optimal"
        accepted += check.returncode == 0
        print(f"{name} value {choice['value']} best {published[name]} bound {choice['bound']} {choice['end']} "
              f"{used:.1f} s, checked {'yes' if check.returncode == 0 else 'NO'} {checking:.1f} s, "
              f"{len(choice['certificate']['leaves'])} leaves {len(proof)} bytes", flush=True)
        if check.returncode != 0:
            print((check.stdout + check.stderr)[:2000])
    print(f"{count} problems: {reached} reach the best published value, {proved} proved, {accepted} accepted")


main()
