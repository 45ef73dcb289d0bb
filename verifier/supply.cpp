#include "verifier/supply.hpp"

#include "verifier/needs_parts.hpp"

namespace phanbo_verify {

std::vector<Dong> free_money(const PlanModel& plan, const NeedModel& model) {
  std::vector<Dong> free;
  for (const SourceYearRow& row : plan.source_years) free.push_back(row.available - row.reserve);
  for (const Locked& locked : model.locked) {
    const int year = model.needs[static_cast<std::size_t>(locked.need)].year;
    const int position = plan.source_year(locked.source, year);
    if (position != nothing) free[static_cast<std::size_t>(position)] -= locked.amount;
  }
  for (const SourceYearRow& row : plan.source_years) {
    const int giver = plan.sources[static_cast<std::size_t>(row.source)].transfer_from;
    const int position = giver == nothing ? nothing : plan.source_year(giver, row.year);
    if (position != nothing) free[static_cast<std::size_t>(position)] -= row.available;
  }
  return free;
}

std::vector<Dong> envelope_room(const PlanModel&, const NeedModel& model) {
  std::vector<Dong> room;
  for (const EnvelopeModel& envelope : model.envelopes) room.push_back(envelope.amount);
  for (const Locked& locked : model.locked) {
    const Need& need = model.needs[static_cast<std::size_t>(locked.need)];
    const Way* way = model.way_of(need, locked.source);
    int envelope = way == nullptr ? nothing : way->envelope;
    for (; envelope != nothing;
         envelope = model.envelopes[static_cast<std::size_t>(envelope)].parent) {
      room[static_cast<std::size_t>(envelope)] -= locked.amount;
    }
  }
  for (Dong& amount : room) amount = std::max<Dong>(amount, 0);
  return room;
}

Dong carry_limit(const PlanModel& plan, int source_year) {
  const SourceYearRow& row = plan.source_years[static_cast<std::size_t>(source_year)];
  return plan.source_year(row.source, row.year + 1) == nothing ? 0 : row.carry_out_max;
}

Supply build_supply(DongGraph& graph, const PlanModel& plan, const NeedModel& model) {
  Supply supply;
  supply.root = graph.add_node();
  std::vector<Dong> general = free_money(plan, model);
  for (const KeptRow& kept : plan.kept_money) {
    const int position = plan.source_year(kept.source, kept.year);
    if (position != nothing) general[static_cast<std::size_t>(position)] -= kept.amount;
  }
  for (std::size_t i = 0; i < plan.source_years.size(); ++i) {
    supply.source_year_node.push_back(graph.add_node());
    supply.general_arc.push_back(
        graph.add_arc(supply.root, supply.source_year_node.back(), std::max<Dong>(general[i], 0)));
  }
  for (std::size_t i = 0; i < plan.source_years.size(); ++i) {
    const SourceYearRow& row = plan.source_years[i];
    const Dong limit = carry_limit(plan, static_cast<int>(i));
    const int next = plan.source_year(row.source, row.year + 1);
    supply.carry_arc.push_back(
        limit == 0 ? -1
                   : graph.add_arc(supply.source_year_node[i],
                                   supply.source_year_node[static_cast<std::size_t>(next)], limit));
  }
  for (const KeptRow& kept : plan.kept_money) {
    supply.kept_node.push_back(graph.add_node());
    supply.kept_arc.push_back(graph.add_arc(supply.root, supply.kept_node.back(), kept.amount));
  }
  const std::vector<Dong> room = envelope_room(plan, model);
  for (std::size_t i = 0; i < model.envelopes.size(); ++i) {
    supply.envelope_node.push_back(graph.add_node());
  }
  for (std::size_t i = 0; i < model.envelopes.size(); ++i) {
    const EnvelopeModel& envelope = model.envelopes[i];
    const int position = plan.source_year(envelope.source, envelope.year);
    const int above =
        envelope.parent != nothing
            ? supply.envelope_node[static_cast<std::size_t>(envelope.parent)]
            : (position == nothing ? -1
                                   : supply.source_year_node[static_cast<std::size_t>(position)]);
    supply.envelope_arc.push_back(
        above < 0 ? -1 : graph.add_arc(above, supply.envelope_node[i], room[i]));
  }
  return supply;
}

std::vector<int> kept_rows_of(const PlanModel& plan, const NeedModel& model, const Need& need) {
  std::vector<int> rows;
  for (std::size_t k = 0; k < plan.kept_money.size(); ++k) {
    const KeptRow& kept = plan.kept_money[k];
    if (kept.year == need.year && kept.programme == need.programme &&
        (kept.unit == nothing || plan.is_within(need.unit, kept.unit)) &&
        model.way_of(need, kept.source) != nullptr) {
      rows.push_back(static_cast<int>(k));
    }
  }
  return rows;
}

std::vector<int> nodes_of_way(const Supply& supply, const PlanModel& plan, const Need& need,
                              const Way& way) {
  std::vector<int> nodes;
  if (way.envelope != nothing) {
    nodes.push_back(supply.envelope_node[static_cast<std::size_t>(way.envelope)]);
  } else {
    const int position = plan.source_year(way.source, need.year);
    nodes.push_back(supply.source_year_node[static_cast<std::size_t>(position)]);
  }
  for (std::size_t k = 0; k < plan.kept_money.size(); ++k) {
    const KeptRow& kept = plan.kept_money[k];
    if (kept.source == way.source && kept.year == need.year && kept.programme == need.programme &&
        (kept.unit == nothing || plan.is_within(need.unit, kept.unit))) {
      nodes.push_back(supply.kept_node[k]);
    }
  }
  return nodes;
}

Dong other_money_at_most(const Need& need, Dong amount) {
  const Wide whole = Wide{need.locked} + amount;
  const Wide local = divide_up(whole * need.local_share.numerator, need.local_share.denominator);
  const Wide locked_other = need.locked - need.locked_local;
  return to_dong(std::max<Wide>(whole - local - locked_other, 0));
}

Dong project_limit(const PlanModel& plan, const NeedModel& model, int need_position, int source) {
  const Need& need = model.needs[static_cast<std::size_t>(need_position)];
  if (need.project == nothing) return without_limit;
  Dong limit = without_limit;
  for (const ProjectSourceRow& row : plan.project_sources) {
    if (row.project == need.project && row.source == source && row.year == need.year &&
        row.ceiling) {
      limit = *row.ceiling;
    }
  }
  if (limit == without_limit) return limit;
  for (const Locked& locked : model.locked) {
    if (locked.need == need_position && locked.source == source) limit -= locked.amount;
  }
  return std::max<Dong>(limit, 0);
}

bool cap_covers(const PlanModel& plan, const CapRow& cap, const Need& need) {
  if (cap.programme != nothing && cap.programme != need.programme) return false;
  if (cap.year != 0 && cap.year != need.year) return false;
  if (!cap.expenditure_kind.empty() &&
      cap.expenditure_kind != programme_of(plan, need).expenditure_kind) {
    return false;
  }
  return cap.unit == nothing || plan.is_within(need.unit, cap.unit);
}

}  // namespace phanbo_verify
