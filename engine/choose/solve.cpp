#include "engine/choose/solve.hpp"

#include <algorithm>

#include "engine/choose/branching.hpp"
#include "engine/choose/core_search.hpp"
#include "engine/choose/local_search.hpp"

namespace phanbo::selection {

namespace {

/// Candidates up to which branch and bound works on the whole model.
constexpr std::size_t branching_candidates_max = 2'000;

class Solver {
 public:
  Solver(const SelectionModel& model, const SolveLimits& limits)
      : model_(model), limits_(limits), pool_(model) {}

  Solution run() {
    PB_CHECK(is_within_ranges(model_));
    relax_model();
    find_first();
    tell();
    if (solution_.choice && !is_enough()) better();
    tell();
    if (!is_enough() && (!solution_.choice || model_.candidates.size() <= branching_candidates_max))
      branch();
    name_end();
    return std::move(solution_);
  }

 private:
  bool stopped() const { return limits_.should_stop && limits_.should_stop(); }
  std::int64_t work_left() const {
    return std::max<std::int64_t>(0, limits_.work_max - solution_.work);
  }
  /// The least value that ends the search.
  std::int64_t value_enough() const {
    const Int128 slack = solution_.bound * limits_.gap_enough_millionths / 1'000'000;
    const Int128 enough = solution_.bound - slack;
    return static_cast<std::int64_t>(std::clamp<Int128>(enough,
                                                        std::numeric_limits<std::int64_t>::min(),
                                                        std::numeric_limits<std::int64_t>::max()));
  }
  bool is_enough() const { return solution_.choice && solution_.value >= value_enough(); }

  void take(const Choice& choice) {
    const std::int64_t value = value_of(model_, choice);
    if (solution_.choice && value <= solution_.value) return;
    if (!is_possible(model_, choice)) return;
    solution_.choice = choice;
    solution_.value = value;
  }
  void tell() {
    if (limits_.progress && solution_.choice) limits_.progress(solution_.value, solution_.bound);
  }

  /// Any prices prove a bound; without any, the sum of the best values does.
  void prove_root() {
    const Multipliers none{0, std::vector<Int128>(static_cast<std::size_t>(model_.node_count), 0),
                           std::vector<Int128>(model_.rows.size(), 0)};
    solution_.certificate = certificate_of(model_, none);
    solution_.bound = solution_.certificate.sums.front().value_or(0);  // with a scale of 1
    const Multipliers priced =
        whole_multipliers(model_, relaxation_.prices.node, relaxation_.prices.row);
    const std::optional<Int128> bound = exact_bound(model_, priced);
    if (!bound || *bound >= solution_.bound) return;
    solution_.bound = *bound;
    solution_.certificate = certificate_of(model_, priced);
  }

  void relax_model() {
    const std::size_t sample = std::max<std::size_t>(200, model_.candidates.size() / 20);
    const Prices start = sample_prices(model_, sample, limits_.make_lp_engine);
    relaxation_ = relax(model_, start, limits_.make_lp_engine);
    solution_.work += relaxation_.work / 20 + 1;
    add_priced_cuts(model_, relaxation_.prices, pool_);
    prove_root();
    solution_.root = solution_.certificate;
  }

  void find_first() {
    if (limits_.start && limits_.start->size() == model_.candidates.size()) {
      take(*limits_.start);
      if (solution_.choice) return;
      mend(*limits_.start);  // possible no longer: what the relaxation leads to may be better
    }
    Choice rounded = relaxation_.base;
    for (const RelaxedOption& part : relaxation_.parts)
      rounded[static_cast<std::size_t>(part.candidate)] = no_option;
    mend(rounded);
    if (solution_.choice) return;
    mend(Choice(model_.candidates.size(), no_option));
  }
  void mend(Choice choice) {
    for (std::size_t p = 0; p < choice.size(); ++p) {
      const Candidate& candidate = model_.candidates[p];
      const bool exists = choice[p] < static_cast<int>(candidate.options.size());
      if (!exists) choice[p] = no_option;
      if (choice[p] == no_option && candidate.must_choose && !candidate.options.empty())
        choice[p] = 0;
    }
    LocalSearchLimits search;
    search.work_max = std::min<std::int64_t>(work_left(), 500);
    search.should_stop = limits_.should_stop;
    const std::optional<Choice> mended =
        repair(model_, pool_, relaxation_.prices, choice, search, solution_.work);
    if (mended) take(*mended);
  }

  void better() {
    const bool is_large = model_.candidates.size() > branching_candidates_max;
    LocalSearchLimits search;
    search.work_max = std::min<std::int64_t>(work_left(), is_large ? 20 : 10);
    search.value_enough = value_enough();
    search.kicks_max = 0;
    search.should_stop = limits_.should_stop;
    take(improve(model_, pool_, relaxation_.prices, *solution_.choice, search, solution_.work));
    tell();
    // Small parts pay as long as branch and bound on the whole is out of reach; before it a few are
    // enough, and small models need none.
    if (is_enough() || stopped() || model_.candidates.size() < 100) return;
    CoreSearchLimits cores;
    cores.core_size = is_large ? 400 : 60;
    cores.nodes_per_core = is_large ? 200 : 60;
    cores.work_max = is_large ? work_left() : std::min<std::int64_t>(work_left(), 15);
    cores.value_enough = value_enough();
    cores.should_stop = limits_.should_stop;
    cores.found_better = [&](const Choice& choice) {
      take(choice);
      tell();
    };
    search_cores(model_, pool_, relaxation_, *solution_.choice, cores, solution_.work);
  }

  void branch() {
    BranchingLimits branching;
    branching.work_max = work_left();
    branching.should_stop = limits_.should_stop;
    branching.leaves_kept_max = limits_.leaves_max;
    branching.gap_enough_millionths = limits_.gap_enough_millionths;
    branching.found_better = [&](const Choice& choice) {
      take(choice);
      tell();
    };
    BranchingResult result =
        branch_and_bound(model_, pool_, relaxation_.prices, solution_.choice, branching);
    solution_.work += result.work;
    if (result.best) take(*result.best);
    if (!result.is_certified) return;
    if (!result.bound) {
      // Nothing is possible: only believed because the certificate was checked, and no choice is
      // known.
      is_impossible_ = !solution_.choice;
      solution_.certificate = std::move(result.certificate);
      return;
    }
    if (*result.bound > solution_.bound) return;
    solution_.bound = *result.bound;
    solution_.certificate = std::move(result.certificate);
  }

  void name_end() {
    if (is_impossible_) {
      solution_.end = SolveEnd::impossible;
    } else if (!solution_.choice) {
      solution_.end = SolveEnd::nothing_found;
    } else if (solution_.bound <= solution_.value) {
      solution_.end = SolveEnd::optimal;
    } else if (is_enough()) {
      solution_.end = SolveEnd::gap_reached;
    } else {
      solution_.end = stopped() ? SolveEnd::stopped : SolveEnd::work_limit;
    }
  }

  const SelectionModel& model_;
  const SolveLimits& limits_;
  CutPool pool_;
  Relaxation relaxation_;
  Solution solution_;
  bool is_impossible_ = false;
};

}  // namespace

Solution solve(const SelectionModel& model, const SolveLimits& limits) {
  return Solver(model, limits).run();
}

}  // namespace phanbo::selection
