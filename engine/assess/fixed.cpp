#include "engine/assess/derivation_nodes.hpp"
#include "engine/assess/kinds.hpp"

namespace phanbo {

void assess_fixed_costs(Workbench& bench, PayerFinder& finder) {
  for (std::size_t row = 0; row < bench.plan.fixed_costs.size(); ++row) {
    const FixedCost& cost = bench.plan.fixed_costs.rows()[row];
    if (!bench.is_of_kind(cost.programme, ProgrammeKind::fixed, {"fixed_costs", row, "programme"}))
      continue;
    const Index<Item> item =
        bench.assessment.items.push_back({cost.code, cost.name, cost.programme, cost.unit,
                                          cost.holder, ItemOrigin::fixed_cost, row});
    DemandDraft draft;
    draft.year = cost.year;
    draft.months = cost.months;
    draft.priority_class = cost.priority_class;
    draft.conditional = !cost.amount;  // the reader lets only conditional programmes leave it out
    draft.need = cost.amount.value_or(Money());
    draft.least_useful = cost.least_useful;
    draft.rank = cost.rank;
    draft.score = cost.score;
    add_demand(bench, finder, item, draft);
  }
}

namespace {

/// "(nếu có)": nothing until a decision gives an amount.
Derivation derive_conditional(NeedGrounds& grounds, const Item& item, const Demand& demand) {
  const Plan& plan = grounds.plan;
  std::vector<Derivation> decided;
  for (const std::size_t row : grounds.decided(item.code, demand.year)) {
    const DecidedAmount& amount = plan.decided[row];
    decided.push_back(input_node({"Số đã giao", "Amount decided"}, to_plain(amount.amount), "dong",
                                 {"decided", row, "amount"}, citation_of(plan, amount.document)));
  }
  if (demand.need.is_zero()) {
    return input_node({"Nếu có: chưa có số tiền được quyết định", "If any: no amount decided yet"},
                      "0", "dong", {"fixed_costs", item.origin_row, "amount"});
  }
  return node(Operation::sum, {"Số tiền do quyết định đã giao", "Amount given by decisions"},
              to_plain(demand.need), "dong", std::move(decided));
}

}  // namespace

Derivation derive_fixed_cost(NeedGrounds& grounds, const Demand& demand) {
  const Plan& plan = grounds.plan;
  const Item& item = grounds.assessment.items[demand.item];
  const FixedCost& cost = plan.fixed_costs.rows()[item.origin_row];
  if (!cost.amount) return derive_conditional(grounds, item, demand);
  const std::string citation = citation_of(plan, cost.document, cost.article);
  const Asker cell{"fixed_costs", item.origin_row, "amount"};
  const Label label{"Chi phí: " + cost.name, "Cost: " + cost.name};
  if (!cost.quantity || !cost.unit_price)
    return input_node(label, to_plain(*cost.amount), "dong", cell, citation);
  const auto product = ExactProduct().times(*cost.quantity).times(*cost.unit_price);
  if (product.rounded(RoundingMode::down) != cost.amount || !product.is_whole())
    return input_node(label, to_plain(*cost.amount), "dong", cell, citation);
  Derivation result =
      node(Operation::product, label, to_plain(*cost.amount), "dong",
           {input_node({"Số lượng", "Quantity"}, to_plain(*cost.quantity), "count",
                       {"fixed_costs", item.origin_row, "quantity"}, citation),
            input_node({"Đơn giá", "Unit price"}, to_plain(*cost.unit_price), "dong",
                       {"fixed_costs", item.origin_row, "unit_price"}, citation)});
  result.citation = citation;
  return result;
}

}  // namespace phanbo
