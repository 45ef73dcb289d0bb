#include <algorithm>
#include <map>

#include "inputs/checks.hpp"
#include "inputs/kinds_of_plans.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

/// Walks up from every unit; a walk that meets itself is a ring, told once, at its first unit.
void check_parent_cycles(CheckContext& context) {
  const auto& units = context.plan.units.rows();
  enum class Mark : char { fresh, on_walk, done };
  std::vector<Mark> marks(units.size(), Mark::fresh);
  for (std::size_t start = 0; start < units.size(); ++start) {
    std::vector<std::size_t> walk;
    std::size_t unit = start;
    while (marks[unit] == Mark::fresh) {
      marks[unit] = Mark::on_walk;
      walk.push_back(unit);
      if (!units[unit].parent.is_set()) break;
      unit = units[unit].parent.position();
    }
    const auto ring = std::find(walk.begin(), walk.end(), unit);
    const bool closes = ring != walk.end() && marks[unit] == Mark::on_walk &&
                        units[walk.back()].parent == Index<Unit>(unit);
    if (closes) {
      std::vector<std::string> codes;
      for (auto member = ring; member != walk.end(); ++member) codes.push_back(units[*member].code);
      codes.push_back(units[unit].code);
      context.report(unit_parent_cycle, "units", unit, "parent", {joined(codes, " → ")});
      context.blocked_tables.insert("units");
    }
    for (const std::size_t visited : walk) marks[visited] = Mark::done;
  }
}

int level_of(UnitKind kind) {
  switch (kind) {
    case UnitKind::country:
      return 0;
    case UnitKind::province:
      return 1;
    case UnitKind::district:
      return 2;
    case UnitKind::commune:
    case UnitKind::ward:
    case UnitKind::township:
    case UnitKind::special_zone:
      return 3;
  }
  return 3;
}

void check_parent_levels(CheckContext& context) {
  const auto& units = context.plan.units;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const Unit& unit = units.rows()[i];
    if (!unit.parent.is_set()) continue;
    const Unit& parent = units[unit.parent];
    if (level_of(parent.kind) < level_of(unit.kind)) continue;
    context.report(unit_parent_not_above, "units", i, "parent",
                   {parent.code, std::string(to_code(parent.kind)), unit.code,
                    std::string(to_code(unit.kind))});
  }
}

void check_status_overlaps(CheckContext& context) {
  const auto& statuses = context.plan.statuses;
  for (std::size_t i = 1; i < statuses.size(); ++i) {
    const UnitStatus& earlier = statuses[i - 1];
    const UnitStatus& later = statuses[i];
    if (earlier.unit != later.unit || earlier.status != later.status) continue;
    if (earlier.valid_to && *earlier.valid_to < later.valid_from) continue;
    context.report(status_overlap, "statuses", i, "valid_from",
                   {context.plan.units[later.unit].code, later.status});
  }
}

void check_lineage_self(CheckContext& context) {
  const auto& lineage = context.plan.lineage;
  for (std::size_t i = 0; i < lineage.size(); ++i) {
    if (lineage[i].predecessor != lineage[i].successor) continue;
    context.report(lineage_self, "lineage", i, "successor",
                   {context.plan.units[lineage[i].successor].code});
  }
}

void check_lineage_dates(CheckContext& context) {
  const Plan& plan = context.plan;
  for (std::size_t i = 0; i < plan.lineage.size(); ++i) {
    const Lineage& row = plan.lineage[i];
    const Unit& before = plan.units[row.predecessor];
    const Unit& after = plan.units[row.successor];
    const Date eve = day_before(row.date);
    const bool whole = row.kind != LineageKind::part;
    const bool before_fits =
        whole ? before.valid_to == eve : !before.valid_to || *before.valid_to >= eve;
    if (!before_fits) {
      context.report(lineage_date_mismatch, "lineage", i, "date",
                     {to_iso(row.date), before.code, existence_text(before)});
    }
    const bool after_fits = (!after.valid_from || *after.valid_from <= row.date) &&
                            (!after.valid_to || *after.valid_to >= row.date);
    if (!after_fits) {
      context.report(lineage_date_mismatch, "lineage", i, "date",
                     {to_iso(row.date), after.code, existence_text(after)});
    }
  }
}

/// Sum over the predecessors of one successor, as long as every part is known.
struct LineageSum {
  std::size_t first_row = 0;
  std::size_t part_count = 0;
  std::optional<Int128> people = 0;
  std::optional<Int128> area = 0;  ///< × 10^12
  int area_digits = 0;
};

Int128 scaled(const Decimal& value) {
  return Int128{value.units()} * Decimal::power_of_ten(Decimal::digits_max - value.digits());
}

void add_part(LineageSum& sum, const Lineage& row, const Unit& before) {
  const bool whole = row.kind != LineageKind::part;
  const auto people = row.people ? row.people : (whole ? before.people : std::nullopt);
  const auto area = row.area_km2 ? row.area_km2 : (whole ? before.area_km2 : std::nullopt);
  if (sum.people) sum.people = people ? std::optional<Int128>(*sum.people + *people) : std::nullopt;
  if (sum.area) sum.area = area ? std::optional<Int128>(*sum.area + scaled(*area)) : std::nullopt;
  if (area) sum.area_digits = std::max(sum.area_digits, area->digits());
  ++sum.part_count;
}

/// People agree to the person, areas within what rounding of their last digit explains.
void compare_with_successor(CheckContext& context, const Unit& after, const LineageSum& sum) {
  if (after.people && sum.people && *sum.people != *after.people) {
    context.report(lineage_sum_differs, "lineage", sum.first_row, "successor",
                   {after.code, std::to_string(*after.people), "people", to_plain(*sum.people)});
  }
  if (!after.area_km2 || !sum.area) return;
  const int digits = std::max(sum.area_digits, after.area_km2->digits());
  const Int128 unit = Decimal::power_of_ten(Decimal::digits_max - digits);
  const Int128 difference = scaled(*after.area_km2) - *sum.area;
  const Int128 tolerance = unit * static_cast<Int128>(sum.part_count + 1) / 2;
  if (difference <= tolerance && -difference <= tolerance) return;
  const auto total = static_cast<std::int64_t>(*sum.area / unit);
  context.report(lineage_sum_differs, "lineage", sum.first_row, "successor",
                 {after.code, to_plain(*after.area_km2), "area_km2",
                  to_plain(Decimal::from_units(total, digits))});
}

void check_lineage_sums(CheckContext& context) {
  const Plan& plan = context.plan;
  std::map<std::pair<Index<Unit>, Date>, LineageSum> sums;
  for (std::size_t i = 0; i < plan.lineage.size(); ++i) {
    const Lineage& row = plan.lineage[i];
    LineageSum& sum = sums[{row.successor, row.date}];
    if (sum.part_count == 0) sum.first_row = i;
    add_part(sum, row, plan.units[row.predecessor]);
  }
  for (const auto& [key, sum] : sums) {
    const Unit& after = plan.units[key.first];
    // A unit that existed before keeps its own earlier people and area besides the parts.
    if (after.valid_from == key.second) compare_with_successor(context, after, sum);
  }
}

/// Units of a kind below the parent on the day. Where `list` is a status, only units with it.
std::int64_t count_listed(const Plan& plan, const StatedCount& stated) {
  const bool by_status =
      std::any_of(plan.statuses.begin(), plan.statuses.end(),
                  [&](const UnitStatus& row) { return row.status == stated.list; });
  std::int64_t count = 0;
  for (std::size_t i = 0; i < plan.units.size(); ++i) {
    const Unit& unit = plan.units.rows()[i];
    const Index<Unit> index(i);
    if (unit.kind != stated.kind || !exists_between(unit, stated.date, stated.date)) continue;
    if (index == stated.parent || !plan.is_within(index, stated.parent)) continue;
    if (by_status && !plan.has_status(index, stated.list, stated.date)) continue;
    ++count;
  }
  return count;
}

void check_stated_counts(CheckContext& context) {
  const auto& counts = context.plan.stated_counts;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const std::int64_t listed = count_listed(context.plan, counts[i]);
    if (listed == counts[i].stated) continue;
    context.report(stated_count_differs, "stated_counts", i, "stated",
                   {std::to_string(counts[i].stated), std::string(to_code(counts[i].kind)),
                    counts[i].list, std::to_string(listed)});
  }
}

/// Is a need of this unit at that time possible?
void check_use(CheckContext& context, Index<Unit> unit, const Date& from, const Date& to,
               std::string_view table, std::size_t row, std::string_view field) {
  if (!unit.is_set()) return;
  const Unit& used = context.plan.units[unit];
  if (exists_between(used, from, to)) return;
  context.report(unit_outside_its_dates, table, row, field,
                 {used.code, to_iso(from) + "…" + to_iso(to), existence_text(used)});
}

void check_months_use(CheckContext& context, Index<Unit> unit, int year, MonthSpan months,
                      std::string_view table, std::size_t row) {
  check_use(context, unit, {year, months.first, 1}, last_day_of_month(year, months.last), table,
            row, "unit");
}

void check_units_of_costs(CheckContext& context) {
  const auto& rows = context.plan.fixed_costs.rows();
  for (std::size_t i = 0; i < rows.size(); ++i)
    check_months_use(context, rows[i].unit, rows[i].year, rows[i].months, "fixed_costs", i);
}

void check_units_of_participants(CheckContext& context) {
  const auto& rows = context.plan.participants.rows();
  for (std::size_t i = 0; i < rows.size(); ++i)
    check_months_use(context, rows[i].unit, rows[i].year, rows[i].months, "participants", i);
}

void check_units_of_first_amounts(CheckContext& context) {
  const auto& rows = context.plan.first_amounts;
  for (std::size_t i = 0; i < rows.size(); ++i)
    check_months_use(context, rows[i].unit, rows[i].year, MonthSpan{}, "first_amounts", i);
}

void check_units_of_gifts(CheckContext& context) {
  const auto& rows = context.plan.in_kind;
  for (std::size_t i = 0; i < rows.size(); ++i)
    check_months_use(context, rows[i].unit, rows[i].year, MonthSpan{}, "in_kind", i);
}

template <class Row>
void check_units_of_needs(CheckContext& context, const std::vector<Row>& rows,
                          std::string_view table) {
  const Plan& plan = context.plan;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (int year = plan.first_year; year <= plan.last_year; ++year) {
      const auto& need = rows[i].need_by_year[plan.year_position(year)];
      if (!need || need->is_zero()) continue;
      check_use(context, rows[i].unit, first_day_of(year), {year, 12, 31}, table, i,
                year_column(year));
    }
  }
}

void check_units_of_sites(CheckContext& context) {
  check_units_of_needs(context, context.plan.sites.rows(), "sites");
}

void check_units_of_projects(CheckContext& context) {
  check_units_of_needs(context, context.plan.projects.rows(), "projects");
}

}  // namespace

std::span<const PlanCheck> unit_checks() {
  static const std::vector<PlanCheck> checks = {
      {check_parent_cycles, {"units"}},
      {check_parent_levels, {"units"}},
      {check_status_overlaps, {"units", "statuses"}},
      {check_lineage_self, {"units", "lineage"}},
      {check_lineage_dates, {"units", "lineage"}},
      {check_lineage_sums, {"units", "lineage"}},
      {check_stated_counts, {"units", "statuses", "stated_counts"}},
      {check_units_of_costs, {"units", "fixed_costs"}},
      {check_units_of_participants, {"units", "participants"}},
      {check_units_of_first_amounts, {"units", "first_amounts"}},
      {check_units_of_gifts, {"units", "in_kind"}},
      {check_units_of_sites, {"units", "sites"}},
      {check_units_of_projects, {"units", "projects"}},
  };
  return checks;
}

}  // namespace phanbo
