// A plan of 100,000 demand-years is assessed in a moment; a table a hundred times as long must not
// cost ten thousand times as much. The order of input rows is settled before, by the reader.
#include <gtest/gtest.h>

#include <chrono>
#include <iostream>

#include "assess/plan_builder.hpp"

namespace phanbo::test {
namespace {

using Clock = std::chrono::steady_clock;

std::string padded(int number) { return std::to_string(1'000'000 + number); }

std::int64_t milliseconds_of(const PlanBuilder& builder, std::size_t demand_count) {
  const auto start = Clock::now();
  const AssessmentReading reading = builder.assessed();
  const auto end = Clock::now();
  EXPECT_EQ(reading.assessment.demands.size(), demand_count);
  EXPECT_TRUE(reading.problems.empty());
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(end - start).count();
  std::cout << demand_count << " demand-years: " << took << " ms\n";
  return took;
}

TEST(Size, AHundredThousandDemandYearsOfSitesAndCosts) {
  PlanBuilder builder{2026, 2030};
  const auto province = builder.unit("p", UnitKind::province);
  std::vector<Index<Unit>> communes;
  for (int i = 0; i < 2'000; ++i)
    communes.push_back(builder.unit("p-" + padded(i), UnitKind::commune, province));
  const auto heritage = builder.programme("heritage", ProgrammeKind::grants);
  const auto tasks = builder.programme("tasks", ProgrammeKind::fixed);
  const auto dossier = builder.document("1/QĐ");
  for (int i = 0; i < 40; ++i) {
    const auto source = builder.source("s" + padded(i));
    builder.pays(source, i % 2 == 0 ? heritage : tasks);
    for (std::size_t k = 0; k < 100; ++k)
      builder.pays(source, {}, communes[(k * 37 + static_cast<std::size_t>(i)) % 2'000]);
  }
  for (int i = 0; i < 15'000; ++i) {
    Site site;
    site.code = "d" + padded(i);
    site.name = "Di tích " + site.code;
    site.programme = heritage;
    site.unit = communes[static_cast<std::size_t>(i) % 2'000];
    site.dossier = dossier;
    site.need_by_year.assign(5, dong(1'000'000));
    builder.plan.sites.push_back(std::move(site));
  }
  for (int i = 0; i < 25'000; ++i) {
    const auto unit = communes[static_cast<std::size_t>(i) % 2'000];
    builder.cost("k" + padded(i), tasks, unit, 2026 + i % 5, 1'000'000);
  }
  for (int i = 0; i < 10'000; ++i) builder.decided("d" + padded(i), 2026, Index<Source>(0), 1'000);
  EXPECT_LT(milliseconds_of(builder, 100'000), 2'000);
}

TEST(Size, InsuranceOfEveryCommuneOfTheCountry) {
  PlanBuilder builder{2026, 2028};
  const auto country = builder.unit("00", UnitKind::country);
  const auto insurance = builder.programme("bhyt", ProgrammeKind::entitlement);
  builder.pays(builder.source("s"), {});
  const std::vector<std::string> groups = {"state_poor", "state_child_under_6", "near_poor",
                                           "student", "household"};
  for (int i = 0; i < 3'321; ++i) {
    const auto commune = builder.unit(padded(i), UnitKind::commune, country);
    for (int year = 2026; year <= 2028; ++year) {
      for (const std::string& group : groups)
        builder.participants(insurance, commune, group, year, {1, 12}, 1'000 + i);
    }
  }
  for (int year = 2026; year <= 2028; ++year) builder.rule(insurance, year, groups);
  EXPECT_LT(milliseconds_of(builder, 3'321U * 3), 10'000);
}

}  // namespace
}  // namespace phanbo::test
