#include "engine/assess/yearly_needs.hpp"

#include <algorithm>

namespace phanbo {

std::vector<std::optional<Money>> cut_at_limit(const std::vector<std::optional<Money>>& needs,
                                               std::optional<Money> limit) {
  std::vector<std::optional<Money>> result = needs;
  if (!limit) return result;
  Money left = std::max(*limit, Money());
  for (auto& need : result) {
    if (!need) continue;
    need = std::min(*need, left);
    left -= *need;
  }
  return result;
}

void note_cuts(Workbench& bench, const std::string& code,
               const std::vector<std::optional<Money>>& given,
               const std::vector<std::optional<Money>>& cut) {
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (given[i] == cut[i]) continue;
    const int year = bench.plan.first_year + static_cast<int>(i);
    bench.assessment.roundings.push_back(
        {code + "/" + std::to_string(year), "ceiling", to_plain(*given[i]), to_plain(*cut[i])});
  }
}

namespace {

Derivation year_node(const Plan& plan, const GivenNeeds& given, std::size_t year_position,
                     Label label) {
  const int year = plan.first_year + static_cast<int>(year_position);
  const std::string field = "y" + std::to_string(year);
  // A year that only a choice may fill is blank in the plan: nothing is needed there.
  return input_node(std::move(label), to_plain(given.needs[year_position].value_or(Money())),
                    "dong", {given.table, given.row, field}, given.citation);
}

/// What stands before: the amounts of the other years and of the schedules that the need may come
/// from.
std::vector<Derivation> grounds_of_choice(const Plan& plan, const GivenNeeds& given, int year) {
  std::vector<Derivation> grounds;
  for (std::size_t i = 0; i < given.needs.size(); ++i) {
    if (!given.needs[i] || given.needs[i]->is_zero()) continue;
    const std::string of_year = std::to_string(plan.first_year + static_cast<int>(i));
    grounds.push_back(year_node(plan, given, i, {"Nhu cầu năm " + of_year, "Need of " + of_year}));
  }
  if (given.table != "projects") return grounds;
  for (std::size_t i = 0; i < plan.schedules.size(); ++i) {
    const ScheduleYear& row = plan.schedules[i];
    if (row.project != Index<Project>(given.row) || row.year != year) continue;
    grounds.push_back(input_node({"Theo tiến độ " + row.schedule, "By schedule " + row.schedule},
                                 to_plain(row.amount), "dong", {"schedules", i, "amount"},
                                 citation_of(plan, row.document)));
  }
  return grounds;
}

/// A class shared by best_value chose in which years the item is paid: by another schedule, or the
/// given years moved on.
Derivation chosen_node(const Plan& plan, const GivenNeeds& given, int year, Money need) {
  return standing_node({given.label.vi + ", năm " + std::to_string(year) + " theo phương án chọn",
                        given.label.en + ", " + std::to_string(year) + " as chosen"},
                       to_plain(need), "dong", grounds_of_choice(plan, given, year));
}

}  // namespace

void open_years_of_choice(const Plan& plan, const std::string& code,
                          Index<PriorityClass> priority_class,
                          std::vector<std::optional<Money>>& needs) {
  if (!priority_class.is_set() || plan.classes[priority_class].rule != SharingRule::best_value)
    return;
  const auto open = [&](int year) {
    auto& need = needs[plan.year_position(year)];
    if (!need) need = Money();
  };
  // Rows come sorted by project, and projects by code.
  const auto first = std::lower_bound(plan.schedules.begin(), plan.schedules.end(), code,
                                      [&](const ScheduleYear& row, const std::string& wanted) {
                                        return plan.projects[row.project].code < wanted;
                                      });
  for (auto row = first; row != plan.schedules.end() && plan.projects[row->project].code == code;
       ++row)
    if (plan.has_year(row->year)) open(row->year);
  const auto rule = std::lower_bound(
      plan.choice_rules.begin(), plan.choice_rules.end(), code,
      [](const ChoiceRule& own, const std::string& wanted) { return own.item < wanted; });
  if (rule == plan.choice_rules.end() || rule->item != code || !rule->latest_start) return;
  int begin = plan.last_year + 1;
  for (int year = plan.last_year; year >= plan.first_year; --year) {
    const auto& need = needs[plan.year_position(year)];
    if (need && !need->is_zero()) begin = year;
  }
  for (int year = begin; year <= plan.last_year && begin < *rule->latest_start; ++year) open(year);
}

Derivation derive_yearly_need(const Plan& plan, const GivenNeeds& given, int year, Money need) {
  const std::size_t position = plan.year_position(year);
  if (!given.needs[position]) return chosen_node(plan, given, year, need);
  Derivation own = year_node(plan, given, position, given.label);
  if (*given.needs[position] == need) return own;
  if (!given.limit) return chosen_node(plan, given, year, need);
  std::vector<Derivation> room{*given.limit};
  Int128 left = 0;
  Money before;
  for (std::size_t i = 0; i < position; ++i) {
    if (!given.needs[i]) continue;
    const std::string of_year = std::to_string(plan.first_year + static_cast<int>(i));
    room.push_back(year_node(plan, given, i, {"Nhu cầu năm " + of_year, "Need of " + of_year}));
    before += *given.needs[i];
  }
  const auto limit = Decimal::parse(given.limit->value);
  PB_CHECK(limit && limit->digits() == 0);
  left = Int128{limit->units()} - before.dong();
  if (std::min(Int128{given.needs[position]->dong()}, std::max(left, Int128{0})) != need.dong())
    return chosen_node(plan, given, year, need);
  Derivation rest = node(Operation::difference, {"Mức còn lại", "Left of the ceiling"},
                         to_plain(left), "dong", std::move(room));
  Derivation zero = node(Operation::count, {"Không âm", "Not below zero"}, "0", "dong", {});
  Derivation usable =
      node(Operation::maximum, {"Mức còn lại, không âm", "Left of the ceiling, not below zero"},
           to_plain(std::max(left, Int128{0})), "dong", {std::move(zero), std::move(rest)});
  Derivation result =
      node(Operation::minimum, {"Nhu cầu trong mức trần", "Need within the ceiling"},
           to_plain(need), "dong", {std::move(own), std::move(usable)});
  result.note = "ceiling";
  return result;
}

}  // namespace phanbo
