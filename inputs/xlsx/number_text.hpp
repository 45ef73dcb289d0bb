#pragma once

#include <string>
#include <string_view>

namespace phanbo {

enum class NumberReading { ok, malformed, not_exact };

/// The decimal a person typed, from the text of a number in a workbook (xsd:double): rounded to 15
/// significant digits, half away from zero, in decimal digits, because a spreadsheet keeps 15
/// digits of what is typed and stores the nearest binary number with up to 17. Whole numbers of 16
/// digits up to 2^53 are exact in a spreadsheet and stay. `plain` receives "-1234.5"; `not_exact`
/// where digits before the decimal point would be lost.
NumberReading plain_number(std::string_view stored, std::string& plain);

}  // namespace phanbo
