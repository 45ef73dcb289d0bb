#include <gtest/gtest.h>

#include "choose/exhaustive.hpp"

namespace phanbo::selection {
namespace {

/// One number of the proof is changed. Returns false where there was nothing to change.
bool corrupt(Certificate& certificate, Draws& draws) {
  const auto pick = [&](std::size_t size) {
    return static_cast<std::size_t>(draws.between(0, static_cast<std::int64_t>(size) - 1));
  };
  LeafProof& leaf = certificate.leaves[pick(certificate.leaves.size())];
  switch (draws.between(0, 5)) {
    case 0:
      if (leaf.cuts.empty()) return false;
      leaf.cuts[pick(leaf.cuts.size())].second /= 2;
      return true;
    case 1:
      if (leaf.cuts.empty()) return false;
      leaf.cuts.erase(leaf.cuts.begin() + static_cast<std::ptrdiff_t>(pick(leaf.cuts.size())));
      return true;
    case 2:
      if (leaf.rows.empty()) return false;
      leaf.rows[pick(leaf.rows.size())].second *= -1;
      return true;
    case 3:
      if (certificate.cuts.empty()) return false;
      certificate.cuts[pick(certificate.cuts.size())].pop_back();
      return true;
    case 4: {
      BranchNode& node = certificate.tree[pick(certificate.tree.size())];
      if (node.leaf >= 0) return false;
      node.refused = node.taken;
      return true;
    }
    default:
      leaf.objective = Objective::none;
      return true;
  }
}

/// A changed proof may still prove something, never something that is not so.
TEST(Certificate, ACorruptedProofNeverProvesWhatIsNotSo) {
  int rejected = 0;
  int weaker = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const SelectionModel model = draw_model(seed);
    const Solution solution = solve(model, {});
    const auto best = best_by_looking(model);
    Draws draws(seed);
    for (int k = 0; k < 10; ++k) {
      Certificate changed = solution.certificate;
      if (!corrupt(changed, draws)) continue;
      const auto certified = check_certificate(model, changed);
      if (!certified) {
        ++rejected;
        continue;
      }
      if (!best) continue;  // nothing is possible: every bound is true
      EXPECT_FALSE(certified->nothing_is_possible) << "seed " << seed;
      EXPECT_GE(static_cast<std::int64_t>(certified->value), *best) << "seed " << seed;
      if (certified->value > *best) ++weaker;
    }
  }
  EXPECT_GT(rejected, 100);
  EXPECT_GT(weaker, 100);
}

/// "Is it refused?" is a question like any other: one way is left with nothing, the other with what
/// there is.
TEST(Certificate, AQuestionMayAskForRefusal) {
  SelectionModel model;
  model.fixed_uses = {0};
  model.candidates.resize(1);
  model.candidates[0].options = {Option{7, {}, {}}, Option{5, {}, {}}};
  Certificate proof;
  proof.leaves.emplace_back();
  proof.tree = {{0, no_option, 1, 2, -1}, {-1, no_option, -1, -1, 0}, {-1, no_option, -1, -1, 0}};
  std::vector<std::vector<bool>> left;
  EXPECT_TRUE(
      walk_leaves(model, proof, [&](const LeafProof&, const Permitted& permitted, std::size_t) {
        left.push_back(
            {permitted.option(0, no_option), permitted.option(0, 0), permitted.option(0, 1)});
        return true;
      }));
  EXPECT_EQ(left, (std::vector<std::vector<bool>>{{true, false, false}, {false, true, true}}));
  const auto certified = check_certificate(model, proof);
  ASSERT_TRUE(certified.has_value());
  EXPECT_EQ(static_cast<std::int64_t>(certified->value), 7);
  proof.tree[0].option = -2;
  EXPECT_FALSE(check_certificate(model, proof).has_value());
}

/// A model that has a đồng more is another model: its proof does not carry over where it matters.
TEST(Certificate, TheProofOfOneModelIsNotTheProofOfAnother) {
  int noticed = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SelectionModel model = draw_model(seed);
    const Solution solution = solve(model, {});
    for (MoneyArc& arc : model.arcs) arc.capacity *= 2;
    const auto best = best_by_looking(model);
    const auto certified = check_certificate(model, solution.certificate);
    if (!certified) ++noticed;
    if (!certified || !best) continue;
    if (!certified->nothing_is_possible) {
      EXPECT_GE(static_cast<std::int64_t>(certified->value), *best) << "seed " << seed;
    }
    noticed += certified->value > solution.bound ? 1 : 0;
  }
  EXPECT_GT(noticed, 50);
}

/// Chains of questions may be as long as there are candidates; each leaf is told what is left.
TEST(Certificate, LeavesOfALongChainAreVisitedOnceEach) {
  constexpr int depth = 100'000;
  SelectionModel model;
  model.fixed_uses = {0};
  model.candidates.resize(depth, Candidate{{Option{}}, false});
  Certificate chain;
  chain.leaves.emplace_back();
  for (int i = 0; i < depth; ++i) {
    chain.tree.push_back({i, 0, 2 * i + 1, 2 * i + 2, -1});
    chain.tree.push_back({-1, no_option, -1, -1, 0});
  }
  chain.tree.push_back({-1, no_option, -1, -1, 0});
  int leaves = 0;
  EXPECT_TRUE(
      walk_leaves(model, chain, [&](const LeafProof&, const Permitted& permitted, std::size_t) {
        const auto asked = static_cast<std::size_t>(std::min(leaves, depth - 1));
        EXPECT_EQ(permitted.option(asked, no_option), leaves == depth);
        EXPECT_EQ(permitted.option(asked, 0), leaves < depth);
        ++leaves;
        return true;
      }));
  EXPECT_EQ(leaves, depth + 1);
  chain.tree[1].leaf = 1;
  EXPECT_FALSE(walk_leaves(model, chain,
                           [](const LeafProof&, const Permitted&, std::size_t) { return true; }));
}

}  // namespace
}  // namespace phanbo::selection
