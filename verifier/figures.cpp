#include "verifier/figures.hpp"

#include "verifier/rules.hpp"

namespace phanbo_verify {

void FigureBook::number(const std::string& id, const Fraction& value, std::string_view unit) {
  figures_[id] = {value, "", std::string(unit)};
}

void FigureBook::text(const std::string& id, const std::string& value, std::string_view unit) {
  figures_[id] = {{}, value, std::string(unit)};
}

void FigureBook::rounding(const std::string& where, std::string_view rule, const Fraction& before,
                          const Fraction& after) {
  if (!(before == after)) roundings_.push_back({where, std::string(rule), before, after});
}

Dong FigureBook::down(const std::string& id, const Fraction& exact) {
  const Fraction whole = round_to(exact, 0, Rounding::down);
  rounding(id, "down", exact, whole);
  dong(id, to_dong(whole.numerator));
  return to_dong(whole.numerator);
}

void add_project_figures(const PlanModel& plan, FigureBook& book) {
  for (const ProjectRow& project : plan.projects) {
    if (project.advanced != 0) {
      book.dong("projects/" + project.code + "/advanced_dong", project.advanced);
    }
  }
}

void add_drawdown_figures(const PlanModel& plan, FigureBook& book) {
  constexpr std::string_view topic = "balancing_supplement_drawdown";
  for (const SourceYearRow& row : plan.source_years) {
    const SourceRow& source = plan.sources[static_cast<std::size_t>(row.source)];
    if (source.nature != "balancing_supplement") continue;
    const Day day = day_of(row.year, 1, 1);
    const std::string id = "drawdown/" + source_year_code(plan, row) + "/";
    const Fraction year = Fraction::of(row.available);
    const Fraction hundred = Fraction::of(100);
    if (const LawLine* divisor = plan.law.find(topic, "month_divisor", day)) {
      book.down(id + "month_cap_dong", year / divisor->value);
    }
    if (const LawLine* percent = plan.law.find(topic, "q1_month_percent", day)) {
      book.down(id + "q1_month_cap_dong", year * percent->value / hundred);
    }
    if (const LawLine* percent = plan.law.find(topic, "q1_percent", day)) {
      book.down(id + "q1_cap_dong", year * percent->value / hundred);
    }
  }
}

void add_need_roundings(const PlanModel& plan, const NeedModel& model, FigureBook& book) {
  for (const Need& need : model.needs) {
    const Dong assessed = need.assessed.value_or(need.need);
    if (need.standing == Standing::ordinary || need.standing == Standing::not_chosen) {
      const Wide steps = need.asks_for_whole_steps ? divide_up(assessed, need.step)
                                                   : divide_down(assessed, need.step);
      book.rounding(
          need.code(),
          (need.asks_for_whole_steps ? "up_to_step " : "down_to_step ") + std::to_string(need.step),
          Fraction::of(assessed), Fraction::of(steps * need.step));
    }
    if (need.origin != "site" && need.origin != "project") continue;
    const auto& given = need.origin == "site" ? plan.sites[need.origin_row].needs
                                              : plan.projects[need.origin_row].needs;
    const auto year = static_cast<std::size_t>(need.year - plan.first_year);
    book.rounding(need.code(), "ceiling", Fraction::of(given[year].value_or(0)),
                  Fraction::of(assessed));
  }
}

FigureBook expected_figures(const PlanModel& plan, const NeedModel& model) {
  FigureBook book;
  add_insurance_figures(plan, book);
  add_quarter_figures(plan, book);
  add_claim_figures(plan, book);
  add_formula_figures(plan, model, book);
  add_drawdown_figures(plan, book);
  add_unit_figures(plan, book);
  add_project_figures(plan, book);
  add_authority_costs(plan, model, book);
  add_need_roundings(plan, model, book);
  return book;
}

/// What an amount fixed by an authority costs the others: what they would get without it.
void add_authority_costs(const PlanModel& plan, const NeedModel& model, FigureBook& book) {
  std::optional<std::vector<Dong>> with;
  for (const Locked& locked : model.locked) {
    const DecidedRow& decided = plan.decided[static_cast<std::size_t>(locked.decided_row)];
    if (decided.authority.empty()) continue;
    if (!with) with = compute_amounts(plan, model).beyond_locked;
    NeedModel without = model;
    std::erase_if(without.locked,
                  [&](const Locked& entry) { return entry.decided_row == locked.decided_row; });
    Need& need = without.needs[static_cast<std::size_t>(locked.need)];
    need.locked -= locked.amount;
    if (plan.sources[static_cast<std::size_t>(locked.source)].is_local) {
      need.locked_local -= locked.amount;
    }
    const std::vector<Dong> amounts = compute_amounts(plan, without).beyond_locked;
    Dong cost = 0;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
      if (static_cast<int>(i) != locked.need) cost += std::max<Dong>(0, amounts[i] - (*with)[i]);
    }
    book.dong("authority_cost/" + need.code() + "@" +
                  plan.sources[static_cast<std::size_t>(locked.source)].code,
              cost);
  }
}

namespace {

Words figure_place(std::string_view id) { return Words{"chỉ tiêu ", "figure "} + id; }

bool same_value(const FigureExpected& expected, std::string_view found) {
  if (!expected.text.empty()) return expected.text == found;
  const auto number = parse_exact(found);
  return number && *number == expected.number;
}

Words words_of(const FigureExpected& expected) {
  return in_unit(expected.text.empty() ? to_text(expected.number) : expected.text, expected.unit);
}

Words change_of(std::string_view before, std::string_view after) {
  return plain(before) + " -> " + after;
}

}  // namespace

void check_figures(const Joined& joined, const FigureBook& book, Report& report) {
  constexpr std::string_view rule = "figure";
  for (const auto& [id, expected] : book.figures()) {
    report.looked_at(rule);
    const auto found = joined.figure_by_id.find(id);
    if (found == joined.figure_by_id.end()) {
      report.fault(rule, figure_place(id), words_of(expected), missing());
      continue;
    }
    const ResultFigure& figure = joined.result.figures[found->second];
    if (!same_value(expected, figure.value) || figure.unit != expected.unit) {
      report.fault(rule, figure_place(id), words_of(expected), in_unit(figure.value, figure.unit));
    }
  }
  for (std::size_t i = 0; i < joined.result.figures.size(); ++i) {
    const ResultFigure& figure = joined.result.figures[i];
    if (!book.figures().contains(std::string(figure.id))) {
      report.fault(rule, figure_place(figure.id), {"không có chỉ tiêu này", "no such figure"},
                   plain(figure.value));
    } else if (joined.figure_by_id.at(figure.id) != i) {
      report.fault(rule, figure_place(figure.id), {"một giá trị", "one value"},
                   {"giá trị thứ hai", "a second value"});
    }
  }
}

void check_roundings(const Joined& joined, const FigureBook& book, Report& report) {
  constexpr std::string_view rule = "rounding";
  std::multimap<std::pair<std::string, std::string>, const RoundingExpected*> expected;
  for (const RoundingExpected& entry : book.roundings()) {
    report.looked_at(rule);
    expected.emplace(std::pair(entry.where, entry.rule), &entry);
  }
  for (const ResultRounding& found : joined.result.roundings) {
    const std::string where(found.where);
    const auto entry = expected.find({where, std::string(found.rule)});
    if (entry == expected.end()) {
      report.fault(rule, plain(where), {"không có lần làm tròn này", "no such rounding"},
                   plain(found.rule));
      continue;
    }
    const auto before = parse_exact(found.before);
    const auto after = parse_exact(found.after);
    if (!before || !(*before == entry->second->before) || !after ||
        !(*after == entry->second->after)) {
      report.fault(rule, plain(where),
                   change_of(to_text(entry->second->before), to_text(entry->second->after)),
                   change_of(found.before, found.after));
    }
    expected.erase(entry);
  }
  for (const auto& [key, entry] : expected) {
    report.fault(rule, plain(key.first),
                 plain(key.second + " ") + change_of(to_text(entry->before), to_text(entry->after)),
                 not_stated());
  }
}

}  // namespace phanbo_verify
