#include "outputs/workbook/book_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <unordered_set>

#include "models/check.hpp"
#include "outputs/workbook/workbook_file.hpp"

namespace phanbo {

namespace {

/// Rows looked at for all sums together; what would need more stays a value. A spreadsheet has to
/// do the same work at every recalculation.
constexpr std::uint64_t work_max = 8'000'000;
constexpr std::size_t pieces_max = 60;
constexpr std::size_t literal_bytes_max = 200;

std::string_view text_of(const CellView& cell, Language language) {
  const Text* text = std::get_if<Text>(&cell);
  return text == nullptr ? std::string_view() : text->in(language);
}

std::string_view text_of(const Words& words, Language language) {
  return language == Language::vietnamese ? words.vi : words.en;
}

/// A whole or decimal number with its digits.
struct Exact {
  Int128 units = 0;
  int digits = 0;
};

std::optional<Exact> exact_value(const CellView& cell) {
  if (const auto* amount = std::get_if<Money>(&cell)) return Exact{amount->dong(), 0};
  if (const auto* number = std::get_if<Decimal>(&cell)) {
    const Decimal reduced = number->reduced();
    return Exact{reduced.units(), reduced.digits()};
  }
  return std::nullopt;
}

std::string quoted_text(std::string_view text) {
  std::string result = "\"";
  for (const char byte : text) {
    result += byte;
    if (byte == '"') result += '"';
  }
  return result + "\"";
}

/// A spreadsheet takes a criterion for a number, a date, a truth value or a pattern where it can.
bool is_plain_criterion(std::string_view text) {
  if (text.empty()) return true;
  if (text.size() > literal_bytes_max) return false;
  if (text.find_first_of("*?~\"") != std::string_view::npos) return false;
  const bool year = text.size() == 4 && std::all_of(text.begin(), text.end(),
                                                    [](char c) { return c >= '0' && c <= '9'; });
  if (year) return true;
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x80 && std::isalpha(first) == 0) return false;
  std::string start;
  for (const char byte : text.substr(0, 3))
    start += static_cast<char>(std::tolower(static_cast<unsigned char>(byte)));
  constexpr std::array<std::string_view, 13> months = {
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "thg"};
  const bool is_month = std::find(months.begin(), months.end(), start) != months.end();
  const bool has_digit = text.find_first_of("0123456789") != std::string_view::npos;
  const bool is_truth = text.size() <= 5 && (start == "tru" || start == "fal");
  return !(is_month && has_digit) && !is_truth;
}

char folded(char byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

/// Texts that differ in the case of plain letters only are the same.
struct FoldedHash {
  std::size_t operator()(std::string_view text) const {
    std::uint64_t hash = 0xCBF29CE484222325;  // FNV-1a
    for (const char byte : text)
      hash = (hash ^ static_cast<unsigned char>(folded(byte))) * 0x100000001B3;
    return hash;
  }
};
struct FoldedEqual {
  bool operator()(std::string_view a, std::string_view b) const {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return folded(x) == folded(y); });
  }
};

std::size_t column_at(const ReportTable& table, std::string_view id) {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                  [&](const ReportColumn& column) { return column.id == id; });
  return static_cast<std::size_t>(found - table.columns.begin());
}

}  // namespace

std::optional<Int128> whole_value(const CellView& cell) {
  const auto exact = exact_value(cell);
  if (!exact || exact->digits != 0) return std::nullopt;
  return exact->units;
}

std::optional<Decimal> number_value(const CellView& cell) {
  if (const auto* amount = std::get_if<Money>(&cell)) return Decimal::whole(amount->dong());
  if (const auto* number = std::get_if<Decimal>(&cell)) return *number;
  return std::nullopt;
}

BookRules::BookRules(const std::vector<TablePlace>& places, Language language)
    : places_(places), language_(language) {}

const TablePlace* BookRules::find(std::string_view table) const {
  const auto found = std::find_if(places_.begin(), places_.end(), [&](const TablePlace& place) {
    return place.table->id == table;
  });
  return found == places_.end() ? nullptr : &*found;
}

std::string BookRules::range_name(std::string_view table, std::string_view column) {
  return fmt::format("{}.{}", table, column);
}

std::string BookRules::formula_of(const TablePlace& place, std::size_t row, std::size_t column) {
  const ReportTable& table = *place.table;
  const bool adds_up = row_adds_up(table, row) && table.columns[column].additive;
  if (table.cell_rules.empty() && !adds_up &&
      table.columns[column].rule.kind == ReportRule::Kind::none)
    return {};
  const CellView cell = cell_of(table, row, column);
  if (!exact_value(cell)) return {};
  const auto own = std::lower_bound(
      table.cell_rules.begin(), table.cell_rules.end(), std::pair(row, column),
      [](const CellRule& rule, const auto& key) { return std::pair(rule.row, rule.column) < key; });
  if (own != table.cell_rules.end() && own->row == row && own->column == column)
    return worked_out(place, row, column, own->rule);
  if (adds_up) return sum_of_children(place, row, column);
  return worked_out(place, row, column, table.columns[column].rule);
}

const BookRules::Children& BookRules::children_of(const TablePlace& place) {
  const auto [entry, is_new] = children_.try_emplace(place.table);
  Children& children = entry->second;
  if (!is_new) return children;
  const ReportTable& table = *place.table;
  const std::size_t count = row_count(table);
  std::vector<std::uint32_t> parents(count, UINT32_MAX);
  std::vector<std::uint32_t> open;  // by level: the last row
  children.first.assign(count + 1, 0);
  for (std::uint32_t row = 0; row < count; ++row) {
    const auto level = static_cast<std::size_t>(row_level(table, row));
    open.resize(level + 1, UINT32_MAX);
    open[level] = row;
    if (level > 0) parents[row] = open[level - 1];
    if (parents[row] != UINT32_MAX) ++children.first[parents[row] + 1];
  }
  for (std::size_t row = 0; row < count; ++row) children.first[row + 1] += children.first[row];
  std::vector<std::uint32_t> next(children.first.begin(), children.first.end() - 1);
  children.rows.resize(children.first.back());
  for (std::uint32_t row = 0; row < count; ++row) {
    if (parents[row] != UINT32_MAX) children.rows[next[parents[row]]++] = row;
  }
  return children;
}

std::string BookRules::sum_of_children(const TablePlace& place, std::size_t row,
                                       std::size_t column) {
  const ReportTable& table = *place.table;
  const Children& children = children_of(place);
  const std::uint32_t* const begin = children.rows.data() + children.first[row];
  const std::uint32_t* const end = children.rows.data() + children.first[row + 1];
  Int128 sum = 0;
  for (const std::uint32_t* child = begin; child != end; ++child)
    sum += whole_value(cell_of(table, *child, column)).value_or(0);
  if (begin == end || sum != whole_value(cell_of(table, row, column))) return {};
  const auto sheet_column = static_cast<std::uint32_t>(column);
  std::string pieces;
  std::size_t piece_count = 0;
  for (const std::uint32_t* child = begin; child != end;) {
    const std::uint32_t* last = child;
    while (last + 1 != end && last[1] == *last + 1) ++last;
    if (++piece_count > pieces_max) break;
    if (!pieces.empty()) pieces += ',';
    pieces += cell_name(place.row_of(*child), sheet_column);
    if (last != child) pieces += ':' + cell_name(place.row_of(*last), sheet_column);
    child = last + 1;
  }
  if (piece_count <= pieces_max) return "SUM(" + pieces + ")";
  // Too many pieces: by the hidden column of levels, over the rows below.
  std::size_t last_row = end[-1];
  while (last_row + 1 < row_count(table) && row_level(table, last_row + 1) > row_level(table, row))
    ++last_row;
  const std::uint32_t levels = place.level_column();
  const auto rows = [&](std::uint32_t at) {
    return cell_name(place.row_of(row + 1), at) + ":" + cell_name(place.row_of(last_row), at);
  };
  return fmt::format("SUMIF({},{},{})", rows(levels), row_level(table, row) + 1,
                     rows(sheet_column));
}

std::string BookRules::worked_out(const TablePlace& place, std::size_t row, std::size_t column,
                                  const ReportRule& rule) {
  switch (rule.kind) {
    case ReportRule::Kind::none:
      return {};
    case ReportRule::Kind::sum:
    case ReportRule::Kind::excess:
      return difference(place, row, column, rule);
    case ReportRule::Kind::product:
      return product(place, row, column, rule);
    case ReportRule::Kind::ratio:
      return ratio(place, row, column, rule);
    case ReportRule::Kind::matching: {
      const ReportTable& table = *place.table;
      const bool of_cell = table.ledger_rows.empty();
      const RowSpan span = of_cell ? RowSpan::whole() : table.ledger_rows[row];
      if (span.is_nothing()) return {};
      const auto worked = sum_matching(rule, span, &place, row);
      if (!worked || worked->value != whole_value(cell_of(table, row, column))) return {};
      return worked->formula;
    }
  }
  return {};
}

std::string BookRules::difference(const TablePlace& place, std::size_t row, std::size_t column,
                                  const ReportRule& rule) const {
  const ReportTable& table = *place.table;
  Int128 sum = 0;
  bool any = false;
  const auto add = [&](const std::vector<std::size_t>& parts, int sign) {
    for (const std::size_t part : parts) {
      const CellView cell = cell_of(table, row, part);
      const auto value = whole_value(cell);
      if (!value && !std::holds_alternative<std::monostate>(cell)) return false;
      any = any || value.has_value();
      sum += sign * value.value_or(0);
    }
    return true;
  };
  if (!add(rule.plus, 1) || !add(rule.minus, -1) || !any) return {};
  if (rule.kind == ReportRule::Kind::excess) sum = std::max<Int128>(sum, 0);
  if (sum != whole_value(cell_of(table, row, column))) return {};
  const auto name = [&](std::size_t part) {
    return cell_name(place.row_of(row), static_cast<std::uint32_t>(part));
  };
  std::string text;
  if (rule.plus.size() > 2) {
    text = "SUM(";
    for (std::size_t i = 0; i < rule.plus.size();) {
      std::size_t last = i;
      while (last + 1 < rule.plus.size() && rule.plus[last + 1] == rule.plus[last] + 1) ++last;
      text += (i > 0 ? "," : "") + name(rule.plus[i]);
      if (last > i) text += ":" + name(rule.plus[last]);
      i = last + 1;
    }
    text += ")";
  } else {
    for (const std::size_t part : rule.plus) text += (text.empty() ? "" : "+") + name(part);
  }
  for (const std::size_t part : rule.minus) text += "-" + name(part);
  return rule.kind == ReportRule::Kind::excess ? "MAX(" + text + ",0)" : text;
}

std::string BookRules::product(const TablePlace& place, std::size_t row, std::size_t column,
                               const ReportRule& rule) const {
  const ReportTable& table = *place.table;
  Int128 numerator = 1;
  Int128 denominator = 1;
  std::string text;
  std::int64_t hundreds = 1;
  for (const std::size_t part : rule.plus) {
    const auto value = exact_value(cell_of(table, row, part));
    if (!value || __builtin_mul_overflow(numerator, value->units, &numerator)) return {};
    if (__builtin_mul_overflow(denominator, Int128{Decimal::power_of_ten(value->digits)},
                               &denominator))
      return {};
    if (table.columns[part].type == ColumnType::percent) hundreds *= 100;
    text +=
        (text.empty() ? "" : "*") + cell_name(place.row_of(row), static_cast<std::uint32_t>(part));
  }
  if (__builtin_mul_overflow(denominator, Int128{hundreds}, &denominator)) return {};
  if (divide_rounded(numerator, denominator, rule.rounding) !=
      whole_value(cell_of(table, row, column)))
    return {};
  if (hundreds > 1) text += "/" + std::to_string(hundreds);
  if (denominator == 1) return text;
  switch (rule.rounding) {
    case RoundingMode::half_up:
      return "ROUND(" + text + ",0)";
    // The inner rounding takes away what binary fractions add.
    case RoundingMode::down:
      return "ROUNDDOWN(ROUND(" + text + ",6),0)";
    case RoundingMode::up:
      return "ROUNDUP(ROUND(" + text + ",6),0)";
    case RoundingMode::half_even:
      return {};
  }
  return {};
}

std::string BookRules::ratio(const TablePlace& place, std::size_t row, std::size_t column,
                             const ReportRule& rule) const {
  const ReportTable& table = *place.table;
  const auto part = whole_value(cell_of(table, row, rule.plus.front()));
  const auto whole = whole_value(cell_of(table, row, rule.minus.front()));
  const auto shown = number_value(cell_of(table, row, column));
  if (!part || !whole || *whole <= 0 || !shown) return {};
  // A spreadsheet rounds halves away from zero.
  const Int128 size = *part < 0 ? -*part : *part;
  const int digits = shown->digits();
  const Int128 rounded =
      divide_rounded(size * 100 * Decimal::power_of_ten(digits), *whole, RoundingMode::half_up);
  const auto units = static_cast<std::int64_t>(*part < 0 ? -rounded : rounded);
  if (*shown != Decimal::from_units(units, digits)) return {};
  const auto name = [&](std::size_t at) {
    return cell_name(place.row_of(row), static_cast<std::uint32_t>(at));
  };
  return fmt::format("IF({0}=0,\"\",ROUND({1}*100/{0},{2}))", name(rule.minus.front()),
                     name(rule.plus.front()), digits);
}

std::optional<BookRules::Target> BookRules::target_of(const ReportRule& rule) const {
  Target target;
  target.place = find(rule.table);
  if (target.place == nullptr) return std::nullopt;
  const ReportTable& table = *target.place->table;
  target.amount_column = column_at(table, rule.amount_column);
  if (target.amount_column == table.columns.size()) return std::nullopt;
  for (const RowCondition& condition : rule.conditions) {
    target.condition_columns.push_back(column_at(table, condition.column));
    if (target.condition_columns.back() == table.columns.size()) return std::nullopt;
  }
  return target;
}

bool BookRules::is_comparable(const TablePlace& place, std::size_t column) {
  const auto [entry, is_new] = comparable_.try_emplace({place.table, column}, true);
  if (!is_new) return entry->second;
  std::unordered_set<std::string_view, FoldedHash, FoldedEqual> seen;
  const ReportTable& table = *place.table;
  std::string_view last;  // rows beside each other often have the same text
  for (std::size_t row = 0; row < row_count(table) && entry->second; ++row) {
    const std::string_view text = text_of(cell_of(table, row, column), language_);
    if (row > 0 && text == last) continue;
    last = text;
    const auto [known, is_first] = seen.insert(text);
    entry->second = *known == text && (!is_first || is_plain_criterion(text));
  }
  return entry->second;
}

std::string BookRules::range(const Target& target, std::size_t column, RowSpan span) const {
  const ReportTable& table = *target.place->table;
  if (span.end == RowSpan::all) return range_name(table.id, table.columns[column].id);
  const auto sheet_column = static_cast<std::uint32_t>(column);
  std::string text = quoted_sheet(target.place->sheet) + "!" +
                     cell_name(target.place->row_of(span.first), sheet_column, true);
  if (span.end > span.first + 1)
    text += ":" + cell_name(target.place->row_of(span.end - 1), sheet_column, true);
  return text;
}

std::optional<BookRules::Worked> BookRules::matching(const ReportRule& rule) {
  return sum_matching(rule, RowSpan::whole(), nullptr, 0);
}

std::optional<BookRules::Worked> BookRules::sum_matching(const ReportRule& rule, RowSpan span,
                                                         const TablePlace* asking,
                                                         std::size_t asking_row) {
  const auto target = target_of(rule);
  if (!target) return std::nullopt;
  const ReportTable& table = *target->place->table;
  const std::size_t end = span.end == RowSpan::all ? row_count(table) : span.end;
  PB_CHECK(end <= row_count(table));
  // The few control sums are always written: they are what a long workbook is checked by.
  if (asking != nullptr) work_ += (end - span.first) * (1 + rule.conditions.size());
  if (asking != nullptr && work_ > work_max) {
    hit_work_limit_ = true;
    return std::nullopt;
  }
  std::vector<std::string_view> wanted;
  Worked worked;
  std::string criteria;
  for (std::size_t i = 0; i < rule.conditions.size(); ++i) {
    const RowCondition& condition = rule.conditions[i];
    const std::size_t column = target->condition_columns[i];
    wanted.push_back(
        condition.own_column
            ? text_of(cell_of(*asking->table, asking_row, *condition.own_column), language_)
            : text_of(condition.words, language_));
    if (!is_comparable(*target->place, column) || !is_plain_criterion(wanted.back()))
      return std::nullopt;
    if (wanted.back().empty() && !condition.differs) return std::nullopt;
    std::string criterion;
    if (condition.own_column) {
      criterion =
          (condition.differs ? "\"<>\"&" : "") +
          cell_name(asking->row_of(asking_row), static_cast<std::uint32_t>(*condition.own_column));
    } else {
      criterion = quoted_text((condition.differs ? "<>" : "") + std::string(wanted.back()));
    }
    criteria += "," + range(*target, column, span) + "," + criterion;
  }
  for (std::size_t row = span.first; row < end; ++row) {
    bool fits = true;
    for (std::size_t i = 0; i < wanted.size() && fits; ++i) {
      const auto text = text_of(cell_of(table, row, target->condition_columns[i]), language_);
      fits = (text == wanted[i]) != rule.conditions[i].differs;
    }
    if (fits) worked.value += whole_value(cell_of(table, row, target->amount_column)).value_or(0);
  }
  const std::string amounts = range(*target, target->amount_column, span);
  worked.formula = criteria.empty() ? "SUM(" + amounts + ")" : "SUMIFS(" + amounts + criteria + ")";
  return worked;
}

}  // namespace phanbo
