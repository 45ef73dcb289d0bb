#pragma once

#include <memory>
#include <string>
#include <vector>

#include "inputs/plan_changes.hpp"

namespace phanbo {

/// One file of a plan folder, to be written.
struct PlanFile {
  std::string name;
  std::string content;
};

/// The files of a plan folder that reads the same as `plan`: plan.json and a CSV file for each
/// table.
std::vector<PlanFile> plan_folder_files(const std::shared_ptr<const TextPlan>& plan);

}  // namespace phanbo
