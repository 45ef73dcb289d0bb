#include "engine/choose/reasons.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "engine/choose/money_flow.hpp"

namespace phanbo::selection {

namespace {

/// Proofs of more leaves are not walked again.
constexpr std::size_t leaves_walked_max = 1'000;

Int128 divide_up(Int128 value, int bits) { return -((-value) >> bits); }

/// What an option needs at the prices of a leaf, in 2^-bits of the value's unit.
Int128 cost_at(const Option& option, const Multipliers& prices) {
  Int128 cost = 0;
  for (const MoneyUse& use : option.uses)
    cost += prices.node[static_cast<std::size_t>(use.node)] * use.amount;
  for (const RowTerm& term : option.terms)
    cost += prices.row[static_cast<std::size_t>(term.row)] * term.coefficient;
  return cost;
}

/// A bound, for each item, on all choices that take it: from every leaf of a proof, or from its
/// last leaf alone where there are many.
class TakenBounds {
 public:
  TakenBounds(const SelectionModel& model, const Certificate& certificate)
      : model_(model), certificate_(certificate), bounds_(model.candidates.size()) {
    if (certificate.leaves.size() > leaves_walked_max) {
      add_leaf(certificate.leaves.back(), Permitted(model));
      return;
    }
    walk_leaves(model, certificate,
                [this](const LeafProof& leaf, const Permitted& permitted, std::size_t) {
                  add_leaf(leaf, permitted);
                  return true;
                });
  }
  const std::optional<Int128>& of(std::size_t candidate) const { return bounds_[candidate]; }

 private:
  void add_leaf(const LeafProof& leaf, const Permitted& permitted) {
    if (leaf.objective == Objective::none) return;
    if (&leaf != last_) {
      prices_ = multipliers_of(model_, certificate_, leaf);
      priced_.emplace(model_, prices_, leaf.objective);
      last_ = &leaf;
    }
    const std::optional<Int128> whole = priced_->sum(permitted);
    if (!whole) return;
    for (std::size_t p = 0; p < model_.candidates.size(); ++p) {
      std::optional<Int128> taken;
      const auto count = static_cast<int>(model_.candidates[p].options.size());
      for (int c = 0; c < count; ++c) {
        if (!permitted.option(p, c)) continue;
        const Int128 own = *priced_->profit(p, c);
        taken = taken ? std::max(*taken, own) : own;
      }
      if (!taken) continue;
      const Int128 best = permitted.option(p, no_option) ? std::max<Int128>(0, *taken) : *taken;
      const Int128 bound = (*whole - best + *taken) >> leaf.scale_bits;
      bounds_[p] = bounds_[p] ? std::max(*bounds_[p], bound) : bound;
    }
  }

  const SelectionModel& model_;
  const Certificate& certificate_;
  const LeafProof* last_ = nullptr;
  Multipliers prices_;
  std::optional<PricedModel> priced_;
  std::vector<std::optional<Int128>> bounds_;
};

class ReasonFinder {
 public:
  ReasonFinder(const Plan& plan, const Assessment& assessed, const ProvedValue& proved,
               const Choice& choice)
      : plan_(plan),
        assessed_(assessed),
        proved_(proved),
        made_(proved.made),
        model_(proved.made.model),
        choice_(choice),
        alone_(proved.made.model),
        beside_(proved.made.model),
        prices_(multipliers_of(model_, proved.certificate, proved.certificate.leaves.back())),
        bounds_(model_, proved.certificate) {
    sums_.assign(model_.rows.size(), 0);
    needs_ = model_.fixed_uses;
    for (std::size_t p = 0; p < made_.candidates.size(); ++p)
      if (choice_[p] != no_option) add(option(p, choice_[p]));
    alone_.adjust(model_.fixed_uses);
    beside_.adjust(needs_);
    for (std::size_t p = 0; p < made_.candidates.size(); ++p)
      place_of_item_.emplace(assessed_.items[made_.candidates[p].item].code, p);
  }

  Refusal reason_of(std::size_t p) {
    Refusal refusal;
    refusal.item = assessed_.items[made_.candidates[p].item].code;
    const bool is_decided = by_itself(p, refusal) || by_others(p, refusal);
    const auto& options = model_.candidates[p].options;
    if (options.empty()) return refusal;
    weigh(p, refusal);
    if (!is_decided) by_value(p, refusal);
    return refusal;
  }

 private:
  const Option& option(std::size_t p, int c) const {
    return model_.candidates[p].options[static_cast<std::size_t>(c)];
  }
  void add(const Option& own) {
    for (const MoneyUse& use : own.uses) needs_[static_cast<std::size_t>(use.node)] += use.amount;
    for (const RowTerm& term : own.terms)
      sums_[static_cast<std::size_t>(term.row)] += term.coefficient;
  }

  bool by_itself(std::size_t p, Refusal& refusal) {
    const PlanCandidate& candidate = made_.candidates[p];
    if (candidate.lock == ChoiceLock::must_not) {
      refusal.reason = RefusalReason::must_not;
      return true;
    }
    if (candidate.options.empty()) {
      refusal.reason = RefusalReason::no_option;
      refusal.year = year_without_payer(candidate.item);
      return true;
    }
    const auto breaks_a_row = [&](const Option& own) { return !broken_alone(own).empty(); };
    const auto& options = model_.candidates[p].options;
    if (std::all_of(options.begin(), options.end(), breaks_a_row)) {
      refusal.reason = RefusalReason::breaks_alone;
      refusal.named = broken_alone(options.front());
      return true;
    }
    if (shortage(alone_, model_.fixed_uses, p, refusal) == 0) return false;
    refusal.reason = RefusalReason::no_money;
    return true;
  }

  /// Of the limits that the option breaks with nothing else taken and that nothing can make up, the
  /// first by name.
  std::string broken_alone(const Option& own) const {
    std::string first;
    for (const RowTerm& term : own.terms) {
      const auto r = static_cast<std::size_t>(term.row);
      const std::string& name = made_.row_names[r];
      const auto& upper = model_.rows[r].upper;
      const bool can_be_made_up =
          name.starts_with("spread:") ||
          (name.starts_with("prerequisite:") && place_of_item_.contains(needed_by(r)));
      if (upper && term.coefficient > *upper && !can_be_made_up && (first.empty() || name < first))
        first = name;
    }
    return first;
  }

  std::string needed_by(std::size_t row) const {
    return made_.row_names[row].substr(made_.row_names[row].rfind('/') + 1);
  }

  /// The first year that has a need and may not be paid. Demands come by item, then year.
  std::optional<int> year_without_payer(Index<Item> item) const {
    const auto& demands = assessed_.demands.rows();
    auto row = std::lower_bound(
        demands.begin(), demands.end(), item,
        [](const Demand& demand, Index<Item> wanted) { return demand.item < wanted; });
    for (; row != demands.end() && row->item == item; ++row)
      if (!row->need.is_zero() &&
          (row->standing != Standing::ordinary || !row->payer_set.is_set() ||
           assessed_.payer_sets[row->payer_set].payers.empty()))
        return row->year;
    return {};
  }

  /// Least extra money with which one of the options can be paid beside `needs`; the year in which
  /// it is missing first, of the first such option.
  Amount shortage(MoneyFlow& flow, const std::vector<Amount>& needs, std::size_t p,
                  Refusal& refusal) {
    std::optional<Amount> least;
    for (std::size_t c = 0; c < model_.candidates[p].options.size(); ++c) {
      std::vector<Amount> own = needs;
      for (const MoneyUse& use : model_.candidates[p].options[c].uses)
        own[static_cast<std::size_t>(use.node)] += use.amount;
      flow.adjust(own);
      Amount missing = 0;
      for (std::size_t v = 0; v < own.size(); ++v) missing += own[v] - flow.met()[v];
      flow.adjust(needs);
      if (least && missing >= *least) continue;
      least = missing;
      if (missing > 0) refusal.year = first_missing_year(flow, needs, p, c);
      if (missing == 0) break;
    }
    if (*least == 0) refusal.year.reset();
    refusal.missing = Money::from_dong(*least);
    return *least;
  }

  /// Years are served one after another; the first that cannot be met.
  std::optional<int> first_missing_year(MoneyFlow& flow, const std::vector<Amount>& needs,
                                        std::size_t p, std::size_t c) {
    std::map<int, std::vector<MoneyUse>> by_year;
    for (const MoneyUse& use : model_.candidates[p].options[c].uses)
      by_year[made_.node_years[static_cast<std::size_t>(use.node)]].push_back(use);
    std::vector<Amount> own = needs;
    std::optional<int> found;
    for (const auto& [year, uses] : by_year) {
      for (const MoneyUse& use : uses) own[static_cast<std::size_t>(use.node)] += use.amount;
      if (flow.adjust(own)) continue;
      if (year != 0) found = year;
      break;
    }
    flow.adjust(needs);
    return found;
  }

  /// Links that have no room beside what was taken; the first by name.
  bool by_others(std::size_t p, Refusal& refusal) const {
    std::optional<std::size_t> first;
    for (const RowTerm& term : option(p, 0).terms) {
      const auto r = static_cast<std::size_t>(term.row);
      const std::string& name = made_.row_names[r];
      const bool is_link = name.starts_with("exclusion:") || name.starts_with("prerequisite:");
      const auto& upper = model_.rows[r].upper;
      if (!is_link || !upper || sums_[r] + term.coefficient <= *upper) continue;
      if (!first || name < made_.row_names[*first]) first = r;
    }
    if (!first) return false;
    const bool is_exclusion = made_.row_names[*first].starts_with("exclusion:");
    refusal.reason = is_exclusion ? RefusalReason::excluded : RefusalReason::prerequisite_missing;
    refusal.named = is_exclusion ? taken_in(*first) : needed_by(*first);
    return true;
  }
  std::string taken_in(std::size_t row) const {
    for (std::size_t p = 0; p < made_.candidates.size(); ++p) {
      if (choice_[p] == no_option) continue;
      for (const RowTerm& term : option(p, choice_[p]).terms)
        if (static_cast<std::size_t>(term.row) == row)
          return assessed_.items[made_.candidates[p].item].code;
    }
    return {};
  }

  /// The option that comes nearest to its price, and what would be needed.
  void weigh(std::size_t p, Refusal& refusal) {
    const auto& options = model_.candidates[p].options;
    const auto gain = [&](std::size_t c) {
      return (Int128{options[c].value} << prices_.scale_bits) - cost_at(options[c], prices_);
    };
    std::size_t nearest = 0;
    for (std::size_t c = 1; c < options.size(); ++c)
      if (gain(c) > gain(nearest)) nearest = c;
    refusal.worth = {options[nearest].value,
                     divide_up(cost_at(options[nearest], prices_), prices_.scale_bits)};
    nearest_ = nearest;
    if (const auto& bound = bounds_.of(p); bound && Int128{proved_.value} > *bound)
      refusal.extra_value = Int128{proved_.value} - *bound;
  }

  void by_value(std::size_t p, Refusal& refusal) {
    const Option& own = option(p, static_cast<int>(nearest_));
    if (own.value <= 0) {
      refusal.reason = RefusalReason::adds_nothing;
      return;
    }
    const Amount missing = shortage(beside_, needs_, p, refusal);
    if (refusal.worth->first < refusal.worth->second) {
      refusal.reason = RefusalReason::beaten;
      refusal.named = dearest_place(own);
      return;
    }
    if (const std::string full = full_limit(own); !full.empty()) {
      refusal.reason = RefusalReason::limit_full;
      refusal.named = full;
      return;
    }
    refusal.reason = missing > 0 ? RefusalReason::whole_does_not_fit : RefusalReason::not_settled;
    if (missing > 0) refusal.named = dearest_place(own);
  }

  std::string full_limit(const Option& own) const {
    std::string first;
    for (const RowTerm& term : own.terms) {
      const auto r = static_cast<std::size_t>(term.row);
      const auto& upper = model_.rows[r].upper;
      if (!upper || made_.row_names[r].starts_with("spread:")) continue;
      const std::string& name = made_.row_names[r];
      if (sums_[r] + term.coefficient > *upper && (first.empty() || name < first)) first = name;
    }
    return first;
  }

  /// Of all that the option needs, the place or limit that costs it most at the prices; of a place
  /// with several feeders the dearest feeder. Ties by name.
  std::string dearest_place(const Option& own) const {
    std::string best;
    Int128 greatest = 0;
    const auto offer = [&](const std::string& name, Int128 cost) {
      if (cost < greatest || cost <= 0 || (cost == greatest && !(name < best))) return;
      greatest = cost;
      best = name;
    };
    for (const MoneyUse& use : own.uses)
      offer(dearest_feeder(use.node),
            prices_.node[static_cast<std::size_t>(use.node)] * use.amount);
    for (const RowTerm& term : own.terms)
      offer(made_.row_names[static_cast<std::size_t>(term.row)],
            prices_.row[static_cast<std::size_t>(term.row)] * term.coefficient);
    return best;
  }
  std::string dearest_feeder(int node) const {
    std::string best = made_.node_names[static_cast<std::size_t>(node)];
    Int128 price = -1;
    for (const MoneyArc& arc : model_.arcs) {
      if (arc.to != node) continue;
      const auto from = static_cast<std::size_t>(arc.from);
      const std::string& name = made_.node_names[from];
      if (prices_.node[from] < price || (prices_.node[from] == price && !(name < best))) continue;
      price = prices_.node[from];
      best = name;
    }
    return best;
  }

  const Plan& plan_;
  const Assessment& assessed_;
  const ProvedValue& proved_;
  const PlanModel& made_;
  const SelectionModel& model_;
  const Choice& choice_;
  MoneyFlow alone_;
  MoneyFlow beside_;
  Multipliers prices_;
  std::vector<Amount> needs_;
  std::vector<Amount> sums_;
  std::map<std::string, std::size_t> place_of_item_;
  TakenBounds bounds_;
  std::size_t nearest_ = 0;
};

}  // namespace

std::vector<Refusal> reasons_of_refusals(const Plan& plan, const Assessment& assessed,
                                         const ProvedValue& proved, const Choice& choice) {
  ReasonFinder finder(plan, assessed, proved, choice);
  std::vector<Refusal> refusals;
  for (std::size_t p = 0; p < proved.made.candidates.size(); ++p)
    if (choice[p] == no_option) refusals.push_back(finder.reason_of(p));
  return refusals;
}

std::vector<Refusal> refusals_of_impossible(const Assessment& assessed, const PlanModel& made) {
  std::vector<Refusal> refusals;
  for (const PlanCandidate& candidate : made.candidates) {
    refusals.emplace_back().item = assessed.items[candidate.item].code;
    refusals.back().reason = RefusalReason::impossible;
  }
  return refusals;
}

}  // namespace phanbo::selection
