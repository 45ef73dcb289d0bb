#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/ledger.hpp"
#include "models/report_table.hpp"

/// What every table needs to find its way from items to demands to ledger lines, made once.
namespace phanbo {

/// Rows of one table that belong to rows of another, in their order: positions grouped by owner.
class Groups {
 public:
  Groups() = default;
  /// `owners[i]` is the owner of row i; rows whose owner is `owner_count` or more belong to nobody.
  Groups(std::size_t owner_count, const std::vector<std::uint32_t>& owners);
  std::span<const std::uint32_t> of(std::size_t owner) const {
    return std::span(members_).subspan(first_[owner], first_[owner + 1] - first_[owner]);
  }

 private:
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> members_;
};

struct View {
  View(const Plan& plan_, const Assessment& assessment_, const Allocation& allocation_);

  const Plan& plan;
  const Assessment& assessment;
  const Allocation& allocation;
  Groups demands_of_item;
  Groups items_of_programme;
  Groups lines_of_demand;
  std::vector<std::uint32_t> transfer_lines;
  /// Where the lines of a demand, or of all demands of an item, stand in the ledger.
  RowSpan ledger_rows_of_demand(std::size_t demand) const;
  RowSpan ledger_rows_of_item(std::size_t item) const;
  /// Programmes as the plan document orders its tasks (II.4 before II.10), those without a task
  /// last, by code.
  std::vector<Index<Programme>> programmes;
  std::vector<PayingBudget> budgets;  ///< those that at least one source of the plan has
  std::vector<Index<Source>>
      sources;  ///< in drawing order inside their paying budget, budgets in order
  std::vector<std::uint32_t> shortfall_of_demand;  ///< 1 + position of its shortage; 0 = none

  const Demand& demand(std::size_t position) const { return assessment.demands.rows()[position]; }
  const Item& item(std::size_t position) const { return assessment.items.rows()[position]; }
  const DemandOutcome& outcome(std::size_t position) const { return allocation.demands[position]; }
  const LedgerLine& line(std::size_t position) const { return allocation.ledger[position]; }
  std::size_t year_count() const { return static_cast<std::size_t>(plan.year_count()); }
  std::size_t budget_position(PayingBudget budget) const {
    return budget_positions_[static_cast<std::size_t>(budget)];
  }
  std::string_view citation(Index<Document> document) const {
    return document.is_set() ? std::string_view(plan.documents[document].citation)
                             : std::string_view();
  }
  std::string_view unit_name(Index<Unit> unit) const {
    return unit.is_set() ? std::string_view(plan.units[unit].name) : std::string_view();
  }
  std::string_view unit_code(Index<Unit> unit) const {
    return unit.is_set() ? std::string_view(plan.units[unit].code) : std::string_view();
  }

 private:
  std::array<std::size_t, 5> budget_positions_{};
};

/// Finds items by code. Asking in code order costs one comparison each.
class ItemFinder {
 public:
  explicit ItemFinder(const Assessment& assessment);
  /// Not set when there is no such item.
  Index<Item> find(std::string_view code);

 private:
  const std::vector<Item>& items_;
  std::vector<std::uint32_t> by_code_;
  std::size_t next_ = 0;
};

}  // namespace phanbo
