#pragma once

#include <functional>
#include <string>

#include "models/ledger.hpp"

namespace phanbo::test {

/// A result put together in memory: no rule of distribution stands behind it, but its sums hold.
struct MadeUp {
  Plan plan;
  Assessment assessment;
  Allocation allocation;
};

struct Wishes {
  std::size_t projects = 8;  ///< every fifth is refused, every seventh gets half
  /// Name of the n-th thing that has one: documents, units, programmes, sources, classes, items.
  std::function<std::string(std::size_t)> name = [](std::size_t n) {
    return "Nội dung " + std::to_string(n);
  };
  bool with_decisions = true;
  bool with_insurance = true;
};

/// Two years, five paying budgets' worth of sources, insurance, a ceremony of a few million beside
/// projects of billions, a supplement to the commune, a gift in kind, recalled law.
MadeUp make_up(const Wishes& wishes = {});

}  // namespace phanbo::test
