// Exact products and their texts (engine/assess/exact.cpp), law that is looked up (law_reader.cpp).
#include "engine/assess/exact.hpp"

#include <gtest/gtest.h>

#include "assess/plan_builder.hpp"
#include "engine/assess/law_reader.hpp"

namespace phanbo::test {
namespace {

TEST(ExactText, IsWholeDecimalOrFraction) {
  EXPECT_EQ(exact_text(0, 7), "0");
  EXPECT_EQ(exact_text(21, 7), "3");
  EXPECT_EQ(exact_text(1, 8), "0.125");
  EXPECT_EQ(exact_text(-30, 8), "-3.75");
  EXPECT_EQ(exact_text(6, 9), "2/3");
  EXPECT_EQ(exact_text(-6, 9), "-2/3");
}

TEST(ExactProduct, KeepsFactorsAndPercentsExact) {
  ExactProduct product;
  product.times(std::int64_t{7}).times(decimal("2340000")).percent(decimal("4.50"));
  EXPECT_TRUE(product.is_whole());
  EXPECT_EQ(product.text(), "737100");
  product.percent(decimal("33.333"));
  EXPECT_FALSE(product.is_whole());
  EXPECT_EQ(product.text(), "245697.543");
  EXPECT_EQ(product.rounded(RoundingMode::half_up), dong(245'698));
  EXPECT_EQ(product.rounded(RoundingMode::down), dong(245'697));
}

TEST(ExactProduct, RemembersThatItDoesNotFit) {
  ExactProduct product;
  for (int i = 0; i < 3; ++i) product.times(std::int64_t{9'000'000'000'000'000'000});
  EXPECT_FALSE(product.fits());
  EXPECT_EQ(product.rounded(RoundingMode::half_up), std::nullopt);
  product.times(std::int64_t{0});
  EXPECT_EQ(product.rounded(RoundingMode::half_up), std::nullopt);
}

TEST(ExactProduct, RefusesAmountsBeyondTheLimit) {
  ExactProduct product;
  product.times(dong(limit_amount_dong_max));
  EXPECT_TRUE(product.rounded(RoundingMode::half_up).has_value());
  product.times(std::int64_t{2});
  EXPECT_EQ(product.rounded(RoundingMode::half_up), std::nullopt);
}

TEST(LawReader, ListsUsedRowsOnceInTheOrderOfTheBook) {
  LawRow blank = own_row("b", "blank", "1");
  blank.value.reset();
  const LawBook book({own_row("c", "", "3"), own_row("a", "", "1"), blank});
  LawReader reader(book);
  const Date day{2025, 1, 1};
  EXPECT_EQ(reader.find("a", "", day)->value, decimal("1"));
  EXPECT_TRUE(reader.used().empty()) << "finding is not using";
  reader.take("c", "", day);
  reader.take("a", "", day);
  reader.take("c", "", day);
  EXPECT_EQ(reader.take("b", "blank", day), nullptr) << "a row without a value says nothing";
  const auto used = reader.used();
  ASSERT_EQ(used.size(), 2U);
  EXPECT_EQ(used[0].row->topic, "a");
  EXPECT_EQ(used[1].row->topic, "c");
}

}  // namespace
}  // namespace phanbo::test
