#pragma once

#include <cstddef>
#include <cstdint>

namespace phanbo {

/// Limits stated to the user when they are hit (problem `over_limit`).
inline constexpr std::int64_t limit_amount_dong_max = 9'000'000'000'000'000;
static_assert(limit_amount_dong_max < (std::int64_t{1} << 53),
              "amounts must be exact in a spreadsheet");

inline constexpr std::size_t limit_units_max = 1'000'000;
inline constexpr std::size_t limit_demand_years_max = 1'000'000;
inline constexpr std::size_t limit_scenarios_max = 1'000;
inline constexpr int limit_json_depth_max = 32;
inline constexpr int limit_years_max = 30;
inline constexpr int limit_year_first = 2000;
inline constexpr int limit_year_last = 2100;
inline constexpr std::size_t limit_name_bytes_max = 1'000;
inline constexpr std::size_t limit_file_bytes_max = std::size_t{1} << 30;
/// Greatest common denominator of the local shares inside one priority class (see
/// engine/distribute).
inline constexpr std::int64_t limit_local_share_denominator_max = 1'000'000;

}  // namespace phanbo
