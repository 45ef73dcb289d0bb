#pragma once

#include <cstdint>
#include <iosfwd>
#include <map>

#include "scenarios/scenario_trial.hpp"

namespace phanbo::scenario_test {

/// What the scenarios of a battery exercise: how many of them show each trait.
class ScenarioCoverage {
 public:
  void observe(const Trial& trial);
  void print(std::ostream& out) const;
  std::uint64_t scenario_count() const { return scenarios_; }
  std::uint64_t count(const std::string& trait) const;

 private:
  void observe(const ScenarioCase& given, const MadeScenario& made, const Expected& expected);
  void see(const std::string& trait, bool shows);

  std::uint64_t plans_ = 0;
  std::uint64_t scenarios_ = 0;
  std::map<std::string, std::uint64_t> traits_;
};

}  // namespace phanbo::scenario_test
