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

/// The options that the result says were taken, by item. An item with locked money gets something
/// even where it was refused: then its demands say so.
std::map<std::string_view, std::string_view> taken_options(const Result& result);

/// Turns the needs into what the result says was chosen; a schedule nobody could choose is a fault.
/// `assessed`: the needs before the choice; empty where the plan has no such class.
void settle_choices(const PlanModel& plan, const Result& result, const NeedModel& assessed,
                    NeedModel& model, Report& report);

/// choice, choice_limit, choice_lock, choice_value, choice_stage, choice_reason, choice_conflict,
/// choice_proof.
void check_best_values(const Joined& joined, const NeedModel& assessed, Report& report);

}  // namespace phanbo_verify
