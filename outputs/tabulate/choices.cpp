#include <fmt/format.h>

#include <algorithm>

#include "outputs/tabulate/choice_text.hpp"
#include "outputs/tabulate/table_builder.hpp"
#include "outputs/tabulate/tables.hpp"

/// What classes by best_value chose, how good that is proved to be, and what the order of the list
/// would have cost; and why each item was refused.
namespace phanbo {

namespace {

struct ChoiceColumns {
  std::size_t name, code, value, bound, gap, items, people, listed_value, listed_items,
      listed_people, more_value, more_items, more_people, sentence;
};

ChoiceColumns add_choice_columns(TableBuilder& table) {
  const Words listed{"Theo thứ tự danh sách", "In the order of the list"};
  const Words more{"Hơn thứ tự danh sách", "More than the order of the list"};
  const auto text = [&](const char* id, Words title, Words group = {}) {
    return table.add_column(id, ColumnType::text, std::move(title), std::move(group));
  };
  const auto number = [&](const char* id, Words title, Words group = {}) {
    return table.add_column(id, ColumnType::number, std::move(title), std::move(group));
  };
  ChoiceColumns columns{};
  table.add_number_column();
  columns.name = text("name", {"Lớp ưu tiên, mục tiêu", "Class, goal"});
  columns.code = table.add_column("class", ColumnType::code, {"Mã", "Code"});
  columns.value = text("value", {"Giá trị", "Value"});
  columns.bound = text("bound", {"Không cách chọn nào hơn", "No choice exceeds"});
  columns.gap = text("gap_percent", {"Còn cách, %", "Gap, %"});
  columns.items = number("items", {"Công trình", "Works"});
  columns.people = number("people", {"Số người", "People"});
  columns.listed_value = text("listed_value", {"Giá trị", "Value"}, listed);
  columns.listed_items = number("listed_items", {"Công trình", "Works"}, listed);
  columns.listed_people = number("listed_people", {"Số người", "People"}, listed);
  columns.more_value = text("more_value", {"Giá trị", "Value"}, more);
  columns.more_items = number("more_items", {"Công trình", "Works"}, more);
  columns.more_people = number("more_people", {"Số người", "People"}, more);
  columns.sentence = text("sentence", {"Diễn giải", "In words"});
  return columns;
}

Words end_words(const ChoiceOutcome& choice) {
  constexpr Text words[] = {{"Đã chứng minh là tốt nhất", "Proved to be the best"},
                            {"Dừng ở khoảng cách đã đặt", "Stopped at the gap asked for"},
                            {"Dừng ở giới hạn khối lượng tính", "Stopped at the work limit"},
                            {"Dừng ở giới hạn thời gian", "Stopped at the time limit"},
                            {"Dừng ở giới hạn bộ nhớ", "Stopped at the memory limit"},
                            {"Bị ngắt", "Interrupted"},
                            {"Không có cách chọn nào", "No choice is possible"}};
  const Text own = words[static_cast<std::size_t>(choice.end)];
  return {std::string(own.vi), std::string(own.en)};
}

void add_choice(TableBuilder& table, const View& view, const ChoiceColumns& columns,
                const ChoiceOutcome& choice) {
  using Cell = PackedRows::Cell;
  const PriorityClass& served = view.plan.classes[choice.priority_class];
  const auto value = [&](Int128 number) {
    return table.made(choice_value_words(number, choice.value_digits));
  };
  const std::size_t row = table.add_row(1);
  table.at(row, columns.name) = Cell::name(served.name);
  table.at(row, columns.code) = Cell::name(served.code);
  table.at(row, columns.value) = value(choice.value);
  table.at(row, columns.items) = Cell::whole(static_cast<std::int64_t>(choice.items));
  table.at(row, columns.people) = Cell::whole(choice.people);
  const RankOrderChoice& listed = choice.in_rank_order;
  table.at(row, columns.listed_value) = value(listed.value);
  table.at(row, columns.listed_items) = Cell::whole(static_cast<std::int64_t>(listed.items));
  table.at(row, columns.listed_people) = Cell::whole(listed.people);
  table.at(row, columns.more_value) = value(Int128{choice.value} - listed.value);
  table.at(row, columns.more_items) = Cell::whole(static_cast<std::int64_t>(choice.items) -
                                                  static_cast<std::int64_t>(listed.items));
  table.at(row, columns.more_people) = Cell::whole(choice.people - listed.people);
  if (choice.conflict) {
    table.at(row, columns.sentence) =
        table.made(conflict_sentence(view.plan, view.assessment, choice));
    return;
  }
  table.at(row, columns.bound) = value(choice.bound);
  table.at(row, columns.gap) = table.made(choice_gap_words(choice));
  table.at(row, columns.sentence) = table.made(end_words(choice));
  for (const ChoiceStageOutcome& stage : choice.stages) {
    const std::size_t goal = table.add_row(2);
    table.at(goal, columns.name) = table.made(goal_words(view.plan, stage));
    table.at(goal, columns.value) = table.made(choice_value_words(stage.value, stage.digits));
    table.at(goal, columns.bound) = table.made(choice_value_words(stage.bound, stage.digits));
  }
}

}  // namespace

std::optional<ReportTable> make_choices(const View& view) {
  if (view.allocation.choices.empty()) return std::nullopt;
  TableBuilder table("choices", {"Lựa chọn theo tổng giá trị, so với thứ tự danh sách",
                                 "Choices by value, beside the order of the list"});
  const ChoiceColumns columns = add_choice_columns(table);
  table.set_numbering({Numbering::arabic, Numbering::dash});
  table.add_note(
      {"Giới hạn ở cột “không cách chọn nào hơn” được chứng minh bằng số nguyên trong "
       "result.json; mục tiêu sau giữ nguyên mức các mục tiêu trước đã đạt.",
       "The bound in “no choice exceeds” is proved in whole numbers in result.json; a "
       "later goal keeps what earlier goals reached."});
  for (const ChoiceOutcome& choice : view.allocation.choices)
    add_choice(table, view, columns, choice);
  return table.finish();
}

std::optional<ReportTable> make_choice_reasons(const View& view) {
  using Cell = PackedRows::Cell;
  const auto& choices = view.allocation.choices;
  const bool has_any = std::any_of(choices.begin(), choices.end(),
                                   [](const ChoiceOutcome& own) { return !own.refused.empty(); });
  if (!has_any) return std::nullopt;
  TableBuilder table("choice_reasons",
                     {"Vì sao từng công trình không được chọn", "Why each work is not chosen"});
  table.add_number_column();
  const std::size_t name =
      table.add_column("name", ColumnType::text, {"Di tích, dự án", "Site, project"});
  const std::size_t code = table.add_column("item", ColumnType::code, {"Mã", "Code"});
  const std::size_t class_code =
      table.add_column("class", ColumnType::code, {"Mã thứ tự ưu tiên", "Class"});
  const std::size_t reason = table.add_column("reason", ColumnType::code, {"Loại", "Kind"});
  const std::size_t sentence = table.add_column("sentence", ColumnType::text, {"Vì sao", "Why"});
  const std::size_t missing =
      table.add_column("missing_dong", ColumnType::money,
                       {"Vốn thêm ít nhất để bố trí được", "Least extra money to pay it"});
  table.set_not_additive(missing);
  table.set_numbering({Numbering::arabic});
  for (const ChoiceOutcome& choice : choices) {
    for (const Refusal& refusal : choice.refused) {
      const std::size_t row = table.add_row(1);
      const auto& items = view.assessment.items.rows();
      const auto item = std::lower_bound(
          items.begin(), items.end(), refusal.item,
          [](const Item& own, const std::string& wanted) { return own.code < wanted; });
      if (item != items.end()) table.at(row, name) = Cell::name(item->name);
      table.at(row, code) = Cell::name(refusal.item);
      table.at(row, class_code) = Cell::name(view.plan.classes[choice.priority_class].code);
      table.at(row, reason) = Cell::name(to_code(refusal.reason));
      table.at(row, sentence) =
          table.made(refusal_sentence(view.plan, view.assessment, choice, refusal));
      if (refusal.missing > Money{}) table.at(row, missing) = Cell::of(refusal.missing);
    }
  }
  return table.finish();
}

}  // namespace phanbo
