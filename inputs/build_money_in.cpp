#include "inputs/build_plan.hpp"
#include "inputs/plan_rows.hpp"

namespace phanbo {

namespace {

MonthSpan months_of(const PlanRow& row, Column first, Column last) {
  return {static_cast<int>(row.integer(first).value_or(1)),
          static_cast<int>(row.integer(last).value_or(12))};
}

void build_sources(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "sources"));
  const auto code = reader.column("code"), name = reader.column("name");
  const auto nature = reader.column("nature"), kind = reader.column("expenditure_kind");
  const auto budget = reader.column("paying_budget"), holder = reader.column("holder");
  const auto order = reader.column("drawing_order"), tied = reader.column("tied");
  const auto transfer_from = reader.column("transfer_from"), document = reader.column("document");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.sources.push_back(
        {row.string(code), row.string(name), row.string(nature), row.choice<ExpenditureKind>(kind),
         row.choice<PayingBudget>(budget), row.string(holder), row.small(order), row.flag(tied),
         row.reference<Source>(transfer_from), row.reference<Document>(document)});
  }
}

void build_source_years(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "source_years"));
  const auto source = reader.column("source"), year = reader.column("year");
  const auto first_month = reader.column("first_month"), last_month = reader.column("last_month");
  const auto available = reader.column("available"), reserve = reader.column("reserve");
  const auto carry = reader.column("carry_out_max"), ground = reader.column("carry_ground");
  const auto note = reader.column("note"), document = reader.column("document");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.source_years.push_back(
        {row.reference<Source>(source), row.small(year), months_of(row, first_month, last_month),
         row.money_or_zero(available), row.money_or_zero(reserve), row.money_or_zero(carry),
         row.string(ground), row.string(note), row.reference<Document>(document)});
  }
}

void build_payer_rules(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "payer_rules"));
  const auto source = reader.column("source"), programme = reader.column("programme");
  const auto unit = reader.column("unit"), document = reader.column("document");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.payer_rules.push_back({row.reference<Source>(source), row.reference<Programme>(programme),
                                row.reference<Unit>(unit), row.reference<Document>(document)});
  }
}

void build_kept_money(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "kept_money"));
  const auto code = reader.column("code"), source = reader.column("source");
  const auto year = reader.column("year"), programme = reader.column("programme");
  const auto unit = reader.column("unit"), amount = reader.column("amount");
  const auto document = reader.column("document");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.kept_money.push_back({row.string(code), row.reference<Source>(source), row.small(year),
                               row.reference<Programme>(programme), row.reference<Unit>(unit),
                               row.money_or_zero(amount), row.reference<Document>(document)});
  }
}

void build_caps(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "caps"));
  const auto code = reader.column("code"), programme = reader.column("programme");
  const auto unit = reader.column("unit"), year = reader.column("year");
  const auto kind = reader.column("expenditure_kind"), amount = reader.column("amount");
  const auto document = reader.column("document");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.caps.push_back({row.string(code), row.reference<Programme>(programme),
                         row.reference<Unit>(unit), row.small_if_given(year),
                         row.choice_if_given<ExpenditureKind>(kind), row.money_or_zero(amount),
                         row.reference<Document>(document)});
  }
}

}  // namespace

void build_money_in(const PlanTables& tables, Plan& plan) {
  build_sources(tables, plan);
  build_source_years(tables, plan);
  build_payer_rules(tables, plan);
  build_kept_money(tables, plan);
  build_caps(tables, plan);
}

}  // namespace phanbo
