#include "cli/version.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/plan_run.hpp"

namespace phanbo {

std::string program_text() { return "phanbo " PHANBO_VERSION; }

std::string version_line() {
  Date recorded_on{};
  const LawBook law = shipped_law();
  for (const LawRow& row : law.rows()) recorded_on = std::max(recorded_on, row.recorded_on);
  return fmt::format("{} ({}; law recorded until {})\n", program_text(), PHANBO_BUILD,
                     to_iso(recorded_on));
}

}  // namespace phanbo
