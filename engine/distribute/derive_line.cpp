#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/distribute/derivation_parts.hpp"
#include "engine/distribute/distribute.hpp"

namespace phanbo {

/// What explanations of lines share.
class LineGrounds {
 public:
  LineGrounds(const Plan& a_plan, const Assessment& an_assessment, const Allocation& an_allocation)
      : plan(a_plan),
        assessment(an_assessment),
        allocation(an_allocation),
        payer_rules(a_plan.sources.size()),
        source_years_(a_plan.sources.size()) {
    for (std::size_t row = 0; row < plan.payer_rules.size(); ++row)
      payer_rules[plan.payer_rules[row].source.position()].push_back(row);
    for (const SourceYear& row : plan.source_years)
      source_years_[row.source.position()].push_back(&row);
    for (std::size_t i = 0; i < allocation.shortfalls.size(); ++i) {
      for (const Index<Demand> demand : allocation.shortfalls[i].demands)
        shortfalls_.emplace_back(demand, i);
    }
    std::sort(shortfalls_.begin(), shortfalls_.end());
    for (std::size_t row = 0; row < allocation.ledger.size(); ++row) {
      if (allocation.ledger[row].part != Part::transfer)
        lines_.emplace_back(allocation.ledger[row].demand, row);
    }
    std::sort(lines_.begin(), lines_.end());
  }

  using ByDemand = std::vector<std::pair<Index<Demand>, std::size_t>>;

  const Plan& plan;
  const Assessment& assessment;
  const Allocation& allocation;
  std::vector<std::vector<std::size_t>> payer_rules;  ///< rows of the plan, by source

  const SourceYear* source_year(Index<Source> source, int year) const {
    for (const SourceYear* row : source_years_[source.position()]) {
      if (row->year == year) return row;
    }
    return nullptr;
  }
  /// Positions of the demand's lines in the ledger, in its order.
  std::vector<std::size_t> lines_of(Index<Demand> demand) const { return rows_of(lines_, demand); }
  /// Positions of the shortages it stands in, in their order.
  std::vector<std::size_t> shortfalls_of(Index<Demand> demand) const {
    return rows_of(shortfalls_, demand);
  }
  std::span<const LockedAmount> locked_of(Index<Demand> demand) const {
    const auto before = [](const LockedAmount& a, Index<Demand> b) { return a.demand < b; };
    const auto after = [](Index<Demand> a, const LockedAmount& b) { return a < b.demand; };
    const auto& rows = assessment.locked;
    return {std::lower_bound(rows.begin(), rows.end(), demand, before),
            std::upper_bound(rows.begin(), rows.end(), demand, after)};
  }

 private:
  static std::vector<std::size_t> rows_of(const ByDemand& rows, Index<Demand> demand) {
    std::vector<std::size_t> found;
    for (auto row = std::lower_bound(rows.begin(), rows.end(), std::pair{demand, std::size_t{0}});
         row != rows.end() && row->first == demand; ++row)
      found.push_back(row->second);
    return found;
  }

  std::vector<std::vector<const SourceYear*>> source_years_;  ///< by source
  ByDemand shortfalls_;
  ByDemand lines_;
};

namespace {

Derivation money_of_source(const LineGrounds& grounds, Index<Source> source, int year) {
  const Plan& plan = grounds.plan;
  const SourceYear* row = grounds.source_year(source, year);
  PB_CHECK(row != nullptr);  // a line draws on money that is there
  const std::string& name = plan.sources[source].name;
  return input_of({fmt::format("Số có của nguồn {} năm {}", name, year),
                   fmt::format("Available in source {} in {}", name, year)},
                  to_plain(row->available),
                  {"source_years", static_cast<std::size_t>(row - plan.source_years.rows().data()),
                   "available"},
                  citation_of_document(plan, row->document));
}

/// Why this source: it may pay, it comes in this place of the drawing order.
std::vector<Derivation> payer_grounds(const LineGrounds& grounds, const LedgerLine& line) {
  const Plan& plan = grounds.plan;
  const Item& item = grounds.assessment.items[grounds.assessment.demands[line.demand].item];
  const Source& source = plan.sources[line.source];
  std::vector<Derivation> made;
  made.push_back(input_of({"Thứ tự rút của nguồn", "Place of the source in the drawing order"},
                          std::to_string(source.drawing_order),
                          {"sources", line.source.position(), "drawing_order"},
                          citation_of_document(plan, source.document), "order"));
  for (const std::size_t row : grounds.payer_rules[line.source.position()]) {
    const PayerRule& rule = plan.payer_rules[row];
    if (rule.programme.is_set() && rule.programme != item.programme) continue;
    if (rule.unit.is_set() && !plan.is_within(item.unit, rule.unit)) continue;
    made.push_back(input_of({"Nguồn được chi cho nhiệm vụ này", "The source may pay for this"},
                            source.code, {"payer_rules", row, "source"},
                            citation_of_document(plan, rule.document), ""));
    break;
  }
  return made;
}

Derivation class_ground(const Plan& plan, const Demand& demand) {
  const PriorityClass& row = plan.classes[demand.priority_class];
  return input_of(
      {fmt::format("Lớp ưu tiên: {}; khi thiếu chia {}", row.name, name_of(row.rule).vi),
       fmt::format("Priority class: {}; when short: {}", row.name, name_of(row.rule).en)},
      std::to_string(row.order), {"classes", demand.priority_class.position(), "order"},
      citation_of_document(plan, row.document, row.article), "order");
}

Derivation missing_in_class(const LineGrounds& grounds, Index<Demand> demand, Money missing) {
  const DemandOutcome& outcome = grounds.allocation.demands[demand.position()];
  Derivation made = derivation_node({fmt::format("Còn thiếu: {}", name_of(outcome.reason).vi),
                                     fmt::format("Missing: {}", name_of(outcome.reason).en)},
                                    Operation::outcome, to_plain(missing));
  for (const std::size_t row : grounds.shortfalls_of(demand)) {
    made.children.push_back(
        derive_shortfall(grounds.plan, grounds.assessment, grounds.allocation, row));
  }
  return made;
}

/// What earlier decisions lock of a demand: all of a decision, or what is paid and advanced of one
/// that may be adjusted.
Derivation locked_amount(const LineGrounds& grounds, const LockedAmount& locked) {
  const Plan& plan = grounds.plan;
  const DecidedAmount& decided = plan.decided[locked.decided_row];
  const std::string citation = citation_of_document(plan, decided.document);
  const std::string day_vi = to_vietnamese(decided.decided_on);
  const std::string day_en = to_iso(decided.decided_on);
  const auto part = [&](NodeLabel label, Money amount, std::string_view field) {
    return input_of(std::move(label), to_plain(amount), {"decided", locked.decided_row, field},
                    citation);
  };
  if (!decided.adjustable) {
    Derivation made =
        part({"Đã giao ngày " + day_vi, "Decided on " + day_en}, decided.amount, "amount");
    made.note = decided.authority;
    return made;
  }
  Derivation made =
      derivation_node({fmt::format("Phần đã chi của số đã giao ngày {} (được điều chỉnh)", day_vi),
                       fmt::format("Paid of what was decided on {} (may be adjusted)", day_en)},
                      Operation::sum, to_plain(locked.amount));
  made.children.push_back(part({"Đã chi", "Paid"}, decided.paid, "paid"));
  made.children.push_back(part({"Đã tạm ứng", "Advanced"}, decided.advanced, "advanced"));
  return made;
}

/// The decisions on a demand, of one source or of all.
Derivation all_locked(const LineGrounds& grounds, Index<Demand> demand, Index<Source> source,
                      Money amount) {
  std::vector<Derivation> parts;
  for (const LockedAmount& locked : grounds.locked_of(demand)) {
    if (!source.is_set() || locked.source == source)
      parts.push_back(locked_amount(grounds, locked));
  }
  if (parts.size() == 1) return std::move(parts.front());
  Derivation made = derivation_node({"Các số đã giao trước", "Amounts decided before"},
                                    Operation::sum, to_plain(amount));
  made.children = std::move(parts);
  return made;
}

bool rounds_up(ItemOrigin origin) {
  return origin == ItemOrigin::entitlement || origin == ItemOrigin::top_up ||
         origin == ItemOrigin::formula;
}

/// The need in whole steps, but not less than what earlier decisions lock.
Derivation wanted_amount(const LineGrounds& grounds, Index<Demand> demand, Derivation need) {
  const Demand& row = grounds.assessment.demands[demand];
  const bool up = rounds_up(grounds.assessment.items[row.item].origin);
  const Money down = floor_to_step(row.need, row.step);
  const Money whole = down == row.need || !up ? down : down + row.step;
  Derivation wanted = std::move(need);
  if (whole != row.need) {
    Derivation rounded = derivation_node({"Nhu cầu theo bước tròn", "The need in whole steps"},
                                         Operation::round, to_plain(whole));
    rounded.note = fmt::format("{} {}", up ? "up_to_step" : "down_to_step", to_plain(row.step));
    rounded.children.push_back(std::move(wanted));
    wanted = std::move(rounded);
  }
  if (row.wanted == whole) return wanted;
  Derivation greater =
      derivation_node({"Số cần, không thấp hơn số đã giao", "Wanted, not below what was decided"},
                      Operation::maximum, to_plain(row.wanted));
  greater.children.push_back(std::move(wanted));
  greater.children.push_back(all_locked(grounds, demand, {}, row.locked));
  return greater;
}

/// allocated = wanted − missing. A demand that takes no part has what was decided for it.
Derivation allocated_amount(const LineGrounds& grounds, Index<Demand> demand, Derivation need) {
  const Demand& row = grounds.assessment.demands[demand];
  const Money allocated = grounds.allocation.demands[demand.position()].allocated;
  Derivation made = derivation_node({"Được bố trí trong năm", "Allocated in the year"},
                                    Operation::difference, to_plain(allocated));
  if (row.standing != Standing::ordinary) {
    made.operation = Operation::sum;
    made.children.push_back(all_locked(grounds, demand, {}, row.locked));
    return made;
  }
  made.children.push_back(wanted_amount(grounds, demand, std::move(need)));
  if (allocated < row.wanted)
    made.children.push_back(missing_in_class(grounds, demand, row.wanted - allocated));
  return made;
}

}  // namespace

LineExplainer::LineExplainer(const Plan& plan, const Assessment& assessment,
                             const Allocation& allocation)
    : grounds_(std::make_unique<const LineGrounds>(plan, assessment, allocation)) {}

LineExplainer::~LineExplainer() = default;

Derivation LineExplainer::explain(std::size_t line_index, Derivation need) const {
  const LineGrounds& grounds = *grounds_;
  const Plan& plan = grounds.plan;
  const Assessment& assessment = grounds.assessment;
  const LedgerLine& line = grounds.allocation.ledger[line_index];
  if (line.part == Part::transfer)
    return money_of_source(grounds, line.receiving_source, line.year);
  if (line.part == Part::decided) return all_locked(grounds, line.demand, line.source, line.amount);
  const std::string& item = assessment.items[assessment.demands[line.demand].item].name;
  const std::string& source = plan.sources[line.source].name;
  Derivation made =
      derivation_node({fmt::format("{} năm {}, từ nguồn {}", item, line.year, source),
                       fmt::format("{} in {}, out of source {}", item, line.year, source)},
                      Operation::difference, to_plain(line.amount));
  made.children.push_back(allocated_amount(grounds, line.demand, std::move(need)));
  for (const std::size_t row : grounds.lines_of(line.demand)) {
    if (row == line_index) continue;
    const LedgerLine& paid = grounds.allocation.ledger[row];
    Derivation other = line_outcome(plan, assessment, paid);
    other.label_vi = "Phần khác trả từ nguồn " + plan.sources[paid.source].name;
    other.label_en = "Another part, out of source " + plan.sources[paid.source].name;
    made.children.push_back(std::move(other));
  }
  Derivation why = derivation_node({"Vì sao nguồn này, lớp này", "Why this source and class"},
                                   Operation::grounds, "", "");
  why.children.push_back(class_ground(plan, assessment.demands[line.demand]));
  for (Derivation& ground : payer_grounds(grounds, line)) why.children.push_back(std::move(ground));
  why.children.push_back(money_of_source(grounds, line.source, line.year));
  made.children.push_back(std::move(why));
  return made;
}

Derivation derive_line(const Plan& plan, const Assessment& assessment, const Allocation& allocation,
                       std::size_t line, Derivation need) {
  return LineExplainer(plan, assessment, allocation).explain(line, std::move(need));
}

}  // namespace phanbo
