// Sections 1, 2 and 4 by hand: network, split, least_cost.
#include "distribute/hand_case.hpp"

namespace phanbo::distribution_test {
namespace {

TEST(WhoPays, SourcesInDrawingOrderTiesByCode) {
  PlanRows rows = one_class(SharingRule::in_rank_order);
  rows.sources = {{.code = "s1", .drawing_order = 2}, {.code = "s2", .drawing_order = 1}};
  rows.money = {{.source = "s1", .available = 40}, {.source = "s2", .available = 40}};
  rows.demands = {{.item = "a", .wanted = 50}};
  EXPECT_EQ(HandCase(rows).ledger(), "a/2025@s2 40; a/2025@s1 10");
  rows.sources[0].drawing_order = 1;
  EXPECT_EQ(HandCase(rows).ledger(), "a/2025@s1 40; a/2025@s2 10");
}

TEST(WhoPays, ALaterClassMayChangeWhoPaysButNotHowMuch) {
  PlanRows rows = one_class(SharingRule::in_rank_order);
  rows.classes.push_back({.code = "c2", .order = 2});
  rows.sources = {{.code = "s1", .drawing_order = 1}, {.code = "s2", .drawing_order = 2}};
  rows.money = {{.source = "s1", .available = 40}, {.source = "s2", .available = 40}};
  rows.demands = {{.item = "a", .wanted = 40},
                  {.item = "b", .wanted = 40, .priority_class = "c2", .payers = {{"s1"}}}};
  EXPECT_EQ(HandCase(rows).ledger(), "a/2025@s2 40; b/2025@s1 40");
}

TEST(WhoPays, NoMoreIsCarriedOverThanIsNeeded) {
  PlanRows rows = one_class(SharingRule::in_rank_order);
  rows.last_year = 2026;
  rows.money = {{.source = "s", .year = 2025, .available = 100, .carry_out_max = 30},
                {.source = "s", .year = 2026, .available = 10}};
  rows.demands = {{.item = "a", .wanted = 50, .year = 2025},
                  {.item = "b", .wanted = 35, .year = 2026}};
  const HandCase enough(rows);
  EXPECT_EQ(enough.gets("b", 2026), 35);
  EXPECT_EQ(enough.balance("s", 2025).carried_out.dong(), 25);
  EXPECT_EQ(enough.balance("s", 2025).unallocated.dong(), 25);
  EXPECT_EQ(enough.balance("s", 2026).carried_in.dong(), 25);
  rows.demands[1].wanted = 60;
  const HandCase limited(rows);
  EXPECT_EQ(limited.gets("b", 2026), 40);
  EXPECT_EQ(limited.balance("s", 2025).carried_out.dong(), 30);
}

TEST(WhoPays, CarriedMoneyMayBeCarriedAgain) {
  PlanRows rows = one_class(SharingRule::in_rank_order);
  rows.last_year = 2027;
  rows.money = {{.source = "s", .year = 2025, .available = 50, .carry_out_max = 50},
                {.source = "s", .year = 2026, .carry_out_max = 20},
                {.source = "s", .year = 2027}};
  rows.demands = {{.item = "a", .wanted = 40, .year = 2027}};
  const HandCase run(rows);
  EXPECT_EQ(run.gets("a", 2027), 20);
  EXPECT_EQ(run.balance("s", 2026).carried_out.dong(), 20);
}

TEST(WhoPays, ReserveAndLockedMoneyAreTakenOutFirst) {
  PlanRows rows = one_class(SharingRule::in_rank_order);
  rows.money = {{.source = "s", .available = 100, .reserve = 20}};
  rows.demands = {{.item = "a", .wanted = 30}, {.item = "b", .wanted = 90}};
  rows.locks = {{.item = "a", .amount = 30}};
  const HandCase run(rows);
  EXPECT_EQ(run.gets("a"), 30);
  EXPECT_EQ(run.gets("b"), 50);
  EXPECT_EQ(run.ledger(), "a/2025@s#decided 30; b/2025@s 50");
}

PlanRows with_local_share(std::int64_t central, std::int64_t local) {
  PlanRows rows = one_class(SharingRule::pro_rata);
  rows.programmes = {{.code = "p", .share_numerator = 1, .share_denominator = 3}};
  rows.sources = {{.code = "central", .drawing_order = 1, .budget = PayingBudget::central},
                  {.code = "local", .drawing_order = 2, .budget = PayingBudget::province}};
  rows.money = {{.source = "central", .available = central},
                {.source = "local", .available = local}};
  rows.demands = {{.item = "a", .wanted = 10}};
  return rows;
}

TEST(WhoPays, TheLocalShareIsRoundedUp) {
  const HandCase run(with_local_share(100, 100));
  EXPECT_EQ(run.ledger(), "a/2025@central 6; a/2025@local#local_share 4");
}

TEST(WhoPays, TheLocalShareBoundsTheWhole) {
  const HandCase run(with_local_share(100, 2));  // ⌈6/3⌉ = 2, ⌈7/3⌉ = 3
  EXPECT_EQ(run.ledger(), "a/2025@central 4; a/2025@local#local_share 2");
}

TEST(WhoPays, LocalMoneyBeyondTheShareIsNotLabelled) {
  const HandCase run(with_local_share(3, 100));
  EXPECT_EQ(run.ledger(), "a/2025@central 3; a/2025@local 3; a/2025@local#local_share 4");
}

TEST(WhoPays, MoneyLockedFromTheCentreCountsAgainstTheShare) {
  PlanRows rows = with_local_share(100, 100);
  rows.locks = {{.item = "a", .source = "central", .amount = 5}};
  const HandCase run(rows);  // 10 − ⌈10/3⌉ = 6 other money at most, 5 of it locked
  EXPECT_EQ(run.ledger(), "a/2025@central 1; a/2025@central#decided 5; a/2025@local#local_share 4");
}

TEST(WhoPays, EnvelopesInTwoSteps) {
  PlanRows rows = one_class(SharingRule::in_rank_order);
  rows.money = {{.source = "s", .available = 100}};
  rows.envelopes = {{.code = "e0", .amount = 60},
                    {.code = "e1", .amount = 50, .parent = "e0"},
                    {.code = "e2", .amount = 40, .parent = "e0"}};
  rows.demands = {{.item = "a", .wanted = 50, .rank = 1, .payers = {{"s@e1"}}},
                  {.item = "b", .wanted = 40, .rank = 2, .payers = {{"s@e2"}}},
                  {.item = "c", .wanted = 90, .rank = 3, .payers = {{"s"}}}};
  const HandCase run(rows);
  EXPECT_EQ(run.gets("a"), 50);
  EXPECT_EQ(run.gets("b"), 10);
  EXPECT_EQ(run.gets("c"), 40);
}

TEST(WhoPays, LockedMoneyCountsAgainstEveryEnvelopeOnTheWay) {
  PlanRows rows = one_class(SharingRule::in_rank_order);
  rows.money = {{.source = "s", .available = 100}};
  rows.envelopes = {{.code = "e0", .amount = 60}, {.code = "e1", .amount = 50, .parent = "e0"}};
  rows.demands = {{.item = "a", .wanted = 90, .rank = 1, .payers = {{"s@e1"}}},
                  {.item = "b", .wanted = 90, .rank = 2, .payers = {{"s@e0"}}}};
  rows.locks = {{.item = "a", .amount = 20}};
  const HandCase run(rows);
  EXPECT_EQ(run.gets("a"), 50);  // 20 locked and the 30 that e1 still passes
  EXPECT_EQ(run.gets("b"), 10);  // e0 still passed 40, a took 30 of it
}

TEST(WhoPays, KeptMoneyIsNotForOthers) {
  PlanRows rows = one_class(SharingRule::in_rank_order);
  rows.last_year = 2026;
  rows.programmes = {{.code = "p"}, {.code = "q"}};
  rows.items = {{.code = "a", .programme = "q"}, {.code = "b", .programme = "p"}};
  rows.money = {{.source = "s", .year = 2025, .available = 100, .carry_out_max = 100},
                {.source = "s", .year = 2026}};
  rows.kept = {{.code = "k", .programme = "p", .amount = 40}};
  rows.demands = {{.item = "a", .wanted = 50, .year = 2025, .rank = 1},
                  {.item = "a", .wanted = 50, .year = 2026, .rank = 2},
                  {.item = "b", .wanted = 50, .year = 2025, .rank = 3}};
  const HandCase run(rows);
  EXPECT_EQ(run.gets("a", 2025), 50);
  EXPECT_EQ(run.gets("a", 2026), 10);  // what is kept does not leave its year
  EXPECT_EQ(run.gets("b", 2025), 40);
}

TEST(WhoPays, CapsInsideCaps) {
  PlanRows rows = one_class(SharingRule::in_rank_order);
  rows.units = {{"u", ""}, {"u1", "u"}};
  rows.items = {{.code = "a", .unit = "u1"}, {.code = "b", .unit = "u"}};
  rows.money = {{.source = "s", .available = 100}};
  rows.caps = {{.code = "inner", .amount = 20, .unit = "u1"},
               {.code = "outer", .amount = 50, .programme = "p"}};
  rows.demands = {{.item = "a", .wanted = 40, .rank = 1}, {.item = "b", .wanted = 40, .rank = 2}};
  const HandCase run(rows);
  EXPECT_EQ(run.gets("a"), 20);
  EXPECT_EQ(run.gets("b"), 30);
}

TEST(WhoPays, AProjectTakesNoMoreFromASourceThanIsApproved) {
  PlanRows rows = one_class(SharingRule::in_rank_order);
  rows.items = {{.code = "a", .origin = ItemOrigin::project}};
  rows.money = {{.source = "s", .available = 100}, {.source = "t", .available = 100}};
  rows.demands = {{.item = "a", .wanted = 90}};
  rows.project_limits = {{.item = "a", .source = "s", .ceiling = 30},
                         {.item = "a", .source = "t", .ceiling = 50}};
  EXPECT_EQ(HandCase(rows).ledger(), "a/2025@s 30; a/2025@t 50");
  rows.locks = {{.item = "a", .source = "s", .amount = 20}};
  EXPECT_EQ(HandCase(rows).ledger(), "a/2025@s 10; a/2025@s#decided 20; a/2025@t 50");
}

TEST(WhoPays, ASupplementLeavesItsSource) {
  PlanRows rows = one_class(SharingRule::in_rank_order);
  rows.sources = {{.code = "s"}, {.code = "t", .transfer_from = "s"}};
  rows.money = {{.source = "s", .available = 100}, {.source = "t", .available = 30}};
  rows.demands = {{.item = "a", .wanted = 100, .payers = {{"s"}}},
                  {.item = "b", .wanted = 30, .payers = {{"t"}}}};
  const HandCase run(rows);
  EXPECT_EQ(run.ledger(), "a/2025@s 70; b/2025@t 30; transfer/t/2025@s 30");
  EXPECT_EQ(run.balance("s").allocated.dong(), 100);
}

TEST(WhoPays, WhatAnAuthorityFixedCostsTheOthers) {
  PlanRows rows = one_class(SharingRule::in_rank_order);
  rows.money = {{.source = "s", .available = 100}};
  rows.demands = {{.item = "a", .wanted = 60, .rank = 2}, {.item = "b", .wanted = 60, .rank = 1}};
  rows.locks = {{.item = "a", .amount = 60, .authority = "the minister"}};
  const HandCase run(rows);
  EXPECT_EQ(run.gets("b"), 40);
  ASSERT_EQ(run.result().figures.size(), 1U);
  EXPECT_EQ(run.result().figures[0].id, "authority_cost/a/2025@s");
  EXPECT_EQ(run.result().figures[0].value, "20");
}

TEST(WhoPays, ALockedAmountIsHonouredWhateverTheRules) {
  PlanRows rows = one_class(SharingRule::in_rank_order);
  rows.money = {{.source = "s", .available = 10}, {.source = "t", .available = 30}};
  rows.caps = {{.code = "cap", .amount = 5}};
  rows.demands = {{.item = "a", .wanted = 25, .payers = {{"s"}}},
                  {.item = "b", .wanted = 5, .payers = {{"s"}}}};
  rows.locks = {{.item = "a", .source = "t", .amount = 20}};
  EXPECT_EQ(HandCase(rows).ledger(), "a/2025@t#decided 20");
}

}  // namespace
}  // namespace phanbo::distribution_test
