#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "distribute/comparison.hpp"
#include "distribute/invariants.hpp"
#include "distribute/plan_rows.hpp"
#include "distribute/reference.hpp"
#include "engine/distribute/distribute.hpp"

namespace phanbo::distribution_test {

/// A small plan worked out by hand, run through the engine. The reference and all checks look on.
class HandCase {
 public:
  explicit HandCase(PlanRows rows)
      : given_(build_case(std::move(rows))), reading_(distribute(given_.plan, given_.assessment)) {
    EXPECT_TRUE(reading_.problems.empty()) << to_text(given_);
    if (!reading_.problems.empty()) return;
    Faults faults = check_all(given_, result());
    for (const Fault& fault : compare_all(given_, result(), reference_distribute(given_)))
      faults.push_back(fault);
    for (const Fault& fault : faults) ADD_FAILURE() << fault.check << ": " << fault.found;
  }

  const Allocation& result() const { return reading_.allocation; }

  std::size_t position(const std::string& item, int year = 2025) const {
    for (std::size_t i = 0; i < given_.assessment.demands.size(); ++i)
      if (demand_code(given_.assessment, Index<Demand>(i)) == item + "/" + std::to_string(year))
        return i;
    ADD_FAILURE() << "no demand " << item << "/" << year;
    return 0;
  }
  std::int64_t gets(const std::string& item, int year = 2025) const {
    return result().demands[position(item, year)].allocated.dong();
  }
  DemandReason reason(const std::string& item, int year = 2025) const {
    return result().demands[position(item, year)].reason;
  }
  /// The ledger, one line after another: "a/2025@s 40".
  std::string ledger() const {
    std::string text;
    for (const LedgerLine& line : result().ledger) {
      text += text.empty() ? "" : "; ";
      text += line_code(given_.plan, given_.assessment, line) + " " + to_plain(line.amount);
    }
    return text;
  }
  const SourceBalance& balance(const std::string& source, int year = 2025) const {
    for (const SourceBalance& row : result().sources)
      if (given_.plan.sources[row.source].code == source && row.year == year) return row;
    ADD_FAILURE() << "no balance of " << source << "/" << year;
    return result().sources.front();
  }
  /// "X 100 W 60 Y 70 Z 30" of one part.
  static std::string figures(const Shortfall& part) {
    return "X " + to_plain(part.allowed) + " W " + to_plain(part.held) + " Y " +
           to_plain(part.needed) + " Z " + to_plain(part.missing);
  }

 private:
  Case given_;
  DistributionReading reading_;
};

inline PlanRows one_class(SharingRule rule) {
  PlanRows rows;
  rows.classes = {{.code = "c1", .order = 1, .rule = rule}};
  return rows;
}

}  // namespace phanbo::distribution_test
