#pragma once

#include <string>
#include <vector>

#include "engine/choose/plan_model.hpp"

/// What a class looks for, goal after goal (docs/choosing.md section 6). Values are objectives of
/// the model; a spread and the draws of a source are bounds that are tightened.
namespace phanbo::selection {

/// Place through which all money of a source passes once its draws are a goal: `pool:<source>`.
inline constexpr const char* pool_start = "pool:";

struct StageGoal {
  ChoiceGoal goal = ChoiceGoal::value;
  int order = 0;
  std::string of;
  std::vector<std::string> statuses;  ///< of a law order: whose values count
  Index<Source> source;               ///< of a drawing order
  Index<Unit> parent;                 ///< of a spread: the units right below are compared
};

/// The goals of a class; the value alone where the plan names none.
std::vector<StageGoal> stage_goals(const Plan& plan, const Assessment& assessed,
                                   const PlanModel& made, Index<PriorityClass> priority_class);

/// The key of the law's order under which an item counts.
std::string status_key(const Plan& plan, const Item& item);

class StagedModel {
 public:
  StagedModel(const Plan& plan, const Assessment& assessed, PlanModel made);

  /// Makes this the goal: its values the objective, or its bound ready to be tightened.
  void begin(const StageGoal& goal);
  /// Of the present goal: at least this value. Values below 0 count for spreads and draws.
  void require(std::int64_t value);
  /// From now on at least this value; then the next goal may begin.
  void hold(std::int64_t value);
  /// What every goal begun so far comes to, the present one last.
  std::vector<std::int64_t> values_of(const Choice& items) const;
  const PlanModel& made() const { return made_; }

  /// Goals of values are looked for, the others are tightened.
  static bool counts_values(const StageGoal& goal) {
    return goal.goal == ChoiceGoal::law_order || goal.goal == ChoiceGoal::value;
  }

 private:
  /// Units whose amounts are compared; amounts are multiplied by `scale` so that measures are
  /// whole.
  struct Compared {
    std::vector<std::string> codes;    ///< by unit
    std::vector<Int128> measure;       ///< by unit
    std::vector<Int128> most;          ///< by unit: more than this is never asked
    std::vector<int> rows;             ///< by unit
    std::vector<std::size_t> unit_of;  ///< by candidate; the number of units = none
    std::int64_t scale = 1;
  };
  struct Pool {
    Index<Source> source;
    int node = 0;
    Amount capacity = 0;
  };
  struct Begun {
    StageGoal goal;
    std::vector<std::vector<std::int64_t>> values;  ///< by candidate, then option
    Compared compared;                              ///< of a spread
  };

  std::vector<std::vector<std::int64_t>> values_for(const StageGoal& goal) const;
  Compared compare_units(const StageGoal& goal) const;
  void add_spread(const StageGoal& goal, Compared& compared);
  void add_pools();
  int add_row(std::string name, Row row);
  std::int64_t largest_of(const Compared& compared, const Choice& items) const;
  std::int64_t draw_of(Index<Source> source, const Choice& items) const;
  Amount brought_without(const std::vector<Amount>& needs, std::size_t first_closed) const;

  const Plan& plan_;
  const Assessment& assessed_;
  PlanModel made_;
  std::vector<Begun> begun_;
  std::vector<Pool> pools_;  ///< in the order in which sources are drawn
};

}  // namespace phanbo::selection
