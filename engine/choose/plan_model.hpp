#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/choose/selection_model.hpp"
#include "models/demand.hpp"

/// The selection model of one class of a plan (docs/choosing.md): every name here is one that a
/// second program can build from the plan by the same rules.
namespace phanbo::selection {

/// One way to pay an item: amounts by demand (locked included) and what it is worth.
struct PlanOption {
  std::string name;
  std::vector<std::pair<Index<Demand>, Money>> amounts;  ///< by demand, positive
  std::int64_t value = 0;
};

struct PlanCandidate {
  Index<Item> item;
  ChoiceLock lock = ChoiceLock::none;
  int rank = 0;
  Decimal score;
  std::int64_t people = 0;
  std::vector<PlanOption> options;
};

struct PlanModel {
  SelectionModel model;
  std::vector<PlanCandidate> candidates;  ///< by item code; parallel to the model's
  std::vector<std::string> node_names;
  std::vector<int> node_years;  ///< in which money arrives there for items; 0 elsewhere
  std::vector<std::string> row_names;
  int value_digits = 0;
};

PlanModel make_plan_model(const Plan& plan, const Assessment& assessed, std::span<const Money> held,
                          Index<PriorityClass> priority_class);

/// Items of the class with their options (plan_options.cpp).
std::vector<PlanCandidate> candidates_of(const Plan& plan, const Assessment& assessed,
                                         Index<PriorityClass> priority_class, int& value_digits);

}  // namespace phanbo::selection
