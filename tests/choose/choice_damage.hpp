#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// Right results made wrong, one number or word at a time; phanbo-verify must object to each.
namespace phanbo_verify::test {

struct DamageTrials {
  int tried = 0;
  std::vector<std::string> believed;  ///< damages that were not noticed
  std::vector<std::string> doubted;   ///< the right result, if it was not believed
};

/// The result of one made plan with every damage that fits it.
DamageTrials try_choice_damages(std::uint64_t seed);

}  // namespace phanbo_verify::test
