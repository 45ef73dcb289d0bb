#include "outputs/workbook/comparison_workbook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "models/check.hpp"
#include "outputs/workbook/book_parts.hpp"
#include "outputs/workbook/table_sheet.hpp"
#include "outputs/workbook/text_of_cells.hpp"
#include "outputs/workbook/workbook.hpp"

namespace phanbo {

namespace {

/// Of a column of sentences: a page that lies holds it, for a single column is not always shrunk.
constexpr int sentence_width = 96;
constexpr int line_points = 16;

using Worked = BookRules::Worked;

/// The cell of a table by the ids of its row's text and its column; empty = there is none.
std::optional<Worked> cell_worked(const TablePlace& place, std::size_t row,
                                  std::string_view column) {
  const ReportTable& table = *place.table;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].id != column) continue;
    const auto value = whole_value(cell_of(table, row, i));
    if (!value) return std::nullopt;
    return Worked{*value, quoted_sheet(place.sheet) + "!" +
                              cell_name(place.row_of(row), static_cast<std::uint32_t>(i))};
  }
  return std::nullopt;
}

Worked less(const Worked& whole, const Worked& part) {
  return {whole.value - part.value, whole.formula + "-" + part.formula};
}

/// The workbook of one comparison, sheet by sheet.
class ComparisonBook {
 public:
  ComparisonBook(const std::filesystem::path& path, const ComparisonWorkbookRequest& request)
      : request_(request),
        comparison_(*request.comparison),
        language_(request.language),
        sentences_sheet_(say({"Tóm tắt", "Summary"})),
        placed_(*request.tables, request.language, {sentences_sheet_}),
        file_(path,
              {std::string(say({"So sánh kết quả", "Comparison of results"})), request.program}),
        rules_(placed_.places, request.language) {}

  int write() {
    write_sentences();
    for (std::size_t i = 0; i < placed_.places.size(); ++i) {
      // The names were made legal and unique when the places were made.
      PB_CHECK(file_.add_sheet(placed_.places[i].sheet) == placed_.places[i].sheet);
      write_table_sheet(file_, placed_.places[i], placed_.layouts[i], rules_, language_,
                        request_.program);
      name_columns(file_, placed_.places[i]);
    }
    write_controls_sheet(file_, controls(), language_, request_.program);
    return file_.close();
  }

 private:
  std::string_view say(Text text) const { return text.in(language_); }

  void write_sentences();
  void write_sentence(std::uint32_t row, std::string_view text);
  void write_runs(std::uint32_t row);
  std::vector<Control> controls();
  void add_view_controls(const TablePlace& place, std::vector<Control>& controls) const;
  void add_pair_controls(const TablePlace& place, std::size_t run,
                         std::vector<Control>& controls) const;

  const ComparisonWorkbookRequest& request_;
  const Comparison& comparison_;
  Language language_;
  std::string sentences_sheet_;
  PlacedTables placed_;
  WorkbookFile file_;
  BookRules rules_;
};

/// The first sheet: what each result says against the base, and which results these are.
void ComparisonBook::write_sentences() {
  PB_CHECK(file_.add_sheet(sentences_sheet_) == sentences_sheet_);
  file_.text(0, 0, say({"So sánh kết quả", "Comparison of results"}), title_look());
  std::uint32_t row = 2;
  CellLook heading = plain_look();
  heading.bold = true;
  const auto line = [&](std::string_view text) { write_sentence(row++, text); };
  for (std::size_t i = 0; i < comparison_.pairs.size(); ++i) {
    const PairComparison& pair = comparison_.pairs[i];
    file_.text(row++, 0,
               fmt::format("{} {} {}", comparison_.runs[pair.other].label,
                           say({"so với", "against"}), comparison_.runs.front().label),
               heading);
    for (const Words& words : request_.headlines[i]) line(in(words, language_));
    if (pair.causes && pair.causes->causes.empty())
      line(language_ == Language::vietnamese ? pair.causes->why_missing_vi
                                             : pair.causes->why_missing_en);
    ++row;
  }
  for (const ReportTable* table : placed_.left_out)
    line(fmt::format("{}: {}", in(table->title, language_),
                     say({"nhiều dòng hơn một sheet chứa được; xem tables/*.csv",
                          "more rows than a sheet can hold; see tables/*.csv"})));
  write_runs(row);
  file_.set_width(0, 0, sentence_width);
  PagePlan page;
  page.footer = request_.program;
  file_.set_page(page);
}

void ComparisonBook::write_sentence(std::uint32_t row, std::string_view text) {
  CellLook sentence = plain_look();
  sentence.wrap = true;
  // Letters are narrower than the digits that widths are counted in, but words are not cut.
  const auto lines = 1 + static_cast<int>(character_count(text)) / sentence_width;
  file_.set_height(row, lines * line_points);
  file_.text(row, 0, text, sentence);
}

void ComparisonBook::write_runs(std::uint32_t row) {
  CellLook heading = plain_look();
  heading.bold = true;
  file_.text(row++, 0, say({"Các kết quả được so sánh", "The results that are compared"}), heading);
  for (const ComparedRun& run : comparison_.runs) {
    const bool english = language_ == Language::english && !run.plan_name_en.empty();
    std::string text =
        fmt::format("{}: {} ({}), {}–{}", run.label, english ? run.plan_name_en : run.plan_name,
                    run.plan_code, run.first_year, run.last_year);
    if (run.illustrative) text += fmt::format("; {}", say({"số minh họa", "illustrative"}));
    if (run.draft)
      text += fmt::format(
          "; {}", say({"DỰ THẢO: có căn cứ chưa đối chiếu", "DRAFT: rests on law not checked"}));
    write_sentence(row++, text);
  }
  write_sentence(row, request_.program);
}

/// Every view adds up to what its result allocates.
void ComparisonBook::add_view_controls(const TablePlace& place,
                                       std::vector<Control>& controls) const {
  constexpr std::size_t allocated_row = 1;  // of the totals: need, allocated, …
  for (std::size_t run = 0; run < comparison_.runs.size(); ++run) {
    const std::string column = run == 0 ? "base_dong" : "result_" + std::to_string(run) + "_dong";
    const auto expected = cell_worked(placed_.places.front(), allocated_row, column);
    const auto found = cell_worked(place, 0, column);
    if (!expected || !found) continue;
    const std::string& label = comparison_.runs[run].label;
    controls.push_back({{label + ": tổng của “" + place.table->title.vi + "” = đã bố trí",
                         label + ": total of “" + place.table->title.en + "” = allocated"},
                        *expected,
                        *found});
  }
}

/// What is gained and lost, and the parts of all causes, add up to the difference of the totals.
void ComparisonBook::add_pair_controls(const TablePlace& place, std::size_t run,
                                       std::vector<Control>& controls) const {
  constexpr std::size_t allocated_row = 1;
  const auto base = cell_worked(placed_.places.front(), allocated_row, "base_dong");
  const auto other =
      cell_worked(placed_.places.front(), allocated_row, "result_" + std::to_string(run) + "_dong");
  const bool is_list = place.table->id.starts_with("compare_cause_list");
  const auto found = cell_worked(place, 0, is_list ? "total_dong" : "difference_dong");
  if (!base || !other || !found) return;
  const std::string& label = comparison_.runs[run].label;
  controls.push_back(
      {{label + ": tổng của “" + place.table->title.vi + "” = chênh lệch số đã bố trí",
        label + ": total of “" + place.table->title.en + "” = difference of what is allocated"},
       less(*other, *base),
       *found});
}

std::vector<Control> ComparisonBook::controls() {
  std::vector<Control> controls;
  PB_CHECK(!placed_.places.empty() && placed_.places.front().table->id == "compare_totals");
  for (const TablePlace& place : placed_.places) {
    if (place.table->id.starts_with("compare_by_")) add_view_controls(place, controls);
  }
  for (const PairComparison& pair : comparison_.pairs) {
    const std::string suffix =
        comparison_.pairs.size() > 1 ? "_" + std::to_string(pair.other) : std::string();
    for (const char* id : {"compare_gains_and_losses", "compare_cause_list", "compare_causes"}) {
      if (const TablePlace* place = rules_.find(id + suffix))
        add_pair_controls(*place, pair.other, controls);
    }
  }
  return controls;
}

}  // namespace

int write_comparison_workbook(const std::filesystem::path& path,
                              const ComparisonWorkbookRequest& request) {
  PB_CHECK(request.comparison != nullptr && request.tables != nullptr);
  PB_CHECK(request.headlines.size() == request.comparison->pairs.size());
  return ComparisonBook(path, request).write();
}

}  // namespace phanbo
