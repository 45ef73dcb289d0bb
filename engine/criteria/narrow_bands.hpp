#pragma once

#include <optional>
#include <vector>

#include "engine/criteria/rule.hpp"

/// Whole numbers over a scale, as blocks hold them, and bands in such numbers.
namespace phanbo {

/// Beyond it a block turns to fractions.
inline constexpr Int128 block_limit = Int128{1} << 124;
/// A product of two of these stays inside.
inline constexpr Int128 scale_limit = Int128{1} << 60;

inline Int128 size_of(Int128 value) { return value < 0 ? -value : value; }

Int128 common_divisor(Int128 a, Int128 b);

/// a × b, when it stays within the limit.
std::optional<Int128> product_within(Int128 a, Int128 b);

/// A value as a whole number over the scale; empty where it is none or too large.
std::optional<Int128> whole_over(const Exact& value, Int128 scale);

std::optional<Int128> common_scale(Int128 scale, const Exact& value);

/// A band in whole numbers: value = base + (x − anchor) × slope, or base + steps × points.
struct NarrowBand {
  Int128 low = 0;
  Int128 high = 0;
  bool has_low_border = false;
  bool has_high_border = false;
  bool has_low = false;
  bool has_high = false;
  Int128 base = 0;
  Int128 anchor = 0;
  Int128 slope = 0;
  Int128 per = 0;  ///< set where incomplete steps do not count pro rata
  Int128 step_points = 0;
  bool rounds_up = false;
  int sign = 1;
};

struct NarrowTable {
  std::vector<NarrowBand> bands;
  Int128 in_scale = 1;   ///< of x
  Int128 out_scale = 1;  ///< of the result
};

/// The table for values over `value_scale` not beyond `value_bound`; empty where 126 bits do not
/// hold it.
std::optional<NarrowTable> narrow_table(const RuleBandTable& table, Int128 value_scale,
                                        Int128 value_bound);
/// 0 outside all bands.
Int128 points_by(const std::vector<NarrowBand>& bands, Int128 x);

}  // namespace phanbo
