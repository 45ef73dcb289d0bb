#include "outputs/sample.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace phanbo::test {

Index<Document> Sample::document(std::string code, Verification verification) {
  Document row;
  row.citation = "Văn bản " + code;
  row.code = std::move(code);
  row.issuer = "UBND thành phố";
  row.verification = verification;
  return plan.documents.push_back(std::move(row));
}

Index<Source> Sample::source(std::string code, PayingBudget budget, ExpenditureKind kind) {
  Source row;
  row.name = "Nguồn " + code;
  row.code = std::move(code);
  row.paying_budget = budget;
  row.expenditure_kind = kind;
  row.drawing_order = static_cast<int>(plan.sources.size());
  return plan.sources.push_back(std::move(row));
}

Index<Programme> Sample::programme(std::string code, ProgrammeKind kind, ExpenditureKind spends,
                                   Index<PriorityClass> priority) {
  Programme row;
  row.name = "Chương trình " + code;
  row.code = std::move(code);
  row.kind = kind;
  row.expenditure_kind = spends;
  row.priority_class = priority;
  return plan.programmes.push_back(std::move(row));
}

Index<Item> Sample::item(std::string code, std::string name, Index<Programme> of,
                         ItemOrigin origin) {
  Item row;
  row.code = std::move(code);
  row.name = std::move(name);
  row.programme = of;
  row.origin = origin;
  row.unit = Index<Unit>(plan.units.size() - 1);
  return assessment.items.push_back(std::move(row));
}

Index<Demand> Sample::demand(Index<Item> of, int year, std::int64_t need_dong) {
  const Programme& programme_row = plan.programmes[assessment.items[of].programme];
  Demand row;
  row.item = of;
  row.year = year;
  row.need = row.wanted = dong(need_dong);
  row.priority_class = programme_row.priority_class;
  row.expenditure_kind = programme_row.expenditure_kind;
  return assessment.demands.push_back(row);
}

void Sample::pay(Index<Demand> demand, Index<Source> source, std::int64_t amount_dong, Part part) {
  LedgerLine line;
  line.year = assessment.demands[demand].year;
  line.source = source;
  line.demand = demand;
  line.part = part;
  if (part == Part::decided) line.reason = LineReason::decided_before;
  line.amount = dong(amount_dong);
  allocation.ledger.push_back(line);
}

void Sample::transfer(Index<Source> from, Index<Source> to, int year, std::int64_t amount_dong) {
  LedgerLine line;
  line.year = year;
  line.source = from;
  line.receiving_source = to;
  line.part = Part::transfer;
  line.reason = LineReason::supplement;
  line.amount = dong(amount_dong);
  allocation.ledger.push_back(line);
}

void Sample::available(Index<Source> source, int year, std::int64_t amount_dong,
                       std::int64_t reserve_dong) {
  SourceYear row;
  row.source = source;
  row.year = year;
  row.available = dong(amount_dong);
  row.reserve = dong(reserve_dong);
  row.document = Index<Document>(0);
  plan.source_years.push_back(row);
}

void Sample::law(std::string topic, std::string key, std::string value, Verification verification) {
  LawRow row;
  row.topic = std::move(topic);
  row.key = std::move(key);
  row.value = Decimal::parse(value);
  row.label_vi = "Mức lương cơ sở";
  row.label_en = "Base salary";
  row.valid_from = {2024, 7, 1};
  row.recorded_on = {2026, 11, 23};
  row.document = "Nghị định 73/2024/NĐ-CP";
  row.article = "Điều 3";
  row.verification = verification;
  std::vector<LawRow> rows = plan.law.rows();
  rows.push_back(std::move(row));
  plan.law = LawBook(std::move(rows));
  assessment.law_used.clear();
  for (const LawRow& used : plan.law.rows()) assessment.law_used.push_back({&used});
}

void Sample::figure(std::string id, std::string value, std::string_view unit) {
  assessment.figures.push_back({std::move(id), std::move(value), unit});
}

void Sample::finish() {
  std::sort(assessment.figures.begin(), assessment.figures.end(),
            [](const Figure& a, const Figure& b) { return a.id < b.id; });
  allocation.demands.resize(assessment.demands.size());
  std::map<std::tuple<Index<Source>, int>, Money> drawn;
  for (const LedgerLine& line : allocation.ledger) {
    drawn[{line.source, line.year}] += line.amount;
    if (line.demand.is_set()) allocation.demands[line.demand.position()].allocated += line.amount;
  }
  for (std::size_t i = 0; i < assessment.demands.size(); ++i) {
    const Demand& demand = assessment.demands.rows()[i];
    DemandOutcome& outcome = allocation.demands[i];
    outcome.shortfall = std::max(demand.need - outcome.allocated, Money());
    if (outcome.shortfall.is_zero() || outcome.reason != DemandReason::in_full) continue;
    outcome.reason = DemandReason::short_of_money;
  }
  for (const SourceYear& row : plan.source_years) {
    const Money allocated = drawn[{row.source, row.year}];
    allocation.sources.push_back({row.source, row.year, row.available, Money(), row.reserve,
                                  allocated, Money(), row.available - row.reserve - allocated});
  }
}

namespace {

void add_frame(Sample& sample) {
  Plan& plan = sample.plan;
  plan.code = "mau";
  plan.name = "Kế hoạch mẫu";
  plan.name_en = "Sample plan";
  plan.stage = Stage::adjusted;
  plan.first_year = 2025;
  plan.last_year = 2026;
  plan.illustrative = "số tiền, số người";
  sample.document("qd-1");
  sample.document("qd-2", Verification::recalled);
  Unit city;
  city.code = "can-tho";
  city.name = "Thành phố Cần Thơ";
  city.kind = UnitKind::province;
  const Index<Unit> parent = plan.units.push_back(city);
  Unit ward;
  ward.code = "an-binh";
  ward.name = "Phường An Bình";
  ward.kind = UnitKind::ward;
  ward.parent = parent;
  plan.units.push_back(ward);
  PriorityClass first;
  first.code = "bat-buoc";
  first.order = 1;
  first.name = "Bắt buộc";
  first.mandatory = true;
  first.rule = SharingRule::in_full;
  plan.classes.push_back(first);
  PriorityClass second;
  second.code = "khac";
  second.order = 2;
  second.name = "Nhiệm vụ khác";
  plan.classes.push_back(second);
}

void add_insurance_figures(Sample& sample) {
  Participants people;
  people.programme = Index<Programme>(0);
  people.unit = Index<Unit>(1);
  people.group = "state_atk";
  people.year = 2025;
  people.persons = 100;
  sample.plan.participants.push_back(people);
  EntitlementRule rule;
  rule.programme = Index<Programme>(0);
  rule.year = 2025;
  rule.pays_groups = {"state_atk"};
  sample.plan.entitlement_rules.push_back(rule);
  const std::string group = "insurance/bhyt/an-binh/state_atk/2025";
  const std::string segment = group + "/segment/1-12";
  sample.figure(group + "/full_dong", "126360000");
  sample.figure(group + "/state_dong", "126360000");
  sample.figure(group + "/self_dong", "0");
  sample.figure(group + "/person_months", "1200", "months");
  sample.figure(segment + "/base_salary_dong", "2340000");
  sample.figure(segment + "/rate_percent", "4.5", "percent");
  sample.figure(segment + "/state_share_percent", "100", "percent");
  sample.figure(segment + "/persons", "100", "persons");
  sample.figure(segment + "/monthly_dong", "105300");
  sample.figure(segment + "/full_dong", "126360000");
  sample.figure(segment + "/state_dong", "126360000");
  sample.figure(segment + "/self_dong", "0");
  const std::string quarter = "quarters/bhyt/an-binh/2025/q";
  for (const char* number : {"1", "2", "3", "4"})
    sample.figure(quarter + number + "_due_dong", "31590000");
  sample.figure(quarter + "1_transferred_dong", "30000000");
  sample.figure(quarter + "1_left_dong", "1590000");
  sample.figure(quarter + "2_transfer_dong", "33180000");
  sample.figure(quarter + "4_transfer_by", "2025-12-15", "date");
  const std::string claim = "claim/bhyt/2025/";
  sample.figure(claim + "need_dong", "126360000");
  sample.figure(claim + "in_balance_dong", "26360000");
  sample.figure(claim + "additional_dong", "100000000");
  sample.figure(claim + "central_share_percent", "80", "percent");
  sample.figure(claim + "claim_dong", "80000000");
}

void add_site_and_project(Sample& sample, Index<Programme> heritage, Index<Programme> works,
                          Index<Source> land) {
  Site site;
  site.code = "di-tich-1";
  site.programme = heritage;
  site.name = "Di tích \"Lộ Vòng Cung\"";
  site.unit = Index<Unit>(1);
  site.rank = "national";
  sample.plan.sites.push_back(site);
  const Index<Item> site_item = sample.item("di-tich-1", site.name, heritage, ItemOrigin::site);
  const Index<Demand> refused = sample.demand(site_item, 2026, 40'000'000);
  sample.assessment.demands[refused].standing = Standing::no_dossier;
  sample.assessment.demands[refused].wanted = Money();
  Project project;
  project.code = "du-an-1";
  project.programme = works;
  project.name = "Đường vào khu căn cứ";
  project.group = "C";
  project.status = "transition";
  project.approved_total = dong(900'000'000);
  project.paid_before = dong(200'000'000);
  project.dossier = Index<Document>(0);
  sample.plan.projects.push_back(project);
  const Index<Item> project_item = sample.item("du-an-1", project.name, works, ItemOrigin::project);
  sample.pay(sample.demand(project_item, 2025, 300'000'000), land, 300'000'000);
  sample.pay(sample.demand(project_item, 2026, 100'000'000), land, 100'000'000);
  sample.allocation.demands.resize(sample.assessment.demands.size());
  sample.allocation.demands[refused.position()].reason = DemandReason::no_dossier;
  sample.allocation.projects.push_back({site_item, false, "", DemandReason::no_dossier});
  sample.allocation.projects.push_back({project_item, true, "given", DemandReason::in_full});
}

void add_history(Sample& sample, Index<Programme> ceremony, Index<Source> local) {
  DecidedAmount decided;
  decided.item = "le-cong-bo";
  decided.year = 2025;
  decided.source = local;
  decided.amount = dong(70'000'000);
  decided.paid = dong(20'000'000);
  decided.adjustable = true;
  decided.decided_on = {2025, 1, 10};
  decided.document = Index<Document>(0);
  sample.plan.decided.push_back(decided);
  PreviousAmount previous;
  previous.programme = ceremony;
  previous.item = "viec-cu";
  previous.year = 2024;
  previous.source = local;
  previous.amount = dong(15'000'000);
  sample.plan.previous.push_back(previous);
  GiftInKind gift;
  gift.code = "hien-vat-1";
  gift.programme = ceremony;
  gift.year = 2025;
  gift.description = "Sách, tài liệu";
  gift.value = dong(5'000'000);
  gift.donor = "Hội Cựu chiến binh";
  sample.plan.in_kind.push_back(gift);
}

}  // namespace

Sample make_sample() {
  Sample sample;
  add_frame(sample);
  const Index<PriorityClass> mandatory(0);
  const Index<PriorityClass> other(1);
  const auto bhyt =
      sample.programme("bhyt", ProgrammeKind::entitlement, ExpenditureKind::recurrent, mandatory);
  const auto heritage =
      sample.programme("di-tich", ProgrammeKind::grants, ExpenditureKind::investment, other);
  const auto works =
      sample.programme("ha-tang", ProgrammeKind::projects, ExpenditureKind::investment, other);
  const auto ceremony =
      sample.programme("le", ProgrammeKind::fixed, ExpenditureKind::recurrent, other);
  sample.plan.programmes[bhyt].task = "II.4";
  sample.plan.programmes[works].task = "II.10";
  sample.plan.programmes[ceremony].task = "II.1";
  sample.plan.programmes[bhyt].lead = "Sở Tài chính";
  sample.plan.programmes[works].lead = "Sở Tài chính";
  const auto local = sample.source("can-doi", PayingBudget::province, ExpenditureKind::recurrent);
  const auto land = sample.source("dat", PayingBudget::province, ExpenditureKind::investment);
  const auto central =
      sample.source("trung-uong", PayingBudget::central, ExpenditureKind::recurrent);
  const auto commune = sample.source("xa", PayingBudget::commune, ExpenditureKind::recurrent);
  sample.plan.sources[commune].transfer_from = local;
  sample.available(central, 2025, 80'000'000);
  sample.available(land, 2025, 400'000'000, 10'000'000);
  sample.available(land, 2026, 100'000'000);
  sample.available(local, 2025, 90'000'000);
  sample.available(commune, 2025, 30'000'000);

  const auto insured =
      sample.item("bhyt/an-binh", "BHYT – Phường An Bình", bhyt, ItemOrigin::entitlement);
  const Index<Demand> short_demand = sample.demand(insured, 2025, 126'360'000);
  sample.pay(short_demand, central, 80'000'000);
  add_site_and_project(sample, heritage, works, land);
  const auto event = sample.item("le-cong-bo", "Lễ công bố", ceremony, ItemOrigin::fixed_cost);
  const Index<Demand> event_demand = sample.demand(event, 2025, 60'000'000);
  sample.pay(event_demand, local, 20'000'000, Part::decided);
  sample.pay(event_demand, local, 10'000'000);
  sample.pay(event_demand, commune, 30'000'000);
  const auto perhaps =
      sample.item("quan-su", "Di tích quân sự (nếu có)", ceremony, ItemOrigin::fixed_cost);
  const Index<Demand> conditional = sample.demand(perhaps, 2026, 0);
  sample.assessment.demands[conditional].standing = Standing::conditional;
  sample.allocation.demands.resize(sample.assessment.demands.size());
  sample.allocation.demands[conditional.position()].reason = DemandReason::conditional;
  sample.transfer(local, commune, 2025, 30'000'000);
  add_history(sample, ceremony, local);
  add_insurance_figures(sample);
  sample.law("base_salary", "", "2340000", Verification::verified);
  sample.law("transfer", "", "15", Verification::recalled);
  sample.allocation.status = Status::shortfall;
  sample.allocation.shortfalls.push_back(
      {mandatory,
       std::nullopt,
       {{LimitKind::source_year, "trung-uong/2025", dong(80'000'000)}},
       {short_demand},
       dong(80'000'000),
       Money(),
       dong(126'360'000),
       dong(46'360'000)});
  sample.finish();
  return sample;
}

CanonicalPlan make_canonical() {
  CanonicalPlan canonical;
  canonical.header = {{"code", "mau"}, {"name", "Kế hoạch \"mẫu\"\n"}};
  canonical.storage = {"an-binh", "Phường \"An Bình\"\t\x01\xE2\x80\xA8", ""};
  CanonicalTable units{"units", {"code", "name", "kind"}, {}};
  for (const std::string& text : canonical.storage) units.cells.push_back(text);
  canonical.tables.push_back(std::move(units));
  canonical.tables.push_back({"sources", {"code"}, {}});
  return canonical;
}

}  // namespace phanbo::test
