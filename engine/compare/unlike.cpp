#include <map>

#include "engine/compare/compare.hpp"

namespace phanbo {

namespace {

using Record = std::map<std::string, std::string>;

Record ledger_of(const ResultToCompare& result) {
  Record record;
  for (const LedgerLine& line : result.allocation->ledger)
    record[line_code(*result.plan, *result.assessment, line)] = to_plain(line.amount);
  return record;
}

Record sources_of(const ResultToCompare& result) {
  Record record;
  for (const SourceBalance& row : result.allocation->sources) {
    const std::string code =
        result.plan->sources[row.source].code + "/" + std::to_string(row.year) + "/";
    record[code + "available_dong"] = to_plain(row.available);
    record[code + "carried_in_dong"] = to_plain(row.carried_in);
    record[code + "reserved_dong"] = to_plain(row.reserved);
    record[code + "allocated_dong"] = to_plain(row.allocated);
    record[code + "carried_out_dong"] = to_plain(row.carried_out);
    record[code + "unallocated_dong"] = to_plain(row.unallocated);
  }
  return record;
}

Record demands_of(const ResultToCompare& result) {
  Record record;
  for (std::size_t i = 0; i < result.assessment->demands.size(); ++i) {
    const Index<Demand> index(i);
    const DemandOutcome& outcome = result.allocation->demands[i];
    const std::string code = demand_code(*result.assessment, index) + "/";
    record[code + "need_dong"] = to_plain(result.assessment->demands[index].need);
    record[code + "allocated_dong"] = to_plain(outcome.allocated);
    record[code + "reason"] = to_code(outcome.reason);
  }
  return record;
}

Record figures_of(const ResultToCompare& result) {
  Record record;
  for (const Figure& figure : result.assessment->figures) record[figure.id] = figure.value;
  for (const Figure& figure : result.allocation->figures) record[figure.id] = figure.value;
  return record;
}

void add_unlike(const std::string& what, const Record& base, const Record& other,
                std::vector<Unlike>& unlike) {
  for (const auto& [code, value] : base) {
    const auto found = other.find(code);
    const std::string there = found == other.end() ? std::string() : found->second;
    if (there != value) unlike.push_back({what, code, value, there});
  }
  for (const auto& [code, value] : other) {
    if (!base.contains(code)) unlike.push_back({what, code, "", value});
  }
}

}  // namespace

std::vector<Unlike> unlike_parts(const ResultToCompare& base, const ResultToCompare& other) {
  std::vector<Unlike> unlike;
  add_unlike("ledger", ledger_of(base), ledger_of(other), unlike);
  add_unlike("sources", sources_of(base), sources_of(other), unlike);
  add_unlike("demands", demands_of(base), demands_of(other), unlike);
  add_unlike("figures", figures_of(base), figures_of(other), unlike);
  return unlike;
}

}  // namespace phanbo
