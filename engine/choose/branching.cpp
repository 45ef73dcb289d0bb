#include "engine/choose/branching.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

#include "engine/choose/leaf_prices.hpp"
#include "engine/choose/local_search.hpp"
#include "engine/choose/node_relaxation.hpp"
#include "engine/choose/root_fixing.hpp"

namespace phanbo::selection {

namespace {

struct OpenNode {
  int tree = 0;
  Guess bound = 0;
  std::shared_ptr<const LeafProof> proof;  ///< holds for it; empty: that of the root
  Guess distance = 0;                      ///< how far the last answer moves its question
  std::vector<Answer> path;
  SimplexState state;
};

bool is_lower(const OpenNode& a, const OpenNode& b) { return a.bound < b.bound; }

constexpr int probes_enough = 4;  ///< of a question, after which its past is believed
constexpr int probes_without_gain_max = 8;
constexpr int tries_max = 2;
constexpr int rounds_with_cuts = 4;
constexpr int dive_steps_max = 400;
constexpr int dive_mistakes_max = 3;
constexpr std::int64_t dives_apart = 100;  ///< nodes
constexpr Guess sure = 0.9;                // search only
constexpr std::int64_t climb_work_max = 8;
constexpr int bits_of_short_prices = 26;
constexpr int bits_of_long_prices = 55;

struct PseudoCost {
  Guess sum = 0;
  int count = 0;
};

class Brancher {
 public:
  Brancher(const SelectionModel& model, CutPool& pool, const Prices& prices,
           const std::optional<Choice>& start, const BranchingLimits& limits)
      : model_(model), pool_(pool), climb_pool_(pool), limits_(limits), permitted_(model) {
    result_.best = start;
    if (start) result_.value = value_of(model, *start);
    root_prices_ = prices;
  }
  BranchingResult run();

 private:
  void search(int root_place);
  void process(OpenNode node);
  bool close(const OpenNode& node, Objective objective);
  bool close_decided(const OpenNode& node);
  bool prove(const OpenNode& node, LeafProof proof);
  void offer(const Choice& choice);
  void climb();
  int pick_question();
  Guess value_at_stake(std::size_t question) const;
  Guess expected_drop(int question, bool taken) const;
  void branch(OpenNode node, int question, Guess bound);
  int add_tree_node(const BranchNode& node) {
    result_.certificate.tree.push_back(node);
    return static_cast<int>(result_.certificate.tree.size()) - 1;
  }
  void dive(std::vector<Answer> path);
  std::size_t answer_surest(std::vector<Answer>& path) const;
  SimplexOutcome solve_at(const std::vector<Answer>& path);
  std::optional<Int128> bound_of(const LeafProof& proof, const OpenNode& node);
  void permit(const OpenNode& node, bool enter);
  bool fix_at(OpenNode& node);
  Guess greatest_loss(std::size_t p) const;
  void fix_candidate(OpenNode& node, std::size_t p, PricedModel& priced, Int128 slack);
  void answer(OpenNode& node, const Answer& answer);
  const Question& question_of(const Answer& answer) const {
    return relaxation_->questions()[static_cast<std::size_t>(answer.question)];
  }
  /// What a leaf may prove at most; only once something was found.
  std::int64_t value_to_prove() const {
    constexpr std::int64_t anything = std::int64_t{1} << 62;
    if (limits_.gap_enough_millionths >= 1'000'000) return anything;
    const Int128 gap = Int128{result_.value} * limits_.gap_enough_millionths / 1'000'000;
    return result_.value + std::max<std::int64_t>(0, static_cast<std::int64_t>(gap));
  }
  bool is_good_enough(Guess bound) const {
    return result_.best && bound < static_cast<Guess>(value_to_prove()) + 1 - 1e-6;
  }
  Guess cutoff() const {
    return result_.best ? static_cast<Guess>(value_to_prove()) + 1 - 1e-6 : -HUGE_VAL;
  }
  std::int64_t work() const { return relaxation_->work() / 1'000'000 + climb_work_; }
  void finish();
  void note_drop(int question, bool taken, Guess distance, Guess drop);

  const SelectionModel& model_;
  CutPool& pool_;
  CutPool climb_pool_;  ///< stays small: of cuts that climbing itself met
  const BranchingLimits& limits_;
  Permitted permitted_;
  Prices root_prices_;
  BranchingResult result_;
  std::optional<NodeRelaxation> relaxation_;
  std::int64_t climb_work_ = 0;
  std::vector<OpenNode> open_;  ///< a heap by bound
  std::optional<OpenNode> next_;
  std::vector<PseudoCost> drops_taken_;  ///< by question
  std::vector<PseudoCost> drops_refused_;
  bool is_solved_ = false;  ///< the simplex stands at the optimum of the node
  bool is_moved_ = false;   ///< the relaxation stands elsewhere since
  std::int64_t next_dive_ = 1;
  int dives_without_gain_ = 0;
  bool follows_ = false;  ///< the node is a child of the one before
  std::vector<OpenNode> stuck_;
};

void Brancher::offer(const Choice& choice) {
  const std::int64_t value = value_of(model_, choice);
  if (result_.best && value <= result_.value) return;
  if (!is_possible(model_, choice)) return;
  result_.best = choice;
  result_.value = value;
  if (limits_.needs_certificate) climb();
  if (limits_.found_better) limits_.found_better(*result_.best);
}

void Brancher::climb() {
  LocalSearchLimits search;
  search.work_max = climb_work_max;
  search.kicks_max = 0;
  const Choice better =
      improve(model_, climb_pool_, root_prices_, *result_.best, search, climb_work_);
  const std::int64_t own = value_of(model_, better);
  if (own <= result_.value || !is_possible(model_, better)) return;
  result_.best = better;
  result_.value = own;
}

void Brancher::permit(const OpenNode& node, bool enter) {
  for (const Answer& answer : node.path) {
    const Question& question = question_of(answer);
    const auto p = static_cast<std::size_t>(question.candidate);
    if (enter) {
      if (!answer.taken) {
        permitted_.set(p, question.option, false);
        continue;
      }
      for (int c = no_option; c < static_cast<int>(model_.candidates[p].options.size()); ++c)
        if (c != question.option) permitted_.set(p, c, false);
    } else {
      // What the chain of the root took away stays away: those options have no question.
      if (!model_.candidates[p].must_choose) permitted_.set(p, no_option, true);
      for (const int q : relaxation_->questions_of(p))
        permitted_.set(p, relaxation_->questions()[static_cast<std::size_t>(q)].option, true);
    }
  }
}

std::optional<Int128> Brancher::bound_of(const LeafProof& proof, const OpenNode& node) {
  permit(node, true);
  const std::optional<Int128> bound =
      exact_bound(model_, multipliers_of(model_, pool_, proof), permitted_, proof.objective);
  permit(node, false);
  return bound;
}

/// Options whose loss at the prices of the node is more than the gap are out from here on: each is
/// a question one answer to which is a leaf. Guesses say where whole numbers need to be asked.
bool Brancher::fix_at(OpenNode& node) {
  if (!limits_.needs_certificate || !result_.best) return false;
  permit(node, true);
  const Guess gap = relaxation_->value() - static_cast<Guess>(value_to_prove()) - 1;
  std::vector<std::size_t> hopeful;
  for (std::size_t p = 0; p < model_.candidates.size(); ++p)
    if (greatest_loss(p) > gap) hopeful.push_back(p);
  const std::size_t before = node.path.size();
  if (!hopeful.empty()) {
    const Multipliers multipliers = multipliers_of(model_, pool_, *node.proof);
    PricedModel priced(model_, multipliers, Objective::value);
    const std::optional<Int128> sum = priced.sum(permitted_);
    const Int128 enough = (Int128{value_to_prove()} + 1) << multipliers.scale_bits;
    if (sum && *sum >= enough)
      for (const std::size_t p : hopeful) fix_candidate(node, p, priced, *sum - enough);
  }
  permit(node, false);
  if (node.path.size() == before) return false;
  result_.certificate.leaves.push_back(*node.proof);
  relaxation_->stand_at(node.path);
  return true;
}

/// Of the options of a candidate that are left, between the best and the worst at its prices.
Guess Brancher::greatest_loss(std::size_t p) const {
  Guess best = -HUGE_VAL;
  Guess worst = HUGE_VAL;
  for (const int q : relaxation_->questions_of(p)) {
    if (!permitted_.option(p, relaxation_->questions()[static_cast<std::size_t>(q)].option))
      continue;
    const Guess own = relaxation_->profit_over_base(q);
    best = std::max(best, own);
    worst = std::min(worst, own);
  }
  return best - worst;
}

void Brancher::fix_candidate(OpenNode& node, std::size_t p, PricedModel& priced, Int128 slack) {
  struct Left {
    int question = 0;
    Int128 profit = 0;
  };
  std::vector<Left> left;
  std::optional<Int128> best;
  for (const int q : relaxation_->questions_of(p)) {
    const int option = relaxation_->questions()[static_cast<std::size_t>(q)].option;
    if (!permitted_.option(p, option)) continue;
    const std::optional<Int128> profit = priced.profit(p, option);
    if (!profit) return;
    best = best ? std::max(*best, *profit) : *profit;
    left.push_back({q, *profit});
  }
  if (left.size() < 2) return;
  for (const Left& own : left) {
    if (*best - own.profit <= slack) continue;
    answer(node, {own.question, false});
  }
}

/// The other answer ends in the leaf that comes next.
void Brancher::answer(OpenNode& node, const Answer& answer) {
  const Question& question = question_of(answer);
  BranchNode decision;
  decision.candidate = question.candidate;
  decision.option = question.option;
  const int leaf = add_tree_node({});
  result_.certificate.tree[static_cast<std::size_t>(leaf)].leaf =
      static_cast<int>(result_.certificate.leaves.size());
  const int on = add_tree_node({});
  decision.taken = answer.taken ? on : leaf;
  decision.refused = answer.taken ? leaf : on;
  result_.certificate.tree[static_cast<std::size_t>(node.tree)] = decision;
  node.tree = on;
  node.path.push_back(answer);
}

/// Ends the node with this proof if whole numbers agree.
bool Brancher::prove(const OpenNode& node, LeafProof proof) {
  if (limits_.needs_certificate) {
    const std::optional<Int128> bound = bound_of(proof, node);
    if (!bound) return false;
    if (proof.objective == Objective::none ? *bound >= 0
                                           : !result_.best || *bound > value_to_prove())
      return false;
  }
  result_.certificate.tree[static_cast<std::size_t>(node.tree)].leaf =
      static_cast<int>(result_.certificate.leaves.size());
  result_.certificate.leaves.push_back(std::move(proof));
  return true;
}

/// Short prices first: they are most of the bytes of a certificate.
bool Brancher::close(const OpenNode& node, Objective objective) {
  std::vector<LimitPrice> prices = relaxation_->prices();
  if (objective == Objective::none) {
    const Guess greatest = greatest_price(pool_, prices);
    for (LimitPrice& own : prices) own.price /= greatest;
  }
  return prove(node, proof_from(pool_, prices, objective, bits_of_short_prices)) ||
         prove(node, proof_from(pool_, prices, objective, bits_of_long_prices));
}

/// Everything is decided: without prices the bound is the value itself, and what is not possible
/// breaks a limit that says so.
bool Brancher::close_decided(const OpenNode& node) {
  const Choice choice = relaxation_->decided_choice();
  offer(choice);
  LeafProof proof;
  if (!is_possible(model_, choice)) {
    proof.objective = Objective::none;
    relaxation_->add_broken_cuts(choice);
    std::vector<Amount> sums(pool_.limits().size(), 0);
    for (std::size_t p = 0; p < choice.size(); ++p)
      if (choice[p] != no_option)
        pool_.add_option(model_.candidates[p].options[static_cast<std::size_t>(choice[p])],
                         Amount{1}, sums);
    for (std::size_t i = 0; i < sums.size(); ++i) {
      const LinearLimit& limit = pool_.limits()[i];
      if (sums[i] <= limit.limit) continue;
      if (limit.side == LimitSide::cut) {
        proof.cuts.emplace_back(limit.index, 1);
      } else {
        proof.rows.emplace_back(limit.index, limit.side == LimitSide::upper ? 1 : -1);
      }
      break;
    }
  }
  return prove(node, std::move(proof));
}

/// Of the option; of refusal, of the best option.
Guess Brancher::value_at_stake(std::size_t question) const {
  const Question& own = relaxation_->questions()[question];
  Guess greatest = 0;
  int option = 0;
  for (const Option& of : model_.candidates[static_cast<std::size_t>(own.candidate)].options)
    if (own.option == no_option || own.option == option++)
      greatest = std::max(greatest, std::abs(static_cast<Guess>(of.value)));
  return greatest;
}

Guess Brancher::expected_drop(int question, bool taken) const {
  const auto q = static_cast<std::size_t>(question);
  const PseudoCost& cost = (taken ? drops_taken_ : drops_refused_)[q];
  const Guess per_unit = cost.count > 0 ? cost.sum / cost.count : 0.1 * value_at_stake(q);
  const Guess x = relaxation_->fraction(question);
  return std::max<Guess>(1e-6, per_unit * (taken ? 1 - x : x));
}

void Brancher::note_drop(int question, bool taken, Guess distance, Guess drop) {
  if (distance < 1e-6 || !std::isfinite(drop)) return;
  PseudoCost& cost = (taken ? drops_taken_ : drops_refused_)[static_cast<std::size_t>(question)];
  cost.sum += std::max<Guess>(0, drop) / distance;
  ++cost.count;
}

/// The question whose two answers both lower the bound most. Questions about which little is known
/// are tried; trying stops after a few that were no better.
int Brancher::pick_question() {
  struct Fraction {
    Guess score = 0;
    int question = 0;
  };
  std::vector<Fraction> fractions;
  for (int q = 0; q < static_cast<int>(relaxation_->questions().size()); ++q) {
    const Guess x = relaxation_->fraction(q);
    if (x > 1e-6 && x < 1 - 1e-6 && relaxation_->is_open(q))
      fractions.push_back({expected_drop(q, true) * expected_drop(q, false), q});
  }
  if (fractions.empty()) return relaxation_->any_open_question();
  std::stable_sort(fractions.begin(), fractions.end(),
                   [](const Fraction& a, const Fraction& b) { return a.score > b.score; });
  const auto is_unknown = [&](int question) {
    const auto q = static_cast<std::size_t>(question);
    return std::min(drops_taken_[q].count, drops_refused_[q].count) < probes_enough;
  };
  std::vector<int> unknown;
  for (const Fraction& fraction : fractions)
    if (is_solved_ && is_unknown(fraction.question)) unknown.push_back(fraction.question);
  if (!unknown.empty()) relaxation_->prepare_probes(unknown);
  int best = fractions.front().question;
  Guess best_score = -1;
  int no_better = 0;
  for (const auto& [score, question] : fractions) {
    Guess own = score;
    if (is_solved_ && is_unknown(question) && no_better < probes_without_gain_max) {
      const Guess x = relaxation_->fraction(question);
      const Guess refused = relaxation_->probe(question, false, cutoff());
      const Guess taken = relaxation_->probe(question, true, cutoff());
      note_drop(question, false, x, refused);
      note_drop(question, true, 1 - x, taken);
      const Guess closed = 1e18;  // one way is closed: better than any two open ones
      own = std::clamp<Guess>(refused, 1e-6, closed) * std::clamp<Guess>(taken, 1e-6, closed);
      ++no_better;
    }
    if (own <= best_score) continue;
    best_score = own;
    best = question;
    no_better = 0;
  }
  return best;
}

void Brancher::branch(OpenNode node, int question, Guess bound) {
  const Question& own = relaxation_->questions()[static_cast<std::size_t>(question)];
  BranchNode decision;
  decision.candidate = own.candidate;
  decision.option = own.option;
  decision.taken = add_tree_node({});
  decision.refused = add_tree_node({});
  result_.certificate.tree[static_cast<std::size_t>(node.tree)] = decision;
  const Guess x = relaxation_->fraction(question);
  const bool taken_first = x >= 0.5;
  // Straight on only near the highest bound: further down there may be nothing to be had.
  const Guess highest = open_.empty() ? bound : std::max(bound, open_.front().bound);
  const bool goes_on = !result_.best || bound >= highest - (highest - cutoff()) / 4;
  const SimplexState state = relaxation_->save();
  for (const bool first : {false, true}) {
    OpenNode child;
    const bool taken = taken_first == first;
    child.tree = taken ? decision.taken : decision.refused;
    child.bound = bound;
    child.proof = node.proof;
    child.path = node.path;
    child.path.push_back({question, taken});
    child.distance = taken ? 1 - x : x;
    child.state = state;
    if (first && goes_on) {
      next_ = std::move(child);
    } else {
      open_.push_back(std::move(child));
      std::push_heap(open_.begin(), open_.end(), is_lower);
    }
  }
}

void Brancher::process(OpenNode node) {
  if (!follows_ && !node.state.columns.empty()) relaxation_->come_back(node.state);
  relaxation_->stand_at(node.path);
  Guess bound = node.bound;
  int tries = 0;
  for (int round = 0; round < 200; ++round) {
    const SimplexOutcome outcome = relaxation_->solve(cutoff());
    is_solved_ = outcome == SimplexOutcome::optimal;
    if (outcome == SimplexOutcome::below_cutoff && close(node, Objective::value)) return;
    if (outcome == SimplexOutcome::impossible && close(node, Objective::none)) return;
    if (!is_solved_ && tries < tries_max) {
      // The simplex lost its way: first with a fresh inverse, then from nothing.
      ++tries;
      if (tries == 1) relaxation_->refresh();
      if (tries == 2) relaxation_->restart();
      continue;
    }
    if (!is_solved_) break;
    bound = std::min(bound, relaxation_->value());
    if (is_good_enough(bound) && close(node, Objective::value)) return;
    // Cuts not looked for make the bound weaker, never wrong: below the root a few rounds pay.
    const bool may_grow = node.path.empty() || round < rounds_with_cuts;
    if (may_grow && relaxation_->add_broken_rows()) continue;
    if (const std::optional<Choice> choice = relaxation_->whole_choice()) {
      if (relaxation_->add_broken_cuts(*choice)) continue;
      offer(*choice);
      if (close(node, Objective::value)) return;
    }
    break;
  }
  if (!node.path.empty())
    note_drop(node.path.back().question, node.path.back().taken, node.distance, node.bound - bound);
  if (result_.nodes % 16 == 1) {
    if (const std::optional<Choice> choice = relaxation_->rounded_choice()) offer(*choice);
    if (is_solved_ && is_good_enough(bound) && close(node, Objective::value)) return;
  }
  // The prices here hold for the whole subtree; the open ways keep them.
  if (limits_.needs_certificate && is_solved_) {
    node.proof = std::make_shared<const LeafProof>(
        proof_from(pool_, relaxation_->prices(), Objective::value, bits_of_short_prices));
    // What was ruled out may have brought rows along.
    if (fix_at(node)) is_solved_ = relaxation_->solve(cutoff()) == SimplexOutcome::optimal;
  }
  const int question = pick_question();
  if (question < 0) {
    if (!close_decided(node)) stuck_.push_back(std::move(node));
    return;
  }
  const bool is_time = is_solved_ && result_.nodes >= next_dive_;
  std::vector<Answer> path;
  if (is_time) path = node.path;
  branch(std::move(node), question, bound);
  if (is_time) dive(std::move(path));
}

/// The surest answers of the relaxation join the path: how many.
std::size_t Brancher::answer_surest(std::vector<Answer>& path) const {
  struct Fraction {
    Guess sureness = 0;
    int question = 0;
  };
  std::vector<Fraction> fractions;
  for (int q = 0; q < static_cast<int>(relaxation_->questions().size()); ++q) {
    const Guess x = relaxation_->fraction(q);
    if (x > 1e-6 && x < 1 - 1e-6 && relaxation_->is_open(q))
      fractions.push_back({std::max(x, 1 - x), q});
  }
  std::stable_sort(fractions.begin(), fractions.end(),
                   [](const Fraction& a, const Fraction& b) { return a.sureness > b.sureness; });
  std::vector<char> touched(model_.candidates.size(), 0);
  std::size_t answered = 0;
  for (const Fraction& fraction : fractions) {
    if (answered > 0 && fraction.sureness < sure) break;
    const Answer answer{fraction.question, relaxation_->fraction(fraction.question) >= 0.5};
    if (touched[static_cast<std::size_t>(question_of(answer).candidate)]++ != 0) continue;
    path.push_back(answer);
    ++answered;
  }
  return answered;
}

SimplexOutcome Brancher::solve_at(const std::vector<Answer>& path) {
  relaxation_->stand_at(path);
  SimplexOutcome outcome = SimplexOutcome::optimal;
  for (int round = 0; round < 50; ++round) {
    outcome = relaxation_->solve(cutoff());
    if (outcome != SimplexOutcome::optimal || !relaxation_->add_broken_rows()) break;
  }
  return outcome;
}

/// Follows the surest answers down to a choice that keeps everything; a few wrong ones are turned.
void Brancher::dive(std::vector<Answer> path) {
  const std::int64_t value = result_.value;
  is_moved_ = true;
  int mistakes = 0;
  for (int step = 0; step < dive_steps_max; ++step) {
    std::size_t answered = answer_surest(path);
    if (answered == 0) {
      const std::optional<Choice> choice = relaxation_->whole_choice();
      if (!choice || !relaxation_->add_broken_cuts(*choice)) {
        if (choice) offer(*choice);
        break;
      }
    }
    SimplexOutcome outcome = solve_at(path);
    if (outcome != SimplexOutcome::optimal && answered > 0 && mistakes < dive_mistakes_max) {
      ++mistakes;
      path.resize(path.size() - answered + 1);
      path.back().taken = !path.back().taken;
      outcome = solve_at(path);
    }
    if (outcome != SimplexOutcome::optimal) break;
  }
  dives_without_gain_ = result_.value > value ? 0 : dives_without_gain_ + 1;
  next_dive_ = result_.nodes + (dives_without_gain_ < 4 ? dives_apart / 4 : dives_apart);
}

void Brancher::search(int root_place) {
  OpenNode root;
  root.tree = root_place;
  root.bound = HUGE_VAL;
  next_ = std::move(root);
  while (next_ || !open_.empty()) {
    if (result_.nodes >= limits_.nodes_max || work() >= limits_.work_max) break;
    if (limits_.should_stop && limits_.should_stop()) break;
    if (result_.certificate.leaves.size() >= limits_.leaves_kept_max) break;
    follows_ = next_.has_value() && !is_moved_;
    is_moved_ = false;
    OpenNode node;
    if (next_) {
      node = std::move(*next_);
      next_.reset();
    } else {
      if (limits_.gap_enough_millionths > 0 && is_good_enough(open_.front().bound)) break;
      std::pop_heap(open_.begin(), open_.end(), is_lower);
      node = std::move(open_.back());
      open_.pop_back();
    }
    ++result_.nodes;
    process(std::move(node));
  }
}

/// Open ways become leaves with the prices they inherited; the bound is what the whole tree proves.
void Brancher::finish() {
  if (next_) open_.push_back(std::move(*next_));
  result_.is_complete = open_.empty() && stuck_.empty();
  std::map<const LeafProof*, int> leaf_of_proof;  // to find them again, never for their order
  for (std::vector<OpenNode>* list : {&open_, &stuck_}) {
    for (const OpenNode& node : *list) {
      BranchNode& tree = result_.certificate.tree[static_cast<std::size_t>(node.tree)];
      if (!node.proof) {
        tree.leaf = 0;
        continue;
      }
      const auto [found, is_new] = leaf_of_proof.try_emplace(
          node.proof.get(), static_cast<int>(result_.certificate.leaves.size()));
      if (is_new) result_.certificate.leaves.push_back(*node.proof);
      tree.leaf = found->second;
    }
  }
  for (const Cut& cut : pool_.cuts()) {
    auto& nodes = result_.certificate.cuts.emplace_back();
    for (std::size_t v = 0; v < cut.inside.size(); ++v)
      if (cut.inside[v] != 0) nodes.push_back(static_cast<int>(v));
  }
  result_.work = work();
}

BranchingResult Brancher::run() {
  const std::optional<std::int64_t> known =
      result_.best ? std::optional(value_to_prove()) : std::nullopt;
  const int root_place =
      fix_by_root_prices(model_, root_prices_, known, pool_, permitted_, result_.certificate);
  relaxation_.emplace(model_, pool_, permitted_, root_prices_);
  drops_taken_.resize(relaxation_->questions().size());
  drops_refused_.resize(relaxation_->questions().size());
  search(root_place);
  finish();
  return std::move(result_);
}

}  // namespace

BranchingResult branch_and_bound(const SelectionModel& model, CutPool& pool, const Prices& prices,
                                 const std::optional<Choice>& start,
                                 const BranchingLimits& limits) {
  BranchingResult result = Brancher(model, pool, prices, start, limits).run();
  if (!limits.needs_certificate) return result;
  result.certificate = tidied(std::move(result.certificate));
  std::optional<CertifiedBound> certified = check_certificate(model, result.certificate);
  if (certified && !certified->nothing_is_possible) result.bound = certified->value;
  if (certified) result.certificate.sums = std::move(certified->sums);
  result.is_certified = certified.has_value();
  return result;
}

}  // namespace phanbo::selection
