// Exact fractions (engine/assess/exact_fraction.cpp): whatever fits 128 bits must have the values
// and texts that boost's unlimited numbers have, on both sides of the border.
#include "engine/assess/exact_fraction.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace phanbo::test {
namespace {

using Big = boost::multiprecision::cpp_rational;

struct Pair {
  Exact exact;
  Big big;
};

/// Numbers of all sizes, from a fixed seed.
std::vector<Pair> samples() {
  std::vector<Pair> made;
  std::uint64_t state = 7;
  const auto next = [&] { return state = state * 6364136223846793005ULL + 1442695040888963407ULL; };
  for (int bits = 1; bits <= 100; bits += 3) {
    Whole numerator = Whole(next()) * Whole(next());
    numerator >>= 128 - bits;
    const Whole denominator = (Whole(next() >> 40) + 1) * (bits % 2 == 0 ? Whole(1) : Whole(1000));
    const Whole sign = bits % 5 == 0 ? -1 : 1;
    made.push_back(
        {Exact(sign * numerator, denominator), Big(Whole(sign * numerator), denominator)});
  }
  return made;
}

std::string plain(const Big& value) {
  return Exact(boost::multiprecision::numerator(value), boost::multiprecision::denominator(value))
      .text();
}

TEST(ExactFraction, ComputesWhatUnlimitedNumbersCompute) {
  const std::vector<Pair> all = samples();
  for (const Pair& a : all) {
    for (const Pair& b : all) {
      EXPECT_EQ((a.exact + b.exact).text(), plain(a.big + b.big));
      EXPECT_EQ((a.exact - b.exact).text(), plain(a.big - b.big));
      EXPECT_EQ((a.exact * b.exact).text(), plain(a.big * b.big));
      if (b.big != 0) {
        EXPECT_EQ((a.exact / b.exact).text(), plain(a.big / b.big));
      }
      EXPECT_EQ(a.exact < b.exact, a.big < b.big);
      EXPECT_EQ(a.exact == b.exact, a.big == b.big);
    }
  }
}

TEST(ExactFraction, GoesOnBeyond128Bits) {
  Exact product = 1;
  Big expected = 1;
  for (int i = 0; i < 12; ++i) {
    product = product * Exact(Whole(1'000'003), Whole(999'983));
    expected = expected * Big(1'000'003, 999'983);
  }
  EXPECT_EQ(product.text(), boost::multiprecision::numerator(expected).str() + "/" +
                                boost::multiprecision::denominator(expected).str());
  EXPECT_EQ(product.floor(), 1);
  EXPECT_EQ((product / product).text(), "1");
}

TEST(ExactFraction, TextIsWholeDecimalOrFraction) {
  EXPECT_EQ(Exact(Whole(6), Whole(3)).text(), "2");
  EXPECT_EQ(Exact(Whole(-1), Whole(8)).text(), "-0.125");
  EXPECT_EQ(Exact(Whole(1), Whole(50)).text(), "0.02");
  EXPECT_EQ(Exact(Whole(-2), Whole(6)).text(), "-1/3");
  EXPECT_EQ(Exact(Whole(-7), Whole(2)).floor(), -4);
}

}  // namespace
}  // namespace phanbo::test
