#include <fmt/format.h>

#include <algorithm>

#include "cli/problem_report.hpp"
#include "cli/sweep_run.hpp"
#include "cli/usage_problems.hpp"
#include "inputs/fields.hpp"

namespace phanbo {

namespace {

constexpr std::size_t points_max = 5'000;

struct WrittenAxis {
  std::string table;
  std::string key;
  std::string column;
  Decimal from;
  Decimal to;
  Decimal step;
};

/// "table/key/column=from:to:step"; empty when it does not have this form.
std::optional<WrittenAxis> parse_axis(const std::string& text) {
  const std::size_t equals = text.rfind('=');
  const std::size_t first = text.find('/');
  if (equals == std::string::npos || first == std::string::npos || first > equals) return {};
  const std::size_t last = text.rfind('/', equals);
  if (last == first) return {};
  const std::vector<std::string> numbers = split(text.substr(equals + 1), ':');
  if (numbers.size() != 3) return {};
  const auto from = Decimal::parse(numbers[0]);
  const auto to = Decimal::parse(numbers[1]);
  const auto step = Decimal::parse(numbers[2]);
  if (!from || !to || !step) return {};
  return WrittenAxis{text.substr(0, first),
                     text.substr(first + 1, last - first - 1),
                     text.substr(last + 1, equals - last - 1),
                     *from,
                     *to,
                     *step};
}

/// The number of whole units of 10^-digits; empty when it is none or does not fit.
std::optional<std::int64_t> units_of(const Decimal& value, int digits) {
  Int128 units = value.units();
  for (int i = value.digits(); i < digits; ++i) units *= 10;
  for (int i = digits; i < value.digits(); ++i) {
    if (units % 10 != 0) return {};
    units /= 10;
  }
  if (units > INT64_MAX / 4 || units < INT64_MIN / 4) return {};
  return static_cast<std::int64_t>(units);
}

/// Is the column a number, and is it money?
std::optional<bool> is_money_column(const std::string& table, const std::string& column) {
  const TableSpec* const spec = find_table_spec(table);
  if (spec == nullptr || is_about_scenarios(table)) return {};
  for (const Field& field : spec->fields) {
    if (field.name != column) continue;
    if (field.type == FieldType::money) return true;
    const bool is_number = field.type == FieldType::decimal || field.type == FieldType::percent ||
                           field.type == FieldType::integer;
    return is_number ? std::optional(false) : std::nullopt;
  }
  const bool is_year = spec->years_across && column.size() == 5 && column.front() == 'y';
  return is_year ? std::optional(true) : std::nullopt;
}

Problem refused(const std::string& text, std::string wanted) {
  return usage_problem(bad_option_value, {"--vary", text, std::move(wanted)});
}

std::optional<Problem> read_axis(const PlanWithScenarios& plan, const std::string& text,
                                 SweepAxis& axis) {
  const auto written = parse_axis(text);
  if (!written) return refused(text, "TABLE/KEY/COLUMN=FROM:TO:STEP");
  const auto is_money = is_money_column(written->table, written->column);
  if (!is_money)
    return refused(text, fmt::format("{}: phanbo schema {}", written->column, written->table));
  if (!(written->step > Decimal()) || written->to < written->from)
    return refused(text, "FROM ≤ TO, STEP > 0");
  axis.table = written->table;
  axis.key = written->key;
  axis.column = written->column;
  axis.is_money = *is_money;
  const int power = *is_money ? amount_unit_power(*plan.texts(), written->table) : 0;
  axis.digits =
      *is_money ? 0
                : std::max({written->from.digits(), written->to.digits(), written->step.digits()});
  const auto from = units_of(written->from, axis.digits + (*is_money ? power : 0));
  const auto to = units_of(written->to, axis.digits + (*is_money ? power : 0));
  const auto step = units_of(written->step, axis.digits + (*is_money ? power : 0));
  if (!from || !to || !step) return refused(text, "1 đồng, 2 – 9·10¹⁵");
  if ((*to - *from) / *step >= static_cast<std::int64_t>(points_max))
    return refused(text, fmt::format("≤ {} (FROM, TO, STEP)", points_max));
  for (std::int64_t value = *from; value <= *to; value += *step) axis.values.push_back(value);
  return std::nullopt;
}

}  // namespace

std::optional<Problem> read_axes(const PlanWithScenarios& plan, const std::string& text,
                                 std::vector<SweepAxis>& axes) {
  const std::vector<std::string> parts = split(text, ',');
  if (parts.size() > 2) return refused(text, "TABLE/KEY/COLUMN=FROM:TO:STEP, 1–2");
  std::size_t points = 1;
  for (const std::string& part : parts) {
    if (auto problem = read_axis(plan, part, axes.emplace_back())) return problem;
    points *= axes.back().values.size();
  }
  if (points > points_max) return refused(text, fmt::format("≤ {}", points_max));
  if (axes.size() == 2 && axes[0].code() == axes[1].code())
    return refused(text, "TABLE/KEY/COLUMN 1 ≠ TABLE/KEY/COLUMN 2");
  return std::nullopt;
}

}  // namespace phanbo
