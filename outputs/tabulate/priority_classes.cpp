#include "outputs/tabulate/table_builder.hpp"
#include "outputs/tabulate/tables.hpp"

/// The priority classes in their order: rule, need, allocated, still to be funded.
namespace phanbo {

using Cell = PackedRows::Cell;

namespace {

struct ClassSums {
  std::int64_t demands = 0;
  Money need, wanted, allocated, missing;
};

std::vector<ClassSums> sums_by_class(const View& view) {
  std::vector<ClassSums> sums(view.plan.classes.size());
  for (std::size_t i = 0; i < view.assessment.demands.size(); ++i) {
    const Demand& demand = view.demand(i);
    ClassSums& entry = sums[demand.priority_class.position()];
    ++entry.demands;
    entry.need += demand.need;
    entry.wanted += demand.wanted;
    entry.allocated += view.outcome(i).allocated;
    entry.missing += view.outcome(i).shortfall;
  }
  return sums;
}

}  // namespace

std::optional<ReportTable> make_priority_classes(const View& view) {
  TableBuilder table("priority_classes",
                     {"Thứ tự ưu tiên và kết quả bố trí", "Priority classes and their outcome"});
  table.add_number_column();
  const auto add = [&](const char* id, ColumnType type, Words title) {
    return table.add_column(id, type, std::move(title));
  };
  const std::size_t name = add("name", ColumnType::text, {"Thứ tự ưu tiên", "Priority class"});
  const std::size_t code = add("class", ColumnType::code, {"Mã", "Code"});
  const std::size_t mandatory = add("mandatory", ColumnType::text, {"Bắt buộc", "Mandatory"});
  const std::size_t rule =
      add("rule", ColumnType::text, {"Cách chia khi thiếu nguồn", "Rule when short"});
  const std::size_t count = add("demands", ColumnType::number, {"Số nhu cầu", "Demands"});
  const std::size_t need = add("need_dong", ColumnType::money, {"Nhu cầu", "Need"});
  const std::size_t wanted =
      add("wanted_dong", ColumnType::money, {"Mức đề nghị bố trí", "Wanted, in whole steps"});
  const std::size_t allocated =
      add("allocated_dong", ColumnType::money, {"Đã bố trí", "Allocated"});
  const std::size_t missing =
      add("shortfall_dong", ColumnType::money, {"Còn phải bố trí", "Still to be funded"});
  const std::size_t document = add("document", ColumnType::text, {"Căn cứ", "Document"});
  const std::size_t article = add("article", ColumnType::text, {"Điều, khoản", "Article"});
  const auto from_demands = [&](std::size_t column, const char* amount) {
    ReportRule matching = ledger_rule({is_own("class", code)});
    matching.table = "demands";
    matching.amount_column = amount;
    table.set_rule(column, std::move(matching));
  };
  from_demands(need, "need_dong");
  from_demands(wanted, "wanted_dong");
  from_demands(allocated, "allocated_dong");
  from_demands(missing, "shortfall_dong");
  table.set_numbering({Numbering::arabic});
  const std::vector<ClassSums> sums = sums_by_class(view);
  table.add_total_row(name);
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const PriorityClass& entry = view.plan.classes.rows()[i];
    const std::size_t row = table.add_row(1);
    table.set_ledger_rows(row, RowSpan::whole());
    table.at(row, name) = Cell::name(entry.name);
    table.at(row, code) = Cell::name(entry.code);
    table.at(row, mandatory) =
        entry.mandatory ? table.literal({"Có", "Yes"}) : table.literal({"Không", "No"});
    table.at(row, rule) = table.literal(name_of(entry.rule));
    table.at(row, count) = Cell::whole(sums[i].demands);
    table.at(row, need) = Cell::of(sums[i].need);
    table.at(row, wanted) = Cell::of(sums[i].wanted);
    table.at(row, allocated) = Cell::of(sums[i].allocated);
    table.at(row, missing) = Cell::of(sums[i].missing);
    table.at(row, document) = Cell::name(view.citation(entry.document));
    table.at(row, article) = Cell::name(entry.article);
  }
  return table.finish();
}

}  // namespace phanbo
