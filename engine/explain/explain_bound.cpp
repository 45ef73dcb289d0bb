#include "engine/explain/explain_bound.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/choose/certificate.hpp"
#include "engine/distribute/derivation_parts.hpp"
#include "engine/explain/bound_words.hpp"
#include "models/check.hpp"

namespace phanbo {

namespace {

using namespace selection;

/// The proof in numbers of the model again. Empty where it names what the model does not have.
std::optional<Certificate> proof_of(const PlanModel& made, const Assessment& assessed,
                                    const ChoiceCertificate& named) {
  if (named.limits.size() > made.row_names.size()) return std::nullopt;
  for (std::size_t i = 0; i < named.limits.size(); ++i)
    if (named.limits[i] != made.row_names[i]) return std::nullopt;
  std::map<std::string_view, int> nodes;
  for (std::size_t i = 0; i < made.node_names.size(); ++i)
    nodes.emplace(made.node_names[i], static_cast<int>(i));
  std::map<std::string_view, int> candidates;
  for (std::size_t p = 0; p < made.candidates.size(); ++p)
    candidates.emplace(assessed.items[made.candidates[p].item].code, static_cast<int>(p));
  Certificate proof;
  for (const std::vector<std::string>& cut : named.cuts) {
    std::vector<int>& own = proof.cuts.emplace_back();
    for (const std::string& name : cut) {
      const auto found = nodes.find(name);
      if (found == nodes.end()) return std::nullopt;
      own.push_back(found->second);
    }
  }
  for (const ChoiceLeaf& leaf : named.leaves) {
    LeafProof own{
        leaf.proves_impossible ? Objective::none : Objective::value, leaf.scale_bits, {}, {}};
    for (const auto& [cut, price] : leaf.cuts) own.cuts.emplace_back(static_cast<int>(cut), price);
    for (const auto& [row, price] : leaf.limits)
      own.rows.emplace_back(static_cast<int>(row), price);
    proof.leaves.push_back(std::move(own));
  }
  for (const ChoiceBranch& branch : named.tree) {
    BranchNode own{-1, no_option, branch.taken, branch.refused, branch.leaf};
    if (branch.leaf < 0) {
      const auto found = candidates.find(branch.item);
      if (found == candidates.end()) return std::nullopt;
      own.candidate = found->second;
      const auto& options = made.candidates[static_cast<std::size_t>(own.candidate)].options;
      for (std::size_t c = 0; c < options.size(); ++c)
        if (options[c].name == branch.option) own.option = static_cast<int>(c);
      if (own.option == no_option && !branch.option.empty()) return std::nullopt;
    }
    proof.tree.push_back(own);
  }
  return proof;
}

/// What the questions on the way to a leaf permit.
Permitted permitted_at(const PlanModel& made, const Certificate& proof,
                       const std::vector<int>& parents, int place) {
  Permitted permitted(made.model);
  for (int below = place; parents[static_cast<std::size_t>(below)] >= 0;) {
    const int above = parents[static_cast<std::size_t>(below)];
    const BranchNode& question = proof.tree[static_cast<std::size_t>(above)];
    const bool taken = question.taken == below;
    const auto p = static_cast<std::size_t>(question.candidate);
    const auto count = static_cast<int>(made.model.candidates[p].options.size());
    for (int option = no_option; option < count; ++option)
      if (taken != (option == question.option)) permitted.set(p, option, false);
    below = above;
  }
  return permitted;
}

/// The greatest a candidate can come to at the prices of a leaf.
struct BestOption {
  int option = no_option;
  Int128 profit = 0;
};

/// One leaf: its prices, what it permits and what it comes to, in 2^-scale_bits value units.
class LeafSum {
 public:
  LeafSum(const PlanModel& made, const Certificate& proof, const LeafProof& leaf,
          Permitted permitted)
      : model_(made.model),
        objective_(leaf.objective),
        prices_(multipliers_of(made.model, proof, leaf)),
        permitted_(std::move(permitted)) {
    for (const MoneyArc& arc : model_.arcs) money_ += gain(arc) * arc.capacity;
    for (std::size_t v = 0; v < model_.fixed_uses.size(); ++v)
      held_ += prices_.node[v] * model_.fixed_uses[v];
    for (std::size_t r = 0; r < model_.rows.size(); ++r) limits_ += limit_part(r);
    for (std::size_t p = 0; p < model_.candidates.size(); ++p) {
      const auto best = best_option(p);
      is_empty_ = is_empty_ || !best;
      candidates_ += best ? best->profit : 0;
    }
  }

  const Multipliers& prices() const { return prices_; }
  bool bounds_the_value() const { return objective_ == Objective::value && !is_empty_; }
  bool is_empty() const { return is_empty_; }
  Int128 money() const { return money_; }
  Int128 held() const { return held_; }
  Int128 limits() const { return limits_; }
  Int128 candidates() const { return candidates_; }
  Int128 sum() const { return money_ - held_ + limits_ + candidates_; }
  /// Rounded down to value units, as a certificate is read.
  Int128 bound(Int128 more = 0) const { return (sum() + more) >> prices_.scale_bits; }

  Int128 gain(const MoneyArc& arc) const {
    return std::max<Int128>(0, price(arc.to) - price(arc.from));
  }
  Int128 price(int node) const { return prices_.node[static_cast<std::size_t>(node)]; }
  Int128 limit_part(std::size_t row) const {
    const Int128 own = prices_.row[row];
    if (own == 0) return 0;
    return own * (own > 0 ? *model_.rows[row].upper : *model_.rows[row].lower);
  }
  Int128 cost(const Option& option) const {
    Int128 sum = 0;
    for (const MoneyUse& use : option.uses) sum += price(use.node) * use.amount;
    for (const RowTerm& term : option.terms)
      sum += prices_.row[static_cast<std::size_t>(term.row)] * term.coefficient;
    return sum;
  }
  /// Empty where the questions leave the candidate nothing.
  std::optional<BestOption> best_option(std::size_t p) const {
    std::optional<BestOption> best;
    if (permitted_.option(p, no_option)) best.emplace();
    const auto& options = model_.candidates[p].options;
    for (std::size_t c = 0; c < options.size(); ++c) {
      const auto place = static_cast<int>(c);
      if (!permitted_.option(p, place)) continue;
      Int128 profit = -cost(options[c]);
      if (objective_ == Objective::value) profit += Int128{options[c].value} << prices_.scale_bits;
      if (!best || profit > best->profit) best = BestOption{place, profit};
    }
    return best;
  }

 private:
  const SelectionModel& model_;
  Objective objective_;
  Multipliers prices_;
  Permitted permitted_;
  Int128 money_ = 0;
  Int128 held_ = 0;
  Int128 limits_ = 0;
  Int128 candidates_ = 0;
  bool is_empty_ = false;
};

/// What a unit more of a limit adds to the sum of a leaf.
class Relief {
 public:
  /// Money of a source and year; arcs that hold all money grow with it. `from`: where it begins, or
  /// the pool of its source.
  static Relief of_money(int from, int node) { return Relief(from, node, -1); }
  static Relief of_row(int row) { return Relief(money_node, -1, row); }

  /// `gain_of_all_money`: the gains in this leaf of all arcs whose capacity is all money.
  Int128 price_in(const LeafSum& leaf, Int128 gain_of_all_money) const {
    if (row_ >= 0) return std::max<Int128>(0, leaf.prices().row[static_cast<std::size_t>(row_)]);
    return std::max<Int128>(0, leaf.price(from_)) +
           std::max<Int128>(0, leaf.price(node_) - leaf.price(from_)) + gain_of_all_money;
  }

 private:
  Relief(int from, int node, int row) : from_(from), node_(node), row_(row) {}
  int from_;
  int node_;
  int row_;
};

struct ReliefSought {
  BoundRelief told;
  Relief relief;
  bool is_proved = true;
};

std::vector<ReliefSought> reliefs_of(const Plan& plan, const PlanModel& made) {
  std::vector<ReliefSought> sought;
  const auto more = Money::from_dong(relief_dong);
  const auto add = [&](std::string table, std::size_t row, std::string place, Money amount,
                       Relief relief) {
    sought.push_back({{std::move(table), row, std::move(place), amount, more, 0}, relief});
  };
  const auto row_named = [&](const std::string& name) {
    const auto found = std::find(made.row_names.begin(), made.row_names.end(), name);
    return found == made.row_names.end() ? -1 : static_cast<int>(found - made.row_names.begin());
  };
  const auto node_named = [&](const std::string& name) {
    const auto found = std::find(made.node_names.begin(), made.node_names.end(), name);
    return found == made.node_names.end() ? -1 : static_cast<int>(found - made.node_names.begin());
  };
  for (std::size_t i = 0; i < plan.source_years.size(); ++i) {
    const SourceYear& row = plan.source_years.rows()[i];
    const std::string& code = plan.sources[row.source].code;
    const std::string name = code + "/" + std::to_string(row.year);
    const int node = node_named(name);
    if (node < 0) continue;
    const int pool = node_named(pool_start + code);
    add("source_years", i, name, row.available,
        Relief::of_money(pool < 0 ? money_node : pool, node));
  }
  for (std::size_t i = 0; i < plan.caps.size(); ++i) {
    const Cap& cap = plan.caps[i];
    if (const int row = row_named("cap:" + cap.code); row >= 0)
      add("caps", i, "cap:" + cap.code, cap.amount, Relief::of_row(row));
  }
  for (std::size_t i = 0; i < plan.choice_limits.size(); ++i) {
    const ChoiceLimit& limit = plan.choice_limits[i];
    const int row = row_named("limit:" + limit.code);
    if (limit.cap && row >= 0)
      add("choice_limits", i, "limit:" + limit.code, *limit.cap, Relief::of_row(row));
  }
  return sought;
}

class Explainer {
 public:
  Explainer(const Plan& plan, const Assessment& assessed, const ChoiceOutcome& outcome,
            PlanModel made, Certificate proof)
      : plan_(plan),
        assessed_(assessed),
        outcome_(outcome),
        made_(std::move(made)),
        proof_(std::move(proof)),
        parents_(proof_.tree.size(), -1),
        sought_(reliefs_of(plan, made_)) {
    for (const MoneyArc& arc : made_.model.arcs) {
      const std::string& to = made_.node_names[static_cast<std::size_t>(arc.to)];
      if (to.starts_with('<') || to.ends_with("#in")) arcs_of_all_money_.push_back(&arc);
    }
    for (std::size_t i = 0; i < proof_.tree.size(); ++i) {
      if (proof_.tree[i].leaf >= 0) continue;
      for (const int below : {proof_.tree[i].taken, proof_.tree[i].refused})
        parents_[static_cast<std::size_t>(below)] = static_cast<int>(i);
    }
  }

  BoundExplanation explain() {
    int decisive = -1;
    Int128 greatest = 0;
    std::optional<Int128> greatest_other;
    for (std::size_t i = 0; i < proof_.tree.size(); ++i) {
      if (proof_.tree[i].leaf < 0) continue;
      const LeafSum leaf = sum_at(static_cast<int>(i));
      ++explanation_.leaves;
      relieve(leaf);
      if (!leaf.bounds_the_value()) continue;
      if (decisive < 0 || leaf.bound() > greatest) {
        if (decisive >= 0) greatest_other = greatest;
        greatest = leaf.bound();
        decisive = static_cast<int>(i);
      } else if (!greatest_other || leaf.bound() > *greatest_other) {
        greatest_other = leaf.bound();
      }
    }
    PB_CHECK(decisive >= 0 && greatest == outcome_.bound);  // the certificate was checked before
    explanation_.derivation = bound_node(decisive, greatest_other);
    tell_reliefs();
    return std::move(explanation_);
  }

 private:
  LeafSum sum_at(int place) const {
    const BranchNode& node = proof_.tree[static_cast<std::size_t>(place)];
    return LeafSum(made_, proof_, proof_.leaves[static_cast<std::size_t>(node.leaf)],
                   permitted_at(made_, proof_, parents_, place));
  }

  /// A leaf where nothing is possible proves nothing any more once its sum is not below 0.
  void relieve(const LeafSum& leaf) {
    if (leaf.is_empty()) return;
    Int128 gain_of_all_money = 0;
    for (const MoneyArc* arc : arcs_of_all_money_) gain_of_all_money += leaf.gain(*arc);
    for (ReliefSought& sought : sought_) {
      const Int128 more = sought.relief.price_in(leaf, gain_of_all_money) * relief_dong;
      const Int128 bound = leaf.bound(more);
      if (leaf.bounds_the_value()) {
        sought.told.bound = std::max(sought.told.bound, bound);
      } else if (bound >= 0) {
        sought.is_proved = false;
      }
    }
  }

  void tell_reliefs() {
    for (const ReliefSought& sought : sought_) {
      if (sought.is_proved && sought.told.bound > outcome_.bound)
        explanation_.reliefs.push_back(sought.told);
    }
    std::stable_sort(explanation_.reliefs.begin(), explanation_.reliefs.end(),
                     [](const BoundRelief& a, const BoundRelief& b) { return a.bound > b.bound; });
  }

  std::string share(Int128 number, const LeafSum& leaf) const {
    return exact_share(number, leaf.prices().scale_bits, made_.value_digits);
  }

  Derivation bound_node(int decisive, const std::optional<Int128>& greatest_other) const {
    Derivation bound =
        value_node({"Không phương án chọn nào đáng giá hơn", "No choice is worth more than"},
                   Operation::maximum, value_text(outcome_.bound, made_.value_digits));
    bound.children.push_back(leaf_node(decisive));
    if (greatest_other) {
      bound.children.push_back(value_node(
          {fmt::format("{} trường hợp còn lại của chứng minh, lớn nhất", explanation_.leaves - 1),
           fmt::format("The greatest of the {} other cases of the proof", explanation_.leaves - 1)},
          Operation::outcome, value_text(*greatest_other, made_.value_digits)));
    }
    return bound;
  }

  Derivation leaf_node(int place) const {
    const LeafSum leaf = sum_at(place);
    Derivation rounded =
        value_node({"Trường hợp lớn nhất của chứng minh", "The greatest case of the proof"},
                   Operation::round, value_text(outcome_.bound, made_.value_digits));
    rounded.note = "down " + std::to_string(made_.value_digits);
    Derivation whole = value_node({"Tiền và giới hạn theo giá, cộng phần các hạng mục hơn giá",
                                   "Money and limits at their prices, and what candidates are "
                                   "worth beyond them"},
                                  Operation::difference, share(leaf.sum(), leaf));
    Derivation plus =
        value_node({"Cộng", "Added up"}, Operation::sum, share(leaf.sum() + leaf.held(), leaf));
    plus.children.push_back(money_node_of(leaf));
    plus.children.push_back(limits_node_of(leaf));
    plus.children.push_back(candidates_node_of(leaf));
    whole.children.push_back(std::move(plus));
    whole.children.push_back(held_node_of(leaf));
    rounded.children.push_back(std::move(whole));
    rounded.children.push_back(questions_of(place));
    return rounded;
  }

  Derivation questions_of(int place) const {
    Derivation grounds = value_node({"Trường hợp này", "This case"}, Operation::grounds, "");
    for (int below = place; parents_[static_cast<std::size_t>(below)] >= 0;) {
      const int above = parents_[static_cast<std::size_t>(below)];
      const BranchNode& question = proof_.tree[static_cast<std::size_t>(above)];
      const PlanCandidate& asked = made_.candidates[static_cast<std::size_t>(question.candidate)];
      const std::string& name = assessed_.items[asked.item].name;
      const bool taken = question.taken == below;
      NodeLabel label{fmt::format("{} {}được chọn", name, taken ? "không " : ""),
                      fmt::format("{} is {}chosen", name, taken ? "not " : "")};
      if (question.option != no_option) {
        const std::string& option = asked.options[static_cast<std::size_t>(question.option)].name;
        label = {fmt::format("{} {} “{}”", name, taken ? "lấy" : "không lấy", option),
                 fmt::format("{} {} “{}”", name, taken ? "takes" : "does not take", option)};
      }
      grounds.children.push_back(value_node(std::move(label), Operation::grounds, ""));
      below = above;
    }
    return grounds;
  }

  /// `amount` at a price.
  Derivation priced(NodeLabel label, Derivation amount, Int128 price, Int128 part,
                    const LeafSum& leaf) const {
    Derivation product = value_node(std::move(label), Operation::product, share(part, leaf));
    product.children.push_back(std::move(amount));
    product.children.push_back(value_node({"Giá trong chứng minh", "Price in the proof"},
                                          Operation::outcome, share(price, leaf)));
    return product;
  }

  Derivation money_node_of(const LeafSum& leaf) const {
    Derivation sum = value_node({"Tiền theo giá", "Money at its prices"}, Operation::sum,
                                share(leaf.money(), leaf));
    for (const MoneyArc& arc : made_.model.arcs) {
      if (leaf.gain(arc) == 0) continue;
      sum.children.push_back(priced(place_label(plan_, made_, arc),
                                    capacity_of(plan_, assessed_, made_, arc), leaf.gain(arc),
                                    leaf.gain(arc) * arc.capacity, leaf));
    }
    return sum;
  }

  Derivation held_node_of(const LeafSum& leaf) const {
    Derivation sum =
        value_node({"Các lớp trước đã giữ, theo giá", "Held by earlier classes, at prices"},
                   Operation::sum, share(leaf.held(), leaf));
    for (std::size_t v = 0; v < made_.model.fixed_uses.size(); ++v) {
      const Amount amount = made_.model.fixed_uses[v];
      const Int128 price = leaf.price(static_cast<int>(v));
      if (amount == 0 || price == 0) continue;
      const std::string& name = made_.node_names[v];
      sum.children.push_back(
          priced({name, name},
                 derivation_node({"Đã giữ", "Held"}, Operation::outcome, to_plain(Int128{amount})),
                 price, price * amount, leaf));
    }
    return sum;
  }

  Derivation limits_node_of(const LeafSum& leaf) const {
    Derivation sum = value_node({"Giới hạn theo giá", "Limits at their prices"}, Operation::sum,
                                share(leaf.limits(), leaf));
    for (std::size_t r = 0; r < made_.model.rows.size(); ++r) {
      const Int128 price = leaf.prices().row[r];
      if (leaf.limit_part(r) == 0) continue;
      sum.children.push_back(priced(limit_label(made_.row_names[r]),
                                    limit_of(plan_, made_, r, price > 0), price, leaf.limit_part(r),
                                    leaf));
    }
    return sum;
  }

  Derivation candidates_node_of(const LeafSum& leaf) const {
    Derivation sum = value_node({"Phần mỗi hạng mục hơn giá, nhiều nhất",
                                 "What each candidate is worth beyond prices, at most"},
                                Operation::sum, share(leaf.candidates(), leaf));
    for (std::size_t p = 0; p < made_.model.candidates.size(); ++p) {
      const auto best = leaf.best_option(p);
      if (!best || best->option == no_option) continue;
      sum.children.push_back(candidate_node(p, *best, leaf));
    }
    return sum;
  }

  Derivation candidate_node(std::size_t p, const BestOption& best, const LeafSum& leaf) const {
    const Option& option = made_.model.candidates[p].options[static_cast<std::size_t>(best.option)];
    const PlanCandidate& candidate = made_.candidates[p];
    const std::string label =
        fmt::format("{} ({})", assessed_.items[candidate.item].name,
                    candidate.options[static_cast<std::size_t>(best.option)].name);
    Derivation beyond = value_node({label, label}, Operation::difference, share(best.profit, leaf));
    Derivation value = value_node({"Giá trị", "Value"}, Operation::outcome,
                                  value_text(Int128{option.value}, made_.value_digits));
    value.children = value_grounds(plan_, assessed_, candidate);
    beyond.children.push_back(std::move(value));
    Derivation cost = value_node({"Cần theo giá", "Needs at prices"}, Operation::sum,
                                 share(leaf.cost(option), leaf));
    for (const MoneyUse& use : option.uses)
      add_cost(cost, made_.node_names[static_cast<std::size_t>(use.node)], use.amount, "dong",
               leaf.price(use.node), leaf);
    for (const RowTerm& term : option.terms)
      add_cost(cost, made_.row_names[static_cast<std::size_t>(term.row)], term.coefficient, "",
               leaf.prices().row[static_cast<std::size_t>(term.row)], leaf);
    beyond.children.push_back(std::move(cost));
    return beyond;
  }

  void add_cost(Derivation& cost, const std::string& place, Amount amount, std::string_view unit,
                Int128 price, const LeafSum& leaf) const {
    if (price == 0 || amount == 0) return;
    cost.children.push_back(priced(
        {place, place},
        derivation_node({"Cần", "Needs"}, Operation::outcome, to_plain(Int128{amount}), unit),
        price, price * amount, leaf));
  }

  const Plan& plan_;
  const Assessment& assessed_;
  const ChoiceOutcome& outcome_;
  PlanModel made_;
  Certificate proof_;
  std::vector<int> parents_;  ///< by node of the tree
  std::vector<const MoneyArc*> arcs_of_all_money_;
  std::vector<ReliefSought> sought_;
  BoundExplanation explanation_;
};

/// The model of the goal `value`, with what the goals before it hold. Empty where `outcome` has
/// other goals than the plan.
std::optional<PlanModel> model_of_value(const Plan& plan, const Assessment& assessed,
                                        std::span<const Money> held, const ChoiceOutcome& outcome) {
  StagedModel staged(plan, assessed, make_plan_model(plan, assessed, held, outcome.priority_class));
  std::size_t j = 0;
  for (const StageGoal& goal : stage_goals(plan, assessed, staged.made(), outcome.priority_class)) {
    staged.begin(goal);
    if (goal.goal == ChoiceGoal::value) break;
    if (j >= outcome.stages.size()) return std::nullopt;
    staged.hold(outcome.stages[j++].held);
  }
  if (!is_within_ranges(staged.made().model)) return std::nullopt;
  return staged.made();
}

}  // namespace

std::optional<BoundExplanation> explain_bound(const Plan& plan, const Assessment& assessed,
                                              std::span<const Money> held,
                                              const ChoiceOutcome& outcome) {
  auto staged = model_of_value(plan, assessed, held, outcome);
  if (!staged) return std::nullopt;
  PlanModel made = std::move(*staged);
  auto proof = proof_of(made, assessed, outcome.certificate);
  if (!proof || made.value_digits != outcome.value_digits) return std::nullopt;
  const auto certified = check_certificate(made.model, *proof);
  if (!certified || certified->nothing_is_possible || certified->value != outcome.bound)
    return std::nullopt;
  return Explainer(plan, assessed, outcome, std::move(made), std::move(*proof)).explain();
}

std::string value_text(Int128 value, int digits) {
  std::string text = to_plain(value < 0 ? -value : value);
  if (digits > 0) {
    const auto places = static_cast<std::size_t>(digits);
    if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
    text.insert(text.size() - places, ".");
  }
  return (value < 0 ? "-" : "") + text;
}

}  // namespace phanbo
