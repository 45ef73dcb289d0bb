#include "engine/choose/root_fixing.hpp"

#include <algorithm>
#include <vector>

namespace phanbo::selection {

namespace {

/// The one leaf of the root, in terms of the pool's cuts: all proofs speak of the same list.
LeafProof leaf_in(CutPool& pool, const SelectionModel& model, const Certificate& root) {
  LeafProof proof = root.leaves[0];
  for (auto& [cut, price] : proof.cuts) {
    std::vector<char> inside(static_cast<std::size_t>(model.node_count), 0);
    for (const int node : root.cuts[static_cast<std::size_t>(cut)])
      inside[static_cast<std::size_t>(node)] = 1;
    cut = pool.place_of(make_cut(model, std::move(inside)));
  }
  return proof;
}

/// What each option adds at these prices; refusal, which stands first, adds nothing.
std::vector<Int128> profits_of(const Candidate& candidate, const Multipliers& multipliers) {
  std::vector<Int128> profits{0};
  for (const Option& own : candidate.options) {
    Int128 profit = Int128{own.value} << multipliers.scale_bits;
    for (const MoneyUse& use : own.uses)
      profit -= multipliers.node[static_cast<std::size_t>(use.node)] * use.amount;
    for (const RowTerm& term : own.terms)
      profit -= multipliers.row[static_cast<std::size_t>(term.row)] * term.coefficient;
    profits.push_back(profit);
  }
  return profits;
}

/// A chain of questions: one way of each is the root's leaf, the other goes on.
class Chain {
 public:
  Chain(Certificate& certificate, Permitted& permitted)
      : certificate_(certificate), permitted_(permitted), open_(add_place()) {}

  void take(const Candidate& candidate, std::size_t p, int option) {
    ask(p, option, false);
    for (int own = no_option; own < static_cast<int>(candidate.options.size()); ++own)
      if (own != option) permitted_.set(p, own, false);
  }
  void rule_out(std::size_t p, int option) {
    ask(p, option, true);
    permitted_.set(p, option, false);
  }
  int open_place() const { return open_; }

 private:
  int add_place() {
    certificate_.tree.emplace_back();
    return static_cast<int>(certificate_.tree.size()) - 1;
  }
  void ask(std::size_t p, int option, bool taken_is_leaf) {
    const int leaf = add_place();
    certificate_.tree.back().leaf = 0;
    const int on = add_place();
    BranchNode& question = certificate_.tree[static_cast<std::size_t>(open_)];
    question.candidate = static_cast<int>(p);
    question.option = option;
    question.taken = taken_is_leaf ? leaf : on;
    question.refused = taken_is_leaf ? on : leaf;
    open_ = on;
  }

  Certificate& certificate_;
  Permitted& permitted_;
  int open_;
};

/// `loss_enough` is more than can be lost.
void fix_candidate(const Candidate& candidate, std::size_t p, const std::vector<Int128>& profits,
                   Int128 loss_enough, Chain& chain) {
  const std::size_t first = candidate.must_choose ? 1 : 0;
  const auto begin = profits.begin() + static_cast<std::ptrdiff_t>(first);
  const auto best =
      static_cast<std::size_t>(std::max_element(begin, profits.end()) - profits.begin());
  Int128 second = -(Int128{1} << 126);
  for (std::size_t k = first; k < profits.size(); ++k)
    if (k != best) second = std::max(second, profits[k]);
  if (profits[best] - second >= loss_enough && best > 0) {
    chain.take(candidate, p, static_cast<int>(best) - 1);
    return;
  }
  for (std::size_t k = 1; k < profits.size(); ++k)
    if (k != best && profits[best] - profits[k] >= loss_enough)
      chain.rule_out(p, static_cast<int>(k) - 1);
}

}  // namespace

int fix_by_root_prices(const SelectionModel& model, const Prices& prices,
                       std::optional<std::int64_t> value_to_prove, CutPool& pool,
                       Permitted& permitted, Certificate& certificate) {
  const Certificate root = certificate_of(model, whole_multipliers(model, prices.node, prices.row));
  const Multipliers multipliers = multipliers_of(model, root, root.leaves[0]);
  certificate.leaves.push_back(leaf_in(pool, model, root));
  Chain chain(certificate, permitted);
  const std::optional<Int128> bound = exact_bound(model, multipliers);
  if (!bound || !value_to_prove) return chain.open_place();
  const Int128 gap = std::max<Int128>(0, *bound - *value_to_prove);
  const Int128 loss_enough = (gap + 1) << multipliers.scale_bits;
  for (std::size_t p = 0; p < model.candidates.size(); ++p) {
    const Candidate& candidate = model.candidates[p];
    fix_candidate(candidate, p, profits_of(candidate, multipliers), loss_enough, chain);
  }
  return chain.open_place();
}

}  // namespace phanbo::selection
