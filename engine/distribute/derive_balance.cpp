#include <fmt/format.h>

#include <algorithm>

#include "engine/distribute/derivation_parts.hpp"
#include "engine/distribute/distribute.hpp"

/// Why a source has what is left, and why a class is short.
namespace phanbo {

namespace {

/// Members of a shortage written out one by one; more are one figure.
constexpr std::size_t members_shown_max = 60;

std::size_t source_year_row(const Plan& plan, Index<Source> source, int year) {
  const auto& rows = plan.source_years.rows();
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const SourceYear& row) {
    return row.source == source && row.year == year;
  });
  PB_CHECK(found != rows.end());
  return static_cast<std::size_t>(found - rows.begin());
}

Derivation spent_of(const Plan& plan, const Assessment& assessment, const Allocation& allocation,
                    const SourceBalance& balance) {
  Derivation spent = derivation_node({"Đã phân bổ từ nguồn này", "Allocated out of this source"},
                                     Operation::sum, to_plain(balance.allocated));
  for (const LedgerLine& line : allocation.ledger) {
    if (line.source != balance.source || line.year != balance.year) continue;
    spent.children.push_back(line_outcome(plan, assessment, line));
  }
  return spent;
}

Derivation carried_out_of(const Plan& plan, const SourceBalance& balance, std::size_t row) {
  const SourceYear& year = plan.source_years.rows()[row];
  Derivation carried = derivation_node({"Chuyển sang năm sau", "Carried to the next year"},
                                       Operation::outcome, to_plain(balance.carried_out));
  carried.place = balance_place(plan, balance, "carried_out_dong");
  carried.children.push_back(
      input_of({"Được chuyển nhiều nhất", "May be carried at most"}, to_plain(year.carry_out_max),
               {"source_years", row, "carry_out_max"}, citation_of_document(plan, year.document)));
  if (!year.carry_ground.empty()) {
    if (const LawRow* law =
            plan.law.find("carry_over_ground", year.carry_ground, {year.year, 1, 1})) {
      carried.children.push_back(law_of(*law));
    }
  }
  return carried;
}

}  // namespace

Derivation derive_source(const Plan& plan, const Assessment& assessment,
                         const Allocation& allocation, std::size_t balance_position) {
  const SourceBalance& balance = allocation.sources[balance_position];
  const std::size_t row = source_year_row(plan, balance.source, balance.year);
  const SourceYear& year = plan.source_years.rows()[row];
  const std::string& name = plan.sources[balance.source].name;
  const std::string citation = citation_of_document(plan, year.document);
  Derivation left =
      derivation_node({fmt::format("Chưa phân bổ của nguồn {} năm {}", name, balance.year),
                       fmt::format("Not allocated of source {} in {}", name, balance.year)},
                      Operation::difference, to_plain(balance.unallocated));
  Derivation held = derivation_node({"Có trong năm", "There in the year"}, Operation::sum,
                                    to_plain(balance.available + balance.carried_in));
  held.children.push_back(input_of({"Số được sử dụng", "Available"}, to_plain(balance.available),
                                   {"source_years", row, "available"}, citation));
  Derivation carried_in =
      derivation_node({"Năm trước chuyển sang", "Carried in from the year before"},
                      Operation::outcome, to_plain(balance.carried_in));
  carried_in.place = balance_place(plan, balance, "carried_in_dong");
  held.children.push_back(std::move(carried_in));
  left.children.push_back(std::move(held));
  left.children.push_back(input_of({"Dự phòng", "Reserved"}, to_plain(balance.reserved),
                                   {"source_years", row, "reserve"}, citation));
  left.children.push_back(spent_of(plan, assessment, allocation, balance));
  left.children.push_back(carried_out_of(plan, balance, row));
  return left;
}

namespace {

Text words_of(LimitKind kind) {
  constexpr Text words[] = {{"Tiền của nguồn", "Money of"},
                            {"Phần gắn với đơn vị", "Envelope"},
                            {"Phần giữ riêng", "Money kept"},
                            {"Mức trần", "Cap"},
                            {"Được chuyển sang năm sau", "May be carried over"},
                            {"Phần địa phương phải chi", "Local share"},
                            {"Mức của dự án ở nguồn", "Limit of the project"}};
  return words[static_cast<std::size_t>(kind)];
}

/// A limit with what the plan says of it; the amount itself may be less by what is decided.
Derivation limit_of(const Plan& plan, const Limit& limit, std::size_t shortfall) {
  const Text words = words_of(limit.kind);
  Derivation made = derivation_node(
      {fmt::format("{} {}", words.vi, limit.code), fmt::format("{} {}", words.en, limit.code)},
      Operation::outcome, to_plain(limit.amount));
  made.place = fmt::format("shortfalls[{}].limits[{}/{}].amount_dong", shortfall + 1,
                           to_code(limit.kind), limit.code);
  const auto with_input = [&](std::string_view table, std::size_t row, std::string_view field,
                              Money amount, Index<Document> document) {
    made.children.push_back(input_of({"Số của kế hoạch", "As the plan gives it"}, to_plain(amount),
                                     {table, row, field}, citation_of_document(plan, document)));
  };
  switch (limit.kind) {
    case LimitKind::source_year:
    case LimitKind::carry_over:
      for (std::size_t row = 0; row < plan.source_years.size(); ++row) {
        const SourceYear& year = plan.source_years.rows()[row];
        if (fmt::format("{}/{}", plan.sources[year.source].code, year.year) != limit.code) continue;
        const bool is_money = limit.kind == LimitKind::source_year;
        with_input("source_years", row, is_money ? "available" : "carry_out_max",
                   is_money ? year.available : year.carry_out_max, year.document);
      }
      break;
    case LimitKind::cap:
      for (std::size_t row = 0; row < plan.caps.size(); ++row) {
        if (plan.caps[row].code == limit.code)
          with_input("caps", row, "amount", plan.caps[row].amount, plan.caps[row].document);
      }
      break;
    case LimitKind::kept_money:
      for (std::size_t row = 0; row < plan.kept_money.size(); ++row) {
        const KeptMoney& kept = plan.kept_money[row];
        if (kept.code == limit.code)
          with_input("kept_money", row, "amount", kept.amount, kept.document);
      }
      break;
    case LimitKind::envelope:
    case LimitKind::local_share:
    case LimitKind::project_source:
      break;
  }
  return made;
}

/// The demands that are short, with what they want beyond what is locked.
Derivation wishes_of(const Assessment& assessment, const Shortfall& shortfall,
                     std::size_t position) {
  Derivation needed = derivation_node({"Các nhu cầu ở đây cần thêm", "The demands here need"},
                                      Operation::sum, to_plain(shortfall.needed));
  Money sum;
  for (const Index<Demand> index : shortfall.demands) {
    const Demand& demand = assessment.demands[index];
    sum += demand.wanted - demand.locked;
  }
  if (sum != shortfall.needed || shortfall.demands.size() > members_shown_max) {
    needed.operation = Operation::outcome;
    needed.place = fmt::format("shortfalls[{}].needed_dong", position + 1);
    return needed;
  }
  for (const Index<Demand> index : shortfall.demands) {
    const Demand& demand = assessment.demands[index];
    const std::string code = demand_code(assessment, index);
    Derivation wish =
        derivation_node({assessment.items[demand.item].name + ", " + code,
                         assessment.items[demand.item].name + ", " + code},
                        Operation::difference, to_plain(demand.wanted - demand.locked));
    wish.children.push_back(demand_outcome({"Số cần theo bước tròn", "Wanted in whole steps"},
                                           demand.wanted, code, "wanted_dong"));
    wish.children.push_back(
        demand_outcome({"Đã giao trước", "Decided before"}, demand.locked, code, "locked_dong"));
    needed.children.push_back(std::move(wish));
  }
  return needed;
}

}  // namespace

Derivation derive_shortfall(const Plan& plan, const Assessment& assessment,
                            const Allocation& allocation, std::size_t position) {
  const Shortfall& shortfall = allocation.shortfalls[position];
  const PriorityClass& row = plan.classes[shortfall.priority_class];
  const std::string year = shortfall.year ? fmt::format(", {}", *shortfall.year) : std::string();
  Derivation missing = derivation_node({fmt::format("Thiếu ở lớp {}{}", row.name, year),
                                        fmt::format("Missing in class {}{}", row.name, year)},
                                       Operation::difference, to_plain(shortfall.missing));
  missing.citation = citation_of_document(plan, row.document, row.article);
  missing.children.push_back(wishes_of(assessment, shortfall, position));
  Derivation left =
      derivation_node({"Còn cho lớp này", "Left for the class"}, Operation::difference,
                      to_plain(shortfall.allowed - shortfall.held));
  Derivation allowed = derivation_node({"Nguồn và mức trần cho phép", "Sources and limits allow"},
                                       Operation::sum, to_plain(shortfall.allowed));
  for (const Limit& limit : shortfall.limits)
    allowed.children.push_back(limit_of(plan, limit, position));
  left.children.push_back(std::move(allowed));
  Derivation held = derivation_node({"Các lớp trước đã giữ", "Earlier classes hold"},
                                    Operation::outcome, to_plain(shortfall.held));
  held.place = fmt::format("shortfalls[{}].held_dong", position + 1);
  left.children.push_back(std::move(held));
  missing.children.push_back(std::move(left));
  return missing;
}

}  // namespace phanbo
