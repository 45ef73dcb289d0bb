#include <map>

#include "verifier/rules.hpp"

namespace phanbo_verify {

namespace {

std::string_view reason_of(const DecidedRow& decided) {
  if (!decided.authority.empty()) return "fixed_by_authority";
  return decided.adjustable ? "paid_before" : "decided_before";
}

}  // namespace

/// Earlier decisions stand as they were, with their reasons, and nothing else is called decided.
void check_decided(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "decided";
  std::map<std::pair<int, int>, int> found;
  for (std::size_t i = 0; i < joined.lines.size(); ++i) {
    if (joined.lines[i].part != LinePart::decided) continue;
    found[{joined.lines[i].need, joined.lines[i].source}] = static_cast<int>(i);
  }
  for (const Locked& locked : joined.model.locked) {
    report.looked_at(rule);
    const auto where = [&] {
      return line_place(joined.need_of(locked.need).code() + "@" +
                        joined.source(locked.source).code + "#decided");
    };
    const auto line = found.find({locked.need, locked.source});
    if (line == found.end()) {
      report.fault(rule, where(), in_dong(locked.amount), no_line());
      continue;
    }
    const ResultLine& stated = joined.result.ledger[static_cast<std::size_t>(line->second)];
    if (stated.amount != locked.amount) {
      report.fault(rule, where(), in_dong(locked.amount), in_dong(stated.amount));
    }
    const std::string_view reason =
        reason_of(joined.plan.decided[static_cast<std::size_t>(locked.decided_row)]);
    if (stated.reason != reason) {
      report.fault(rule, where() + field("lý do", "reason"), plain(reason), plain(stated.reason));
    }
    found.erase(line);
  }
  for (const auto& [key, line] : found) {
    const ResultLine& stated = joined.result.ledger[static_cast<std::size_t>(line)];
    report.fault(rule, line_place(stated),
                 {"không có quyết định giao trước", "no earlier decision"}, in_dong(stated.amount));
  }
}

/// A source that is a supplement out of another takes its money from there, every year.
void check_transfers(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "transfer";
  std::map<std::tuple<int, int, int>, int> found;
  for (std::size_t i = 0; i < joined.lines.size(); ++i) {
    if (joined.lines[i].part != LinePart::transfer) continue;
    const ResultLine& line = joined.result.ledger[i];
    const auto [entry, is_new] = found.emplace(
        std::tuple(joined.lines[i].receiving_source, line.year, joined.lines[i].source),
        static_cast<int>(i));
    if (!is_new)
      report.fault(rule, line_place(line), {"một dòng", "one line"},
                   {"dòng thứ hai", "a second line"});
  }
  for (const SourceYearRow& row : joined.plan.source_years) {
    const int giver = joined.source(row.source).transfer_from;
    if (giver == nothing || row.available == 0) continue;
    report.looked_at(rule);
    const auto where = [&] {
      return line_place("transfer/" + source_year_code(joined.plan, row) + "@" +
                        joined.source(giver).code);
    };
    const auto line = found.find({row.source, row.year, giver});
    if (line == found.end()) {
      report.fault(rule, where(), in_dong(row.available), no_line());
      continue;
    }
    const ResultLine& stated = joined.result.ledger[static_cast<std::size_t>(line->second)];
    if (stated.amount != row.available) {
      report.fault(rule, where(), in_dong(row.available), in_dong(stated.amount));
    }
    if (stated.reason != "supplement") {
      report.fault(rule, where() + field("lý do", "reason"), plain("supplement"),
                   plain(stated.reason));
    }
    found.erase(line);
  }
  for (const auto& [key, line] : found) {
    const ResultLine& stated = joined.result.ledger[static_cast<std::size_t>(line)];
    report.fault(rule, line_place(stated), {"không có khoản bổ sung này", "no such supplement"},
                 in_dong(stated.amount));
  }
}

}  // namespace phanbo_verify
