#pragma once

#include <cstdint>
#include <iosfwd>
#include <string_view>
#include <vector>

#include "distribute/plan_rows.hpp"
#include "models/ledger.hpp"

namespace phanbo::distribution_test {

/// What the plans of a battery exercise: how many of them show each trait.
class Coverage {
 public:
  void observe(const Case& given, const Allocation& result);
  void print(std::ostream& out) const;

  struct Row {
    std::string_view trait;
    std::uint64_t plans = 0;
  };
  const std::vector<Row>& rows() const { return rows_; }
  std::uint64_t plan_count() const { return plan_count_; }

 private:
  std::vector<Row> rows_;
  std::uint64_t plan_count_ = 0;
};

}  // namespace phanbo::distribution_test
