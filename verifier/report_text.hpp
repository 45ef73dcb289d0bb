#pragma once

#include <iosfwd>
#include <string_view>

#include "verifier/fault.hpp"

namespace phanbo_verify {

struct ReportStyle {
  Language language = Language::vietnamese;
  bool json = false;
};

/// The verdict; every fault by its rule, or what was looked at.
void write_report(const Report& report, const ReportStyle& style, std::ostream& out);
std::string_view usage_text(Language language);
std::string_view help_text(Language language);

}  // namespace phanbo_verify
