#include "outputs/workbook/workbook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "models/check.hpp"
#include "outputs/workbook/book_parts.hpp"
#include "outputs/workbook/controls.hpp"
#include "outputs/workbook/table_sheet.hpp"
#include "outputs/workbook/text_of_cells.hpp"

namespace phanbo {

namespace {

constexpr std::size_t series_max = 10;

/// The workbook of one result, sheet by sheet.
class Book {
 public:
  Book(const std::filesystem::path& path, const WorkbookRequest& request)
      : request_(request),
        language_(request.language),
        placed_(*request.tables, request.language),
        file_(path, {request.plan->name, request.program, request.threads}),
        rules_(placed_.places, request.language) {}

  int write() {
    for (std::size_t i = 0; i < placed_.places.size(); ++i) {
      // The names were made legal and unique when the places were made.
      PB_CHECK(file_.add_sheet(placed_.places[i].sheet) == placed_.places[i].sheet);
      write_table_sheet(file_, placed_.places[i], placed_.layouts[i], rules_, language_, footer());
      name_columns(file_, placed_.places[i]);
      if (i == 0) write_charts();
    }
    write_controls_sheet(file_, controls_of(rules_), language_, footer());
    write_sources();
    return file_.close();
  }

 private:
  std::string_view say(Text text) const { return text.in(language_); }
  std::string footer() const { return request_.plan->name + " - " + request_.program; }

  void write_charts();
  void write_sources();

  const WorkbookRequest& request_;
  Language language_;
  PlacedTables placed_;
  WorkbookFile file_;
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
    plan.title_row =
        placed_.layouts[static_cast<std::size_t>(place - placed_.places.data())].title_row();
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
  for (const ReportTable* table : placed_.left_out) {
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
  WorkbookFile file(path, {request.plan->name, request.program, request.threads});
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
