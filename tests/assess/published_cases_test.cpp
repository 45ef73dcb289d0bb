// Amounts, shares and counts that others published (the cases beside the project), to the đồng,
// from plans to figures and needs. Skipped where the project stands alone.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "assess/plan_builder.hpp"

namespace phanbo::test {
namespace {

using Json = nlohmann::json;

/// All cases of a file by id; empty when the file is not there.
std::map<std::string, Json> cases_of(const std::string& file) {
  std::ifstream stream(std::string(PHANBO_SHARED_DIR) + "/cases/" + file);
  std::map<std::string, Json> cases;
  if (!stream) return cases;
  const Json document = Json::parse(stream);
  for (const Json& one : document.at("cases")) cases[one.at("id")] = one;
  EXPECT_FALSE(cases.empty()) << file;
  return cases;
}

#define SKIP_WITHOUT(cases) \
  if ((cases).empty()) GTEST_SKIP() << "the published cases are not beside the project"

/// One person of one group in one year, and what the figures say of it.
struct OnePerson {
  std::string group;
  int year = 2026;
  MonthSpan months;
  std::string paid_on;
  std::string top_up_percent;
};

struct Premium {
  std::int64_t full = 0;
  std::int64_t state = 0;
  std::int64_t self = 0;
  std::string monthly;
  std::string monthly_self;
  std::string percent_of_base;
  Money need;  ///< of the demand; what the state pays
};

std::int64_t number(const std::string& text) { return text == "(none)" ? 0 : std::stoll(text); }

Premium premium_of(const OnePerson& person) {
  PlanBuilder builder{person.year, person.year};
  const auto ward = builder.unit("w", UnitKind::ward);
  const auto insurance = builder.programme("bhyt", ProgrammeKind::entitlement);
  builder.participants(insurance, ward, person.group, person.year, person.months, 1);
  builder.plan.participants.rows()[0].paid_on = parse_iso_date(person.paid_on);
  builder.rule(insurance, person.year, {person.group});
  builder.status(ward, "atk", "2023-12-03");
  if (!person.top_up_percent.empty()) {
    builder.plan.top_ups.push_back(
        {insurance, ward, person.group, decimal(person.top_up_percent), {2000, 1, 1}, {}, {}});
  }
  const AssessmentReading reading = builder.assessed();
  EXPECT_TRUE(reading.problems.empty()) << ::testing::PrintToString(problem_ids(reading));
  const std::string id = "insurance/bhyt/w/" + person.group + "/" + std::to_string(person.year);
  std::string segment = id + "/segment/" + std::to_string(person.months.first) + "-" +
                        std::to_string(person.months.last);
  if (!person.paid_on.empty()) segment += "/paid_" + person.paid_on;
  Premium premium;
  premium.full = number(figure_value(reading, id + "/full_dong"));
  premium.state = number(figure_value(reading, id + "/state_dong"));
  premium.self = number(figure_value(reading, id + "/self_dong"));
  premium.monthly = figure_value(reading, segment + "/monthly_dong");
  premium.monthly_self = figure_value(reading, segment + "/monthly_self_dong");
  premium.percent_of_base = figure_value(reading, id + "/percent_of_base");
  premium.need = demand_of(reading, "bhyt/w/" + std::to_string(person.year)).need;
  EXPECT_EQ(premium.need, dong(premium.state));
  return premium;
}

TEST(PublishedUnitAmounts, U01StudentsFrom2025) {
  const auto cases = cases_of("bhyt_unit_amounts.json");
  SKIP_WITHOUT(cases);
  const Json& expected = cases.at("U01").at("expected");
  const Premium year = premium_of({"student", 2026, {1, 12}, "2026-01-02", ""});
  EXPECT_EQ(year.full, expected.at("annual_full"));
  EXPECT_EQ(year.self, expected.at("annual_self"));
  EXPECT_EQ(number(year.monthly_self), expected.at("monthly_self"));
  EXPECT_EQ(premium_of({"student", 2026, {1, 6}, "", ""}).self, expected.at("self_6m"));
  EXPECT_EQ(premium_of({"student", 2026, {4, 6}, "", ""}).self, expected.at("self_3m"));
  const Premium before = premium_of({"student", 2024, {1, 12}, "2024-09-05", ""});
  EXPECT_EQ(before.self - year.self, expected.at("saving_vs_previous"));
}

TEST(PublishedUnitAmounts, U02StudentsOf2024) {
  const auto cases = cases_of("bhyt_unit_amounts.json");
  SKIP_WITHOUT(cases);
  const Json& expected = cases.at("U02").at("expected");
  const Premium year = premium_of({"student", 2024, {1, 12}, "2024-09-05", ""});
  EXPECT_EQ(year.full, expected.at("annual_full"));
  EXPECT_EQ(year.self, expected.at("annual_self"));
  EXPECT_EQ(year.state, expected.at("annual_state"));
}

TEST(PublishedUnitAmounts, U03StudentsBeforeJuly2023) {
  const auto cases = cases_of("bhyt_unit_amounts.json");
  SKIP_WITHOUT(cases);
  const Json& expected = cases.at("U03").at("expected");
  const Premium year = premium_of({"student", 2022, {1, 12}, "", ""});
  EXPECT_EQ(year.full, expected.at("annual_full"));
  EXPECT_EQ(year.self, expected.at("annual_self"));
  EXPECT_EQ(number(year.monthly_self), expected.at("monthly_self"));
}

TEST(PublishedUnitAmounts, U04StudentsOfTheSchoolYear2023) {
  const auto cases = cases_of("bhyt_unit_amounts.json");
  SKIP_WITHOUT(cases);
  const Json& expected = cases.at("U04").at("expected");
  const Premium year = premium_of({"student", 2023, {1, 12}, "2023-09-05", ""});
  EXPECT_EQ(year.self, expected.at("annual_self"));
  EXPECT_EQ(number(year.monthly_self), expected.at("monthly_self"));
}

TEST(PublishedUnitAmounts, U05ALocalTopUp) {
  const auto cases = cases_of("bhyt_unit_amounts.json");
  SKIP_WITHOUT(cases);
  const Json& expected = cases.at("U05").at("expected");
  const std::string top_up = cases.at("U05").at("inputs").at("top_up_pct");
  EXPECT_EQ(premium_of({"student", 2026, {1, 12}, "2026-01-02", top_up}).self,
            expected.at("annual_self_after_top_up"));
  const std::string before = cases.at("U05").at("inputs").at("previous_top_up_pct");
  EXPECT_EQ(premium_of({"student", 2024, {1, 12}, "2024-09-05", before}).self,
            expected.at("annual_self_after_top_up_previous"));
}

TEST(PublishedUnitAmounts, U06GrassrootsSecurity) {
  const auto cases = cases_of("bhyt_unit_amounts.json");
  SKIP_WITHOUT(cases);
  EXPECT_EQ(premium_of({"grassroots_security", 2026, {1, 12}, "2026-01-02", ""}).self,
            cases.at("U06").at("expected").at("annual_self"));
}

TEST(PublishedUnitAmounts, U07AndU08HouseholdSteps) {
  const auto cases = cases_of("bhyt_unit_amounts.json");
  SKIP_WITHOUT(cases);
  const Json& expected = cases.at("U07").at("expected");
  const Json& percents = cases.at("U08").at("expected").at("household_pct_of_base");
  for (std::size_t i = 0; i < 5; ++i) {
    const std::string group = "household_" + std::to_string(i + 1);
    const Premium half_year = premium_of({group, 2026, {7, 12}, "", ""});
    EXPECT_EQ(number(half_year.monthly_self), expected.at("household_monthly").at(i)) << group;
    EXPECT_EQ(premium_of({group, 2027, {1, 12}, "", ""}).self,
              expected.at("household_annual").at(i))
        << group;
    EXPECT_EQ(half_year.percent_of_base, percents.at(i)) << group;
  }
}

TEST(DerivedExamples, D01AYearOfAFullyPaidPerson) {
  const auto cases = cases_of("derived_rule_examples.json");
  SKIP_WITHOUT(cases);
  for (const auto& [text, amount] : cases.at("D01").at("expected").items()) {
    const int year = std::stoi(text);
    const std::string group = year >= 2024 ? "state_atk" : "state_meritorious";
    const Premium premium = premium_of({group, year, {1, 12}, "", ""});
    EXPECT_EQ(premium.state, amount) << year;
    EXPECT_EQ(premium.self, 0) << year;
  }
}

TEST(DerivedExamples, D02DrawdownOfABalancingSupplement) {
  const auto cases = cases_of("derived_rule_examples.json");
  SKIP_WITHOUT(cases);
  constexpr std::int64_t million = 1'000'000;
  PlanBuilder builder{2026, 2026};
  builder.source("s", PayingBudget::province, "balancing_supplement");
  const std::int64_t annual = cases.at("D02").at("inputs").at("annual");
  builder.plan.source_years.rows()[0].available = dong(annual * million);
  const AssessmentReading reading = builder.assessed();
  const Json& expected = cases.at("D02").at("expected");
  const auto figure = [&](const std::string& name) {
    return number(figure_value(reading, "drawdown/s/2026/" + name)) / million;
  };
  EXPECT_EQ(figure("month_cap_dong"), expected.at("month_cap_normal"));
  EXPECT_EQ(figure("q1_month_cap_dong"), expected.at("month_cap_q1"));
  EXPECT_EQ(figure("q1_cap_dong"), expected.at("q1_cap"));
}

TEST(DerivedExamples, D04TheFirstPartOfAYear) {
  const auto cases = cases_of("derived_rule_examples.json");
  SKIP_WITHOUT(cases);
  const Json& months = cases.at("D04").at("inputs").at("months");
  for (std::size_t i = 0; i < months.size(); ++i) {
    const int count = months.at(i);
    const Premium premium = premium_of({"state_atk", 2025, {13 - count, 12}, "", ""});
    EXPECT_EQ(premium.need, dong(cases.at("D04").at("expected").at(i))) << count << " months";
  }
}

TEST(DerivedExamples, D05PrepaidMonthsKeepTheirBase) {
  const auto cases = cases_of("derived_rule_examples.json");
  SKIP_WITHOUT(cases);
  EXPECT_EQ(premium_of({"student", 2026, {1, 12}, "2026-06-30", ""}).full,
            cases.at("D05").at("expected").at("annual_full"));
}

TEST(PublishedShares, Q07TheCentralShareOfEveryClass) {
  const auto cases = cases_of("reconciliation_quality.json");
  SKIP_WITHOUT(cases);
  const Json& probes = cases.at("Q07").at("inputs").at("probe");
  const Json& expected = cases.at("Q07").at("expected").at("max_central_pct");
  for (std::size_t i = 0; i < probes.size(); ++i) {
    // A plan states its class; the borders between the classes are rows of law.
    const auto threshold = [](const char* key) {
      return shipped_law().find("central_support_threshold", key, {2022, 1, 1})->value.value();
    };
    std::string central_class = "receives_balancing_supplement";
    if (probes.at(i).at(1).is_number()) {
      const Decimal rate = decimal(probes.at(i).at(1).dump());
      central_class = rate <= threshold("1")   ? "remits_up_to_20"
                      : rate <= threshold("2") ? "remits_20_to_60"
                                               : "remits_over_60";
    }
    for (const int year : {2022, 2026}) {
      PlanBuilder builder{year, year};
      builder.rule(builder.programme("bhyt", ProgrammeKind::entitlement), year, {"state_poor"});
      builder.plan.entitlement_rules[0].central_class = central_class;
      const AssessmentReading reading = builder.assessed();
      EXPECT_EQ(figure_value(reading, "central_support/" + central_class + "/" +
                                          std::to_string(year) + "/percent"),
                expected.at(i).dump())
          << probes.at(i);
    }
  }
}

/// Adds `count` units of a kind, codes in order.
void add_units(PlanBuilder& builder, Index<Unit> parent, const std::string& code, UnitKind kind,
               int count, const std::optional<Date>& from, const std::optional<Date>& to) {
  for (int i = 0; i < count; ++i) {
    Unit& unit = builder.plan.units[builder.unit(code + std::to_string(1'000 + i), kind, parent)];
    unit.valid_from = from;
    unit.valid_to = to;
  }
}

TEST(PublishedUnits, A01CanThoAfterTheMerger) {
  const auto cases = cases_of("admin_units.json");
  SKIP_WITHOUT(cases);
  const Json& inputs = cases.at("A01").at("inputs");
  const Date merger{2025, 7, 1};
  PlanBuilder builder{2025, 2025};
  const auto city = builder.unit("ct", UnitKind::province);
  const int formed_communes = inputs.at("formed_communes");
  const int formed_wards = inputs.at("formed_wards");
  add_units(builder, city, "ct-c", UnitKind::commune, formed_communes, merger, {});
  add_units(builder, city, "ct-d", UnitKind::ward, formed_wards, merger, {});
  add_units(builder, city, "ct-e", UnitKind::commune,
            static_cast<int>(inputs.at("unchanged_communes").size()), {}, {});
  add_units(builder, city, "ct-f", UnitKind::ward,
            static_cast<int>(inputs.at("unchanged_wards").size()), {}, {});
  add_units(builder, city, "ct-g", UnitKind::ward, 1, {}, Date{2025, 6, 30});
  builder.plan.lineage.push_back({Index<Unit>(builder.plan.units.size() - 1),
                                  Index<Unit>(1),
                                  merger,
                                  LineageKind::merged,
                                  {},
                                  {},
                                  {}});
  const AssessmentReading reading = builder.assessed();
  const auto figure = [&](const std::string& name) {
    return number(figure_value(reading, "units/ct/2025-07-01/" + name));
  };
  EXPECT_EQ(figure("total"), cases.at("A01").at("expected").at("total"));
  EXPECT_EQ(figure("count/ward"), inputs.at("wards"));
  EXPECT_EQ(figure("count/commune"), inputs.at("communes"));
  EXPECT_EQ(figure("formed/ward"), inputs.at("formed_wards"));
  EXPECT_EQ(figure("formed/commune"), inputs.at("formed_communes"));
  EXPECT_EQ(figure("unchanged/total"), inputs.at("unchanged"));
}

TEST(PublishedUnits, A02TheUnpublishedPartOfThoiBinh) {
  const auto cases = cases_of("admin_units.json");
  SKIP_WITHOUT(cases);
  const Json& inputs = cases.at("A02").at("inputs");
  PlanBuilder builder{2024, 2024};
  const auto city = builder.unit("ct", UnitKind::province);
  const auto add = [&](const std::string& code, const char* key) {
    const auto unit = builder.unit(code, UnitKind::ward, city);
    if (key != nullptr) {
      builder.plan.units[unit].people = inputs.at(key).at(0).get<std::int64_t>();
      builder.plan.units[unit].area_km2 = decimal(inputs.at(key).at(1).get<std::string>());
    }
    return unit;
  };
  const std::vector<Index<Unit>> before = {
      add("ct-an-cu", "an_cu"), add("ct-an-nghiep", "an_nghiep"), add("ct-an-phu", "an_phu"),
      add("ct-thoi-binh", nullptr)};
  const auto after = add("ct-thoi-binh-2024", "after");
  for (const auto unit : before) {
    builder.plan.units[unit].valid_to = Date{2024, 10, 31};
    builder.plan.lineage.push_back({unit, after, {2024, 11, 1}, LineageKind::merged, {}, {}, {}});
  }
  builder.plan.units[after].valid_from = Date{2024, 11, 1};
  const AssessmentReading reading = builder.assessed();
  const Json& expected = cases.at("A02").at("expected");
  EXPECT_EQ(number(figure_value(reading, "lineage/ct-thoi-binh/residual/people")),
            expected.at("old_thoi_binh_people"));
  EXPECT_EQ(figure_value(reading, "lineage/ct-thoi-binh/residual/area_km2"),
            expected.at("old_thoi_binh_area"));
}

TEST(PublishedUnits, A03CanThoOf2024) {
  const auto cases = cases_of("admin_units.json");
  SKIP_WITHOUT(cases);
  const Json& inputs = cases.at("A03").at("inputs");
  const Date day{2024, 11, 1};
  PlanBuilder builder{2024, 2024};
  const auto city = builder.unit("ct", UnitKind::province);
  const int districts =
      inputs.at("districts_urban").get<int>() + inputs.at("districts_rural").get<int>();
  add_units(builder, city, "ct-d", UnitKind::district, districts, {}, {});
  const Index<Unit> first_district(1);
  add_units(builder, first_district, "ct-e", UnitKind::commune, inputs.at("communes"), {}, {});
  add_units(builder, first_district, "ct-f", UnitKind::township, inputs.at("townships"), {}, {});
  add_units(builder, first_district, "ct-g", UnitKind::ward, inputs.at("wards"), day, {});
  const AssessmentReading reading = builder.assessed();
  const Json& expected = cases.at("A03").at("expected");
  EXPECT_EQ(number(figure_value(reading, "units/ct/2024-11-01/commune_level")),
            expected.at("commune_level"));
  EXPECT_EQ(number(figure_value(reading, "units/ct/2024-11-01/district_level")),
            expected.at("district_level"));
}

}  // namespace
}  // namespace phanbo::test
