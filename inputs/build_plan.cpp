#include "inputs/build_plan.hpp"

#include <algorithm>
#include <numeric>

#include "inputs/plan_rows.hpp"

namespace phanbo {

namespace {

void build_documents(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "documents"));
  const auto code = reader.column("code"), citation = reader.column("citation");
  const auto issued = reader.column("issued"), issuer = reader.column("issuer");
  const auto subject = reader.column("subject"), verification = reader.column("verification");
  const auto url = reader.column("url");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.documents.push_back({row.string(code), row.string(citation), row.date(issued),
                              row.string(issuer), row.string(subject),
                              row.choice<Verification>(verification), row.string(url)});
  }
}

void build_units(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "units"));
  const auto code = reader.column("code"), name = reader.column("name");
  const auto kind = reader.column("kind"), parent = reader.column("parent");
  const auto valid_from = reader.column("valid_from"), valid_to = reader.column("valid_to");
  const auto people = reader.column("people"), area = reader.column("area_km2");
  const auto document = reader.column("document");
  plan.units.rows().reserve(reader.row_count());
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.units.push_back({row.string(code), row.string(name), row.choice<UnitKind>(kind),
                          row.reference<Unit>(parent), row.date(valid_from), row.date(valid_to),
                          row.integer(people), row.decimal(area),
                          row.reference<Document>(document)});
  }
}

void build_lineage(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "lineage"));
  const auto predecessor = reader.column("predecessor"), successor = reader.column("successor");
  const auto date = reader.column("date"), kind = reader.column("kind");
  const auto people = reader.column("people"), area = reader.column("area_km2");
  const auto document = reader.column("document");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.lineage.push_back({row.reference<Unit>(predecessor), row.reference<Unit>(successor),
                            row.date_or_none(date), row.choice<LineageKind>(kind),
                            row.integer(people), row.decimal(area),
                            row.reference<Document>(document)});
  }
}

void build_statuses(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "statuses"));
  const auto unit = reader.column("unit"), status = reader.column("status");
  const auto valid_from = reader.column("valid_from"), valid_to = reader.column("valid_to");
  const auto document = reader.column("document");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.statuses.push_back({row.reference<Unit>(unit), row.string(status),
                             row.date_or_none(valid_from), row.date(valid_to),
                             row.reference<Document>(document)});
  }
}

void build_stated_counts(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "stated_counts"));
  const auto list = reader.column("list"), parent = reader.column("parent");
  const auto kind = reader.column("kind"), date = reader.column("date");
  const auto stated = reader.column("stated"), document = reader.column("document");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    plan.stated_counts.push_back({row.string(list), row.reference<Unit>(parent),
                                  row.choice<UnitKind>(kind), row.date_or_none(date),
                                  row.integer(stated).value_or(0),
                                  row.reference<Document>(document)});
  }
}

/// The plan serves classes by order, then code; the canonical table stands by code. `plan_order`
/// remembers.
std::vector<std::uint32_t> class_positions(const TableRows& table) {
  const PlanTableReader reader(table);
  const auto order = reader.column("order");
  std::vector<std::uint32_t> rows(reader.row_count());
  std::iota(rows.begin(), rows.end(), 0U);
  std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
    return reader.row(a).small(order) < reader.row(b).small(order);
  });
  return rows;
}

void build_classes(const PlanTables& tables, const std::vector<std::uint32_t>& order_of_rows,
                   Plan& plan) {
  const PlanTableReader reader(table_named(tables, "classes"));
  const auto code = reader.column("code"), order = reader.column("order");
  const auto name = reader.column("name"), mandatory = reader.column("mandatory");
  const auto rule = reader.column("rule"), statuses = reader.column("project_statuses");
  const auto document = reader.column("document"), article = reader.column("article");
  for (const std::uint32_t position : order_of_rows) {
    const PlanRow row = reader.row(position);
    plan.classes.push_back({row.string(code), row.small(order), row.string(name),
                            row.flag(mandatory), row.choice<SharingRule>(rule), row.list(statuses),
                            row.reference<Document>(document), row.string(article)});
  }
}

/// References to classes were resolved to canonical rows; the plan keeps them in serving order.
void renumber_class_references(PlanTables& tables,
                               const std::vector<std::uint32_t>& order_of_rows) {
  std::vector<std::uint32_t> plan_row(order_of_rows.size());
  for (std::uint32_t position = 0; position < order_of_rows.size(); ++position)
    plan_row[order_of_rows[position]] = position;
  for (TableRows& table : tables) {
    const std::size_t count = table.reference_columns.size();
    for (std::size_t k = 0; k < count; ++k) {
      if (table.spec->fields[table.reference_columns[k]].target != "classes") continue;
      for (std::size_t row = 0; row < table.row_count(); ++row) {
        std::uint32_t& target = table.references[row * count + k];
        if (target != TableRows::no_row) target = plan_row[target];
      }
    }
  }
}

/// r as a reduced fraction: the share itself, or c/(1+c) of a counterpart of c for each central
/// đồng.
void set_local_share(const std::optional<Decimal>& share_percent,
                     const std::optional<Decimal>& counterpart, Programme& programme) {
  Int128 numerator = 0;
  Int128 denominator = 1;
  if (share_percent) {
    numerator = share_percent->units();
    denominator = Int128{share_percent->scale()} * 100;
  } else if (counterpart) {
    numerator = counterpart->units();
    denominator = Int128{counterpart->scale()} + counterpart->units();
  }
  Int128 a = numerator;
  Int128 b = denominator;
  while (b != 0) {
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  programme.local_share_numerator = static_cast<std::int64_t>(numerator / a);
  programme.local_share_denominator = static_cast<std::int64_t>(denominator / a);
}

void build_programmes(const PlanTables& tables, Plan& plan) {
  const PlanTableReader reader(table_named(tables, "programmes"));
  const auto code = reader.column("code"), name = reader.column("name");
  const auto kind = reader.column("kind"), task = reader.column("task");
  const auto lead = reader.column("lead"), priority_class = reader.column("class");
  const auto expenditure_kind = reader.column("expenditure_kind");
  const auto sector = reader.column("sector"), step = reader.column("step");
  const auto share = reader.column("local_share_percent");
  const auto counterpart = reader.column("counterpart_per_central");
  const auto conditional = reader.column("conditional");
  const auto document = reader.column("document"), article = reader.column("article");
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    Programme programme;
    programme.code = row.string(code);
    programme.name = row.string(name);
    programme.kind = row.choice<ProgrammeKind>(kind);
    programme.task = row.string(task);
    programme.lead = row.string(lead);
    programme.priority_class = row.reference<PriorityClass>(priority_class);
    programme.expenditure_kind = row.choice<ExpenditureKind>(expenditure_kind);
    programme.sector = row.string(sector);
    programme.step = row.money(step).value_or(programme.step);
    set_local_share(row.decimal(share), row.decimal(counterpart), programme);
    programme.conditional = row.flag(conditional);
    programme.document = row.reference<Document>(document);
    programme.article = row.string(article);
    plan.programmes.push_back(std::move(programme));
  }
}

}  // namespace

std::vector<LawRow> law_rows_of(const TableRows& table, bool from_plan) {
  const PlanTableReader reader(table);
  const auto topic = reader.column("topic"), key = reader.column("key");
  const auto value = reader.column("value"), unit = reader.column("unit");
  const auto label_vi = reader.column("label_vi"), label_en = reader.column("label_en");
  const auto valid_from = reader.column("valid_from"), valid_to = reader.column("valid_to");
  const auto recorded_on = reader.column("recorded_on");
  const auto selected_by = reader.column("selected_by");
  const auto document = reader.column("document"), article = reader.column("article");
  const auto verification = reader.column("verification"), note = reader.column("note");
  std::vector<LawRow> rows;
  rows.reserve(reader.row_count());
  for (std::size_t i = 0; i < reader.row_count(); ++i) {
    const PlanRow row = reader.row(i);
    rows.push_back({row.string(topic), row.string(key), row.decimal(value), row.string(unit),
                    row.string(label_vi), row.string(label_en), row.date_or_none(valid_from),
                    row.date(valid_to), row.date_or_none(recorded_on),
                    row.choice<SelectedBy>(selected_by), row.string(document), row.string(article),
                    row.choice<Verification>(verification), row.string(note), from_plan});
  }
  return rows;
}

Plan build_plan(const PlanHeader& header, PlanTables& tables) {
  Plan plan;
  plan.code = header.code;
  plan.name = header.name;
  plan.name_en = header.name_en;
  plan.stage = header.stage;
  plan.first_year = header.first_year;
  plan.last_year = header.last_year;
  plan.decided_on = header.decided_on;
  plan.class_order = header.class_order;
  plan.capital_priority = header.capital_priority;
  plan.illustrative = header.illustrative;
  plan.law_date = header.law_date;
  plan.known_on = header.known_on;
  plan.scenario = header.scenario;
  plan.scenario_name = header.scenario_name;
  const std::uint32_t province = row_of_code(table_named(tables, "units"), header.province);
  if (province != TableRows::no_row && !header.province.empty())
    plan.province = Index<Unit>(province);

  const std::vector<std::uint32_t> class_rows = class_positions(table_named(tables, "classes"));
  renumber_class_references(tables, class_rows);
  build_documents(tables, plan);
  build_units(tables, plan);
  build_lineage(tables, plan);
  build_statuses(tables, plan);
  build_stated_counts(tables, plan);
  build_classes(tables, class_rows, plan);
  table_named(tables, "classes").places.plan_order = class_rows;
  build_programmes(tables, plan);
  build_money_in(tables, plan);
  build_needs(tables, plan);
  build_criteria(tables, plan);
  build_statements(tables, plan);
  return plan;
}

}  // namespace phanbo
