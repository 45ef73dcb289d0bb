#include "distribute/comparison.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <tuple>

namespace phanbo::distribution_test {

namespace {

std::string line_text(const Case& given, const LedgerLine& line) {
  return std::to_string(line.year) + " " + line_code(given.plan, given.assessment, line) + " " +
         std::string(to_code(line.part)) + " " + std::string(to_code(line.reason)) + " " +
         to_plain(line.amount);
}

std::string balance_text(const Case& given, const SourceBalance& balance) {
  std::ostringstream out;
  out << given.plan.sources[balance.source].code << "/" << balance.year << " available "
      << balance.available.dong() << " carried_in " << balance.carried_in.dong() << " reserved "
      << balance.reserved.dong() << " allocated " << balance.allocated.dong() << " carried_out "
      << balance.carried_out.dong() << " unallocated " << balance.unallocated.dong();
  return out.str();
}

std::string shortfall_text(const Case& given, const Shortfall& shortfall) {
  std::ostringstream out;
  out << given.plan.classes[shortfall.priority_class].code << "/" << shortfall.year.value_or(0)
      << " X " << shortfall.allowed.dong() << " W " << shortfall.held.dong() << " Y "
      << shortfall.needed.dong() << " Z " << shortfall.missing.dong() << " demands";
  for (const Index<Demand> demand : shortfall.demands)
    out << " " << demand_code(given.assessment, demand);
  return out.str();
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ",") + word;
  return text;
}

/// Texts that only one side has.
Faults differences(const char* check, const std::vector<std::string>& result,
                   const std::vector<std::string>& reference) {
  Faults faults;
  std::multiset<std::string> missing(reference.begin(), reference.end());
  for (const std::string& text : result) {
    const auto found = missing.find(text);
    if (found != missing.end())
      missing.erase(found);
    else
      faults.push_back({check, "only in the result: " + text});
  }
  for (const std::string& text : missing)
    faults.push_back({check, "only in the reference: " + text});
  return faults;
}

template <class Rows, class Writer>
std::vector<std::string> texts(const Rows& rows, Writer write) {
  std::vector<std::string> written;
  for (const auto& row : rows) written.push_back(write(row));
  return written;
}

}  // namespace

Faults compare_amounts(const Case& given, const Allocation& result, const Allocation& reference) {
  Faults faults;
  for (std::size_t i = 0; i < given.assessment.demands.size(); ++i) {
    const std::int64_t a = i < result.demands.size() ? result.demands[i].allocated.dong() : -1;
    const std::int64_t b = reference.demands[i].allocated.dong();
    if (a != b) {
      faults.push_back({"amounts", demand_code(given.assessment, Index<Demand>(i)) + " gets " +
                                       std::to_string(a) + ", reference " + std::to_string(b)});
    }
  }
  return faults;
}

Faults compare_ledger(const Case& given, const Allocation& result, const Allocation& reference) {
  const auto write = [&](const LedgerLine& line) { return line_text(given, line); };
  return differences("ledger", texts(result.ledger, write), texts(reference.ledger, write));
}

Faults compare_balances(const Case& given, const Allocation& result, const Allocation& reference) {
  const auto write = [&](const SourceBalance& row) { return balance_text(given, row); };
  return differences("balances", texts(result.sources, write), texts(reference.sources, write));
}

Faults compare_status(const Case&, const Allocation& result, const Allocation& reference) {
  if (result.status == reference.status) return {};
  return {{"status", std::string(to_code(result.status)) + ", reference " +
                         std::string(to_code(reference.status))}};
}

Faults compare_reasons(const Case& given, const Allocation& result, const Allocation& reference) {
  Faults faults;
  for (std::size_t i = 0; i < reference.demands.size() && i < result.demands.size(); ++i) {
    if (result.demands[i].reason == reference.demands[i].reason) continue;
    faults.push_back({"reasons", demand_code(given.assessment, Index<Demand>(i)) + " " +
                                     std::string(to_code(result.demands[i].reason)) +
                                     ", reference " +
                                     std::string(to_code(reference.demands[i].reason))});
  }
  return faults;
}

Faults compare_shortfalls(const Case& given, const Allocation& result,
                          const Allocation& reference) {
  const auto write = [&](const Shortfall& row) { return shortfall_text(given, row); };
  return differences("shortages", texts(result.shortfalls, write),
                     texts(reference.shortfalls, write));
}

Faults compare_ties(const Case&, const Allocation& result, const Allocation& reference) {
  const auto write = [](const TieNote& tie) {
    std::vector<std::string> among = tie.among;
    std::vector<std::string> got = tie.given;
    std::sort(among.begin(), among.end());
    std::sort(got.begin(), got.end());
    return joined(among) + " → " + joined(got);
  };
  std::vector<TieNote> remainders;
  for (const TieNote& tie : result.ties)
    if (tie.rule == "remainder") remainders.push_back(tie);
  return differences("ties", texts(remainders, write), texts(reference.ties, write));
}

Faults compare_figures(const Case&, const Allocation& result, const Allocation& reference) {
  const auto write = [](const Figure& figure) {
    return figure.id + " = " + figure.value + " " + std::string(figure.unit);
  };
  return differences("figures", texts(result.figures, write), texts(reference.figures, write));
}

Faults compare_all(const Case& given, const Allocation& result, const Allocation& reference) {
  Faults faults;
  for (const auto& compare : {compare_amounts, compare_ledger, compare_balances, compare_status,
                              compare_reasons, compare_shortfalls, compare_figures}) {
    const Faults found = compare(given, result, reference);
    faults.insert(faults.end(), found.begin(), found.end());
  }
  const Faults ties = compare_ties(given, result, reference);
  faults.insert(faults.end(), ties.begin(), ties.end());
  return faults;
}

std::string to_text(const Case& given, const Allocation& allocation) {
  std::ostringstream out;
  out << "status " << to_code(allocation.status) << "\n";
  for (const LedgerLine& line : allocation.ledger) out << "line " << line_text(given, line) << "\n";
  for (const SourceBalance& row : allocation.sources)
    out << "source " << balance_text(given, row) << "\n";
  for (std::size_t i = 0; i < allocation.demands.size(); ++i) {
    const DemandOutcome& row = allocation.demands[i];
    out << "demand " << demand_code(given.assessment, Index<Demand>(i)) << " allocated "
        << row.allocated.dong() << " shortfall " << row.shortfall.dong() << " "
        << to_code(row.reason) << "\n";
  }
  for (const ProjectOutcome& row : allocation.projects) {
    out << "project " << given.assessment.items[row.item].code << " " << row.selected << " "
        << row.schedule << " " << to_code(row.reason) << "\n";
  }
  for (const Shortfall& row : allocation.shortfalls) {
    out << "shortfall " << shortfall_text(given, row) << " limits";
    for (const Limit& limit : row.limits)
      out << " " << to_code(limit.kind) << ":" << limit.code << "=" << limit.amount.dong();
    out << "\n";
  }
  for (const TieNote& tie : allocation.ties) {
    out << "tie " << tie.where << " " << tie.rule << " among " << joined(tie.among) << " given "
        << joined(tie.given) << "\n";
  }
  for (const RoundingNote& row : allocation.roundings)
    out << "rounding " << row.where << " " << row.rule << " " << row.before << " " << row.after
        << "\n";
  for (const Figure& row : allocation.figures)
    out << "figure " << row.id << " = " << row.value << " " << row.unit << "\n";
  return out.str();
}

}  // namespace phanbo::distribution_test
