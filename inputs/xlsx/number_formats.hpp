#pragma once

#include <cstdint>
#include <string_view>

namespace phanbo {

/// What the format of a cell makes of its number.
enum class NumberLook : std::uint8_t { number, percent, date, time, unknown };

/// Of a format code such as `dd/mm/yyyy` or `#,##0.0 "tỷ"` (ISO/IEC 29500-1, 18.8.31).
NumberLook look_of_format_code(std::string_view code);

/// Of a format that has a number only, without a code: ids below 164 (18.8.30, and the dates that
/// Chinese, Japanese, Korean and Thai versions number there). Others are unknown.
NumberLook look_of_built_in_format(std::uint32_t id);

/// How many decimals a format code always shows: `0.00` two, `#,##0.##` none. At most 31.
std::uint8_t decimals_of_format_code(std::string_view code);
std::uint8_t decimals_of_built_in_format(std::uint32_t id);

}  // namespace phanbo
