#include "verifier/row_match.hpp"

#include <algorithm>
#include <unordered_map>

#include "verifier/phrases.hpp"

namespace phanbo_verify {

namespace {

/// Rows beyond so many are only counted.
constexpr std::size_t rows_named_max = 10;

/// Matches what lies behind the first difference.
void match_from(std::size_t start, const RowCodes& expected, const RowCodes& found,
                RowMatch& match) {
  std::unordered_map<std::string_view, std::vector<std::size_t>> rows_of;
  for (std::size_t row = found.size(); row-- > start;) rows_of[found[row]].push_back(row);
  std::vector<char> is_matched(found.size(), 0);
  for (std::size_t i = start; i < expected.size(); ++i) {
    const auto rows = rows_of.find(expected[i]);
    if (rows == rows_of.end() || rows->second.empty()) {
      match.missing.push_back(i);
      continue;
    }
    match.pairs.emplace_back(i, rows->second.back());
    is_matched[rows->second.back()] = 1;
    rows->second.pop_back();
  }
  for (std::size_t row = start; row < found.size(); ++row) {
    if (!is_matched[row]) match.too_many.push_back(row);
  }
}

/// A row that stands behind one it should stand before.
std::optional<std::size_t> late_row(const RowMatch& match) {
  for (std::size_t i = 1; i < match.pairs.size(); ++i) {
    if (match.pairs[i].second < match.pairs[i - 1].second) return match.pairs[i - 1].second;
  }
  return std::nullopt;
}

void report_rest(std::size_t count, std::string_view rule, const Words& where, Words expected,
                 Words found, Report& report) {
  if (count <= rows_named_max) return;
  const Words others =
      Words{"và ", "and "} + std::to_string(count - rows_named_max) + Words{" dòng nữa", " more"};
  report.fault(rule, where + ", " + others, std::move(expected), std::move(found));
}

}  // namespace

RowMatch match_rows(const RowCodes& expected, const RowCodes& found) {
  RowMatch match;
  const std::size_t both = std::min(expected.size(), found.size());
  match.pairs.reserve(both);
  std::size_t same = 0;
  for (; same < both && expected[same] == found[same]; ++same) match.pairs.emplace_back(same, same);
  match_from(same, expected, found, match);
  match.out_of_order = late_row(match);
  return match;
}

void report_rows(const RowMatch& match, std::string_view rule, const Words& where,
                 const RowCodes& expected, const RowCodes& found, Report& report,
                 const std::vector<std::size_t>& rows) {
  const auto number_of = [&](std::size_t row) {
    return row_number(rows.empty() ? row : rows[row]);
  };
  const auto named = [](const std::vector<std::size_t>& positions) {
    return std::min(positions.size(), rows_named_max);
  };
  for (std::size_t i = 0; i < named(match.missing); ++i)
    report.fault(rule, where, a_row_for(expected[match.missing[i]]), missing());
  report_rest(match.missing.size(), rule, where, {"có mặt", "there"}, missing(), report);
  for (std::size_t i = 0; i < named(match.too_many); ++i) {
    const std::size_t row = match.too_many[i];
    report.fault(rule, where + ", " + number_of(row), no_such_row(), plain(found[row]));
  }
  report_rest(match.too_many.size(), rule, where, no_such_row(), {"dòng thừa", "too many"}, report);
  if (match.out_of_order) {
    const std::size_t row = *match.out_of_order;
    report.fault(rule, where, rows_in_order(), number_of(row) + ": " + found[row]);
  }
}

RowCodes codes_of_rows(const std::vector<std::string>& codes) {
  return RowCodes(codes.begin(), codes.end());
}

}  // namespace phanbo_verify
