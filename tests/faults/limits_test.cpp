// Every stated limit at n - 1, n and n + 1 (models/limits.hpp, docs/plan-format.md). Those that
// need a million rows or a gigabyte are in limits_campaign.
#include "models/limits.hpp"

#include <gtest/gtest.h>

#include <string>

#include "cli/run_phanbo.hpp"
#include "faults/edited_plan.hpp"
#include "models/date.hpp"
#include "verifier/fault.hpp"
#include "verifier/json.hpp"

namespace phanbo::faults_test {
namespace {

std::string with_cost(const std::string& amount, const std::string& unit) {
  return EditedPlan()
      .cell("fixed_costs", 2, "amount", amount)
      .cell("fixed_costs", 3, "amount", "0")
      .json(
          R"("fixed_costs": {"file": "fixed_costs.csv", "rows": 2, "amount_unit": "million_dong")",
          R"("fixed_costs": {"file": "fixed_costs.csv", "rows": 2, "amount_unit": ")" + unit + "\"")
      .reading_errors();
}

TEST(Limits, AmountInEveryUnit) {
  EXPECT_EQ(with_cost("8999999999999999", "dong"), "");
  EXPECT_EQ(with_cost("9000000000000000", "dong"), "");
  EXPECT_EQ(with_cost("9000000000000001", "dong"), "over_limit");
  EXPECT_EQ(with_cost("9000000000000", "thousand_dong"), "");
  EXPECT_EQ(with_cost("9000000000000.001", "thousand_dong"), "over_limit");
  EXPECT_EQ(with_cost("8999999999.999999", "million_dong"), "");
  EXPECT_EQ(with_cost("9000000000", "million_dong"), "");
  EXPECT_EQ(with_cost("9000000000.000001", "million_dong"), "over_limit");
  EXPECT_EQ(with_cost("9000000", "billion_dong"), "");
  EXPECT_EQ(with_cost("9000000.000000001", "billion_dong"), "over_limit");
  EXPECT_EQ(with_cost("9223372036854775807", "billion_dong"), "over_limit");
  EXPECT_EQ(with_cost("9223372036854775808", "dong"), "over_limit");
  EXPECT_EQ(with_cost("999999999999999999999999999999", "billion_dong"), "over_limit");
  EXPECT_EQ(with_cost("9999999999999999999999999999999", "dong"), "too_many_digits");
}

TEST(Limits, SumOfAColumn) {
  const auto sum = [](const std::string& second) {
    return EditedPlan()
        .cell("fixed_costs", 2, "amount", "8999999999")
        .cell("fixed_costs", 3, "amount", second)
        .reading_errors();
  };
  EXPECT_EQ(sum("0.999999"), "");
  EXPECT_EQ(sum("1"), "");
  EXPECT_EQ(sum("1.000001"), "over_limit");
}

TEST(Limits, NeedOfAllDemands) {
  const auto all = [](std::int64_t dong) {
    return EditedPlan()
        .cell("fixed_costs", 2, "amount", to_plain(Decimal::from_units(dong, 6)))
        .cell("fixed_costs", 3, "amount", "0");
  };
  std::int64_t others = 0;
  for (const Demand& demand : all(0).outcome().assessment.assessment.demands)
    others += demand.need.dong();
  ASSERT_GT(others, 0);
  EXPECT_EQ(all(limit_amount_dong_max - others - 1).errors(), "");
  EXPECT_EQ(all(limit_amount_dong_max - others).errors(), "");
  EXPECT_EQ(all(limit_amount_dong_max - others + 1).errors(), "over_limit");
}

TEST(Limits, MoneyOfAllSources) {
  // Five rows of the column hold 3,000 + 3,000 + 9,000 + 20,000 + 20,000 million đồng.
  const auto all = [](const std::string& available) {
    return EditedPlan().cell("source_years", 4, "available", available).errors();
  };
  EXPECT_EQ(all("8999944999.999999"), "");
  EXPECT_EQ(all("8999945000"), "");
  EXPECT_EQ(all("8999945000.000001"), "over_limit");
}

TEST(Limits, DigitsOfADecimal) {
  const auto points = [](const std::string& text) {
    return EditedPlan().cell("criteria", 2, "points", text).errors();
  };
  EXPECT_EQ(points("1.23456789012"), "");
  EXPECT_EQ(points("1.234567890123"), "");
  EXPECT_EQ(points("1.2345678901234"), "too_many_digits");
  const auto value = [](const std::string& text) {
    return EditedPlan().cell("indicators", 2, "value", text).errors();
  };
  EXPECT_EQ(value("922337203685477580"), "");
  EXPECT_EQ(value("922337203685477581"), "too_many_digits");
}

TEST(Limits, HeadCounts) {
  const auto persons = [](const std::string& text) {
    return EditedPlan().cell("participants", 2, "persons", text).errors();
  };
  EXPECT_EQ(persons("999999999"), "");
  EXPECT_EQ(persons("1000000000"), "");
  EXPECT_EQ(persons("1000000001"), "over_limit");
}

TEST(Limits, Years) {
  const auto years = [](const std::string& first, const std::string& last) {
    // Only the header is asked for: rows of other years have problems of their own.
    const std::string errors = EditedPlan()
                                   .json("\"first_year\": 2026", "\"first_year\": " + first)
                                   .json("\"last_year\": 2027", "\"last_year\": " + last)
                                   .errors();
    if (errors.find("wrong_header_value") != errors.npos) return std::string("wrong_header_value");
    if (errors.find("over_limit") != errors.npos) return std::string("over_limit");
    if (errors.find("years_reversed") != errors.npos) return std::string("years_reversed");
    return errors.find("FAULT") != errors.npos ? errors : std::string("fine");
  };
  EXPECT_EQ(years("1999", "2000"), "wrong_header_value");
  EXPECT_EQ(years("2000", "2001"), "fine");
  EXPECT_EQ(years("2100", "2100"), "fine");
  EXPECT_EQ(years("2100", "2101"), "wrong_header_value");
  EXPECT_EQ(years("2026", "2054"), "fine");  // 29 years
  EXPECT_EQ(years("2026", "2055"), "fine");  // 30 years
  EXPECT_EQ(years("2026", "2056"), "over_limit");
  EXPECT_EQ(years("2027", "2026"), "years_reversed");
}

TEST(Limits, LengthOfTextsAndCodes) {
  for (const std::size_t size :
       {std::size_t{999}, limit_name_bytes_max, limit_name_bytes_max + 1}) {
    const bool fits = size <= limit_name_bytes_max;
    const std::string text(size, 'x');
    EXPECT_EQ(EditedPlan().cell("sites", 2, "name", text).errors(), fits ? "" : "text_too_long");
    EXPECT_EQ(EditedPlan().cell("sites", 2, "code", text).errors(), fits ? "" : "code_malformed");
    EXPECT_EQ(EditedPlan().json("Kế hoạch mẫu để thử lỗi", text).errors(),
              fits ? "" : "text_too_long");
  }
  // Bytes count, not letters: "ế" has three.
  std::string letters;
  for (int i = 0; i < 333; ++i) letters += "ế";
  EXPECT_EQ(EditedPlan().cell("sites", 2, "name", letters + "a").errors(), "");
  EXPECT_EQ(EditedPlan().cell("sites", 2, "name", letters + "ế").errors(), "text_too_long");
}

TEST(Limits, DepthOfJson) {
  const auto nested = [](int depth) {
    const std::string value = std::string(static_cast<std::size_t>(depth), '[') +
                              std::string(static_cast<std::size_t>(depth), ']');
    std::string ids;
    for (const Problem& problem : run({{"plan.json", value}}).problems) ids += problem.kind->id;
    return ids;
  };
  EXPECT_EQ(nested(limit_json_depth_max - 1), nested(2));
  EXPECT_EQ(nested(limit_json_depth_max), nested(2));
  EXPECT_EQ(nested(limit_json_depth_max + 1), "json_too_deep");
  EXPECT_EQ(nested(100'000), "json_too_deep");
  const std::string deep(100'000, '[');
  EXPECT_THROW(phanbo_verify::JsonDocument("x.json", deep), phanbo_verify::BadInput);
}

TEST(Limits, CommonDenominatorOfLocalShares) {
  const auto share = [](const std::string& percent, const std::string& other) {
    return EditedPlan()
        .cell("programmes", 6, "local_share_percent", percent)
        .cell("programmes", 4, "local_share_percent", other)
        .errors();
  };
  EXPECT_EQ(share("33.3333", ""), "");  // n/1,000,000: the limit itself
  EXPECT_EQ(share("33.33333", ""), "local_share_too_fine");
  EXPECT_EQ(share("33.333", ""), "");
}

TEST(Limits, DeclaredRows) {
  const auto rows = [](const std::string& text) {
    EditedPlan plan;
    plan.json("\"units.csv\", \"rows\": 3", "\"units.csv\", \"rows\": " + text);
    const Outcome result = run(plan.files());
    EXPECT_TRUE(result.faults.empty());
    for (const Problem& problem : result.problems) {
      if (problem.kind->severity == Severity::error) return std::string(problem.kind->id);
    }
    return std::string();
  };
  EXPECT_EQ(rows("3"), "");
  EXPECT_EQ(rows("2"), "row_count_differs");
  EXPECT_EQ(rows("99999999"), "row_count_differs");
  EXPECT_EQ(rows("100000000"), "row_count_differs");
  EXPECT_EQ(rows("100000001"), "wrong_header_value");
}

TEST(Limits, ProblemsOfOneKindInOneFile) {
  const auto listed = [](std::size_t count) {
    EditedPlan plan;
    for (std::size_t i = 0; i < count; ++i)
      plan.row("indicators", "an-binh,i" + std::to_string(i) + ",x,kh");
    std::size_t wrong = 0;
    std::string others;
    const Outcome result = plan.outcome();
    EXPECT_TRUE(result.faults.empty());
    for (const Problem& problem : result.problems) {
      problem.kind->id == "number_with_unit" || problem.kind->id == "number_malformed"
          ? void(++wrong)
          : void(others += problem.kind->id);
    }
    return std::to_string(wrong) + others;
  };
  EXPECT_EQ(listed(999), "999");
  EXPECT_EQ(listed(1000), "1000");
  EXPECT_EQ(listed(1001), "1000problems_left_out");
}

TEST(Limits, Days) {
  EXPECT_FALSE(parse_iso_date("1899-12-31"));
  EXPECT_TRUE(parse_iso_date("1900-01-01"));
  EXPECT_TRUE(parse_iso_date("2200-12-31"));
  EXPECT_FALSE(parse_iso_date("2201-01-01"));
  EXPECT_TRUE(parse_iso_date("2024-02-29"));
  EXPECT_FALSE(parse_iso_date("2025-02-29"));
  EXPECT_FALSE(parse_iso_date("2100-02-29"));
}

TEST(Limits, Threads) {
  const std::string plan = std::string(PHANBO_SOURCE_DIR) + "/tests/errors/base";
  const auto threads = [&](const std::string& text) {
    return test::run_phanbo({"allocate", plan, "-o", "out", "-q", "--threads", text}).exit_code;
  };
  EXPECT_EQ(threads("0"), 2);
  EXPECT_EQ(threads("1"), threads("255"));
  EXPECT_EQ(threads("1"), threads("256"));
  EXPECT_EQ(threads("257"), 2);
  EXPECT_EQ(threads("99999999999999999999"), 2);
}

}  // namespace
}  // namespace phanbo::faults_test
