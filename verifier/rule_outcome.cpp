#include <map>

#include "verifier/rules.hpp"

namespace phanbo_verify {

/// shortfall when a demand of a mandatory class gets less than its need, conditional ones excepted.
void check_status(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "status";
  report.looked_at(rule);
  std::string expected = "complete";
  for (std::size_t i = 0; i < joined.model.needs.size(); ++i) {
    const Need& need = joined.model.needs[i];
    if (need.standing == Standing::conditional) continue;
    if (joined.plan.classes[static_cast<std::size_t>(need.priority_class)].mandatory &&
        joined.paid(static_cast<int>(i)) < need.need) {
      expected = "shortfall";
    }
  }
  // A choice that nothing could keep leaves its class unpaid.
  for (const Json& choice : *joined.result.choices)
    if (const Json* end = choice.find("end"); end != nullptr && end->text == "impossible")
      expected = "shortfall";
  if (joined.result.status != expected) {
    report.fault(rule, {"tình trạng chung (status)", "status"}, plain(expected),
                 plain(joined.result.status));
  }
}

namespace {

struct ItemOutcome {
  Fraction score;
  bool selected = false;
  bool is_chosen = false;  ///< its class is shared by best_value
  std::string_view reason = "";
};

/// How little a reason of one year says about the whole item.
int weight_of(std::string_view reason) {
  if (reason.empty()) return 0;
  if (reason == "nothing_needed") return 1;
  if (reason == "in_full") return 2;
  return reason == "chosen_in_part" ? 3 : 4;
}

/// The first year that was not paid in full gives the reason; a part that was chosen as such gives
/// way to any other.
std::map<std::string, ItemOutcome> item_outcomes(const Joined& joined) {
  std::map<std::string, ItemOutcome> items;
  for (std::size_t i = 0; i < joined.model.needs.size(); ++i) {
    const Need& need = joined.model.needs[i];
    if (need.origin != "site" && need.origin != "project") continue;
    ItemOutcome& item = items[need.item];
    item.score = need.score;
    item.is_chosen =
        joined.plan.classes[static_cast<std::size_t>(need.priority_class)].rule == "best_value";
    item.selected = item.selected || joined.paid(static_cast<int>(i)) > 0;
    if (joined.demand_of_need[i] == nothing) continue;
    const std::string_view reason =
        joined.result.demands[static_cast<std::size_t>(joined.demand_of_need[i])].reason;
    if (weight_of(reason) > weight_of(item.reason)) item.reason = reason;
  }
  return items;
}

}  // namespace

void check_projects(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "project";
  std::map<std::string, ItemOutcome> expected = item_outcomes(joined);
  for (const ResultProject& project : joined.result.projects) {
    report.looked_at(rule);
    const auto entry = expected.find(std::string(project.item));
    const auto where = [&] { return item_place(project.item); };
    if (entry == expected.end()) {
      report.fault(rule, where(),
                   {"một di tích, thiết chế hoặc dự án, nêu một lần", "a site or project, once"},
                   {"không có trong kế hoạch hoặc nêu hai lần", "unknown or named twice"});
      continue;
    }
    const ItemOutcome& item = entry->second;
    if (project.selected != item.selected) {
      report.fault(rule, where() + field("được chọn", "selected"), flag(item.selected),
                   flag(project.selected));
    }
    const std::string_view schedule = item.selected ? "given" : "";
    // A class that chooses may choose another; choices.cpp checks which there are.
    const bool may_differ = item.selected && item.is_chosen && !project.schedule.empty();
    if (project.schedule != schedule && !may_differ) {
      report.fault(rule, where() + field("tiến độ", "schedule"), plain(schedule),
                   plain(project.schedule));
    }
    if (project.reason != item.reason) {
      report.fault(rule, where() + field("lý do", "reason"), plain(item.reason),
                   plain(project.reason));
    }
    const auto score = parse_decimal(project.score);
    if (!score || !(*score == item.score)) {
      report.fault(rule, where() + field("điểm", "score"), number(item.score),
                   plain(project.score));
    }
    expected.erase(entry);
  }
  for (const auto& [item, outcome] : expected) {
    report.fault(rule, item_place(item), {"một dòng", "a row"}, missing());
  }
}

}  // namespace phanbo_verify
