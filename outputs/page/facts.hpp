#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "models/ledger.hpp"

/// What the sections of the page say, summed once from the result.
namespace phanbo::page {

inline constexpr std::size_t budget_count = 5;
using ByBudget = std::array<Money, budget_count>;

/// All ledger lines (transfers left out) of one source, programme, unit, year and expenditure kind.
struct Payment {
  Index<Source> source;
  Index<Programme> programme;
  Index<Unit> unit;
  int year = 0;
  bool investment = false;
  Money amount;
};

struct ItemFacts {
  Money need;
  Money allocated;
  Money missing;
  Money missing_mandatory;
  ByBudget by_budget;
  DemandReason reason = DemandReason::in_full;  ///< of the first year that got too little
  std::uint32_t shortfall = 0;                  ///< 1 + position of its first shortage; 0 = none
};

/// A demand with what was decided for it before.
struct Change {
  Index<Demand> demand;
  bool decided = false;  ///< an earlier decision names it
  bool locked = false;   ///< it may not be adjusted
  const DecidedAmount* decision = nullptr;
  Money before;
  Money after;
  Money increase() const { return after > before ? after - before : Money(); }
  Money decrease() const { return before > after ? before - after : Money(); }
  Money kept() const { return before > after ? after : before; }
};

struct Facts {
  Facts(const Plan& plan_, const Assessment& assessment_, const Allocation& allocation_);

  const Plan& plan;
  const Assessment& assessment;
  const Allocation& allocation;

  Money need, allocated, missing, missing_mandatory;
  /// Supplements to lower budgets are money once: left out of `available`.
  Money available, transferred, reserved, unallocated, carried_out_at_end;
  ByBudget available_by_budget, allocated_by_budget;
  Money recurrent, investment;

  std::vector<Index<Programme>> programmes;   ///< greatest need first, then by code
  std::vector<Index<Source>> sources;         ///< by paying budget, then drawing order
  std::vector<PayingBudget> budgets;          ///< those that have a source
  std::vector<Payment> payments;              ///< sorted by all fields but the amount
  std::vector<ItemFacts> items;               ///< parallel to Assessment::items
  std::vector<Money> allocated_by_item_year;  ///< item after item, year by year
  std::vector<Money> missing_by_item_year;    ///< the same
  /// The demands of every year in which something was decided before, in demand order; empty when
  /// nothing was.
  std::vector<Change> changes;
  std::vector<int> decided_years;
  std::vector<std::int64_t> people_insured;  ///< by year: in the month with most people

  std::span<const Money> allocated_by_year(std::size_t item) const {
    return years_of(allocated_by_item_year, item);
  }
  std::span<const Money> missing_by_year(std::size_t item) const {
    return years_of(missing_by_item_year, item);
  }

  bool draft = false;         ///< some law or document is recalled, not confirmed
  bool illustrative = false;  ///< some figures are made up

 private:
  std::span<const Money> years_of(const std::vector<Money>& amounts, std::size_t item) const {
    const auto years = static_cast<std::size_t>(plan.year_count());
    return std::span(amounts).subspan(item * years, years);
  }
};

}  // namespace phanbo::page
