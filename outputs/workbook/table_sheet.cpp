#include "outputs/workbook/table_sheet.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "outputs/workbook/text_of_cells.hpp"

namespace phanbo {

namespace {

constexpr int text_width_max = 46;
constexpr int sentence_width = 80;  ///< of a column of long sentences
constexpr int sentence_characters_min = 240;
constexpr int form_name_width_max = 42;  ///< on forms, which must lie on A4
constexpr int form_text_width_max = 20;
constexpr int index_width_max = 14;  ///< longer formulas are broken
constexpr int row_points_max = 405;  ///< a spreadsheet allows 409
constexpr int text_width_min = 9;
constexpr int line_points = 15;
/// Rows looked at for the widths of text columns; money is looked at in full.
constexpr std::size_t rows_measured_max = 3'000;
/// Widths that still print legibly on one page across of A4 and of A3.
constexpr int a4_characters_max = 190;
constexpr int a3_characters_max = 300;

struct SheetName {
  std::string_view table;
  Text name;
};

constexpr std::array<SheetName, 27> sheet_names = {{
    {"summary", {"Tóm tắt", "Summary"}},
    {"sources_by_purpose_recurrent", {"Nguồn - chi thường xuyên", "Sources - recurrent"}},
    {"sources_by_purpose_investment", {"Nguồn - chi đầu tư", "Sources - investment"}},
    {"purposes_by_year", {"Nhiệm vụ theo năm", "Purposes by year"}},
    {"insurance_by_group", {"BHYT theo nhóm", "Insurance by group"}},
    {"insurance_quarters", {"BHYT theo quý", "Insurance by quarter"}},
    {"claim_on_centre", {"Đề nghị trung ương", "Claim on the centre"}},
    {"sites_and_projects", {"Di tích, dự án", "Sites and projects"}},
    {"source_balances", {"Cân đối nguồn", "Source balances"}},
    {"transfers", {"Bổ sung cấp dưới", "Supplements"}},
    {"decided_and_adjusted", {"Đã giao, điều chỉnh", "Decided and adjusted"}},
    {"by_agency", {"Theo cơ quan", "By agency"}},
    {"priority_classes", {"Thứ tự ưu tiên", "Priority classes"}},
    {"demands", {"Nhu cầu", "Demands"}},
    {"shortfalls", {"Thiếu nguồn", "Shortages"}},
    {"in_kind", {"Hiện vật", "Gifts in kind"}},
    {"law_used", {"Căn cứ pháp luật", "Law used"}},
    {"ledger", {"Sổ phân bổ", "Ledger"}},
    {"compare_totals", {"Các số tổng", "Totals"}},
    {"compare_by_purpose", {"Theo mục đích", "By purpose"}},
    {"compare_by_source", {"Theo nguồn", "By source"}},
    {"compare_by_unit", {"Theo đơn vị", "By unit"}},
    {"compare_by_year", {"Theo năm", "By year"}},
    {"compare_by_expenditure_kind", {"Theo loại chi", "By kind of expenditure"}},
    {"compare_by_paying_budget", {"Theo ngân sách", "By paying budget"}},
    {"compare_by_item", {"Theo nội dung", "By item"}},
    {"compare_equity", {"Bình quân đầu người", "Per head"}},
}};

/// Tables of one pair of results; the number of the result may stand behind the id.
constexpr std::array<SheetName, 4> pair_sheet_names = {{
    {"compare_gains_and_losses", {"Được thêm, bị bớt", "Gains and losses"}},
    {"compare_projects", {"Dự án vào, ra", "Projects in and out"}},
    {"compare_cause_list", {"Nguyên nhân", "Causes"}},
    {"compare_causes", {"Theo nguyên nhân", "By cause"}},
}};

bool is_numeric(ColumnType type) {
  return type == ColumnType::money || type == ColumnType::number || type == ColumnType::percent;
}

/// Characters of a whole number with its sign.
int plain_characters(std::int64_t number) {
  int characters = number < 0 ? 2 : 1;
  while ((number /= 10) != 0) ++characters;
  return characters;
}

/// Characters a cell shows.
int shown_characters(const CellView& cell, Language language) {
  if (const auto* amount = std::get_if<Money>(&cell)) {
    const int digits = plain_characters(amount->dong());
    return digits + digits / 3;
  }
  if (const auto* number = std::get_if<Decimal>(&cell)) {
    const int digits = static_cast<int>(to_plain(*number).size());
    return digits + digits / 3;
  }
  if (const auto* text = std::get_if<Text>(&cell))
    return static_cast<int>(character_count(text->in(language)));
  return 0;
}

int longest_word(std::string_view text) {
  int longest = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
    longest = std::max(longest, static_cast<int>(character_count(text.substr(0, end))));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return longest;
}

int width_of(const ReportTable& table, std::size_t column, Language language, bool official) {
  const ReportColumn& shown = table.columns[column];
  const bool numeric = is_numeric(shown.type);
  const std::size_t rows =
      numeric ? row_count(table) : std::min(row_count(table), rows_measured_max);
  int widest = 0;
  for (std::size_t row = 0; row < rows; ++row)
    widest = std::max(widest, shown_characters(cell_of(table, row, column), language));
  const int title = longest_word(in(shown.title, language));
  const int index = std::min(index_width_max, static_cast<int>(character_count(shown.formula)));
  if (shown.type == ColumnType::marker) return std::max(6, std::min(widest, 10) + 1);
  if (numeric) return std::max({widest + 3, title + 2, index + 1, 8});
  int most = widest > sentence_characters_min ? sentence_width : text_width_max;
  if (official) most = column <= 1 ? form_name_width_max : form_text_width_max;
  const int wanted = std::clamp(widest + 2, text_width_min, most);
  return std::max({wanted, std::min(title + 2, most), index + 1});
}

void add_line(std::vector<SheetLine>& lines, std::string text, const CellLook& look,
              bool across = false) {
  if (text.empty()) return;
  SheetLine line;
  line.text = std::move(text);
  line.look = look;
  line.across = across;
  lines.push_back(std::move(line));
}

CellLook bare(std::uint8_t points, bool bold, bool italic = false) {
  CellLook look;
  look.border = false;
  look.points = points;
  look.bold = bold;
  look.italic = italic;
  return look;
}

void add_stamps(std::vector<SheetLine>& lines, const ReportTable& table, Language language,
                bool across) {
  CellLook stamp = bare(12, true);
  stamp.red = true;
  if (across) stamp.align = CellLook::Align::centre;
  const bool vietnamese = language == Language::vietnamese;
  if (table.draft) add_line(lines, vietnamese ? "DỰ THẢO" : "DRAFT", stamp, across);
  if (table.illustrative) {
    add_line(lines, vietnamese ? "Có số liệu minh họa" : "Illustrative figures", stamp, across);
  }
}

void add_head(SheetLayout& layout, const ReportTable& table, Language language) {
  add_line(layout.head, in(table.title, language), bare(14, true));
  add_line(layout.head, in(table.subtitle, language), bare(12, false, true));
  add_stamps(layout.head, table, language, false);
  add_line(layout.head, in(table.unit_line, language), bare(12, false, true));
}

void add_form_head(SheetLayout& layout, const Form& form, Language language) {
  SheetLine first;
  first.text = upper_case(in(form.issuer, language));
  first.look = bare(12, true);
  first.right = in(form.code, language);
  layout.head.push_back(first);
  CellLook title = bare(14, true);
  title.align = CellLook::Align::centre;
  title.wrap = true;
  add_line(layout.head, in(form.title, language), title, true);
  CellLook attached = bare(12, false, true);
  attached.align = CellLook::Align::centre;
  add_line(layout.head, in(form.attached, language), attached, true);
  add_stamps(layout.head, form.table, language, true);
  CellLook unit = attached;
  unit.align = CellLook::Align::right;
  add_line(layout.head, in(form.table.unit_line, language), unit, true);
}

void add_form_foot(SheetLayout& layout, const Form& form, Language language) {
  const bool vietnamese = language == Language::vietnamese;
  CellLook note = bare(11, false, true);
  note.wrap = true;
  for (const Words& words : form.table.notes)
    add_line(layout.foot, in(words, language), note, true);
  add_line(layout.foot, (vietnamese ? "Bố cục: " : "Layout: ") + in(form.basis, language), note,
           true);
  SheetLine space;
  space.text = " ";
  space.look = bare(11, false);
  layout.foot.push_back(space);
  SheetLine day = space;
  day.right = vietnamese ? "…, ngày … tháng … năm …" : "…, date …";
  day.look.italic = true;
  layout.foot.push_back(day);
  SheetLine roles;
  roles.look = bare(12, true);
  SheetLine notes;
  notes.look = bare(11, false, true);
  if (!form.signatures.empty()) {
    roles.text = in(form.signatures.front().role, language);
    notes.text = in(form.signatures.front().note, language);
    roles.right = in(form.signatures.back().role, language);
    notes.right = in(form.signatures.back().note, language);
  }
  roles.height_points = 36;
  layout.foot.push_back(roles);
  layout.foot.push_back(notes);
}

/// Lines that a text needs in a column of that width, broken between words.
int lines_of(std::string_view text, int width) {
  const int room = std::max(1, width - 1);
  if (static_cast<int>(text.size()) <= room && text.find('\n') == std::string_view::npos) return 1;
  int lines = 1;
  int used = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
    const int word = static_cast<int>(character_count(text.substr(0, end)));
    if (used > 0 && used + 1 + word > room) {
      ++lines;
      used = 0;
    }
    used += word + (used > 0 ? 1 : 0);
    lines += std::max(0, used - 1) / room;  // a word longer than a line
    used = used > room ? (used - 1) % room + 1 : used;
    if (end < text.size() && text[end] == '\n') {
      ++lines;
      used = 0;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// Writes the header, the rows and the notes of one table.
class TableSheet {
 public:
  TableSheet(WorkbookFile& file, const TablePlace& place, const SheetLayout& layout,
             BookRules& rules, Language language)
      : file_(file),
        place_(place),
        table_(*place.table),
        layout_(layout),
        rules_(rules),
        language_(language) {
    indented_ = table_.columns.size() > 1 && table_.columns[0].type == ColumnType::marker;
    rows_add_up_ = false;
    for (std::size_t row = 0; row < row_count(table_) && !rows_add_up_; ++row)
      rows_add_up_ = row_adds_up(table_, row);
  }

  void write(const std::string& footer) {
    lay_pages(footer);
    set_columns();
    write_head();
    write_header();
    write_rows();
    add_filter();
    write_foot();
    file_.freeze(layout_.first_row(), frozen_columns());
    file_.set_page(page_);
  }

 private:
  void set_columns() {
    for (std::size_t column = 0; column < table_.columns.size(); ++column) {
      file_.set_width(static_cast<std::uint32_t>(column), static_cast<std::uint32_t>(column),
                      layout_.widths[column]);
    }
    if (rows_add_up_) file_.set_width(place_.level_column(), place_.level_column(), 6, true);
  }

  void write_head() {
    for (std::uint32_t row = 0; row < layout_.head.size(); ++row)
      write_line(row, layout_.head[row]);
  }

  void write_line(std::uint32_t row, const SheetLine& line) {
    // Columns that further pages repeat would show the beginning of a line again.
    const std::uint32_t first = page_.repeated_columns;
    const std::uint32_t last = last_column_of_first_page();
    const std::uint32_t middle = middle_column();
    const int width = characters_across(first, last);
    int lines = 1;
    if (line.across) {
      file_.merge(row, first, row, last, line.text, line.look);
      // Bigger letters take more room than the characters that widths are counted in.
      lines = lines_of(line.text, std::max(1, width * 10 / std::max<int>(10, line.look.points)));
    } else if (line.right.empty() && !layout_.official) {
      lines = page_.pages_across == 1 ? 1 : lines_of(line.text, width);
      CellLook look = line.look;
      look.wrap = true;
      // On one page a line may run on behind the table.
      if (lines == 1) {
        file_.text(row, first, line.text, line.look);
      } else {
        file_.merge(row, first, row, last, line.text, look);
      }
    } else {
      CellLook look = line.look;
      look.wrap = true;
      look.align = CellLook::Align::centre;
      file_.merge(row, 0, row, middle, line.text.empty() ? " " : line.text, look);
      file_.merge(row, middle + 1, row, last, line.right, look);
      // Capitals are wider than the digits that widths are counted in.
      const auto room = [&](int half) {
        return std::max(1, half * 8 / std::max<int>(8, line.look.points - 2));
      };
      const int left = characters_across(0, middle);
      lines = std::max(lines_of(line.text, room(left)), lines_of(line.right, room(width - left)));
      // The height given to a line holds the lines that its text has by itself.
      if (line.height_points > 0) lines = 1;
    }
    const int height = line.height_points > 0 ? line.height_points : line.look.points + 6;
    file_.set_height(row, height * lines);
  }

  int characters_across(std::uint32_t first, std::uint32_t last) const {
    return std::accumulate(layout_.widths.begin() + first, layout_.widths.begin() + last + 1, 0);
  }
  int whole_width() const { return characters_across(0, place_.level_column() - 1); }

  std::uint32_t last_column_of_first_page() const {
    std::uint32_t last = place_.level_column() - 1;
    if (page_.pages_across == 1) return last;
    const int printed =
        whole_width() + (page_.pages_across - 1) * characters_across(0, page_.repeated_columns - 1);
    while (last > page_.repeated_columns &&
           characters_across(0, last) * page_.pages_across > printed)
      --last;
    return last;
  }

  /// The last column of the left half.
  std::uint32_t middle_column() const {
    const int width = whole_width();
    int so_far = 0;
    std::uint32_t column = 0;
    for (; column + 2 < place_.level_column(); ++column) {
      so_far += layout_.widths[column];
      if (2 * so_far >= width) break;
    }
    return column;
  }

  CellLook header_look() const {
    CellLook look;
    look.align = CellLook::Align::centre;
    look.bold = true;
    look.wrap = true;
    look.fill = CellLook::Fill::header;
    return look;
  }

  bool shares_caption(std::size_t a, std::size_t b, std::size_t depth) const {
    const auto& left = layout_.captions[a];
    const auto& right = layout_.captions[b];
    if (left.size() <= depth || right.size() <= depth) return false;
    return std::equal(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(depth) + 1,
                      right.begin());
  }

  /// One row of captions; where a column has none at this depth, its title begins.
  void write_captions(std::uint32_t depth) {
    const CellLook look = header_look();
    const std::uint32_t row = layout_.header_row() + depth;
    int lines = 1;
    for (std::size_t column = 0; column < table_.columns.size();) {
      const auto at = static_cast<std::uint32_t>(column);
      const auto& captions = layout_.captions[column];
      std::size_t last = column;
      if (captions.size() > depth) {
        int width = layout_.widths[column];
        while (last + 1 < table_.columns.size() && shares_caption(column, last + 1, depth))
          width += layout_.widths[++last];
        const std::string& caption = in(captions[depth], language_);
        file_.merge(row, at, row, static_cast<std::uint32_t>(last), caption, look);
        lines = std::max(lines, lines_of(caption, width));
      } else if (captions.size() == depth) {
        file_.merge(row, at, layout_.title_row(), at, in(table_.columns[column].title, language_),
                    look);
      }
      column = last + 1;
    }
    file_.set_height(row, lines * line_points + 3);
  }

  void write_header() {
    for (std::uint32_t depth = 0; depth < layout_.depth; ++depth) write_captions(depth);
    const CellLook look = header_look();
    int lines = 1;
    for (std::size_t column = 0; column < table_.columns.size(); ++column) {
      const ReportColumn& shown = table_.columns[column];
      const auto at = static_cast<std::uint32_t>(column);
      const std::string& title = in(shown.title, language_);
      const auto above = static_cast<int>(
          layout_.depth - std::min<std::size_t>(layout_.depth, layout_.captions[column].size()));
      const bool merged = above > 0;
      if (!merged) file_.text(layout_.title_row(), at, title, look);
      lines = std::max(lines, lines_of(title, layout_.widths[column]) - (merged ? above : 0));
      if (!in(shown.note, language_).empty())
        file_.note(layout_.title_row(), at, in(shown.note, language_));
    }
    file_.set_height(layout_.title_row(), lines * line_points + 3);
    CellLook index = look;
    index.bold = false;
    index.italic = true;
    index.points = 9;
    int index_lines = 1;
    for (std::size_t column = 0; column < table_.columns.size(); ++column) {
      file_.text(layout_.index_row(), static_cast<std::uint32_t>(column),
                 table_.columns[column].formula, index);
      const auto characters = static_cast<int>(character_count(table_.columns[column].formula));
      index_lines = std::max(index_lines, 1 + (characters - 1) / layout_.widths[column]);
    }
    file_.set_height(layout_.index_row(), index_lines * line_points);
  }

  CellLook look_of(std::size_t row, std::size_t column) const {
    const int level = row_level(table_, row);
    CellLook look;
    look.bold = rows_add_up_ && level <= 1 && row_adds_up(table_, row);
    if (rows_add_up_ && level == 0) look.fill = CellLook::Fill::total;
    switch (table_.columns[column].type) {
      case ColumnType::marker:
        look.align = CellLook::Align::centre;
        break;
      case ColumnType::money:
        look.align = CellLook::Align::right;
        look.number = CellLook::Number::whole;
        break;
      case ColumnType::number:
      case ColumnType::percent:
        look.align = CellLook::Align::right;
        break;
      case ColumnType::text:
      case ColumnType::code:
        look.wrap = true;
        if (indented_ && column == 1 && level > 1)
          look.indent = static_cast<std::uint8_t>(std::min(level - 1, 5));
        break;
    }
    return look;
  }

  void write_number(std::size_t row, std::size_t column, const Decimal& value, CellLook look) {
    if (look.number == CellLook::Number::none) {
      look.number =
          value.reduced().digits() > 0 ? CellLook::Number::decimal : CellLook::Number::whole;
    }
    const std::uint32_t sheet_row = place_.row_of(row);
    const auto at = static_cast<std::uint32_t>(column);
    const std::string formula = rules_.formula_of(place_, row, column);
    if (!formula.empty()) {
      file_.formula(sheet_row, at, formula, value, look);
      return;
    }
    if (table_.columns[column].decided && !row_adds_up(table_, row))
      look.fill = CellLook::Fill::decided;
    if (std::binary_search(table_.moved_cells.begin(), table_.moved_cells.end(),
                           std::pair(row, column)))
      look.fill = CellLook::Fill::moved;
    file_.number(sheet_row, at, value, look);
  }

  void write_row(std::size_t row) {
    const std::uint32_t sheet_row = place_.row_of(row);
    int lines = 1;
    for (std::size_t column = 0; column < table_.columns.size(); ++column) {
      const auto at = static_cast<std::uint32_t>(column);
      const CellView cell = cell_of(table_, row, column);
      const CellLook look = look_of(row, column);
      if (const auto value = number_value(cell)) {
        write_number(row, column, *value, look);
      } else if (const auto* text = std::get_if<Text>(&cell)) {
        file_.text(sheet_row, at, text->in(language_), look);
        if (look.wrap) {
          // Widths count digits of the default font; letters of this one are narrower.
          const int percent = look.bold ? 108 : 118;
          const int room = (layout_.widths[column] - 2 * look.indent) * percent / 100;
          lines = std::max(lines, lines_of(text->in(language_), room));
        }
      } else {
        file_.blank(sheet_row, at, look);
      }
    }
    if (lines > 1) file_.set_height(sheet_row, std::min(row_points_max, lines * line_points + 2));
    if (rows_add_up_) {
      CellLook plain;
      plain.border = false;
      file_.number(sheet_row, place_.level_column(), Decimal::whole(row_level(table_, row)), plain);
    }
    while (next_note_ < table_.cell_notes.size() && table_.cell_notes[next_note_].row <= row) {
      const CellNote& note = table_.cell_notes[next_note_++];
      file_.note(sheet_row, static_cast<std::uint32_t>(note.column), in(note.words, language_));
    }
  }

  void write_rows() {
    const std::size_t rows = row_count(table_);
    const bool is_long = rows * table_.columns.size() >= long_table_cells_min;
    if (is_long) file_.begin_long_rows();
    for (std::size_t row = 0; row + 1 < rows; ++row) write_row(row);
    // The last row by the library: so the sheet knows its size, and the others their place.
    if (is_long) file_.end_long_rows(place_.row_of(rows - 1));
    if (rows > 0) write_row(rows - 1);
  }

  void add_filter() {
    if (rows_add_up_ || layout_.official || row_count(table_) == 0) return;
    file_.filter(layout_.index_row(), 0, place_.row_of(row_count(table_) - 1),
                 place_.level_column() - 1);
  }

  void write_foot() {
    std::uint32_t row = place_.row_of(row_count(table_)) + 1;
    for (const SheetLine& line : layout_.foot) write_line(row++, line);
  }

  std::uint32_t frozen_columns() const {
    return indented_ && layout_.widths[0] + layout_.widths[1] < 60 ? 2 : 1;
  }

  void lay_pages(const std::string& footer) {
    const int width = whole_width();
    page_.a3 = width > a4_characters_max && !layout_.official;
    page_.decree_margins = layout_.official;
    page_.pages_across = page_.a3 ? 1 + width / a3_characters_max : 1;
    page_.repeated_columns = page_.pages_across > 1 ? frozen_columns() : 0;
    page_.first_repeated_row = layout_.header_row();
    page_.last_repeated_row = layout_.index_row();
    page_.footer = footer;
  }

  WorkbookFile& file_;
  const TablePlace& place_;
  const ReportTable& table_;
  const SheetLayout& layout_;
  BookRules& rules_;
  Language language_;
  bool indented_ = false;
  bool rows_add_up_ = false;
  PagePlan page_;
  std::size_t next_note_ = 0;
};

}  // namespace

const std::string& in(const Words& words, Language language) {
  return language == Language::vietnamese ? words.vi : words.en;
}

std::string sheet_name_of(const ReportTable& table, Language language) {
  for (const SheetName& entry : sheet_names) {
    if (entry.table == table.id) return std::string(entry.name.in(language));
  }
  for (const SheetName& entry : pair_sheet_names) {
    if (!table.id.starts_with(entry.table)) continue;
    std::string number = table.id.substr(entry.table.size());
    std::replace(number.begin(), number.end(), '_', ' ');
    return std::string(entry.name.in(language)) + number;
  }
  return in(table.title, language);
}

namespace {

void measure(SheetLayout& layout, const ReportTable& table, Language language) {
  for (const auto& captions : layout.captions)
    layout.depth = std::max(layout.depth, static_cast<std::uint32_t>(captions.size()));
  for (std::size_t column = 0; column < table.columns.size(); ++column)
    layout.widths.push_back(width_of(table, column, language, layout.official));
}

}  // namespace

SheetLayout lay_out_sheet(const ReportTable& table, Language language) {
  SheetLayout layout;
  add_head(layout, table, language);
  for (const ReportColumn& column : table.columns) {
    layout.captions.emplace_back();
    if (!column.group.vi.empty()) layout.captions.back().push_back(column.group);
  }
  for (const Words& note : table.notes)
    add_line(layout.foot, in(note, language), bare(11, false, true));
  measure(layout, table, language);
  return layout;
}

SheetLayout lay_out_form(const Form& form, Language language) {
  SheetLayout layout;
  layout.official = true;
  layout.captions = form.captions;
  add_form_head(layout, form, language);
  add_form_foot(layout, form, language);
  measure(layout, form.table, language);
  return layout;
}

void write_table_sheet(WorkbookFile& file, const TablePlace& place, const SheetLayout& layout,
                       BookRules& rules, Language language, const std::string& footer) {
  TableSheet(file, place, layout, rules, language).write(footer);
}

}  // namespace phanbo
