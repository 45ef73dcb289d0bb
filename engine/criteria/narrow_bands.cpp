#include "engine/criteria/narrow_bands.hpp"

namespace phanbo {

Int128 common_divisor(Int128 a, Int128 b) {
  while (b != 0) {
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

/// a × b, when it stays within the limit.
std::optional<Int128> product_within(Int128 a, Int128 b) {
  Int128 result = 0;
  if (__builtin_mul_overflow(a, b, &result) || size_of(result) > block_limit) return std::nullopt;
  return result;
}

std::optional<Int128> whole_over(const Exact& value, Int128 scale) {
  const Exact scaled = value * Exact(exact_of(scale, 1));
  if (denominator(scaled) != 1) return std::nullopt;
  return narrow(numerator(scaled));
}

std::optional<Int128> common_scale(Int128 scale, const Exact& value) {
  const auto below = narrow(denominator(value));
  if (!below) return std::nullopt;
  const auto joined = product_within(scale, *below / common_divisor(*below, scale));
  if (!joined || *joined > scale_limit) return std::nullopt;
  return joined;
}

std::optional<NarrowTable> narrow_table(const RuleBandTable& table, Int128 value_scale,
                                        Int128 value_bound) {
  NarrowTable result;
  std::optional<Int128> in = value_scale;
  for (const RuleBand& band : table.bands) {
    for (const auto& border : {band.low, band.high})
      if (border && in) in = common_scale(*in, *border);
    if (in && band.per != 0 && band.remainder != BandRemainder::prorata)
      in = common_scale(*in, band.per);
  }
  if (!in) return std::nullopt;
  result.in_scale = *in;
  std::optional<Int128> out = Int128{1};
  for (const RuleBand& band : table.bands) {
    if (out) out = common_scale(*out, band.base);
    if (!out || band.per == 0) continue;
    const bool prorata = band.remainder == BandRemainder::prorata;
    // (x ÷ in_scale − anchor) ÷ per × points
    out = common_scale(*out,
                       prorata ? Exact(band.points / band.per / exact_of(*in, 1)) : band.points);
  }
  if (!out) return std::nullopt;
  result.out_scale = *out;
  const auto bound = product_within(value_bound, *in / value_scale);
  if (!bound) return std::nullopt;
  for (const RuleBand& band : table.bands) {
    NarrowBand made;
    const auto whole = [&](const Exact& value, Int128 scale, Int128& target) {
      const auto number = whole_over(value, scale);
      if (!number) return false;
      target = *number;
      return true;
    };
    made.has_low_border = band.low.has_value();
    made.has_high_border = band.high.has_value();
    made.has_low = band.has_low;
    made.has_high = band.has_high;
    if (band.low && !whole(*band.low, *in, made.low)) return std::nullopt;
    if (band.high && !whole(*band.high, *in, made.high)) return std::nullopt;
    if (!whole(band.base, *out, made.base)) return std::nullopt;
    made.anchor = band.counts_down ? made.high : made.low;
    made.sign = band.counts_down ? -1 : 1;
    if (band.per != 0) {
      if (band.remainder == BandRemainder::prorata) {
        if (!whole(Exact(band.points / band.per * exact_of(*out, *in)), 1, made.slope))
          return std::nullopt;
        const auto reach = product_within(*bound + size_of(made.anchor), made.slope);
        if (!reach) return std::nullopt;
      } else {
        if (!whole(band.per, *in, made.per) || !whole(band.points, *out, made.step_points))
          return std::nullopt;
        made.rounds_up = band.remainder == BandRemainder::up;
        if (!product_within(*bound + size_of(made.anchor), made.step_points)) return std::nullopt;
      }
    }
    result.bands.push_back(made);
  }
  return result;
}

namespace {

Int128 points_of(const NarrowBand& band, Int128 x) {
  const Int128 distance = (x - band.anchor) * band.sign;
  if (band.slope != 0) return band.base + distance * band.slope;
  if (band.per == 0) return band.base;
  const RoundingMode mode = band.rounds_up ? RoundingMode::up : RoundingMode::down;
  return band.base + divide_rounded(distance, band.per, mode) * band.step_points;
}

}  // namespace

Int128 points_by(const std::vector<NarrowBand>& bands, Int128 x) {
  for (const NarrowBand& band : bands) {
    if (band.has_low_border && (x < band.low || (x == band.low && !band.has_low))) continue;
    if (band.has_high_border && (x > band.high || (x == band.high && !band.has_high))) continue;
    return points_of(band, x);
  }
  return 0;
}

}  // namespace phanbo
