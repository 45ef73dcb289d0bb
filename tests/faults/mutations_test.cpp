// A seeded sample of what mutation_campaign does in full: damaged plans are refused, or their money
// is all accounted for.
#include "faults/mutations.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "faults/mutation_run.hpp"
#include "faults/sums.hpp"

namespace phanbo::faults_test {
namespace {

constexpr const char* small_plan = "tests/errors/base";

void expect_no_fault(const MutationWishes& wishes) {
  const MutationReport report = run_mutations(wishes);
  std::ostringstream text;
  print(report, text);
  EXPECT_TRUE(report.faults.empty()) << text.str();
  std::uint64_t made = 0;
  for (const auto& [name, counts] : report.counts) made += counts.made;
  EXPECT_GT(made, 100U) << text.str();
}

TEST(Mutations, OfASmallPlan) {
  expect_no_fault({.plans = {small_plan}, .damages = {}, .every = 47, .seed = 20261123});
}

TEST(Mutations, OfTheExamples) {
  expect_no_fault({.plans = {"examples/an-binh", "examples/an-binh-short", "examples/qd2639"},
                   .damages = {},
                   .every = 2500,
                   .seed = 44});
}

TEST(Mutations, TheSoundPlansPass) {
  for (const char* name :
       {small_plan, "examples/an-binh", "examples/an-binh-short", "examples/qd2639"}) {
    const MemoryPlan plan = plan_on_disk(name);
    const Outcome outcome = run(plan);
    EXPECT_TRUE(outcome.is_complete && outcome.faults.empty()) << name;
    const Outcome sealed = run({{"plan.sealed.json", sealed_text(plan)}});
    EXPECT_TRUE(sealed.is_complete && sealed.faults.empty()) << name;
    EXPECT_EQ(sealed.canonical_text(), outcome.canonical_text()) << name;
    EXPECT_EQ(split_container(to_container(plan)), plan) << name;
  }
}

/// Each once brought the program down.
TEST(Mutations, WhatWasFoundStaysRefused) {
  const std::string start =
      R"({"sealed_plan_version":1,"header":{"schema_version":"1","code":"a","name":"b",)"
      R"("stage":"submitted","first_year":"2026","last_year":"2026"},)";
  for (const char* tables : {
           R"("tables":[{"name":"units","columns":[],"rows":[]}]})",  // no column, no place for it
           R"("tables":[{"name":"units","columns":[],"rows":[[]]}]})",
       }) {
    const Outcome outcome = run({{"plan.sealed.json", start + std::string(tables)}});
    EXPECT_TRUE(has_errors(outcome.problems)) << tables;
    EXPECT_TRUE(outcome.faults.empty()) << tables;
  }
}

/// Rows of a rule pack point at a programme or a document that is not there.
TEST(Mutations, RowsOfAPackWithoutTheirProgrammeAreRefused) {
  MemoryPlan plan = plan_on_disk("examples/ha-noi-three-communes");
  for (const char* file : {"programmes.csv", "documents.csv"}) {
    MemoryPlan changed = plan;
    std::string& bytes = changed.at(file);
    const std::size_t code = bytes.find('\n') + 1;
    bytes.insert(code, "x");
    const Outcome outcome = run(without_guards(changed));
    EXPECT_TRUE(has_errors(outcome.problems)) << file;
    EXPECT_TRUE(outcome.faults.empty()) << file << ": " << outcome.faults.front();
  }
}

/// The sums that judge a result see a single lost or invented đồng.
TEST(Mutations, TheSumsSeeALostDong) {
  const Outcome outcome = run(plan_on_disk("examples/an-binh"));
  ASSERT_TRUE(outcome.is_complete);
  const auto differences = [&](const auto& spoil) {
    Allocation allocation = outcome.distribution.allocation;
    spoil(allocation);
    return sums_that_differ(*outcome.reading.plan, outcome.assessment.assessment, allocation);
  };
  const Money dong = Money::from_dong(std::int64_t{1});
  EXPECT_TRUE(differences([](Allocation&) {}).empty());
  EXPECT_FALSE(differences([&](Allocation& a) { a.ledger[0].amount += dong; }).empty());
  EXPECT_FALSE(differences([&](Allocation& a) { a.ledger.pop_back(); }).empty());
  EXPECT_FALSE(differences([&](Allocation& a) { a.sources[0].unallocated += dong; }).empty());
  EXPECT_FALSE(differences([&](Allocation& a) {
                 a.sources[0].unallocated += dong;
                 a.sources[0].available += dong;
               }).empty());
  EXPECT_FALSE(differences([&](Allocation& a) {
                 a.sources[0].carried_in += dong;
                 a.sources[0].unallocated += dong;
               }).empty());
  EXPECT_FALSE(differences([&](Allocation& a) { a.demands[0].shortfall += dong; }).empty());
  EXPECT_FALSE(differences([&](Allocation& a) { a.demands[0].allocated += dong; }).empty());
}

}  // namespace
}  // namespace phanbo::faults_test
