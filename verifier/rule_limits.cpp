#include <algorithm>
#include <map>
#include <set>

#include "verifier/needs_parts.hpp"
#include "verifier/rules.hpp"
#include "verifier/supply.hpp"

namespace phanbo_verify {

namespace {

/// Calls `see` for every line that is neither a transfer nor decided before.
template <class See>
void for_each_free_line(const Joined& joined, See see) {
  for (std::size_t i = 0; i < joined.lines.size(); ++i) {
    const JoinedLine& line = joined.lines[i];
    if (line.part == LinePart::transfer || line.part == LinePart::decided || line.need == nothing ||
        line.source == nothing) {
      continue;
    }
    see(line, joined.result.ledger[i]);
  }
}

Words beyond_locked() { return {" ngoài số đã giao, không điều chỉnh", " beyond locked amounts"}; }

}  // namespace

void check_caps(const Joined& joined, Report& report) {
  for (const CapRow& cap : joined.plan.caps) {
    report.looked_at("cap");
    Wide sum = 0;
    Wide locked = 0;
    for (std::size_t i = 0; i < joined.model.needs.size(); ++i) {
      if (!cap_covers(joined.plan, cap, joined.model.needs[i])) continue;
      sum += joined.paid(static_cast<int>(i));
      locked += joined.model.needs[i].locked;
    }
    const Wide most = std::max<Wide>(cap.amount, locked);
    if (sum > most) {
      report.fault("cap", Words{"mức trần ", "cap "} + cap.code, at_most(most), in_dong(sum));
    }
  }
}

void check_envelopes(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "envelope";
  const std::vector<Dong> room = envelope_room(joined.plan, joined.model);
  std::vector<Wide> through(room.size(), 0);
  for_each_free_line(joined, [&](const JoinedLine& line, const ResultLine& found) {
    const Need& need = joined.need_of(line.need);
    const std::vector<Way>& ways = joined.model.ways(need);
    const auto is_same = [&](const Way& way) { return way.source == line.source; };
    if (std::count_if(ways.begin(), ways.end(), is_same) != 1) return;  // the split rule sees these
    for (int envelope = joined.model.way_of(need, line.source)->envelope; envelope != nothing;
         envelope = joined.model.envelopes[static_cast<std::size_t>(envelope)].parent) {
      through[static_cast<std::size_t>(envelope)] += found.amount;
    }
  });
  for (std::size_t e = 0; e < room.size(); ++e) {
    report.looked_at(rule);
    if (through[e] > room[e]) {
      report.fault(rule, Words{"hạn mức ", "envelope "} + joined.model.envelopes[e].code,
                   at_most(room[e]) + beyond_locked(), in_dong(through[e]));
    }
  }
}

/// Those for whom nothing is kept draw at most what is left of the source-year.
void check_kept_money(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "kept_money";
  const PlanModel& plan = joined.plan;
  const std::vector<Dong> free = free_money(plan, joined.model);
  std::map<int, Wide> kept;
  for (const KeptRow& row : plan.kept_money) {
    const int position = plan.source_year(row.source, row.year);
    if (position != nothing) kept[position] += row.amount;
  }
  std::map<int, Wide> drawn_by_others;
  for_each_free_line(joined, [&](const JoinedLine& line, const ResultLine& found) {
    const Need& need = joined.need_of(line.need);
    const int position = plan.source_year(line.source, need.year);
    if (!kept.contains(position)) return;
    const bool has_some =
        std::any_of(plan.kept_money.begin(), plan.kept_money.end(), [&](const KeptRow& row) {
          return row.source == line.source && row.year == need.year &&
                 row.programme == need.programme &&
                 (row.unit == nothing || plan.is_within(need.unit, row.unit));
        });
    if (!has_some) drawn_by_others[position] += found.amount;
  });
  for (const auto& [position, amount] : kept) {
    report.looked_at(rule);
    const int balance = joined.balance_of_source_year[static_cast<std::size_t>(position)];
    if (balance == nothing) continue;
    const ResultSource& row = joined.result.sources[static_cast<std::size_t>(balance)];
    const Wide most =
        free[static_cast<std::size_t>(position)] - amount + row.carried_in - row.carried_out;
    if (drawn_by_others[position] > most) {
      const SourceYearRow& source_year = plan.source_years[static_cast<std::size_t>(position)];
      report.fault(rule, source_place(source_year_code(plan, source_year)),
                   Words{"nhu cầu khác rút ", "others draw "} + at_most(most),
                   in_dong(drawn_by_others[position]));
    }
  }
}

void check_project_limits(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "project_limit";
  for_each_free_line(joined, [&](const JoinedLine& line, const ResultLine& found) {
    if (joined.need_of(line.need).project == nothing) return;
    report.looked_at(rule);
    const Dong limit = project_limit(joined.plan, joined.model, line.need, line.source);
    Wide sum = 0;
    for (const int other : joined.lines_of_need[static_cast<std::size_t>(line.need)]) {
      const JoinedLine& same = joined.lines[static_cast<std::size_t>(other)];
      if (same.source == line.source && same.part != LinePart::decided) {
        sum += joined.result.ledger[static_cast<std::size_t>(other)].amount;
      }
    }
    if (limit != without_limit && sum > limit) {
      report.fault(rule, line_place(found), at_most(limit) + beyond_locked(), in_dong(sum));
    }
  });
}

/// Over all years a site or project gets at most what its ceiling and approved total leave, and
/// what earlier decisions gave beyond its needs.
void check_ceilings(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "ceiling";
  std::map<std::string, Wide> sums;
  std::map<std::string, Wide> beyond_need;
  std::map<std::string, const Need*> items;
  for (std::size_t i = 0; i < joined.model.needs.size(); ++i) {
    const Need& need = joined.model.needs[i];
    if (need.origin != "site" && need.origin != "project") continue;
    sums[need.item] += joined.paid(static_cast<int>(i));
    beyond_need[need.item] += std::max<Wide>(Wide{need.locked} - need.need, 0);
    items[need.item] = &need;
  }
  for (const auto& [item, need] : items) {
    report.looked_at(rule);
    std::optional<Wide> most;
    if (need->origin == "project") {
      const ProjectRow& project = joined.plan.projects[need->origin_row];
      most = Wide{project.approved_total} - project.paid_before;
      if (project.ceiling) most = std::min<Wide>(*most, *project.ceiling);
    } else if (joined.plan.sites[need->origin_row].ceiling) {
      most = *joined.plan.sites[need->origin_row].ceiling;
    }
    if (most && sums[item] > *most + beyond_need[item]) {
      report.fault(rule, item_place(item), at_most(*most + beyond_need[item]), in_dong(sums[item]));
    }
  }
}

void check_steps(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "step";
  for (std::size_t i = 0; i < joined.model.needs.size(); ++i) {
    const Need& need = joined.model.needs[i];
    report.looked_at(rule);
    const Dong paid = joined.paid(static_cast<int>(i));
    const auto fault = [&](const Words& expected) {
      report.fault(rule, demand_place(need.code()), expected, in_dong(paid));
    };
    if (paid > std::max(need.wanted, need.locked)) {
      fault(at_most(Words{"mức đề nghị bố trí ", "the wanted "} + in_dong(need.wanted)));
    } else if (paid < need.locked) {
      fault(
          at_least(Words{"mức đã giao, không điều chỉnh ", "the locked "} + in_dong(need.locked)));
    } else if (paid != need.wanted && (paid - need.locked) % need.step != 0) {
      fault(in_dong(need.locked) + Words{" và số bước trọn ", " and whole steps of "} +
            in_dong(need.step));
    }
  }
}

void check_least_useful(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "least_useful";
  for (std::size_t i = 0; i < joined.model.needs.size(); ++i) {
    const Need& need = joined.model.needs[i];
    if (need.least_useful == 0) continue;
    report.looked_at(rule);
    const Dong paid = joined.paid(static_cast<int>(i));
    if (paid > need.locked && paid < need.wanted && paid < need.least_useful) {
      report.fault(rule, demand_place(need.code()),
                   in_dong(need.locked) + Words{" hoặc ", " or "} + at_least(need.least_useful),
                   in_dong(paid));
    }
  }
}

/// An item that is not divisible gets all its years of a stage in full, or none.
void check_whole_items(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "whole_item";
  std::map<std::tuple<std::string, int, int>, std::pair<bool, bool>> seen;
  for (std::size_t i = 0; i < joined.model.needs.size(); ++i) {
    const Need& need = joined.model.needs[i];
    const ClassRow& row = joined.plan.classes[static_cast<std::size_t>(need.priority_class)];
    if (need.divisible || need.wanted <= need.locked || row.rule != "in_rank_order") continue;
    report.looked_at(rule);
    auto& [some, missing] =
        seen[{need.item, need.priority_class, joined.plan.by_year ? need.year : 0}];
    const Dong paid = joined.paid(static_cast<int>(i));
    some = some || paid > need.locked;
    missing = missing || paid < need.wanted;
  }
  for (const auto& [key, state] : seen) {
    if (state.first && state.second) {
      report.fault(rule, item_place(std::get<0>(key)),
                   {"đủ mọi năm, hoặc không năm nào", "all its years in full, or none"},
                   {"chỉ một số năm hoặc một phần", "some years or parts only"});
    }
  }
}

}  // namespace phanbo_verify
