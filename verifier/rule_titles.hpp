#pragma once

#include <span>
#include <string_view>

namespace phanbo_verify {

struct RuleTitle {
  std::string_view id;
  std::string_view vietnamese;
  std::string_view english;
};

/// Every rule once, in the order in which an answer tells of them.
std::span<const RuleTitle> rule_titles();

}  // namespace phanbo_verify
