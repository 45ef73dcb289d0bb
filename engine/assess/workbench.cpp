#include "engine/assess/workbench.hpp"

#include <algorithm>
#include <numeric>

#include "engine/assess/problem_kinds.hpp"

namespace phanbo {

void Workbench::report(const ProblemKind& kind, const Asker& asker,
                       std::vector<std::string> arguments) {
  Problem problem;
  problem.kind = &kind;
  problem.place.table = asker.table;
  problem.place.row = asker.row;
  problem.place.field = asker.field;
  problem.arguments = std::move(arguments);
  problems.push_back(std::move(problem));
}

const LawRow* Workbench::law_row(std::string_view topic, std::string_view key, const Date& date,
                                 const Asker& asker) {
  const LawRow* row = law.take(topic, key, date);
  if (row == nullptr) {
    report(assess_problems::no_law_row, asker,
           {std::string(topic), std::string(key), to_iso(date)});
  }
  return row;
}

void Workbench::figure(std::string id, std::string value, std::string_view unit) {
  if (!wants_figures) return;
  assessment.figures.push_back({std::move(id), std::move(value), unit});
}

bool Workbench::is_of_kind(Index<Programme> programme, ProgrammeKind kind, const Asker& asker) {
  const Programme& row = plan.programmes[programme];
  if (row.kind == kind) return true;
  report(assess_problems::wrong_programme_kind, asker,
         {row.code, std::string(to_code(row.kind)), std::string(to_code(kind))});
  return false;
}

Money within_limit(Workbench& bench, Int128 amount_dong, std::string_view what,
                   const Asker& asker) {
  if (const auto amount = Money::checked(amount_dong)) return *amount;
  bench.report(assess_problems::over_limit, asker,
               {std::string(what), to_plain(amount_dong), to_plain(Int128{limit_amount_dong_max})});
  return {};
}

Money rounded_within_limit(Workbench& bench, const ExactProduct& product, RoundingMode mode,
                           const Asker& asker) {
  if (const auto amount = product.rounded(mode)) return *amount;
  bench.report(assess_problems::over_limit, asker,
               {"amount_dong", product.fits() ? product.text() : "> 10^38",
                to_plain(Int128{limit_amount_dong_max})});
  return {};
}

Index<Demand> add_demand(Workbench& bench, PayerFinder& finder, Index<Item> item,
                         const DemandDraft& draft) {
  const Item& owner = bench.assessment.items[item];
  const Programme& programme = bench.plan.programmes[owner.programme];
  Demand demand;
  demand.item = item;
  demand.year = draft.year;
  demand.months = draft.months;
  demand.expenditure_kind = programme.expenditure_kind;
  demand.priority_class =
      draft.priority_class.is_set() ? draft.priority_class : programme.priority_class;
  demand.need = draft.need;
  demand.least_useful = draft.least_useful;
  demand.step = programme.step;
  demand.divisible = draft.divisible;
  demand.rank = draft.rank;
  demand.score = draft.score;
  // What only local money may pay needs no local share of its own.
  if (!draft.payers.local_only) {
    demand.local_share_numerator = programme.local_share_numerator;
    demand.local_share_denominator = programme.local_share_denominator;
  }
  demand.payer_set =
      finder.find({owner.programme, owner.unit, draft.year, draft.months}, draft.payers);
  const bool nobody = bench.assessment.payer_sets[demand.payer_set].payers.empty();
  demand.standing = draft.conditional                  ? Standing::conditional
                    : !draft.has_dossier               ? Standing::no_dossier
                    : nobody && !demand.need.is_zero() ? Standing::nobody_may_pay
                                                       : Standing::ordinary;
  return bench.assessment.demands.push_back(std::move(demand));
}

void put_in_order(Assessment& assessment) {
  auto& items = assessment.items.rows();
  std::vector<std::size_t> order(items.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const int codes = items[a].code.compare(items[b].code);
    return codes != 0 ? codes < 0 : a < b;
  });
  std::vector<std::size_t> new_place(items.size());
  std::vector<Item> sorted;
  sorted.reserve(items.size());
  for (const std::size_t old_place : order) {
    new_place[old_place] = sorted.size();
    sorted.push_back(std::move(items[old_place]));
  }
  items = std::move(sorted);
  auto& demands = assessment.demands.rows();
  for (Demand& demand : demands) demand.item = Index<Item>(new_place[demand.item.position()]);
  std::sort(demands.begin(), demands.end(), [](const Demand& a, const Demand& b) {
    return std::pair(a.item, a.year) < std::pair(b.item, b.year);
  });
}

DemandLookup::DemandLookup(const Assessment& assessment) : assessment_(assessment) {
  const auto& demands = assessment.demands.rows();
  first_demand_by_item_.reserve(assessment.items.size());
  for (std::size_t i = 0; i < demands.size(); ++i)
    first_demand_by_item_.try_emplace(assessment.items[demands[i].item].code, i);
}

Index<Demand> DemandLookup::find(std::string_view item_code, int year) const {
  const auto found = first_demand_by_item_.find(item_code);
  if (found == first_demand_by_item_.end()) return {};
  const auto& demands = assessment_.demands.rows();
  const Index<Item> item = demands[found->second].item;
  for (std::size_t i = found->second; i < demands.size() && demands[i].item == item; ++i) {
    if (demands[i].year == year) return Index<Demand>(i);
  }
  return {};
}

}  // namespace phanbo
