#include "assess/plan_builder.hpp"

#include <algorithm>
#include <stdexcept>

#include "law/law_files.hpp"

namespace phanbo::test {

namespace {

/// The cells of one file of law: quotes, commas and line ends of RFC 4180.
std::vector<std::vector<std::string>> cells_of(std::string_view text) {
  std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
  bool in_quotes = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char character = text[i];
    std::string& cell = rows.back().back();
    if (in_quotes) {
      if (character != '"') {
        cell.push_back(character);
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        cell.push_back('"');
        ++i;
      } else {
        in_quotes = false;
      }
    } else if (character == '"') {
      in_quotes = true;
    } else if (character == ',') {
      rows.back().emplace_back();
    } else if (character == '\n') {
      rows.emplace_back(1);
    } else {
      cell.push_back(character);
    }
  }
  rows.pop_back();
  return rows;
}

Verification verification_of(const std::string& code) {
  return code == "verified"   ? Verification::verified
         : code == "recalled" ? Verification::recalled
                              : Verification::illustrative;
}

LawRow law_row(const std::vector<std::string>& cells) {
  LawRow row;
  row.topic = cells.at(0);
  row.key = cells.at(1);
  row.value = Decimal::parse(cells.at(2));
  row.unit = cells.at(3);
  row.label_vi = cells.at(4);
  row.label_en = cells.at(5);
  row.valid_from = date(cells.at(6));
  row.valid_to = parse_iso_date(cells.at(7));
  row.recorded_on = date(cells.at(8));
  row.document = cells.at(10);
  row.article = cells.at(11);
  row.verification = verification_of(cells.at(12));
  row.note = cells.at(13);
  return row;
}

std::vector<LawRow> shipped_rows() {
  std::vector<LawRow> rows;
  for (const EmbeddedFile& file : law_files()) {
    auto cells = cells_of(file.content);
    for (std::size_t i = 1; i < cells.size(); ++i) rows.push_back(law_row(cells[i]));
  }
  return rows;
}

template <class Row>
void check_sorted(const Table<Row>& table) {
  const bool sorted = std::is_sorted(table.begin(), table.end(),
                                     [](const Row& a, const Row& b) { return a.code < b.code; });
  if (!sorted) throw std::logic_error("add the rows of a table in code order");
}

}  // namespace

const LawBook& shipped_law() {
  static const LawBook book(shipped_rows());
  return book;
}

LawBook law_with(std::vector<LawRow> own_rows) {
  std::vector<LawRow> rows = shipped_law().rows();
  rows.insert(rows.end(), own_rows.begin(), own_rows.end());
  return LawBook(std::move(rows));
}

LawRow own_row(std::string topic, std::string key, std::string_view value) {
  LawRow row;
  row.topic = std::move(topic);
  row.key = std::move(key);
  row.value = decimal(value);
  row.label_vi = "Dòng của kế hoạch";
  row.label_en = "A row of the plan";
  row.valid_from = {2000, 1, 1};
  row.recorded_on = {2026, 11, 23};
  row.document = "Văn bản của kế hoạch";
  row.verification = Verification::illustrative;
  row.from_plan = true;
  return row;
}

Money dong(std::int64_t amount) { return Money::from_dong(amount); }

Decimal decimal(std::string_view text) { return Decimal::parse(text).value(); }

Date date(std::string_view iso) { return parse_iso_date(iso).value(); }

PlanBuilder::PlanBuilder(int first_year, int last_year) {
  plan.code = "test";
  plan.first_year = first_year;
  plan.last_year = last_year;
  plan.law = shipped_law();
}

Index<Document> PlanBuilder::document(std::string code) {
  Document row;
  row.citation = "Quyết định " + code;
  row.code = std::move(code);
  return plan.documents.push_back(std::move(row));
}

Index<Unit> PlanBuilder::unit(std::string code, UnitKind kind, Index<Unit> parent) {
  Unit row;
  row.name = "Đơn vị " + code;
  row.code = std::move(code);
  row.kind = kind;
  row.parent = parent;
  return plan.units.push_back(std::move(row));
}

Index<PriorityClass> PlanBuilder::priority_class(std::string code) {
  PriorityClass row;
  row.name = code;
  row.code = std::move(code);
  row.order = static_cast<int>(plan.classes.size()) + 1;
  return plan.classes.push_back(std::move(row));
}

Index<Programme> PlanBuilder::programme(std::string code, ProgrammeKind kind,
                                        ExpenditureKind expenditure_kind) {
  if (plan.classes.empty()) priority_class("first");
  Programme row;
  row.name = "Nhiệm vụ " + code;
  row.code = std::move(code);
  row.kind = kind;
  row.expenditure_kind = expenditure_kind;
  row.priority_class = Index<PriorityClass>(0);
  return plan.programmes.push_back(std::move(row));
}

Index<Source> PlanBuilder::source(std::string code, PayingBudget budget, std::string nature) {
  Source row;
  row.code = std::move(code);
  row.nature = std::move(nature);
  row.paying_budget = budget;
  const Index<Source> index = plan.sources.push_back(std::move(row));
  for (int year = plan.first_year; year <= plan.last_year; ++year) {
    SourceYear money;
    money.source = index;
    money.year = year;
    money.available = dong(1'000'000'000'000);
    plan.source_years.push_back(std::move(money));
  }
  return index;
}

void PlanBuilder::pays(Index<Source> source, Index<Programme> programme, Index<Unit> unit) {
  plan.payer_rules.push_back({source, programme, unit, {}});
}

Index<FixedCost> PlanBuilder::cost(std::string code, Index<Programme> programme, Index<Unit> unit,
                                   int year, std::int64_t amount_dong) {
  FixedCost row;
  row.name = "Chi phí " + code;
  row.code = std::move(code);
  row.programme = programme;
  row.unit = unit;
  row.year = year;
  row.amount = dong(amount_dong);
  return plan.fixed_costs.push_back(std::move(row));
}

void PlanBuilder::participants(Index<Programme> programme, Index<Unit> unit, std::string group,
                               int year, MonthSpan months, std::int64_t persons) {
  Participants row;
  row.programme = programme;
  row.unit = unit;
  row.group = std::move(group);
  row.year = year;
  row.months = months;
  row.persons = persons;
  plan.participants.push_back(std::move(row));
}

void PlanBuilder::rule(Index<Programme> programme, int year, std::vector<std::string> groups) {
  EntitlementRule row;
  row.programme = programme;
  row.year = year;
  row.pays_groups = std::move(groups);
  row.central_class = year <= 2026 && year >= 2022 ? "remits_up_to_20" : "";
  if (row.central_class.empty()) row.own_central_share_percent = decimal("0");
  plan.entitlement_rules.push_back(std::move(row));
}

void PlanBuilder::status(Index<Unit> unit, std::string status, std::string_view from,
                         std::string_view to) {
  plan.statuses.push_back({unit, std::move(status), date(from), parse_iso_date(to), {}});
}

void PlanBuilder::indicator(Index<Unit> unit, std::string indicator, std::string_view value) {
  plan.indicators.push_back({unit, std::move(indicator), decimal(value), std::nullopt, {}});
}

void PlanBuilder::decided(std::string item, int year, Index<Source> source,
                          std::int64_t amount_dong) {
  DecidedAmount row;
  row.item = std::move(item);
  row.year = year;
  row.source = source;
  row.amount = dong(amount_dong);
  plan.decided.push_back(std::move(row));
}

AssessmentReading PlanBuilder::assessed() const {
  check_sorted(plan.units);
  check_sorted(plan.programmes);
  check_sorted(plan.sources);
  check_sorted(plan.fixed_costs);
  check_sorted(plan.sites);
  check_sorted(plan.projects);
  return assess(plan);
}

std::vector<std::string> problem_ids(const AssessmentReading& reading) {
  std::vector<std::string> ids;
  for (const Problem& problem : reading.problems) ids.emplace_back(problem.kind->id);
  return ids;
}

std::string figure_value(const AssessmentReading& reading, std::string_view id) {
  for (const Figure& figure : reading.assessment.figures) {
    if (figure.id == id) return figure.value;
  }
  return "(none)";
}

Index<Demand> demand_index(const AssessmentReading& reading, std::string_view code) {
  for (std::size_t i = 0; i < reading.assessment.demands.size(); ++i) {
    if (demand_code(reading.assessment, Index<Demand>(i)) == code) return Index<Demand>(i);
  }
  throw std::logic_error("no demand " + std::string(code));
}

const Demand& demand_of(const AssessmentReading& reading, std::string_view code) {
  return reading.assessment.demands[demand_index(reading, code)];
}

std::vector<std::string> payers_of(const Plan& plan, const AssessmentReading& reading,
                                   std::string_view demand_code) {
  const Assessment& assessment = reading.assessment;
  std::vector<std::string> payers;
  for (const Payer& payer :
       assessment.payer_sets[demand_of(reading, demand_code).payer_set].payers) {
    std::string text = plan.sources[payer.source].code;
    if (payer.envelope.is_set()) text += " via " + assessment.envelopes[payer.envelope].code;
    payers.push_back(std::move(text));
  }
  return payers;
}

}  // namespace phanbo::test
