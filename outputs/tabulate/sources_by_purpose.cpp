#include <algorithm>

#include "outputs/tabulate/table_builder.hpp"
#include "outputs/tabulate/tables.hpp"

/// Sources × purposes: each amount is the sum of the ledger lines of one source, year and programme
/// whose demands are of one expenditure kind. Transfers are left out.
namespace phanbo {

namespace {

/// Amounts by (source, year, programme).
class Matrix {
 public:
  Matrix(const View& view, ExpenditureKind kind)
      : view_(view),
        years_(view.year_count()),
        programmes_(view.plan.programmes.size()),
        amounts_(view.plan.sources.size() * years_ * programmes_),
        has_line_(view.plan.sources.size() * years_) {
    for (const LedgerLine& line : view.allocation.ledger) {
      if (line.part == Part::transfer) continue;
      const Demand& demand = view.assessment.demands[line.demand];
      if (demand.expenditure_kind != kind) continue;
      const std::size_t row = row_of(line.source, line.year);
      const Index<Programme> programme = view.assessment.items[demand.item].programme;
      amounts_[row * programmes_ + programme.position()] += line.amount;
      has_line_[row] = true;
    }
  }
  Money amount(Index<Source> source, int year, Index<Programme> programme) const {
    return amounts_[row_of(source, year) * programmes_ + programme.position()];
  }
  bool has_line(Index<Source> source, int year) const { return has_line_[row_of(source, year)]; }
  bool has_line(Index<Source> source) const {
    bool any = false;
    for (int year = view_.plan.first_year; year <= view_.plan.last_year; ++year)
      any = any || has_line(source, year);
    return any;
  }
  bool is_used(Index<Programme> programme) const {
    for (std::size_t row = 0; row < has_line_.size(); ++row) {
      if (!amounts_[row * programmes_ + programme.position()].is_zero()) return true;
    }
    return false;
  }

 private:
  std::size_t row_of(Index<Source> source, int year) const {
    return source.position() * years_ + view_.plan.year_position(year);
  }
  const View& view_;
  std::size_t years_;
  std::size_t programmes_;
  std::vector<Money> amounts_;
  std::vector<bool> has_line_;
};

struct Columns {
  std::size_t name;
  std::size_t source;
  std::size_t year;
  std::size_t total;
  std::vector<std::pair<Index<Programme>, std::size_t>> programmes;
};

Columns add_columns(TableBuilder& table, const View& view,
                    const std::vector<Index<Programme>>& shown, ExpenditureKind kind) {
  Columns columns{};
  table.add_number_column();
  columns.name = table.add_column("name", ColumnType::text, {"Nguồn vốn", "Source"});
  columns.source = table.add_column("source", ColumnType::code, {"Mã nguồn", "Source code"});
  columns.year = table.add_column("year", ColumnType::text, {"Năm", "Year"});
  columns.total = table.add_column("total_dong", ColumnType::money, {"Tổng số", "Total"});
  std::vector<std::size_t> parts;
  for (const Index<Programme> programme : shown) {
    const Programme& row = view.plan.programmes[programme];
    parts.push_back(table.add_column("programme_" + column_key(row.code) + "_dong",
                                     ColumnType::money, same_words(row.name),
                                     {"Chương trình, nhiệm vụ", "Programme"}));
    columns.programmes.emplace_back(programme, parts.back());
    table.set_rule(parts.back(),
                   ledger_rule({is_text("programme", row.code), is_own("source", columns.source),
                                is_own("year", columns.year),
                                is_words("expenditure_kind", name_of(kind)), is_no_transfer()}));
  }
  table.set_sum(columns.total, parts);
  return columns;
}

void add_source(TableBuilder& table, const View& view, const Columns& columns, const Matrix& matrix,
                Index<Source> source) {
  const Source& source_row = view.plan.sources[source];
  const bool has_years = matrix.has_line(source);
  const std::size_t row = table.add_row(2, has_years);
  table.at(row, columns.name) = PackedRows::Cell::name(source_row.name);
  table.at(row, columns.source) = PackedRows::Cell::name(source_row.code);
  if (!has_years) {
    for (const auto& [programme, column] : columns.programmes)
      table.add_amount(row, column, Money());
    return;
  }
  for (int year = view.plan.first_year; year <= view.plan.last_year; ++year) {
    if (!matrix.has_line(source, year)) continue;
    const std::size_t year_row = table.add_row(3);
    table.at(year_row, columns.name) = table.made(year_words(year));
    table.at(year_row, columns.source) = PackedRows::Cell::name(source_row.code);
    table.at(year_row, columns.year) = table.made(std::to_string(year));
    table.set_ledger_rows(year_row, RowSpan::whole());
    for (const auto& [programme, column] : columns.programmes)
      table.add_amount(year_row, column, matrix.amount(source, year, programme));
  }
}

std::optional<ReportTable> make(const View& view, ExpenditureKind kind, std::string_view id,
                                Text title) {
  const Matrix matrix(view, kind);
  std::vector<Index<Programme>> shown;
  for (const Index<Programme> programme : view.programmes) {
    const bool of_kind = view.plan.programmes[programme].expenditure_kind == kind;
    if (of_kind || matrix.is_used(programme)) shown.push_back(programme);
  }
  if (shown.empty()) return std::nullopt;
  TableBuilder table(id, title);
  const Columns columns = add_columns(table, view, shown, kind);
  table.set_numbering({Numbering::roman, Numbering::arabic, Numbering::dash});
  table.add_total_row(columns.name);
  for (const PayingBudget budget : view.budgets) {
    const auto pays = [&](Index<Source> source) {
      const Source& row = view.plan.sources[source];
      const bool fits =
          row.expenditure_kind == kind || row.expenditure_kind == ExpenditureKind::both;
      return row.paying_budget == budget && (fits || matrix.has_line(source));
    };
    if (std::none_of(view.sources.begin(), view.sources.end(), pays)) continue;
    const std::size_t row = table.add_row(1, true);
    table.at(row, columns.name) = table.literal(name_of(budget));
    for (const Index<Source> source : view.sources) {
      if (pays(source)) add_source(table, view, columns, matrix, source);
    }
  }
  return table.finish();
}

}  // namespace

std::optional<ReportTable> make_sources_by_purpose_recurrent(const View& view) {
  return make(view, ExpenditureKind::recurrent, "sources_by_purpose_recurrent",
              {"Phân bổ nguồn vốn theo chương trình, nhiệm vụ: chi thường xuyên",
               "Sources by purpose: recurrent expenditure"});
}

std::optional<ReportTable> make_sources_by_purpose_investment(const View& view) {
  return make(view, ExpenditureKind::investment, "sources_by_purpose_investment",
              {"Phân bổ nguồn vốn theo chương trình, nhiệm vụ: chi đầu tư phát triển",
               "Sources by purpose: investment expenditure"});
}

}  // namespace phanbo
