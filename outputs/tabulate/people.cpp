#include "outputs/tabulate/people.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace phanbo {

namespace {

auto key_of(const Participants& row) {
  return std::tie(row.programme, row.unit, row.group, row.year);
}

using Rows = Table<Participants>;

std::int64_t people_in_month(const Rows& rows, std::size_t first, std::size_t end, int month) {
  std::int64_t estimate = 0;
  std::int64_t actual = 0;
  bool has_actual = false;
  for (std::size_t i = first; i < end; ++i) {
    const Participants& row = rows.rows()[i];
    if (!row.months.contains(month)) continue;
    has_actual = has_actual || row.basis == CountBasis::actual;
    (row.basis == CountBasis::actual ? actual : estimate) += row.persons;
  }
  return has_actual ? actual : estimate;
}

}  // namespace

bool is_paid_group(const Plan& plan, const Participants& row) {
  for (const EntitlementRule& rule : plan.entitlement_rules) {
    if (rule.programme != row.programme || rule.year != row.year) continue;
    const auto names = [&](std::string_view group) {
      return std::find(rule.pays_groups.begin(), rule.pays_groups.end(), group) !=
             rule.pays_groups.end();
    };
    // A rule that names "household" means all members of households.
    return names(row.group) || (row.group.starts_with("household_") && names("household"));
  }
  return false;
}

std::vector<std::int64_t> people_covered(const View& view) {
  std::vector<std::array<std::int64_t, 12>> by_month(view.year_count());
  const Rows& rows = view.plan.participants;
  for (std::size_t first = 0, end = 0; first < rows.size(); first = end) {
    const Participants& row = rows.rows()[first];
    for (end = first + 1; end < rows.size() && key_of(rows.rows()[end]) == key_of(row);) ++end;
    if (!view.plan.has_year(row.year) || !is_paid_group(view.plan, row)) continue;
    auto& months = by_month[view.plan.year_position(row.year)];
    for (int month = 1; month <= 12; ++month)
      months[static_cast<std::size_t>(month - 1)] += people_in_month(rows, first, end, month);
  }
  std::vector<std::int64_t> people;
  for (const auto& months : by_month)
    people.push_back(*std::max_element(months.begin(), months.end()));
  return people;
}

}  // namespace phanbo
