#pragma once

#include <string>
#include <vector>

#include "models/ledger.hpp"

/// audit: re-checks an allocation in exact arithmetic, without the code that made it.
namespace phanbo {

/// A broken rule: which check, where, what it should be, what it is.
struct AuditFinding {
  std::string check;  ///< conservation, eligibility, ceiling, step, reserve, carry_over,
                      ///< local_share, locked, …
  std::string where;
  std::string expected;
  std::string found;
};

/// Empty when every rule holds.
std::vector<AuditFinding> audit(const Plan& plan, const Assessment& assessment,
                                const Allocation& allocation);

}  // namespace phanbo
