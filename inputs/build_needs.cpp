#include "inputs/build_plan.hpp"
#include "inputs/plan_rows.hpp"

namespace phanbo {

namespace {

MonthSpan months_of(const PlanRow& row, Column first, Column last) {
  return {static_cast<int>(row.integer(first).value_or(1)),
          static_cast<int>(row.integer(last).value_or(12))};
}

std::vector<std::optional<Money>> needs_of(const PlanRow& row, Column first_year, int year_count) {
  std::vector<std::optional<Money>> needs;
  for (int i = 0; i < year_count; ++i)
    needs.push_back(row.money({first_year.position + static_cast<std::size_t>(i)}));
  return needs;
}

void build_fixed_costs(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "fixed_costs"));
  const auto code = reader.column("code"), programme = reader.column("programme");
  const auto name = reader.column("name"), unit = reader.column("unit");
  const auto holder = reader.column("holder"), year = reader.column("year");
  const auto first_month = reader.column("first_month"), last_month = reader.column("last_month");
  const auto amount = reader.column("amount"), quantity = reader.column("quantity");
  const auto unit_price = reader.column("unit_price");
  const auto least_useful = reader.column("least_useful"), rank = reader.column("rank");
  const auto score = reader.column("score"), priority_class = reader.column("class");
  const auto document = reader.column("document"), article = reader.column("article");
  plan.fixed_costs.rows().reserve(reader.row_count());
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.fixed_costs.push_back(
        {row.string(code), row.reference<Programme>(programme), row.string(name),
         row.reference<Unit>(unit), row.string(holder), row.small(year),
         months_of(row, first_month, last_month), row.money(amount), row.decimal(quantity),
         row.money(unit_price), row.money_or_zero(least_useful), row.small(rank),
         row.decimal_or_zero(score), row.reference<PriorityClass>(priority_class),
         row.reference<Document>(document), row.string(article)});
  }
}

void build_participants(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "participants"));
  const auto programme = reader.column("programme"), unit = reader.column("unit");
  const auto group = reader.column("group"), year = reader.column("year");
  const auto first_month = reader.column("first_month"), last_month = reader.column("last_month");
  const auto persons = reader.column("persons"), paid_on = reader.column("paid_on");
  const auto basis = reader.column("basis"), document = reader.column("document");
  plan.participants.rows().reserve(reader.row_count());
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.participants.push_back(
        {row.reference<Programme>(programme), row.reference<Unit>(unit), row.string(group),
         row.small(year), months_of(row, first_month, last_month), row.integer(persons).value_or(0),
         row.date(paid_on), row.choice<CountBasis>(basis), row.reference<Document>(document)});
  }
}

void build_entitlement_rules(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "entitlement_rules"));
  const auto programme = reader.column("programme"), year = reader.column("year");
  const auto pays_groups = reader.column("pays_groups"), in_balance = reader.column("in_balance");
  const auto central_class = reader.column("central_class");
  const auto own_share = reader.column("own_central_share_percent");
  const auto document = reader.column("document");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.entitlement_rules.push_back({row.reference<Programme>(programme), row.small(year),
                                      row.list(pays_groups), row.money(in_balance),
                                      row.string(central_class), row.decimal(own_share),
                                      row.reference<Document>(document)});
  }
}

void build_top_ups(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "top_ups"));
  const auto programme = reader.column("programme"), unit = reader.column("unit");
  const auto group = reader.column("group"), share = reader.column("share_percent");
  const auto valid_from = reader.column("valid_from"), valid_to = reader.column("valid_to");
  const auto document = reader.column("document");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.top_ups.push_back({row.reference<Programme>(programme), row.reference<Unit>(unit),
                            row.string(group), row.decimal_or_zero(share),
                            row.date_or_none(valid_from), row.date(valid_to),
                            row.reference<Document>(document)});
  }
}

void build_insurance_quarters(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "insurance_quarters"));
  const auto programme = reader.column("programme"), unit = reader.column("unit");
  const auto year = reader.column("year"), quarter = reader.column("quarter");
  const auto requested = reader.column("requested"), transferred = reader.column("transferred");
  const auto actual = reader.column("actual"), document = reader.column("document");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.insurance_quarters.push_back(
        {row.reference<Programme>(programme), row.reference<Unit>(unit), row.small(year),
         row.small(quarter), row.money(requested), row.money(transferred), row.money(actual),
         row.reference<Document>(document)});
  }
}

void build_sites(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "sites"));
  const auto code = reader.column("code"), programme = reader.column("programme");
  const auto name = reader.column("name"), unit = reader.column("unit");
  const auto holder = reader.column("holder"), rank = reader.column("rank");
  const auto manager = reader.column("manager"), payers = reader.column("payers");
  const auto condition = reader.column("condition"), score = reader.column("score");
  const auto dossier = reader.column("dossier"), ceiling = reader.column("ceiling");
  const auto least_useful = reader.column("least_useful");
  const auto divisible = reader.column("divisible"), priority_class = reader.column("class");
  const auto document = reader.column("document");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    std::vector<PayingBudget> budgets;
    for (const std::string& word : row.list(payers)) {
      if (const auto budget = row.choice_of<PayingBudget>(payers, word)) budgets.push_back(*budget);
    }
    plan.sites.push_back({row.string(code), row.reference<Programme>(programme), row.string(name),
                          row.reference<Unit>(unit), row.string(holder), row.string(rank),
                          row.string(manager), std::move(budgets), row.string(condition),
                          row.decimal_or_zero(score), row.reference<Document>(dossier),
                          row.money(ceiling), row.money_or_zero(least_useful), row.flag(divisible),
                          row.reference<PriorityClass>(priority_class),
                          needs_of(row, reader.first_year_column(), plan.year_count()),
                          row.reference<Document>(document)});
  }
}

void build_projects(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "projects"));
  const auto code = reader.column("code"), programme = reader.column("programme");
  const auto name = reader.column("name"), unit = reader.column("unit");
  const auto holder = reader.column("holder"), sector = reader.column("sector");
  const auto group = reader.column("group"), status = reader.column("status");
  const auto score = reader.column("score"), rank = reader.column("rank");
  const auto approved = reader.column("approved_total"), paid = reader.column("paid_before");
  const auto advanced = reader.column("advanced"), ceiling = reader.column("ceiling");
  const auto start_year = reader.column("start_year"), dossier = reader.column("dossier");
  const auto divisible = reader.column("divisible"), priority_class = reader.column("class");
  const auto document = reader.column("document");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.projects.push_back({row.string(code),
                             row.reference<Programme>(programme),
                             row.string(name),
                             row.reference<Unit>(unit),
                             row.string(holder),
                             row.string(sector),
                             row.string(group),
                             row.string(status),
                             row.decimal_or_zero(score),
                             row.small(rank),
                             row.money_or_zero(approved),
                             row.money_or_zero(paid),
                             row.money_or_zero(advanced),
                             row.money(ceiling),
                             row.small_if_given(start_year),
                             row.reference<Document>(dossier),
                             row.flag(divisible),
                             row.reference<PriorityClass>(priority_class),
                             needs_of(row, reader.first_year_column(), plan.year_count()),
                             row.reference<Document>(document)});
  }
}

void build_project_sources(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "project_sources"));
  const auto project = reader.column("project"), source = reader.column("source");
  const auto year = reader.column("year"), approved = reader.column("approved");
  const auto ceiling = reader.column("ceiling"), paid = reader.column("paid_before");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.project_sources.push_back({row.reference<Project>(project), row.reference<Source>(source),
                                    row.small_if_given(year), row.money(approved),
                                    row.money(ceiling), row.money_or_zero(paid)});
  }
}

void build_schedules(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "schedules"));
  const auto project = reader.column("project"), schedule = reader.column("schedule");
  const auto year = reader.column("year"), amount = reader.column("amount");
  const auto document = reader.column("document");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.schedules.push_back({row.reference<Project>(project), row.string(schedule),
                              row.small(year), row.money_or_zero(amount),
                              row.reference<Document>(document)});
  }
}

void build_choice_rules(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "choice_rules"));
  const auto item = reader.column("item"), lock = reader.column("lock");
  const auto schedule = reader.column("schedule"), latest = reader.column("latest_start");
  const auto value = reader.column("value"), loss = reader.column("delay_loss_percent");
  const auto people = reader.column("people"), least = reader.column("least_useful");
  const auto document = reader.column("document");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.choice_rules.push_back({row.string(item), row.choice<ChoiceLock>(lock),
                                 row.string(schedule), row.small_if_given(latest),
                                 row.decimal(value), row.decimal_or_zero(loss), row.integer(people),
                                 row.money_or_zero(least), row.reference<Document>(document)});
  }
}

void build_choice_links(const PlanTables& tables, Plan& plan) {
  const PlanTableReader sets(table_named(tables, "exclusions"));
  const auto set = sets.column("set"), member = sets.column("item");
  const auto set_document = sets.column("document");
  for (std::size_t i = 0; i < sets.row_count(); ++i) {
    const PlanRow row = sets.row(i);
    plan.exclusions.push_back(
        {row.string(set), row.string(member), row.reference<Document>(set_document)});
  }
  const PlanTableReader links(table_named(tables, "prerequisites"));
  const auto item = links.column("item"), needs = links.column("needs");
  const auto link_document = links.column("document");
  for (std::size_t i = 0; i < links.row_count(); ++i) {
    const PlanRow row = links.row(i);
    plan.prerequisites.push_back(
        {row.string(item), row.string(needs), row.reference<Document>(link_document)});
  }
}

void build_choice_limits(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "choice_limits"));
  const auto code = reader.column("code"), programme = reader.column("programme");
  const auto unit = reader.column("unit"), sector = reader.column("sector");
  const auto year = reader.column("year"), floor = reader.column("floor");
  const auto cap = reader.column("cap"), document = reader.column("document");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.choice_limits.push_back({row.string(code), row.reference<Programme>(programme),
                                  row.reference<Unit>(unit), row.string(sector),
                                  row.small_if_given(year), row.money(floor), row.money(cap),
                                  row.reference<Document>(document)});
  }
}

void build_choice_stages(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "choice_stages"));
  const auto priority_class = reader.column("class"), order = reader.column("order");
  const auto goal = reader.column("goal"), measure = reader.column("measure");
  const auto parent = reader.column("parent"), document = reader.column("document");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.choice_stages.push_back({row.reference<PriorityClass>(priority_class), row.small(order),
                                  row.choice<ChoiceGoal>(goal), row.string(measure),
                                  row.reference<Unit>(parent), row.reference<Document>(document)});
  }
}

}  // namespace

void build_needs(const PlanTables& tables, Plan& plan) {
  build_fixed_costs(tables, plan);
  build_participants(tables, plan);
  build_entitlement_rules(tables, plan);
  build_top_ups(tables, plan);
  build_insurance_quarters(tables, plan);
  build_sites(tables, plan);
  build_projects(tables, plan);
  build_project_sources(tables, plan);
  build_schedules(tables, plan);
  build_choice_rules(tables, plan);
  build_choice_links(tables, plan);
  build_choice_limits(tables, plan);
  build_choice_stages(tables, plan);
}

}  // namespace phanbo
