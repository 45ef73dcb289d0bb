#pragma once

#include <functional>
#include <string>
#include <vector>

#include "plan_folder.hpp"

namespace phanbo::test {

/// One defect and the problem it must be told as: exactly this one, at exactly this place.
struct ProblemCase {
  std::string id;
  std::string place;
  std::function<void(PlanFolder&)> spoil;
  /// Other problems that the same defect brings with it.
  std::vector<std::string> also = {};
};

std::vector<ProblemCase> file_cases();
std::vector<ProblemCase> table_cases();
std::vector<ProblemCase> unit_and_money_cases();
std::vector<ProblemCase> need_cases();
std::vector<ProblemCase> statement_cases();

}  // namespace phanbo::test
