#include "inputs/build_plan.hpp"
#include "inputs/plan_rows.hpp"

namespace phanbo {

namespace {

/// The columns that criteria, bands, classes and parameters share.
struct RuleColumns {
  Column programme, document, article, first_year, last_year, reading;
  explicit RuleColumns(const PlanTableReader& reader)
      : programme(reader.column("programme")),
        document(reader.column("document")),
        article(reader.column("article")),
        first_year(reader.column("first_year")),
        last_year(reader.column("last_year")),
        reading(reader.column("reading")) {}

  template <class Rule>
  void read(const PlanRow& row, Rule& rule) const {
    rule.programme = row.reference<Programme>(programme);
    rule.document = row.reference<Document>(document);
    rule.article = row.string(article);
    rule.years = {row.small_if_given(first_year), row.small_if_given(last_year)};
    rule.reading = row.string(reading);
  }
};

void build_criterion_rows(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "criteria"));
  const RuleColumns shared(reader);
  const auto code = reader.column("code"), name = reader.column("name");
  const auto indicator = reader.column("indicator"), per = reader.column("per");
  const auto points = reader.column("points"), digits = reader.column("digits");
  const auto rounding = reader.column("rounding"), status = reader.column("status");
  const auto kind = reader.column("kind"), expression = reader.column("expression");
  const auto measure = reader.column("measure"), role = reader.column("role");
  const auto least = reader.column("least"), most = reader.column("most");
  const auto circular = reader.column("circular");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    Criterion criterion;
    shared.read(row, criterion);
    criterion.code = row.string(code);
    criterion.name = row.string(name);
    criterion.indicator = row.string(indicator);
    criterion.per = row.decimal_or_zero(per);
    criterion.points = row.decimal_or_zero(points);
    criterion.digits = row.small_if_given(digits);
    criterion.rounding = row.choice<RoundingMode>(rounding);
    criterion.status = row.string(status);
    criterion.kind = row.choice<CriterionKind>(kind);
    criterion.expression = row.string(expression);
    criterion.measure = row.string(measure);
    criterion.role = row.choice<CriterionRole>(role);
    criterion.least = row.string(least);
    criterion.most = row.string(most);
    criterion.circular = row.flag(circular);
    plan.criteria.push_back(std::move(criterion));
  }
}

void build_bands(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "criterion_bands"));
  const RuleColumns shared(reader);
  const auto criterion = reader.column("criterion"), from = reader.column("from");
  const auto to = reader.column("to"), ends = reader.column("ends");
  const auto base = reader.column("base"), per = reader.column("per");
  const auto points = reader.column("points"), remainder = reader.column("remainder");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    CriterionBand band;
    shared.read(row, band);
    band.criterion = row.string(criterion);
    band.from = row.string(from);
    band.to = row.string(to);
    band.ends = row.choice<BandEnds>(ends);
    band.base = row.string(base);
    band.per = row.string(per);
    band.points = row.string(points);
    band.remainder = row.choice<BandRemainder>(remainder);
    plan.criterion_bands.push_back(std::move(band));
  }
}

void build_classes_of_units(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "criterion_classes"));
  const RuleColumns shared(reader);
  const auto criterion = reader.column("criterion"), by = reader.column("by");
  const auto name = reader.column("class"), points = reader.column("points");
  const auto effect = reader.column("effect");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    CriterionClass of_units;
    shared.read(row, of_units);
    of_units.criterion = row.string(criterion);
    of_units.by = row.choice<ClassBy>(by);
    of_units.name = row.string(name);
    of_units.points = row.string(points);
    of_units.effect = row.choice<ClassEffect>(effect);
    plan.criterion_classes.push_back(std::move(of_units));
  }
}

void build_parameters(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "parameters"));
  const RuleColumns shared(reader);
  const auto code = reader.column("code"), name = reader.column("name");
  const auto expression = reader.column("expression"), measure = reader.column("measure");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    Parameter parameter;
    shared.read(row, parameter);
    parameter.code = row.string(code);
    parameter.name = row.string(name);
    parameter.expression = row.string(expression);
    parameter.measure = row.string(measure);
    plan.parameters.push_back(std::move(parameter));
  }
}

void build_indicator_kinds(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "indicator_kinds"));
  const auto indicator = reader.column("indicator"), name = reader.column("name");
  const auto measure = reader.column("measure"), document = reader.column("document");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.indicator_kinds.push_back({row.string(indicator), row.string(name), row.string(measure),
                                    row.reference<Document>(document)});
  }
}

}  // namespace

void build_criteria(const PlanTables& tables, Plan& plan) {
  build_criterion_rows(tables, plan);
  build_bands(tables, plan);
  build_classes_of_units(tables, plan);
  build_parameters(tables, plan);
  build_indicator_kinds(tables, plan);
}

}  // namespace phanbo
