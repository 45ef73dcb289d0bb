#include "outputs/workbook/controls.hpp"

#include <optional>

#include "models/ledger.hpp"
#include "outputs/workbook/workbook_file.hpp"

namespace phanbo {

namespace {

using Worked = BookRules::Worked;

ReportRule over(const char* table, const char* column, std::vector<RowCondition> conditions = {}) {
  ReportRule rule;
  rule.kind = ReportRule::Kind::matching;
  rule.table = table;
  rule.amount_column = column;
  rule.conditions = std::move(conditions);
  return rule;
}

RowCondition filled(const char* column) { return {column, {}, {}, true}; }
RowCondition part_is(const char* column, std::string_view text, bool differs) {
  return {column, {std::string(text), std::string(text)}, {}, differs};
}

std::optional<Worked> total(BookRules& rules, const std::vector<ReportRule>& plus,
                            const std::vector<ReportRule>& minus = {}) {
  Worked sum;
  const auto add = [&](const std::vector<ReportRule>& parts, int sign) {
    for (const ReportRule& rule : parts) {
      const auto part = rules.matching(rule);
      if (!part) return false;
      sum.value += sign * part->value;
      if (!sum.formula.empty() || sign < 0) sum.formula += sign > 0 ? "+" : "-";
      sum.formula += part->formula;
    }
    return true;
  };
  if (!add(plus, 1) || !add(minus, -1)) return std::nullopt;
  return sum;
}

/// The cell of the total row of a table.
std::optional<Worked> total_cell(const BookRules& rules, const char* table, const char* column) {
  const TablePlace* place = rules.find(table);
  if (place == nullptr || row_count(*place->table) == 0 || row_level(*place->table, 0) != 0)
    return std::nullopt;
  for (std::size_t i = 0; i < place->table->columns.size(); ++i) {
    if (place->table->columns[i].id != column) continue;
    const auto value = whole_value(cell_of(*place->table, 0, i));
    if (!value) return std::nullopt;
    return Worked{*value, quoted_sheet(place->sheet) + "!" +
                              cell_name(place->row_of(0), static_cast<std::uint32_t>(i))};
  }
  return std::nullopt;
}

class List {
 public:
  explicit List(BookRules& rules) : rules_(rules) {}
  void add(Words name, const std::optional<Worked>& expected, const std::optional<Worked>& found) {
    if (expected && found) controls_.push_back({std::move(name), *expected, *found});
  }
  void add_ledger();
  void add_balances();
  void add_demands();
  void add_insurance();
  std::vector<Control> take() { return std::move(controls_); }

 private:
  BookRules& rules_;
  std::vector<Control> controls_;
};

void List::add_ledger() {
  const auto spent = [&] {
    return total(rules_,
                 {over("ledger", "amount_dong", {part_is("part", to_code(Part::transfer), true)})});
  };
  add({"Sổ phân bổ (không kể bổ sung cấp dưới) = nhiệm vụ theo năm",
       "Ledger without supplements = purposes by year"},
      spent(), total_cell(rules_, "purposes_by_year", "total_dong"));
  add({"Sổ phân bổ (không kể bổ sung cấp dưới) = theo cơ quan",
       "Ledger without supplements = by agency"},
      spent(), total_cell(rules_, "by_agency", "total_dong"));
  add({"Sổ phân bổ (không kể bổ sung cấp dưới) = số đã bố trí của các nhu cầu",
       "Ledger without supplements = allocated to demands"},
      spent(), total_cell(rules_, "demands", "allocated_dong"));
  add({"Sổ phân bổ (không kể bổ sung cấp dưới) = theo thứ tự ưu tiên",
       "Ledger without supplements = priority classes"},
      spent(), total_cell(rules_, "priority_classes", "allocated_dong"));
  for (const char* table : {"sources_by_purpose_recurrent", "sources_by_purpose_investment"}) {
    const bool recurrent = std::string_view(table).ends_with("recurrent");
    const Text kind = name_of(recurrent ? ExpenditureKind::recurrent : ExpenditureKind::investment);
    add({"Sổ phân bổ = bảng nguồn theo nhiệm vụ: " + std::string(kind.vi),
         "Ledger = sources by purpose: " + std::string(kind.en)},
        total(
            rules_,
            {over(
                "ledger", "amount_dong",
                {part_is("part", to_code(Part::transfer), true),
                 {"expenditure_kind", {std::string(kind.vi), std::string(kind.en)}, {}, false}})}),
        total_cell(rules_, table, "total_dong"));
  }
  add({"Sổ phân bổ, bổ sung cấp dưới = bảng bổ sung", "Ledger, supplements = their table"},
      total(rules_,
            {over("ledger", "amount_dong", {part_is("part", to_code(Part::transfer), false)})}),
      total_cell(rules_, "transfers", "amount_dong"));
}

void List::add_balances() {
  const auto of = [](const char* column) {
    return over("source_balances", column, {filled("source")});
  };
  add({"Nguồn được giao + chuyển vào = dự phòng + phân bổ + chuyển ra + chưa phân bổ",
       "Available + carried in = reserved + allocated + carried out + unallocated"},
      total(rules_, {of("available_dong"), of("carried_in_dong")}),
      total(rules_, {of("reserved_dong"), of("allocated_dong"), of("carried_out_dong"),
                     of("unallocated_dong")}));
  add({"Sổ phân bổ, mọi dòng = phân bổ của các nguồn", "Ledger, all lines = allocated by sources"},
      total(rules_, {over("ledger", "amount_dong")}), total(rules_, {of("allocated_dong")}));
}

void List::add_demands() {
  const auto of = [](const char* column) { return over("demands", column, {filled("demand")}); };
  add({"Nhu cầu = thứ tự ưu tiên: nhu cầu", "Need of demands = of priority classes"},
      total(rules_, {of("need_dong")}), total_cell(rules_, "priority_classes", "need_dong"));
  add({"Còn phải bố trí = thứ tự ưu tiên: còn phải bố trí",
       "Still to be funded = of priority classes"},
      total(rules_, {of("shortfall_dong")}),
      total_cell(rules_, "priority_classes", "shortfall_dong"));
}

void List::add_insurance() {
  const char* table = "insurance_by_group";
  const auto cell = [&](const char* column) { return total_cell(rules_, table, column); };
  std::optional<Worked> sum = Worked{};
  for (const char* column :
       {"state_dong", "top_up_dong", "self_dong", "others_dong", "reduction_dong"}) {
    const auto part = cell(column);
    if (!part) continue;
    sum->value += part->value;
    sum->formula += (sum->formula.empty() ? "" : "+") + part->formula;
  }
  if (!sum->formula.empty())
    add({"BHYT: mức đóng đủ = các nguồn đóng", "Insurance: full premium = all payers"},
        cell("full_dong"), sum);
}

}  // namespace

std::vector<Control> controls_of(BookRules& rules) {
  List list(rules);
  list.add_ledger();
  list.add_balances();
  list.add_demands();
  list.add_insurance();
  return list.take();
}

}  // namespace phanbo
