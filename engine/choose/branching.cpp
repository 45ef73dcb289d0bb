#include "engine/choose/branching.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <queue>

#include "engine/choose/small_simplex.hpp"

namespace phanbo::selection {

namespace {

struct Column {
  int candidate = 0;
  int option = 0;
};

struct Decision {
  int column = 0;
  bool taken = false;
};

struct OpenNode {
  int tree = 0;
  Guess bound = 0;
  int depth = 0;
  int proof = 0;       ///< leaf proof that holds for it
  Guess distance = 0;  ///< how far the last decision moved its column
  std::vector<Decision> path;
  SimplexState state;
};

enum class RowKind { limit, choice_most, choice_least };
struct LpRow {
  RowKind kind = RowKind::limit;
  int index = 0;
  Guess scale = 1;
  int name() const { return index * 3 + static_cast<int>(kind); }
};

struct PseudoCost {
  Guess sum = 0;
  int count = 0;
};

class Brancher {
 public:
  Brancher(const SelectionModel& model, CutPool& pool, const Prices& prices,
           const std::optional<Choice>& start, const BranchingLimits& limits)
      : model_(model), pool_(pool), limits_(limits), permitted_(model) {
    result_.best = start;
    if (start) result_.value = value_of(model, *start);
    root_prices_ = prices;
  }
  BranchingResult run();

 private:
  void fix_by_root_prices();
  void make_columns();
  void search();
  void process(OpenNode node);
  bool close(const OpenNode& node, Objective objective);
  bool close_decided(const OpenNode& node);
  void apply(const OpenNode& node);
  void come_back(const SimplexState& state);
  std::vector<Guess> fractions() const;
  bool add_broken_rows(const std::vector<Guess>& x);
  bool add_broken_cuts(const Choice& choice);
  void add_limit_row(int limit);
  void add_choice_row(int candidate, bool most);
  std::optional<Choice> whole_choice(const std::vector<Guess>& x) const;
  void offer(const Choice& choice);
  void round_and_fill(const std::vector<Guess>& x);
  int pick_column(const OpenNode& node, const std::vector<Guess>& x) const;
  void branch(OpenNode node, int column, Guess x, Guess bound);
  int add_tree_node(const BranchNode& node) {
    result_.certificate.tree.push_back(node);
    return static_cast<int>(result_.certificate.tree.size()) - 1;
  }
  LeafProof proof_from(const std::vector<Guess>& by_limit, Objective objective) const;
  std::vector<Guess> prices_by_limit() const;
  std::optional<Int128> bound_of(const LeafProof& proof, const OpenNode& node);
  void permit(const OpenNode& node, bool enter);
  const Option& option(const Column& column) const {
    return model_.candidates[static_cast<std::size_t>(column.candidate)]
        .options[static_cast<std::size_t>(column.option)];
  }
  bool is_good_enough(Guess bound) const {
    return result_.best && bound < static_cast<Guess>(result_.value) + 1 - 1e-6;
  }
  Guess cutoff() const {
    return result_.best
               ? (static_cast<Guess>(result_.value + 1) - 1e-6 - base_value_) * value_scale_
               : -HUGE_VAL;
  }
  void finish();
  void note_pseudo(const Decision& decision, Guess distance, Guess drop);

  const SelectionModel& model_;
  CutPool& pool_;
  const BranchingLimits& limits_;
  Permitted permitted_;
  Prices root_prices_;
  BranchingResult result_;
  std::vector<Column> columns_;
  std::vector<std::vector<int>> columns_of_;  ///< by candidate
  Choice forced_;                             ///< no_option where not forced
  std::vector<char> is_forced_;
  std::vector<Amount> base_sums_;  ///< of the forced options, by limit
  Guess base_value_ = 0;
  Guess value_scale_ = 1;
  std::vector<LpRow> rows_;
  std::vector<int> row_of_limit_;
  std::vector<std::pair<int, int>> choice_rows_;  ///< by candidate: most, least
  std::optional<SmallSimplex> simplex_;
  std::vector<OpenNode> open_;  ///< a heap by bound
  std::optional<OpenNode> next_;
  std::vector<Decision> applied_;
  std::vector<PseudoCost> pseudo_up_;
  std::vector<PseudoCost> pseudo_down_;
  int root_tree_ = 0;
  bool follows_ = false;  ///< the node is a child of the one before
  std::int64_t work_ = 0;
  std::vector<LeafProof> inner_proofs_;
  std::vector<OpenNode> stuck_;
};

LeafProof Brancher::proof_from(const std::vector<Guess>& by_limit, Objective objective) const {
  LeafProof proof;
  proof.objective = objective;
  Guess greatest = 1e-30;
  for (std::size_t i = 0; i < by_limit.size(); ++i) {
    const bool is_cut = pool_.limits()[i].side == LimitSide::cut;
    greatest = std::max(greatest, by_limit[i] * (is_cut ? 1 : 1e-9));
  }
  int exponent = 0;
  std::frexp(greatest, &exponent);
  proof.scale_bits = std::clamp(55 - std::max(exponent, -1), 0, 56);
  const Guess scale = std::ldexp(1.0, proof.scale_bits);
  for (std::size_t i = 0; i < by_limit.size(); ++i) {
    const Guess scaled = std::nearbyint(by_limit[i] * scale);
    if (!(scaled >= 1) || scaled > 1e37) continue;
    const auto price = static_cast<Int128>(scaled);
    const LinearLimit& limit = pool_.limits()[i];
    if (limit.side == LimitSide::cut) {
      proof.cuts.emplace_back(limit.index, price);
    } else {
      proof.rows.emplace_back(limit.index, limit.side == LimitSide::upper ? price : -price);
    }
  }
  return proof;
}

/// Options whose loss at the root prices is more than the gap are out, and options without which
/// the loss is more than the gap are in: a chain of decisions whose other ways are leaves.
void Brancher::fix_by_root_prices() {
  const Certificate root =
      certificate_of(model_, whole_multipliers(model_, root_prices_.node, root_prices_.row));
  const Multipliers multipliers = multipliers_of(model_, root, root.leaves[0]);
  // The root's cuts become cuts of the pool, so that all proofs speak of the same list.
  LeafProof proof;
  proof.scale_bits = multipliers.scale_bits;
  proof.rows = root.leaves[0].rows;
  for (const auto& [cut, price] : root.leaves[0].cuts) {
    std::vector<char> inside(static_cast<std::size_t>(model_.node_count), 0);
    for (const int node : root.cuts[static_cast<std::size_t>(cut)])
      inside[static_cast<std::size_t>(node)] = 1;
    proof.cuts.emplace_back(pool_.place_of(make_cut(model_, std::move(inside))), price);
  }
  result_.certificate.leaves.push_back(proof);
  forced_.assign(model_.candidates.size(), no_option);
  is_forced_.assign(model_.candidates.size(), 0);
  int way = add_tree_node({});
  root_tree_ = way;
  const std::optional<Int128> bound = exact_bound(model_, multipliers);
  if (!bound || !result_.best) return;
  const Int128 unit = Int128{1} << multipliers.scale_bits;
  const Int128 gap = *bound - result_.value;
  for (std::size_t p = 0; p < model_.candidates.size(); ++p) {
    const Candidate& candidate = model_.candidates[p];
    std::vector<Int128> profits{0};
    for (const Option& own : candidate.options) {
      Int128 profit = Int128{own.value} * unit;
      for (const MoneyUse& use : own.uses)
        profit -= multipliers.node[static_cast<std::size_t>(use.node)] * use.amount;
      for (const RowTerm& term : own.terms)
        profit -= multipliers.row[static_cast<std::size_t>(term.row)] * term.coefficient;
      profits.push_back(profit);
    }
    const std::size_t first = candidate.must_choose ? 1 : 0;
    const std::size_t best = static_cast<std::size_t>(
        std::max_element(profits.begin() + static_cast<std::ptrdiff_t>(first), profits.end()) -
        profits.begin());
    Int128 second = -(Int128{1} << 126);
    for (std::size_t k = first; k < profits.size(); ++k)
      if (k != best) second = std::max(second, profits[k]);
    const auto take_way = [&](int option, bool taken_is_leaf) {
      const int leaf = add_tree_node({-1, no_option, -1, -1, 0});
      const int on = add_tree_node({});
      BranchNode& node = result_.certificate.tree[static_cast<std::size_t>(way)];
      node.candidate = static_cast<int>(p);
      node.option = option;
      node.taken = taken_is_leaf ? leaf : on;
      node.refused = taken_is_leaf ? on : leaf;
      way = on;
    };
    if (profits[best] - second >= gap * unit + unit && best > 0) {
      take_way(static_cast<int>(best) - 1, false);
      forced_[p] = static_cast<int>(best) - 1;
      is_forced_[p] = 1;
      for (int c = no_option; c < static_cast<int>(candidate.options.size()); ++c)
        if (c != forced_[p]) permitted_.set(p, c, false);
      continue;
    }
    for (std::size_t k = 1; k < profits.size(); ++k) {
      if (k == best || profits[best] - profits[k] < gap * unit + unit) continue;
      take_way(static_cast<int>(k) - 1, true);
      permitted_.set(p, static_cast<int>(k) - 1, false);
    }
  }
  root_tree_ = way;
}

void Brancher::make_columns() {
  columns_of_.resize(model_.candidates.size());
  choice_rows_.assign(model_.candidates.size(), {-1, -1});
  base_sums_.assign(pool_.limits().size(), 0);
  Guess values = 0;
  for (std::size_t p = 0; p < model_.candidates.size(); ++p) {
    const Candidate& candidate = model_.candidates[p];
    if (is_forced_[p] != 0) {
      const Option& own = candidate.options[static_cast<std::size_t>(forced_[p])];
      pool_.add_option(own, Amount{1}, base_sums_);
      base_value_ += static_cast<Guess>(own.value);
      continue;
    }
    for (std::size_t c = 0; c < candidate.options.size(); ++c) {
      if (!permitted_.option(p, static_cast<int>(c))) continue;
      columns_of_[p].push_back(static_cast<int>(columns_.size()));
      columns_.push_back({static_cast<int>(p), static_cast<int>(c)});
      values += std::abs(static_cast<Guess>(candidate.options[c].value));
    }
  }
  if (values > 0) value_scale_ = static_cast<Guess>(columns_.size()) / values;
  std::vector<Guess> objective;
  for (const Column& column : columns_)
    objective.push_back(static_cast<Guess>(option(column).value) * value_scale_);
  simplex_.emplace(std::move(objective));
  row_of_limit_.assign(pool_.limits().size(), -1);
  pseudo_up_.resize(columns_.size());
  pseudo_down_.resize(columns_.size());
  for (std::size_t i = 0; i < pool_.limits().size(); ++i)
    if (pool_.limits()[i].side == LimitSide::cut) add_limit_row(static_cast<int>(i));
}

void Brancher::add_limit_row(int limit) {
  std::vector<Guess> coefficients(columns_.size(), 0);
  const LinearLimit& own = pool_.limits()[static_cast<std::size_t>(limit)];
  Guess sum = 0;
  std::size_t count = 0;
  for (std::size_t j = 0; j < columns_.size(); ++j) {
    coefficients[j] = static_cast<Guess>(pool_.coefficient(option(columns_[j]), own));
    sum += std::abs(coefficients[j]);
    if (coefficients[j] != 0) ++count;
  }
  if (static_cast<std::size_t>(limit) >= base_sums_.size()) {
    base_sums_.resize(static_cast<std::size_t>(limit) + 1, 0);
    row_of_limit_.resize(static_cast<std::size_t>(limit) + 1, -1);
    Amount base = 0;
    for (std::size_t p = 0; p < forced_.size(); ++p)
      if (is_forced_[p] != 0)
        base += pool_.coefficient(
            model_.candidates[p].options[static_cast<std::size_t>(forced_[p])], own);
    base_sums_[static_cast<std::size_t>(limit)] = base;
  }
  const Guess scale = sum > 0 ? static_cast<Guess>(count) / sum : 1;
  for (Guess& coefficient : coefficients) coefficient *= scale;
  row_of_limit_[static_cast<std::size_t>(limit)] = static_cast<int>(rows_.size());
  rows_.push_back({RowKind::limit, limit, scale});
  const Amount rest = own.limit - base_sums_[static_cast<std::size_t>(limit)];
  simplex_->add_row(rows_.back().name(), std::move(coefficients), static_cast<Guess>(rest) * scale);
}

void Brancher::add_choice_row(int candidate, bool most) {
  std::vector<Guess> coefficients(columns_.size(), 0);
  const auto p = static_cast<std::size_t>(candidate);
  for (const int j : columns_of_[p]) coefficients[static_cast<std::size_t>(j)] = most ? 1 : -1;
  (most ? choice_rows_[p].first : choice_rows_[p].second) = static_cast<int>(rows_.size());
  rows_.push_back({most ? RowKind::choice_most : RowKind::choice_least, candidate, 1});
  simplex_->add_row(rows_.back().name(), std::move(coefficients), most ? 1 : -1);
}

std::vector<Guess> Brancher::fractions() const { return simplex_->values(); }

bool Brancher::add_broken_rows(const std::vector<Guess>& x) {
  bool any = false;
  for (std::size_t p = 0; p < columns_of_.size(); ++p) {
    if (columns_of_[p].empty()) continue;
    Guess sum = 0;
    for (const int j : columns_of_[p]) sum += x[static_cast<std::size_t>(j)];
    if (choice_rows_[p].first < 0 && sum > 1 + 1e-6) {
      add_choice_row(static_cast<int>(p), true);
      any = true;
    }
    if (choice_rows_[p].second < 0 && model_.candidates[p].must_choose && sum < 1 - 1e-6) {
      add_choice_row(static_cast<int>(p), false);
      any = true;
    }
  }
  if (any) return true;
  std::vector<Guess> sums(pool_.limits().size(), 0);
  std::copy(base_sums_.begin(), base_sums_.end(), sums.begin());
  for (std::size_t j = 0; j < columns_.size(); ++j)
    if (x[j] > 0) pool_.add_option(option(columns_[j]), x[j], sums);
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const auto bound = static_cast<Guess>(pool_.limits()[i].limit);
    if (i < row_of_limit_.size() && row_of_limit_[i] >= 0) continue;
    if (sums[i] <= bound + 1e-7 * (1 + std::abs(bound))) continue;
    add_limit_row(static_cast<int>(i));
    any = true;
  }
  if (any) return true;
  std::vector<Guess> needs(model_.fixed_uses.begin(), model_.fixed_uses.end());
  for (std::size_t p = 0; p < forced_.size(); ++p) {
    if (is_forced_[p] == 0) continue;
    for (const MoneyUse& use :
         model_.candidates[p].options[static_cast<std::size_t>(forced_[p])].uses)
      needs[static_cast<std::size_t>(use.node)] += static_cast<Guess>(use.amount);
  }
  for (std::size_t j = 0; j < columns_.size(); ++j) {
    if (x[j] <= 0) continue;
    for (const MoneyUse& use : option(columns_[j]).uses)
      needs[static_cast<std::size_t>(use.node)] += x[j] * static_cast<Guess>(use.amount);
  }
  std::vector<Amount> whole;
  for (const Guess need : needs)
    whole.push_back(static_cast<Amount>(std::max<Guess>(0, need * (1 - 1e-7) - 1)));
  for (Cut& cut : broken_cuts(model_, whole)) {
    if (!pool_.add_cut(std::move(cut))) continue;
    add_limit_row(static_cast<int>(pool_.limits().size()) - 1);
    any = true;
  }
  return any;
}

/// Whole needs of a choice the rows allow, but the network does not.
bool Brancher::add_broken_cuts(const Choice& choice) {
  std::vector<Amount> needs = model_.fixed_uses;
  for (std::size_t p = 0; p < choice.size(); ++p) {
    if (choice[p] == no_option) continue;
    for (const MoneyUse& use :
         model_.candidates[p].options[static_cast<std::size_t>(choice[p])].uses)
      needs[static_cast<std::size_t>(use.node)] += use.amount;
  }
  bool any = false;
  for (Cut& cut : broken_cuts(model_, needs)) {
    if (!pool_.add_cut(std::move(cut))) continue;
    add_limit_row(static_cast<int>(pool_.limits().size()) - 1);
    any = true;
  }
  return any;
}

std::optional<Choice> Brancher::whole_choice(const std::vector<Guess>& x) const {
  Choice choice = forced_;
  for (std::size_t j = 0; j < columns_.size(); ++j) {
    if (x[j] > 1e-6 && x[j] < 1 - 1e-6) return {};
    if (x[j] >= 1 - 1e-6)
      choice[static_cast<std::size_t>(columns_[j].candidate)] = columns_[j].option;
  }
  return choice;
}

void Brancher::offer(const Choice& choice) {
  const std::int64_t value = value_of(model_, choice);
  if (result_.best && value <= result_.value) return;
  if (!is_possible(model_, choice)) return;
  result_.best = choice;
  result_.value = value;
}

/// Takes what the relaxation takes most, as long as the known limits are kept.
void Brancher::round_and_fill(const std::vector<Guess>& x) {
  std::vector<int> order;
  for (std::size_t j = 0; j < columns_.size(); ++j)
    if (x[j] > 0.02) order.push_back(static_cast<int>(j));
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return x[static_cast<std::size_t>(a)] > x[static_cast<std::size_t>(b)];
  });
  std::vector<Amount> sums(pool_.limits().size(), 0);
  Choice choice = forced_;
  for (std::size_t p = 0; p < forced_.size(); ++p)
    if (is_forced_[p] != 0)
      pool_.add_option(model_.candidates[p].options[static_cast<std::size_t>(forced_[p])],
                       Amount{1}, sums);
  for (const int j : order) {
    const Column& column = columns_[static_cast<std::size_t>(j)];
    int& taken = choice[static_cast<std::size_t>(column.candidate)];
    if (taken != no_option) continue;
    std::vector<Amount> next = sums;
    pool_.add_option(option(column), Amount{1}, next);
    bool fits = true;
    for (std::size_t i = 0; i < next.size() && fits; ++i)
      fits = next[i] <= pool_.limits()[i].limit || next[i] <= sums[i];
    if (!fits) continue;
    taken = column.option;
    sums = std::move(next);
  }
  for (std::size_t i = 0; i < sums.size(); ++i)
    if (sums[i] > pool_.limits()[i].limit) return;
  offer(choice);
}

std::vector<Guess> Brancher::prices_by_limit() const {
  std::vector<Guess> by_limit(pool_.limits().size(), 0);
  const std::vector<Guess>& prices = simplex_->prices();
  for (std::size_t i = 0; i < rows_.size(); ++i)
    if (rows_[i].kind == RowKind::limit)
      by_limit[static_cast<std::size_t>(rows_[i].index)] = prices[i] * rows_[i].scale;
  return by_limit;
}

void Brancher::permit(const OpenNode& node, bool enter) {
  for (const Decision& decision : node.path) {
    const Column& column = columns_[static_cast<std::size_t>(decision.column)];
    const auto p = static_cast<std::size_t>(column.candidate);
    if (enter) {
      if (!decision.taken) {
        permitted_.set(p, column.option, false);
        continue;
      }
      for (int c = no_option; c < static_cast<int>(model_.candidates[p].options.size()); ++c)
        if (c != column.option) permitted_.set(p, c, false);
    } else {
      // What the chain of the root took away stays away: those options have no column.
      if (!model_.candidates[p].must_choose) permitted_.set(p, no_option, true);
      for (const int j : columns_of_[p])
        permitted_.set(p, columns_[static_cast<std::size_t>(j)].option, true);
    }
  }
}

std::optional<Int128> Brancher::bound_of(const LeafProof& proof, const OpenNode& node) {
  permit(node, true);
  Multipliers multipliers;
  multipliers.scale_bits = proof.scale_bits;
  multipliers.node.assign(static_cast<std::size_t>(model_.node_count), 0);
  multipliers.row.assign(model_.rows.size(), 0);
  for (const auto& [cut, price] : proof.cuts) {
    const auto& inside = pool_.cuts()[static_cast<std::size_t>(cut)].inside;
    for (std::size_t v = 0; v < inside.size(); ++v)
      if (inside[v] != 0) multipliers.node[v] += price;
  }
  for (const auto& [row, price] : proof.rows)
    multipliers.row[static_cast<std::size_t>(row)] += price;
  const std::optional<Int128> bound = exact_bound(model_, multipliers, permitted_, proof.objective);
  permit(node, false);
  return bound;
}

/// Ends the node with a leaf if whole numbers agree.
bool Brancher::close(const OpenNode& node, Objective objective) {
  std::vector<Guess> by_limit = prices_by_limit();
  if (objective == Objective::value) {
    for (Guess& price : by_limit) price /= value_scale_;
  } else {
    Guess greatest = 0;
    for (const Guess price : by_limit) greatest = std::max(greatest, price);
    if (greatest > 0)
      for (Guess& price : by_limit) price /= greatest;
  }
  LeafProof proof = proof_from(by_limit, objective);
  const std::optional<Int128> bound = bound_of(proof, node);
  if (!bound) return false;
  if (objective == Objective::none ? *bound >= 0 : !result_.best || *bound > result_.value)
    return false;
  result_.certificate.tree[static_cast<std::size_t>(node.tree)].leaf =
      static_cast<int>(result_.certificate.leaves.size());
  result_.certificate.leaves.push_back(std::move(proof));
  return true;
}

/// Everything is decided: without prices the bound is the value itself, and what is not possible
/// breaks a limit that says so.
bool Brancher::close_decided(const OpenNode& node) {
  Choice choice = forced_;
  for (const Decision& decision : node.path) {
    const Column& column = columns_[static_cast<std::size_t>(decision.column)];
    if (decision.taken) choice[static_cast<std::size_t>(column.candidate)] = column.option;
  }
  offer(choice);
  LeafProof proof;
  if (!is_possible(model_, choice)) {
    proof.objective = Objective::none;
    add_broken_cuts(choice);
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
  const std::optional<Int128> bound = bound_of(proof, node);
  if (bound && (proof.objective == Objective::none ? *bound >= 0 : *bound > result_.value))
    return false;
  result_.certificate.tree[static_cast<std::size_t>(node.tree)].leaf =
      static_cast<int>(result_.certificate.leaves.size());
  result_.certificate.leaves.push_back(std::move(proof));
  return true;
}

void Brancher::apply(const OpenNode& node) {
  for (const Decision& decision : applied_) {
    const auto p =
        static_cast<std::size_t>(columns_[static_cast<std::size_t>(decision.column)].candidate);
    for (const int j : columns_of_[p]) simplex_->set_bounds(j, true, true);
  }
  applied_ = node.path;
  std::vector<char> zero(columns_.size(), 0);
  for (const Decision& decision : node.path) {
    const auto p =
        static_cast<std::size_t>(columns_[static_cast<std::size_t>(decision.column)].candidate);
    if (!decision.taken) {
      zero[static_cast<std::size_t>(decision.column)] = 1;
      simplex_->set_bounds(decision.column, true, false);
      continue;
    }
    for (const int j : columns_of_[p])
      simplex_->set_bounds(j, j != decision.column, j == decision.column);
  }
  // A candidate that must be chosen and has one option left takes it.
  for (const Decision& decision : node.path) {
    const auto p =
        static_cast<std::size_t>(columns_[static_cast<std::size_t>(decision.column)].candidate);
    if (decision.taken || !model_.candidates[p].must_choose) continue;
    int left = -1;
    int count = 0;
    for (const int j : columns_of_[p]) {
      if (zero[static_cast<std::size_t>(j)] != 0) continue;
      left = j;
      ++count;
    }
    if (count == 1) simplex_->set_bounds(left, false, true);
  }
}

int Brancher::pick_column(const OpenNode& node, const std::vector<Guess>& x) const {
  int best = -1;
  Guess best_score = -1;
  for (std::size_t j = 0; j < columns_.size(); ++j) {
    if (x[j] <= 1e-6 || x[j] >= 1 - 1e-6) continue;
    const Guess size = simplex_->gain(static_cast<int>(j));
    const auto estimate = [&](const PseudoCost& cost, Guess distance) {
      const Guess per_unit = cost.count > 0 ? cost.sum / cost.count : 0.1 * size;
      return std::max<Guess>(1e-9, per_unit * distance);
    };
    const Guess score = estimate(pseudo_up_[j], 1 - x[j]) * estimate(pseudo_down_[j], x[j]);
    if (score > best_score) {
      best_score = score;
      best = static_cast<int>(j);
    }
  }
  if (best >= 0) return best;
  // Whole already, but not proved: any column that is still free.
  std::vector<char> decided(columns_.size(), 0);
  for (const Decision& decision : node.path) {
    decided[static_cast<std::size_t>(decision.column)] = 1;
    if (!decision.taken) continue;
    const auto p =
        static_cast<std::size_t>(columns_[static_cast<std::size_t>(decision.column)].candidate);
    for (const int j : columns_of_[p]) decided[static_cast<std::size_t>(j)] = 1;
  }
  for (std::size_t j = 0; j < columns_.size(); ++j)
    if (decided[j] == 0) return static_cast<int>(j);
  return -1;
}

void Brancher::note_pseudo(const Decision& decision, Guess distance, Guess drop) {
  if (distance < 1e-6) return;
  const auto j = static_cast<std::size_t>(decision.column);
  PseudoCost& cost = decision.taken ? pseudo_up_[j] : pseudo_down_[j];
  cost.sum += std::max<Guess>(0, drop) * value_scale_ / distance;
  ++cost.count;
}

void Brancher::branch(OpenNode node, int column, Guess x, Guess bound) {
  BranchNode decision;
  decision.candidate = columns_[static_cast<std::size_t>(column)].candidate;
  decision.option = columns_[static_cast<std::size_t>(column)].option;
  decision.taken = add_tree_node({});
  decision.refused = add_tree_node({});
  result_.certificate.tree[static_cast<std::size_t>(node.tree)] = decision;
  const bool taken_first = x >= 0.5;
  const SimplexState state = simplex_->save();
  for (const bool first : {false, true}) {
    OpenNode child;
    const bool taken = taken_first == first;
    child.tree = taken ? decision.taken : decision.refused;
    child.bound = bound;
    child.depth = node.depth + 1;
    child.proof = node.proof;
    child.path = node.path;
    child.path.push_back({column, taken});
    child.distance = taken ? 1 - x : x;
    child.state = state;
    if (first) {
      next_ = std::move(child);
    } else {
      open_.push_back(std::move(child));
      std::push_heap(open_.begin(), open_.end(),
                     [](const OpenNode& a, const OpenNode& b) { return a.bound < b.bound; });
    }
  }
}

/// Rows that are not tight there are dropped once there are many; the pool remembers them.
void Brancher::come_back(const SimplexState& state) {
  for (const int name : state.tight_rows) {
    const int index = name / 3;
    const auto kind = static_cast<RowKind>(name % 3);
    const auto& choice = choice_rows_[kind == RowKind::limit ? 0 : static_cast<std::size_t>(index)];
    if (kind == RowKind::limit && row_of_limit_[static_cast<std::size_t>(index)] < 0)
      add_limit_row(index);
    if (kind == RowKind::choice_most && choice.first < 0) add_choice_row(index, true);
    if (kind == RowKind::choice_least && choice.second < 0) add_choice_row(index, false);
  }
  simplex_->restore(state);
  if (simplex_->row_count() <= 20 + 2 * state.tight_rows.size()) return;
  std::vector<LpRow> kept;
  for (const std::size_t row : simplex_->drop_loose_rows()) kept.push_back(rows_[row]);
  rows_ = std::move(kept);
  std::fill(row_of_limit_.begin(), row_of_limit_.end(), -1);
  std::fill(choice_rows_.begin(), choice_rows_.end(), std::pair(-1, -1));
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const auto index = static_cast<std::size_t>(rows_[i].index);
    const auto place = static_cast<int>(i);
    if (rows_[i].kind == RowKind::limit) row_of_limit_[index] = place;
    if (rows_[i].kind == RowKind::choice_most) choice_rows_[index].first = place;
    if (rows_[i].kind == RowKind::choice_least) choice_rows_[index].second = place;
  }
}

void Brancher::process(OpenNode node) {
  const bool is_jump = !follows_;
  apply(node);
  if (is_jump && !node.state.columns.empty()) come_back(node.state);
  Guess bound = node.bound;
  std::vector<Guess> x;
  for (int round = 0; round < 200; ++round) {
    const std::int64_t before = simplex_->pivots();
    const SimplexOutcome outcome = simplex_->solve(cutoff(), 5'000);
    work_ += (simplex_->pivots() - before + 2) * static_cast<std::int64_t>(simplex_->row_count()) *
             static_cast<std::int64_t>(columns_.size() + simplex_->row_count());
    x = fractions();
    if (outcome == SimplexOutcome::below_cutoff && close(node, Objective::value)) return;
    if (outcome == SimplexOutcome::impossible && close(node, Objective::none)) return;
    if (outcome != SimplexOutcome::optimal) break;
    bound = std::min(bound, simplex_->objective() / value_scale_ + base_value_);
    if (is_good_enough(bound) && close(node, Objective::value)) return;
    if (add_broken_rows(x)) continue;
    if (const std::optional<Choice> choice = whole_choice(x)) {
      if (add_broken_cuts(*choice)) continue;
      offer(*choice);
      if (close(node, Objective::value)) return;
    }
    break;
  }
  if (!node.path.empty()) note_pseudo(node.path.back(), node.distance, node.bound - bound);
  if (result_.nodes % 16 == 1) {
    round_and_fill(x);
    if (is_good_enough(bound) && close(node, Objective::value)) return;
  }
  // The prices here hold for the whole subtree; the open ways keep them.
  if (result_.certificate.leaves.size() < limits_.leaves_kept_max) {
    std::vector<Guess> by_limit = prices_by_limit();
    for (Guess& price : by_limit) price /= value_scale_;
    inner_proofs_.push_back(proof_from(by_limit, Objective::value));
    node.proof = static_cast<int>(inner_proofs_.size());
  }
  const int column = pick_column(node, x);
  if (column < 0) {
    if (!close_decided(node)) stuck_.push_back(std::move(node));
    return;
  }
  branch(std::move(node), column, x[static_cast<std::size_t>(column)], bound);
}

void Brancher::search() {
  OpenNode root;
  root.tree = root_tree_;
  root.bound = HUGE_VAL;
  next_ = std::move(root);
  const auto less = [](const OpenNode& a, const OpenNode& b) { return a.bound < b.bound; };
  while (next_ || !open_.empty()) {
    if (result_.nodes >= limits_.nodes_max || work_ / 1'000'000 >= limits_.work_max) break;
    if (limits_.should_stop && limits_.should_stop()) break;
    if (result_.certificate.leaves.size() >= limits_.leaves_kept_max) break;
    follows_ = next_.has_value();
    OpenNode node;
    if (next_) {
      node = std::move(*next_);
      next_.reset();
    } else {
      const Guess top = open_.front().bound;
      if (result_.best && limits_.gap_enough > 0 &&
          std::floor(top + 1e-6) - static_cast<Guess>(result_.value) <=
              static_cast<Guess>(limits_.gap_enough))
        break;
      std::pop_heap(open_.begin(), open_.end(), less);
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
  std::map<int, int> leaf_of_proof;
  for (std::vector<OpenNode>* list : {&open_, &stuck_}) {
    for (const OpenNode& node : *list) {
      BranchNode& tree = result_.certificate.tree[static_cast<std::size_t>(node.tree)];
      if (node.proof == 0) {
        tree.leaf = 0;
        continue;
      }
      const auto [found, is_new] = leaf_of_proof.try_emplace(
          node.proof, static_cast<int>(result_.certificate.leaves.size()));
      if (is_new)
        result_.certificate.leaves.push_back(
            inner_proofs_[static_cast<std::size_t>(node.proof) - 1]);
      tree.leaf = found->second;
    }
  }
  for (const Cut& cut : pool_.cuts()) {
    auto& nodes = result_.certificate.cuts.emplace_back();
    for (std::size_t v = 0; v < cut.inside.size(); ++v)
      if (cut.inside[v] != 0) nodes.push_back(static_cast<int>(v));
  }
  result_.work = work_ / 1'000'000;
}

BranchingResult Brancher::run() {
  fix_by_root_prices();
  make_columns();
  search();
  finish();
  return std::move(result_);
}

}  // namespace

BranchingResult branch_and_bound(const SelectionModel& model, CutPool& pool, const Prices& prices,
                                 const std::optional<Choice>& start,
                                 const BranchingLimits& limits) {
  BranchingResult result = Brancher(model, pool, prices, start, limits).run();
  if (!limits.needs_certificate) return result;
  const std::optional<CertifiedBound> certified = check_certificate(model, result.certificate);
  if (certified && !certified->nothing_is_possible) result.bound = certified->value;
  result.is_certified = certified.has_value();
  return result;
}

}  // namespace phanbo::selection
