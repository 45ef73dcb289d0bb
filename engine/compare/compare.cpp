#include "engine/compare/compare.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "engine/compare/equity.hpp"
#include "models/check.hpp"

namespace phanbo {

namespace {

Words same(const std::string& text) { return {text, text}; }
Words words_of(Text text) { return {std::string(text.vi), std::string(text.en)}; }

bool is_project(const Item& item) {
  return item.origin == ItemOrigin::site || item.origin == ItemOrigin::project;
}

bool is_draft(const ResultToCompare& result) {
  const auto& laws = result.assessment->law_used;
  const auto& documents = result.plan->documents;
  return std::any_of(
             laws.begin(), laws.end(),
             [](const LawUse& use) { return use.row->verification == Verification::recalled; }) ||
         std::any_of(documents.begin(), documents.end(), [](const Document& row) {
           return row.verification == Verification::recalled;
         });
}

bool is_illustrative(const ResultToCompare& result) {
  const auto& documents = result.plan->documents;
  return !result.plan->illustrative.empty() ||
         std::any_of(documents.begin(), documents.end(), [](const Document& row) {
           return row.verification == Verification::illustrative;
         });
}

void add_needs(const ResultToCompare& result, ComparedRun& run) {
  const Plan& plan = *result.plan;
  std::set<Index<Item>> served;
  for (std::size_t i = 0; i < result.assessment->demands.size(); ++i) {
    const Demand& demand = result.assessment->demands[Index<Demand>(i)];
    const DemandOutcome& outcome = result.allocation->demands[i];
    run.need += demand.need;
    run.allocated += outcome.allocated;
    run.missing += outcome.shortfall;
    if (plan.classes[demand.priority_class].mandatory && demand.standing != Standing::conditional)
      run.missing_mandatory += outcome.shortfall;
    const bool gets_money = !outcome.allocated.is_zero();
    if (gets_money && is_project(result.assessment->items[demand.item])) served.insert(demand.item);
  }
  run.projects_selected = static_cast<std::int64_t>(served.size());
}

ComparedRun run_of(const ResultToCompare& result) {
  const Plan& plan = *result.plan;
  ComparedRun run;
  run.label = result.label;
  run.plan_code = plan.code;
  run.plan_name = plan.name;
  run.plan_name_en = plan.name_en;
  run.scenario_name = plan.scenario_name;
  run.first_year = plan.first_year;
  run.last_year = plan.last_year;
  run.status = result.allocation->status;
  run.draft = is_draft(result);
  run.illustrative = is_illustrative(result);
  add_needs(result, run);
  for (const SourceBalance& balance : result.allocation->sources) {
    if (!plan.sources[balance.source].transfer_from.is_set()) run.available += balance.available;
    run.unallocated += balance.unallocated;
  }
  return run;
}

/// One ledger line as the views see it.
struct SeenLine {
  const Plan& plan;
  const Item& item;
  const Demand& demand;
  const LedgerLine& line;
};

struct Key {
  std::string code;
  Words name;
};

Key key_of(ComparedBy by, const SeenLine& seen) {
  const Plan& plan = seen.plan;
  switch (by) {
    case ComparedBy::purpose: {
      const Programme& row = plan.programmes[seen.item.programme];
      return {row.code, same(row.name)};
    }
    case ComparedBy::source: {
      const Source& row = plan.sources[seen.line.source];
      return {row.code, same(row.name)};
    }
    case ComparedBy::unit:
      if (!seen.item.unit.is_set()) return {"", {"(không theo đơn vị)", "(no unit)"}};
      return {plan.units[seen.item.unit].code, same(plan.units[seen.item.unit].name)};
    case ComparedBy::year: {
      const std::string year = std::to_string(seen.line.year);
      return {year, {"Năm " + year, year}};
    }
    case ComparedBy::expenditure_kind: {
      const ExpenditureKind kind = seen.demand.expenditure_kind;
      return {std::string(to_code(kind)), words_of(name_of(kind))};
    }
    case ComparedBy::paying_budget: {
      const PayingBudget budget = plan.sources[seen.line.source].paying_budget;
      return {std::string(to_code(budget)), words_of(name_of(budget))};
    }
    case ComparedBy::item:
      break;
  }
  return {seen.item.code, same(seen.item.name)};
}

Money size_of(Money amount) { return amount.is_negative() ? -amount : amount; }

Money greatest_difference(const ComparedRow& row) {
  Money greatest;
  for (std::size_t run = 1; run < row.amounts.size(); ++run)
    greatest = std::max(greatest, size_of(row.difference(run)));
  return greatest;
}

ComparedView view_by(ComparedBy by, const std::vector<ResultToCompare>& results, Money threshold) {
  std::map<std::string, ComparedRow> rows;
  for (std::size_t run = 0; run < results.size(); ++run) {
    const ResultToCompare& result = results[run];
    for (const LedgerLine& line : result.allocation->ledger) {
      if (line.part == Part::transfer) continue;
      const Demand& demand = result.assessment->demands[line.demand];
      const SeenLine seen{*result.plan, result.assessment->items[demand.item], demand, line};
      Key key = key_of(by, seen);
      ComparedRow& row = rows[key.code];
      if (row.amounts.empty()) row = {key.code, std::move(key.name), {}, false};
      row.amounts.resize(results.size());
      row.amounts[run] += line.amount;
    }
  }
  ComparedView view;
  view.by = by;
  for (auto& [code, row] : rows) {
    const Money difference = greatest_difference(row);
    row.worth_reading = !difference.is_zero() && difference >= threshold;
    view.rows.push_back(std::move(row));
  }
  if (by == ComparedBy::year) return view;  // years stay in their order
  std::stable_sort(view.rows.begin(), view.rows.end(),
                   [](const ComparedRow& a, const ComparedRow& b) {
                     return greatest_difference(a) > greatest_difference(b);
                   });
  return view;
}

struct ItemFacts {
  Money allocated;
  bool mandatory = false;
  DemandReason reason = DemandReason::in_full;
};

std::vector<ItemFacts> item_facts(const ResultToCompare& result) {
  std::vector<ItemFacts> facts(result.assessment->items.size());
  for (std::size_t i = 0; i < result.assessment->demands.size(); ++i) {
    const Demand& demand = result.assessment->demands[Index<Demand>(i)];
    const DemandOutcome& outcome = result.allocation->demands[i];
    ItemFacts& item = facts[demand.item.position()];
    item.allocated += outcome.allocated;
    item.mandatory = item.mandatory || result.plan->classes[demand.priority_class].mandatory;
    const bool is_first_lack =
        item.reason == DemandReason::in_full || item.reason == DemandReason::nothing_needed;
    if (is_first_lack) item.reason = outcome.reason;
  }
  return facts;
}

PairComparison pair_of(const ResultToCompare& base, const ResultToCompare& other,
                       std::size_t position) {
  std::map<std::string, ItemChange> changes;
  for (const ResultToCompare* result : {&base, &other}) {
    const bool is_base = result == &base;
    const std::vector<ItemFacts> facts = item_facts(*result);
    for (std::size_t i = 0; i < facts.size(); ++i) {
      const Item& item = result->assessment->items[Index<Item>(i)];
      const auto [place, is_new] = changes.try_emplace(item.code);
      ItemChange& change = place->second;
      if (is_new) {
        change.item = item.code;
        change.in_base = is_base;
        change.in_other = false;
      }
      change.name = item.name;
      change.programme = result->plan->programmes[item.programme].name;
      change.unit = item.unit.is_set() ? result->plan->units[item.unit].name : std::string();
      change.is_project = is_project(item);
      change.mandatory = change.mandatory || facts[i].mandatory;
      (is_base ? change.before : change.after) = facts[i].allocated;
      if (is_base) continue;
      change.in_other = true;
      change.reason = facts[i].reason;
    }
  }
  PairComparison pair;
  pair.other = position;
  for (auto& [code, change] : changes) {
    pair.gains += change.fate() == Fate::gains ? 1 : 0;
    pair.loses += change.fate() == Fate::loses ? 1 : 0;
    pair.stays += change.fate() == Fate::stays ? 1 : 0;
    pair.items.push_back(std::move(change));
  }
  std::stable_sort(pair.items.begin(), pair.items.end(),
                   [](const ItemChange& a, const ItemChange& b) {
                     return size_of(a.after - a.before) > size_of(b.after - b.before);
                   });
  return pair;
}

Money threshold_in_dong(const Threshold& threshold, Money allocated) {
  if (threshold.amount) return *threshold.amount;
  const Decimal percent = threshold.percent.value_or(Decimal::whole(std::int64_t{1}));
  const Int128 numerator = Int128{allocated.dong()} * percent.units();
  const Int128 amount = divide_rounded(numerator, Int128{percent.scale()} * 100, RoundingMode::up);
  return Money::checked(amount).value_or(Money::from_dong(limit_amount_dong_max));
}

}  // namespace

Comparison compare_results(const std::vector<ResultToCompare>& results,
                           const Threshold& threshold) {
  PB_CHECK(results.size() >= 2);
  Comparison comparison;
  for (const ResultToCompare& result : results) {
    comparison.runs.push_back(run_of(result));
    comparison.equity.push_back(equity_of(result));
  }
  comparison.threshold = threshold;
  if (!threshold.amount && !threshold.percent)
    comparison.threshold.percent = Decimal::whole(std::int64_t{1});
  comparison.threshold_amount =
      threshold_in_dong(comparison.threshold, comparison.runs.front().allocated);
  for (const ComparedBy by :
       {ComparedBy::purpose, ComparedBy::source, ComparedBy::unit, ComparedBy::year,
        ComparedBy::expenditure_kind, ComparedBy::paying_budget, ComparedBy::item})
    comparison.views.push_back(view_by(by, results, comparison.threshold_amount));
  for (std::size_t other = 1; other < results.size(); ++other)
    comparison.pairs.push_back(pair_of(results.front(), results[other], other));
  return comparison;
}

}  // namespace phanbo
