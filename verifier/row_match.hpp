#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "verifier/fault.hpp"

/// Rows that should stand in a list against those that do, by their codes: what is missing or too
/// many is said once, and the others are compared with their own, not with their neighbours.
namespace phanbo_verify {

using RowCodes = std::vector<std::string_view>;

struct RowMatch {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;  ///< positions: expected, found
  std::vector<std::size_t> missing;                        ///< positions of the expected
  std::vector<std::size_t> too_many;                       ///< positions of the found
  std::optional<std::size_t> out_of_order;                 ///< the first row that comes too late
};

/// Rows of the same code are matched in their order.
RowMatch match_rows(const RowCodes& expected, const RowCodes& found);

/// One fault for each row that is missing or too many, up to some, and one for a wrong order.
/// `rows`: where in its table each row of `found` stands; empty = at its own position.
void report_rows(const RowMatch& match, std::string_view rule, const Words& where,
                 const RowCodes& expected, const RowCodes& found, Report& report,
                 const std::vector<std::size_t>& rows = {});

RowCodes codes_of_rows(const std::vector<std::string>& codes);

}  // namespace phanbo_verify
