// engine/explain/replay.cpp: every operation, right and wrong; and the same verdict as the
// evaluator of tests/assess, which is written apart.
#include "engine/explain/replay.hpp"

#include <gmock/gmock.h>

#include "assess/derivation_evaluator.hpp"
#include "distribute/random.hpp"

namespace phanbo::test {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

Derivation node(Operation operation, std::string value, std::vector<Derivation> children = {},
                std::string note = {}) {
  Derivation made;
  made.label_vi = "số";
  made.label_en = "number";
  made.operation = operation;
  made.value = std::move(value);
  made.note = std::move(note);
  made.children = std::move(children);
  return made;
}

Derivation input(std::string value) { return node(Operation::input, std::move(value)); }

/// Right as it stands, wrong with any other value.
struct OperationCase {
  std::string name;
  Derivation right;
};

class EveryOperation : public ::testing::TestWithParam<OperationCase> {};

TEST_P(EveryOperation, IsRecomputed) { EXPECT_THAT(replay(GetParam().right), IsEmpty()); }

TEST_P(EveryOperation, AWrongValueIsFound) {
  Derivation wrong = GetParam().right;
  wrong.value = "987654321";
  EXPECT_THAT(replay(wrong), SizeIs(1));
}

TEST_P(EveryOperation, AWrongValueBelowIsFound) {
  Derivation above = node(Operation::sum, GetParam().right.value, {GetParam().right});
  EXPECT_THAT(replay(above), IsEmpty());
  above.children.front().value = "987654321";
  EXPECT_THAT(replay(above), SizeIs(2));
}

INSTANTIATE_TEST_SUITE_P(
    All, EveryOperation,
    ::testing::Values(
        OperationCase{"sum", node(Operation::sum, "3.5", {input("1"), input("2.5")})},
        OperationCase{"sum_of_nothing", node(Operation::sum, "0")},
        OperationCase{"difference",
                      node(Operation::difference, "-4", {input("1"), input("2"), input("3")})},
        OperationCase{"product", node(Operation::product, "1/3", {input("2"), input("1/6")})},
        OperationCase{"quotient", node(Operation::quotient, "1/7", {input("1"), input("7")})},
        OperationCase{"percent_of",
                      node(Operation::percent_of, "105300", {input("4.5"), input("2340000")})},
        OperationCase{"minimum", node(Operation::minimum, "-1", {input("5"), input("-1")})},
        OperationCase{"maximum", node(Operation::maximum, "5", {input("5"), input("-1")})},
        OperationCase{"half_up", node(Operation::round, "3", {input("2.5")}, "half_up 0")},
        OperationCase{"half_even", node(Operation::round, "2", {input("2.5")}, "half_even 0")},
        OperationCase{"down", node(Operation::round, "0.33", {input("1/3")}, "down 2")},
        OperationCase{"up", node(Operation::round, "0.34", {input("1/3")}, "up 2")},
        OperationCase{"up_to_step",
                      node(Operation::round, "3000000", {input("2000001")}, "up_to_step 1000000")},
        OperationCase{"down_to_step", node(Operation::round, "2000000", {input("2999999")},
                                           "down_to_step 1000000")},
        OperationCase{"count", node(Operation::count, "2", {input("7"), input("9")})},
        OperationCase{"share", node(Operation::largest_remainder, "34",
                                    {input("100"), input("1"), input("3")}, "step 1")}),
    [](const auto& shown) { return shown.param.name; });

TEST(Replay, TheShareMayBeRoundedEitherWayButNoFurther) {
  for (const char* share : {"33", "34"}) {
    EXPECT_THAT(replay(node(Operation::largest_remainder, share,
                            {input("100"), input("1"), input("3")}, "step 1")),
                IsEmpty());
  }
  EXPECT_THAT(replay(node(Operation::largest_remainder, "35",
                          {input("100"), input("1"), input("3")}, "step 1")),
              SizeIs(1));
}

TEST(Replay, GroundsTakeNoPart) {
  const Derivation grounds = node(Operation::grounds, "", {input("1000")});
  EXPECT_THAT(replay(node(Operation::difference, "2", {input("3"), input("1"), grounds})),
              IsEmpty());
}

TEST(Replay, WhatStandsInGroundsIsRecomputedToo) {
  const Derivation wrong = node(Operation::sum, "5", {input("1")});
  EXPECT_THAT(
      replay(node(Operation::sum, "3", {input("3"), node(Operation::grounds, "", {wrong})})),
      SizeIs(1));
}

TEST(Replay, GroundsWithAValueAreWrong) {
  EXPECT_THAT(replay(node(Operation::grounds, "0", {input("1")})), SizeIs(1));
}

TEST(Replay, OutcomesAreHeldAgainstTheResult) {
  Derivation outcome = node(Operation::outcome, "7");
  outcome.place = "ledger[a@s]";
  const auto seven = [](std::string_view place) -> std::optional<std::string> {
    if (place != "ledger[a@s]") return std::nullopt;
    return "7";
  };
  EXPECT_THAT(replay(outcome, seven), IsEmpty());
  outcome.value = "8";
  EXPECT_THAT(replay(outcome, seven), SizeIs(1));
  outcome.value = "7";
  outcome.place = "ledger[b@s]";
  EXPECT_THAT(replay(outcome, seven), SizeIs(1));
}

TEST(Replay, WhatIsNoNumberCannotBeComputedWith) {
  for (const char* text : {"", "x", "1/0", "1.", ".5", "1/2/3", "--1"})
    EXPECT_THAT(replay(node(Operation::sum, "1", {input(text), input("1")})), SizeIs(1)) << text;
}

TEST(Replay, UnknownRoundingsAreFound) {
  for (const char* rule : {"", "half_up", "sideways 0", "half_up x", "down 99"})
    EXPECT_THAT(replay(node(Operation::round, "1", {input("1")}, rule)), SizeIs(1)) << rule;
}

TEST(Leaves, InputsAndLawInTheOrderOfTheTree) {
  const Derivation tree =
      node(Operation::sum, "3",
           {node(Operation::law, "1"), node(Operation::count, "0"),
            node(Operation::sum, "2", {input("2")}), node(Operation::grounds, "", {input("9")})});
  std::vector<std::string> values;
  for (const Derivation* leaf : leaves_of(tree)) values.push_back(leaf->value);
  EXPECT_THAT(values, ::testing::ElementsAre("1", "2", "9"));
  EXPECT_EQ(node_count(tree), 7U);
}

/// A random tree of sums, differences, products and roundings; every value is a made-up number, so
/// most trees are wrong somewhere.
Derivation random_tree(distribution_test::Random& random, int depth) {
  const std::string value = std::to_string(random.between(-6, 6));
  if (depth == 0) return input(value);
  constexpr Operation operations[] = {Operation::sum,     Operation::difference, Operation::product,
                                      Operation::minimum, Operation::maximum,    Operation::round};
  const Operation operation = operations[random.below(6)];
  std::vector<Derivation> children{random_tree(random, depth - 1)};
  if (operation != Operation::round) children.push_back(random_tree(random, depth - 1));
  return node(operation, value, std::move(children), "down_to_step 3");
}

TEST(Replay, AgreesWithTheEvaluatorOfTheAssessTests) {
  distribution_test::Random random(5);
  int right = 0;
  for (int round = 0; round < 3'000; ++round) {
    const Derivation tree = random_tree(random, static_cast<int>(random.between(1, 2)));
    const bool is_right = replay(tree).empty();
    EXPECT_EQ(is_right, recompute(tree).empty()) << round;
    right += is_right ? 1 : 0;
  }
  EXPECT_GT(right, 20);
  EXPECT_LT(right, 2'000);
}

}  // namespace
}  // namespace phanbo::test
