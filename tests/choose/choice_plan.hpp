#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "verifier/plan_maker.hpp"

/// Small plans whose one class chooses, and the best choice by looking at all of them, from the
/// plan's numbers alone.
namespace phanbo_verify::test {

struct TriedOption {
  std::string name;
  std::vector<std::int64_t> by_year;
  std::int64_t value = 0;  ///< in 10^-digits
};

struct TriedProject {
  std::string code;
  int programme = 0;
  int unit = 0;
  int status = 0;  ///< position in the order of law
  std::string lock;
  std::vector<TriedOption> options;
};

struct ChoicePlan {
  MadePlan plan;
  int years = 1;
  int digits = 0;
  std::vector<TriedProject> projects;
  std::vector<std::vector<std::int64_t>> money;  ///< by source in drawing order, then year
  std::vector<std::vector<std::int64_t>> carry;  ///< to the next year
  std::vector<std::string> source_codes;
  std::vector<char> source_is_local;
  std::vector<std::vector<char>> may_pay;  ///< by programme, then source
  std::vector<int> local_percent;          ///< by programme
  std::vector<std::pair<std::string, std::vector<int>>> exclusions;
  std::vector<std::pair<int, int>> prerequisites;
  struct Limit {
    std::string code;
    int programme = -1;
    int unit = -1;
    int year = -1;
    std::optional<std::int64_t> floor;
    std::optional<std::int64_t> cap;
  };
  std::vector<Limit> limits;
  std::vector<std::int64_t> people;  ///< by unit
  std::vector<std::string> goals;    ///< in order; empty = the value alone
};

/// The same seed makes the same plan everywhere. At most 14 projects; amounts up to 10^13 đồng; in
/// some plans taking everything overspends by 1 đồng.
ChoicePlan make_choice_plan(std::uint64_t seed);
/// Many musts, high floors, little money: mostly nothing is possible.
ChoicePlan make_conflict_plan(std::uint64_t seed);

struct GoalValue {
  std::string goal;
  std::string of;
  std::int64_t value = 0;
};

/// What the best choice reaches, goal after goal; empty when no choice is possible.
std::optional<std::vector<GoalValue>> best_by_looking(const ChoicePlan& plan);

/// The least extra money with which something is possible; empty when money does not help.
std::optional<std::int64_t> least_repair_by_looking(const ChoicePlan& plan);

}  // namespace phanbo_verify::test
