#!/usr/bin/env python3
"""Every published table beside the project, recomputed through the whole program.

usage: published_tables.py PHANBO SHARED_TABLES

The published figures are the expectations. Errors that the table's README names are listed with the
right figure; anything else that differs is a failure. Without the tables: exit 77 (skipped).
"""
import csv
import json
import pathlib
import subprocess
import sys
import tempfile
from fractions import Fraction

PHANBO = sys.argv[1]
TABLES = pathlib.Path(sys.argv[2])
failures = []
named = set()
counts = {}


def expect(table, what, found, published):
    counts[table] = counts.get(table, 0) + 1
    if found != published:
        failures.append(f"{table}: {what}: computed {found}, published {published}")


def expect_error(number, table, what, found, right, published):
    """A published error: the program must give the right figure, which is not the printed one."""
    counts[table] = counts.get(table, 0) + 1
    if found != right or found == published:
        failures.append(f"{table}: {what}: computed {found}, should be {right}")
    named.add(number)
    print(f"published error {number}: {table}: {what}: printed {published}, right {found}")


def write_table(folder, name, header, rows):
    with open(folder / f"{name}.csv", "w", encoding="utf8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def run(tables, money, year=2026):
    """Writes a plan, allocates it and returns its figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "plan"
        out = pathlib.Path(name) / "out"
        folder.mkdir()
        entries = {}
        for table, (header, rows) in tables.items():
            write_table(folder, table, header, rows)
            entries[table] = {"file": f"{table}.csv", "rows": len(rows)}
            if table in money:
                entries[table]["amount_unit"] = "dong"
        plan = {"schema_version": 1, "code": "published", "name": "Bảng đã công bố",
                "stage": "submitted", "first_year": year, "last_year": year,
                "illustrative": "kiểm tra số công bố", "tables": entries}
        (folder / "plan.json").write_text(json.dumps(plan, ensure_ascii=False), encoding="utf8")
        done = subprocess.run([PHANBO, "allocate", str(folder), "-o", str(out),
                               "--format", "json", "--lang", "en"], capture_output=True, text=True)
        if done.returncode not in (0, 1):
            sys.exit(f"phanbo failed: {done.stdout}{done.stderr}")
        result = json.loads((out / "result.json").read_text(encoding="utf8"))
        return {figure["id"]: figure["value"] for figure in result["figures"]}


def base(units, programmes, formulas, year=2026):
    return {
        "documents": (["code", "citation", "verification"], [["d", "Số công bố", "illustrative"]]),
        "units": (["code", "name", "kind", "parent", "document"],
                  [["p", "Cấp trên", "country", "", "d"]] +
                  [[code, name, "province", "p", "d"] for code, name in units]),
        "classes": (["code", "order", "name", "mandatory", "rule", "document"],
                    [["c", "1", "Lớp", "no", "pro_rata", "d"]]),
        "programmes": (["code", "name", "kind", "class", "expenditure_kind", "step", "document"],
                       [[code, code, "formula", "c", "recurrent", "1", "d"] for code in programmes]),
        "sources": (["code", "name", "nature", "expenditure_kind", "paying_budget", "drawing_order",
                     "document"],
                    [["s", "Nguồn", "central_supplement_recurrent", "recurrent", "central", "1", "d"]]),
        "source_years": (["source", "year", "available", "document"],
                         [["s", str(year), "9000000000000000", "d"]]),
        "payer_rules": (["source", "programme", "document"], [["s", "*", "d"]]),
        "formulas": formulas,
    }


MONEY = {"programmes", "source_years", "formulas"}


def compute(values, expressions):
    """Exact values of expressions over named published numbers."""
    names = sorted(expressions)
    tables = base([("u", "Bảng")], names,
                  (["programme", "year", "method", "pool", "result", "parent", "document"],
                   [[name, "2026", "points", "1", "demand", "p", "d"] for name in names]))
    tables["criteria"] = (["programme", "code", "name", "kind", "expression", "document"],
                          [[name, "v", name, "expression", f"1000000000000 + {expressions[name]}", "d"]
                           for name in names])
    tables["indicators"] = (["unit", "indicator", "value", "document"],
                            [["u", name, value, "d"] for name, value in sorted(values.items())])
    figures = run(tables, MONEY)
    return {name: Fraction(figures[f"points/{name}/2026/u"]) - 10**12 for name in names}


def rows_of(name):
    with open(TABLES / name, encoding="utf8") as file:
        return list(csv.DictReader(file))


def number(text):
    return Fraction(text) if text not in ("", "-") else Fraction(0)


def commune_offices():
    table = "qd2639_2025_commune_offices.csv"
    published = {row["province"]: row for row in rows_of(table)}
    lower = {"Hưng Yên", "Bắc Ninh", "Ninh Bình", "Huế", "Khánh Hòa"}
    units, indicators, statuses = [], [], []
    for place, row in enumerate(rows_of("admin_units_2025.csv")):
        code = f"t{place:02d}"
        units.append((code, row["province"]))
        indicators += [[code, "dac_khu", row["dac_khu"], "d"], [code, "xa", row["xa"], "d"]]
        expect("admin_units_2025.csv", row["province"],
               int(row["xa"]) + int(row["phuong"]) + int(row["dac_khu"]), int(row["total_units"]))
        if row["province"] in published:
            rate = "rate-600" if row["province"] in lower else "rate-1300"
            statuses.append([code, rate, "2025-01-01", "d"])
    tables = base(units, ["x"], (["programme", "year", "method", "result", "parent", "pack", "document"],
                                 [["x", "2025", "amounts", "demand", "p", "qd2639-2025", "d"]]), 2025)
    tables["indicators"] = (["unit", "indicator", "value", "document"], indicators)
    tables["statuses"] = (["unit", "status", "valid_from", "document"], statuses)
    figures = run(tables, MONEY, 2025)
    total = 0
    for code, province in units:
        amount = int(figures[f"share/x/2025/{code}/amount_dong"])
        total += amount
        wanted = int(published[province]["amount_trieu"]) if province in published else 0
        expect(table, province, amount, wanted * 10**6)
    expect(table, "total", total, 2_615_000 * 10**6)


def revenue_shares():
    table = "hanoi_48_2025_revenue_shares.csv"
    rows = rows_of(table)
    units = sorted({row["unit"] for row in rows})
    code_of = {name: f"u{place:03d}" for place, name in enumerate(units)}
    revenues = sorted({row["revenue_item"] for row in rows})
    shares = []
    for row in rows:
        for tier, column in (("central", "central_pct"), ("province", "city_pct"),
                             ("commune", "commune_pct")):
            shares.append([row["revenue_item"], row["unit"], tier, row[column] or "0", "d"])
    for revenue in revenues:
        own = [row for row in rows if row["revenue_item"] == revenue]
        tables = base([(code_of[row["unit"]], row["unit"]) for row in own], ["xa", "tp", "tw"],
                      (["programme", "year", "method", "result", "parent", "document"],
                       [[p, "2026", "amounts", "demand", "p", "d"] for p in ("tp", "tw", "xa")]))
        tables["units"] = (tables["units"][0], sorted(tables["units"][1]))
        tiers = {"xa": "commune", "tp": "province", "tw": "central"}
        tables["criteria"] = (
            ["programme", "code", "name", "kind", "expression", "document"],
            [[p, "v", p, "expression", f"thu * share({revenue}; {tiers[p]})", "d"]
             for p in ("tp", "tw", "xa")])
        tables["revenue_shares"] = (["revenue", "unit", "tier", "share_percent", "document"], shares)
        tables["indicators"] = (["unit", "indicator", "value", "document"],
                                [[code_of[row["unit"]], "thu", "1000000", "d"] for row in own])
        figures = run(tables, MONEY)
        for row in own:
            code = code_of[row["unit"]]
            amounts = [int(figures[f"share/{p}/2026/{code}/amount_dong"]) for p in ("tw", "tp", "xa")]
            for amount, column in zip(amounts, ("central_pct", "city_pct", "commune_pct")):
                expect(table, f"{revenue} {row['unit']} {column}", Fraction(amount, 10_000),
                       number(row[column]))
            expect(table, f"{revenue} {row['unit']} whole", sum(amounts), 1_000_000)
            if number(row["central_pct"]):
                expect(table, f"{revenue} {row['unit']} 32 − commune", amounts[1],
                       320_000 - amounts[2])


# A line of form 02 and the lines it is made of.
FORM02 = {3: (4, 5, 6), 7: (8, 9, 10, 11), 12: (13, 14, 15), 16: (17, 18, 19, 20), 25: (26, 27),
          28: (29, 30), 33: (34, 35), 38: (39, 40), 44: (45, 46)}

FORM03 = {
    3: "{vat} * (r4 + r8 + r13 + r17)", 4: "r10 + r19", 5: "r27", 6: "r5 + r9 + r14 + r18",
    7: "r24", 8: "r6 + r11 + r15 + r20", 10: "r21", 11: "r30", 13: "r48", 16: "r23", 17: "r22",
    18: "{land} * r36", 19: "{land} * r33", 20: "r41", 22: "r46",
    24: "(r42 - r43) + r40 + r47",
}


def camau_revenue():
    two, three = rows_of("camau_0204_2025_form02_revenue.csv"), rows_of(
        "camau_0204_2025_form03_by_tax.csv")
    columns = {"v1_2025_dutoan": "v2_2025_HDND", "v2_2025_uoc": "v3_2025_uoc", "v3_2026": "v4_2026",
               "v5_2027": "v5_2027", "v6_2028": "v6_2028"}
    table = "camau_0204_2025_form03_by_tax.csv"
    computed = {}
    for column, source in columns.items():
        year = int(column.split("_")[1])
        values = {f"r{row['row']}": row[source] or "0" for row in two}
        rules = {f"l{line}": rule.format(vat="30%" if year >= 2027 else "1",
                                         land="85%" if year >= 2026 else "1")
                 for line, rule in FORM03.items()}
        rules["l2"] = " + ".join(f"({rules[f'l{i}']})" for i in range(3, 9))
        rules["l9"] = f"({rules['l10']}) + ({rules['l11']})"
        rules["l12"] = rules["l13"]
        rules["l15"] = " + ".join(f"({rules[f'l{i}']})" for i in range(16, 21))
        rules["l21"] = f"({rules['l22']}) + ({rules['l24']})"
        rules["l25"] = "r49"
        rules["l1"] = " + ".join(f"({rules[f'l{i}']})" for i in (2, 9, 12, 15, 21, 25))
        found = compute(values, rules)
        computed[column] = found
        for row in three:
            if f"l{row['row']}" in found:
                expect(table, f"{column} {row['item']}", found[f"l{row['row']}"], number(row[column]))
        sums = {"t1": "r2 + r50 + r51",
                "t2": " + ".join(f"r{i}" for i in (3, 7, 12, 16, 21, 22, 23, 24, 25, 28, 33, 36, 38,
                                                   41, 42, 44, 47, 48, 49))}
        for line, parts in FORM02.items():
            sums[f"t{line}"] = " + ".join(f"r{part}" for part in parts)
        for line, found in compute(values, sums).items():
            published = number(two[int(line[1:]) - 1][source])
            expect("camau_0204_2025_form02_revenue.csv", f"{source} row {line[1:]}", found, published)
    for row in three:
        if not row["v4_pct_2026_uoc2025"] or f"l{row['row']}" not in computed["v3_2026"]:
            continue
        percent = compute({"a": row["v3_2026"], "b": row["v2_2025_uoc"]},
                          {"p": "round(a / b * 100; 1)"})["p"]
        published = number(row["v4_pct_2026_uoc2025"])
        if row["item"] == "Các khoản thu khác còn lại":
            expect_error(2, table, row["item"] + ", %", percent, Fraction("107.3"), published)
        else:
            expect(table, row["item"] + ", %", percent, published)
    # The title says (I+II+III); only I to VI together give the printed total.
    first = three[0]
    three_only = sum(number(three[i - 1]["v3_2026"]) for i in (2, 9, 12))
    expect_error(6, table, "total as the title sums it", computed["v3_2026"]["l1"],
                 number(first["v3_2026"]), three_only)
    return {column: found["l1"] for column, found in computed.items()}


def camau_expenditure(revenue):
    table = "camau_0204_2025_form04_expenditure.csv"
    rows = rows_of(table)
    for column in ("v2_2025_HDND", "v3_2025_uoc", "v4_2026", "v5_2027", "v6_2028"):
        values = {f"r{row['row']}": row[column] or "0" for row in rows}
        found = compute(values, {
            "t1": "r2 + r21", "t2": "r4 + r13 + r17 + r18 + r19 + r20", "t4": "r5 + r6",
            "t8": "r9 + r10 + r11 + r12", "t21": "r22 + r23 + r24"})
        for line, value in found.items():
            expect(table, f"{column} row {line[1:]}", value, number(values[f"r{line[1:]}"]))
    growth = compute({"a": rows[8]["v4_2026"], "b": rows[8]["v5_2027"]},
                     {"y27": "round(a * 107%; 0)", "y28": "round(b * 107%; 0)"})
    expect(table, "domestic capital 2027 at 7 %", growth["y27"], number(rows[8]["v5_2027"]))
    expect(table, "domestic capital 2028 at 7 %", growth["y28"], number(rows[8]["v6_2028"]))
    reserve = compute({"chi": rows[1]["v4_2026"], "thu": "16500"}, {"r": "round(2% * (chi + thu); 0)"})
    expect(table, "reserve 2026", reserve["r"], number(rows[18]["v4_2026"]))
    for column, published in (("v5_2027", "1.954"), ("v6_2028", "1.963")):
        percent = compute({"r": rows[18][column], "chi": rows[1][column]},
                          {"p": "round(r / chi * 100; 3)"})["p"]
        expect(table, f"reserve below 2 % {column}", percent, Fraction(published))
    five = {row["row"]: row for row in rows_of("camau_0204_2025_form05_debt.csv")}
    for column, own, right in (("v2_2025_HDND", "v1_2025_dutoan", 12900),
                               ("v3_2025_uoc", "v2_2025_uoc", 22656)):
        deficit = compute({"chi": rows[24][column] or "0"}, {"d": "chi"})["d"]
        expect_error(5, "camau_0204_2025_form05_debt.csv", f"deficit {own} (form 04)", deficit,
                     Fraction(right), number(five["2"][own]))
    debt(five, revenue)


def debt(rows, revenue):
    table = "camau_0204_2025_form05_debt.csv"
    columns = {"v1_2025_dutoan": "v1_2025_dutoan", "v2_2025_uoc": "v2_2025_uoc", "v3_2026": "v3_2026",
               "v5_2027": "v5_2027", "v6_2028": "v6_2028"}
    for column, own in columns.items():
        values = {f"r{row}": cells[own] or "0" for row, cells in rows.items()}
        values["thu"] = str(revenue[column])
        found = compute(values, {
            "r1": "round(20% * thu; 0)", "r4": "r6 + r7 + r8", "r10": "r11 + r12 + r13",
            "r14": "r15 + r16 + r17 + r18", "r20": "r21 + r22", "r23": "r24 + r25 + r26",
            "r19": "r24 + r25 + r26", "r27": "r4 - r10 + r23", "r30": "r7 - r12 + r25",
            "r31": "r8 - r13 + r26", "q5": "round(r4 / r1 * 100; 2)", "q28": "round(r27 / r1 * 100; 2)",
            "excess": "r14 - r10"})
        for line in ("r1", "r4", "r10", "r14", "r20", "r23", "r27", "r30", "r31"):
            expect(table, f"{column} {line}", found[line], number(values[line]))
        for line in ("q5", "q28"):
            expect(table, f"{column} ratio {line}", found[line], number(values["r" + line[1:]]))
        if column == "v5_2027":
            expect_error(3, table, "2027 repayment sources", found["r10"], Fraction(47881),
                         number(values["r14"]))
            expect(table, "2027 repayment too much by", found["excess"], Fraction(16500))
        else:
            expect(table, f"{column} repayment sources", found["excess"], 0)
        if column == "v1_2025_dutoan":
            expect_error(4, table, "2025 borrowing", found["r19"], Fraction(31500), found["r20"])
        else:
            expect(table, f"{column} borrowing by purpose", found["r20"], found["r19"])


def checks_of(name):
    document = json.loads((TABLES / name).read_text(encoding="utf8"))
    rules, totals = {}, {}
    for check in document["checks"]:
        sign = " + " if check["kind"] == "sum" else " * "
        rules[check["id"]] = sign.join(
            part.replace("_", "-") for part in check.get("parts", check.get("factors")))
        totals[check["id"]] = check["total"]
    values = {key.replace("_", "-"): value for key, value in document["values"].items()}
    found = compute(values, rules)
    for check, value in found.items():
        expect(name, check, value, Fraction(document["values"][totals[check]]))


def point_scaling():
    table = "hanoi_48_2025_point_scaling.json"
    document = json.loads((TABLES / table).read_text(encoding="utf8"))
    digits = {"A_population": (0, "half_up", -3), "B_minorities": (0, "down", 0),
              "D_revenue": (1, "half_up", 0), "F_area": (0, "half_up", 0)}
    for row in document["scalings"]:
        places, mode, rounded = digits[row["id"]]
        values = {"local": row["local"], "T": row["threshold"],
                  "right": row["denominator_stated_elsewhere_in_same_row"],
                  "printed": row["denominator_printed"]}
        found = compute(values, {"x": f"round(local * T / right; {places}; {mode})",
                                 "y": f"round(local * T / printed; {places}; {mode})",
                                 "z": f"round(local * T / right; {rounded}; {mode})",
                                 "exact": "local * T / right"})
        expect(table, row["id"], found["x"], Fraction(row["result_printed"]))
        expect(table, row["id"] + " rounded", found["z"], Fraction(row["rounded_printed"]))
        if row["error"] and row["denominator_printed"] != row[
                "denominator_stated_elsewhere_in_same_row"]:
            expect_error(1, table, row["id"] + " with the right denominator", found["x"],
                         Fraction(row["result_printed"]), found["y"])
        if row["id"] == "B_minorities":
            half_up = compute(values, {"h": "round(local * T / right; 2)"})["h"]
            expect_error(1, table, "B_minorities to two decimals", half_up, Fraction("1122.77"),
                         Fraction(row["result_printed"]))
    for ladder in document["threshold_ladders"]:
        for place, (national, local) in enumerate(zip(ladder["national"], ladder["local"])):
            values = {"n": national, "n0": ladder["national"][0], "l0": ladder["local"][0]}
            found = compute(values, {"t": "round(n * l0 / n0; 0)"})["t"]
            expect(table, f"{ladder['id']} {place}", found, Fraction(local))


def band_continuity():
    table = "band_continuity.json"
    document = json.loads((TABLES / table).read_text(encoding="utf8"))
    for rule in document["rules"]:
        bands = rule["bands"]
        borders = [band["to"] for band in bands if band["to"]]
        tables = base([(f"u{i}", f"U{i}") for i in range(len(borders))], ["x"],
                      (["programme", "year", "method", "pool", "result", "parent", "document"],
                       [["x", "2026", "points", "1", "demand", "p", "d"]]))
        tables["criteria"] = (["programme", "code", "name", "kind", "indicator", "document"],
                              [["x", "b", rule["id"], "bands", "v", "d"]])
        tables["criterion_bands"] = (
            ["programme", "criterion", "from", "to", "base", "per", "points", "document"],
            [["x", "b", band["from"] if i else "", band["to"] or "", band["base"], band["step"] or "",
              band["pts"] or "", "d"] for i, band in enumerate(bands)])
        tables["indicators"] = (["unit", "indicator", "value", "document"],
                                [[f"u{i}", "v", border, "d"] for i, border in enumerate(borders)])
        figures = run(tables, MONEY)
        for i in range(len(borders)):
            expect(table, f"{rule['id']} at {borders[i]}", Fraction(figures[f"points/x/2026/u{i}"]),
                   Fraction(bands[i + 1]["base"]))


def hue_counterpart():
    table = "hue_2025_counterpart.csv"
    for document in sorted({row["doc"] for row in rows_of(table)}):
        # Some units are listed without a percentage: nothing is published for them.
        rows = [row for row in rows_of(table) if row["doc"] == document and row["city_pct"]]
        units, indicators, statuses = [], [], []
        for place, row in enumerate(rows):
            code = f"u{place:03d}"
            units.append((code, f"{row['unit']} ({place})"))
            indicators.append([code, "doi-ung", "1000000", "d"])
            statuses.append([code, f"doi-ung-{row['city_pct']}", "2025-11-18", "d"])
        tables = base(units, ["x"],
                      (["programme", "year", "method", "result", "parent", "pack", "readings", "document"],
                       [["x", "2026", "amounts", "demand", "p", "hue-2025-doi-ung", "theo-don-vi", "d"]]))
        tables["indicators"] = (["unit", "indicator", "value", "document"], indicators)
        tables["statuses"] = (["unit", "status", "valid_from", "document"], statuses)
        figures = run(tables, MONEY)
        for (code, _), row in zip(units, rows):
            city = int(figures[f"share/x/2026/{code}/amount_dong"])
            expect(table, f"{document} {row['unit']}", Fraction(city, 10_000), number(row["city_pct"]))
            expect(table, f"{document} {row['unit']} commune", 100 - Fraction(city, 10_000),
                   number(row["commune_pct"]))


def hue_forest():
    """Error 7: 1 ha of protective planting is 1.2 points in its row and 1.5 in g2 and h."""
    totals = {}
    for reading in ("phong-ho-1-2", "phong-ho-1-5"):
        tables = base([("u", "U")], ["x"],
                      (["programme", "year", "method", "pool", "result", "parent", "pack", "readings",
                        "document"],
                       [["x", "2026", "points", "1", "demand", "p", "hue-2025-rung",
                         reading + "|h-theo-phong-ho", "d"]]))
        tables["indicators"] = (["unit", "indicator", "value", "document"],
                                [["u", name, "100" if name == "dd" else "0", "d"]
                                 for name in ("a", "b", "c", "d", "dd", "e", "ho-so-ha")])
        totals[reading] = Fraction(run(tables, MONEY)["points/x/2026/u"])
    # 100 ha: 120 or 150 by the row; g2 = 3.6 % × 150 = 5.4; h = 7 % × 150 = 10.5.
    expect("hue forest points", "row 5 as printed", totals["phong-ho-1-2"], Fraction("135.9"))
    expect_error(7, "hue forest points", "100 ha of protective planting", totals["phong-ho-1-5"],
                 Fraction("165.9"), totals["phong-ho-1-2"])


def province_inputs():
    """Inputs only: with the points of QĐ 26 for them, worked out here in another way."""
    table = "province_inputs_nq202_2025.csv"
    rows = rows_of(table)
    others = ["dan-toc-thieu-so", "ty-le-ho-ngheo", "thu-noi-dia-ty", "ty-le-dieu-tiet",
              "ty-le-bo-sung", "che-phu-rung", "so-huyen", "huyen-mien-nui", "huyen-vung-cao",
              "huyen-bien-gioi", "xa-hai-dao", "xa-bien-gioi", "xa-atk"]
    units, indicators = [], []
    for place, row in enumerate(rows):
        code = f"t{place:02d}"
        units.append((code, row["province"]))
        indicators += [[code, name, "0", "d"] for name in others]
        indicators += [[code, "dan-so", row["population_scale"], "d"],
                       [code, "dien-tich-km2", row["area_km2"], "d"]]
    tables = base(units, ["x"],
                  (["programme", "year", "method", "pool", "result", "parent", "pack", "readings",
                    "document"],
                   [["x", "2025", "points", "1000000000", "demand", "p", "qd26-2020",
                     "buoc-theo-ty-le|k-toan-bo", "d"]]), 2025)
    tables["indicators"] = (["unit", "indicator", "value", "document"], sorted(indicators))
    figures = run(tables, MONEY, 2025)
    for (code, province), row in zip(units, rows):
        people, area = Fraction(row["population_scale"]), Fraction(row["area_km2"])
        # 10 up to 500,000, then 2, 1 and 0.5 points for each further 100,000.
        points = 10 + sum(rate * max(min(people, top) - low, 0) / 100_000 for low, top, rate in (
            (500_000, 10**6, Fraction(2)), (10**6, 2 * 10**6, Fraction(1)),
            (2 * 10**6, 10**12, Fraction(1, 2))))
        # 8 up to 2,000 km², then 4, 2 and 0.5 points for each further 1,000.
        points += 8 + sum(rate * max(min(area, top) - low, 0) / 1000 for low, top, rate in (
            (2000, 5000, Fraction(4)), (5000, 10**4, Fraction(2)), (10**4, 10**9, Fraction(1, 2))))
        # Revenue of 0: 4; forest cover of 0: 0.5.
        points += 4 + Fraction(1, 2)
        expect(table, province, Fraction(figures[f"points/x/2025/{code}"]), points)


def every_file_is_checked():
    """A new file among the tables needs its check here."""
    here = {path.name for path in TABLES.iterdir() if path.suffix in (".csv", ".json")}
    unchecked = sorted(here - set(counts))
    gone = sorted(name for name in counts if name.endswith((".csv", ".json")) and name not in here)
    if unchecked or gone:
        failures.append(f"files without a check: {unchecked}; checks without a file: {gone}")


def main():
    if not TABLES.is_dir():
        print("the published tables are not beside the project: skipped")
        return 77
    commune_offices()
    revenue_shares()
    camau_expenditure(camau_revenue())
    checks_of("tayninh_capital_plans.json")
    checks_of("hanoi_2010_poor_houses.json")
    point_scaling()
    band_continuity()
    hue_counterpart()
    hue_forest()
    province_inputs()
    every_file_is_checked()
    for table, count in sorted(counts.items()):
        print(f"{table}: {count} figures")
    if named != set(range(1, 8)):
        failures.append(f"published errors named: {sorted(named)}")
    for failure in failures:
        print("DIFFERS", failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
