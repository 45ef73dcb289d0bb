#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "models/plan.hpp"

namespace phanbo {

/// The rows of a plan that formulas read, found by unit in constant time. The plan must outlive it.
class PlanIndex {
 public:
  explicit PlanIndex(const Plan& plan);

  const Plan& plan() const { return plan_; }
  /// Units directly below, in code order.
  std::span<const std::uint32_t> children_of(Index<Unit> unit) const {
    return children_.of(unit.position());
  }
  /// Rows of Plan::indicators of the unit.
  std::span<const std::uint32_t> indicators_of(Index<Unit> unit) const {
    return indicators_.of(unit.position());
  }
  /// Rows of Plan::lineage that lead to the unit.
  std::span<const std::uint32_t> lineage_to(Index<Unit> unit) const {
    return lineage_.of(unit.position());
  }
  /// Has the unit the status on 1 January, or on its first day when it begins later?
  bool has_status(Index<Unit> unit, std::string_view status, int year) const;
  /// Units below the formula's parent, of its kinds, that exist on some day of its year.
  std::vector<Index<Unit>> units_of(const Formula& formula) const;
  /// The row of an indicator: of the year, else of all years; `none` where there is none.
  std::size_t indicator_row(Index<Unit> unit, std::string_view name, int year) const;

  static constexpr std::size_t none = static_cast<std::size_t>(-1);

 private:
  /// Rows grouped by a position, in row order.
  class Groups {
   public:
    template <class Rows, class KeyOf>
    void fill(std::size_t group_count, const Rows& rows, KeyOf key_of) {
      starts_.assign(group_count + 1, 0);
      for (const auto& row : rows) {
        if (key_of(row) < group_count) ++starts_[key_of(row) + 1];
      }
      for (std::size_t i = 0; i < group_count; ++i) starts_[i + 1] += starts_[i];
      members_.resize(starts_.back());
      std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
      std::uint32_t position = 0;
      for (const auto& row : rows) {
        if (key_of(row) < group_count) members_[next[key_of(row)]++] = position;
        ++position;
      }
    }
    std::span<const std::uint32_t> of(std::size_t group) const {
      return {members_.data() + starts_[group], members_.data() + starts_[group + 1]};
    }

   private:
    std::vector<std::uint32_t> starts_;
    std::vector<std::uint32_t> members_;
  };

  const Plan& plan_;
  Groups children_;
  Groups indicators_;
  Groups statuses_;
  Groups lineage_;
};

}  // namespace phanbo
