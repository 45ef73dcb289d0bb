#include <algorithm>
#include <map>

#include "inputs/checks.hpp"
#include "inputs/kinds_of_plans.hpp"

/// Printed tables of others are checked as they were printed: sums within the rounding of the
/// print, percentages to their own digits, values against their own history. Nothing is corrected.
namespace phanbo {

using namespace input_problem;

namespace {

constexpr Int128 scale_of_all = 1'000'000'000'000;  ///< 10^12: every decimal as a whole number

Int128 scaled(const Decimal& value) {
  return Int128{value.units()} * Decimal::power_of_ten(Decimal::digits_max - value.digits());
}

/// Half of the last printed digit, on the common scale.
Int128 half_of_last_digit(int digits) {
  return Int128{Decimal::power_of_ten(Decimal::digits_max - digits)} / 2;
}

/// Plain text of a number on the common scale, without trailing zeros.
std::string text_of(Int128 number) {
  const bool negative = number < 0;
  if (negative) number = -number;
  std::string text = to_plain(number / scale_of_all);
  std::string fraction = to_plain(number % scale_of_all + scale_of_all).substr(1);
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  if (!fraction.empty()) text += "." + fraction;
  return negative ? "-" + text : text;
}

/// Counted, not rounded: đồng and people add up exactly.
bool is_exact_unit(const std::string& unit) { return unit == "dong" || unit == "people"; }

using RowKey = std::tuple<std::string_view, std::string_view, std::optional<int>>;

struct Family {
  std::size_t parent = 0;
  std::vector<std::size_t> children;
};

/// Parents with their direct children, in table order of the parent.
std::vector<Family> families_of(const std::vector<StatementRow>& rows) {
  std::map<RowKey, std::size_t> positions;
  for (std::size_t i = 0; i < rows.size(); ++i)
    positions.emplace(RowKey(rows[i].statement, rows[i].row, rows[i].year), i);
  std::map<std::size_t, Family> families;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].parent.empty()) continue;
    const auto parent = positions.find(RowKey(rows[i].statement, rows[i].parent, rows[i].year));
    if (parent == positions.end()) continue;
    Family& family = families[parent->second];
    family.parent = parent->second;
    family.children.push_back(i);
  }
  std::vector<Family> list;
  for (auto& [position, family] : families) list.push_back(std::move(family));
  return list;
}

struct PrintedColumn {
  std::string_view name;
  std::optional<Decimal> StatementRow::*member;
};

constexpr PrintedColumn summed_columns[] = {{"value", &StatementRow::value},
                                            {"plan", &StatementRow::plan},
                                            {"actual", &StatementRow::actual}};

/// Can the family be summed in this column: all given, all in the parent's unit, no ratios?
bool is_summable(const std::vector<StatementRow>& rows, const Family& family,
                 const PrintedColumn& column) {
  const StatementRow& parent = rows[family.parent];
  if (!(parent.*column.member) || parent.unit == "percent") return false;
  return std::all_of(family.children.begin(), family.children.end(), [&](std::size_t child) {
    return (rows[child].*column.member) && rows[child].unit == parent.unit;
  });
}

void check_sum(CheckContext& context, const Family& family, const PrintedColumn& column) {
  const auto& rows = context.plan.statements;
  const StatementRow& parent = rows[family.parent];
  const Decimal& printed = *(parent.*column.member);
  Int128 sum = 0;
  int digits = printed.digits();
  for (const std::size_t child : family.children) {
    const Decimal& part = *(rows[child].*column.member);
    sum += scaled(part);
    digits = std::max(digits, part.digits());
  }
  const Int128 residual = scaled(printed) - sum;
  if (residual == 0) return;
  const Int128 tolerance =
      is_exact_unit(parent.unit)
          ? 0
          : half_of_last_digit(digits) * static_cast<Int128>(family.children.size() + 1);
  const bool within = residual <= tolerance && -residual <= tolerance;
  context.report(within ? printed_total_residual : printed_total_differs, "statements",
                 family.parent, column.name,
                 {parent.row, to_plain(printed), std::to_string(family.children.size()),
                  text_of(sum), text_of(residual), text_of(tolerance)});
}

void check_children(CheckContext& context, const Family& family, const PrintedColumn& column) {
  const auto& rows = context.plan.statements;
  const StatementRow& parent = rows[family.parent];
  const bool any_negative =
      std::any_of(family.children.begin(), family.children.end(), [&](std::size_t child) {
        const auto& part = rows[child].*column.member;
        return part && part->is_negative();
      });
  if (!(parent.*column.member) || parent.unit == "percent" || any_negative) return;
  for (const std::size_t child : family.children) {
    const auto& part = rows[child].*column.member;
    if (!part || rows[child].unit != parent.unit || *part <= *(parent.*column.member)) continue;
    context.report(
        printed_child_over_parent, "statements", child, column.name,
        {rows[child].row, to_plain(*part), parent.row, to_plain(*(parent.*column.member))});
  }
}

void check_printed_sums(CheckContext& context) {
  const auto& rows = context.plan.statements;
  for (const Family& family : families_of(rows)) {
    for (const PrintedColumn& column : summed_columns) {
      if (is_summable(rows, family, column)) check_sum(context, family, column);
      check_children(context, family, column);
    }
  }
}

void check_parents(CheckContext& context) {
  const auto& rows = context.plan.statements;
  std::map<std::string_view, std::vector<std::string>> names;
  for (const StatementRow& row : rows) names[row.statement].push_back(row.row);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& known = names[rows[i].statement];
    if (rows[i].parent.empty() || std::binary_search(known.begin(), known.end(), rows[i].parent)) {
      continue;
    }
    context.report(statement_parent_unknown, "statements", i, "parent",
                   {rows[i].statement, rows[i].parent, offered_names(rows[i].parent, known)});
  }
}

/// Follows the parents of every row; a ring is told once, at its first row.
void check_parent_rings(CheckContext& context) {
  const auto& rows = context.plan.statements;
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> first_rows;
  for (std::size_t i = 0; i < rows.size(); ++i)
    first_rows.emplace(
        std::pair<std::string_view, std::string_view>(rows[i].statement, rows[i].row), i);
  std::vector<bool> seen(rows.size(), false);
  for (const auto& [key, start] : first_rows) {
    std::vector<std::size_t> walk;
    std::size_t row = start;
    while (!seen[row]) {
      seen[row] = true;
      walk.push_back(row);
      const auto parent = first_rows.find({rows[row].statement, rows[row].parent});
      if (parent == first_rows.end()) break;
      row = parent->second;
    }
    const auto ring = std::find(walk.begin(), walk.end(), row);
    if (ring == walk.end() || rows[walk.back()].parent != rows[*ring].row) continue;
    std::vector<std::string> codes;
    for (auto member = ring; member != walk.end(); ++member) codes.push_back(rows[*member].row);
    codes.push_back(rows[*ring].row);
    context.report(statement_parent_cycle, "statements", *ring, "parent", {joined(codes, " → ")});
  }
}

/// Numbers on a common whole scale, with the widths that the printing of plan and actual leaves
/// open.
struct PercentParts {
  Int128 actual = 0;
  Int128 plan = 0;
  Int128 actual_width = 0;
  Int128 plan_width = 0;
  Int128 percent_scale = 1;  ///< 10^digits of the printed percent
};

PercentParts percent_parts(const StatementRow& row) {
  const int digits = std::max(row.actual->digits(), row.plan->digits());
  const auto doubled = [&](const Decimal& value) {
    return Int128{value.units()} * Decimal::power_of_ten(digits - value.digits()) * 2;
  };
  const auto width = [&](const Decimal& value) {
    return is_exact_unit(row.unit) ? Int128{0}
                                   : Int128{Decimal::power_of_ten(digits - value.digits())};
  };
  return {doubled(*row.actual), doubled(*row.plan), width(*row.actual), width(*row.plan),
          Decimal::power_of_ten(row.percent->digits())};
}

/// Could the printed percent come from unrounded figures that print as plan and actual?
bool is_explained_by_rounding(const PercentParts& parts, Int128 printed) {
  const Int128 most_plan = parts.plan + parts.plan_width;
  const Int128 least_plan = parts.plan - parts.plan_width;
  if (least_plan <= 0) return true;
  Int128 low = 0;
  Int128 high = 0;
  Int128 printed_low = 0;
  Int128 printed_high = 0;
  const Int128 factor = 200 * parts.percent_scale;
  const bool overflows = __builtin_mul_overflow(factor, parts.actual - parts.actual_width, &low) ||
                         __builtin_mul_overflow(factor, parts.actual + parts.actual_width, &high) ||
                         __builtin_mul_overflow(2 * printed, most_plan, &printed_low) ||
                         __builtin_mul_overflow(2 * printed, least_plan, &printed_high);
  if (overflows) return true;
  return printed_low >= low - most_plan && printed_high <= high + least_plan;
}

void check_percents(CheckContext& context) {
  const auto& rows = context.plan.statements;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const StatementRow& row = rows[i];
    if (!row.plan || !row.actual || !row.percent) continue;
    if (row.plan->is_zero() || row.plan->is_negative()) continue;
    const PercentParts parts = percent_parts(row);
    Int128 numerator = 0;
    if (__builtin_mul_overflow(100 * parts.percent_scale, parts.actual, &numerator)) continue;
    const Int128 expected = divide_rounded(numerator, parts.plan, RoundingMode::half_up);
    const Int128 printed = row.percent->units();
    if (expected == printed || is_explained_by_rounding(parts, printed)) continue;
    const Int128 shown = expected * (scale_of_all / parts.percent_scale);
    context.report(printed_percent_differs, "statements", i, "percent",
                   {row.row, to_plain(*row.percent), text_of(shown)});
  }
}

Int128 magnitude(const Decimal& value) {
  const Int128 number = scaled(value);
  return number < 0 ? -number : number;
}

bool is_far_apart(Int128 a, Int128 b) { return a >= 100 * b || b >= 100 * a; }

/// One row of a statement over the years [first, last) of the table: values far from most of the
/// others.
void check_history(CheckContext& context, const std::vector<std::size_t>& years) {
  const auto& rows = context.plan.statements;
  for (std::size_t k = 0; k < years.size(); ++k) {
    const Int128 own = magnitude(*rows[years[k]].value);
    std::size_t far = 0;
    std::vector<std::string> others;
    for (std::size_t other = 0; other < years.size(); ++other) {
      if (other == k) continue;
      far += is_far_apart(own, magnitude(*rows[years[other]].value)) ? 1 : 0;
      others.push_back(std::to_string(*rows[years[other]].year) + ": " +
                       to_plain(*rows[years[other]].value));
    }
    // Of two values nobody knows which is wrong; the later one is named.
    const bool is_odd = years.size() == 2 ? far == 1 && k == 1 : 2 * far > years.size() - 1;
    if (!is_odd) continue;
    const StatementRow& row = rows[years[k]];
    context.report(
        magnitude_jump, "statements", years[k], "value",
        {row.row, std::to_string(*row.year), to_plain(*row.value), joined(others, ", ")});
  }
}

void check_magnitudes(CheckContext& context) {
  const auto& rows = context.plan.statements;
  std::vector<std::size_t> years;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i > 0 && (rows[i - 1].statement != rows[i].statement || rows[i - 1].row != rows[i].row)) {
      check_history(context, years);
      years.clear();
    }
    const StatementRow& row = rows[i];
    const bool same_unit = years.empty() || rows[years.front()].unit == row.unit;
    if (row.year && row.value && !row.value->is_zero() && same_unit) years.push_back(i);
  }
  check_history(context, years);
}

void check_revenue_percent(CheckContext& context) {
  const auto& rows = context.plan.revenue_shares;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].share_percent <= Decimal::whole(100)) continue;
    context.report(percent_out_of_range, "revenue_shares", i, "share_percent",
                   {to_plain(rows[i].share_percent), rows[i].revenue + ", " + rows[i].unit});
  }
}

/// Tiers of one revenue and unit stand together.
void check_revenue_sums(CheckContext& context) {
  const auto& rows = context.plan.revenue_shares;
  for (std::size_t first = 0; first < rows.size();) {
    Int128 sum = 0;
    std::size_t next = first;
    while (next < rows.size() && rows[next].revenue == rows[first].revenue &&
           rows[next].unit == rows[first].unit) {
      sum += scaled(rows[next++].share_percent);
    }
    if (sum != 100 * scale_of_all) {
      context.report(revenue_shares_sum, "revenue_shares", first, "share_percent",
                     {rows[first].revenue, rows[first].unit, text_of(sum)});
    }
    first = next;
  }
}

}  // namespace

std::span<const PlanCheck> statement_checks() {
  static const std::vector<PlanCheck> checks = {
      {check_parents, {"statements"}},          {check_parent_rings, {"statements"}},
      {check_printed_sums, {"statements"}},     {check_percents, {"statements"}},
      {check_magnitudes, {"statements"}},       {check_revenue_percent, {"revenue_shares"}},
      {check_revenue_sums, {"revenue_shares"}},
  };
  return checks;
}

}  // namespace phanbo
