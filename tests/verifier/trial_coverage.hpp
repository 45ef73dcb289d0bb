#pragma once

#include <array>
#include <cstddef>
#include <iosfwd>
#include <string_view>

#include "verifier/joined.hpp"

namespace phanbo_verify::test {

/// How many of the verified plans and results show what must be met: every kind of programme and
/// limit, and every outcome.
class TrialCoverage {
 public:
  void observe(const Joined& joined);
  void print(std::ostream& out) const;
  std::size_t plans() const { return plans_; }
  /// 0 for a name that is not among those printed.
  std::size_t count(std::string_view name) const;
  static std::size_t feature_count();
  static std::string_view feature_name(std::size_t feature);

 private:
  std::size_t plans_ = 0;
  std::array<std::size_t, 96> counts_{};
};

}  // namespace phanbo_verify::test
