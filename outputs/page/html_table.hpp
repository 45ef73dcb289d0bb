#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/money.hpp"
#include "outputs/page/bar_chart.hpp"
#include "outputs/page/html.hpp"

/// A table with caption, column headers and row headers, in a box of its own that scrolls where the
/// screen is narrow.
namespace phanbo::page {

/// Rows written out before a list is cut; the rest is summed in one row and named by its table.
inline constexpr std::size_t rows_max = 200;
/// Projects are listed further: a page of 500 projects shows all of them.
inline constexpr std::size_t project_rows_max = 600;
/// Longer lists are folded.
inline constexpr std::size_t folded_above = 12;
/// The lists that answer "who misses out" stay open longer.
inline constexpr std::size_t short_list_folded_above = 30;

enum class Align { text, amount };

struct Column {
  Text title;
  Align align = Align::text;
};

class HtmlTable {
 public:
  /// Amounts are in đồng; the caption says so when a column holds amounts.
  HtmlTable(Html& html, Text caption, std::vector<Column> columns);
  /// Column titles made for one plan (years, sources), behind the fixed ones.
  HtmlTable(Html& html, Text caption, std::vector<Column> columns,
            const std::vector<std::string>& amount_titles);
  HtmlTable(const HtmlTable&) = delete;
  HtmlTable& operator=(const HtmlTable&) = delete;
  /// Closes the table.
  ~HtmlTable();

  /// Begins a row; its header cell comes with it. `is_total` sets it apart.
  void row(std::string_view name, bool from_plan = true, bool is_total = false);
  /// The same, with a line in small print under the name.
  void row_with_note(std::string_view name, std::string_view note, bool from_plan = true);
  /// The same, with the fill of its series in front.
  void row_with_swatch(std::string_view name, Fill fill);
  void total_row() { row(Text{"Tổng số", "Total"}.in(html_.language()), false, true); }
  void amount(Money amount);
  /// A change: with its sign in front.
  void change(Money amount);
  /// The amount, and under it in small print the change and its percent (blank = none).
  void amount_with_change(Money amount, Money change, std::string_view percent);
  void number(std::int64_t number);
  /// Digits made elsewhere, set like a number: "75,9 %".
  void number_text(std::string_view text);
  void blank();
  void say(Text words);
  void text(std::string_view text);
  void plan_text(std::string_view text);
  /// The caller writes the content between the two.
  void begin_cell();
  void end_cell();

 private:
  void open(Text caption, const std::vector<Column>& columns,
            const std::vector<std::string>& amount_titles);
  void end_row();
  Html& html_;
  bool in_row_ = false;
};

/// A fold that opens without a script: begin with the sentence to click on.
void begin_fold(Html& html, Text summary);
void end_fold(Html& html);
/// "… và 12 dòng khác, xem bảng tables/demands.csv".
void put_more(Html& html, std::size_t rows_left, std::string_view table_id);

}  // namespace phanbo::page
