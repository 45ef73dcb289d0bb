#pragma once

#include <cstdint>
#include <string>

#include "models/date.hpp"
#include "models/decimal.hpp"
#include "models/money.hpp"
#include "models/text.hpp"

/// How numbers are said on the page. Nothing here rounds an amount to zero.
namespace phanbo::page {

/// "12.490.000.000" / "12,490,000,000"; a minus sign in front when negative.
std::string exact_amount(Money amount, Language language);
/// "12,49 tỷ đồng", "540 triệu đồng", "12.000 đồng": at most two decimals, half up.
std::string short_amount(Money amount, Language language);
/// The same without "đồng", for charts: "12,49 tỷ".
std::string chart_amount(Money amount, Language language);
/// A change: "+12,49 tỷ đồng", "−540 triệu đồng".
std::string short_change(Money change, Language language);
/// part ÷ whole in percent, one decimal, half up; "< 0,1 %" instead of zero and "> 99,9 %" instead
/// of a whole that is not reached. whole > 0.
std::string percent(Money part, Money whole, Language language);
std::string grouped(std::int64_t number, Language language);
std::string plain_number(const Decimal& value, Language language);
std::string day(const Date& date, Language language);
/// "2025–2027", "2025".
std::string years(int first, int last);
/// {0}, {1} … in a sentence replaced by the arguments.
std::string fill(std::string_view sentence, std::initializer_list<std::string_view> arguments);

}  // namespace phanbo::page
