#!/usr/bin/env python3
"""Strings that break programs, as names in a plan: naughty_names.py PHANBO BASE_PLAN STRINGS.json

Each string becomes the name of a unit, a source, a programme, a project, a site, a fixed cost and a
document. What `phanbo check` refuses must be refused with a reason and a place; what it accepts must
stand in every output as text (in Unicode normal form C), read back by readers that are not ours.
Exit: 0 all well, 1 not, 77 the strings are not at hand.
"""
import csv
import html.parser
import io
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree
import zipfile

FORMATS = "json,csv,html,datapackage,oc4ids"
SHEETS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FAILURES_SHOWN = 20


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))


def put_rows(path, rows):
    """Returns the number of the row that each line of the file belongs to."""
    lines = []
    with open(path, "w", encoding="utf-8", newline="") as file:
        for number, row in enumerate(rows):
            text = io.StringIO()
            csv.writer(text, lineterminator="\n").writerow(row)
            file.write(text.getvalue())
            lines += [number] * text.getvalue().count("\n")
    return lines


class Plan:
    """The base plan, with one more unit, source, programme, project, site and cost a string."""

    def __init__(self, base, folder, strings):
        self.folder = folder
        shutil.copytree(base, folder)
        self.header = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
        self.rows = {name: rows_of(folder / entry["file"])
                     for name, entry in self.header["tables"].items()}
        self.first = {name: len(rows) for name, rows in self.rows.items()}
        for number, string in enumerate(strings):
            self.add_string(number, string)
        self.lines = {}
        for name, entry in self.header["tables"].items():
            entry["rows"] = len(self.rows[name]) - 1
            self.lines[entry["file"]] = (name, put_rows(folder / entry["file"], self.rows[name]))
        (folder / "plan.json").write_text(json.dumps(self.header, ensure_ascii=False), "utf-8")

    def add_string(self, number, string):
        self.add("documents", code=f"nd{number}", citation=string, verification="illustrative")
        self.add("units", code=f"nu{number}", name=string, kind="commune", parent="can-tho")
        self.add("sources", code=f"ns{number}", name=string, document=f"nd{number}",
                 nature="local_balance_recurrent", expenditure_kind="recurrent",
                 paying_budget="province", drawing_order="3", tied="no")
        self.add("programmes", code=f"np{number}", name=string, kind="fixed",
                 **{"class": "thuong-xuyen"}, expenditure_kind="recurrent")
        self.add("fixed_costs", code=f"nc{number}", programme=f"np{number}", name=string,
                 unit=f"nu{number}", year="2026", amount="5", rank="9")
        self.add("projects", code=f"nj{number}", programme="ha-tang", name=string,
                 unit=f"nu{number}", group="C", status="new", rank="9", approved_total="90",
                 dossier="qd", y2026="1", y2027="1")
        self.add("sites", code=f"ni{number}", programme="bao-ton", name=string, unit=f"nu{number}",
                 rank="provincial", dossier="qd", ceiling="9", y2026="1", y2027="1")
        self.add("source_years", source=f"ns{number}", year="2026", available="7", reserve="0",
                 document=f"nd{number}")
        self.add("payer_rules", source=f"ns{number}", programme=f"np{number}", unit="")

    def add(self, table, **cells):
        rows = self.rows[table]
        for name in sorted(set(cells) - set(rows[0])):
            for row in rows:
                row.append(name if row is rows[0] else "")
        rows.append([cells.get(name, "") for name in rows[0]])

    def string_at(self, file, line):
        """Table and number of the string whose row holds the line of a file."""
        name, rows = self.lines[file]
        return name, rows[line - 1] - self.first[name]


class Elements(html.parser.HTMLParser):
    """Counts elements and attributes, gathers text."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.counts = {}
        self.attributes = set()
        self.texts = []
        self.open = []

    def handle_starttag(self, tag, attrs):
        self.counts[tag] = self.counts.get(tag, 0) + 1
        self.attributes.update((tag, name) for name, _ in attrs)
        self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        if not self.open or self.open[-1] not in ("style", "script"):
            self.texts.append(data)


def parse_page(path):
    page = Elements()
    page.feed(path.read_text(encoding="utf-8"))
    page.close()
    return page


def texts_in(value, found):
    """Every string of a JSON document, keys too."""
    if isinstance(value, str):
        found.add(value)
    elif isinstance(value, list):
        for item in value:
            texts_in(item, found)
    elif isinstance(value, dict):
        for key, item in value.items():
            found.add(key)
            texts_in(item, found)


def no_twins(pairs):
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        raise ValueError(f"a key stands twice: {keys}")
    return dict(pairs)


def parse_workbook(path):
    """The texts of a workbook and the number of its formulas, by a strict XML parser."""
    texts, formulas = set(), 0
    with zipfile.ZipFile(path) as archive:
        if archive.testzip() is not None:
            raise ValueError(f"{path} is damaged")
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            root = xml.etree.ElementTree.fromstring(archive.read(name))
            for item in [*root.iter(SHEETS + "si"), *root.iter(SHEETS + "is")]:
                texts.add("".join(text.text or "" for text in item.iter(SHEETS + "t")))
            formulas += sum(1 for _ in root.iter(SHEETS + "f"))
    return texts, formulas


class Check:
    def __init__(self, program):
        self.program = program
        self.failures = []

    def expect(self, holds, what):
        if not holds:
            self.failures.append(what)

    def run(self, *words):
        return subprocess.run([self.program, *map(str, words)], capture_output=True, text=True,
                              encoding="utf-8", errors="strict")

    def refused(self, plan):
        """String number → table → ids of the problems, each with reason and place."""
        result = self.run("check", plan.folder, "--json")
        self.expect(result.returncode in (0, 3), f"check ended with {result.returncode}")
        refused = {}
        for problem in json.loads(result.stdout)["problems"]:
            if problem["severity"] != "error":
                continue
            self.expect(problem.get("line", 0) > 0 and problem.get("column", 0) > 0,
                        f"no place: {problem}")
            self.expect(problem["found"]["vi"] and problem["fix"]["vi"], f"no reason: {problem}")
            table, number = plan.string_at(problem["file"], problem["line"])
            self.expect(number >= 0, f"a row of the base plan is refused: {problem}")
            refused.setdefault(number, {}).setdefault(table, set()).add(problem["id"])
        return refused

    def outputs(self, out, strings, plain_out):
        wanted = {unicodedata.normalize("NFC", string) for string in strings}
        found = {"tables json": set(), "tables csv": set(), "sealed": set(), "open data": set()}
        for path in sorted((out / "tables").glob("*.json")):
            texts_in(json.loads(path.read_text("utf-8"), object_pairs_hook=no_twins),
                     found["tables json"])
        for path in sorted((out / "tables").glob("*.csv")):
            rows = rows_of(path)
            self.expect(len({len(row) for row in rows}) == 1, f"ragged rows in {path.name}")
            for row in rows:
                found["tables csv"].update(row)
                for cell in row:
                    is_number = cell.lstrip("-").replace(".", "", 1).isdigit()
                    is_formula = cell[:1] in ("=", "+", "@", "\t", "\r") or (
                        cell[:1] == "-" and not is_number and cell != "-" and cell[:2] != "- ")
                    self.expect(not is_formula, f"a formula in {path.name}: {cell!r}")
        texts_in(json.loads((out / "plan.sealed.json").read_text("utf-8")), found["sealed"])
        json.loads((out / "result.json").read_text("utf-8"), object_pairs_hook=no_twins)
        for name in ("datapackage.json", "oc4ids.json"):
            if (out / name).exists():
                texts_in(json.loads((out / name).read_text("utf-8")), found["open data"])
        for place in ("tables json", "tables csv", "sealed"):
            missing = wanted - found[place]
            self.expect(not missing, f"missing in {place}: {sorted(missing)[:5]}")
        projects = wanted - found["open data"]
        self.expect(not projects, f"missing in open data: {sorted(projects)[:5]}")
        self.page(out, wanted, plain_out)
        if not (out / "allocation.xlsx").exists():
            return
        texts, formulas = parse_workbook(out / "allocation.xlsx")
        _, plain_formulas = parse_workbook(plain_out / "allocation.xlsx")
        self.expect(wanted <= texts, f"missing in the workbook: {sorted(wanted - texts)[:5]}")
        self.expect(formulas == plain_formulas, f"formulas: {formulas}, not {plain_formulas}")

    def page(self, out, wanted, plain_out):
        page = parse_page(out / "report.html")
        plain = parse_page(plain_out / "report.html")
        self.expect(page.counts == plain.counts, f"elements differ: {page.counts} {plain.counts}")
        self.expect(page.attributes == plain.attributes, "attributes differ")
        texts = set(page.texts)
        whole = "\n".join(page.texts)
        missing = [text for text in wanted if text not in texts and text not in whole]
        self.expect(not missing, f"missing in the page: {missing[:5]}")


def classify(check, plan, strings):
    """What is kept; what is refused is refused wherever it is a name, and says why."""
    refused = check.refused(plan)
    reasons = {}
    for number, tables in refused.items():
        wanted = {"documents", "units", "sources", "programmes", "fixed_costs", "projects", "sites"}
        check.expect(wanted <= set(tables), f"{strings[number]!r} refused only in {sorted(tables)}")
        for identifier in set().union(*tables.values()):
            reasons[identifier] = reasons.get(identifier, 0) + 1
    kept = [string for number, string in enumerate(strings) if number not in refused]
    check.expect(300 < len(kept) < len(strings), f"{len(kept)} strings are kept")
    return kept, reasons


def names_of_files(check, base, home, strings):
    """Strings as names of a plan's folder, of a table's file and of OUT."""
    usable = [s for s in strings if "/" not in s and "\0" not in s and len(s.encode()) < 200]
    tried = 0
    for string in usable[::9]:
        folder = home / "named" / string
        try:
            shutil.copytree(base, folder)
            (folder / "units.csv").rename(folder / (string + ".csv"))
        except (OSError, UnicodeEncodeError):
            continue
        tried += 1
        header = json.loads((folder / "plan.json").read_text("utf-8"))
        header["tables"]["units"]["file"] = string + ".csv"
        (folder / "plan.json").write_text(json.dumps(header, ensure_ascii=False), "utf-8")
        out = home / "outs" / (string + "-out")
        out.parent.mkdir(exist_ok=True)
        result = check.run("allocate", folder, "-o", out, "-q")
        check.expect(result.returncode in (0, 1), f"file names {string!r}: {result.stderr}")
        written = json.loads((out / "result.json").read_text("utf-8"))
        check.expect(string + ".csv" in {entry["path"] for entry in written["inputs"]},
                     f"{string!r} is not among the inputs")
        check.expect(sorted(p.name for p in out.parent.iterdir()) == [out.name], "other names")
        shutil.rmtree(home / "named")
        shutil.rmtree(home / "outs")
    check.expect(tried > 30, f"only {tried} names of files")
    return tried


def main():
    program, base, strings_file = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    if not strings_file.exists():
        print(f"no {strings_file}: skipped")
        return 77
    strings = [string for string in json.loads(strings_file.read_text("utf-8")) if string]
    check = Check(program)
    try:
        look_at_all(check, base, strings)
    except (OSError, ValueError) as error:
        check.failures.append(f"stopped: {error}")
    for failure in check.failures[:FAILURES_SHOWN]:
        print("FAILED", failure[:2000])
    if len(check.failures) > FAILURES_SHOWN:
        print(f"and {len(check.failures) - FAILURES_SHOWN} more")
    return 1 if check.failures else 0


def look_at_all(check, base, strings):
    with tempfile.TemporaryDirectory(prefix="phanbo-naughty-") as name:
        home = pathlib.Path(name)
        kept, reasons = classify(check, Plan(base, home / "all", strings), strings)
        Plan(base, home / "kept", kept)
        Plan(base, home / "plain", [f"Tên {number}" for number in range(len(kept))])
        for language in ("vi", "en"):
            # So many names make a workbook of the slim kind; one language of it is slow enough.
            formats = FORMATS + (",xlsx" if language == "vi" else "")
            for plan in ("kept", "plain"):
                result = check.run("allocate", home / plan, "-o", home / f"{plan}-{language}",
                                   "--format", formats, "--lang", language, "-q")
                check.expect(result.returncode in (0, 1), f"allocate: {result.stderr}")
                has_workbook = (home / f"{plan}-{language}" / "allocation.xlsx").exists()
                check.expect(has_workbook == (language == "vi"), f"workbook: {has_workbook}")
            check.outputs(home / f"kept-{language}", kept, home / f"plain-{language}")
        inside = {path.name for path in home.iterdir()}
        check.expect(inside == {"all", "kept", "plain", "kept-vi", "kept-en", "plain-vi",
                                "plain-en"}, f"files outside: {inside}")
        tried = names_of_files(check, base, home, strings)
        print(f"{len(strings)} strings: {len(kept)} stand in every output, "
              f"{len(strings) - len(kept)} refused: {dict(sorted(reasons.items()))}; "
              f"{tried} as names of files and folders")


if __name__ == "__main__":
    sys.exit(main())
