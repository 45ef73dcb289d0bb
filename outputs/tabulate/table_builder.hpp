#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "models/date.hpp"
#include "models/report_table.hpp"

namespace phanbo {

/// How the rows of one level are numbered; numbering starts again under each parent.
enum class Numbering { letter, roman, arabic, small_letter, dash, none };

/// Builds one table: columns first, then rows from top to bottom, parents before their children. At
/// the end it numbers the rows, fills sum columns, adds children up into their parents and writes
/// the index row (A | B | 1=2+3 | …).
class TableBuilder {
 public:
  using Cell = PackedRows::Cell;

  TableBuilder(std::string_view id, Text title);

  std::size_t add_column(std::string id, ColumnType type, Words title, Words group = {});
  /// The first column: STT.
  void add_number_column() { add_column("number", ColumnType::marker, {"STT", "No."}); }
  /// The amounts of `total` are the sum of `parts` in every row. Inner sums are declared before
  /// outer ones.
  void set_sum(std::size_t total, std::vector<std::size_t> parts);
  /// The amounts of `result` are those of `plus` less those of `minus` in every row.
  void set_formula(std::size_t result, std::vector<std::size_t> plus,
                   std::vector<std::size_t> minus);
  /// Amounts of this column (a price, a ceiling) are not added up into parents.
  void set_not_additive(std::size_t column) { additive_[column] = false; }
  /// `part` in percent of `whole`, to two decimals, in every row; blank where the part is blank or
  /// the whole is nothing.
  void set_ratio(std::size_t result, std::size_t part, std::size_t whole);
  /// How the cells of a column come from others; nothing is filled in.
  void set_rule(std::size_t column, ReportRule rule) {
    table_.columns[column].rule = std::move(rule);
  }
  /// Where the ledger's lines of a row stand. Once one row has it, the others have none.
  void set_ledger_rows(std::size_t row, RowSpan lines);
  void set_cell_rule(std::size_t row, std::size_t column, ReportRule rule) {
    table_.cell_rules.push_back({row, column, std::move(rule)});
  }
  /// Amounts of this column are decisions of the distribution.
  void set_decided(std::size_t column) { table_.columns[column].decided = true; }
  void set_note(std::size_t column, Words note) { table_.columns[column].note = std::move(note); }
  void add_cell_note(std::size_t row, std::size_t column, Words note) {
    table_.cell_notes.push_back({row, column, std::move(note)});
  }
  /// Numbering of level 1, 2, …
  void set_numbering(std::vector<Numbering> styles) { numbering_ = std::move(styles); }
  void set_unit_line(Text unit_line);
  void set_title(Words title) { table_.title = std::move(title); }
  void add_note(Words note) { table_.notes.push_back(std::move(note)); }

  /// Level 0 is the grand total. `adds_up`: its amounts are filled from its children.
  std::size_t add_row(int level, bool adds_up = false) { return rows_->add_row(level, adds_up); }
  /// The row TỔNG SỐ; its words stand in `name_column`.
  std::size_t add_total_row(std::size_t name_column);
  Cell& at(std::size_t row, std::size_t column) { return rows_->at(row, column); }
  void add_amount(std::size_t row, std::size_t column, Money amount) {
    Cell& cell = rows_->at(row, column);
    cell = Cell::of(cell.amount() + amount);
  }
  /// A cell with text made for this table; copied.
  Cell made(std::string_view text) { return Cell::name(rows_->keep(text)); }
  /// Text made for this table, in two languages; copied.
  Cell made(const Words& words);
  /// Literal text in two languages.
  Cell literal(Text text) { return Cell::text(rows_->keep(text)); }
  std::size_t row_count() const { return rows_->size(); }
  void reserve(std::size_t rows) { rows_->reserve(rows); }

  ReportTable finish();

 private:
  struct Formula {
    std::size_t result;
    std::vector<std::size_t> plus;
    std::vector<std::size_t> minus;
  };
  void number_rows();
  void fill_formulas();
  void add_children_up();
  void fill_ratios();
  void write_index_row();
  std::string formula_text(const Formula& formula, const std::vector<std::string>& names) const;

  ReportTable table_;
  std::shared_ptr<PackedRows> rows_;
  std::vector<bool> additive_;
  std::vector<Formula> formulas_;
  std::vector<Numbering> numbering_;
};

/// Σ plus − Σ minus; never below 0 where `floored`.
ReportRule difference_rule(std::vector<std::size_t> plus, std::vector<std::size_t> minus,
                           bool floored = false);
ReportRule product_rule(std::vector<std::size_t> factors,
                        RoundingMode rounding = RoundingMode::half_up);
/// Σ of the ledger's amounts over the lines that meet the conditions.
ReportRule ledger_rule(std::vector<RowCondition> conditions = {});
/// The ledger's `column` holds these words.
RowCondition is_words(std::string_view column, Text words);
RowCondition is_text(std::string_view column, std::string_view text);
/// The ledger's `column` holds what stands in `own_column` of the row.
RowCondition is_own(std::string_view column, std::size_t own_column);
/// Supplements to lower budgets left out.
RowCondition is_no_transfer();

/// "Năm 2025".
Words year_words(int year);
/// "1.234.567 đồng", "1,234,567 dong".
Words money_words(Money amount);
/// The months of a span: "3-12", "7".
std::string months_text(const MonthSpan& months);
/// A column key out of a code: lower-case letters, digits and '_'.
std::string column_key(std::string_view code);
Words words_of(Text text);
/// The same text in both languages.
Words same_words(std::string_view text);

}  // namespace phanbo
