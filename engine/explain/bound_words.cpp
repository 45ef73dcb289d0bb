#include "engine/explain/bound_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace phanbo {

namespace {

using namespace selection;

constexpr std::string_view kept_start = "kept:";

/// "nstw/2026" → source and year; empty where the place is none of these.
struct SourceAndYear {
  Index<Source> source;
  int year = 0;
};

std::optional<SourceAndYear> source_and_year(const Plan& plan, std::string_view place) {
  const std::size_t slash = place.rfind('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::string_view code = place.substr(0, slash);
  const std::string_view digits = place.substr(slash + 1);
  SourceAndYear found;
  const auto [rest, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), found.year);
  if (error != std::errc{} || rest != digits.data() + digits.size()) return std::nullopt;
  for (std::size_t i = 0; i < plan.sources.size(); ++i) {
    if (plan.sources.rows()[i].code != code) continue;
    found.source = Index<Source>(i);
    return found;
  }
  return std::nullopt;
}

Derivation source_year_input(const Plan& plan, std::size_t row, std::string_view field,
                             Money amount, NodeLabel label) {
  const SourceYear& year = plan.source_years.rows()[row];
  return input_of(std::move(label), to_plain(amount), {"source_years", row, field},
                  citation_of_document(plan, year.document));
}

/// Collects what is taken off before anything is free.
class FreeMoney {
 public:
  FreeMoney(const Plan& plan, const Assessment& assessed, SourceAndYear place)
      : plan_(plan), assessed_(assessed), place_(place) {
    node_ = derivation_node({"Tiền tự do", "Free money"}, Operation::difference, "");
    node_.children.push_back(
        derivation_node({"Được sử dụng", "Available"}, Operation::sum, to_plain(Money{})));
    add_rows();
    add_locked();
    add_given_below();
    add_kept();
  }

  Money free() const { return available_ - taken_; }
  Derivation take() {
    node_.children.front().value = to_plain(available_);
    node_.value = to_plain(free());
    return std::move(node_);
  }

 private:
  void add_rows() {
    for (std::size_t i = 0; i < plan_.source_years.size(); ++i) {
      const SourceYear& row = plan_.source_years.rows()[i];
      if (row.source != place_.source || row.year != place_.year) continue;
      available_ += row.available;
      node_.children.front().children.push_back(source_year_input(
          plan_, i, "available", row.available, {"Số được sử dụng", "Available"}));
      if (row.reserve.is_zero()) continue;
      take_off(row.reserve,
               source_year_input(plan_, i, "reserve", row.reserve, {"Dự phòng", "Reserved"}));
    }
  }
  void add_locked() {
    Money locked;
    for (const LockedAmount& row : assessed_.locked) {
      if (row.source == place_.source && assessed_.demands[row.demand].year == place_.year)
        locked += row.amount;
    }
    if (!locked.is_zero())
      take_off(locked, derivation_node({"Đã ấn định", "Fixed by decision"}, Operation::outcome,
                                       to_plain(locked)));
  }
  void add_given_below() {
    for (std::size_t i = 0; i < plan_.source_years.size(); ++i) {
      const SourceYear& row = plan_.source_years.rows()[i];
      if (row.year != place_.year || plan_.sources[row.source].transfer_from != place_.source)
        continue;
      take_off(row.available,
               source_year_input(plan_, i, "available", row.available,
                                 {"Bổ sung cho cấp dưới", "Given to lower budgets"}));
    }
  }
  void add_kept() {
    for (std::size_t i = 0; i < plan_.kept_money.size(); ++i) {
      const KeptMoney& row = plan_.kept_money[i];
      if (row.source != place_.source || row.year != place_.year) continue;
      take_off(row.amount,
               input_of({"Giữ riêng", "Kept apart"}, to_plain(row.amount),
                        {"kept_money", i, "amount"}, citation_of_document(plan_, row.document)));
    }
  }
  void take_off(Money amount, Derivation part) {
    taken_ += amount;
    node_.children.push_back(std::move(part));
  }

  const Plan& plan_;
  const Assessment& assessed_;
  SourceAndYear place_;
  Derivation node_;
  Money available_;
  Money taken_;
};

std::string_view name_of_node(const PlanModel& made, int node) {
  return made.node_names[static_cast<std::size_t>(node)];
}

/// Where money of a source begins: nowhere before, or the pool of the source.
bool is_start(const PlanModel& made, int node) {
  return node == money_node || name_of_node(made, node).starts_with(pool_start);
}

std::optional<Derivation> kept_capacity(const Plan& plan, std::string_view place, Amount capacity) {
  for (std::size_t i = 0; i < plan.kept_money.size(); ++i) {
    const KeptMoney& row = plan.kept_money[i];
    if (row.code != place.substr(kept_start.size()) || row.amount.dong() != capacity) continue;
    return input_of({"Giữ riêng", "Kept apart"}, to_plain(row.amount), {"kept_money", i, "amount"},
                    citation_of_document(plan, row.document));
  }
  return std::nullopt;
}

std::optional<Derivation> carried_capacity(const Plan& plan, SourceAndYear from, Amount capacity) {
  for (std::size_t i = 0; i < plan.source_years.size(); ++i) {
    const SourceYear& row = plan.source_years.rows()[i];
    if (row.source != from.source || row.year != from.year) continue;
    if (row.carry_out_max.dong() != capacity) continue;
    return source_year_input(plan, i, "carry_out_max", row.carry_out_max,
                             {"Được chuyển sang năm sau", "May be carried to the next year"});
  }
  return std::nullopt;
}

}  // namespace

Derivation value_node(NodeLabel label, Operation operation, std::string value) {
  return derivation_node(std::move(label), operation, std::move(value), "value");
}

std::string exact_share(Int128 number, int bits, int digits) {
  Int128 whole = Int128{1} << bits;
  for (int i = 0; i < digits; ++i) whole *= 10;
  Int128 a = number < 0 ? -number : number;
  Int128 b = whole;
  while (b != 0) {
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  const std::string numerator = to_plain(number / a);
  return whole == a ? numerator : numerator + "/" + to_plain(whole / a);
}

NodeLabel place_label(const Plan& plan, const PlanModel& made, const MoneyArc& arc) {
  const std::string_view to = name_of_node(made, arc.to);
  if (to.starts_with(pool_start)) {
    const std::string code(to.substr(std::string_view(pool_start).size()));
    return {"Rút tất cả các năm từ nguồn " + code, "Drawn in all years from source " + code};
  }
  const auto place = source_and_year(plan, to);
  if (!place) return {std::string(to), std::string(to)};
  const std::string& name = plan.sources[place->source].name;
  if (is_start(made, arc.from))
    return {fmt::format("Nguồn {} năm {}", name, place->year),
            fmt::format("Source {} in {}", name, place->year)};
  return {fmt::format("Nguồn {} chuyển sang năm {}", name, place->year),
          fmt::format("Source {} carried to {}", name, place->year)};
}

Derivation capacity_of(const Plan& plan, const Assessment& assessed, const PlanModel& made,
                       const MoneyArc& arc) {
  const std::string_view to = name_of_node(made, arc.to);
  std::optional<Derivation> known;
  if (const auto place = source_and_year(plan, to); place && is_start(made, arc.from)) {
    FreeMoney money(plan, assessed, *place);
    if (money.free().dong() == arc.capacity) known = money.take();
  } else if (const auto from = source_and_year(plan, name_of_node(made, arc.from)); from && place) {
    known = carried_capacity(plan, *from, arc.capacity);
  } else if (to.starts_with(kept_start)) {
    known = kept_capacity(plan, to, arc.capacity);
  }
  if (known) return std::move(*known);
  return derivation_node({"Nhiều nhất qua được", "May pass at most"}, Operation::outcome,
                         to_plain(Int128{arc.capacity}));
}

NodeLabel limit_label(const std::string& name) {
  struct LimitWords {
    std::string_view start;
    Text words;
  };
  constexpr LimitWords known[] = {{"exclusion:", {"Loại trừ nhau ", "Exclusion "}},
                                  {"prerequisite:", {"Điều kiện đi trước ", "Prerequisite "}},
                                  {"cap:", {"Mức trần ", "Cap "}},
                                  {"stage:", {"Mục tiêu trước giữ, thứ ", "Held by earlier goal "}},
                                  {"spread:", {"Mức chênh giữa đơn vị ", "Spread between units "}},
                                  {"limit:", {"Giới hạn ", "Limit "}}};
  for (const LimitWords& own : known) {
    if (!name.starts_with(own.start)) continue;
    const std::string code = name.substr(own.start.size());
    return {std::string(own.words.vi) + code, std::string(own.words.en) + code};
  }
  return {name, name};
}

Derivation limit_of(const Plan& plan, const PlanModel& made, std::size_t row, bool is_upper) {
  const Row& sides = made.model.rows[row];
  const Amount bound = is_upper ? *sides.upper : *sides.lower;
  const std::string& name = made.row_names[row];
  for (std::size_t i = 0; i < plan.choice_limits.size(); ++i) {
    const ChoiceLimit& limit = plan.choice_limits[i];
    if (name != "limit:" + limit.code) continue;
    return input_of(
        is_upper ? NodeLabel{"Nhiều nhất", "At most"} : NodeLabel{"Ít nhất", "At least"},
        to_plain(Int128{bound}), {"choice_limits", i, is_upper ? "cap" : "floor"},
        citation_of_document(plan, limit.document));
  }
  Derivation made_node =
      derivation_node({"Giới hạn", "Bound"}, Operation::outcome, to_plain(Int128{bound}),
                      name.starts_with("cap:") ? "dong" : "");
  for (std::size_t i = 0; i < plan.caps.size(); ++i) {
    const Cap& cap = plan.caps[i];
    if (name != "cap:" + cap.code) continue;
    made_node.children.push_back(input_of({"Mức trần của kế hoạch", "Cap of the plan"},
                                          to_plain(cap.amount), {"caps", i, "amount"},
                                          citation_of_document(plan, cap.document)));
  }
  return made_node;
}

std::vector<Derivation> value_grounds(const Plan& plan, const Assessment& assessed,
                                      const PlanCandidate& candidate) {
  const Item& item = assessed.items[candidate.item];
  for (std::size_t i = 0; i < plan.choice_rules.size(); ++i) {
    const ChoiceRule& rule = plan.choice_rules[i];
    if (rule.item != item.code || !rule.value) continue;
    return {input_of({"Giá trị khi được chọn", "What choosing it is worth"},
                     to_plain(rule.value->reduced()), {"choice_rules", i, "value"},
                     citation_of_document(plan, rule.document), "value")};
  }
  const bool is_project = item.origin == ItemOrigin::project;
  if (!is_project && item.origin != ItemOrigin::site) return {};
  return {input_of({"Điểm", "Score"}, to_plain(candidate.score.reduced()),
                   {is_project ? "projects" : "sites", item.origin_row, "score"}, "", "points")};
}

}  // namespace phanbo
