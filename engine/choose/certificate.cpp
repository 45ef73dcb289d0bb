#include "engine/choose/certificate.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace phanbo::selection {

namespace {

class Walker {
 public:
  Walker(const SelectionModel& model, const Certificate& certificate, const AtLeaf& at_leaf)
      : model_(model), certificate_(certificate), at_leaf_(at_leaf), permitted_(model) {}

  bool walk() {
    visited_.assign(certificate_.tree.size(), 0);
    stack_ = {{0, 0, {}}};
    while (!stack_.empty())
      if (!step()) return false;
    return true;
  }

 private:
  struct Frame {
    int node = 0;
    int stage = 0;
    std::vector<char> before;  ///< what was permitted of the candidate that is asked about
  };

  bool step() {
    Frame& frame = stack_.back();
    if (frame.node < 0 || static_cast<std::size_t>(frame.node) >= certificate_.tree.size())
      return false;
    const BranchNode& node = certificate_.tree[static_cast<std::size_t>(frame.node)];
    if (node.leaf >= 0) {
      const auto place = static_cast<std::size_t>(frame.node);
      stack_.pop_back();
      return leaf(node.leaf, place);
    }
    if (frame.stage == 0) {
      if (visited_[static_cast<std::size_t>(frame.node)]++ != 0 || !is_decision(node)) return false;
      frame.before = options_of(node.candidate);
    } else {
      put_back(node.candidate, frame.before);
    }
    if (frame.stage == 2) {
      stack_.pop_back();
      return true;
    }
    decide(node, frame.stage == 0);
    ++frame.stage;
    const int next = frame.stage == 1 ? node.taken : node.refused;
    stack_.push_back({next, 0, {}});
    return true;
  }

  bool leaf(int index, std::size_t place) const {
    return static_cast<std::size_t>(index) < certificate_.leaves.size() &&
           at_leaf_(certificate_.leaves[static_cast<std::size_t>(index)], permitted_, place);
  }

  bool is_decision(const BranchNode& node) const {
    if (node.candidate < 0 || static_cast<std::size_t>(node.candidate) >= model_.candidates.size())
      return false;
    const auto& options = model_.candidates[static_cast<std::size_t>(node.candidate)].options;
    return node.option >= no_option && node.option < static_cast<int>(options.size());
  }

  int option_count(int candidate) const {
    return static_cast<int>(model_.candidates[static_cast<std::size_t>(candidate)].options.size());
  }
  std::vector<char> options_of(int candidate) const {
    std::vector<char> result;
    for (int c = no_option; c < option_count(candidate); ++c)
      result.push_back(permitted_.option(static_cast<std::size_t>(candidate), c) ? 1 : 0);
    return result;
  }
  void put_back(int candidate, const std::vector<char>& before) {
    for (int c = no_option; c < option_count(candidate); ++c)
      permitted_.set(static_cast<std::size_t>(candidate), c,
                     before[static_cast<std::size_t>(c + 1)] != 0);
  }
  /// Taken: nothing else is permitted. An option not permitted before stays so.
  void decide(const BranchNode& node, bool taken) {
    const auto p = static_cast<std::size_t>(node.candidate);
    for (int c = no_option; c < option_count(node.candidate); ++c)
      if (taken != (c == node.option)) permitted_.set(p, c, false);
  }

  const SelectionModel& model_;
  const Certificate& certificate_;
  const AtLeaf& at_leaf_;
  Permitted permitted_;
  std::vector<char> visited_;
  std::vector<Frame> stack_;
};

class Checker {
 public:
  Checker(const SelectionModel& model, const Certificate& certificate)
      : model_(model), certificate_(certificate) {}

  std::optional<CertifiedBound> run() {
    result_.sums.resize(certificate_.tree.size());
    const bool is_proved =
        walk_leaves(model_, certificate_,
                    [this](const LeafProof& proof, const Permitted& permitted, std::size_t place) {
                      return check(proof, permitted, place);
                    });
    if (!is_proved) return {};
    if (!any_value_) result_.nothing_is_possible = true;
    return result_;
  }

 private:
  /// A candidate left without any option: nothing is possible there, whatever the prices.
  bool is_empty(const Permitted& permitted) const {
    for (std::size_t p = 0; p < model_.candidates.size(); ++p) {
      const auto count = static_cast<int>(model_.candidates[p].options.size());
      int option = no_option;
      while (option < count && !permitted.option(p, option)) ++option;
      if (option == count) return true;
    }
    return false;
  }

  bool check(const LeafProof& proof, const Permitted& permitted, std::size_t place) {
    ++result_.leaves;
    if (!names_exist(proof)) return false;
    // Leaves with the same prices come one after another.
    if (&proof != last_) {
      prices_ = multipliers_of(model_, certificate_, proof);
      priced_.emplace(model_, prices_, proof.objective);
      last_ = &proof;
    }
    const std::optional<Int128> sum = priced_->sum(permitted);
    if (!sum) return is_empty(permitted);
    result_.sums[place] = sum;
    const Int128 bound = *sum >> prices_.scale_bits;
    if (proof.objective == Objective::none) return bound < 0;
    result_.value = any_value_ ? std::max(result_.value, bound) : bound;
    any_value_ = true;
    return true;
  }

  bool names_exist(const LeafProof& proof) const {
    const auto within = [](int index, std::size_t size) {
      return index >= 0 && static_cast<std::size_t>(index) < size;
    };
    for (const auto& [cut, price] : proof.cuts) {
      if (!within(cut, certificate_.cuts.size())) return false;
      for (const int node : certificate_.cuts[static_cast<std::size_t>(cut)])
        if (node <= money_node || node >= model_.node_count) return false;
    }
    return std::all_of(proof.rows.begin(), proof.rows.end(),
                       [&](const auto& row) { return within(row.first, model_.rows.size()); });
  }

  const SelectionModel& model_;
  const Certificate& certificate_;
  const LeafProof* last_ = nullptr;
  Multipliers prices_;
  std::optional<PricedModel> priced_;
  CertifiedBound result_;
  bool any_value_ = false;
};

/// Cuts as leaves first name them, equal ones once.
class UsedCuts {
 public:
  explicit UsedCuts(std::vector<std::vector<int>>& used) : used_(used) {
    for (std::size_t i = 0; i < used.size(); ++i) places_.emplace(used[i], static_cast<int>(i));
  }

  int place_of(std::vector<int> nodes) {
    std::sort(nodes.begin(), nodes.end());
    const auto [own, is_new] = places_.emplace(std::move(nodes), static_cast<int>(used_.size()));
    if (is_new) used_.push_back(own->first);
    return own->second;
  }

 private:
  std::vector<std::vector<int>>& used_;
  std::map<std::vector<int>, int> places_;
};

using PriceList = std::vector<std::pair<int, Int128>>;

/// Prices by place, those of one place together, without zeros.
PriceList in_order(PriceList prices) {
  std::sort(prices.begin(), prices.end());
  PriceList result;
  for (const auto& [place, price] : prices) {
    if (!result.empty() && result.back().first == place)
      result.back().second += price;
    else
      result.emplace_back(place, price);
  }
  std::erase_if(result, [](const auto& own) { return own.second == 0; });
  return result;
}

}  // namespace

bool walk_leaves(const SelectionModel& model, const Certificate& certificate,
                 const AtLeaf& at_leaf) {
  return Walker(model, certificate, at_leaf).walk();
}

Multipliers multipliers_of(const SelectionModel& model, const Certificate& certificate,
                           const LeafProof& leaf) {
  Multipliers result;
  result.scale_bits = leaf.scale_bits;
  result.node.assign(static_cast<std::size_t>(model.node_count), 0);
  result.row.assign(model.rows.size(), 0);
  for (const auto& [cut, price] : leaf.cuts)
    for (const int node : certificate.cuts[static_cast<std::size_t>(cut)])
      result.node[static_cast<std::size_t>(node)] += price;
  for (const auto& [row, price] : leaf.rows) result.row[static_cast<std::size_t>(row)] += price;
  return result;
}

Certificate tidied(Certificate proof) {
  std::vector<int> places(proof.leaves.size(), -1);
  for (const BranchNode& node : proof.tree)
    if (node.leaf >= 0) places[static_cast<std::size_t>(node.leaf)] = 0;
  const std::vector<std::vector<int>> cuts = std::exchange(proof.cuts, {});
  std::vector<int> known(cuts.size(), -1);
  UsedCuts used(proof.cuts);
  std::vector<LeafProof> leaves = std::exchange(proof.leaves, {});
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    if (places[i] < 0) continue;
    places[i] = static_cast<int>(proof.leaves.size());
    LeafProof& leaf = proof.leaves.emplace_back(std::move(leaves[i]));
    std::erase_if(leaf.cuts, [](const auto& cut) { return cut.second == 0; });
    for (auto& [cut, price] : leaf.cuts) {
      int& place = known[static_cast<std::size_t>(cut)];
      if (place < 0) place = used.place_of(cuts[static_cast<std::size_t>(cut)]);
      cut = place;
    }
    leaf.cuts = in_order(std::move(leaf.cuts));
    leaf.rows = in_order(std::move(leaf.rows));
  }
  for (BranchNode& node : proof.tree)
    if (node.leaf >= 0) node.leaf = places[static_cast<std::size_t>(node.leaf)];
  return proof;
}

Certificate with_prices(Certificate proof, const Certificate& root) {
  if (proof.leaves.size() == 1 && proof.tree.size() == 1) return proof;
  UsedCuts used(proof.cuts);
  LeafProof leaf = root.leaves.front();
  for (auto& [cut, price] : leaf.cuts)
    cut = used.place_of(root.cuts[static_cast<std::size_t>(cut)]);
  leaf.cuts = in_order(std::move(leaf.cuts));
  proof.leaves.push_back(std::move(leaf));
  return proof;
}

Certificate certificate_of(const SelectionModel& model, const Multipliers& multipliers,
                           Objective objective) {
  Certificate result;
  LeafProof leaf;
  leaf.objective = objective;
  leaf.scale_bits = multipliers.scale_bits;
  // Potentials are sums over levels: the nodes at or above a level make up a cut.
  std::vector<Int128> levels = multipliers.node;
  levels.push_back(0);
  std::sort(levels.begin(), levels.end());
  levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
  for (std::size_t i = 1; i < levels.size(); ++i) {
    std::vector<int> inside;
    for (std::size_t v = 1; v < multipliers.node.size(); ++v)
      if (multipliers.node[v] >= levels[i]) inside.push_back(static_cast<int>(v));
    leaf.cuts.emplace_back(static_cast<int>(result.cuts.size()), levels[i] - levels[i - 1]);
    result.cuts.push_back(std::move(inside));
  }
  for (std::size_t r = 0; r < multipliers.row.size(); ++r)
    if (multipliers.row[r] != 0) leaf.rows.emplace_back(static_cast<int>(r), multipliers.row[r]);
  result.leaves.push_back(std::move(leaf));
  result.tree.push_back({-1, no_option, -1, -1, 0});
  result.sums = {exact_sum(model, multipliers, Permitted(model), objective)};
  return result;
}

std::optional<CertifiedBound> check_certificate(const SelectionModel& model,
                                                const Certificate& certificate) {
  return Checker(model, certificate).run();
}

}  // namespace phanbo::selection
