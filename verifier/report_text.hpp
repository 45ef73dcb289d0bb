#pragma once

#include <iosfwd>
#include <string>

#include "verifier/fault.hpp"

namespace phanbo_verify {

struct ReportStyle {
  bool english = false;
  bool json = false;
};

/// The verdict, what was looked at, and every fault.
void write_report(const Report& report, const ReportStyle& style, std::ostream& out);
std::string usage_text();
std::string help_text(bool english);

}  // namespace phanbo_verify
