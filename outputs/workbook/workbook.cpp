#include "outputs/workbook/workbook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "models/check.hpp"
#include "outputs/workbook/controls.hpp"
#include "outputs/workbook/table_sheet.hpp"
#include "outputs/workbook/text_of_cells.hpp"

namespace phanbo {

namespace {

constexpr std::size_t series_max = 10;
constexpr std::size_t header_rows_max = 12;

CellLook plain_look() {
  CellLook look;
  look.border = false;
  return look;
}

CellLook title_look() {
  CellLook look = plain_look();
  look.bold = true;
  look.points = 14;
  return look;
}

CellLook header_look() {
  CellLook look;
  look.bold = true;
  look.wrap = true;
  look.align = CellLook::Align::centre;
  look.fill = CellLook::Fill::header;
  return look;
}

/// The workbook of one result, sheet by sheet.
class Book {
 public:
  Book(const std::filesystem::path& path, const WorkbookRequest& request)
      : request_(request),
        language_(request.language),
        file_(path, {request.plan->name, request.program, is_long(request)}),
        rules_(places_, request.language) {}

  int write() {
    place_tables();
    for (std::size_t i = 0; i < places_.size(); ++i) {
      // The names were made legal and unique when the places were made.
      PB_CHECK(file_.add_sheet(places_[i].sheet) == places_[i].sheet);
      write_table_sheet(file_, places_[i], layouts_[i], rules_, language_, footer());
      name_columns(places_[i]);
      if (i == 0) write_charts();
    }
    write_controls();
    write_sources();
    return file_.close();
  }

 private:
  static bool is_long(const WorkbookRequest& request) {
    std::size_t cells = 0;
    for (const ReportTable& table : *request.tables)
      cells += row_count(table) * table.columns.size();
    return cells >= slim_cells_min;
  }
  std::string_view say(Text text) const { return text.in(language_); }
  std::string footer() const { return request_.plan->name + " - " + request_.program; }

  void place_tables() {
    std::set<std::string> taken;
    places_.reserve(request_.tables->size());
    for (const ReportTable& table : *request_.tables) {
      if (row_count(table) + header_rows_max + table.notes.size() > sheet_rows_max) {
        left_out_.push_back(&table);
        continue;
      }
      layouts_.push_back(lay_out_sheet(table, language_));
      places_.push_back({&table, legal_sheet_name(sheet_name_of(table, language_), taken),
                         layouts_.back().first_row()});
    }
  }

  /// Columns that formulas of other sheets look at have names.
  void name_columns(const TablePlace& place) {
    const ReportTable& table = *place.table;
    if (row_count(table) == 0) return;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      const std::string name = BookRules::range_name(table.id, table.columns[column].id);
      if (!is_legal_range_name(name)) continue;
      const auto at = static_cast<std::uint32_t>(column);
      file_.define_name(name, fmt::format("{}!{}:{}", quoted_sheet(place.sheet),
                                          cell_name(place.row_of(0), at, true),
                                          cell_name(place.row_of(row_count(table) - 1), at, true)));
    }
  }

  void write_charts();
  void write_controls();
  void write_sources();

  const WorkbookRequest& request_;
  Language language_;
  WorkbookFile file_;
  std::vector<TablePlace> places_;
  std::vector<SheetLayout> layouts_;
  std::vector<const ReportTable*> left_out_;
  BookRules rules_;
};

/// Purposes as bars, sources as their parts: a sheet for recurrent and one for investment money.
void Book::write_charts() {
  constexpr std::array<std::pair<std::string_view, Text>, 2> charts = {
      {{"sources_by_purpose_recurrent", {"Biểu đồ - thường xuyên", "Chart - recurrent"}},
       {"sources_by_purpose_investment", {"Biểu đồ - đầu tư", "Chart - investment"}}}};
  for (const auto& [id, name] : charts) {
    const TablePlace* place = rules_.find(id);
    if (place == nullptr) continue;
    const ReportTable& table = *place->table;
    ChartPlan plan;
    plan.title = in(table.title, language_);
    plan.amount_axis = say({"tỷ đồng", "billion dong"});
    plan.sheet = place->sheet;
    plan.title_row = layouts_[static_cast<std::size_t>(place - places_.data())].title_row();
    std::size_t first = 0;
    while (first < table.columns.size() && table.columns[first].group.vi.empty()) ++first;
    plan.first_column = static_cast<std::uint32_t>(first);
    plan.last_column = place->level_column() - 1;
    for (std::size_t row = 0; row < row_count(table) && plan.series.size() < series_max; ++row) {
      if (row_level(table, row) == 2 && row_adds_up(table, row))
        plan.series.push_back({place->row_of(row), 1});
    }
    if (plan.series.empty() || first == table.columns.size()) continue;
    file_.add_sheet(say(name));
    file_.add_chart(0, 0, plan);
    PagePlan page;
    page.footer = footer();
    file_.set_page(page);
  }
}

void Book::write_controls() {
  const std::string name = file_.add_sheet(say({"Kiểm tra", "Checks"}));
  file_.text(0, 0, say({"Kiểm tra: các tổng đối chiếu", "Checks: control sums"}), title_look());
  constexpr std::uint32_t header = 2;
  std::uint32_t column = 0;
  for (const Text title : {Text{"Nội dung", "Control"}, Text{"Phải là (đồng)", "Expected (dong)"},
                           Text{"Tìm thấy (đồng)", "Found (dong)"},
                           Text{"Chênh lệch", "Difference"}, Text{"Đạt", "Holds"}}) {
    file_.text(header, column++, say(title), header_look());
  }
  CellLook words;
  words.wrap = true;
  CellLook money;
  money.align = CellLook::Align::right;
  money.number = CellLook::Number::whole;
  CellLook tick;
  tick.align = CellLook::Align::centre;
  tick.fill = CellLook::Fill::good;
  std::uint32_t row = header + 1;
  const auto value = [](Int128 dong) { return Decimal::whole(static_cast<std::int64_t>(dong)); };
  for (const Control& control : controls_of(rules_)) {
    file_.text(row, 0, in(control.name, language_), words);
    file_.formula(row, 1, control.expected.formula, value(control.expected.value), money);
    file_.formula(row, 2, control.found.formula, value(control.found.value), money);
    file_.formula(row, 3, cell_name(row, 2) + "-" + cell_name(row, 1),
                  value(control.found.value - control.expected.value), money);
    const bool holds = control.found.value == control.expected.value;
    file_.text_formula(row, 4, fmt::format("IF({}=0,\"✓\",\"✗\")", cell_name(row, 3)),
                       holds ? "✓" : "✗", tick);
    ++row;
  }
  file_.set_width(0, 0, 84);
  file_.set_width(1, 3, 26);
  file_.set_width(4, 4, 8);
  file_.freeze(header + 1, 1);
  PagePlan page;
  page.first_repeated_row = page.last_repeated_row = header;
  page.footer = footer();
  file_.set_page(page);
}

void Book::write_sources() {
  file_.add_sheet(say({"Nguồn", "Provenance"}));
  std::uint32_t row = 0;
  const auto line = [&](std::string_view label, std::string_view text) {
    CellLook bold;
    bold.bold = true;
    CellLook wrapped;
    wrapped.wrap = true;
    file_.text(row, 0, label, bold);
    file_.text(row, 1, text, wrapped);
    constexpr int characters_in_line = 85;
    const auto characters = static_cast<int>(character_count(text));
    file_.set_height(row, 16 * (1 + characters / characters_in_line));
    ++row;
  };
  const Plan& plan = *request_.plan;
  file_.text(row, 0, say({"Nguồn của các số liệu", "Where the figures come from"}), title_look());
  row += 2;
  line(say({"Chương trình", "Program"}), request_.program);
  line(say({"Kế hoạch", "Plan"}), fmt::format("{} ({})", plan.name, plan.code));
  line(say({"Loại", "Stage"}), name_of(plan.stage).in(language_));
  line(say({"Năm", "Years"}), fmt::format("{}–{}", plan.first_year, plan.last_year));
  if (!plan.illustrative.empty())
    line(say({"Số liệu minh họa", "Illustrative"}), plan.illustrative);
  line(say({"Căn cứ pháp luật", "Law used"}),
       say({"Sheet “Căn cứ pháp luật”: từng giá trị, văn bản, điều khoản",
            "Sheet “Law used”: each value, document and article"}));
  for (const ReportTable* table : left_out_) {
    line(say({"Bảng không đưa vào sổ này", "Left out of this workbook"}),
         fmt::format("{}: {}", in(table->title, language_),
                     say({"nhiều dòng hơn một sheet chứa được; xem tables/*.csv",
                          "more rows than a sheet can hold; see tables/*.csv"})));
  }
  if (rules_.hit_work_limit()) {
    line(say({"Công thức", "Formulas"}),
         say({"Một số tổng để dạng giá trị vì phải dò quá nhiều dòng mỗi lần tính lại.",
              "Some sums are values: each recalculation would look at too many rows."}));
  }
  CellLook decided;
  decided.fill = CellLook::Fill::decided;
  file_.text(row, 0, say({"Ô nền vàng", "Yellow cells"}), decided);
  CellLook wrapped_note;
  wrapped_note.wrap = true;
  file_.set_height(row, 32);
  file_.text(row++, 1,
             say({"Số do bước phân bổ quyết định; sửa ở đây thì các tổng đổi theo, nhưng không "
                  "phân bổ lại.",
                  "Decided by the distribution; a change here moves the totals but allocates "
                  "nothing again."}),
             wrapped_note);
  row += 1;
  file_.text(row, 0, say({"Tệp đầu vào", "Input file"}), header_look());
  file_.text(row++, 1, "SHA-256", header_look());
  for (const auto& [path, hash] : request_.inputs) {
    file_.text(row, 0, path, {});
    file_.text(row++, 1, hash, {});
  }
  file_.set_width(0, 0, 34);
  file_.set_width(1, 1, 90);
  PagePlan page;
  page.footer = footer();
  file_.set_page(page);
}

}  // namespace

int write_workbook(const std::filesystem::path& path, const WorkbookRequest& request) {
  PB_CHECK(request.plan != nullptr && request.tables != nullptr);
  return Book(path, request).write();
}

int write_forms(const std::filesystem::path& path, const std::vector<Form>& forms,
                const WorkbookRequest& request) {
  PB_CHECK(request.plan != nullptr);
  WorkbookFile file(path, {request.plan->name, request.program, false});
  std::vector<TablePlace> places;
  std::vector<SheetLayout> layouts;
  std::set<std::string> taken;
  places.reserve(forms.size());
  for (const Form& form : forms) {
    layouts.push_back(lay_out_form(form, request.language));
    places.push_back({&form.table, legal_sheet_name(in(form.sheet, request.language), taken),
                      layouts.back().first_row()});
  }
  BookRules rules(places, request.language);
  for (std::size_t i = 0; i < places.size(); ++i) {
    PB_CHECK(file.add_sheet(places[i].sheet) == places[i].sheet);
    write_table_sheet(file, places[i], layouts[i], rules, request.language, request.program);
  }
  if (places.empty()) {
    file.add_sheet(request.language == Language::vietnamese ? "Trống" : "Empty");
    file.text(0, 0,
              request.language == Language::vietnamese
                  ? "Kế hoạch không có số liệu cho biểu mẫu nào."
                  : "The plan has nothing for any form.",
              plain_look());
  }
  return file.close();
}

}  // namespace phanbo
