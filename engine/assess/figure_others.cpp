#include <algorithm>

#include "engine/assess/figure_derivation.hpp"

/// drawdown/…, projects/…, units/…, lineage/….
namespace phanbo {

std::optional<Derivation> derive_drawdown_figure(const AskedFigure& asked) {
  constexpr std::string_view topic = "balancing_supplement_drawdown";
  for (std::size_t row = 0; row < asked.plan.source_years.size(); ++row) {
    const SourceYear& year = asked.plan.source_years.rows()[row];
    const std::string id =
        "drawdown/" + asked.plan.sources[year.source].code + "/" + std::to_string(year.year) + "/";
    if (!asked.figure.id.starts_with(id)) continue;
    const std::string_view what = asked.last();
    const Date new_year{year.year, 1, 1};
    Derivation available =
        input_node({"Số bổ sung cân đối trong năm", "Balancing supplement of the year"},
                   to_plain(year.available), "dong", {"source_years", row, "available"},
                   citation_of(asked.plan, year.document));
    const auto rounded = [&](Derivation exact) {
      Derivation made = asked.node(
          Operation::round, {"Được rút nhiều nhất", "May be drawn at most"}, {std::move(exact)});
      made.note = "down 0";
      return made;
    };
    if (what == "month_cap_dong") {
      const LawRow* divisor = asked.plan.law.find(topic, "month_divisor", new_year);
      if (divisor == nullptr) return std::nullopt;
      const std::string quotient =
          exact_text(year.available.dong(), divisor->value->reduced().units());
      return rounded(node(Operation::quotient, {"Số cả năm : số tháng", "Year ÷ months"}, quotient,
                          "dong", {std::move(available), law_node(*divisor)}));
    }
    const std::string_view key =
        what == "q1_cap_dong" ? std::string_view("q1_percent") : "q1_month_percent";
    const LawRow* percent = asked.plan.law.find(topic, key, new_year);
    if (percent == nullptr) return std::nullopt;
    const ExactProduct exact = ExactProduct().times(year.available).percent(*percent->value);
    return rounded(node(Operation::percent_of, {"Phần được rút", "Part that may be drawn"},
                        exact.text(), "dong", {law_node(*percent), std::move(available)}));
  }
  return std::nullopt;
}

std::optional<Derivation> derive_project_figure(const AskedFigure& asked) {
  for (std::size_t row = 0; row < asked.plan.projects.size(); ++row) {
    const Project& project = asked.plan.projects.rows()[row];
    if (asked.figure.id != "projects/" + project.code + "/advanced_dong") continue;
    return input_node(
        {"Tạm ứng chưa thu hồi: " + project.name, "Advances not recovered: " + project.name},
        asked.figure.value, "dong", {"projects", row, "advanced"},
        citation_of(asked.plan, project.document));
  }
  return std::nullopt;
}

namespace {

bool is_commune_level(UnitKind kind) {
  return kind == UnitKind::commune || kind == UnitKind::ward || kind == UnitKind::township ||
         kind == UnitKind::special_zone;
}

/// What of the units below a parent a count takes: by its last words.
struct CountRule {
  std::optional<UnitKind> kind;  ///< this kind only
  bool commune_level = false;
  bool district_level = false;
  enum class Born { any, that_day, before } born = Born::any;
};

std::optional<CountRule> count_rule(const AskedFigure& asked) {
  CountRule rule;
  const std::string_view last = asked.last();
  const std::string_view group = asked.words[asked.words.size() - 2];
  if (group == "formed") rule.born = CountRule::Born::that_day;
  if (group == "unchanged") rule.born = CountRule::Born::before;
  if (last == "total") return rule;
  if (last == "commune_level" || last == "district_level") {
    (last == "commune_level" ? rule.commune_level : rule.district_level) = true;
    return rule;
  }
  constexpr UnitKind kinds[] = {UnitKind::province, UnitKind::district, UnitKind::commune,
                                UnitKind::ward,     UnitKind::township, UnitKind::special_zone,
                                UnitKind::country};
  for (const UnitKind kind : kinds) {
    if (to_code(kind) != last) continue;
    rule.kind = kind;
    return rule;
  }
  return std::nullopt;
}

bool is_counted(const Unit& unit, const CountRule& rule, const Date& day) {
  if (unit.valid_from && *unit.valid_from > day) return false;
  if (unit.valid_to && *unit.valid_to < day) return false;
  const bool born_that_day = unit.valid_from == day;
  if (rule.born == CountRule::Born::that_day && !born_that_day) return false;
  if (rule.born == CountRule::Born::before && born_that_day) return false;
  if (rule.kind) return unit.kind == *rule.kind;
  if (rule.commune_level) return is_commune_level(unit.kind);
  if (rule.district_level) return unit.kind == UnitKind::district;
  return unit.kind != UnitKind::country;
}

/// A unit as one of those counted.
Derivation counted_unit(const Plan& plan, std::size_t row) {
  const Unit& unit = plan.units.rows()[row];
  return input_node({unit.name, unit.name}, "1", "count",
                    {"units", row, unit.valid_from ? "valid_from" : "kind"},
                    citation_of(plan, unit.document));
}

}  // namespace

std::optional<Derivation> derive_units_figure(const AskedFigure& asked) {
  const auto rule = count_rule(asked);
  if (!rule) return std::nullopt;
  for (std::size_t parent = 0; parent < asked.plan.units.size(); ++parent) {
    const std::string start = "units/" + asked.plan.units.rows()[parent].code + "/";
    if (!asked.figure.id.starts_with(start)) continue;
    const auto day = parse_iso_date(asked.figure.id.substr(start.size(), 10));
    if (!day) continue;
    std::vector<Derivation> counted;
    for (std::size_t row = 0; row < asked.plan.units.size(); ++row) {
      const bool is_below =
          row != parent && asked.plan.is_within(Index<Unit>(row), Index<Unit>(parent));
      if (is_below && is_counted(asked.plan.units.rows()[row], *rule, *day))
        counted.push_back(counted_unit(asked.plan, row));
    }
    const std::string on = to_iso(*day);
    return asked.node(Operation::sum, {"Số đơn vị ngày " + to_vietnamese(*day), "Units on " + on},
                      std::move(counted));
  }
  return std::nullopt;
}

namespace {

/// People or area that a row of lineage brings along; empty when it is not known.
std::optional<Derivation> contribution(const Plan& plan, std::size_t row, bool is_people) {
  const Lineage& lineage = plan.lineage[row];
  const Unit& before = plan.units[lineage.predecessor];
  const bool own = is_people ? lineage.people.has_value() : lineage.area_km2.has_value();
  const std::string_view field = is_people ? "people" : "area_km2";
  const std::string_view unit = is_people ? "people" : "km2";
  const auto text_of = [&](const auto& people, const auto& area) {
    return is_people ? std::to_string(people.value_or(0)) : to_plain(area.value_or(Decimal()));
  };
  if (own || lineage.kind == LineageKind::part) {
    if (!own) return std::nullopt;
    return input_node({before.name, before.name}, text_of(lineage.people, lineage.area_km2), unit,
                      {"lineage", row, field}, citation_of(plan, lineage.document));
  }
  const bool known = is_people ? before.people.has_value() : before.area_km2.has_value();
  if (!known) return std::nullopt;
  return input_node({before.name, before.name}, text_of(before.people, before.area_km2), unit,
                    {"units", lineage.predecessor.position(), field},
                    citation_of(plan, before.document));
}

}  // namespace

std::optional<Derivation> derive_lineage_figure(const AskedFigure& asked) {
  const Plan& plan = asked.plan;
  const bool is_people = asked.last() == "people";
  const bool is_residual = asked.words[asked.words.size() - 2] == "residual";
  for (std::size_t row = 0; row < plan.lineage.size(); ++row) {
    const Lineage& lineage = plan.lineage[row];
    const Unit& successor = plan.units[lineage.successor];
    std::string start = "lineage/";
    if (!is_residual) {
      start += successor.code + "/" + to_iso(lineage.date) + "/";
    } else {
      start += plan.units[lineage.predecessor].code + "/";
      if (lineage.kind == LineageKind::part) start += successor.code + "/";
      start += "residual/";
    }
    if (asked.figure.id != start + std::string(asked.last())) continue;
    std::vector<Derivation> parts;
    bool is_missing = false;
    for (std::size_t other = 0; other < plan.lineage.size(); ++other) {
      if (plan.lineage[other].successor != lineage.successor ||
          plan.lineage[other].date != lineage.date)
        continue;
      auto part = contribution(plan, other, is_people);
      is_missing = is_missing || (!part && other == row);
      if (part) parts.push_back(std::move(*part));
    }
    if (!is_residual)
      return asked.node(Operation::sum, {"Tổng của các đơn vị nhập vào", "Sum of predecessors"},
                        std::move(parts));
    if (!is_missing) continue;
    const std::string whole = is_people ? std::to_string(successor.people.value_or(0))
                                        : to_plain(successor.area_km2.value_or(Decimal()));
    parts.insert(parts.begin(),
                 input_node({successor.name, successor.name}, whole, asked.figure.unit,
                            {"units", lineage.successor.position(),
                             is_people ? std::string_view("people") : "area_km2"},
                            citation_of(plan, successor.document)));
    return asked.node(Operation::difference, {"Phần còn lại", "What is left"}, std::move(parts));
  }
  return std::nullopt;
}

}  // namespace phanbo
