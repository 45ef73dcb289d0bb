#include "outputs/rounding/round_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "outputs/rounding/controlled_rounding.hpp"

namespace phanbo {

namespace {

using Cell = PackedRows::Cell;

struct UnitWords {
  std::string_view code;
  std::int64_t dong;
  Text name;
};

constexpr std::array<UnitWords, 4> unit_words = {{
    {"dong", 1, {"đồng", "dong"}},
    {"thousand_dong", 1'000, {"nghìn đồng", "thousand dong"}},
    {"million_dong", 1'000'000, {"triệu đồng", "million dong"}},
    {"billion_dong", 1'000'000'000, {"tỷ đồng", "billion dong"}},
}};

const UnitWords& words_of(PrintUnit unit) { return unit_words[static_cast<std::size_t>(unit)]; }

/// Rounds one table: leaves first, then what is worked out from them.
class TableRounding {
 public:
  TableRounding(const ReportTable& table, PrintUnit unit)
      : table_(table),
        unit_(words_of(unit)),
        result_(table),
        rows_(std::make_shared<PackedRows>()) {
    rows_->set_column_count(table.columns.size());
    rows_->reserve(row_count(table));
    for (std::size_t row = 0; row < row_count(table); ++row) {
      rows_->add_row(row_level(table, row), row_adds_up(table, row));
      for (std::size_t column = 0; column < table.columns.size(); ++column) copy(row, column);
    }
    find_columns();
  }

  ReportTable round(PrintRounding rounding) {
    result_.unit_line = {fmt::format("Đơn vị: {}", unit_.name.vi),
                         fmt::format("Unit: {}", unit_.name.en)};
    if (unit_.dong > 1) {
      if (rounding == PrintRounding::controlled && !is_whole()) round_controlled_grids();
      fill_sums();
      add_children_up();
      fill_ratios();
      say_residue();
      if (rounding == PrintRounding::controlled && !is_whole()) say_controlled();
    }
    result_.rows.clear();
    std::sort(result_.moved_cells.begin(), result_.moved_cells.end());
    result_.packed = std::move(rows_);
    return std::move(result_);
  }

 private:
  /// Sum of parts only: a total over columns.
  bool is_total(std::size_t column) const {
    const ReportRule& rule = table_.columns[column].rule;
    return rule.kind == ReportRule::Kind::sum && rule.minus.empty() && rule.plus.size() > 1;
  }
  bool is_worked_out(std::size_t column) const {
    const ReportRule::Kind kind = table_.columns[column].rule.kind;
    return kind == ReportRule::Kind::sum || kind == ReportRule::Kind::excess ||
           kind == ReportRule::Kind::ratio;
  }
  std::optional<std::int64_t> exact(std::size_t row, std::size_t column) const {
    const CellView cell = cell_of(table_, row, column);
    const auto* amount = std::get_if<Money>(&cell);
    return amount == nullptr ? std::nullopt : std::optional(amount->dong());
  }
  std::int64_t printed(std::size_t row, std::size_t column) const {
    const CellView cell = rows_->at(row, column).view();
    const auto* number = std::get_if<Decimal>(&cell);
    return number == nullptr ? 0 : number->units();
  }
  void print(std::size_t row, std::size_t column, std::int64_t units) {
    rows_->at(row, column) = Cell::whole(units);
  }

  void copy(std::size_t row, std::size_t column) {
    Cell& own = rows_->at(row, column);
    const CellView cell = cell_of(table_, row, column);
    if (const auto* amount = std::get_if<Money>(&cell)) {
      own = unit_.dong == 1 ? Cell::of(*amount)
                            : Cell::whole(round_plainly(amount->dong(), unit_.dong));
    } else if (const auto* number = std::get_if<Decimal>(&cell)) {
      own = Cell::of(*number);
    } else if (const auto* text = std::get_if<Text>(&cell)) {
      own = Cell::text(rows_->keep(Text{rows_->keep(text->vi), rows_->keep(text->en)}));
    }
  }

  bool is_whole() const {
    for (std::size_t row = 0; row < row_count(table_); ++row) {
      for (std::size_t column = 0; column < table_.columns.size(); ++column) {
        if (exact(row, column).value_or(0) % unit_.dong != 0) return false;
      }
    }
    return true;
  }

  /// Worked-out columns in an order in which each comes after its parts.
  void find_columns() {
    std::vector<bool> done(table_.columns.size());
    std::size_t waiting = 0;
    for (std::size_t column = 0; column < done.size(); ++column) {
      done[column] = !is_worked_out(column);
      waiting += done[column] ? 0 : 1;
    }
    for (bool moved = true; waiting > 0 && moved;) {
      moved = false;
      for (std::size_t column = 0; column < done.size(); ++column) {
        if (done[column]) continue;
        const ReportRule& rule = table_.columns[column].rule;
        const auto ready = [&](const std::vector<std::size_t>& parts) {
          return std::all_of(parts.begin(), parts.end(),
                             [&](std::size_t part) { return bool{done[part]}; });
        };
        if (!ready(rule.plus) || !ready(rule.minus)) continue;
        done[column] = true;
        moved = true;
        --waiting;
        order_.push_back(column);
      }
    }
  }

  void fill_sums() {
    for (const std::size_t column : order_) {
      const ReportRule& rule = table_.columns[column].rule;
      if (rule.kind == ReportRule::Kind::ratio) continue;
      for (std::size_t row = 0; row < row_count(table_); ++row) {
        if (!exact(row, column)) continue;
        std::int64_t sum = 0;
        for (const std::size_t part : rule.plus) sum += printed(row, part);
        for (const std::size_t part : rule.minus) sum -= printed(row, part);
        if (rule.kind == ReportRule::Kind::excess) sum = std::max<std::int64_t>(sum, 0);
        print(row, column, sum);
      }
    }
  }

  void add_children_up() {
    std::vector<std::vector<std::int64_t>> waiting;
    const std::size_t columns = table_.columns.size();
    for (std::size_t row = row_count(table_); row-- > 0;) {
      const auto level = static_cast<std::size_t>(row_level(table_, row));
      if (waiting.size() < level + 2) waiting.resize(level + 2, std::vector<std::int64_t>(columns));
      for (std::size_t column = 0; column < columns; ++column) {
        if (table_.columns[column].type != ColumnType::money || !table_.columns[column].additive)
          continue;
        if (row_adds_up(table_, row) && exact(row, column))
          print(row, column, waiting[level + 1][column]);
        waiting[level + 1][column] = 0;
        waiting[level][column] += printed(row, column);
      }
    }
  }

  void fill_ratios() {
    for (std::size_t column = 0; column < table_.columns.size(); ++column) {
      const ReportRule& rule = table_.columns[column].rule;
      if (rule.kind != ReportRule::Kind::ratio) continue;
      for (std::size_t row = 0; row < row_count(table_); ++row) {
        const std::int64_t whole = printed(row, rule.minus.front());
        Cell& cell = rows_->at(row, column);
        if (cell.is_blank()) continue;
        cell =
            whole <= 0
                ? Cell()
                : Cell::of(Decimal::from_units(static_cast<std::int64_t>(divide_rounded(
                                                   Int128{printed(row, rule.plus.front())} * 10'000,
                                                   whole, RoundingMode::half_up)),
                                               2));
      }
    }
  }

  // --- controlled rounding -------------------------------------------------------------------

  /// Columns that one total spans, with the group each belongs to; no groups = flat.
  struct Span {
    std::vector<std::size_t> leaves;
    std::vector<std::size_t> groups;
    std::size_t group_count = 0;
  };

  void add_leaves(std::size_t column, Span& span, std::size_t group) const {
    if (!is_total(column)) {
      span.leaves.push_back(column);
      span.groups.push_back(group);
      return;
    }
    for (const std::size_t part : table_.columns[column].rule.plus) add_leaves(part, span, group);
  }

  std::vector<Span> spans() const {
    std::vector<bool> is_part(table_.columns.size());
    for (std::size_t column = 0; column < is_part.size(); ++column) {
      if (!is_total(column)) continue;
      for (const std::size_t part : table_.columns[column].rule.plus) is_part[part] = true;
    }
    std::vector<Span> found;
    for (std::size_t column = 0; column < is_part.size(); ++column) {
      const ReportColumn& shown = table_.columns[column];
      if (is_part[column] || shown.type != ColumnType::money || !shown.additive) continue;
      if (is_worked_out(column) && !is_total(column)) continue;
      Span span;
      if (!is_total(column)) {
        span.leaves = {column};
      } else {
        bool nested = false;
        for (const std::size_t part : shown.rule.plus) {
          nested = nested || is_total(part);
          add_leaves(part, span, span.group_count++);
        }
        if (!nested) span.groups.clear();
      }
      if (span.groups.empty()) span.group_count = 0;
      found.push_back(std::move(span));
    }
    return found;
  }

  void round_controlled_grids() {
    AmountGrid rows;
    std::vector<std::size_t> open;  // by level: node of the last row that adds up
    std::vector<std::size_t> leaf_rows;
    for (std::size_t row = 0; row < row_count(table_); ++row) {
      const auto level = static_cast<std::size_t>(row_level(table_, row));
      open.resize(level + 1, 0);
      const std::size_t above = level == 0 ? 0 : open[level - 1];
      if (row_adds_up(table_, row)) {
        open[level] = rows.node_parents.size();
        rows.node_parents.push_back(above);
      } else {
        open[level] = above;
        rows.node_of_row.push_back(above);
        leaf_rows.push_back(row);
      }
    }
    rows.row_count = leaf_rows.size();
    for (const Span& span : spans()) {
      AmountGrid grid = rows;
      grid.column_count = span.leaves.size();
      grid.group_of_column = span.groups;
      grid.group_count = span.group_count;
      for (const std::size_t row : leaf_rows) {
        for (const std::size_t column : span.leaves)
          grid.amounts.push_back(exact(row, column).value_or(0));
      }
      take(round_controlled(grid, unit_.dong), leaf_rows, span);
    }
  }

  void take(const ControlledRounding& rounded, const std::vector<std::size_t>& leaf_rows,
            const Span& span) {
    std::size_t at = 0;
    for (const std::size_t row : leaf_rows) {
      for (const std::size_t column : span.leaves) {
        const std::int64_t units = rounded.units[at++];
        const std::int64_t plain = round_plainly(exact(row, column).value_or(0), unit_.dong);
        if (units == plain) continue;
        print(row, column, units);
        result_.moved_cells.emplace_back(row, column);
      }
    }
    outcome_ = std::max(outcome_, rounded.outcome);
    residue_ += rounded.residue;
    proven_ = proven_ && rounded.proven_smallest;
  }

  // --- what the table says about it -----------------------------------------------------------

  void say_residue() {
    if (is_whole()) return;
    for (std::size_t row = 0; row < row_count(table_); ++row) {
      if (row_level(table_, row) != 0) continue;
      for (std::size_t column = 0; column < table_.columns.size(); ++column) {
        const auto amount = exact(row, column);
        if (table_.columns[column].type != ColumnType::money || !amount) continue;
        const Money total = Money::from_dong(*amount);
        const Money off = Money::from_dong(printed(row, column) * unit_.dong - *amount);
        result_.notes.push_back(
            {fmt::format("Do làm tròn: tổng chính xác là {} đồng; số in chênh {} đồng.",
                         to_grouped(total, '.'), to_grouped(off, '.')),
             fmt::format(
                 "Rounding: the exact total is {} dong; what is printed differs by {} dong.",
                 to_grouped(total, ','), to_grouped(off, ','))});
        break;
      }
    }
  }

  void say_controlled() {
    const std::size_t moved = result_.moved_cells.size();
    Words words{
        fmt::format("Làm tròn có kiểm soát: mọi hàng, cột khớp như in; {} ô (nền cam) không lấy số "
                    "nguyên gần nhất. ",
                    moved),
        fmt::format("Controlled rounding: all rows and columns tie as printed; {} cells (orange) "
                    "are not the nearest whole. ",
                    moved)};
    switch (outcome_) {
      case RoundingOutcome::strict:
        words.vi += "Mỗi số và mỗi tổng lệch chưa đến một đơn vị.";
        words.en += "Every figure and total is off by less than one unit.";
        break;
      case RoundingOutcome::inclusive:
        words.vi += "Mỗi số và mỗi tổng lệch nhiều nhất một đơn vị.";
        words.en += "Every figure and total is off by at most one unit.";
        break;
      case RoundingOutcome::residue:
        words.vi += fmt::format("Phần lệch quá một đơn vị cộng lại: {} đơn vị.", residue_);
        words.en += fmt::format("Beyond one unit: {} units in all.", residue_);
        break;
    }
    if (!proven_) {
      words.vi += " Chưa chứng minh được là nhỏ nhất.";
      words.en += " Not proven smallest.";
    } else if (outcome_ != RoundingOutcome::strict) {
      words.vi += " Đã chứng minh là nhỏ nhất.";
      words.en += " Proven smallest.";
    }
    result_.notes.push_back(std::move(words));
  }

  const ReportTable& table_;
  const UnitWords& unit_;
  ReportTable result_;
  std::shared_ptr<PackedRows> rows_;
  std::vector<std::size_t> order_;
  RoundingOutcome outcome_ = RoundingOutcome::strict;
  std::int64_t residue_ = 0;
  bool proven_ = true;
};

}  // namespace

std::int64_t dong_of(PrintUnit unit) { return words_of(unit).dong; }

std::optional<PrintUnit> print_unit_of(std::string_view code) {
  for (std::size_t i = 0; i < unit_words.size(); ++i) {
    if (unit_words[i].code == code) return static_cast<PrintUnit>(i);
  }
  return std::nullopt;
}

std::string_view to_code(PrintUnit unit) { return words_of(unit).code; }

ReportTable round_for_print(const ReportTable& table, PrintUnit unit, PrintRounding rounding) {
  return TableRounding(table, unit).round(rounding);
}

}  // namespace phanbo
