#include "inputs/build_plan.hpp"
#include "inputs/plan_rows.hpp"

namespace phanbo {

namespace {

void build_decided(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "decided"));
  const auto item = reader.column("item"), year = reader.column("year");
  const auto source = reader.column("source"), amount = reader.column("amount");
  const auto paid = reader.column("paid"), advanced = reader.column("advanced");
  const auto adjustable = reader.column("adjustable"), authority = reader.column("authority");
  const auto decided_on = reader.column("decided_on"), document = reader.column("document");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.decided.push_back({row.string(item), row.small(year), row.reference<Source>(source),
                            row.money_or_zero(amount), row.money_or_zero(paid),
                            row.money_or_zero(advanced), row.flag(adjustable),
                            row.string(authority), row.date_or_none(decided_on),
                            row.reference<Document>(document)});
  }
}

void build_previous(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "previous"));
  const auto programme = reader.column("programme"), item = reader.column("item");
  const auto year = reader.column("year"), source = reader.column("source");
  const auto amount = reader.column("amount"), document = reader.column("document");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.previous.push_back({row.reference<Programme>(programme), row.string(item), row.small(year),
                             row.reference<Source>(source), row.money_or_zero(amount),
                             row.reference<Document>(document)});
  }
}

void build_formulas(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "formulas"));
  const auto programme = reader.column("programme"), year = reader.column("year");
  const auto method = reader.column("method"), pool = reader.column("pool");
  const auto pool_source = reader.column("pool_source"), result = reader.column("result");
  const auto parent = reader.column("parent"), unit_kinds = reader.column("unit_kinds");
  const auto envelope_for = reader.column("envelope_for");
  const auto document = reader.column("document"), article = reader.column("article");
  const auto pack = reader.column("pack"), readings = reader.column("readings");
  const auto pool_rule = reader.column("pool_rule"), first = reader.column("first");
  const auto least = reader.column("least"), most = reader.column("most");
  const TableRows& programmes = table_named(tables, "programmes");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    Formula formula;
    formula.programme = row.reference<Programme>(programme);
    formula.year = row.small(year);
    formula.method = row.choice<FormulaMethod>(method);
    formula.pool = row.money(pool);
    formula.pool_source = row.reference<Source>(pool_source);
    formula.result = row.choice<FormulaResult>(result);
    formula.parent = row.reference<Unit>(parent);
    for (const std::string& word : row.list(unit_kinds)) {
      if (const auto kind = row.choice_of<UnitKind>(unit_kinds, word)) {
        formula.unit_kinds.push_back(*kind);
      }
    }
    for (const std::string& word : row.list(envelope_for)) {
      const std::uint32_t found = row_of_code(programmes, word);
      if (found != TableRows::no_row) formula.envelope_for.emplace_back(found);
    }
    formula.document = row.reference<Document>(document);
    formula.article = row.string(article);
    formula.pack = row.string(pack);
    formula.readings = row.list(readings);
    formula.pool_rule = row.string(pool_rule);
    formula.first = row.string(first);
    formula.least = row.string(least);
    formula.most = row.string(most);
    plan.formulas.push_back(std::move(formula));
  }
}

void build_rates(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "rates"));
  const auto programme = reader.column("programme"), indicator = reader.column("indicator");
  const auto rate = reader.column("rate"), status = reader.column("status");
  const auto document = reader.column("document"), article = reader.column("article");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.rates.push_back({row.reference<Programme>(programme), row.string(indicator),
                          row.money_or_zero(rate), row.string(status),
                          row.reference<Document>(document), row.string(article)});
  }
}

void build_indicators(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "indicators"));
  const auto unit = reader.column("unit"), indicator = reader.column("indicator");
  const auto value = reader.column("value"), date = reader.column("date");
  const auto document = reader.column("document"), year = reader.column("year");
  plan.indicators.reserve(reader.row_count());
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.indicators.push_back({row.reference<Unit>(unit), row.string(indicator),
                               row.decimal_or_zero(value), row.date(date),
                               row.reference<Document>(document), row.small_if_given(year)});
  }
}

void build_first_amounts(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "first_amounts"));
  const auto programme = reader.column("programme"), year = reader.column("year");
  const auto unit = reader.column("unit"), amount = reader.column("amount");
  const auto document = reader.column("document");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.first_amounts.push_back({row.reference<Programme>(programme), row.small(year),
                                  row.reference<Unit>(unit), row.money_or_zero(amount),
                                  row.reference<Document>(document)});
  }
}

void build_budget_levels(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "budget_levels"));
  const auto level = reader.column("level"), year = reader.column("year");
  const auto total = reader.column("total_expenditure"), excluded = reader.column("excluded");
  const auto reserve = reader.column("reserve"), document = reader.column("document");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.budget_levels.push_back({row.choice<PayingBudget>(level), row.small(year),
                                  row.money_or_zero(total), row.money_or_zero(excluded),
                                  row.money_or_zero(reserve), row.reference<Document>(document)});
  }
}

void build_in_kind(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "in_kind"));
  const auto code = reader.column("code"), programme = reader.column("programme");
  const auto unit = reader.column("unit"), year = reader.column("year");
  const auto description = reader.column("description"), value = reader.column("value");
  const auto donor = reader.column("donor"), document = reader.column("document");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.in_kind.push_back({row.string(code), row.reference<Programme>(programme),
                            row.reference<Unit>(unit), row.small(year), row.string(description),
                            row.money(value), row.string(donor),
                            row.reference<Document>(document)});
  }
}

void build_printed(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "statements"));
  const auto statement = reader.column("statement"), name = reader.column("row");
  const auto parent = reader.column("parent"), label = reader.column("label");
  const auto unit = reader.column("unit"), year = reader.column("year");
  const auto value = reader.column("value"), planned = reader.column("plan");
  const auto actual = reader.column("actual"), percent = reader.column("percent");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.statements.push_back({row.string(statement), row.string(name), row.string(parent),
                               row.string(label), row.string(unit), row.small_if_given(year),
                               row.decimal(value), row.decimal(planned), row.decimal(actual),
                               row.decimal(percent)});
  }
}

void build_revenue_shares(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "revenue_shares"));
  const auto revenue = reader.column("revenue"), unit = reader.column("unit");
  const auto tier = reader.column("tier"), share = reader.column("share_percent");
  const auto document = reader.column("document");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.revenue_shares.push_back({row.string(revenue), row.string(unit), row.string(tier),
                                   row.decimal_or_zero(share), row.reference<Document>(document)});
  }
}

}  // namespace

void build_statements(const PlanTables& tables, Plan& plan) {
  build_decided(tables, plan);
  build_previous(tables, plan);
  build_formulas(tables, plan);
  build_rates(tables, plan);
  build_indicators(tables, plan);
  build_first_amounts(tables, plan);
  build_budget_levels(tables, plan);
  build_in_kind(tables, plan);
  build_printed(tables, plan);
  build_revenue_shares(tables, plan);
}

}  // namespace phanbo
