#include "template/damages.hpp"

#include <algorithm>
#include <functional>
#include <random>

#include "inputs/cell_rules.hpp"
#include "inputs/sheet_words.hpp"
#include "template/typed_book.hpp"

namespace phanbo::test {

namespace {

/// Chooses by its seed, the same on every machine.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }
  template <class T>
  const T& one_of(const std::vector<T>& values) {
    return values[below(values.size())];
  }

 private:
  std::mt19937_64 engine_;
};

/// A cell with content that may be damaged.
struct Target {
  TypedSheet sheet;
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  SheetCell& cell() const { return sheet.touch(row, column); }
};

using Wanted = std::function<bool(const TypedSheet&, std::uint32_t column, const SheetCell&)>;

class Damage {
 public:
  Damage(const SheetBook& book, std::uint64_t seed) : chance_(seed) {
    made_.book = book;
    sheets_ = typed_sheets(made_.book);
    std::erase_if(sheets_, [](const TypedSheet& sheet) { return !sheet.has_rows(); });
  }

  Chance& chance() { return chance_; }
  DamagedBook& made() { return made_; }
  std::vector<TypedSheet>& sheets() { return sheets_; }
  TypedSheet& any_sheet() { return sheets_[chance_.below(sheets_.size())]; }
  bool is_done() const { return is_done_; }

  /// A filled cell that suits; false when the workbook has none.
  bool choose(const Wanted& wanted, Target& target) {
    std::vector<Target> all;
    for (const TypedSheet& sheet : sheets_) {
      for (const SheetCell& cell : sheet.sheet->cells) {
        const bool is_data = cell.row >= sheet.first_row() && cell.column < sheet.columns.size();
        if (is_data && !cell.text.empty() && wanted(sheet, cell.column, cell))
          all.push_back({sheet, cell.row, cell.column});
      }
    }
    if (all.empty()) return false;
    target = chance_.one_of(all);
    return true;
  }

  void expect(const TypedSheet& sheet, std::uint32_t row, std::uint32_t column,
              std::set<std::string> ids) {
    made_.sheet = sheet.sheet->name;
    made_.cell = cell_text_name(row, column);
    made_.ids = std::move(ids);
    done(sheet, row, column);
  }

  /// The plan must read as before.
  void conserves(const TypedSheet& sheet, std::uint32_t row, std::uint32_t column) {
    done(sheet, row, column);
  }

  /// Writes another value into a filled cell that suits.
  void overwrite(const Wanted& wanted, SheetValue kind, const std::string& text,
                 std::set<std::string> ids) {
    Target target;
    if (!choose(wanted, target)) return;
    SheetCell& cell = target.cell();
    cell.kind = kind;
    cell.text = text;
    cell.decimals = 0;
    if (kind == SheetValue::number || kind == SheetValue::boolean) cell.style = SheetStyle::plain;
    expect(target.sheet, target.row, target.column, std::move(ids));
  }

 private:
  void done(const TypedSheet& sheet, std::uint32_t row, std::uint32_t column) {
    is_done_ = true;
    made_.where = "'" + sheet.sheet->name + "'!" + cell_text_name(row, column);
  }

  Chance chance_;
  DamagedBook made_;
  std::vector<TypedSheet> sheets_;
  bool is_done_ = false;
};

bool is_about_change(const TypedSheet& sheet) { return sheet.spec->name == "scenario_changes"; }

Wanted of_type(std::set<FieldType> types) {
  return
      [types = std::move(types)](const TypedSheet& sheet, std::uint32_t column, const SheetCell&) {
        return types.contains(sheet.type(column)) && !is_about_change(sheet);
      };
}

/// Numbers, not texts that stand for numbers.
Wanted number_of_type(std::set<FieldType> types) {
  return [wanted = of_type(std::move(types))](const TypedSheet& sheet, std::uint32_t column,
                                              const SheetCell& cell) {
    return cell.kind == SheetValue::number && wanted(sheet, column, cell);
  };
}

const std::set<FieldType> numeric = {FieldType::money, FieldType::decimal, FieldType::percent,
                                     FieldType::integer};
const std::set<FieldType> coded = {FieldType::code, FieldType::reference, FieldType::item};
const std::set<FieldType> worded = {FieldType::choice, FieldType::flag};

/// Every cell of a row that refers to no other sheet, as a copy in another row.
void copy_row(const TypedSheet& sheet, std::uint32_t from, std::uint32_t to) {
  const std::vector<SheetCell> cells = sheet.sheet->cells;
  for (const SheetCell& cell : cells) {
    if (cell.row != from) continue;
    SheetCell copy = cell;
    copy.row = to;
    sheet.sheet->cells.push_back(std::move(copy));
  }
}

/// Moves everything from that row on one row down.
void insert_row(const TypedSheet& sheet, std::uint32_t row) {
  for (SheetCell& cell : sheet.sheet->cells) cell.row += cell.row >= row ? 1 : 0;
  for (SheetNote& note : sheet.sheet->notes) note.row += note.row >= row ? 1 : 0;
  for (SheetChoice& choice : sheet.sheet->choices) {
    choice.first_row += choice.first_row >= row ? 1 : 0;
    choice.last_row += choice.last_row >= row ? 1 : 0;
  }
  sheet.sheet->heights.clear();
}

void swap_columns(const TypedSheet& sheet, std::uint32_t a, std::uint32_t b,
                  std::uint32_t first_row, std::uint32_t last_row) {
  for (SheetCell& cell : sheet.sheet->cells) {
    if (cell.row < first_row || cell.row > last_row) continue;
    if (cell.column == a) {
      cell.column = b;
    } else if (cell.column == b) {
      cell.column = a;
    }
  }
}

void clear_row(const TypedSheet& sheet, std::uint32_t row) {
  std::erase_if(sheet.sheet->cells, [&](const SheetCell& cell) { return cell.row == row; });
}

// --- numbers -----------------------------------------------------------------------------------

void text_for_number(Damage& damage) {
  damage.overwrite(number_of_type(numeric), SheetValue::text, "1.234", {"number_as_text"});
}
void words_for_number(Damage& damage) {
  damage.overwrite(number_of_type(numeric), SheetValue::text, "khoảng 5 triệu", {"number_as_text"});
}
void digits_as_text(Damage& damage) {
  Target target;
  const auto is_whole = [](const TypedSheet& sheet, std::uint32_t column, const SheetCell& cell) {
    return number_of_type(numeric)(sheet, column, cell) && cell.text.find('.') == std::string::npos;
  };
  if (!damage.choose(is_whole, target)) return;
  target.cell().kind = SheetValue::text;
  damage.conserves(target.sheet, target.row, target.column);
}
void negative_amount(Damage& damage) {
  const auto wanted = [](const TypedSheet& sheet, std::uint32_t column, const SheetCell& cell) {
    return number_of_type({FieldType::money, FieldType::integer})(sheet, column, cell);
  };
  damage.overwrite(wanted, SheetValue::number, "-12", {"negative_number"});
}
void too_large(Damage& damage) {
  damage.overwrite(number_of_type({FieldType::money}), SheetValue::number, "9000000000000001",
                   {"over_limit"});
}
void part_of_person(Damage& damage) {
  damage.overwrite(number_of_type({FieldType::integer}), SheetValue::number, "12.5",
                   {"number_not_whole"});
}
void percent_format(Damage& damage) {
  Target target;
  if (!damage.choose(number_of_type({FieldType::money, FieldType::decimal, FieldType::integer}),
                     target))
    return;
  target.cell().is_percent = true;
  damage.expect(target.sheet, target.row, target.column, {"percent_in_number"});
}
void error_word(Damage& damage) {
  damage.overwrite(number_of_type(numeric), SheetValue::text, "#REF!", {"number_as_text"});
}
void number_as_date(Damage& damage) {
  damage.overwrite(number_of_type(numeric), SheetValue::date, "2026-03-15", {"cell_is_date"});
}
void truth_for_number(Damage& damage) {
  damage.overwrite(number_of_type(numeric), SheetValue::boolean, "true", {"cell_is_boolean"});
}
void year_out_of_plan(Damage& damage) {
  const auto wanted = [](const TypedSheet& sheet, std::uint32_t column, const SheetCell& cell) {
    return number_of_type({FieldType::year})(sheet, column, cell) &&
           sheet.spec->name != "previous" && sheet.columns[column] == "year";
  };
  damage.overwrite(wanted, SheetValue::number, "1999", {"year_outside_plan"});
}
void month_13(Damage& damage) {
  damage.overwrite(number_of_type({FieldType::month}), SheetValue::number, "13",
                   {"over_limit", "unknown_choice"});
}
void space_in_number(Damage& damage) {
  damage.overwrite(number_of_type(numeric), SheetValue::text, "1200 ", {"surrounding_space"});
}

// --- texts, codes, dates -------------------------------------------------------------------------

void unknown_code(Damage& damage) {
  const auto wanted = [](const TypedSheet& sheet, std::uint32_t column, const SheetCell&) {
    return sheet.type(column) == FieldType::reference;
  };
  damage.overwrite(wanted, SheetValue::text, "khong-co-ma-nay", {"unknown_reference"});
}
void number_for_code(Damage& damage) {
  damage.overwrite(of_type(coded), SheetValue::number, "7", {"code_is_number"});
}
void date_for_code(Damage& damage) {
  damage.overwrite(of_type(coded), SheetValue::date, "2026-03-04", {"cell_is_date"});
}
void space_in_code(Damage& damage) {
  damage.overwrite(of_type({FieldType::code, FieldType::item}), SheetValue::text, "hai chu",
                   {"code_malformed"});
}
void trailing_space(Damage& damage) {
  Target target;
  if (!damage.choose(of_type({FieldType::code, FieldType::text, FieldType::reference,
                              FieldType::choice, FieldType::flag, FieldType::item}),
                     target))
    return;
  target.cell().text += " ";
  damage.expect(target.sheet, target.row, target.column, {"surrounding_space"});
}
void line_break(Damage& damage) {
  const auto wanted = [](const TypedSheet& sheet, std::uint32_t column, const SheetCell&) {
    return sheet.type(column) == FieldType::text && !is_about_change(sheet);
  };
  Target target;
  if (!damage.choose(wanted, target)) return;
  target.cell().text += "\nhai";
  damage.expect(target.sheet, target.row, target.column, {"hidden_character"});
}
void wrong_word(Damage& damage) {
  damage.overwrite(of_type(worded), SheetValue::text, "chắc là có", {"unknown_choice"});
}
void impossible_date(Damage& damage) {
  damage.overwrite(of_type({FieldType::date}), SheetValue::text, "31/02/2026", {"date_malformed"});
}
void number_for_date(Damage& damage) {
  damage.overwrite(of_type({FieldType::date}), SheetValue::number, "46096", {"date_is_number"});
}
void date_as_text(Damage& damage) {
  Target target;
  if (!damage.choose(of_type({FieldType::date}), target)) return;
  SheetCell& cell = target.cell();
  if (cell.kind != SheetValue::date) return;
  cell.kind = SheetValue::text;
  cell.text = cell.text.substr(8, 2) + "/" + cell.text.substr(5, 2) + "/" + cell.text.substr(0, 4);
  damage.conserves(target.sheet, target.row, target.column);
}
void canonical_word(Damage& damage) {
  Target target;
  if (!damage.choose(of_type({FieldType::flag}), target)) return;
  SheetCell& cell = target.cell();
  if (cell.text == "có" || cell.text == "yes") {
    cell.text = "yes";
  } else {
    cell.text = "no";
  }
  damage.conserves(target.sheet, target.row, target.column);
}
void cleared_value(Damage& damage) {
  Target target;
  const auto is_required = [](const TypedSheet& sheet, std::uint32_t column, const SheetCell&) {
    const Field* field = sheet.field(column);
    return field != nullptr && field->required;
  };
  if (!damage.choose(is_required, target)) return;
  SheetCell& cell = target.cell();
  cell.kind = SheetValue::blank;
  cell.text.clear();
  damage.expect(target.sheet, target.row, target.column, {"missing_value"});
}

// --- rows, columns, sheets -----------------------------------------------------------------------

void row_twice(Damage& damage) {
  TypedSheet& sheet = damage.any_sheet();
  const auto row =
      sheet.first_row() +
      static_cast<std::uint32_t>(damage.chance().below(sheet.last_row - sheet.first_row() + 1));
  copy_row(sheet, row, sheet.last_row + 1);
  const std::string key(sheet.spec->key.substr(0, sheet.spec->key.find('|')));
  damage.expect(sheet, sheet.last_row + 1, sheet.column(key), {"duplicate_key"});
}
void title_changed(Damage& damage) {
  TypedSheet& sheet = damage.any_sheet();
  const auto column = static_cast<std::uint32_t>(damage.chance().below(sheet.columns.size()));
  sheet.touch(sheet.index_row, column).text = "cột lạ";
  damage.expect(sheet, sheet.index_row, column, {"unknown_column"});
}
void titles_swapped(Damage& damage) {
  TypedSheet& sheet = damage.any_sheet();
  const std::size_t count = sheet.columns.size();
  const auto a = static_cast<std::uint32_t>(damage.chance().below(count));
  const auto b = static_cast<std::uint32_t>((a + 1 + damage.chance().below(count - 1)) % count);
  std::swap(sheet.touch(sheet.index_row, a).text, sheet.touch(sheet.index_row, b).text);
  damage.expect(sheet, sheet.index_row, std::min(a, b), {"column_names_differ"});
}
void columns_swapped(Damage& damage) {
  TypedSheet& sheet = damage.any_sheet();
  const std::size_t count = sheet.columns.size();
  // The first columns hold labels of settings above the titles.
  if (count < 4) return;
  const auto a = static_cast<std::uint32_t>(damage.chance().below(count));
  const auto b = static_cast<std::uint32_t>((a + 1 + damage.chance().below(count - 1)) % count);
  swap_columns(sheet, a, b, sheet.index_row - 1, sheet.last_row);
  sheet.sheet->choices.clear();
  damage.conserves(sheet, sheet.index_row, a);
}
void title_cleared(Damage& damage) {
  TypedSheet& sheet = damage.any_sheet();
  const auto column = static_cast<std::uint32_t>(damage.chance().below(sheet.columns.size()));
  SheetCell& cell = sheet.touch(sheet.index_row, column);
  cell.kind = SheetValue::blank;
  cell.text.clear();
  damage.conserves(sheet, sheet.index_row, column);
}
void grey_row_deleted(Damage& damage) {
  TypedSheet& sheet = damage.any_sheet();
  clear_row(sheet, sheet.index_row);
  damage.conserves(sheet, sheet.index_row, 0);
}
void all_titles_deleted(Damage& damage) {
  TypedSheet& sheet = damage.any_sheet();
  clear_row(sheet, sheet.index_row);
  clear_row(sheet, sheet.index_row - 1);
  damage.expect(sheet, 0, 0, {"sheet_titles_missing"});
}
void row_above(Damage& damage) {
  TypedSheet& sheet = damage.any_sheet();
  insert_row(sheet, 0);
  sheet.touch(0, 0).kind = SheetValue::text;
  sheet.touch(0, 0).text = "ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ";
  damage.conserves(sheet, 0, 0);
}
void blank_row_between(Damage& damage) {
  TypedSheet& sheet = damage.any_sheet();
  const auto row =
      sheet.first_row() +
      static_cast<std::uint32_t>(damage.chance().below(sheet.last_row - sheet.first_row() + 1));
  insert_row(sheet, row);
  damage.conserves(sheet, row, 0);
}
void words_beside(Damage& damage) {
  TypedSheet& sheet = damage.any_sheet();
  const auto column = static_cast<std::uint32_t>(sheet.columns.size() + damage.chance().below(30));
  SheetCell& cell = sheet.touch(sheet.last_row, column);
  cell.kind = SheetValue::text;
  cell.text = "hỏi lại anh Ba";
  damage.expect(sheet, sheet.last_row, column, {"cell_outside_table"});
}
void note_below(Damage& damage) {
  TypedSheet& sheet = damage.any_sheet();
  const std::uint32_t row = sheet.last_row + 2;
  SheetCell& cell = sheet.touch(row, 0);
  cell.kind = SheetValue::text;
  cell.text = "Ghi chú: số liệu đến 31/12";
  damage.made().is_row_enough = true;
  damage.expect(sheet, row, 0,
                {"missing_value", "code_malformed", "unknown_reference", "unknown_choice"});
}
void total_below(Damage& damage) {
  Target target;
  if (!damage.choose(number_of_type({FieldType::money}), target)) return;
  const std::uint32_t row = target.sheet.last_row + 1;
  SheetCell& cell = target.sheet.touch(row, target.column);
  cell.kind = SheetValue::number;
  cell.text = "1000";
  damage.made().is_row_enough = true;
  damage.expect(target.sheet, row, target.column, {"missing_value"});
}
void merged_cells(Damage& damage) {
  TypedSheet& sheet = damage.any_sheet();
  const std::uint32_t last = static_cast<std::uint32_t>(sheet.columns.size()) - 1;
  std::erase_if(sheet.sheet->cells, [&](const SheetCell& cell) {
    return cell.row == sheet.last_row && cell.column + 1 >= last;
  });
  SheetCell& cell = sheet.touch(sheet.last_row, last - 1);
  cell.kind = SheetValue::text;
  cell.text = "gộp";
  cell.columns_across = 2;
  damage.expect(sheet, sheet.last_row, last - 1, {"cells_merged"});
}
void sheet_renamed(Damage& damage) {
  TypedSheet& sheet = damage.any_sheet();
  sheet.sheet->name += " moi";
  damage.expect(sheet, 0, 0, {"unknown_sheet"});
}
void unit_cleared(Damage& damage) {
  std::vector<TypedSheet> with_unit;
  for (const TypedSheet& sheet : damage.sheets()) {
    bool has_money = false;
    for (const SheetCell& cell : sheet.sheet->cells) {
      const bool is_data = cell.row >= sheet.first_row() && cell.column < sheet.columns.size();
      has_money = has_money || (is_data && cell.kind == SheetValue::number &&
                                sheet.type(cell.column) == FieldType::money);
    }
    if (has_money) with_unit.push_back(sheet);
  }
  if (with_unit.empty()) return;
  const TypedSheet& sheet = damage.chance().one_of(with_unit);
  SheetCell& cell = sheet.touch(2, 1);
  cell.kind = SheetValue::blank;
  cell.text.clear();
  damage.expect(sheet, 2, 1, {"amount_unit_missing"});
}
void unit_misspelled(Damage& damage) {
  std::vector<TypedSheet> with_unit;
  for (const TypedSheet& sheet : damage.sheets()) {
    const SheetCell* label = sheet.cell_at(2, 0);
    if (label != nullptr && label->text == "Đơn vị tiền") with_unit.push_back(sheet);
  }
  if (with_unit.empty()) return;
  const TypedSheet& sheet = damage.chance().one_of(with_unit);
  SheetCell& cell = sheet.touch(2, 1);
  cell.kind = SheetValue::text;
  cell.text = "trđ";
  damage.expect(sheet, 2, 1, {"unknown_choice"});
}
void wrong_count(Damage& damage) {
  TypedSheet& sheet = damage.any_sheet();
  const SheetCell* label = sheet.cell_at(3, 0);
  const std::uint32_t row = label != nullptr && label->text == "Số dòng" ? 3 : 2;
  SheetCell& cell = sheet.touch(row, 1);
  cell.kind = SheetValue::number;
  cell.text = "99999";
  damage.expect(sheet, row, 1, {"sheet_rows_differ"});
}
void wrong_sum(Damage& damage) {
  Target target;
  const auto wanted = [](const TypedSheet& sheet, std::uint32_t column, const SheetCell& cell) {
    return column > 0 && number_of_type({FieldType::money})(sheet, column, cell);
  };
  if (!damage.choose(wanted, target)) return;
  SheetCell& cell = target.sheet.touch(target.sheet.index_row - 2, target.column);
  cell.kind = SheetValue::number;
  cell.text = "1.5";
  damage.expect(target.sheet, target.sheet.index_row - 2, target.column, {"control_sum_differs"});
}
void head_cleared(Damage& damage) {
  for (Sheet& sheet : damage.made().book.sheets) {
    if (role_of_sheet(sheet.name) != SheetRole::plan) continue;
    TypedSheet head;
    head.sheet = &sheet;
    const std::vector<std::uint32_t> rows = {2, 3, 5, 6, 7};
    std::vector<std::uint32_t> required;
    for (const SheetCell& cell : sheet.cells) {
      if (cell.column == 0 && cell.style == SheetStyle::required) required.push_back(cell.row);
    }
    const std::uint32_t row = damage.chance().one_of(required);
    SheetCell& cell = head.touch(row, 1);
    cell.kind = SheetValue::blank;
    cell.text.clear();
    damage.expect(head, row, 1, {"missing_value"});
    return;
  }
}

struct Kind {
  const char* name;
  void (*make)(Damage&);
};

constexpr Kind kinds[] = {
    {"text_for_number", text_for_number},
    {"words_for_number", words_for_number},
    {"digits_as_text", digits_as_text},
    {"negative_amount", negative_amount},
    {"too_large", too_large},
    {"part_of_person", part_of_person},
    {"percent_format", percent_format},
    {"error_word", error_word},
    {"number_as_date", number_as_date},
    {"truth_for_number", truth_for_number},
    {"year_out_of_plan", year_out_of_plan},
    {"month_13", month_13},
    {"space_in_number", space_in_number},
    {"unknown_code", unknown_code},
    {"number_for_code", number_for_code},
    {"date_for_code", date_for_code},
    {"space_in_code", space_in_code},
    {"trailing_space", trailing_space},
    {"line_break", line_break},
    {"wrong_word", wrong_word},
    {"impossible_date", impossible_date},
    {"number_for_date", number_for_date},
    {"date_as_text", date_as_text},
    {"canonical_word", canonical_word},
    {"cleared_value", cleared_value},
    {"row_twice", row_twice},
    {"title_changed", title_changed},
    {"titles_swapped", titles_swapped},
    {"columns_swapped", columns_swapped},
    {"title_cleared", title_cleared},
    {"grey_row_deleted", grey_row_deleted},
    {"all_titles_deleted", all_titles_deleted},
    {"row_above", row_above},
    {"blank_row_between", blank_row_between},
    {"words_beside", words_beside},
    {"note_below", note_below},
    {"total_below", total_below},
    {"merged_cells", merged_cells},
    {"sheet_renamed", sheet_renamed},
    {"unit_cleared", unit_cleared},
    {"unit_misspelled", unit_misspelled},
    {"wrong_count", wrong_count},
    {"wrong_sum", wrong_sum},
    {"head_cleared", head_cleared},
};

bool is_answer(const DamagedBook& damaged, const Problem& problem) {
  if (problem.place.sheet != damaged.sheet || !damaged.ids.contains(std::string(problem.kind->id)))
    return false;
  if (!damaged.is_row_enough) return problem.place.cell == damaged.cell;
  const auto digits = [](const std::string& cell) {
    return cell.substr(cell.find_first_of("0123456789"));
  };
  return digits(problem.place.cell) == digits(damaged.cell);
}

}  // namespace

std::vector<std::string> damage_kinds() {
  std::vector<std::string> names;
  for (const Kind& kind : kinds) names.emplace_back(kind.name);
  return names;
}

DamagedBook damage(const SheetBook& book, std::uint64_t seed) {
  // A damage that this workbook offers no place for is followed by the next kind.
  for (std::uint64_t turn = 0; turn < std::size(kinds); ++turn) {
    const Kind& kind = kinds[(seed + turn) % std::size(kinds)];
    Damage made(book, seed * 7919 + 1);
    kind.make(made);
    if (!made.is_done()) continue;
    made.made().kind = kind.name;
    return std::move(made.made());
  }
  return {};
}

std::string wrong_answer(const DamagedBook& damaged, const std::string& sound) {
  const PlanReading reading = read_book(damaged.book);
  const std::string what = damaged.kind + " at " + damaged.where + ": ";
  if (damaged.is_conserving()) {
    if (has_errors(reading.problems))
      return what + "refused: " + render(reading.problems.front(), Language::english);
    return canonical_text(reading) == sound ? "" : what + "the plan reads otherwise";
  }
  if (reading.plan.has_value()) return what + "not refused";
  for (const Problem& problem : reading.problems) {
    if (is_answer(damaged, problem)) return {};
  }
  std::string told;
  for (const Problem& problem : reading.problems) told += render(problem, Language::english);
  return what + "expected '" + damaged.sheet + "'!" + damaged.cell + " " + *damaged.ids.begin() +
         ", told:\n" + told;
}

}  // namespace phanbo::test
