#include <algorithm>
#include <string>

#include "outputs/tabulate/table_builder.hpp"
#include "outputs/tabulate/tables.hpp"

/// Every site and project: what is planned by year and by source, cumulated against the approved
/// total, and for what got nothing or too little the reason.
namespace phanbo {

namespace {

using Cell = PackedRows::Cell;

struct Columns {
  std::size_t name, code, unit, holder, rank, status;
  std::size_t approved, ceiling, before, need, total;
  std::vector<std::size_t> years;
  std::vector<std::size_t> sources;  ///< by position of the source; 0 = has no column
  std::size_t after, left, missing;
  std::size_t outcome, reason, shortage, dossier;
};

bool is_listed(const Item& item) {
  return item.origin == ItemOrigin::site || item.origin == ItemOrigin::project;
}

std::vector<bool> paying_sources(const View& view) {
  std::vector<bool> pays(view.plan.sources.size());
  for (const LedgerLine& line : view.allocation.ledger) {
    if (line.part == Part::transfer) continue;
    if (is_listed(view.assessment.items[view.assessment.demands[line.demand].item]))
      pays[line.source.position()] = true;
  }
  return pays;
}

void add_plan_columns(TableBuilder& table, const View& view, Columns& columns) {
  const Words by_year{"Kế hoạch theo năm", "Planned by year"};
  columns.total = table.add_column("plan_total_dong", ColumnType::money,
                                   {"Bố trí trong kế hoạch", "Allocated in the plan"});
  for (int year = view.plan.first_year; year <= view.plan.last_year; ++year) {
    columns.years.push_back(table.add_column("y" + std::to_string(year) + "_dong",
                                             ColumnType::money, year_words(year), by_year));
    table.set_rule(columns.years.back(), ledger_rule({is_text("year", std::to_string(year))}));
  }
  table.set_sum(columns.total, columns.years);
  columns.sources.resize(view.plan.sources.size());
  const std::vector<bool> pays = paying_sources(view);
  for (const Index<Source> source : view.sources) {
    if (!pays[source.position()]) continue;
    const Source& row = view.plan.sources[source];
    columns.sources[source.position()] =
        table.add_column("source_" + column_key(row.code) + "_dong", ColumnType::money,
                         same_words(row.name), {"Trong đó theo nguồn", "Of which by source"});
    table.set_rule(columns.sources[source.position()], ledger_rule({is_text("source", row.code)}));
  }
}

Columns add_columns(TableBuilder& table, const View& view) {
  Columns columns{};
  const auto text = [&](const char* id, Words title) {
    return table.add_column(id, ColumnType::text, std::move(title));
  };
  const auto money = [&](const char* id, Words title) {
    return table.add_column(id, ColumnType::money, std::move(title));
  };
  table.add_number_column();
  columns.name = text("name", {"Danh mục di tích, dự án", "Site, project"});
  columns.code = table.add_column("code", ColumnType::code, {"Mã", "Code"});
  columns.unit = text("unit_name", {"Địa điểm", "Place"});
  columns.holder = text("holder", {"Chủ đầu tư, đơn vị sử dụng", "Owner"});
  columns.rank = text("rank_or_group", {"Xếp hạng, nhóm dự án", "Rank, project group"});
  columns.status = text("status", {"Tình trạng", "Status"});
  columns.dossier = text("dossier", {"Hồ sơ, quyết định đầu tư", "Dossier, investment decision"});
  columns.approved = money("approved_total_dong", {"Tổng mức được duyệt", "Approved total"});
  columns.ceiling = money("ceiling_dong", {"Trần vốn trong kỳ", "Ceiling of the period"});
  columns.before = money("cumulated_before_dong",
                         {"Lũy kế vốn đã bố trí trước kỳ", "Cumulated before the plan"});
  columns.need = money("need_dong", {"Nhu cầu trong kế hoạch", "Need in the plan"});
  add_plan_columns(table, view, columns);
  columns.after =
      money("cumulated_after_dong", {"Lũy kế sau kế hoạch", "Cumulated after the plan"});
  columns.left =
      money("left_to_approved_dong", {"Còn lại so với tổng mức", "Left to the approved total"});
  columns.missing = money("shortfall_dong", {"Còn phải bố trí", "Still to be funded"});
  columns.outcome = text("outcome", {"Kết quả", "Outcome"});
  columns.reason = text("reason", {"Lý do", "Reason"});
  columns.shortage = text("shortfall", {"Mục trong bảng thiếu nguồn", "Row of the shortages"});
  table.set_formula(columns.after, {columns.before, columns.total}, {});
  table.set_rule(columns.left, difference_rule({columns.approved}, {columns.after}));
  table.set_rule(columns.missing, difference_rule({columns.need}, {columns.total}, true));
  return columns;
}

/// Literals that stand in many rows.
struct Phrases {
  explicit Phrases(TableBuilder& table_)
      : table(table_),
        full(table.literal({"Bố trí đủ", "In full"})),
        part(table.literal({"Bố trí một phần", "In part"})),
        none(table.literal({"Chưa bố trí", "Not funded"})),
        nothing(table.literal({"Không đề nghị", "Nothing asked for"})) {
    for (std::size_t i = 0; i < reasons.size(); ++i)
      reasons[i] = table.literal(name_of(static_cast<DemandReason>(i)));
    ranks = {{{"special_national", table.literal({"Quốc gia đặc biệt", "Special national"})},
              {"national", table.literal({"Quốc gia", "National"})},
              {"provincial", table.literal({"Cấp tỉnh", "Provincial"})},
              {"inventoried", table.literal({"Kiểm kê", "Inventoried"})}}};
  }
  /// The status in the words of the law that orders capital; its code where the law has no words.
  Cell status_of(const Plan& plan, const std::string& status) {
    for (const auto& [known, cell] : statuses) {
      if (known == status) return cell;
    }
    // A plan may begin before its order does.
    const LawRow* law = nullptr;
    for (int year = plan.first_year; law == nullptr && year <= plan.last_year; ++year)
      law = plan.law.find(plan.capital_priority, status, {year, 1, 1});
    const bool has_words = law != nullptr && !law->label_vi.empty();
    statuses.emplace_back(
        status, has_words ? table.literal({law->label_vi, law->label_en}) : Cell::name(status));
    return statuses.back().second;
  }
  Cell rank_of(std::string_view code) const {
    for (const auto& [known, cell] : ranks) {
      if (known == code) return cell;
    }
    return Cell::name(code);
  }
  TableBuilder& table;
  Cell full, part, none, nothing;
  std::vector<std::pair<std::string_view, Cell>> statuses;
  std::array<Cell, static_cast<std::size_t>(DemandReason::chosen_in_part) + 1> reasons;
  std::array<std::pair<std::string_view, Cell>, 4> ranks;
};

void add_origin(TableBuilder& table, const View& view, const Columns& columns, Phrases& phrases,
                std::size_t row, const Item& item) {
  const auto put = [&](std::size_t column, std::optional<Money> amount) {
    if (amount) table.at(row, column) = Cell::of(*amount);
  };
  if (item.origin == ItemOrigin::site) {
    const Site& site = view.plan.sites.rows()[item.origin_row];
    table.at(row, columns.rank) = phrases.rank_of(site.rank);
    table.at(row, columns.status) = Cell::name(site.condition);
    table.at(row, columns.dossier) = Cell::name(view.citation(site.dossier));
    put(columns.ceiling, site.ceiling);
    return;
  }
  const Project& project = view.plan.projects.rows()[item.origin_row];
  table.at(row, columns.rank) = Cell::name(project.group);
  table.at(row, columns.status) = phrases.status_of(view.plan, project.status);
  table.at(row, columns.dossier) = Cell::name(view.citation(project.dossier));
  put(columns.approved, project.approved_total);
  put(columns.before, project.paid_before);
  put(columns.ceiling, project.ceiling);
}

/// Amounts and reason of all years of an item together.
struct Sums {
  Money need, allocated, missing;
  DemandReason reason = DemandReason::in_full;  ///< of the first year that got too little
  std::string shortages;                        ///< "1, 3"
};

Sums add_amounts(TableBuilder& table, const View& view, const Columns& columns, std::size_t row,
                 std::uint32_t item) {
  Sums sums;
  std::uint32_t last_shortage = 0;
  for (const std::size_t column : columns.years) table.add_amount(row, column, Money());
  for (const std::size_t column : columns.sources) {
    if (column != 0) table.add_amount(row, column, Money());
  }
  for (const std::uint32_t position : view.demands_of_item.of(item)) {
    const Demand& demand = view.demand(position);
    const DemandOutcome& outcome = view.outcome(position);
    sums.need += demand.need;
    sums.allocated += outcome.allocated;
    sums.missing += outcome.shortfall;
    if (sums.reason == DemandReason::in_full || sums.reason == DemandReason::nothing_needed)
      sums.reason = outcome.reason;
    const std::size_t year = view.plan.year_position(demand.year);
    for (const std::uint32_t line : view.lines_of_demand.of(position)) {
      table.add_amount(row, columns.years[year], view.line(line).amount);
      table.add_amount(row, columns.sources[view.line(line).source.position()],
                       view.line(line).amount);
    }
    const std::uint32_t shortage = view.shortfall_of_demand[position];
    if (shortage == 0 || shortage == last_shortage) continue;
    sums.shortages += (sums.shortages.empty() ? "" : ", ") + std::to_string(shortage);
    last_shortage = shortage;
  }
  return sums;
}

void add_item(TableBuilder& table, const View& view, const Columns& columns, Phrases& phrases,
              std::uint32_t position) {
  const Item& item = view.item(position);
  const std::size_t row = table.add_row(2);
  table.at(row, columns.name) = Cell::name(item.name);
  table.at(row, columns.code) = Cell::name(item.code);
  table.at(row, columns.unit) = Cell::name(view.unit_name(item.unit));
  table.at(row, columns.holder) = Cell::name(item.holder);
  add_origin(table, view, columns, phrases, row, item);
  table.set_ledger_rows(row, view.ledger_rows_of_item(position));
  const Sums sums = add_amounts(table, view, columns, row, position);
  table.at(row, columns.need) = Cell::of(sums.need);
  table.at(row, columns.missing) = Cell::of(sums.missing);
  const Cell approved = table.at(row, columns.approved);
  if (approved.is_money()) {
    const Money after = table.at(row, columns.before).amount() + sums.allocated;
    table.at(row, columns.left) = Cell::of(approved.amount() - after);
  }
  Cell outcome = sums.allocated.is_zero() ? phrases.none : phrases.part;
  if (sums.missing.is_zero()) outcome = sums.need.is_zero() ? phrases.nothing : phrases.full;
  const bool is_conditional = sums.reason == DemandReason::conditional;
  table.at(row, columns.outcome) = is_conditional ? phrases.none : outcome;
  table.at(row, columns.reason) = phrases.reasons[static_cast<std::size_t>(sums.reason)];
  table.at(row, columns.shortage) = table.made(sums.shortages);
}

}  // namespace

std::optional<ReportTable> make_sites_and_projects(const View& view) {
  if (std::none_of(view.assessment.items.begin(), view.assessment.items.end(), is_listed))
    return std::nullopt;
  TableBuilder table("sites_and_projects",
                     {"Danh mục di tích, thiết chế và dự án: kinh phí bố trí, lũy kế và lý do",
                      "Sites and projects: amounts, cumulated, reasons"});
  const Columns columns = add_columns(table, view);
  Phrases phrases(table);
  table.set_numbering({Numbering::roman, Numbering::arabic});
  table.add_total_row(columns.name);
  for (const Index<Programme> programme : view.programmes) {
    const auto items = view.items_of_programme.of(programme.position());
    const auto listed = [&](std::uint32_t item) { return is_listed(view.item(item)); };
    if (std::none_of(items.begin(), items.end(), listed)) continue;
    const std::size_t row = table.add_row(1, true);
    table.at(row, columns.name) = Cell::name(view.plan.programmes[programme].name);
    table.at(row, columns.code) = Cell::name(view.plan.programmes[programme].code);
    for (const std::uint32_t item : items) {
      if (listed(item)) add_item(table, view, columns, phrases, item);
    }
  }
  return table.finish();
}

}  // namespace phanbo
