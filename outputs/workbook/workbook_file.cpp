#include "outputs/workbook/workbook_file.hpp"

#include <utf8proc.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <fstream>
#include <map>
#include <set>

#include "models/check.hpp"
#include "outputs/workbook/long_rows.hpp"
#include "outputs/workbook/text_of_cells.hpp"
#include "outputs/workbook/zip_insertion.hpp"

namespace phanbo {

namespace {

constexpr std::size_t note_characters_max = 2'000;
constexpr int exact_digits_max = 15;
/// Zip and properties carry this day, so that equal results are equal bytes.
constexpr int fixed_year = 2025;

lxw_col_t column_of(std::uint32_t column) { return static_cast<lxw_col_t>(column); }

const char* number_format(CellLook::Number number) {
  constexpr std::array<const char*, 9> formats = {
      "General", "#,##0",         "#,##0.##########",  "0.00", "@", "dd/mm/yyyy",
      "0",       "0.##########%", "#,##0.############"};
  return formats[static_cast<std::size_t>(number)];
}

lxw_color_t color_of(CellLook::Fill fill) {
  constexpr std::array<lxw_color_t, 9> colors = {0xFFFFFF, 0xE7ECF3, 0xF4F4F4, 0xFFF4CC, 0xFFE0B3,
                                                 0xE3F4E1, 0xC5D9F1, 0xFFF9DB, 0xFF9C9C};
  return colors[static_cast<std::size_t>(fill)];
}

bool ends_like_a_zip(const std::filesystem::path& path) {
  constexpr std::streamoff end_record = 22;
  std::ifstream file(path, std::ios::binary);
  file.seekg(-end_record, std::ios::end);
  std::array<char, 4> mark{};
  file.read(mark.data(), mark.size());
  return file.good() && mark == std::array<char, 4>{'P', 'K', 5, 6};
}

constexpr std::array<lxw_color_t, 10> series_colors = {0x1F4E79, 0xC55A11, 0x548235, 0x7F6000,
                                                       0x7030A0, 0x2E75B6, 0xF4B183, 0xA9D18E,
                                                       0xBF9000, 0xB4A7D6};

}  // namespace

struct WorkbookFile::Library {
  lxw_workbook* book = nullptr;
  lxw_worksheet* sheet = nullptr;
  std::filesystem::path path;
  int threads = 1;
  int error = 0;
  std::map<CellLook, lxw_format*> formats;
  std::set<std::string> sheet_names;  ///< folded
  std::size_t sheet_count = 0;
  SharedTexts shared_texts{[this](const std::string& text) { return number_of(text); }};
  std::unique_ptr<LongRows> long_rows;      ///< while they are written
  std::vector<ZipInsertion> long_sheets{};  ///< rows to be put into the sheets

  void keep(lxw_error result) {
    if (result == LXW_NO_ERROR || error != 0) return;
    error = errno != 0 ? errno : EIO;
  }
  lxw_format* format_of(const CellLook& look);
  /// Enters a text into the list of shared strings.
  std::uint32_t number_of(const std::string& text) const {
    const sst_element* const element = lxw_get_sst_index(book->sst, text.c_str(), 0);
    PB_CHECK(element != nullptr);
    --book->sst->string_count;  // counts cells; ours are counted as they are written
    return element->index;
  }
};

lxw_format* WorkbookFile::Library::format_of(const CellLook& look) {
  lxw_format*& format = formats[look];
  if (format != nullptr) return format;
  format = workbook_add_format(book);
  format_set_font_name(format, "Times New Roman");
  format_set_font_size(format, look.points);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  constexpr std::array<std::uint8_t, 3> aligns = {LXW_ALIGN_LEFT, LXW_ALIGN_CENTER,
                                                  LXW_ALIGN_RIGHT};
  format_set_align(format, aligns[static_cast<std::size_t>(look.align)]);
  if (look.bold) format_set_bold(format);
  if (look.italic) format_set_italic(format);
  if (look.border) format_set_border(format, LXW_BORDER_THIN);
  if (look.border && look.soft_border) format_set_border_color(format, 0xBFBFBF);
  if (look.wrap) format_set_text_wrap(format);
  if (look.red) format_set_font_color(format, 0xC00000);
  if (look.indent > 0) format_set_indent(format, look.indent);
  if (look.grey) format_set_font_color(format, 0x7F7F7F);
  if (look.link) {
    format_set_font_color(format, 0x0563C1);
    format_set_underline(format, LXW_UNDERLINE_SINGLE);
  }
  if (look.decimals > 0) {
    format_set_num_format(format, ("#,##0." + std::string(look.decimals, '0')).c_str());
  } else if (look.number != CellLook::Number::none) {
    format_set_num_format(format, number_format(look.number));
  }
  if (look.fill != CellLook::Fill::none) {
    format_set_pattern(format, LXW_PATTERN_SOLID);
    format_set_fg_color(format, color_of(look.fill));
  }
  return format;
}

WorkbookFile::WorkbookFile(const std::filesystem::path& path, const Properties& properties)
    : library_(std::make_unique<Library>()) {
  errno = 0;
  library_->path = path;
  library_->threads = properties.threads;
  // The library would tell the user on its own that it cannot create the file.
  if (!std::ofstream(path, std::ios::binary)) {
    library_->error = errno != 0 ? errno : EIO;
    return;
  }
  library_->book = workbook_new(path.c_str());
  if (library_->book == nullptr) {
    library_->error = errno != 0 ? errno : ENOMEM;
    return;
  }
  const std::string title = cell_text(properties.title);
  lxw_doc_properties document{};
  document.title = const_cast<char*>(title.c_str());
  document.author = const_cast<char*>(properties.program.c_str());
  std::tm created{};
  created.tm_year = fixed_year - 1900;
  created.tm_mday = 1;
  created.tm_hour = 12;
  document.created = timegm(&created);
  library_->keep(workbook_set_properties(library_->book, &document));
}

WorkbookFile::~WorkbookFile() { close(); }

std::string WorkbookFile::add_sheet(std::string_view wanted_name) {
  const std::string name = legal_sheet_name(wanted_name, library_->sheet_names);
  if (library_->book != nullptr)
    library_->sheet = workbook_add_worksheet(library_->book, name.c_str());
  PB_CHECK(library_->long_rows == nullptr);
  ++library_->sheet_count;
  if (library_->sheet == nullptr && library_->error == 0) library_->error = ENOMEM;
  return name;
}

void WorkbookFile::text(std::uint32_t row, std::uint32_t column, std::string_view text,
                        const CellLook& look) {
  if (library_->error != 0) return;
  if (text.empty()) {
    blank(row, column, look);
    return;
  }
  if (library_->long_rows != nullptr) {
    library_->long_rows->text(row, column, text, look);
    return;
  }
  library_->keep(worksheet_write_string(library_->sheet, row, column_of(column),
                                        cell_text(text).c_str(), library_->format_of(look)));
}

namespace {

/// The digits of a number that the file can hold exactly; empty when they are too many.
std::optional<std::string> exact_digits(const Decimal& value) {
  const Decimal reduced = value.reduced();
  const bool fits = reduced.digits() == 0
                        ? Money::checked(reduced.units()).has_value()
                        : std::abs(reduced.units()) < Decimal::power_of_ten(exact_digits_max);
  if (!fits) return std::nullopt;
  return to_plain(reduced);
}

/// The file's own number type.
double file_number(std::string_view digits) {  // search only
  double number = 0;                           // search only
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

}  // namespace

void WorkbookFile::number(std::uint32_t row, std::uint32_t column, const Decimal& value,
                          const CellLook& look) {
  if (library_->error != 0) return;
  const auto digits = exact_digits(value);
  if (!digits) {
    text(row, column, to_plain(value), look);
    return;
  }
  if (library_->long_rows != nullptr) {
    library_->long_rows->number(row, column, *digits, look);
    return;
  }
  library_->keep(worksheet_write_number(library_->sheet, row, column_of(column),
                                        file_number(*digits), library_->format_of(look)));
}

void WorkbookFile::blank(std::uint32_t row, std::uint32_t column, const CellLook& look) {
  if (library_->error != 0) return;
  if (library_->long_rows != nullptr) {
    library_->long_rows->blank(row, column, look);
    return;
  }
  library_->keep(
      worksheet_write_blank(library_->sheet, row, column_of(column), library_->format_of(look)));
}

void WorkbookFile::formula(std::uint32_t row, std::uint32_t column, const std::string& formula,
                           const Decimal& value, const CellLook& look) {
  if (library_->error != 0) return;
  const auto cached = exact_digits(value);
  PB_CHECK(cached.has_value());
  if (library_->long_rows != nullptr) {
    library_->long_rows->formula(row, column, formula, *cached, look);
    return;
  }
  library_->keep(worksheet_write_formula_num(library_->sheet, row, column_of(column),
                                             ("=" + formula).c_str(), library_->format_of(look),
                                             file_number(*cached)));
}

void WorkbookFile::text_formula(std::uint32_t row, std::uint32_t column, const std::string& formula,
                                std::string_view value, const CellLook& look) {
  if (library_->error != 0) return;
  library_->keep(worksheet_write_formula_str(library_->sheet, row, column_of(column),
                                             ("=" + formula).c_str(), library_->format_of(look),
                                             cell_text(value).c_str()));
}

void WorkbookFile::date(std::uint32_t row, std::uint32_t column, std::string_view iso,
                        const CellLook& look) {
  if (library_->error != 0) return;
  lxw_datetime day{};
  const auto part = [&](std::size_t at, std::size_t digits) {
    int value = 0;
    std::from_chars(iso.data() + at, iso.data() + at + digits, value);
    return value;
  };
  constexpr std::size_t iso_length = 10;
  PB_CHECK(iso.size() == iso_length);
  day.year = part(0, 4);
  day.month = part(5, 2);
  day.day = part(8, 2);
  // Before March 1900 spreadsheets count days that never were.
  if (iso < std::string_view("1900-03-01")) {
    text(row, column, iso, look);
    return;
  }
  library_->keep(worksheet_write_datetime(library_->sheet, row, column_of(column), &day,
                                          library_->format_of(look)));
}

void WorkbookFile::boolean(std::uint32_t row, std::uint32_t column, bool value,
                           const CellLook& look) {
  if (library_->error != 0) return;
  library_->keep(worksheet_write_boolean(library_->sheet, row, column_of(column), value ? 1 : 0,
                                         library_->format_of(look)));
}

void WorkbookFile::link(std::uint32_t row, std::uint32_t column, const std::string& target,
                        std::string_view words, const CellLook& look) {
  if (library_->error != 0) return;
  library_->keep(worksheet_write_url_opt(library_->sheet, row, column_of(column),
                                         ("internal:" + target).c_str(), library_->format_of(look),
                                         cell_text(words).c_str(), nullptr));
}

void WorkbookFile::choice(std::uint32_t column, std::uint32_t first_row, std::uint32_t last_row,
                          const std::string& source, bool is_strict, std::string_view question) {
  if (library_->error != 0) return;
  const std::string formula = "=" + source;
  const std::string words = cell_text(question);
  lxw_data_validation rule{};
  rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
  rule.value_formula = const_cast<char*>(formula.c_str());
  rule.error_type = is_strict ? LXW_VALIDATION_ERROR_TYPE_STOP : LXW_VALIDATION_ERROR_TYPE_WARNING;
  rule.error_title = const_cast<char*>("Phân Bổ");
  rule.error_message = const_cast<char*>(words.c_str());
  library_->keep(worksheet_data_validation_range(library_->sheet, first_row, column_of(column),
                                                 last_row, column_of(column), &rule));
}

void WorkbookFile::set_column(std::uint32_t column, int characters, const CellLook& look) {
  if (library_->error != 0) return;
  library_->keep(worksheet_set_column(library_->sheet, column_of(column), column_of(column),
                                      characters, library_->format_of(look)));
}

void WorkbookFile::whole_where_whole(std::uint32_t column, std::uint32_t first_row,
                                     std::uint32_t last_row) {
  if (library_->error != 0) return;
  lxw_format* whole = workbook_add_format(library_->book);
  format_set_num_format(whole, "#,##0");
  const std::string cell = cell_name(first_row, column);
  const std::string formula = "=AND(ISNUMBER(" + cell + ")," + cell + "=INT(" + cell + "))";
  lxw_conditional_format rule{};
  rule.type = LXW_CONDITIONAL_TYPE_FORMULA;
  rule.value_string = const_cast<char*>(formula.c_str());
  rule.format = whole;
  library_->keep(worksheet_conditional_format_range(library_->sheet, first_row, column_of(column),
                                                    last_row, column_of(column), &rule));
}

void WorkbookFile::set_tab(Tab tab) {
  if (library_->error != 0 || tab == Tab::plain) return;
  worksheet_set_tab_color(library_->sheet, tab == Tab::needed ? 0x1F4E79 : 0xC00000);
}

void WorkbookFile::note(std::uint32_t row, std::uint32_t column, std::string_view text) {
  if (library_->error != 0 || text.empty()) return;
  lxw_comment_options options{};
  options.author = const_cast<char*>("Phân Bổ");
  options.width = 320;
  options.height = 120;
  options.font_name = const_cast<char*>("Times New Roman");
  options.font_size = 10;
  const std::string words = cell_text(shortened(text, note_characters_max));
  library_->keep(worksheet_write_comment_opt(library_->sheet, row, column_of(column), words.c_str(),
                                             &options));
}

void WorkbookFile::merge(std::uint32_t row, std::uint32_t column, std::uint32_t last_row,
                         std::uint32_t last_column, std::string_view text, const CellLook& look) {
  if (library_->error != 0) return;
  if (row == last_row && column == last_column) {
    this->text(row, column, text, look);
    return;
  }
  library_->keep(worksheet_merge_range(library_->sheet, row, column_of(column), last_row,
                                       column_of(last_column), cell_text(text).c_str(),
                                       library_->format_of(look)));
}

void WorkbookFile::set_width(std::uint32_t first, std::uint32_t last, int characters, bool hidden) {
  if (library_->error != 0) return;
  lxw_row_col_options options{};
  options.hidden = hidden ? LXW_TRUE : LXW_FALSE;
  library_->keep(worksheet_set_column_opt(library_->sheet, column_of(first), column_of(last),
                                          characters, nullptr, &options));
}

void WorkbookFile::set_height(std::uint32_t row, int points) {
  if (library_->error != 0) return;
  if (library_->long_rows != nullptr) {
    library_->long_rows->set_height(row, points);
    return;
  }
  library_->keep(worksheet_set_row(library_->sheet, row, points, nullptr));
}

void WorkbookFile::freeze(std::uint32_t row, std::uint32_t column) {
  if (library_->error == 0) worksheet_freeze_panes(library_->sheet, row, column_of(column));
}

void WorkbookFile::filter(std::uint32_t row, std::uint32_t first, std::uint32_t last_row,
                          std::uint32_t last) {
  if (library_->error != 0) return;
  library_->keep(
      worksheet_autofilter(library_->sheet, row, column_of(first), last_row, column_of(last)));
}

void WorkbookFile::set_page(const PagePlan& plan) {
  if (library_->error != 0) return;
  lxw_worksheet* sheet = library_->sheet;
  constexpr std::uint8_t paper_a3 = 8;
  constexpr std::uint8_t paper_a4 = 9;
  worksheet_set_paper(sheet, plan.a3 ? paper_a3 : paper_a4);
  plan.landscape ? worksheet_set_landscape(sheet) : worksheet_set_portrait(sheet);
  worksheet_fit_to_pages(sheet, static_cast<std::uint16_t>(plan.pages_across), 0);
  // Decree 30/2020, Annex I: top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm; in inches.
  if (plan.decree_margins) {
    worksheet_set_margins(sheet, 1.19, 0.60, 0.79, 0.79);
    worksheet_set_header(sheet, "&C&\"Times New Roman,Regular\"&13&P");
  } else {
    worksheet_set_margins(sheet, 0.5, 0.5, 0.6, 0.6);
  }
  std::string footer = "&L&9" + header_text(plan.footer);
  if (!plan.decree_margins) footer += "&R&9&P/&N";
  if (!plan.footer.empty() || !plan.decree_margins)
    library_->keep(worksheet_set_footer(sheet, footer.c_str()));
  library_->keep(worksheet_repeat_rows(sheet, plan.first_repeated_row, plan.last_repeated_row));
  if (plan.repeated_columns > 0)
    library_->keep(worksheet_repeat_columns(sheet, 0, column_of(plan.repeated_columns - 1)));
}

void WorkbookFile::define_name(const std::string& name, const std::string& reference) {
  PB_CHECK(is_legal_range_name(name));
  if (library_->error != 0) return;
  library_->keep(workbook_define_name(library_->book, name.c_str(), ("=" + reference).c_str()));
}

void WorkbookFile::add_chart(std::uint32_t row, std::uint32_t column, const ChartPlan& plan) {
  if (library_->error != 0) return;
  lxw_chart* chart = workbook_add_chart(library_->book, LXW_CHART_BAR_STACKED);
  const std::string title = cell_text(plan.title);
  chart_title_set_name(chart, title.c_str());
  for (std::size_t i = 0; i < plan.series.size(); ++i) {
    const ChartPlan::Series& part = plan.series[i];
    lxw_chart_series* series = chart_add_series(chart, nullptr, nullptr);
    const char* sheet = plan.sheet.c_str();
    chart_series_set_categories(series, sheet, plan.title_row, column_of(plan.first_column),
                                plan.title_row, column_of(plan.last_column));
    chart_series_set_values(series, sheet, part.row, column_of(plan.first_column), part.row,
                            column_of(plan.last_column));
    chart_series_set_name_range(series, sheet, part.row, column_of(part.name_column));
    lxw_chart_fill fill{};
    fill.color = series_colors[i % series_colors.size()];
    chart_series_set_fill(series, &fill);
  }
  // In bar charts of the library the x axis is the one of the amounts.
  chart_axis_set_reverse(chart->y_axis);
  chart_axis_set_name(chart->x_axis, plan.amount_axis.c_str());
  chart_axis_set_num_format(chart->x_axis, "#,##0.0,,,");  // đồng shown in billions
  chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
  lxw_chart_options options{};
  options.x_scale = 2.2;
  options.y_scale = 2.0;
  library_->keep(
      worksheet_insert_chart_opt(library_->sheet, row, column_of(column), chart, &options));
}

void WorkbookFile::begin_long_rows() {
  if (library_->error != 0) return;
  PB_CHECK(library_->long_rows == nullptr);
  library_->long_rows = std::make_unique<LongRows>(
      [this](const CellLook& look) { return lxw_format_get_xf_index(library_->format_of(look)); },
      library_->shared_texts, library_->threads);
}

void WorkbookFile::end_long_rows(std::uint32_t next_row) {
  const std::unique_ptr<LongRows> long_rows = std::move(library_->long_rows);
  if (library_->error != 0) return;
  PB_CHECK(long_rows != nullptr && long_rows->last_row() < next_row);
  DeflatedText rows = long_rows->finish();
  library_->error = rows.finish();
  library_->long_sheets.push_back(
      {"xl/worksheets/sheet" + std::to_string(library_->sheet_count) + ".xml",
       "<row r=\"" + std::to_string(next_row + 1) + "\"", std::move(rows)});
}

int WorkbookFile::close() {
  if (library_->book == nullptr) return library_->error;
  errno = 0;
  library_->book->sst->string_count += library_->shared_texts.uses();
  // A book without sheets cannot be saved; the library would add an empty one.
  const lxw_error result = workbook_close(library_->book);
  library_->book = nullptr;
  library_->keep(result);
  if (library_->error == 0 && !ends_like_a_zip(library_->path)) library_->error = EIO;
  if (library_->error == 0 && !library_->long_sheets.empty())
    library_->error = insert_into_zip(library_->path, library_->long_sheets);
  return library_->error;
}

}  // namespace phanbo
