#include <algorithm>
#include <set>

#include "verifier/figures.hpp"

namespace phanbo_verify {

namespace {

const UnitRow& unit_at(const PlanModel& plan, int unit) {
  return plan.units[static_cast<std::size_t>(unit)];
}

bool exists_on(const UnitRow& unit, Day day) {
  return unit.valid_from <= day && day <= unit.valid_to;
}

bool has_dates(const UnitRow& unit) {
  return unit.valid_from != first_day || unit.valid_to != last_day;
}

std::vector<int> units_below(const PlanModel& plan, int parent) {
  std::vector<int> below;
  for (std::size_t i = 0; i < plan.units.size(); ++i) {
    if (static_cast<int>(i) != parent && plan.is_within(static_cast<int>(i), parent)) {
      below.push_back(static_cast<int>(i));
    }
  }
  return below;
}

std::string_view level_of(std::string_view kind) {
  if (kind == "district") return "district_level";
  return kind == "province" || kind == "country" ? "" : "commune_level";
}

/// Counts of units by kind below one parent on one day.
struct Counts {
  std::map<std::string, int> by_kind;
  int total = 0;
};

Counts count(const PlanModel& plan, const std::vector<int>& units, Day day,
             const std::set<int>* only) {
  Counts counts;
  for (const int unit : units) counts.by_kind.try_emplace(unit_at(plan, unit).kind, 0);
  for (const int unit : units) {
    if (!exists_on(unit_at(plan, unit), day) || (only != nullptr && !only->contains(unit)))
      continue;
    ++counts.by_kind[unit_at(plan, unit).kind];
    ++counts.total;
  }
  return counts;
}

void add_counts(const PlanModel& plan, FigureBook& book, int parent, Day day,
                const std::vector<int>& below) {
  const std::string id = "units/" + unit_at(plan, parent).code + "/" + day_text(day) + "/";
  const Counts all = count(plan, below, day, nullptr);
  std::map<std::string, int> levels{{"commune_level", 0}, {"district_level", 0}};
  for (const auto& [kind, number] : all.by_kind) {
    book.number(id + "count/" + kind, Fraction::of(number), "count");
    if (!level_of(kind).empty()) levels[std::string(level_of(kind))] += number;
  }
  for (const auto& [level, number] : levels) book.number(id + level, Fraction::of(number), "count");
  book.number(id + "total", Fraction::of(all.total), "count");
  std::set<int> formed;
  for (const LineageRow& line : plan.lineage) {
    if (line.date == day && plan.is_within(line.successor, parent)) formed.insert(line.successor);
  }
  if (formed.empty()) return;
  const Counts made = count(plan, below, day, &formed);
  for (const auto& [kind, number] : made.by_kind) {
    book.number(id + "formed/" + kind, Fraction::of(number), "count");
    book.number(id + "unchanged/" + kind, Fraction::of(all.by_kind.at(kind) - number), "count");
  }
  book.number(id + "formed/total", Fraction::of(made.total), "count");
  book.number(id + "unchanged/total", Fraction::of(all.total - made.total), "count");
}

/// One measure of a merger: people or area.
class Measure {
 public:
  Measure(const PlanModel& plan, std::string name, std::string unit, bool is_people)
      : plan_(plan), name_(std::move(name)), unit_(std::move(unit)), is_people_(is_people) {}

  void add(FigureBook& book, int successor, Day day,
           const std::vector<const LineageRow*>& lines) const {
    Fraction sum;
    const LineageRow* unknown = nullptr;
    int unknown_count = 0;
    for (const LineageRow* line : lines) {
      if (const auto value = of_line(*line)) {
        sum = sum + *value;
      } else {
        unknown = line;
        ++unknown_count;
      }
    }
    const std::string& code = unit_at(plan_, successor).code;
    if (unknown_count == 0) {
      book.number("lineage/" + code + "/" + day_text(day) + "/" + name_, sum, unit_);
      return;
    }
    const auto whole = of_unit(successor);
    if (unknown_count != 1 || !whole) return;
    std::string id = "lineage/" + unit_at(plan_, unknown->predecessor).code + "/";
    if (unknown->kind == "part") id += code + "/";
    book.number(id + "residual/" + name_, *whole - sum, unit_);
  }

 private:
  std::optional<Fraction> of_unit(int unit) const {
    const UnitRow& row = unit_at(plan_, unit);
    return is_people_ ? row.people : row.area_km2;
  }
  /// A part counts as stated; a whole unit as the unit is.
  std::optional<Fraction> of_line(const LineageRow& line) const {
    const std::optional<Fraction>& stated = is_people_ ? line.people : line.area_km2;
    if (line.kind == "part" || stated) return stated;
    return of_unit(line.predecessor);
  }

  const PlanModel& plan_;
  std::string name_;
  std::string unit_;
  bool is_people_;
};

}  // namespace

void add_unit_figures(const PlanModel& plan, FigureBook& book) {
  for (std::size_t parent = 0; parent < plan.units.size(); ++parent) {
    const std::vector<int> below = units_below(plan, static_cast<int>(parent));
    std::set<Day> days{day_of(plan.first_year, 1, 1)};
    bool any_dates = false;
    for (const int unit : below) {
      const UnitRow& row = unit_at(plan, unit);
      any_dates = any_dates || has_dates(row);
      if (row.valid_from != first_day) days.insert(row.valid_from);
    }
    if (!any_dates) continue;
    for (const Day day : days) add_counts(plan, book, static_cast<int>(parent), day, below);
  }
  std::map<std::pair<int, Day>, std::vector<const LineageRow*>> mergers;
  for (const LineageRow& line : plan.lineage) mergers[{line.successor, line.date}].push_back(&line);
  for (const auto& [key, lines] : mergers) {
    Measure(plan, "people", "people", true).add(book, key.first, key.second, lines);
    Measure(plan, "area_km2", "km2", false).add(book, key.first, key.second, lines);
  }
}

void add_formula_figures(const PlanModel& plan, const NeedModel& model, FigureBook& book) {
  for (std::size_t f = 0; f < plan.formulas.size(); ++f) {
    const FormulaRow& formula = plan.formulas[f];
    const FormulaOutcome& outcome = model.formula_outcomes[f];
    const std::string& programme =
        plan.programmes[static_cast<std::size_t>(formula.programme)].code;
    const std::string tail = programme + "/" + std::to_string(formula.year) + "/";
    const bool by_points = formula.method == "points";
    if (by_points) {
      const std::string id = "points/" + tail + unit_at(plan, formula.parent).code + "/";
      book.dong(id + "pool_dong", outcome.pool);
      book.number(id + "total", outcome.points, "points");
      book.dong(id + "unshared_dong", outcome.rest - outcome.shared);
    }
    for (const FormulaUnit& unit : outcome.units) {
      const std::string& code = unit_at(plan, unit.unit).code;
      book.dong("share/" + tail + code + "/amount_dong", unit.amount());
      if (unit.held < 0) book.dong("share/" + tail + code + "/floor_dong", unit.amount());
      if (unit.held > 0) book.dong("share/" + tail + code + "/cap_dong", unit.amount());
      if (by_points) {
        book.number("points/" + tail + code, unit.points, "points");
        book.number("share/" + tail + code + "/percent",
                    unit.points / outcome.points * Fraction::of(100), "percent");
      }
      book.rounding(programme + "/" + code + "/" + std::to_string(formula.year),
                    by_points ? "largest_remainder" : "half_up", unit.exact_share,
                    Fraction::of(unit.share));
    }
  }
}

}  // namespace phanbo_verify
