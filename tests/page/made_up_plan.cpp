#include "page/made_up_plan.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace phanbo::test {

namespace {

constexpr std::int64_t million = 1'000'000;

Money dong(std::int64_t amount) { return Money::from_dong(amount); }

class Maker {
 public:
  explicit Maker(const Wishes& wishes) : wishes_(wishes) {}

  MadeUp make() {
    add_frame();
    add_sources();
    add_programmes();
    if (wishes_.with_insurance) add_insurance();
    add_ceremony();
    add_sites();
    add_projects();
    add_transfer();
    if (wishes_.with_decisions) add_decisions();
    finish();
    return std::move(made_);
  }

 private:
  std::string name() { return wishes_.name(names_++); }
  Index<Document> document(std::string code, Verification verification) {
    Document row;
    row.code = std::move(code);
    row.citation = name();
    row.issuer = name();
    row.subject = name();
    row.issued = Date{2025, 3, 4};
    row.verification = verification;
    return made_.plan.documents.push_back(std::move(row));
  }
  Index<Source> source(std::string code, PayingBudget budget, int order) {
    Source row;
    row.code = std::move(code);
    row.name = name();
    row.paying_budget = budget;
    row.drawing_order = order;
    return made_.plan.sources.push_back(std::move(row));
  }
  Index<Programme> programme(std::string code, ProgrammeKind kind, ExpenditureKind spends) {
    Programme row;
    row.code = std::move(code);
    row.name = name();
    row.kind = kind;
    row.expenditure_kind = spends;
    row.priority_class = Index<PriorityClass>(kind == ProgrammeKind::entitlement ? 0U : 1U);
    row.sector = kind == ProgrammeKind::entitlement ? "y-te" : "giao-thong";
    return made_.plan.programmes.push_back(std::move(row));
  }
  Index<Item> item(std::string code, Index<Programme> of, ItemOrigin origin, std::size_t row_of,
                   std::size_t unit) {
    Item row;
    row.code = std::move(code);
    row.name = name();
    row.programme = of;
    row.unit = Index<Unit>(unit);
    row.holder = "Ban quản lý";
    row.origin = origin;
    row.origin_row = row_of;
    return made_.assessment.items.push_back(std::move(row));
  }
  Index<Demand> demand(Index<Item> of, int year, Money need) {
    const Programme& programme_row = made_.plan.programmes[made_.assessment.items[of].programme];
    Demand row;
    row.item = of;
    row.year = year;
    row.need = row.wanted = need;
    row.priority_class = programme_row.priority_class;
    row.expenditure_kind = programme_row.expenditure_kind;
    DemandOutcome outcome;
    outcome.shortfall = need;
    outcome.reason = DemandReason::short_of_money;
    made_.allocation.demands.push_back(outcome);
    return made_.assessment.demands.push_back(std::move(row));
  }
  void pay(Index<Demand> of, Index<Source> from, Money amount) {
    if (amount.is_zero()) return;
    LedgerLine line;
    line.year = made_.assessment.demands[of].year;
    line.source = from;
    line.demand = of;
    line.amount = amount;
    made_.allocation.ledger.push_back(line);
    DemandOutcome& outcome = made_.allocation.demands[of.position()];
    outcome.allocated += amount;
    outcome.shortfall -= amount;
    if (outcome.shortfall.is_zero()) outcome.reason = DemandReason::in_full;
  }
  void figure(std::string id, std::string value) {
    made_.assessment.figures.push_back({std::move(id), std::move(value), "dong"});
  }

  void add_frame();
  void add_sources();
  void add_programmes();
  void add_insurance();
  void add_ceremony();
  void add_sites();
  void add_projects();
  void add_transfer();
  void add_decisions();
  void finish();

  const Wishes& wishes_;
  MadeUp made_;
  std::size_t names_ = 0;
  Index<Source> central_, province_, district_, commune_, gifts_;
  Index<Programme> insurance_, ceremony_, heritage_, roads_;
};

void Maker::add_frame() {
  Plan& plan = made_.plan;
  plan.code = "made-up";
  plan.name = name();
  plan.stage = Stage::adjusted;
  plan.first_year = 2025;
  plan.last_year = 2026;
  plan.decided_on = Date{2025, 11, 5};
  plan.illustrative = "Số liệu minh họa: " + name();
  document("kh-44", Verification::verified);
  document("nho-lai", Verification::recalled);
  for (const char* code : {"an-binh", "can-tho"}) {
    Unit unit;
    unit.code = code;
    unit.name = name();
    plan.units.push_back(std::move(unit));
  }
  plan.province = Index<Unit>(1U);
  for (const char* code : {"bat-buoc", "khac"}) {
    PriorityClass row;
    row.code = code;
    row.order = static_cast<int>(plan.classes.size()) + 1;
    row.name = name();
    row.mandatory = row.order == 1;
    plan.classes.push_back(std::move(row));
  }
  std::vector<LawRow> rows(1);
  rows[0].topic = "base_salary";
  rows[0].key = "base_salary";
  rows[0].value = Decimal::whole(std::int64_t{2'340'000});
  rows[0].unit = "dong";
  rows[0].label_vi = name();
  rows[0].label_en = "Base salary";
  rows[0].valid_from = Date{2024, 7, 1};
  rows[0].document = name();
  rows[0].verification = Verification::recalled;
  plan.law = LawBook(std::move(rows));
  made_.assessment.law_used.push_back({&plan.law.rows().front()});
}

void Maker::add_sources() {
  central_ = source("a-trung-uong", PayingBudget::central, 1);
  province_ = source("b-tinh", PayingBudget::province, 2);
  district_ = source("c-quan", PayingBudget::district, 3);
  commune_ = source("d-phuong", PayingBudget::commune, 4);
  gifts_ = source("e-xa-hoi", PayingBudget::outside, 5);
  made_.plan.sources[commune_].transfer_from = province_;
}

void Maker::add_programmes() {
  insurance_ = programme("bhyt", ProgrammeKind::entitlement, ExpenditureKind::recurrent);
  ceremony_ = programme("le", ProgrammeKind::fixed, ExpenditureKind::recurrent);
  heritage_ = programme("di-tich", ProgrammeKind::grants, ExpenditureKind::investment);
  roads_ = programme("duong", ProgrammeKind::projects, ExpenditureKind::investment);
}

void Maker::add_insurance() {
  const Index<Item> people = item("bhyt/an-binh", insurance_, ItemOrigin::entitlement, 0, 0);
  for (const int year : {2025, 2026}) {
    const Index<Demand> need = demand(people, year, dong(21'529'044'000));
    pay(need, central_, dong(12'000 * million));
    pay(need, province_, dong(8'029'044'000));
    Participants row;
    row.programme = insurance_;
    row.unit = Index<Unit>(0U);
    row.group = "state_atk";
    row.year = year;
    row.persons = 17'020;
    made_.plan.participants.push_back(row);
    EntitlementRule rule;
    rule.programme = insurance_;
    rule.year = year;
    rule.pays_groups = {"state_atk"};
    made_.plan.entitlement_rules.push_back(rule);
    const std::string place = "bhyt/an-binh/";
    const std::string text = std::to_string(year);
    figure("insurance/" + place + "state_atk/" + text + "/full_dong", "21529044000");
    figure("insurance/" + place + "state_atk/" + text + "/person_months", "204240");
    figure("insurance/" + place + "state_atk/" + text + "/state_dong", "21529044000");
    for (const char* quarter : {"1", "2", "3", "4"}) {
      const std::string id = std::string("quarters/") + place + text + "/q" + quarter;
      figure(id + "_due_dong", "5382261000");
      figure(id + "_transfer_by", text + "-12-15");
      figure(id + "_transfer_dong", "5382261000");
    }
  }
}

void Maker::add_ceremony() {
  const Index<Item> party = item("le-1", ceremony_, ItemOrigin::fixed_cost, 0, 0);
  const Index<Demand> need = demand(party, 2025, dong(12 * million));
  pay(need, district_, dong(9 * million));
  pay(need, commune_, dong(3 * million));
}

void Maker::add_sites() {
  for (const char* code : {"dt-1", "dt-2"}) {
    Site site;
    site.code = code;
    site.programme = heritage_;
    site.name = name();
    site.rank = "national";
    if (made_.plan.sites.empty()) site.dossier = Index<Document>(0U);
    site.ceiling = dong(9'000 * million);
    made_.plan.sites.push_back(site);
    const std::size_t row = made_.plan.sites.size() - 1;
    const Index<Item> of = item(code, heritage_, ItemOrigin::site, row, 0);
    const Index<Demand> need = demand(of, 2026, dong(4'000 * million));
    if (site.dossier.is_set()) {
      pay(need, gifts_, dong(50 * million));
      pay(need, province_, dong(3'950 * million));
    } else {
      made_.allocation.demands[need.position()].reason = DemandReason::no_dossier;
    }
  }
}

void Maker::add_projects() {
  Shortfall shortfall;
  shortfall.priority_class = Index<PriorityClass>(1U);
  for (std::size_t i = 0; i < wishes_.projects; ++i) {
    Project project;
    project.code = "da-" + std::to_string(1000 + i);
    project.programme = roads_;
    project.name = name();
    project.status = i % 2 == 0 ? "transition" : "new";
    project.approved_total = dong(30'000 * million);
    project.paid_before = dong(1'000 * million);
    project.start_year = 2024;
    project.dossier = Index<Document>(0U);
    made_.plan.projects.push_back(project);
    const Index<Item> of = item(project.code, roads_, ItemOrigin::project, i, i % 2);
    for (const int year : {2025, 2026}) {
      const Money amount = dong((1'000 + static_cast<std::int64_t>(i % 9) * 250) * million);
      const Index<Demand> need = demand(of, year, amount);
      if (i % 5 == 4) {
        shortfall.demands.push_back(need);
        shortfall.needed += amount;
      } else if (i % 7 == 6) {
        pay(need, province_, scale_floor(amount, 1, 2));
      } else {
        pay(need, central_, scale_floor(amount, 1, 4));
        pay(need, province_, amount - scale_floor(amount, 1, 4));
      }
    }
    ProjectOutcome outcome;
    outcome.item = of;
    outcome.selected = i % 5 != 4;
    made_.allocation.projects.push_back(outcome);
  }
  if (shortfall.demands.empty()) return;
  shortfall.missing = shortfall.needed;
  shortfall.limits.push_back({LimitKind::source_year, "b-tinh/2026", dong(500'000 * million)});
  shortfall.allowed = shortfall.held = dong(500'000 * million);
  made_.allocation.shortfalls.push_back(std::move(shortfall));
}

void Maker::add_transfer() {
  LedgerLine line;
  line.year = 2025;
  line.source = province_;
  line.receiving_source = commune_;
  line.part = Part::transfer;
  line.reason = LineReason::supplement;
  line.amount = dong(5 * million);
  made_.allocation.ledger.push_back(line);
  GiftInKind gift;
  gift.code = "hv-1";
  gift.programme = heritage_;
  gift.year = 2025;
  gift.description = name();
  gift.donor = name();
  gift.value = dong(100 * million);
  made_.plan.in_kind.push_back(std::move(gift));
}

void Maker::add_decisions() {
  const auto decide = [&](std::string item_code, Index<Source> from, std::int64_t amount,
                          std::string authority) {
    DecidedAmount row;
    row.item = std::move(item_code);
    row.year = 2025;
    row.source = from;
    row.amount = dong(amount);
    row.adjustable = authority.empty();
    row.authority = std::move(authority);
    row.decided_on = Date{2025, 3, 28};
    row.document = Index<Document>(0U);
    made_.plan.decided.push_back(std::move(row));
  };
  if (wishes_.with_insurance) decide("bhyt/an-binh", central_, 10'000 * million, "");
  if (wishes_.projects > 0) decide("da-1000", province_, 1'500 * million, "");
  decide("le-1", district_, 12 * million, name());
}

void Maker::finish() {
  std::map<std::pair<std::size_t, int>, Money> spent;
  for (const LedgerLine& line : made_.allocation.ledger)
    spent[{line.source.position(), line.year}] += line.amount;
  for (const auto& [key, amount] : spent) {
    SourceBalance balance;
    balance.source = Index<Source>(key.first);
    balance.year = key.second;
    balance.allocated = amount;
    balance.reserved = dong(2 * million);
    balance.unallocated = dong(1 * million);
    balance.available = amount + balance.reserved + balance.unallocated;
    made_.allocation.sources.push_back(balance);
    SourceYear row;
    row.source = balance.source;
    row.year = key.second;
    row.available = balance.available;
    row.reserve = balance.reserved;
    made_.plan.source_years.push_back(row);
  }
  std::sort(made_.assessment.figures.begin(), made_.assessment.figures.end(),
            [](const Figure& a, const Figure& b) { return a.id < b.id; });
  for (std::size_t i = 0; i < made_.assessment.demands.size(); ++i) {
    const Demand& row = made_.assessment.demands.rows()[i];
    if (!made_.allocation.demands[i].shortfall.is_zero() &&
        made_.plan.classes[row.priority_class].mandatory)
      made_.allocation.status = Status::shortfall;
  }
}

}  // namespace

MadeUp make_up(const Wishes& wishes) { return Maker(wishes).make(); }

}  // namespace phanbo::test
