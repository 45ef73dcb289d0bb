#pragma once

#include <string>
#include <vector>

#include "outputs/workbook/book_rules.hpp"

namespace phanbo {

/// One control sum: two ways to the same amount.
struct Control {
  Words name;
  BookRules::Worked expected;
  BookRules::Worked found;
};

/// The control sums that the tables of this workbook allow.
std::vector<Control> controls_of(BookRules& rules);

}  // namespace phanbo
