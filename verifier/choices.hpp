#pragma once

#include <map>
#include <string>
#include <vector>

#include "verifier/joined.hpp"

/// Classes shared by best_value: docs/choosing.md, worked out anew.
namespace phanbo_verify {

/// One way to pay an item: amounts by need (locked included) and what it is worth.
struct ItemOption {
  std::string name;
  std::vector<std::pair<int, Dong>> amounts;
  Dong value = 0;
};

struct ItemChoice {
  std::string item;
  std::string lock;
  std::int64_t people = 0;
  std::vector<int> needs;  ///< positions, by year
  std::vector<ItemOption> options;
};

/// The items of a class with their options; `digits` of their values.
std::vector<ItemChoice> item_choices(const PlanModel& plan, const NeedModel& assessed,
                                     int priority_class, int& digits);

/// Turns the needs into what the result says was chosen; a schedule nobody could choose is a fault.
void settle_choices(const PlanModel& plan, const Result& result, NeedModel& model, Report& report);

/// choice, choice_limit, choice_value, choice_proof.
void check_best_values(const Joined& joined, const NeedModel& assessed, Report& report);

}  // namespace phanbo_verify
