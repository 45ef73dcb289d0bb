#include "verifier/plan_rows.hpp"

#include <algorithm>

#include "verifier/phrases.hpp"

namespace phanbo_verify {

std::string_view RowReader::cell(std::string_view column) const {
  auto found = columns_.find(column);
  if (found == columns_.end()) found = columns_.emplace(column, table_.column(column)).first;
  return found->second < 0 ? std::string_view{}
                           : table_.rows[row_][static_cast<std::size_t>(found->second)];
}

void RowReader::refuse(std::string_view column, const Words& expected) const {
  throw BadInput(plain(name_) + Words{" dòng ", " row "} + std::to_string(row_ + 1) + " " + column,
                 plain("\"" + text(column) + "\"") + is_not(expected));
}

std::optional<Dong> RowReader::money(std::string_view column) const {
  const std::string_view found = cell(column);
  if (found.empty()) return std::nullopt;
  const auto value = parse_whole(found);
  if (!value) refuse(column, {"số nguyên đồng", "a whole number of dong"});
  return value;
}

std::optional<Fraction> RowReader::number(std::string_view column) const {
  const std::string_view found = cell(column);
  if (found.empty()) return std::nullopt;
  const auto value = parse_decimal(found);
  if (!value) refuse(column, {"số", "a number"});
  return value;
}

Fraction RowReader::number_or_zero(std::string_view column) const {
  return number(column).value_or(Fraction{});
}

std::int64_t RowReader::whole(std::string_view column, std::int64_t if_blank) const {
  const std::string_view found = cell(column);
  if (found.empty()) return if_blank;
  const auto value = parse_whole(found);
  if (!value) refuse(column, whole_number());
  return *value;
}

bool RowReader::flag(std::string_view column, bool if_blank) const {
  const std::string_view found = cell(column);
  if (found.empty()) return if_blank;
  if (found != "yes" && found != "no") refuse(column, {"yes hoặc no", "yes or no"});
  return found == "yes";
}

Day RowReader::day(std::string_view column, Day if_blank) const {
  const std::string_view found = cell(column);
  if (found.empty()) return if_blank;
  const Day day = parse_day(found);
  if (day == no_day) refuse(column, {"ngày viết như 2025-07-01", "a day like 2025-07-01"});
  return day;
}

std::vector<std::string> RowReader::list(std::string_view column) const {
  std::vector<std::string> entries;
  std::string_view rest = cell(column);
  while (!rest.empty()) {
    const std::size_t bar = std::min(rest.find('|'), rest.size());
    entries.emplace_back(rest.substr(0, bar));
    rest.remove_prefix(std::min(bar + 1, rest.size()));
  }
  return entries;
}

Months RowReader::months() const {
  Months months;
  months.first = static_cast<int>(whole("first_month", 1));
  months.last = static_cast<int>(whole("last_month", 12));
  if (months.first < 1 || months.last > 12 || months.first > months.last) {
    refuse("first_month", {"tháng đầu của một khoảng tháng", "the first of a span of months"});
  }
  return months;
}

void PlanRows::for_each_row(std::string_view table,
                            const std::function<void(const RowReader&)>& read) const {
  RowReader row(table, text_.table(table));
  for (std::size_t i = 0; i < row.row_count(); ++i) {
    row.go_to(i);
    read(row);
  }
}

int PlanRows::reference(const RowReader& row, std::string_view column, const Codes& codes) const {
  const std::string code = row.text(column);
  if (code.empty()) return nothing;
  const auto found = codes.find(code);
  if (found == codes.end()) row.refuse(column, {"mã có trong kế hoạch", "a known code"});
  return found->second;
}

void PlanRows::read_documents() {
  std::set<std::string> known;  // a plan's own document stands before that of a pack
  for_each_row("documents", [&](const RowReader& row) {
    if (known.insert(row.text("code")).second)
      plan_.document_marks.insert(row.text("verification"));
  });
}

void PlanRows::read_units() {
  for_each_row("units", [this](const RowReader& row) {
    UnitRow unit;
    unit.code = row.text("code");
    unit.name = row.text("name");
    unit.kind = row.text("kind");
    unit.valid_from = row.day("valid_from", first_day);
    unit.valid_to = row.day("valid_to", last_day);
    unit.people = row.number("people");
    unit.area_km2 = row.number("area_km2");
    plan_.units.push_back(std::move(unit));
  });
  std::sort(plan_.units.begin(), plan_.units.end(),
            [](const UnitRow& a, const UnitRow& b) { return a.code < b.code; });
  for (std::size_t i = 0; i < plan_.units.size(); ++i) {
    units_.emplace(plan_.units[i].code, static_cast<int>(i));
  }
  for_each_row("units", [this](const RowReader& row) {
    plan_.units[static_cast<std::size_t>(units_.at(row.text("code")))].parent =
        reference(row, "parent", units_);
  });
  read_lineage_and_statuses();
}

void PlanRows::read_lineage_and_statuses() {
  for_each_row("lineage", [this](const RowReader& row) {
    LineageRow line;
    line.predecessor = reference(row, "predecessor", units_);
    line.successor = reference(row, "successor", units_);
    line.date = row.day("date", first_day);
    line.kind = row.text("kind");
    line.people = row.number("people");
    line.area_km2 = row.number("area_km2");
    plan_.lineage.push_back(std::move(line));
  });
  for_each_row("statuses", [this](const RowReader& row) {
    StatusRow status;
    status.unit = reference(row, "unit", units_);
    status.status = row.text("status");
    status.valid_from = row.day("valid_from", first_day);
    status.valid_to = row.day("valid_to", last_day);
    plan_.statuses.push_back(std::move(status));
  });
}

void PlanRows::read_classes_and_programmes() {
  for_each_row("classes", [this](const RowReader& row) {
    ClassRow entry;
    entry.code = row.text("code");
    entry.order = row.whole("order", 0);
    entry.mandatory = row.flag("mandatory", false);
    entry.rule = row.text("rule");
    entry.project_statuses = row.list("project_statuses");
    plan_.classes.push_back(std::move(entry));
  });
  std::sort(plan_.classes.begin(), plan_.classes.end(), [](const ClassRow& a, const ClassRow& b) {
    return std::pair(a.order, a.code) < std::pair(b.order, b.code);
  });
  for (std::size_t i = 0; i < plan_.classes.size(); ++i) {
    classes_.emplace(plan_.classes[i].code, static_cast<int>(i));
  }
  read_programmes();
}

void PlanRows::read_programmes() {
  for_each_row("programmes", [this](const RowReader& row) {
    ProgrammeRow programme;
    programme.code = row.text("code");
    programme.kind = row.text("kind");
    programme.priority_class = reference(row, "class", classes_);
    programme.expenditure_kind = row.text("expenditure_kind");
    programme.sector = row.text("sector");
    programme.step = row.money("step").value_or(1);
    if (programme.step < 1) row.refuse("step", above_zero());
    if (const auto percent = row.number("local_share_percent")) {
      programme.local_share = *percent / Fraction::of(100);
    } else if (const auto per_central = row.number("counterpart_per_central")) {
      programme.local_share = *per_central / (Fraction::of(1) + *per_central);
    }
    programme.conditional = row.flag("conditional", false);
    plan_.programmes.push_back(std::move(programme));
  });
  std::sort(plan_.programmes.begin(), plan_.programmes.end(),
            [](const ProgrammeRow& a, const ProgrammeRow& b) { return a.code < b.code; });
  for (std::size_t i = 0; i < plan_.programmes.size(); ++i) {
    programmes_.emplace(plan_.programmes[i].code, static_cast<int>(i));
  }
}

void PlanRows::read_sources() {
  for_each_row("sources", [this](const RowReader& row) {
    SourceRow source;
    source.code = row.text("code");
    source.holder = row.text("holder");
    source.nature = row.text("nature");
    source.expenditure_kind = row.text("expenditure_kind");
    source.paying_budget = row.text("paying_budget");
    source.drawing_order = row.whole("drawing_order", 0);
    source.is_local = source.paying_budget == "province" || source.paying_budget == "district" ||
                      source.paying_budget == "commune";
    plan_.sources.push_back(std::move(source));
  });
  std::sort(plan_.sources.begin(), plan_.sources.end(),
            [](const SourceRow& a, const SourceRow& b) { return a.code < b.code; });
  for (std::size_t i = 0; i < plan_.sources.size(); ++i) {
    sources_.emplace(plan_.sources[i].code, static_cast<int>(i));
  }
  for_each_row("sources", [this](const RowReader& row) {
    plan_.sources[static_cast<std::size_t>(sources_.at(row.text("code")))].transfer_from =
        reference(row, "transfer_from", sources_);
  });
  read_source_years();
}

void PlanRows::read_source_years() {
  for_each_row("source_years", [this](const RowReader& row) {
    SourceYearRow entry;
    entry.source = reference(row, "source", sources_);
    entry.year = static_cast<int>(row.whole("year", 0));
    entry.months = row.months();
    entry.available = row.money_or_zero("available");
    entry.reserve = row.money_or_zero("reserve");
    entry.carry_out_max = row.money_or_zero("carry_out_max");
    entry.carry_ground = row.text("carry_ground");
    plan_.source_years.push_back(std::move(entry));
  });
  std::sort(plan_.source_years.begin(), plan_.source_years.end(),
            [](const SourceYearRow& a, const SourceYearRow& b) {
              return std::pair(a.source, a.year) < std::pair(b.source, b.year);
            });
  for_each_row("payer_rules", [this](const RowReader& row) {
    PayerRuleRow rule;
    rule.source = reference(row, "source", sources_);
    if (row.cell("programme") != "*") rule.programme = reference(row, "programme", programmes_);
    rule.unit = reference(row, "unit", units_);
    plan_.payer_rules.push_back(rule);
  });
}

void PlanRows::read_limits() {
  for_each_row("kept_money", [this](const RowReader& row) {
    KeptRow kept;
    kept.code = row.text("code");
    kept.source = reference(row, "source", sources_);
    kept.year = static_cast<int>(row.whole("year", 0));
    kept.programme = reference(row, "programme", programmes_);
    kept.unit = reference(row, "unit", units_);
    kept.amount = row.money_or_zero("amount");
    plan_.kept_money.push_back(std::move(kept));
  });
  for_each_row("caps", [this](const RowReader& row) {
    CapRow cap;
    cap.code = row.text("code");
    cap.programme = reference(row, "programme", programmes_);
    cap.unit = reference(row, "unit", units_);
    cap.year = static_cast<int>(row.whole("year", 0));
    cap.expenditure_kind = row.text("expenditure_kind");
    cap.amount = row.money_or_zero("amount");
    plan_.caps.push_back(std::move(cap));
  });
  std::sort(plan_.caps.begin(), plan_.caps.end(),
            [](const CapRow& a, const CapRow& b) { return a.code < b.code; });
  read_fixed_costs();
}

void PlanRows::read_fixed_costs() {
  for_each_row("fixed_costs", [this](const RowReader& row) {
    FixedCostRow cost;
    cost.code = row.text("code");
    cost.holder = row.text("holder");
    cost.programme = reference(row, "programme", programmes_);
    cost.unit = reference(row, "unit", units_);
    cost.year = static_cast<int>(row.whole("year", 0));
    cost.months = row.months();
    cost.amount = row.money("amount");
    cost.least_useful = row.money_or_zero("least_useful");
    cost.rank = row.whole("rank", 0);
    cost.score = row.number_or_zero("score");
    cost.priority_class = reference(row, "class", classes_);
    plan_.fixed_costs.push_back(std::move(cost));
  });
}

}  // namespace phanbo_verify
