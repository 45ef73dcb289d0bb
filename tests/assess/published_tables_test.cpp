// QĐ 2639/QĐ-TTg: the central supplement for commune offices, counts × rate, 27 provinces.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "assess/plan_builder.hpp"

namespace phanbo::test {
namespace {

struct Province {
  std::string name;
  std::string communes;
  std::string special_zones;
  std::int64_t amount_million = 0;
};

std::vector<Province> published_provinces() {
  std::ifstream stream(std::string(PHANBO_SHARED_DIR) + "/tables/qd2639_2025_commune_offices.csv");
  std::vector<Province> provinces;
  std::string line;
  std::getline(stream, line);
  while (std::getline(stream, line)) {
    std::vector<std::string> cells;
    std::istringstream rest(line);
    for (std::string cell; std::getline(rest, cell, ',');) cells.push_back(cell);
    provinces.push_back({cells.at(1), cells.at(3), cells.at(4), std::stoll(cells.at(6))});
  }
  return provinces;
}

TEST(PublishedTables, CommuneOfficesOf27Provinces) {
  const std::vector<Province> provinces = published_provinces();
  if (provinces.empty()) GTEST_SKIP() << "the published tables are not beside the project";
  const std::vector<std::string> lower_rate = {"Hưng Yên", "Bắc Ninh", "Ninh Bình", "Huế",
                                               "Khánh Hòa"};
  constexpr std::int64_t million = 1'000'000;
  PlanBuilder builder{2025, 2025};
  const auto country = builder.unit("00", UnitKind::country);
  const auto offices = builder.programme("tru-so", ProgrammeKind::formula);
  builder.pays(builder.source("tw", PayingBudget::central, "central_supplement_recurrent"), {});
  for (std::size_t i = 0; i < provinces.size(); ++i) {
    const Province& province = provinces[i];
    const auto unit = builder.unit(std::to_string(100 + i), UnitKind::province, country);
    builder.plan.units[unit].name = province.name;
    const bool is_lower =
        std::find(lower_rate.begin(), lower_rate.end(), province.name) != lower_rate.end();
    builder.status(unit, is_lower ? "rate_600" : "rate_1300", "2025-01-01");
    builder.indicator(unit, "communes", province.communes);
    builder.indicator(unit, "special_zones", province.special_zones);
  }
  builder.unit("999", UnitKind::province, country);  // a province that no rate names
  for (const char* indicator : {"communes", "special_zones"}) {
    builder.plan.rates.push_back({offices, indicator, dong(1'300 * million), "rate_1300", {}, ""});
    builder.plan.rates.push_back({offices, indicator, dong(600 * million), "rate_600", {}, ""});
  }
  Formula formula;
  formula.programme = offices;
  formula.year = 2025;
  formula.method = FormulaMethod::rates;
  formula.parent = country;
  builder.plan.formulas.push_back(formula);

  const AssessmentReading reading = builder.assessed();
  EXPECT_TRUE(reading.problems.empty());
  ASSERT_EQ(reading.assessment.demands.size(), provinces.size());
  std::int64_t total = 0;
  for (std::size_t i = 0; i < provinces.size(); ++i) {
    const Money need = reading.assessment.demands.rows()[i].need;
    EXPECT_EQ(need, dong(provinces[i].amount_million * million)) << provinces[i].name;
    if (provinces[i].name == "Cần Thơ") {
      EXPECT_EQ(need, dong(93'600 * million));
    }
    total += need.dong();
  }
  EXPECT_EQ(total, 2'615'000 * million);
}

}  // namespace
}  // namespace phanbo::test
