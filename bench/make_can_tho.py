#!/usr/bin/env python3
"""Writes examples/can-tho-2026-2030: a made-up medium-term plan of a province, 400 projects and 80 relics.

    bench/make_can_tho.py FOLDER [SEED]

The example in the tree was made once, with seed 2026; every figure in it is illustrative.
"""
import csv
import json
import pathlib
import random
import sys

YEARS = list(range(2026, 2031))
SECTORS = ["giao-thong", "thuy-loi", "giao-duc", "y-te", "van-hoa", "do-thi", "nong-nghiep", "cong-nghe"]
SECTOR_NAMES = ["Giao thông", "Thủy lợi", "Giáo dục", "Y tế", "Văn hóa", "Hạ tầng đô thị", "Nông nghiệp",
                "Khoa học, công nghệ"]
# code, name, nature, paying budget, yearly money (million), sectors it may pay ("*": all)
SOURCES = [
    ("nstw", "Bổ sung có mục tiêu từ ngân sách trung ương", "central_supplement_investment", "central", 900_000,
     "giao-thong thuy-loi y-te van-hoa"),
    ("oda", "Vốn ODA, vay lại", "oda", "central", 350_000, "thuy-loi do-thi cong-nghe"),
    ("can-doi", "Cân đối ngân sách địa phương", "local_balance_investment", "province", 1_100_000, "*"),
    ("dat", "Tiền sử dụng đất", "land_use_fee", "province", 700_000, "giao-thong do-thi nong-nghiep van-hoa"),
    ("xo-so", "Thu xổ số kiến thiết", "lottery", "province", 800_000, "giao-duc y-te van-hoa nong-nghiep"),
    ("vay", "Vay của ngân sách địa phương", "borrowing", "province", 250_000, "giao-thong do-thi"),
    ("tang-thu", "Tăng thu ngân sách", "excess_revenue", "province", 200_000, "giao-duc cong-nghe giao-thong"),
    ("xa-hoi-hoa", "Đóng góp của tổ chức, cá nhân cho di tích", "social_contribution", "outside", 60_000, ""),
]


def split(draw, total, parts):
    weights = [draw.uniform(0.6, 1.4) for _ in range(parts)]
    amounts = [int(total * w / sum(weights)) for w in weights]
    amounts[-1] += total - sum(amounts)
    return amounts


def write(folder, name, header, rows):
    with open(folder / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def units(draw):
    rows = [["can-tho", "Thành phố Cần Thơ", "province", ""]]
    for i in range(1, 31):
        kind = "ward" if i <= 12 else "commune"
        name = f"{'Phường' if kind == 'ward' else 'Xã'} minh họa {i}"
        rows.append([f"xa-{i:02}", name, kind, "can-tho"])
    return rows


def project(draw, number, status):
    sector = draw.randrange(len(SECTORS))
    group = draw.choices("ABC", [5, 30, 65])[0]
    size = {"A": 900_000, "B": 220_000, "C": 45_000}[group]
    total = max(2_000, int(size * draw.lognormvariate(-0.1, 0.5) / 100) * 100)
    longest = {"A": 5, "B": 4, "C": 3}[group]
    if status == "completed_unpaid":
        years, total = [2026], max(500, total // 12)
    elif status == "transition":
        years, total = YEARS[: draw.randint(1, 2)], total // 2
    else:
        duration = draw.randint(max(1, longest - 1), min(longest, 5))
        start = draw.choice(YEARS[: len(YEARS) - duration + 1])
        years = list(range(start, start + duration))
    amounts = dict(zip(years, split(draw, total, len(years))))
    paid = 0 if status == "new" else total
    score = round(min(100, max(1, 18 + 5 * (total / 1_000) ** 0.45 * draw.lognormvariate(0, 0.2))), 1)
    people = int(total * draw.uniform(0.1, 0.6))
    code = f"da-{number:03}"
    row = [code, f"dau-tu-{SECTORS[sector]}", f"{SECTOR_NAMES[sector]}, dự án minh họa {number}",
           f"xa-{draw.randint(1, 30):02}", "Ban Quản lý dự án (minh họa)", SECTORS[sector], group, status, score,
           paid + total, paid, years[0] if status == "new" else 2024 + draw.randint(0, 1), "minh-hoa", "no",
           "minh-hoa"] + [amounts.get(year, "") for year in YEARS]
    return row, amounts, total, people


def projects(draw, tables):
    statuses = ["completed_unpaid"] * 40 + ["transition"] * 80 + ["new"] * 280
    for number, status in enumerate(statuses, 1):
        row, amounts, total, people = project(draw, number, status)
        tables["projects"].append(row)
        if status != "new":
            continue
        last = max(amounts)
        latest = min(amounts) + min(2, 2030 - last)
        lock = draw.choices(["none", "must", "must_not"], [94, 4, 2])[0]
        tables["choice_rules"].append([row[0], lock, latest if latest > min(amounts) else "", 2, people, "minh-hoa"])
        if len(amounts) > 1 and draw.random() < 0.25:
            fast = split(draw, total, len(amounts) - 1)
            for year, amount in zip(sorted(amounts), fast):
                tables["schedules"].append([row[0], "nhanh", year, amount, "minh-hoa"])


def sites(draw, tables):
    for number in range(1, 81):
        total = int(draw.lognormvariate(9.3, 0.7) / 10) * 10 + 500
        start = draw.choice(YEARS[:4])
        years = [year for year in (start, start + 1) if year <= 2030]
        amounts = dict(zip(years, split(draw, total, len(years))))
        rank = draw.choices(["special_national", "national", "provincial"], [1, 4, 8])[0]
        code = f"dt-{number:02}"
        score = round(30 + draw.uniform(0, 30) + {"special_national": 30, "national": 15, "provincial": 0}[rank], 1)
        tables["sites"].append([code, "di-tich", f"Di tích minh họa {number}", f"xa-{draw.randint(1, 30):02}",
                                "Ban Quản lý di tích (minh họa)", rank, score, "minh-hoa", "yes" if number % 4 == 0
                                else "no", "minh-hoa"] + [amounts.get(year, "") for year in YEARS])
        tables["choice_rules"].append([code, "none", "", 0, int(total * draw.uniform(0.2, 1.5)), "minh-hoa"])


def links(draw, tables):
    new = [row[0] for row in tables["projects"] if row[7] == "new"]
    picked = draw.sample(new, 60)
    for i in range(12):
        for code in picked[2 * i: 2 * i + 2]:
            tables["exclusions"].append([f"tuyen-{i + 1:02}", code, "minh-hoa"])
    for i in range(18):
        tables["prerequisites"].append([picked[24 + 2 * i], picked[25 + 2 * i], "minh-hoa"])
    for i, sector in enumerate(SECTORS):
        tables["choice_limits"].append([f"san-{sector}", "", sector, 300_000, 9_000_000, "minh-hoa"])
    for unit in range(1, 31, 3):
        tables["choice_limits"].append([f"tran-xa-{unit:02}", f"xa-{unit:02}", "", "", 1_500_000, "minh-hoa"])


def money(draw, tables):
    for order, (code, name, nature, budget, yearly, sectors) in enumerate(SOURCES, 1):
        tables["sources"].append([code, name, nature, "investment", budget, "Sở Tài chính", order, "minh-hoa"])
        pays = SECTORS if sectors == "*" else sectors.split()
        for sector in pays:
            tables["payer_rules"].append([code, f"dau-tu-{sector}", "minh-hoa"])
        if code in ("xa-hoi-hoa", "can-doi", "nstw", "xo-so"):
            tables["payer_rules"].append([code, "di-tich", "minh-hoa"])
        for year in YEARS:
            available = int(yearly * draw.uniform(0.92, 1.1) * 1.03 ** (year - 2026) / 100) * 100
            carries = code in ("nstw", "dat") and year < 2030
            tables["source_years"].append([code, year, available, int(available * 0.03 / 100) * 100 if budget == "province"
                                           else 0, available // 2000 * 100 if carries else 0,
                                           "investment_extension" if carries else "", "minh-hoa"])
    tables["kept_money"].append(["xo-so-y-te-2027", "xo-so", 2027, "dau-tu-y-te", 80_000, "minh-hoa"])
    tables["kept_money"].append(["dat-nong-nghiep-2028", "dat", 2028, "dau-tu-nong-nghiep", 60_000, "minh-hoa"])


HEADERS = {
    "documents": "code citation verification", "units": "code name kind parent",
    "classes": "code order name mandatory rule project_statuses document article",
    "programmes": "code name kind class expenditure_kind sector step local_share_percent document",
    "sources": "code name nature expenditure_kind paying_budget holder drawing_order document",
    "source_years": "source year available reserve carry_out_max carry_ground document",
    "payer_rules": "source programme document", "kept_money": "code source year programme amount document",
    "sites": "code programme name unit holder rank score dossier divisible document",
    "projects": "code programme name unit holder sector group status score approved_total paid_before start_year "
                "dossier divisible document",
    "schedules": "project schedule year amount document",
    "choice_rules": "item lock latest_start delay_loss_percent people document",
    "exclusions": "set item document", "prerequisites": "item needs document",
    "choice_limits": "code unit sector floor cap document",
}
MONEY = {
    "programmes": [], "source_years": ["available", "reserve", "carry_out_max"], "kept_money": ["amount"],
    "sites": [f"y{y}" for y in YEARS], "projects": ["approved_total", "paid_before"] + [f"y{y}" for y in YEARS],
    "schedules": ["amount"], "choice_limits": ["floor", "cap"], "choice_rules": [],
}


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    draw = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 2026)
    tables = {name: [] for name in HEADERS}
    tables["documents"] = [["luat-58-2024", "Luật Đầu tư công số 58/2024/QH15", "verified"],
                           ["minh-hoa", "Số liệu minh họa của Phân Bổ, không phải số công bố", "illustrative"]]
    tables["units"] = units(draw)
    tables["classes"] = [
        ["hoan-thanh", 1, "Dự án hoàn thành chưa bố trí đủ vốn", "no", "in_full", "completed_unpaid", "luat-58-2024",
         "Điều 54 khoản 4"],
        ["chuyen-tiep", 2, "Dự án chuyển tiếp", "no", "in_rank_order", "transition", "luat-58-2024", "Điều 54 khoản 4"],
        ["khoi-cong-moi", 3, "Khởi công mới và di tích: chọn tổng giá trị lớn nhất", "no", "best_value", "new",
         "luat-58-2024", "Điều 54 khoản 4"]]
    tables["programmes"] = [[f"dau-tu-{sector}", f"Đầu tư {name.lower()}", "projects", "khoi-cong-moi", "investment",
                             sector, 1, 20 if sector in ("thuy-loi", "y-te") else "", "minh-hoa"]
                            for sector, name in zip(SECTORS, SECTOR_NAMES)]
    tables["programmes"].append(["di-tich", "Bảo tồn, tôn tạo di tích", "grants", "khoi-cong-moi", "investment",
                                 "van-hoa", 1, "", "minh-hoa"])
    money(draw, tables)
    projects(draw, tables)
    sites(draw, tables)
    links(draw, tables)
    described = {}
    for name, header in HEADERS.items():
        columns = header.split() + ([f"y{y}" for y in YEARS] if name in ("sites", "projects") else [])
        write(folder, name, columns, tables[name])
        described[name] = {"file": f"{name}.csv", "rows": len(tables[name])}
        if name in MONEY:
            described[name]["amount_unit"] = "million_dong"
            sums = {c: str(sum(int(row[columns.index(c)] or 0) for row in tables[name])) for c in MONEY[name]}
            if sums:
                described[name]["control_sums"] = sums
    plan = {"schema_version": 1, "code": "can-tho-2026-2030",
            "name": "Kế hoạch đầu tư công trung hạn 2026 - 2030 (minh họa): chọn 280 dự án mới và 80 di tích",
            "name_en": "Medium-term public investment plan 2026-2030 (illustrative): choosing among 280 new projects "
                       "and 80 relics",
            "stage": "medium_term", "first_year": 2026, "last_year": 2030, "province": "can-tho",
            "class_order": "by_class", "capital_priority": "capital_priority_2026_2030",
            "illustrative": "Mọi dự án, di tích, số tiền, điểm và số người trong kế hoạch này là số liệu minh họa của "
                            "Phân Bổ, do máy sinh một lần từ một số gốc cố định, không phải số công bố.",
            "tables": described}
    text = json.dumps(plan, ensure_ascii=False, indent=2)
    (folder / "plan.json").write_text(text + "\n", encoding="utf-8")


main()
