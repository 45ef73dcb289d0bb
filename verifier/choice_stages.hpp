#pragma once

#include <string>
#include <vector>

#include "verifier/choice_model.hpp"

/// The goals of a class one after another: docs/choosing.md section 6.
namespace phanbo_verify {

struct ChoiceGoal {
  std::int64_t order = 0;
  std::string goal;
  std::string of;
  std::vector<std::string> statuses;
  int source = nothing;
  int parent = nothing;
};

/// The value alone (order 0) where the plan has no rows for the class.
std::vector<ChoiceGoal> goals_of(const Joined& joined, const ClassModel& model, int priority_class);

/// Goals of values are sums; the others bound what is chosen.
bool counts_values(const ChoiceGoal& goal);

/// The model changed from goal to goal, and what each comes to.
class GoalModel {
 public:
  GoalModel(const Joined& joined, ClassModel model) : joined_(joined), model_(std::move(model)) {}

  /// Makes it the goal; the value of what was taken. Spreads and draws count below 0.
  Wide begin(const ChoiceGoal& goal, const std::vector<int>& taken);
  /// Later goals keep at least this.
  void hold(Dong value);
  /// The model in which a spread or draw has at least this value.
  ClassModel with_at_least(Dong value) const;
  const ClassModel& model() const { return model_; }

 private:
  Wide count_values(const std::vector<int>& taken);
  Wide add_spread(const std::vector<int>& taken);
  Wide add_draw(const std::vector<int>& taken);
  void add_pools();

  const Joined& joined_;
  ClassModel model_;
  ChoiceGoal goal_;
  int goals_begun_ = 0;
  std::vector<int> pool_of_source_;
  std::vector<int> limits_of_units_;  ///< of the present spread, with measure and most
  std::vector<Wide> measures_;
  std::vector<Wide> most_;
};

}  // namespace phanbo_verify
