#include "outputs/comparison/comparison_tables.hpp"

#include <algorithm>

#include "models/check.hpp"
#include "outputs/tabulate/table_builder.hpp"

namespace phanbo {

namespace {

using Cell = TableBuilder::Cell;

/// Amount, difference and percent of every result.
struct RunColumns {
  std::vector<std::size_t> amounts;
  std::vector<std::size_t> differences;  ///< [0] is not used
  std::vector<std::size_t> percents;     ///< [0] is not used
};

RunColumns add_run_columns(TableBuilder& table, const Comparison& comparison) {
  RunColumns columns;
  for (std::size_t run = 0; run < comparison.runs.size(); ++run) {
    const Words group = same_words(comparison.runs[run].label);
    const std::string number = std::to_string(run);
    if (run == 0) {
      columns.amounts.push_back(
          table.add_column("base_dong", ColumnType::money, {"Gốc", "Base"}, group));
      columns.differences.push_back(0);
      columns.percents.push_back(0);
      continue;
    }
    columns.amounts.push_back(table.add_column("result_" + number + "_dong", ColumnType::money,
                                               {"Số tiền", "Amount"}, group));
    columns.differences.push_back(
        table.add_column("difference_" + number + "_dong", ColumnType::money,
                         {"Tăng (+), giảm (-) so với gốc", "Difference from the base"}, group));
    columns.percents.push_back(table.add_column("percent_" + number, ColumnType::percent,
                                                {"% của gốc", "% of the base"}, group));
  }
  return columns;
}

void fill_run_columns(TableBuilder& table, std::size_t row, const RunColumns& columns,
                      const std::vector<Money>& amounts) {
  for (std::size_t run = 0; run < amounts.size(); ++run) {
    table.at(row, columns.amounts[run]) = Cell::of(amounts[run]);
    if (run == 0) continue;
    const Money difference = amounts[run] - amounts[0];
    table.at(row, columns.differences[run]) = Cell::of(difference);
    if (const auto percent = percent_of_base(difference, amounts[0]))
      table.at(row, columns.percents[run]) = Cell::of(*percent);
  }
}

/// Differences come from the amounts beside them; percents too, but with one decimal.
void set_run_rules(TableBuilder& table, const RunColumns& columns) {
  for (std::size_t run = 1; run < columns.amounts.size(); ++run) {
    table.set_rule(columns.differences[run],
                   difference_rule({columns.amounts[run]}, {columns.amounts[0]}));
  }
}

ReportRule percent_rule(std::size_t part, std::size_t whole) {
  ReportRule rule;
  rule.kind = ReportRule::Kind::ratio;
  rule.plus = {part};
  rule.minus = {whole};
  return rule;
}

/// Stamps, and the rules of percents: the builder would fill in two decimals of its own.
ReportTable stamped(TableBuilder& builder, const Comparison& comparison,
                    const RunColumns& columns = {}) {
  ReportTable table = builder.finish();
  for (std::size_t run = 1; run < columns.percents.size(); ++run) {
    table.columns[columns.percents[run]].rule =
        percent_rule(columns.differences[run], columns.amounts[0]);
  }
  for (const ComparedRun& run : comparison.runs) {
    table.draft = table.draft || run.draft;
    table.illustrative = table.illustrative || run.illustrative;
  }
  if (table.draft)
    table.notes.push_back(
        {"DỰ THẢO: có căn cứ chưa đối chiếu.", "DRAFT: rests on law not checked."});
  if (table.illustrative)
    table.notes.push_back({"Có số liệu minh họa.", "Some figures are illustrative."});
  return table;
}

ReportTable totals_table(const Comparison& comparison) {
  TableBuilder table("compare_totals", {"So sánh: các số tổng", "Comparison: totals"});
  table.add_number_column();
  const std::size_t name = table.add_column("name", ColumnType::text, {"Chỉ tiêu", "Quantity"});
  const RunColumns columns = add_run_columns(table, comparison);
  table.set_numbering({Numbering::arabic});
  struct Quantity {
    Text title;
    Money ComparedRun::*amount;
  };
  constexpr Quantity quantities[] = {
      {{"Nhu cầu", "Need"}, &ComparedRun::need},
      {{"Đã bố trí", "Allocated"}, &ComparedRun::allocated},
      {{"Còn phải bố trí", "Still to be funded"}, &ComparedRun::missing},
      {{"Trong đó nhu cầu bắt buộc", "Of which mandatory"}, &ComparedRun::missing_mandatory},
      {{"Tổng nguồn", "Available in all sources"}, &ComparedRun::available},
      {{"Nguồn chưa phân bổ", "Money not allocated"}, &ComparedRun::unallocated}};
  for (const Quantity& quantity : quantities) {
    const std::size_t row = table.add_row(1);
    table.at(row, name) = table.literal(quantity.title);
    std::vector<Money> amounts;
    for (const ComparedRun& run : comparison.runs) amounts.push_back(run.*quantity.amount);
    fill_run_columns(table, row, columns, amounts);
  }
  set_run_rules(table, columns);
  return stamped(table, comparison, columns);
}

Words threshold_note(const Comparison& comparison) {
  const Words amount = money_words(comparison.threshold_amount);
  return {"Đáng đọc (x): chênh lệch từ " + amount.vi + " trở lên.",
          "Worth reading (x): a difference of " + amount.en + " or more."};
}

ReportTable view_table(const Comparison& comparison, const ComparedView& view) {
  struct Naming {
    std::string_view id;
    Text title;
  };
  constexpr Naming namings[] = {
      {"compare_by_purpose", {"So sánh theo mục đích", "Comparison by purpose"}},
      {"compare_by_source", {"So sánh theo nguồn", "Comparison by source"}},
      {"compare_by_unit", {"So sánh theo đơn vị", "Comparison by unit"}},
      {"compare_by_year", {"So sánh theo năm", "Comparison by year"}},
      {"compare_by_expenditure_kind",
       {"So sánh theo loại chi", "Comparison by kind of expenditure"}},
      {"compare_by_paying_budget",
       {"So sánh theo ngân sách chi trả", "Comparison by paying budget"}},
      {"compare_by_item", {"So sánh theo nội dung", "Comparison by item"}}};
  const Naming& naming = namings[static_cast<std::size_t>(view.by)];
  TableBuilder table(naming.id, naming.title);
  table.add_number_column();
  const std::size_t name = table.add_column("name", ColumnType::text, words_of(name_of(view.by)));
  const std::size_t code = table.add_column("code", ColumnType::code, {"Mã", "Code"});
  const RunColumns columns = add_run_columns(table, comparison);
  const std::size_t worth =
      table.add_column("worth_reading", ColumnType::text, {"Đáng đọc", "Worth reading"});
  table.set_numbering({Numbering::arabic});
  const std::size_t total = table.add_total_row(name);
  std::vector<Money> totals(comparison.runs.size());
  for (const ComparedRow& line : view.rows) {
    const std::size_t row = table.add_row(1);
    table.at(row, name) = table.made(line.name);
    table.at(row, code) = Cell::name(line.code);
    fill_run_columns(table, row, columns, line.amounts);
    if (line.worth_reading) table.at(row, worth) = Cell::name("x");
    for (std::size_t run = 0; run < totals.size(); ++run) totals[run] += line.amounts[run];
  }
  fill_run_columns(table, total, columns, totals);
  set_run_rules(table, columns);
  table.add_note(threshold_note(comparison));
  table.add_note({"Xếp theo chênh lệch lớn nhất; năm xếp theo thứ tự. Ô % trống: gốc bằng 0.",
                  "Greatest difference first; years in their order. % is blank where the base is "
                  "0."});
  return stamped(table, comparison, columns);
}

std::string id_of_pair(std::string_view id, const Comparison& comparison,
                       const PairComparison& pair) {
  std::string text(id);
  if (comparison.pairs.size() > 1) text += "_" + std::to_string(pair.other);
  return text;
}

Text words_of_fate(Fate fate) {
  constexpr Text words[] = {{"tăng", "gains"}, {"giảm", "loses"}, {"giữ nguyên", "stays"}};
  return words[static_cast<std::size_t>(fate)];
}

ReportTable gains_table(const Comparison& comparison, const PairComparison& pair) {
  TableBuilder table(id_of_pair("compare_gains_and_losses", comparison, pair),
                     {"Ai được thêm, ai bị bớt", "Who gains, who loses"});
  table.add_number_column();
  const std::size_t name = table.add_column("name", ColumnType::text, {"Nội dung", "Item"});
  const std::size_t code = table.add_column("item", ColumnType::code, {"Mã", "Code"});
  const std::size_t programme =
      table.add_column("programme", ColumnType::text, {"Chương trình, nhiệm vụ", "Programme"});
  const std::size_t unit = table.add_column("unit", ColumnType::text, {"Đơn vị", "Unit"});
  const std::size_t before =
      table.add_column("base_dong", ColumnType::money, same_words(comparison.runs.front().label));
  const std::size_t after = table.add_column("result_dong", ColumnType::money,
                                             same_words(comparison.runs[pair.other].label));
  const std::size_t difference =
      table.add_column("difference_dong", ColumnType::money, {"Tăng (+), giảm (-)", "Difference"});
  table.set_formula(difference, {after}, {before});
  const std::size_t fate = table.add_column("fate", ColumnType::text, {"Kết quả", "Outcome"});
  const std::size_t why =
      table.add_column("reason", ColumnType::text, {"Lý do còn thiếu", "Why it lacks money"});
  table.set_numbering({Numbering::arabic});
  table.add_total_row(name);
  for (const ItemChange& change : pair.items) {
    const std::size_t row = table.add_row(1);
    table.at(row, name) = Cell::name(change.name);
    table.at(row, code) = Cell::name(change.item);
    table.at(row, programme) = Cell::name(change.programme);
    table.at(row, unit) = Cell::name(change.unit);
    table.at(row, before) = Cell::of(change.before);
    table.at(row, after) = Cell::of(change.after);
    table.at(row, fate) = table.literal(words_of_fate(change.fate()));
    if (!change.in_other) {
      table.at(row, why) = table.literal({"không có trong kế hoạch", "not in the plan"});
    } else if (change.reason != DemandReason::in_full) {
      table.at(row, why) = table.literal(name_of(change.reason));
    }
  }
  return stamped(table, comparison);
}

std::optional<ReportTable> projects_table(const Comparison& comparison,
                                          const PairComparison& pair) {
  TableBuilder table(id_of_pair("compare_projects", comparison, pair),
                     {"Di tích, dự án vào và ra", "Sites and projects in and out"});
  table.add_number_column();
  const std::size_t name =
      table.add_column("name", ColumnType::text, {"Di tích, dự án", "Site or project"});
  const std::size_t code = table.add_column("item", ColumnType::code, {"Mã", "Code"});
  const std::size_t where = table.add_column("change", ColumnType::text, {"Vào, ra", "In or out"});
  const std::size_t before =
      table.add_column("base_dong", ColumnType::money, same_words(comparison.runs.front().label));
  const std::size_t after = table.add_column("result_dong", ColumnType::money,
                                             same_words(comparison.runs[pair.other].label));
  table.set_numbering({Numbering::arabic});
  for (const ItemChange& change : pair.items) {
    if (!change.comes_in() && !change.drops_out()) continue;
    const std::size_t row = table.add_row(1);
    table.at(row, name) = Cell::name(change.name);
    table.at(row, code) = Cell::name(change.item);
    table.at(row, where) = table.literal(change.comes_in() ? Text{"vào", "in"} : Text{"ra", "out"});
    table.at(row, before) = Cell::of(change.before);
    table.at(row, after) = Cell::of(change.after);
  }
  if (table.row_count() == 0) return std::nullopt;
  return stamped(table, comparison);
}

Words fraction_words(const ExactRatio& ratio) {
  const std::string exact = " (= " + ratio.numerator + "/" + ratio.denominator + ")";
  return {to_vietnamese(ratio.rounded) + exact, to_plain(ratio.rounded) + exact};
}

void add_equity_notes(TableBuilder& table, const Comparison& comparison) {
  table.add_note(
      {"Bình quân đầu người: số bố trí của đơn vị trong các năm : dân số (cột people của bảng "
       "units, nếu trống thì chỉ số dan-so). Đơn vị không rõ dân số không được tính.",
       "Per head: what a unit gets over all years ÷ its people (column people of table units, else "
       "the indicator dan-so). Units without known people are left out."});
  table.add_note(
      {"Hệ số Gini: mỗi người dân tính một lần với mức bình quân của đơn vị mình; 0 = như nhau, "
       "gần 1 = dồn vào một nơi.",
       "Gini: every person counts once with the amount per head of his unit; 0 = all the same, "
       "near 1 = all in one place."});
  for (std::size_t run = 0; run < comparison.runs.size(); ++run) {
    const Equity& equity = comparison.equity[run];
    const std::string& label = comparison.runs[run].label;
    if (equity.highest_to_lowest) {
      const Words ratio = fraction_words(*equity.highest_to_lowest);
      table.add_note({label + ": cao nhất : thấp nhất = " + ratio.vi,
                      label + ": highest ÷ lowest = " + ratio.en});
    }
    if (equity.gini) {
      const Words gini = fraction_words(*equity.gini);
      table.add_note({label + ": hệ số Gini = " + gini.vi, label + ": Gini = " + gini.en});
    }
  }
}

std::optional<ReportTable> equity_table(const Comparison& comparison) {
  TableBuilder table("compare_equity", {"Bình quân đầu người", "Amount per head"});
  table.set_unit_line({"Đơn vị: đồng, người", "Unit: dong, people"});
  table.add_number_column();
  const std::size_t name = table.add_column("name", ColumnType::text, {"Đơn vị", "Unit"});
  const std::size_t code = table.add_column("unit", ColumnType::code, {"Mã", "Code"});
  const std::size_t people = table.add_column("people", ColumnType::number, {"Dân số", "People"});
  std::vector<std::size_t> columns;
  for (std::size_t run = 0; run < comparison.runs.size(); ++run) {
    columns.push_back(table.add_column("per_head_" + std::to_string(run) + "_dong",
                                       ColumnType::money, same_words(comparison.runs[run].label)));
  }
  table.set_numbering({Numbering::arabic});
  std::vector<const Equity::UnitRow*> units;
  for (const Equity& equity : comparison.equity) {
    for (const Equity::UnitRow& unit : equity.units) {
      const bool is_known = std::any_of(units.begin(), units.end(),
                                        [&](const auto* row) { return row->code == unit.code; });
      if (!is_known) units.push_back(&unit);
    }
  }
  if (units.empty()) return std::nullopt;
  for (const Equity::UnitRow* unit : units) {
    const std::size_t row = table.add_row(1);
    table.at(row, name) = Cell::name(unit->name);
    table.at(row, code) = Cell::name(unit->code);
    table.at(row, people) = Cell::whole(unit->people);
    for (std::size_t run = 0; run < comparison.runs.size(); ++run) {
      for (const Equity::UnitRow& own : comparison.equity[run].units) {
        if (own.code == unit->code) table.at(row, columns[run]) = Cell::of(own.per_head);
      }
    }
  }
  add_equity_notes(table, comparison);
  return stamped(table, comparison);
}

std::string cause_name(std::size_t cause) { return "cause_" + std::to_string(cause + 1); }

ReportTable causes_table(const Comparison& comparison, const PairComparison& pair) {
  const CauseTable& causes = *pair.causes;
  TableBuilder table(id_of_pair("compare_causes", comparison, pair),
                     {"Chênh lệch theo nguyên nhân, từng dòng sổ phân bổ",
                      "The difference by cause, line by line"});
  table.add_number_column();
  const std::size_t name = table.add_column("name", ColumnType::text, {"Nội dung", "Item"});
  const std::size_t line = table.add_column("line", ColumnType::code, {"Mã dòng", "Line"});
  const std::size_t source = table.add_column("source", ColumnType::text, {"Nguồn", "Source"});
  const std::size_t difference =
      table.add_column("difference_dong", ColumnType::money, {"Chênh lệch", "Difference"});
  std::vector<std::size_t> columns;
  for (std::size_t cause = 0; cause < causes.causes.size(); ++cause) {
    columns.push_back(table.add_column(cause_name(cause) + "_dong", ColumnType::money,
                                       causes.causes[cause].label, {"Nguyên nhân", "Cause"}));
  }
  table.set_sum(difference, columns);
  table.set_numbering({Numbering::arabic});
  table.add_total_row(name);
  for (const CauseRow& row : causes.rows) {
    const std::size_t place = table.add_row(1);
    table.at(place, name) = Cell::name(row.name);
    table.at(place, line) = Cell::name(row.line);
    table.at(place, source) = Cell::name(row.source);
    for (std::size_t cause = 0; cause < columns.size(); ++cause)
      table.at(place, columns[cause]) = Cell::of(row.parts[cause]);
  }
  table.add_note(
      {"Phần của mỗi nguyên nhân là trung bình trên mọi thứ tự thay đổi (giá trị Shapley), tính "
       "bằng phân số đúng rồi làm tròn đến đồng: mỗi ô là số đúng làm tròn lên hoặc xuống, mỗi "
       "dòng cộng lại bằng chênh lệch, mỗi cột là tổng đúng làm tròn lên hoặc xuống.",
       "The part of a cause is the average over all orders of the changes (Shapley value), exact "
       "and then in whole dong: each entry is rounded up or down, each row adds up to its "
       "difference, each column is its exact total rounded up or down."});
  return stamped(table, comparison);
}

/// The sum of a cause's column over the lines of the table of causes.
ReportRule sum_of_cause(const Comparison& comparison, const PairComparison& pair,
                        std::size_t cause) {
  ReportRule rule;
  rule.kind = ReportRule::Kind::matching;
  rule.table = id_of_pair("compare_causes", comparison, pair);
  rule.amount_column = cause_name(cause) + "_dong";
  RowCondition is_line;
  is_line.column = "line";
  is_line.differs = true;  // from nothing: the total has no line
  rule.conditions = {is_line};
  return rule;
}

ReportTable changes_table(const Comparison& comparison, const PairComparison& pair) {
  const CauseTable& causes = *pair.causes;
  TableBuilder table(id_of_pair("compare_cause_list", comparison, pair),
                     {"Các nguyên nhân", "The causes"});
  table.add_number_column();
  const std::size_t name = table.add_column("name", ColumnType::text, {"Nguyên nhân", "Cause"});
  const std::size_t total = table.add_column(
      "total_dong", ColumnType::money, {"Làm số bố trí thay đổi", "Changes what is allocated by"});
  const std::size_t exact = table.add_column("exact", ColumnType::text, {"Số đúng", "Exact value"});
  const std::size_t note = table.add_column("note", ColumnType::text, {"Ghi chú", "Note"});
  table.set_numbering({Numbering::arabic, Numbering::dash});
  table.add_total_row(name);
  for (std::size_t cause = 0; cause < causes.causes.size(); ++cause) {
    const Cause& own = causes.causes[cause];
    const ExactRatio& value = causes.exact[cause];
    const std::size_t row = table.add_row(1);
    table.at(row, name) = table.made(own.label);
    table.at(row, total) = Cell::of(causes.totals[cause]);
    table.set_cell_rule(row, total, sum_of_cause(comparison, pair, cause));
    table.at(row, exact) = table.made(
        value.denominator == "1" ? value.numerator : value.numerator + "/" + value.denominator);
    table.at(row, note) = table.made(own.note);
    if (own.changes.size() == 1 && own.changes.front() == own.label) continue;
    for (const Words& change : own.changes) {
      const std::size_t change_row = table.add_row(2);
      table.at(change_row, name) = table.made(change);
    }
  }
  return stamped(table, comparison);
}

}  // namespace

std::optional<Decimal> percent_of_base(Money difference, Money base) {
  if (base.is_zero()) return std::nullopt;
  const bool is_negative = difference.is_negative() != base.is_negative();
  const auto size = [](Money amount) {
    return Int128{amount.is_negative() ? -amount.dong() : amount.dong()};
  };
  const Int128 tenths = divide_rounded(size(difference) * 1000, size(base), RoundingMode::half_up);
  if (tenths > limit_amount_dong_max) return std::nullopt;
  const auto units = static_cast<std::int64_t>(tenths);
  return Decimal::from_units(is_negative ? -units : units, 1);
}

Text name_of(ComparedBy by) {
  constexpr Text names[] = {{"Mục đích", "Purpose"},
                            {"Nguồn", "Source"},
                            {"Đơn vị", "Unit"},
                            {"Năm", "Year"},
                            {"Loại chi", "Kind of expenditure"},
                            {"Ngân sách chi trả", "Paying budget"},
                            {"Nội dung", "Item"}};
  return names[static_cast<std::size_t>(by)];
}

std::vector<ReportTable> comparison_tables(const Comparison& comparison) {
  std::vector<ReportTable> tables{totals_table(comparison)};
  for (const ComparedView& view : comparison.views) tables.push_back(view_table(comparison, view));
  for (const PairComparison& pair : comparison.pairs) {
    const auto add = [&](ReportTable table) {
      const std::string& base = comparison.runs.front().label;
      const std::string& other = comparison.runs[pair.other].label;
      table.subtitle = {other + " so với " + base, other + " against " + base};
      tables.push_back(std::move(table));
    };
    add(gains_table(comparison, pair));
    if (auto projects = projects_table(comparison, pair)) add(std::move(*projects));
    if (!pair.causes || pair.causes->causes.empty()) continue;
    add(changes_table(comparison, pair));
    add(causes_table(comparison, pair));
  }
  if (auto equity = equity_table(comparison)) tables.push_back(std::move(*equity));
  return tables;
}

}  // namespace phanbo
