#include <fmt/format.h>

#include "engine/distribute/distribute.hpp"

namespace phanbo {

namespace {

Derivation node(std::string vi, std::string en, Operation operation, std::string value,
                std::string unit = "dong") {
  Derivation made;
  made.label_vi = std::move(vi);
  made.label_en = std::move(en);
  made.operation = operation;
  made.value = std::move(value);
  made.unit = std::move(unit);
  return made;
}

std::string citation(const Plan& plan, Index<Document> document, const std::string& article = {}) {
  if (!document.is_set()) return article;
  const Document& row = plan.documents[document];
  std::string text = article.empty() ? row.citation : fmt::format("{}, {}", row.citation, article);
  if (row.verification == Verification::recalled) text += " (nhớ lại, chưa đối chiếu)";
  if (row.verification == Verification::illustrative) text += " (minh họa)";
  return text;
}

const SourceYear* source_year(const Plan& plan, Index<Source> source, int year) {
  for (const SourceYear& row : plan.source_years) {
    if (row.source == source && row.year == year) return &row;
  }
  return nullptr;
}

Derivation money_of_source(const Plan& plan, Index<Source> source, int year) {
  const SourceYear* row = source_year(plan, source, year);
  const std::string& name = plan.sources[source].name;
  Derivation made = node(fmt::format("Số có của nguồn {} năm {}", name, year),
                         fmt::format("Available in source {} in {}", name, year), Operation::input,
                         row == nullptr ? "0" : to_plain(row->available));
  made.place = fmt::format("source_years: {}/{}", plan.sources[source].code, year);
  if (row != nullptr) made.citation = citation(plan, row->document);
  return made;
}

/// Why this source: it may pay, it comes in this place of the drawing order.
Derivation payer_ground(const Plan& plan, const Assessment& assessment, const LedgerLine& line) {
  const Item& item = assessment.items[assessment.demands[line.demand].item];
  const Source& source = plan.sources[line.source];
  Derivation made =
      node(fmt::format("Nguồn được chi cho nhiệm vụ này, thứ tự rút {}", source.drawing_order),
           fmt::format("The source may pay for this, drawn at place {}", source.drawing_order),
           Operation::input, std::to_string(source.drawing_order), "order");
  for (const PayerRule& rule : plan.payer_rules) {
    if (rule.source != line.source) continue;
    if (rule.programme.is_set() && rule.programme != item.programme) continue;
    if (rule.unit.is_set() && !plan.is_within(item.unit, rule.unit)) continue;
    made.place = fmt::format("payer_rules: {}|{}", source.code,
                             rule.programme.is_set() ? plan.programmes[rule.programme].code : "*");
    made.citation = citation(plan, rule.document);
    break;
  }
  return made;
}

Derivation class_ground(const Plan& plan, const Demand& demand) {
  const PriorityClass& row = plan.classes[demand.priority_class];
  Derivation made = node(fmt::format("Lớp ưu tiên {}: {}; khi thiếu chia {}", row.order, row.name,
                                     name_of(row.rule).vi),
                         fmt::format("Priority class {}: {}; when short: {}", row.order, row.name,
                                     name_of(row.rule).en),
                         Operation::input, std::to_string(row.order), "order");
  made.place = "classes: " + row.code;
  made.citation = citation(plan, row.document, row.article);
  return made;
}

Derivation missing_in_class(const Plan& plan, const Allocation& allocation, Index<Demand> demand,
                            Money missing) {
  const DemandOutcome& outcome = allocation.demands[demand.position()];
  Derivation made = node(fmt::format("Còn thiếu: {}", name_of(outcome.reason).vi),
                         fmt::format("Missing: {}", name_of(outcome.reason).en), Operation::outcome,
                         to_plain(missing));
  for (const Shortfall& shortfall : allocation.shortfalls) {
    bool concerns = false;
    for (const Index<Demand> short_demand : shortfall.demands)
      concerns = concerns || short_demand == demand;
    if (!concerns) continue;
    Derivation part = node("Lớp này thiếu = cần − (nguồn và mức trần cho phép − lớp trước giữ)",
                           "The class misses = needed − (allowed − held by earlier classes)",
                           Operation::difference, to_plain(shortfall.missing));
    part.children.push_back(
        node("Lớp này cần", "The class needs", Operation::outcome, to_plain(shortfall.needed)));
    Derivation left = node("Còn cho lớp này", "Left for the class", Operation::difference,
                           to_plain(shortfall.allowed - shortfall.held));
    Derivation allowed = node("Nguồn và mức trần cho phép", "Sources and limits allow",
                              Operation::sum, to_plain(shortfall.allowed));
    for (const Limit& limit : shortfall.limits) {
      allowed.children.push_back(
          node(limit.code, limit.code, Operation::outcome, to_plain(limit.amount)));
    }
    left.children.push_back(std::move(allowed));
    left.children.push_back(node("Các lớp trước đã giữ", "Earlier classes hold", Operation::outcome,
                                 to_plain(shortfall.held)));
    part.children.push_back(std::move(left));
    made.children.push_back(std::move(part));
  }
  static_cast<void>(plan);
  return made;
}

/// allocated = wanted − missing; wanted = need, or need in whole steps.
Derivation allocated_amount(const Plan& plan, const Assessment& assessment,
                            const Allocation& allocation, Index<Demand> demand, Derivation need) {
  const Demand& row = assessment.demands[demand];
  const Money allocated = allocation.demands[demand.position()].allocated;
  Derivation wanted = std::move(need);
  if (row.wanted != row.need) {
    Derivation rounded = node("Nhu cầu theo bước tròn, không thấp hơn số đã giao",
                              "The need in whole steps, not below what was decided",
                              Operation::round, to_plain(row.wanted));
    rounded.note =
        row.wanted == row.locked ? "locked" : fmt::format("up_to_step {}", to_plain(row.step));
    rounded.children.push_back(std::move(wanted));
    wanted = std::move(rounded);
  }
  Derivation made = node("Được bố trí trong năm", "Allocated in the year", Operation::difference,
                         to_plain(allocated));
  made.children.push_back(std::move(wanted));
  if (allocated < row.wanted) {
    made.children.push_back(missing_in_class(plan, allocation, demand, row.wanted - allocated));
  }
  return made;
}

Derivation derive_decided(const Plan& plan, const Assessment& assessment, const LedgerLine& line) {
  for (const LockedAmount& locked : assessment.locked) {
    if (locked.demand != line.demand || locked.source != line.source) continue;
    const DecidedAmount& decided = plan.decided[locked.decided_row];
    Derivation made =
        node(fmt::format("{} ngày {}", name_of(line.reason).vi, to_vietnamese(decided.decided_on)),
             fmt::format("{} on {}", name_of(line.reason).en, to_iso(decided.decided_on)),
             Operation::input, to_plain(line.amount));
    made.citation = citation(plan, decided.document);
    made.place = fmt::format("decided: {}/{}@{}", decided.item, decided.year,
                             plan.sources[line.source].code);
    made.note = decided.authority;
    return made;
  }
  return node("Đã giao", "Decided before", Operation::input, to_plain(line.amount));
}

}  // namespace

Derivation derive_line(const Plan& plan, const Assessment& assessment, const Allocation& allocation,
                       std::size_t line_index, Derivation need) {
  const LedgerLine& line = allocation.ledger[line_index];
  if (line.part == Part::transfer) return money_of_source(plan, line.receiving_source, line.year);
  if (line.part == Part::decided) return derive_decided(plan, assessment, line);
  Derivation made = node(line_code(plan, assessment, line), line_code(plan, assessment, line),
                         Operation::difference, to_plain(line.amount));
  made.children.push_back(
      allocated_amount(plan, assessment, allocation, line.demand, std::move(need)));
  for (const LedgerLine& other : allocation.ledger) {
    if (&other == &line || other.part == Part::transfer || other.demand != line.demand) continue;
    const std::string code = line_code(plan, assessment, other);
    made.children.push_back(node("Nguồn khác trả: " + code, "Paid elsewhere: " + code,
                                 Operation::outcome, to_plain(other.amount)));
  }
  Derivation grounds =
      node("Vì sao nguồn này, lớp này", "Why this source and class", Operation::outcome, "0");
  grounds.children.push_back(class_ground(plan, assessment.demands[line.demand]));
  grounds.children.push_back(payer_ground(plan, assessment, line));
  grounds.children.push_back(money_of_source(plan, line.source, line.year));
  made.children.push_back(std::move(grounds));
  return made;
}

}  // namespace phanbo
