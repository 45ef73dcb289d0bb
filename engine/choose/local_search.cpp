#include "engine/choose/local_search.hpp"

#include <algorithm>
#include <cmath>

namespace phanbo::selection {

namespace {

using Sparse = std::vector<std::pair<int, Amount>>;  ///< (limit, amount), sorted by limit

/// The limits of the pool with what a choice leaves of them.
class Standing {
 public:
  Standing(const SelectionModel& model, CutPool& pool, Choice choice)
      : model_(model), pool_(pool), choice_(std::move(choice)), flow_(model) {
    recount();
  }

  const Choice& choice() const { return choice_; }
  std::vector<Amount>& slack() { return slack_; }
  const std::vector<Amount>& slack() const { return slack_; }
  const Option* option(std::size_t candidate, int option) const {
    return option == no_option
               ? nullptr
               : &model_.candidates[candidate].options[static_cast<std::size_t>(option)];
  }

  /// What the step to `to` takes more of each limit.
  Sparse step(std::size_t candidate, int to) {
    scratch_.resize(pool_.limits().size(), 0);
    touched_.clear();
    collect(option(candidate, to), 1);
    collect(option(candidate, choice_[candidate]), -1);
    std::sort(touched_.begin(), touched_.end());
    touched_.erase(std::unique(touched_.begin(), touched_.end()), touched_.end());
    Sparse result;
    for (const int limit : touched_) {
      Amount& amount = scratch_[static_cast<std::size_t>(limit)];
      if (amount != 0) result.emplace_back(limit, amount);
      amount = 0;
    }
    return result;
  }

  void set(const Choice& choice) {
    for (std::size_t p = 0; p < choice.size(); ++p)
      if (choice[p] != choice_[p]) take(p, choice[p]);
  }

  void take(std::size_t candidate, int to) {
    for (const auto& [limit, amount] : step(candidate, to))
      slack_[static_cast<std::size_t>(limit)] -= amount;
    choice_[candidate] = to;
  }

  bool keeps_limits() const {
    return std::all_of(slack_.begin(), slack_.end(), [](Amount slack) { return slack >= 0; });
  }

  /// Asks the network; a cut that is broken joins the pool. True when all needs can be paid.
  bool can_be_paid() {
    std::vector<Amount> needs = model_.fixed_uses;
    for (std::size_t p = 0; p < choice_.size(); ++p)
      if (const Option* own = option(p, choice_[p]))
        for (const MoneyUse& use : own->uses)
          needs[static_cast<std::size_t>(use.node)] += use.amount;
    std::vector<Cut> cuts = broken_cuts(model_, flow_, needs);
    if (cuts.empty()) return true;
    bool any = false;
    for (Cut& cut : cuts) any = pool_.add_cut(std::move(cut)) || any;
    if (any) recount();
    return false;
  }

 private:
  void recount() {
    std::vector<Amount> sums(pool_.limits().size(), 0);
    for (std::size_t p = 0; p < choice_.size(); ++p)
      if (const Option* own = option(p, choice_[p])) pool_.add_option(*own, Amount{1}, sums);
    slack_.resize(sums.size());
    for (std::size_t i = 0; i < sums.size(); ++i) slack_[i] = pool_.limits()[i].limit - sums[i];
  }
  void collect(const Option* own, Amount factor) {
    if (own == nullptr) return;
    pool_.visit_option(*own, [&](int limit, Amount amount) {
      scratch_[static_cast<std::size_t>(limit)] += factor * amount;
      touched_.push_back(limit);
    });
  }

  const SelectionModel& model_;
  CutPool& pool_;
  Choice choice_;
  MoneyFlow flow_;
  std::vector<Amount> slack_;
  std::vector<Amount> scratch_;
  std::vector<int> touched_;
};

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t below(std::uint64_t n) {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return (z ^ (z >> 31)) % n;
  }

 private:
  std::uint64_t state_;
};

/// Weights of broken limits rise while they stay broken, so the search leaves places where it is
/// stuck.
class Repairer {
 public:
  Repairer(const SelectionModel& model, CutPool& pool, const Prices& prices, Choice choice,
           const LocalSearchLimits& limits)
      : model_(model),
        pool_(pool),
        prices_(prices),
        limits_(limits),
        standing_(model, pool, std::move(choice)) {
    for (const Candidate& candidate : model.candidates) {
      std::vector<Guess>& own = profits_.emplace_back();
      for (const Option& option : candidate.options) own.push_back(profit_at(option, prices));
    }
  }

  std::optional<Choice> run(std::int64_t& work) {
    for (int round = 0; round < 5'000; ++round) {
      if (work_ / 1'000'000 > limits_.work_max) break;
      if (limits_.should_stop && limits_.should_stop()) break;
      weigh();
      if (standing_.keeps_limits()) {
        if (standing_.can_be_paid()) {
          work += work_ / 1'000'000;
          return standing_.choice();
        }
        if (standing_.keeps_limits()) break;
        continue;
      }
      if (!best_step()) raise_weights();
    }
    work += work_ / 1'000'000;
    return {};
  }

 private:
  void weigh() {
    const std::size_t known = weights_.size();
    weights_.resize(pool_.limits().size(), 0);
    for (std::size_t i = known; i < weights_.size(); ++i)
      weights_[i] = 1 / (1 + std::abs(static_cast<Guess>(pool_.limits()[i].limit)) * 1e-3);
  }
  void raise_weights() {
    for (std::size_t i = 0; i < weights_.size(); ++i)
      if (standing_.slack()[i] < 0) weights_[i] *= 2;
  }
  Guess profit(std::size_t p, int option) const {
    return option == no_option ? 0 : profits_[p][static_cast<std::size_t>(option)];
  }
  /// Among steps that lessen what is broken: the least loss of profit for it.
  bool best_step() {
    std::vector<char> is_broken(standing_.slack().size(), 0);
    for (std::size_t i = 0; i < is_broken.size(); ++i) is_broken[i] = standing_.slack()[i] < 0;
    Guess best_score = 0;
    std::size_t best_candidate = 0;
    int best_option = no_option;
    for (std::size_t p = 0; p < model_.candidates.size(); ++p) {
      const Candidate& candidate = model_.candidates[p];
      const int now = standing_.choice()[p];
      for (int c = candidate.must_choose ? 0 : no_option;
           c < static_cast<int>(candidate.options.size()); ++c) {
        if (c == now) continue;
        Guess relief = 0;
        for (const auto& [limit, amount] : standing_.step(p, c)) {
          const auto i = static_cast<std::size_t>(limit);
          const Amount before = standing_.slack()[i];
          const Amount after = before - amount;
          relief += weights_[i] *
                    static_cast<Guess>(std::min<Amount>(after, 0) - std::min<Amount>(before, 0));
        }
        work_ += 30;
        if (relief <= 0) continue;
        const Guess loss = std::max<Guess>(0, profit(p, now) - profit(p, c));
        const Guess score = relief / (loss + 1 + 0.02 * std::abs(profit(p, now)));
        if (score > best_score) {
          best_score = score;
          best_candidate = p;
          best_option = c;
        }
      }
    }
    if (best_score <= 0) return false;
    standing_.take(best_candidate, best_option);
    return true;
  }

  const SelectionModel& model_;
  CutPool& pool_;
  const Prices& prices_;
  const LocalSearchLimits& limits_;
  Standing standing_;
  std::vector<std::vector<Guess>> profits_;
  std::vector<Guess> weights_;
  std::int64_t work_ = 0;
};

struct Step {
  std::size_t candidate = 0;
  int option = no_option;
  std::int64_t gain = 0;
  Sparse uses;
};

/// Steps of one, two and three candidates among the options nearest to their price.
class Improver {
 public:
  Improver(const SelectionModel& model, CutPool& pool, const Prices& prices, Choice choice,
           const LocalSearchLimits& limits)
      : model_(model),
        pool_(pool),
        prices_(prices),
        limits_(limits),
        standing_(model, pool, std::move(choice)) {}

  Choice run(std::int64_t& work) {
    choose_near();
    climb();
    Choice best = standing_.choice();
    std::int64_t best_value = value_of(model_, best);
    Random random(limits_.seed);
    std::int64_t value = best_value;
    for (int kicks = 0; kicks < limits_.kicks_max; ++kicks) {
      if (out_of_work() || steps_.empty() || best_value >= limits_.value_enough) break;
      const Choice before = standing_.choice();
      kick(random);
      if (!standing_.can_be_paid() || !standing_.keeps_limits()) {
        standing_.set(before);
        std::fill(barred_.begin(), barred_.end(), 0);
        continue;
      }
      climb();
      const std::int64_t now = value_of(model_, standing_.choice());
      if (now > best_value) {
        best_value = now;
        best = standing_.choice();
      }
      // A little worse is let pass, so that the search does not stay where it is.
      const std::int64_t tolerated = best_value / 200'000 + 1;
      if (now < best_value - tolerated && now < value) {
        standing_.set(before);
      } else {
        value = now;
      }
    }
    work += work_ / 1'000'000;
    return best;
  }

 private:
  void climb() {
    for (;;) {
      make_steps();
      if (single()) continue;
      if (out_of_work()) break;
      if (pair()) continue;
      if (out_of_work()) break;
      if (triple()) continue;
      break;
    }
    std::fill(barred_.begin(), barred_.end(), 0);
  }

  /// Takes out a few of what is nearest to its price; they may not come back at once.
  void kick(Random& random) {
    barred_.resize(model_.candidates.size(), 0);
    const std::size_t count = 1 + random.below(3);
    for (std::size_t i = 0; i < count; ++i) {
      for (int attempt = 0; attempt < 20; ++attempt) {
        const Step& step = steps_[random.below(steps_.size())];
        if (step.gain > 0 || barred_[step.candidate] != 0) continue;
        const bool keeps = std::all_of(step.uses.begin(), step.uses.end(), [&](const auto& use) {
          return use.second <= standing_.slack()[static_cast<std::size_t>(use.first)];
        });
        if (!keeps) continue;
        standing_.take(step.candidate, step.option);
        barred_[step.candidate] = 1;
        break;
      }
    }
    work_ += 1'000;
  }

  bool out_of_work() const {
    return work_ / 1'000'000 > limits_.work_max || (limits_.should_stop && limits_.should_stop());
  }

  struct Near {
    Guess loss;
    std::size_t candidate;
    int option;
  };
  void choose_near() {
    std::vector<Near> all;
    for (std::size_t p = 0; p < model_.candidates.size(); ++p) {
      const Candidate& candidate = model_.candidates[p];
      const int best = best_option_at(candidate, prices_);
      const auto profit = [&](int c) {
        return c == no_option ? 0
                              : profit_at(candidate.options[static_cast<std::size_t>(c)], prices_);
      };
      const Guess top = best == no_option && candidate.must_choose ? 0 : profit(best);
      for (int c = candidate.must_choose ? 0 : no_option;
           c < static_cast<int>(candidate.options.size()); ++c)
        all.push_back({top - profit(c), p, c});
    }
    // The cheapest losses, one option at least of each candidate that is in.
    std::vector<Guess> second(model_.candidates.size(), HUGE_VAL);
    for (const Near& near : all)
      if (near.loss > 0) second[near.candidate] = std::min(second[near.candidate], near.loss);
    std::vector<std::size_t> order(model_.candidates.size());
    for (std::size_t p = 0; p < order.size(); ++p) order[p] = p;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return second[a] < second[b]; });
    std::size_t count = 0;
    for (const std::size_t p : order) {
      if (count >= limits_.near_max) break;
      near_.push_back(p);
      count += model_.candidates[p].options.size();
    }
  }

  void make_steps() {
    steps_.clear();
    for (const std::size_t p : near_) {
      if (p < barred_.size() && barred_[p] != 0) continue;
      const Candidate& candidate = model_.candidates[p];
      const int now = standing_.choice()[p];
      const std::int64_t value =
          now == no_option ? 0 : candidate.options[static_cast<std::size_t>(now)].value;
      for (int c = candidate.must_choose ? 0 : no_option;
           c < static_cast<int>(candidate.options.size()); ++c) {
        if (c == now) continue;
        const std::int64_t other =
            c == no_option ? 0 : candidate.options[static_cast<std::size_t>(c)].value;
        steps_.push_back({p, c, other - value, standing_.step(p, c)});
        work_ += 50;
      }
    }
    std::stable_sort(steps_.begin(), steps_.end(),
                     [](const Step& a, const Step& b) { return a.gain > b.gain; });
    // For every limit the steps that give some of it back, most gain first.
    releasing_.assign(pool_.limits().size(), {});
    for (std::size_t j = 0; j < steps_.size(); ++j)
      for (const auto& [limit, amount] : steps_[j].uses)
        if (amount < 0) releasing_[static_cast<std::size_t>(limit)].push_back(j);
  }

  /// Takes the steps if the network agrees.
  bool accept(std::initializer_list<const Step*> steps) {
    std::vector<std::pair<std::size_t, int>> before;
    for (const Step* step : steps) {
      before.emplace_back(step->candidate, standing_.choice()[step->candidate]);
      standing_.take(step->candidate, step->option);
    }
    work_ += 5'000;
    if (standing_.keeps_limits() && standing_.can_be_paid()) return true;
    for (auto it = before.rbegin(); it != before.rend(); ++it)
      standing_.take(it->first, it->second);
    // A new cut may have joined the pool: sparse lists of steps do not know it.
    pool_grew_ = pool_grew_ || releasing_.size() != pool_.limits().size();
    return false;
  }

  bool fits(const Step& step, const std::vector<Amount>& slack) {
    work_ += 8;
    return std::all_of(step.uses.begin(), step.uses.end(), [&](const auto& use) {
      return use.second <= 0 || slack[static_cast<std::size_t>(use.first)] >= use.second;
    });
  }

  bool single() {
    for (const Step& step : steps_) {
      if (step.gain <= 0) break;
      if (fits(step, standing_.slack()) && accept({&step})) return true;
      if (pool_grew_) return restart();
    }
    return false;
  }
  bool restart() {
    pool_grew_ = false;
    return true;
  }

  /// A step that breaks limits, and one that mends all of them.
  bool pair() {
    bool any = false;
    std::vector<char> moved(model_.candidates.size(), 0);
    for (const Step& first : steps_) {
      if (out_of_work()) break;
      if (moved[first.candidate] != 0) continue;
      std::vector<Amount>& slack = standing_.slack();
      int broken = -1;
      std::size_t broken_count = 0;
      for (const auto& [limit, amount] : first.uses) {
        Amount& own = slack[static_cast<std::size_t>(limit)];
        own -= amount;
        if (own >= 0 || amount <= 0) continue;
        ++broken_count;
        if (broken < 0 || releasing_[static_cast<std::size_t>(limit)].size() <
                              releasing_[static_cast<std::size_t>(broken)].size())
          broken = limit;
      }
      const Step* mate = nullptr;
      if (broken >= 0) {
        for (const std::size_t j : releasing_[static_cast<std::size_t>(broken)]) {
          const Step& second = steps_[j];
          if (first.gain + second.gain <= 0) break;
          work_ += 8;
          if (second.candidate == first.candidate || moved[second.candidate] != 0) continue;
          if (mends(second, slack, broken_count)) {
            mate = &second;
            break;
          }
        }
      }
      for (const auto& [limit, amount] : first.uses)
        slack[static_cast<std::size_t>(limit)] += amount;
      if (mate == nullptr) continue;
      if (accept({&first, mate})) {
        any = true;
        moved[first.candidate] = moved[mate->candidate] = 1;
      }
      if (pool_grew_) return restart();
    }
    return any;
  }

  bool mends(const Step& step, const std::vector<Amount>& slack, std::size_t broken_count) const {
    std::size_t mended = 0;
    for (const auto& [limit, amount] : step.uses) {
      const Amount before = slack[static_cast<std::size_t>(limit)];
      if (before < amount) return false;
      if (before < 0) ++mended;
    }
    return mended == broken_count;
  }

  /// One out, two in: the best partner for each pair of a leaving and a coming step.
  bool triple() {
    bool any = false;
    std::vector<char> moved(model_.candidates.size(), 0);
    for (std::size_t out = steps_.size(); out-- > 0;) {
      const Step& leaving = steps_[out];
      if (leaving.gain >= 0) break;
      if (out_of_work()) break;
      if (moved[leaving.candidate] != 0) continue;
      std::vector<Amount>& slack = standing_.slack();
      apply(leaving, slack, 1);
      std::vector<const Step*> coming;
      for (const Step& step : steps_) {
        if (step.gain <= 0) break;
        if (step.candidate == leaving.candidate || moved[step.candidate] != 0) continue;
        if (fits(step, slack)) coming.push_back(&step);
      }
      const Step* best_a = nullptr;
      const Step* best_b = nullptr;
      std::int64_t best = -leaving.gain;
      for (std::size_t a = 0; a + 1 < coming.size(); ++a) {
        if (coming[a]->gain + coming[a + 1]->gain <= best) break;
        apply(*coming[a], slack, 1);
        for (std::size_t b = a + 1; b < coming.size(); ++b) {
          if (coming[a]->gain + coming[b]->gain <= best) break;
          if (coming[b]->candidate == coming[a]->candidate || !fits(*coming[b], slack)) continue;
          best = coming[a]->gain + coming[b]->gain;
          best_a = coming[a];
          best_b = coming[b];
          break;
        }
        apply(*coming[a], slack, -1);
      }
      apply(leaving, slack, -1);
      if (best_a == nullptr) continue;
      if (accept({&leaving, best_a, best_b})) {
        any = true;
        moved[leaving.candidate] = moved[best_a->candidate] = moved[best_b->candidate] = 1;
      }
      if (pool_grew_) return restart();
    }
    return any;
  }

  void apply(const Step& step, std::vector<Amount>& slack, Amount factor) {
    for (const auto& [limit, amount] : step.uses)
      slack[static_cast<std::size_t>(limit)] -= factor * amount;
    work_ += static_cast<std::int64_t>(step.uses.size());
  }

  const SelectionModel& model_;
  CutPool& pool_;
  const Prices& prices_;
  const LocalSearchLimits& limits_;
  Standing standing_;
  std::vector<std::size_t> near_;
  std::vector<Step> steps_;
  std::vector<std::vector<std::size_t>> releasing_;
  bool pool_grew_ = false;
  std::int64_t work_ = 0;
  std::vector<char> barred_;
};

}  // namespace

std::optional<Choice> repair(const SelectionModel& model, CutPool& pool, const Prices& prices,
                             Choice choice, const LocalSearchLimits& limits, std::int64_t& work) {
  return Repairer(model, pool, prices, std::move(choice), limits).run(work);
}

Choice improve(const SelectionModel& model, CutPool& pool, const Prices& prices, Choice choice,
               const LocalSearchLimits& limits, std::int64_t& work) {
  return Improver(model, pool, prices, std::move(choice), limits).run(work);
}

}  // namespace phanbo::selection
