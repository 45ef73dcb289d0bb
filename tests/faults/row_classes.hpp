#pragma once

#include <vector>

#include "faults/mutations.hpp"

namespace phanbo::faults_test {

/// Rows of a table that stand for all: the header, and of the rows that are alike the first. Two
/// rows are alike when every cell is: both blank, both numbers (of one sign), both days, or the
/// same word; words of a column with more than 12 different ones are alike.
std::vector<bool> representatives(const TextRows& rows);

}  // namespace phanbo::faults_test
