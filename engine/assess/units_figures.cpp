#include <algorithm>
#include <map>
#include <set>

#include "engine/assess/kinds.hpp"
#include "engine/assess/premium_months.hpp"

namespace phanbo {

namespace {

constexpr UnitKind kinds[] = {UnitKind::province, UnitKind::district, UnitKind::commune,
                              UnitKind::ward,     UnitKind::township, UnitKind::special_zone};

bool is_commune_level(UnitKind kind) {
  return kind == UnitKind::commune || kind == UnitKind::ward || kind == UnitKind::township ||
         kind == UnitKind::special_zone;
}

constexpr Date beginning_of_time{0, 1, 1};

/// The units of one kind at any level below a parent, by their first and last days.
struct Lifetimes {
  std::vector<Date> begins;  ///< `beginning_of_time` where not stated
  std::vector<Date> ends;    ///< only those that end

  void sort() {
    std::sort(begins.begin(), begins.end());
    std::sort(ends.begin(), ends.end());
  }
  std::int64_t count_on(const Date& day) const {
    return begun_by(day) - (std::lower_bound(ends.begin(), ends.end(), day) - ends.begin());
  }
  std::int64_t begun_by(const Date& day) const {
    return std::upper_bound(begins.begin(), begins.end(), day) - begins.begin();
  }
  std::int64_t begun_on(const Date& day) const {
    return begun_by(day) - (std::lower_bound(begins.begin(), begins.end(), day) - begins.begin());
  }
};

struct Below {
  std::map<UnitKind, Lifetimes> by_kind;
  std::set<Date> dates;        ///< on which some unit begins
  std::set<Date> merge_dates;  ///< on which some unit succeeds others
};

/// What lies below every unit that has a unit with dates below it.
std::map<Index<Unit>, Below> gather(const Plan& plan) {
  std::map<Index<Unit>, Below> result;
  for (const Unit& unit : plan.units) {
    if (!unit.valid_from && !unit.valid_to) continue;
    for (Index<Unit> above = unit.parent; above.is_set(); above = plan.units[above].parent)
      result[above];
  }
  if (result.empty()) return result;
  for (const Unit& unit : plan.units) {
    for (Index<Unit> above = unit.parent; above.is_set(); above = plan.units[above].parent) {
      const auto found = result.find(above);
      if (found == result.end()) continue;
      Lifetimes& lifetimes = found->second.by_kind[unit.kind];
      lifetimes.begins.push_back(unit.valid_from.value_or(beginning_of_time));
      if (unit.valid_to) lifetimes.ends.push_back(*unit.valid_to);
      if (unit.valid_from) found->second.dates.insert(*unit.valid_from);
    }
  }
  for (const Lineage& row : plan.lineage) {
    for (Index<Unit> above = plan.units[row.successor].parent; above.is_set();
         above = plan.units[above].parent) {
      const auto found = result.find(above);
      if (found != result.end()) found->second.merge_dates.insert(row.date);
    }
  }
  return result;
}

void count_figure(Workbench& bench, std::string id, std::int64_t count) {
  bench.figure(std::move(id), std::to_string(count), "count");
}

void add_counts_on(Workbench& bench, const std::string& id, const Below& below, const Date& day) {
  std::int64_t total = 0;
  std::int64_t commune_level = 0;
  std::int64_t district_level = 0;
  std::int64_t unchanged_total = 0;
  const bool is_merge = below.merge_dates.contains(day);
  for (const UnitKind kind : kinds) {
    const auto found = below.by_kind.find(kind);
    if (found == below.by_kind.end()) continue;
    const std::string code(to_code(kind));
    const std::int64_t count = found->second.count_on(day);
    count_figure(bench, id + "/count/" + code, count);
    total += count;
    if (is_commune_level(kind)) commune_level += count;
    if (kind == UnitKind::district) district_level += count;
    if (!is_merge) continue;
    const std::int64_t formed = found->second.begun_on(day);
    count_figure(bench, id + "/formed/" + code, formed);
    count_figure(bench, id + "/unchanged/" + code, count - formed);
    unchanged_total += count - formed;
  }
  count_figure(bench, id + "/total", total);
  count_figure(bench, id + "/commune_level", commune_level);
  count_figure(bench, id + "/district_level", district_level);
  if (!is_merge) return;
  count_figure(bench, id + "/formed/total", total - unchanged_total);
  count_figure(bench, id + "/unchanged/total", unchanged_total);
}

void add_counts(Workbench& bench) {
  for (auto& [parent, below] : gather(bench.plan)) {
    for (auto& [kind, lifetimes] : below.by_kind) lifetimes.sort();
    below.dates.insert(Date{bench.plan.first_year, 1, 1});
    for (const Date& day : below.dates) {
      add_counts_on(bench, "units/" + bench.plan.units[parent].code + "/" + to_iso(day), below,
                    day);
    }
  }
}

/// One unit's contribution to its successor.
struct Contribution {
  const Lineage* row = nullptr;
  std::optional<Decimal> amount;
};

std::optional<Decimal> whole_number(const std::optional<std::int64_t>& value) {
  if (!value) return std::nullopt;
  return Decimal::whole(*value);
}

std::optional<Decimal> people_of(const Plan& plan, const Lineage& row) {
  if (row.people || row.kind == LineageKind::part) return whole_number(row.people);
  return whole_number(plan.units[row.predecessor].people);
}

std::optional<Decimal> area_of(const Plan& plan, const Lineage& row) {
  if (row.area_km2 || row.kind == LineageKind::part) return row.area_km2;
  return plan.units[row.predecessor].area_km2;
}

/// The sum of what is known; what is missing of one predecessor is the rest of the successor.
void add_sum(Workbench& bench, const std::vector<Contribution>& parts,
             const std::optional<Decimal>& successor_amount, std::string_view what,
             std::string_view unit) {
  const Plan& plan = bench.plan;
  const Decimal zero;
  Decimal minus_sum;
  const Lineage* missing = nullptr;
  int missing_count = 0;
  for (const Contribution& part : parts) {
    if (part.amount) {
      minus_sum = decimal_difference(minus_sum, *part.amount);
      continue;
    }
    missing = part.row;
    ++missing_count;
  }
  const Lineage& first = *parts.front().row;
  if (missing_count == 0) {
    bench.figure("lineage/" + plan.units[first.successor].code + "/" + to_iso(first.date) + "/" +
                     std::string(what),
                 to_plain(decimal_difference(zero, minus_sum)), unit);
  }
  if (missing_count != 1 || !successor_amount) return;
  std::string id = "lineage/" + plan.units[missing->predecessor].code;
  if (missing->kind == LineageKind::part) id += "/" + plan.units[missing->successor].code;
  const Decimal sum = decimal_difference(zero, minus_sum);
  bench.figure(id + "/residual/" + std::string(what),
               to_plain(decimal_difference(*successor_amount, sum)), unit);
}

void add_lineage(Workbench& bench) {
  const Plan& plan = bench.plan;
  std::map<std::pair<Index<Unit>, Date>, std::vector<const Lineage*>> mergers;
  for (const Lineage& row : plan.lineage) mergers[{row.successor, row.date}].push_back(&row);
  for (const auto& [merger, rows] : mergers) {
    const Unit& successor = plan.units[merger.first];
    std::vector<Contribution> people;
    std::vector<Contribution> area;
    for (const Lineage* row : rows) {
      people.push_back({row, people_of(plan, *row)});
      area.push_back({row, area_of(plan, *row)});
    }
    add_sum(bench, people, whole_number(successor.people), "people", "people");
    add_sum(bench, area, successor.area_km2, "area_km2", "km2");
  }
}

}  // namespace

void add_unit_figures(Workbench& bench) {
  add_counts(bench);
  add_lineage(bench);
}

}  // namespace phanbo
