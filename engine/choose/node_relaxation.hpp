#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/choose/cut_pool.hpp"
#include "engine/choose/exact_bound.hpp"
#include "engine/choose/relaxation.hpp"
#include "engine/choose/small_simplex.hpp"

/// The relaxation at the nodes of a search: one small programme, moved from node to node.
namespace phanbo::selection {

/// "Does this candidate take this option?", or: is it refused?
struct Question {
  int candidate = 0;
  int option = 0;
};
struct Answer {
  int question = 0;
  bool taken = false;
};

struct LimitPrice {
  int limit = 0;
  Guess price = 0;
};

/// Every candidate stands at the option that is best at the given prices; a column is the step to
/// another option. "One option at most" needs a row only where the base would be left more than
/// once, or where it is denied.
class NodeRelaxation {
 public:
  NodeRelaxation(const SelectionModel& model, CutPool& pool, const Permitted& permitted,
                 const Prices& prices);

  /// Of candidates that have a choice.
  const std::vector<Question>& questions() const { return questions_; }
  const std::vector<int>& questions_of(std::size_t candidate) const {
    return questions_of_[candidate];
  }
  bool is_open(int question) const;
  /// A question that the path leaves open, or -1.
  int any_open_question() const;

  SimplexState save() const { return simplex_.save(); }
  void come_back(const SimplexState& state);
  void stand_at(const std::vector<Answer>& path);
  /// Stops early once the value cannot exceed `cutoff`.
  SimplexOutcome solve(Guess cutoff);
  /// The next solve starts from a fresh inverse.
  void refresh() { simplex_.refresh(); }
  /// The next solve starts from nothing.
  void restart() { simplex_.restart(); }
  /// Of the last solve, in value.
  Guess value() const { return simplex_.objective() / value_scale_ + base_value_; }
  Guess fraction(int question) const;
  /// What the option is worth beyond its price, less the same of its candidate's base, in value.
  Guess profit_over_base(int question) const;
  /// Adds what the fractions break: true if anything was.
  bool add_broken_rows();
  /// Cuts that a choice breaks which keeps all rows.
  bool add_broken_cuts(const Choice& choice);
  /// The choice, if nothing is taken in part.
  std::optional<Choice> whole_choice() const;
  /// Where no question is open: what the answers leave.
  Choice decided_choice() const;
  /// A choice near the fractions that keeps the known limits.
  std::optional<Choice> rounded_choice();
  /// (limit of the pool, price > 0) by limit, in value per unit; after `impossible` of any length.
  std::vector<LimitPrice> prices() const;

  /// Keeps the place to come back to after probes of these questions.
  void prepare_probes(std::span<const int> questions);
  /// How far the value falls, at least, if the question is answered so; infinite when below cutoff.
  Guess probe(int question, bool taken, Guess cutoff);

  std::int64_t work() const { return work_; }  ///< multiplications

 private:
  struct Column {
    int candidate = 0;
    int option = no_option;
  };
  enum class RowKind { limit, choice };
  struct LpRow {
    RowKind kind = RowKind::limit;
    int index = 0;
    Guess scale = 1;
    int name() const { return index * 2 + static_cast<int>(kind); }
  };

  void make_columns(const Permitted& permitted, const Prices& prices);
  void meet_new_limits();
  void add_limit_row(int limit);
  void add_choice_row(std::size_t candidate);
  void set_bounds(int column, char wanted) {
    simplex_.set_bounds(column, (wanted & may_be_zero) != 0, (wanted & may_be_one) != 0);
  }
  void answer_probe(const Question& question, bool taken);
  void undo_probe(std::size_t candidate);
  bool add_broken_choices();
  bool add_broken_limits();
  bool add_cuts_of(const std::vector<Amount>& needs);
  void add_uses(std::size_t candidate, int option, Guess factor, std::vector<Guess>& needs) const;
  void add_terms(std::size_t candidate, int option, Guess factor, std::vector<Guess>& sums) const;
  std::vector<int> known_limits() const;
  std::vector<Amount> on_limits(std::size_t candidate, int option,
                                const std::vector<int>& limits) const;
  std::vector<int> open_columns(std::size_t candidate) const;
  const Option* option_of(std::size_t candidate, int option) const {
    return option == no_option
               ? nullptr
               : &model_.candidates[candidate].options[static_cast<std::size_t>(option)];
  }
  Guess cutoff_of(Guess value) const { return (value - base_value_) * value_scale_; }
  Guess base_fraction(std::size_t candidate) const;
  void count_work(std::int64_t pivots_before);

  static constexpr char may_be_zero = 1;
  static constexpr char may_be_one = 2;

  const SelectionModel& model_;
  CutPool& pool_;
  MoneyFlow flow_;
  Choice base_;
  std::vector<Amount> base_sums_;  ///< by limit
  std::vector<Guess> base_needs_;  ///< by node
  std::vector<Guess> base_rows_;   ///< by row of the model
  Guess base_value_ = 0;
  Guess value_scale_ = 1;
  std::vector<Column> columns_;
  std::vector<std::vector<int>> columns_of_;  ///< by candidate
  std::vector<Question> questions_;
  std::vector<int> column_of_question_;         ///< -1: the base
  std::vector<std::vector<int>> questions_of_;  ///< by candidate
  std::vector<LpRow> rows_;
  std::vector<int> row_of_limit_;
  std::vector<int> choice_row_;  ///< by candidate, or -1
  SmallSimplex simplex_{std::vector<Guess>{}};
  SmallSimplex::Memory memory_;
  std::vector<char> wanted_;       ///< by column: what the path leaves
  std::vector<char> base_denied_;  ///< by candidate
  std::vector<char> base_taken_;   ///< by candidate
  std::vector<Guess> x_;
  int quiet_asks_ = 0;  ///< times in a row that the network had nothing to say
  int asks_left_out_ = 0;
  std::int64_t work_ = 0;
};

}  // namespace phanbo::selection
