#include "verifier/joined.hpp"

namespace phanbo_verify {

namespace {

LinePart part_of(std::string_view name) {
  if (name == "main") return LinePart::main;
  if (name == "local_share") return LinePart::local_share;
  if (name == "decided") return LinePart::decided;
  if (name == "transfer") return LinePart::transfer;
  return LinePart::unknown;
}

int find_in(const std::unordered_map<std::string_view, int>& codes, std::string_view code) {
  const auto found = codes.find(code);
  return found == codes.end() ? nothing : found->second;
}

}  // namespace

Joined::Joined(const PlanModel& a_plan, const NeedModel& a_model, const Result& a_result)
    : plan(a_plan),
      model(a_model),
      result(a_result),
      lines_of_need(a_model.needs.size()),
      demand_of_need(a_model.needs.size(), nothing),
      balance_of_source_year(a_plan.source_years.size(), nothing) {
  for (std::size_t i = 0; i < plan.sources.size(); ++i) {
    source_by_code.emplace(plan.sources[i].code, static_cast<int>(i));
  }
  for (std::size_t i = 0; i < result.ledger.size(); ++i) {
    const ResultLine& line = result.ledger[i];
    JoinedLine joined;
    joined.part = part_of(line.part);
    joined.source = find_in(source_by_code, line.source);
    joined.receiving_source = find_in(source_by_code, line.receiving_source);
    if (joined.part != LinePart::transfer) joined.need = model.find(std::string(line.demand));
    if (joined.need != nothing) {
      lines_of_need[static_cast<std::size_t>(joined.need)].push_back(static_cast<int>(i));
    }
    lines.push_back(joined);
  }
  for (std::size_t i = 0; i < result.demands.size(); ++i) {
    const int need = model.find(std::string(result.demands[i].demand));
    if (need != nothing) demand_of_need[static_cast<std::size_t>(need)] = static_cast<int>(i);
  }
  for (std::size_t i = 0; i < result.sources.size(); ++i) {
    const int position =
        plan.source_year(find_in(source_by_code, result.sources[i].source), result.sources[i].year);
    if (position != nothing) {
      balance_of_source_year[static_cast<std::size_t>(position)] = static_cast<int>(i);
    }
  }
  for (std::size_t i = 0; i < result.figures.size(); ++i) {
    figure_by_id.emplace(result.figures[i].id, i);
  }
}

Dong Joined::paid(int need) const {
  Wide sum = 0;
  for (const int line : lines_of_need[static_cast<std::size_t>(need)]) {
    sum += result.ledger[static_cast<std::size_t>(line)].amount;
  }
  return to_dong(sum);
}

Dong Joined::paid_beyond_locked(int need) const {
  Wide sum = 0;
  for (const int line : lines_of_need[static_cast<std::size_t>(need)]) {
    if (lines[static_cast<std::size_t>(line)].part == LinePart::decided) continue;
    sum += result.ledger[static_cast<std::size_t>(line)].amount;
  }
  return to_dong(sum);
}

std::string months_text(const Months& months) {
  if (months.first == months.last) return std::to_string(months.first);
  return std::to_string(months.first) + "-" + std::to_string(months.last);
}

Words line_place(std::string_view id) { return Words{"dòng sổ phân bổ ", "line "} + id; }

Words line_place(const ResultLine& line) { return line_place(line.id); }

std::string source_year_code(const PlanModel& plan, const SourceYearRow& row) {
  return plan.sources[static_cast<std::size_t>(row.source)].code + "/" + std::to_string(row.year);
}

std::string_view standing_name(Standing standing) {
  switch (standing) {
    case Standing::ordinary:
      return "ordinary";
    case Standing::conditional:
      return "conditional";
    case Standing::no_dossier:
      return "no_dossier";
    case Standing::nobody_may_pay:
      return "nobody_may_pay";
    case Standing::not_chosen:
      return "not_chosen";
  }
  return "";
}

}  // namespace phanbo_verify
