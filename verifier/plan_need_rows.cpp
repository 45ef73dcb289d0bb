#include <algorithm>
#include <tuple>

#include "verifier/phrases.hpp"
#include "verifier/plan_rows.hpp"

/// The tables that say what is needed: entitlements, sites, projects, earlier decisions, formulas.
namespace phanbo_verify {

void PlanRows::read_entitlements() {
  for_each_row("participants", [this](const RowReader& row) {
    ParticipantsRow people;
    people.programme = reference(row, "programme", programmes_);
    people.unit = reference(row, "unit", units_);
    people.group = row.text("group");
    people.year = static_cast<int>(row.whole("year", 0));
    people.months = row.months();
    people.persons = row.whole("persons", 0);
    people.paid_on = row.day("paid_on", no_day);
    people.basis = row.text("basis");
    plan_.participants.push_back(std::move(people));
  });
  std::sort(plan_.participants.begin(), plan_.participants.end(),
            [](const ParticipantsRow& a, const ParticipantsRow& b) {
              return std::tie(a.programme, a.unit, a.group, a.year, a.months.first, a.paid_on) <
                     std::tie(b.programme, b.unit, b.group, b.year, b.months.first, b.paid_on);
            });
  read_entitlement_rules();
}

void PlanRows::read_entitlement_rules() {
  for_each_row("entitlement_rules", [this](const RowReader& row) {
    EntitlementRuleRow rule;
    rule.programme = reference(row, "programme", programmes_);
    rule.year = static_cast<int>(row.whole("year", 0));
    rule.pays_groups = row.list("pays_groups");
    rule.in_balance = row.money("in_balance");
    rule.central_class = row.text("central_class");
    rule.own_central_share_percent = row.number("own_central_share_percent");
    plan_.entitlement_rules.push_back(std::move(rule));
  });
  for_each_row("top_ups", [this](const RowReader& row) {
    TopUpRow top_up;
    top_up.programme = reference(row, "programme", programmes_);
    top_up.unit = reference(row, "unit", units_);
    top_up.group = row.text("group");
    top_up.share_percent = row.number_or_zero("share_percent");
    top_up.valid_from = row.day("valid_from", first_day);
    top_up.valid_to = row.day("valid_to", last_day);
    plan_.top_ups.push_back(std::move(top_up));
  });
  for_each_row("insurance_quarters", [this](const RowReader& row) {
    QuarterRow quarter;
    quarter.programme = reference(row, "programme", programmes_);
    quarter.unit = reference(row, "unit", units_);
    quarter.year = static_cast<int>(row.whole("year", 0));
    quarter.quarter = static_cast<int>(row.whole("quarter", 0));
    quarter.requested = row.money("requested");
    quarter.transferred = row.money("transferred");
    quarter.actual = row.money("actual");
    plan_.quarters.push_back(quarter);
  });
}

std::vector<std::optional<Dong>> PlanRows::yearly_needs(const RowReader& row) const {
  std::vector<std::optional<Dong>> needs;
  for (int year = plan_.first_year; year <= plan_.last_year; ++year) {
    static std::map<int, std::string> names;
    std::string& name = names[year];
    if (name.empty()) name = "y" + std::to_string(year);
    needs.push_back(row.money(name));
  }
  return needs;
}

void PlanRows::read_sites_and_projects() {
  read_sites();
  read_projects();
}

void PlanRows::read_sites() {
  for_each_row("sites", [this](const RowReader& row) {
    SiteRow site;
    site.code = row.text("code");
    site.holder = row.text("holder");
    site.programme = reference(row, "programme", programmes_);
    site.unit = reference(row, "unit", units_);
    site.payers = row.list("payers");
    site.score = row.number_or_zero("score");
    site.has_dossier = !row.cell("dossier").empty();
    site.ceiling = row.money("ceiling");
    site.least_useful = row.money_or_zero("least_useful");
    site.divisible = row.flag("divisible", true);
    site.priority_class = reference(row, "class", classes_);
    site.needs = yearly_needs(row);
    plan_.sites.push_back(std::move(site));
  });
}

void PlanRows::read_projects() {
  for_each_row("projects", [this](const RowReader& row) {
    ProjectRow project;
    project.code = row.text("code");
    project.holder = row.text("holder");
    project.programme = reference(row, "programme", programmes_);
    project.unit = reference(row, "unit", units_);
    project.sector = row.text("sector");
    project.status = row.text("status");
    project.score = row.number_or_zero("score");
    project.rank = row.whole("rank", 0);
    project.approved_total = row.money_or_zero("approved_total");
    project.paid_before = row.money_or_zero("paid_before");
    project.advanced = row.money_or_zero("advanced");
    project.ceiling = row.money("ceiling");
    project.has_dossier = !row.cell("dossier").empty();
    project.divisible = row.flag("divisible", false);
    project.priority_class = reference(row, "class", classes_);
    project.needs = yearly_needs(row);
    plan_.projects.push_back(std::move(project));
  });
  std::sort(plan_.projects.begin(), plan_.projects.end(),
            [](const ProjectRow& a, const ProjectRow& b) { return a.code < b.code; });
  for (std::size_t i = 0; i < plan_.projects.size(); ++i) {
    projects_.emplace(plan_.projects[i].code, static_cast<int>(i));
  }
  for_each_row("project_sources", [this](const RowReader& row) {
    ProjectSourceRow entry;
    entry.project = reference(row, "project", projects_);
    entry.source = reference(row, "source", sources_);
    entry.year = static_cast<int>(row.whole("year", 0));
    entry.approved = row.money("approved");
    entry.ceiling = row.money("ceiling");
    entry.paid_before = row.money_or_zero("paid_before");
    plan_.project_sources.push_back(entry);
  });
}

void PlanRows::read_decided() {
  for_each_row("decided", [this](const RowReader& row) {
    DecidedRow decided;
    decided.item = row.text("item");
    decided.year = static_cast<int>(row.whole("year", 0));
    decided.source = reference(row, "source", sources_);
    decided.amount = row.money_or_zero("amount");
    decided.paid = row.money_or_zero("paid");
    decided.advanced = row.money_or_zero("advanced");
    decided.adjustable = row.flag("adjustable", false);
    decided.authority = row.text("authority");
    plan_.decided.push_back(std::move(decided));
  });
}

void PlanRows::read_formulas() {
  for_each_row("formulas", [this](const RowReader& row) {
    FormulaRow formula;
    formula.programme = reference(row, "programme", programmes_);
    formula.year = static_cast<int>(row.whole("year", 0));
    formula.method = row.text("method");
    formula.pool = row.money("pool");
    formula.pool_source = reference(row, "pool_source", sources_);
    formula.makes_envelopes = row.cell("result") == "envelope";
    formula.parent = reference(row, "parent", units_);
    formula.unit_kinds = row.list("unit_kinds");
    for (const std::string& code : row.list("envelope_for")) {
      const auto found = programmes_.find(code);
      if (found == programmes_.end())
        row.refuse("envelope_for",
                   {"danh sách chương trình có trong kế hoạch", "a list of known programmes"});
      formula.envelope_for.push_back(found->second);
    }
    formula.readings = row.list("readings");
    formula.pool_rule = row.text("pool_rule");
    formula.first = row.text("first");
    formula.least = row.text("least");
    formula.most = row.text("most");
    plan_.formulas.push_back(std::move(formula));
  });
  read_criteria_and_rates();
  read_rule_tables();
}

void PlanRows::read_scope(const RowReader& row, RuleScope& scope) const {
  scope.programme = reference(row, "programme", programmes_);
  scope.first_year = static_cast<int>(row.whole("first_year", 0));
  scope.last_year = static_cast<int>(row.whole("last_year", 9999));
  scope.reading = row.text("reading");
}

namespace {

std::string text_or(const RowReader& row, std::string_view column, std::string_view if_blank) {
  const std::string_view cell = row.cell(column);
  return std::string(cell.empty() ? if_blank : cell);
}

}  // namespace

void PlanRows::read_rule_tables() {
  for_each_row("criterion_bands", [this](const RowReader& row) {
    BandRow band;
    read_scope(row, band);
    band.criterion = row.text("criterion");
    band.from = row.text("from");
    band.to = row.text("to");
    band.ends = text_or(row, "ends", "high");
    band.base = row.text("base");
    band.per = row.text("per");
    band.points = row.text("points");
    band.remainder = text_or(row, "remainder", "prorata");
    plan_.bands.push_back(std::move(band));
  });
  for_each_row("criterion_classes", [this](const RowReader& row) {
    ClassOfUnits of;
    read_scope(row, of);
    of.criterion = row.text("criterion");
    of.by = text_or(row, "by", "status");
    of.name = row.text("class");
    of.points = row.text("points");
    of.effect = text_or(row, "effect", "give");
    plan_.classes_of_units.push_back(std::move(of));
  });
  for_each_row("parameters", [this](const RowReader& row) {
    ParameterRow parameter;
    read_scope(row, parameter);
    parameter.code = row.text("code");
    parameter.expression = row.text("expression");
    plan_.parameters.push_back(std::move(parameter));
  });
  for_each_row("indicator_kinds", [this](const RowReader& row) {
    plan_.indicator_names.push_back(row.text("indicator"));
  });
  for_each_row("previous", [this](const RowReader& row) {
    plan_.previous.push_back({reference(row, "programme", programmes_), row.text("item"),
                              static_cast<int>(row.whole("year", 0)), row.money_or_zero("amount")});
  });
  for_each_row("revenue_shares", [this](const RowReader& row) {
    plan_.revenue_shares.push_back({row.text("revenue"), row.text("unit"), row.text("tier"),
                                    row.number_or_zero("share_percent")});
  });
}

void PlanRows::read_criteria_and_rates() {
  for_each_row("criteria", [this](const RowReader& row) {
    CriterionRow criterion;
    read_scope(row, criterion);
    criterion.kind = row.cell("kind").empty() ? "linear" : row.text("kind");
    criterion.expression = row.text("expression");
    criterion.role = row.cell("role").empty() ? "counted" : row.text("role");
    criterion.least = row.text("least");
    criterion.most = row.text("most");
    criterion.circular = row.flag("circular", false);
    criterion.code = row.text("code");
    criterion.indicator = row.text("indicator");
    criterion.per = row.number("per").value_or(Fraction::of(1));
    criterion.points = row.number_or_zero("points");
    if (!row.cell("digits").empty()) criterion.digits = static_cast<int>(row.whole("digits", 0));
    const std::string_view mode = row.cell("rounding");
    const auto rounding = parse_rounding(mode.empty() ? "half_up" : mode);
    if (!rounding) row.refuse("rounding", {"cách làm tròn", "a rounding mode"});
    criterion.rounding = *rounding;
    criterion.status = row.text("status");
    if (criterion.kind == "linear" && criterion.per.is_zero())
      row.refuse("per", {"số khác 0", "a number other than zero"});
    plan_.criteria.push_back(std::move(criterion));
  });
  for_each_row("rates", [this](const RowReader& row) {
    plan_.rates.push_back({reference(row, "programme", programmes_), row.text("indicator"),
                           row.money_or_zero("rate"), row.text("status")});
  });
  for_each_row("indicators", [this](const RowReader& row) {
    plan_.indicators[row.text("unit") + "|" + row.text("indicator") + "|" + row.text("year")] =
        row.number_or_zero("value");
    if (plan_.indicator_names.empty() || plan_.indicator_names.back() != row.cell("indicator"))
      plan_.indicator_names.push_back(row.text("indicator"));
  });
  for_each_row("first_amounts", [this](const RowReader& row) {
    plan_.first_amounts.push_back({reference(row, "programme", programmes_),
                                   static_cast<int>(row.whole("year", 0)),
                                   reference(row, "unit", units_), row.money_or_zero("amount")});
  });
}

}  // namespace phanbo_verify
