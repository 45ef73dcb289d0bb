#include "outputs/tabulate/table_builder.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "models/ledger.hpp"

namespace phanbo {

namespace {

/// Tables up to this many rows are also given as plain rows, which are easier to use.
constexpr std::size_t plain_rows_max = 1'000;

constexpr std::array<std::string_view, 23> capital_letters = {
    "A", "B", "C", "D", "Đ", "E", "G", "H", "I", "K", "L", "M",
    "N", "O", "P", "Q", "R", "S", "T", "U", "V", "X", "Y"};
constexpr std::array<std::string_view, 23> small_letters = {"a", "b", "c", "d", "đ", "e", "g", "h",
                                                            "i", "k", "l", "m", "n", "o", "p", "q",
                                                            "r", "s", "t", "u", "v", "x", "y"};

/// A … Y, then A2, B2 …
std::string letter(std::size_t count, const std::array<std::string_view, 23>& letters) {
  const std::size_t turn = (count - 1) / letters.size();
  std::string text(letters[(count - 1) % letters.size()]);
  if (turn > 0) text += std::to_string(turn + 1);
  return text;
}

std::string roman(std::size_t number) {
  constexpr std::array<std::pair<std::size_t, std::string_view>, 13> digits = {{{1000, "M"},
                                                                                {900, "CM"},
                                                                                {500, "D"},
                                                                                {400, "CD"},
                                                                                {100, "C"},
                                                                                {90, "XC"},
                                                                                {50, "L"},
                                                                                {40, "XL"},
                                                                                {10, "X"},
                                                                                {9, "IX"},
                                                                                {5, "V"},
                                                                                {4, "IV"},
                                                                                {1, "I"}}};
  std::string text;
  for (const auto& [value, sign] : digits) {
    for (; number >= value; number -= value) text += sign;
  }
  return text;
}

std::string marker(Numbering style, std::size_t count) {
  switch (style) {
    case Numbering::letter:
      return letter(count, capital_letters);
    case Numbering::roman:
      return roman(count);
    case Numbering::arabic:
      return std::to_string(count);
    case Numbering::small_letter:
      return letter(count, small_letters);
    case Numbering::dash:
      return "-";
    case Numbering::none:
      return {};
  }
  return {};
}

bool is_numeric(ColumnType type) {
  return type == ColumnType::money || type == ColumnType::number || type == ColumnType::percent;
}

ReportCell plain_cell(const CellView& view) {
  if (const auto* text = std::get_if<Text>(&view)) return words_of(*text);
  if (const auto* amount = std::get_if<Money>(&view)) return *amount;
  if (const auto* number = std::get_if<Decimal>(&view)) return *number;
  return std::monostate{};
}

std::vector<ReportRow> plain_rows(const PackedRows& packed) {
  std::vector<ReportRow> rows;
  rows.reserve(packed.size());
  for (std::size_t i = 0; i < packed.size(); ++i) {
    ReportRow& row = rows.emplace_back(ReportRow{packed.level(i), packed.adds_up(i), {}});
    for (std::size_t column = 0; column < packed.column_count(); ++column) {
      row.cells.push_back(plain_cell(packed.at(i, column).view()));
    }
  }
  return rows;
}

}  // namespace

TableBuilder::TableBuilder(std::string_view id, Text title)
    : rows_(std::make_shared<PackedRows>()) {
  table_.id = id;
  table_.title = words_of(title);
  table_.unit_line = {"Đơn vị: đồng", "Unit: dong"};
}

std::size_t TableBuilder::add_column(std::string id, ColumnType type, Words title, Words group) {
  PB_CHECK(rows_->size() == 0);
  const auto taken = [&](const std::string& wanted) {
    return std::any_of(table_.columns.begin(), table_.columns.end(),
                       [&](const ReportColumn& column) { return column.id == wanted; });
  };
  const std::string first_choice = id;
  for (int turn = 2; taken(id); ++turn) id = first_choice + "_" + std::to_string(turn);
  table_.columns.push_back({std::move(id), type, std::move(title), std::move(group), {}});
  additive_.push_back(type == ColumnType::money);
  rows_->set_column_count(table_.columns.size());
  return table_.columns.size() - 1;
}

void TableBuilder::set_sum(std::size_t total, std::vector<std::size_t> parts) {
  if (!parts.empty()) formulas_.push_back({total, std::move(parts), {}});
}

void TableBuilder::set_formula(std::size_t result, std::vector<std::size_t> plus,
                               std::vector<std::size_t> minus) {
  formulas_.push_back({result, std::move(plus), std::move(minus)});
}

void TableBuilder::set_unit_line(Text unit_line) { table_.unit_line = words_of(unit_line); }

std::size_t TableBuilder::add_total_row(std::size_t name_column) {
  const std::size_t row = add_row(0, true);
  at(row, name_column) = literal({"TỔNG SỐ", "TOTAL"});
  return row;
}

TableBuilder::Cell TableBuilder::made(const Words& words) {
  if (words.vi.empty() && words.en.empty()) return {};
  return Cell::text(rows_->keep(Text{rows_->keep(words.vi), rows_->keep(words.en)}));
}

void TableBuilder::set_ratio(std::size_t result, std::size_t part, std::size_t whole) {
  ReportRule rule;
  rule.kind = ReportRule::Kind::ratio;
  rule.plus = {part};
  rule.minus = {whole};
  set_rule(result, std::move(rule));
}

void TableBuilder::fill_ratios() {
  for (std::size_t column = 0; column < table_.columns.size(); ++column) {
    const ReportRule& rule = table_.columns[column].rule;
    if (rule.kind != ReportRule::Kind::ratio) continue;
    for (std::size_t row = 0; row < rows_->size(); ++row) {
      const Cell& part = at(row, rule.plus.front());
      const Cell& whole = at(row, rule.minus.front());
      if (!part.is_money() || whole.amount() <= Money()) continue;
      const Int128 hundredths = divide_rounded(Int128{part.amount().dong()} * 10'000,
                                               whole.amount().dong(), RoundingMode::half_up);
      at(row, column) = Cell::of(Decimal::from_units(static_cast<std::int64_t>(hundredths), 2));
    }
  }
}

void TableBuilder::set_ledger_rows(std::size_t row, RowSpan lines) {
  if (table_.ledger_rows.size() <= row) table_.ledger_rows.resize(row + 1);
  table_.ledger_rows[row] = lines;
}

ReportTable TableBuilder::finish() {
  number_rows();
  fill_formulas();
  add_children_up();
  fill_ratios();
  write_index_row();
  for (std::size_t column = 0; column < additive_.size(); ++column)
    table_.columns[column].additive = additive_[column];
  for (const Formula& formula : formulas_)
    table_.columns[formula.result].rule = difference_rule(formula.plus, formula.minus);
  if (!table_.ledger_rows.empty()) table_.ledger_rows.resize(rows_->size());
  std::sort(table_.cell_rules.begin(), table_.cell_rules.end(),
            [](const CellRule& a, const CellRule& b) {
              return std::tie(a.row, a.column) < std::tie(b.row, b.column);
            });
  if (rows_->size() <= plain_rows_max) table_.rows = plain_rows(*rows_);
  table_.packed = std::move(rows_);
  return std::move(table_);
}

void TableBuilder::number_rows() {
  if (table_.columns.empty() || table_.columns.front().type != ColumnType::marker) return;
  std::vector<std::size_t> counts(numbering_.size() + 2);
  for (std::size_t row = 0; row < rows_->size(); ++row) {
    const auto level = static_cast<std::size_t>(rows_->level(row));
    if (level + 1 < counts.size()) counts[level + 1] = 0;
    if (level == 0 || level > numbering_.size()) continue;
    const Numbering style = numbering_[level - 1];
    if (style == Numbering::none) continue;
    if (style == Numbering::dash) {
      at(row, 0) = Cell::name("-");
      continue;
    }
    at(row, 0) = made(marker(style, ++counts[level]));
  }
}

void TableBuilder::fill_formulas() {
  for (const Formula& formula : formulas_) {
    for (std::size_t row = 0; row < rows_->size(); ++row) {
      bool any = false;
      Money amount;
      for (const std::size_t part : formula.plus) {
        any = any || at(row, part).is_money();
        amount += at(row, part).amount();
      }
      for (const std::size_t part : formula.minus) {
        any = any || at(row, part).is_money();
        amount -= at(row, part).amount();
      }
      if (any) at(row, formula.result) = Cell::of(amount);
    }
  }
}

void TableBuilder::add_children_up() {
  int deepest = 0;
  bool any_adds_up = false;
  for (std::size_t row = 0; row < rows_->size(); ++row) {
    deepest = std::max(deepest, rows_->level(row));
    any_adds_up = any_adds_up || rows_->adds_up(row);
  }
  if (!any_adds_up) return;
  std::vector<std::size_t> columns;
  for (std::size_t column = 0; column < additive_.size(); ++column) {
    if (additive_[column]) columns.push_back(column);
  }
  // From the last row upwards, each level holds the amounts of rows that wait for their parent.
  std::vector<std::vector<Cell>> waiting(static_cast<std::size_t>(deepest) + 2,
                                         std::vector<Cell>(columns.size()));
  for (std::size_t row = rows_->size(); row-- > 0;) {
    const auto level = static_cast<std::size_t>(rows_->level(row));
    std::vector<Cell>& children = waiting[level + 1];
    std::vector<Cell>& siblings = waiting[level];
    for (std::size_t i = 0; i < columns.size(); ++i) {
      Cell& cell = at(row, columns[i]);
      if (rows_->adds_up(row)) cell = children[i];
      children[i] = Cell();
      if (cell.is_money()) siblings[i] = Cell::of(siblings[i].amount() + cell.amount());
    }
  }
}

std::string TableBuilder::formula_text(const Formula& formula,
                                       const std::vector<std::string>& names) const {
  std::string text = names[formula.result] + "=";
  const std::vector<std::size_t>& parts = formula.plus;
  constexpr std::size_t parts_written_out_max = 6;
  bool run = parts.size() > parts_written_out_max;
  for (std::size_t i = 1; i < parts.size() && run; ++i)
    run = std::stoi(names[parts[i]]) == std::stoi(names[parts[i - 1]]) + 1;
  if (run) {
    text += names[parts.front()] + "+…+" + names[parts.back()];
  } else {
    for (std::size_t i = 0; i < parts.size(); ++i) text += (i > 0 ? "+" : "") + names[parts[i]];
  }
  for (const std::size_t part : formula.minus) text += "-" + names[part];
  return text;
}

void TableBuilder::write_index_row() {
  std::vector<std::string> names;
  std::size_t letters = 0;
  std::size_t numbers = 0;
  for (const ReportColumn& column : table_.columns) {
    names.push_back(is_numeric(column.type) ? std::to_string(++numbers)
                                            : letter(++letters, capital_letters));
  }
  for (std::size_t column = 0; column < names.size(); ++column)
    table_.columns[column].formula = names[column];
  for (const Formula& formula : formulas_) {
    table_.columns[formula.result].formula = formula_text(formula, names);
  }
}

ReportRule difference_rule(std::vector<std::size_t> plus, std::vector<std::size_t> minus,
                           bool floored) {
  ReportRule rule;
  rule.kind = floored ? ReportRule::Kind::excess : ReportRule::Kind::sum;
  rule.plus = std::move(plus);
  rule.minus = std::move(minus);
  return rule;
}

ReportRule product_rule(std::vector<std::size_t> factors, RoundingMode rounding) {
  ReportRule rule;
  rule.kind = ReportRule::Kind::product;
  rule.plus = std::move(factors);
  rule.rounding = rounding;
  return rule;
}

ReportRule ledger_rule(std::vector<RowCondition> conditions) {
  ReportRule rule;
  rule.kind = ReportRule::Kind::matching;
  rule.table = "ledger";
  rule.amount_column = "amount_dong";
  rule.conditions = std::move(conditions);
  return rule;
}

RowCondition is_words(std::string_view column, Text words) {
  return {std::string(column), words_of(words), {}, false};
}

RowCondition is_text(std::string_view column, std::string_view text) {
  return {std::string(column), same_words(text), {}, false};
}

RowCondition is_own(std::string_view column, std::size_t own_column) {
  return {std::string(column), {}, own_column, false};
}

RowCondition is_no_transfer() { return {"part", same_words(to_code(Part::transfer)), {}, true}; }

Words year_words(int year) {
  return {"Năm " + std::to_string(year), "Year " + std::to_string(year)};
}

Words money_words(Money amount) {
  return {to_grouped(amount, '.') + " đồng", to_grouped(amount, ',') + " dong"};
}

std::string months_text(const MonthSpan& months) {
  if (months.first == months.last) return std::to_string(months.first);
  return std::to_string(months.first) + "-" + std::to_string(months.last);
}

std::string column_key(std::string_view code) {
  std::string key;
  for (const char character : code) {
    const bool upper = character >= 'A' && character <= 'Z';
    const bool plain =
        (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
    key += upper ? static_cast<char>(character - 'A' + 'a') : (plain ? character : '_');
  }
  return key;
}

Words words_of(Text text) { return {std::string(text.vi), std::string(text.en)}; }

Words same_words(std::string_view text) { return {std::string(text), std::string(text)}; }

}  // namespace phanbo
