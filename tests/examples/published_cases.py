#!/usr/bin/env python3
"""Published and derived cases through the whole program: a plan folder in, result.json out, to the đồng.

usage: published_cases.py PROGRAM CASES_FOLDER    (prints one line a case; exit 1 when any differs)
"""
import json
import pathlib
import subprocess
import sys
import tempfile

PROGRAM, CASES = sys.argv[1], pathlib.Path(sys.argv[2])


def write_plan(folder, tables, years, money_tables=()):
    described = {}
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_text("".join(row + "\n" for row in rows), encoding="utf-8")
        described[name] = {"file": f"{name}.csv", "rows": len(rows) - 1}
        if name in money_tables:
            described[name]["amount_unit"] = "dong"
    plan = {"schema_version": 1, "code": "case", "name": "Trường hợp kiểm tra", "stage": "submitted",
            "first_year": years[0], "last_year": years[1], "tables": described}
    (folder / "plan.json").write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")


def run(tables, years, money_tables):
    with tempfile.TemporaryDirectory() as base:
        folder = pathlib.Path(base) / "plan"
        folder.mkdir()
        write_plan(folder, tables, years, money_tables)
        out = pathlib.Path(base) / "out"
        done = subprocess.run([PROGRAM, "allocate", folder, "-o", out, "--quiet", "--format", "json"],
                              capture_output=True, text=True)
        if done.returncode not in (0, 1):
            sys.exit(f"exit {done.returncode}: {done.stderr}")
        return json.loads((out / "result.json").read_text(encoding="utf-8"))


MONEY = ("programmes", "source_years", "entitlement_rules")


def common(year, source):
    return {
        "documents": ["code,citation,verification", "vb,Văn bản kiểm tra,verified"],
        "units": ["code,name,kind", "w,Phường W,ward"],
        "statuses": ["unit,status,valid_from,document", "w,atk,2000-01-01,vb"],
        "classes": ["code,order,name,mandatory,rule", "lop,1,Bắt buộc,yes,in_full"],
        "programmes": ["code,name,kind,class,expenditure_kind,step", "bhyt,Bảo hiểm y tế,entitlement,lop,recurrent,1"],
        "sources": ["code,name,nature,expenditure_kind,paying_budget,drawing_order,document", source],
        "source_years": ["source,year,available,document", f"s,{year},1200000000000,vb"],
        "payer_rules": ["source,programme,document", "s,bhyt,vb"],
    }


def premium(group, year, months, paid_on="", top_up=None):
    """Figures and need of one person of a group."""
    tables = common(year, "s,Nguồn,local_balance_recurrent,recurrent,province,1,vb")
    tables["entitlement_rules"] = ["programme,year,pays_groups,central_class,document",
                                   f"bhyt,{year},{group},receives_balancing_supplement,vb"]
    tables["participants"] = ["programme,unit,group,year,first_month,last_month,persons,paid_on,document",
                              f"bhyt,w,{group},{year},{months[0]},{months[1]},1,{paid_on},vb"]
    if top_up is not None:
        tables["top_ups"] = ["programme,unit,group,share_percent,valid_from,document",
                             f"bhyt,w,{group},{top_up},2000-01-01,vb"]
    # Law before the plan's own years is not asked for; the class of the centre is given for every year.
    tables["law_rows"] = ["topic,key,value,unit,valid_from,recorded_on,selected_by,document,verification",
                          "central_support_share,receives_balancing_supplement,100,percent,2000-01-01,2026-11-23,"
                          "budget_year,Quyết định 127/QĐ-TTg,verified",
                          "source_nature_recurrent_allowed,local_balance_recurrent,1,flag,2000-01-01,2026-11-23,"
                          "budget_year,Luật Ngân sách nhà nước,verified",
                          "budget_tier_exists,province,1,flag,2000-01-01,2026-11-23,month,"
                          "Luật Ngân sách nhà nước,verified"]
    result = run(tables, (year, year), MONEY)
    figures = {figure["id"]: figure["value"] for figure in result["figures"]}
    start = f"insurance/bhyt/w/{group}/{year}/"
    segment = f"segment/{months[0]}-{months[1]}" + (f"/paid_{paid_on}" if paid_on else "")
    need = [d["need_dong"] for d in result["demands"] if d["demand"] == f"bhyt/w/{year}"]
    values = {name: figures.get(start + name) for name in ("full_dong", "state_dong", "self_dong", "percent_of_base")}
    values["monthly_self"] = figures.get(start + segment + "/monthly_self_dong")
    values["need"] = need[0] if need else 0
    ledger = sum(line["amount_dong"] for line in result["ledger"] if line["demand"] == f"bhyt/w/{year}")
    if ledger != values["need"]:
        sys.exit(f"{group} {year}: ledger {ledger}, need {values['need']}")
    return {name: int(value) if name != "percent_of_base" and value is not None else value
            for name, value in values.items()}


FAILED = []


def expect(case, name, found, wanted):
    good = str(found) == str(wanted)
    print(f"{'ok  ' if good else 'BAD '} {case} {name}: {found}" + ("" if good else f", published {wanted}"))
    if not good:
        FAILED.append(case)


def unit_amounts():
    cases = {c["id"]: c["expected"] for c in json.loads((CASES / "bhyt_unit_amounts.json").read_text())["cases"]}
    inputs = {c["id"]: c["inputs"] for c in json.loads((CASES / "bhyt_unit_amounts.json").read_text())["cases"]}
    year = premium("student", 2026, (1, 12), "2026-01-02")
    before = premium("student", 2024, (1, 12), "2024-09-05")
    u01 = cases["U01"]
    expect("U01", "annual_full", year["full_dong"], u01["annual_full"])
    expect("U01", "annual_self", year["self_dong"], u01["annual_self"])
    expect("U01", "monthly_self", year["monthly_self"], u01["monthly_self"])
    expect("U01", "self_6m", premium("student", 2026, (1, 6))["self_dong"], u01["self_6m"])
    expect("U01", "self_3m", premium("student", 2026, (4, 6))["self_dong"], u01["self_3m"])
    expect("U01", "saving_vs_previous", before["self_dong"] - year["self_dong"], u01["saving_vs_previous"])
    expect("U02", "annual_full", before["full_dong"], cases["U02"]["annual_full"])
    expect("U02", "annual_self", before["self_dong"], cases["U02"]["annual_self"])
    expect("U02", "annual_state", before["need"], cases["U02"]["annual_state"])
    old = premium("student", 2022, (1, 12))
    for name, key in (("annual_full", "full_dong"), ("annual_self", "self_dong"), ("monthly_self", "monthly_self")):
        expect("U03", name, old[key], cases["U03"][name])
    school = premium("student", 2023, (1, 12), "2023-09-05")
    expect("U04", "annual_self", school["self_dong"], cases["U04"]["annual_self"])
    expect("U04", "monthly_self", school["monthly_self"], cases["U04"]["monthly_self"])
    helped = premium("student", 2026, (1, 12), "2026-01-02", inputs["U05"]["top_up_pct"])
    expect("U05", "annual_self_after_top_up", helped["self_dong"], cases["U05"]["annual_self_after_top_up"])
    helped = premium("student", 2024, (1, 12), "2024-09-05", inputs["U05"]["previous_top_up_pct"])
    expect("U05", "previous", helped["self_dong"], cases["U05"]["annual_self_after_top_up_previous"])
    guard = premium("grassroots_security", 2026, (1, 12), "2026-01-02")
    expect("U06", "annual_self", guard["self_dong"], cases["U06"]["annual_self"])
    for i in range(5):
        half = premium(f"household_{i + 1}", 2026, (7, 12))
        expect("U07", f"monthly {i + 1}", half["monthly_self"], cases["U07"]["household_monthly"][i])
        whole = premium(f"household_{i + 1}", 2027, (1, 12))
        expect("U07", f"annual {i + 1}", whole["self_dong"], cases["U07"]["household_annual"][i])
        expect("U08", f"percent {i + 1}", half["percent_of_base"], cases["U08"]["household_pct_of_base"][i])


def derived():
    cases = {c["id"]: c for c in json.loads((CASES / "derived_rule_examples.json").read_text())["cases"]}
    for text, amount in cases["D01"]["expected"].items():
        group = "state_atk" if int(text) >= 2024 else "state_meritorious"
        expect("D01", text, premium(group, int(text), (1, 12))["need"], amount)
    tables = common(2026, "s,Nguồn,balancing_supplement,both,province,1,vb")
    tables["participants"] = ["programme,unit,group,year,first_month,last_month,persons,document",
                              "bhyt,w,state_atk,2026,1,12,1,vb"]
    tables["entitlement_rules"] = ["programme,year,pays_groups,central_class,document",
                                   "bhyt,2026,state_atk,receives_balancing_supplement,vb"]
    figures = {f["id"]: f["value"] for f in run(tables, (2026, 2026), MONEY)["figures"]}
    names = {"month_cap_normal": "month_cap_dong", "month_cap_q1": "q1_month_cap_dong", "q1_cap": "q1_cap_dong"}
    for name, figure in names.items():
        expect("D02", name, int(figures["drawdown/s/2026/" + figure]) // 10**6, cases["D02"]["expected"][name])
    for count, amount in zip(cases["D04"]["inputs"]["months"], cases["D04"]["expected"]):
        expect("D04", f"{count} months", premium("state_atk", 2025, (13 - count, 12))["need"], amount)
    paid = premium("student", 2026, (1, 12), "2026-06-30")
    expect("D05", "annual_full", paid["full_dong"], cases["D05"]["expected"]["annual_full"])


if not CASES.is_dir():
    print("skipped: the published cases are not beside the project")
    sys.exit(77)
unit_amounts()
derived()
print(f"{len(set(FAILED))} cases differ: {sorted(set(FAILED))}" if FAILED else "every case to the dong")
sys.exit(1 if FAILED else 0)
