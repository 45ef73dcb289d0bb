"""Every example as a workbook, saved again by openpyxl and by LibreOffice, must read the same.

    saved_by_others.py PHANBO EXAMPLES_FOLDER WORK_FOLDER

Compares what `phanbo convert` makes of each: plan.json and the CSV tables, byte by byte; and the ledgers.
Exit 77 where neither program is there.
"""

import filecmp
import json
import os
import shutil
import subprocess
import sys

try:
    import openpyxl
except ImportError:
    openpyxl = None
OFFICE = shutil.which("soffice")
if openpyxl is None and OFFICE is None:
    print("skipped: neither openpyxl nor LibreOffice is there")
    sys.exit(77)


def run(*words):
    result = subprocess.run(words, capture_output=True, text=True)
    if result.returncode not in (0, 1, 5):
        print(" ".join(words), result.stdout, result.stderr, sep="\n")
    return result.returncode


def same_folder(a, b):
    names = sorted(os.listdir(a))
    return names == sorted(os.listdir(b)) and all(
        filecmp.cmp(os.path.join(a, name), os.path.join(b, name), shallow=False) for name in names)


def ledger(path):
    with open(path, encoding="utf-8") as file:
        result = json.load(file)
    result.pop("inputs")
    return result


def main():
    phanbo, examples, work = sys.argv[1:4]
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)
    failures = 0
    for name in sorted(os.listdir(examples)):
        folder = os.path.join(examples, name)
        here = os.path.join(work, name)
        os.makedirs(here)
        run(phanbo, "convert", folder, "-o", os.path.join(here, "folder"))
        run(phanbo, "allocate", folder, "-o", os.path.join(here, "result"), "-q")
        plan = os.path.join(here, "plan.xlsx")
        run(phanbo, "convert", folder, "-o", plan)
        books = {"phanbo": plan}
        if openpyxl is not None:
            books["openpyxl"] = os.path.join(here, "openpyxl.xlsx")
            openpyxl.load_workbook(plan).save(books["openpyxl"])
        if OFFICE is not None:
            profile = f"-env:UserInstallation=file://{os.path.abspath(work)}/profile"
            run("soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir",
                os.path.join(here, "saved"), plan)
            books["LibreOffice"] = os.path.join(here, "saved", "plan.xlsx")
        for writer, book in books.items():
            target = os.path.join(here, writer + ".folder")
            out = os.path.join(here, writer + ".result")
            run(phanbo, "convert", book, "-o", target)
            code = run(phanbo, "allocate", book, "-o", out, "-q")
            same = os.path.isdir(target) and same_folder(target, os.path.join(here, "folder"))
            same_result = code in (0, 1, 5) and (ledger(os.path.join(out, "result.json")) ==
                                              ledger(os.path.join(here, "result", "result.json")))
            print(f"{name} by {writer}: {'same plan' if same else 'PLANS DIFFER'}, "
                  f"{'same result' if same_result else 'RESULTS DIFFER'}", flush=True)
            failures += 0 if same and same_result else 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
