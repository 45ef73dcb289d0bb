#include "verifier/choice_model.hpp"

#include <algorithm>
#include <set>

#include "verifier/needs_parts.hpp"
#include "verifier/supply.hpp"

namespace phanbo_verify {

int ClassModel::place(const std::string& name) {
  const auto [found, is_new] = place_of.try_emplace(name, static_cast<int>(places.size()));
  if (is_new) {
    places.push_back(name);
    place_years.push_back(0);
    held.push_back(0);
  }
  return found->second;
}

int ClassModel::limit(const std::string& name, const Bounds& own) {
  const auto [found, is_new] = limit_of.try_emplace(name, static_cast<int>(limits.size()));
  if (is_new) {
    limits.push_back(name);
    bounds.emplace_back();
  }
  bounds[static_cast<std::size_t>(found->second)] = own;
  return found->second;
}

void ClassModel::add_part(std::size_t candidate, std::size_t option, int limit, Dong coefficient) {
  if (coefficient == 0) return;
  auto& parts = candidates[candidate].options[option].parts;
  for (LimitPart& part : parts)
    if (part.limit == limit) {
      part.coefficient += coefficient;
      return;
    }
  parts.push_back({limit, coefficient});
}

namespace {

class ClassModelMaker {
 public:
  ClassModelMaker(const Joined& joined, const NeedModel& assessed, int priority_class)
      : joined_(joined), plan_(joined.plan), assessed_(assessed), class_(priority_class) {}

  ClassModel make() {
    made_.items = item_choices(plan_, assessed_, class_, made_.digits);
    add_money();
    add_held();
    for (const ItemChoice& item : made_.items) {
      Candidate& own = made_.candidates.emplace_back(item.item, item.lock == "must");
      for (const ItemOption& option : item.options) own.options.push_back(priced(option));
    }
    add_caps();
    add_links();
    add_choice_limits();
    return std::move(made_);
  }

 private:
  const Need& need(int position) const {
    return assessed_.needs[static_cast<std::size_t>(position)];
  }
  std::string money_place(int source, int year) const {
    return plan_.sources[static_cast<std::size_t>(source)].code + "/" + std::to_string(year);
  }

  void arc(const std::string& from, const std::string& to, Dong capacity) {
    const int begin = made_.place(from);
    made_.arcs.push_back({begin, made_.place(to), capacity});
  }

  void add_money() {
    std::vector<Dong> free = free_money(plan_, assessed_);
    for (const Dong amount : free) all_money_ += std::max<Dong>(amount, 0);
    for (const KeptRow& kept : plan_.kept_money) {
      const int row = plan_.source_year(kept.source, kept.year);
      if (row == nothing) continue;
      arc("", "kept:" + kept.code, kept.amount);
      free[static_cast<std::size_t>(row)] -= kept.amount;
    }
    for (std::size_t i = 0; i < plan_.source_years.size(); ++i) {
      const SourceYearRow& row = plan_.source_years[i];
      const std::string place = money_place(row.source, row.year);
      arc("", place, std::max<Dong>(free[i], 0));
      const Dong carry = carry_limit(plan_, static_cast<int>(i));
      if (carry > 0) arc(place, money_place(row.source, row.year + 1), carry);
    }
    const std::vector<Dong> room = envelope_room(plan_, assessed_);
    for (std::size_t i = 0; i < assessed_.envelopes.size(); ++i) {
      const EnvelopeModel& envelope = assessed_.envelopes[i];
      const std::string from =
          envelope.parent == nothing
              ? money_place(envelope.source, envelope.year)
              : "envelope:" + assessed_.envelopes[static_cast<std::size_t>(envelope.parent)].code;
      arc(from, "envelope:" + envelope.code, room[i]);
    }
  }

  std::vector<std::string> feeders_of(int position, const Way& way) {
    const Need& own = need(position);
    std::vector<std::string> places;
    if (way.envelope != nothing) {
      places.push_back("envelope:" +
                       assessed_.envelopes[static_cast<std::size_t>(way.envelope)].code);
    } else {
      places.push_back(money_place(way.source, own.year));
      for (const KeptRow& kept : plan_.kept_money)
        if (kept.source == way.source && kept.year == own.year && kept.programme == own.programme &&
            (kept.unit == nothing || plan_.is_within(own.unit, kept.unit)))
          places.push_back("kept:" + kept.code);
    }
    const Dong limit = project_limit(plan_, assessed_, position, way.source);
    if (limit == without_limit) return places;
    const std::string gate =
        "ceiling:" + own.code() + "@" + plan_.sources[static_cast<std::size_t>(way.source)].code;
    if (gates_.insert(gate).second) {
      for (const std::string& place : places) arc(place, gate + "#in", all_money_);
      arc(gate + "#in", gate, limit);
    }
    return {gate};
  }

  int place_of(int position, bool local_part) {
    std::set<std::string> feeders;
    for (const Way& way : assessed_.ways(need(position))) {
      if (local_part && !plan_.sources[static_cast<std::size_t>(way.source)].is_local) continue;
      if (plan_.source_year(way.source, need(position).year) == nothing) continue;
      for (std::string& feeder : feeders_of(position, way)) feeders.insert(std::move(feeder));
    }
    std::string name = "<";
    for (const std::string& feeder : feeders) name += (name == "<" ? "" : " + ") + feeder;
    name += ">";
    const bool is_new = !made_.place_of.contains(name);
    const int place = made_.place(name);
    if (!is_new) return place;
    for (const std::string& feeder : feeders) arc(feeder, name, all_money_);
    if (!feeders.empty()) made_.place_years[static_cast<std::size_t>(place)] = need(position).year;
    return place;
  }

  void add_uses(int position, Dong amount, std::vector<PlaceUse>& uses) {
    const Need& own = need(position);
    const Dong beyond = amount - own.locked;
    if (beyond <= 0) return;
    const Wide share =
        divide_up(checked_product(amount, own.local_share.numerator), own.local_share.denominator);
    const Dong local = to_dong(std::clamp<Wide>(share - own.locked_local, 0, beyond));
    if (local > 0) uses.push_back({place_of(position, true), local});
    if (beyond > local) uses.push_back({place_of(position, false), beyond - local});
  }

  /// What needs of other classes hold when this class has its turn: all of earlier ones, locked
  /// amounts of later ones.
  Dong held(int position) const {
    return need(position).priority_class < class_ ? joined_.paid(position) : need(position).locked;
  }
  void add_held() {
    std::vector<PlaceUse> uses;
    for (std::size_t i = 0; i < assessed_.needs.size(); ++i)
      if (assessed_.needs[i].priority_class != class_)
        add_uses(static_cast<int>(i), held(static_cast<int>(i)), uses);
    for (const PlaceUse& use : uses) made_.held[static_cast<std::size_t>(use.place)] += use.amount;
  }

  CandidateOption priced(const ItemOption& option) {
    CandidateOption made;
    made.name = option.name;
    made.value = option.value;
    for (const auto& [position, amount] : option.amounts) add_uses(position, amount, made.uses);
    return made;
  }

  template <class Amount>
  void add_limit(const std::string& name, const Bounds& bounds, Amount amount_of) {
    const int limit = made_.limit(name, bounds);
    for (std::size_t p = 0; p < made_.items.size(); ++p)
      for (std::size_t c = 0; c < made_.items[p].options.size(); ++c)
        made_.add_part(p, c, limit, amount_of(made_.items[p].options[c]));
  }

  void add_caps() {
    for (const CapRow& cap : plan_.caps) {
      Dong left = cap.amount;
      for (std::size_t i = 0; i < assessed_.needs.size(); ++i) {
        const Need& own = assessed_.needs[i];
        if (!cap_covers(plan_, cap, own)) continue;
        left -= own.priority_class == class_ ? own.locked : held(static_cast<int>(i));
      }
      add_limit("cap:" + cap.code, Bounds{{}, std::max<Dong>(left, 0)},
                [&](const ItemOption& option) {
                  Dong sum = 0;
                  for (const auto& [position, amount] : option.amounts)
                    if (cap_covers(plan_, cap, need(position)))
                      sum += amount - need(position).locked;
                  return sum;
                });
    }
  }

  int item_position(const std::string& code) const {
    for (std::size_t p = 0; p < made_.items.size(); ++p)
      if (made_.items[p].item == code) return static_cast<int>(p);
    return nothing;
  }
  bool is_paid_outside(const std::string& code) const {
    for (std::size_t i = 0; i < assessed_.needs.size(); ++i) {
      const Need& own = assessed_.needs[i];
      if (own.item == code && own.priority_class != class_ && held(static_cast<int>(i)) > 0)
        return true;
    }
    return false;
  }
  void put(int item, const std::string& limit, Dong coefficient) {
    const auto p = static_cast<std::size_t>(item);
    for (std::size_t c = 0; c < made_.candidates[p].options.size(); ++c)
      made_.add_part(p, c, made_.limit_of.at(limit), coefficient);
  }

  void add_links() {
    std::set<std::string> taken;
    for (const ExclusionRow& row : plan_.exclusions)
      if (item_position(row.item) == nothing && is_paid_outside(row.item)) taken.insert(row.set);
    for (const ExclusionRow& row : plan_.exclusions) {
      const int item = item_position(row.item);
      if (item == nothing) continue;
      const std::string name = "exclusion:" + row.set;
      made_.limit(name, {{}, taken.contains(row.set) ? 0 : 1});
      put(item, name, 1);
    }
    for (const PrerequisiteRow& row : plan_.prerequisites) {
      const int item = item_position(row.item);
      const int needs = item_position(row.needs);
      if (item == nothing || row.item == row.needs) continue;
      const std::string name = "prerequisite:" + row.item + "/" + row.needs;
      made_.limit(name, {{}, needs == nothing && is_paid_outside(row.needs) ? 1 : 0});
      put(item, name, 1);
      if (needs != nothing) put(needs, name, -1);
    }
  }

  bool in_limit(const ChoiceLimitRow& limit, const Need& own) const {
    if (limit.programme != nothing && limit.programme != own.programme) return false;
    if (limit.year != 0 && limit.year != own.year) return false;
    std::string sector = programme_of(plan_, own).sector;
    if (own.project != nothing &&
        !plan_.projects[static_cast<std::size_t>(own.project)].sector.empty())
      sector = plan_.projects[static_cast<std::size_t>(own.project)].sector;
    if (!limit.sector.empty() && limit.sector != sector) return false;
    return limit.unit == nothing || plan_.is_within(own.unit, limit.unit);
  }
  void add_choice_limits() {
    for (const ChoiceLimitRow& limit : plan_.choice_limits) {
      add_limit("limit:" + limit.code, Bounds{limit.floor, limit.cap},
                [&](const ItemOption& option) {
                  Dong sum = 0;
                  for (const auto& [position, amount] : option.amounts)
                    if (in_limit(limit, need(position))) sum += amount;
                  return sum;
                });
    }
  }

  const Joined& joined_;
  const PlanModel& plan_;
  const NeedModel& assessed_;
  int class_;
  ClassModel made_;
  std::set<std::string> gates_;
  Dong all_money_ = 0;
};

}  // namespace

ClassModel make_class_model(const Joined& joined, const NeedModel& assessed, int priority_class) {
  return ClassModelMaker(joined, assessed, priority_class).make();
}

std::vector<int> taken_options(const ClassModel& model, const Result& result) {
  const auto named = taken_options(result);
  std::vector<int> taken;
  for (const ItemChoice& item : model.items) {
    taken.push_back(nothing);
    const auto found = named.find(item.item);
    if (found == named.end()) continue;
    for (std::size_t c = 0; c < item.options.size(); ++c)
      if (item.options[c].name == found->second) taken.back() = static_cast<int>(c);
  }
  return taken;
}

std::vector<Dong> needs_of(const ClassModel& model, const std::vector<int>& taken) {
  std::vector<Dong> needs;
  for (const Wide held : model.held) needs.push_back(to_dong(held));
  for (std::size_t p = 0; p < taken.size(); ++p) {
    if (taken[p] == nothing) continue;
    for (const PlaceUse& use : model.candidates[p].options[static_cast<std::size_t>(taken[p])].uses)
      needs[static_cast<std::size_t>(use.place)] += use.amount;
  }
  return needs;
}

PlaceFlow::PlaceFlow(const ClassModel& model, const std::vector<char>& closed) {
  graph_.add_nodes(static_cast<int>(model.places.size()));
  sink_ = graph_.add_node();
  for (std::size_t a = 0; a < model.arcs.size(); ++a) {
    const ClassModel::Arc& arc = model.arcs[a];
    const bool is_closed = a < closed.size() && closed[a] != 0;
    graph_.add_arc(arc.from, arc.to, is_closed ? 0 : arc.capacity);
  }
  for (std::size_t v = 0; v < model.places.size(); ++v)
    arc_of_place_.push_back(graph_.add_arc(static_cast<int>(v), sink_, 0));
}

Dong PlaceFlow::add(const std::vector<PlaceUse>& more) {
  Dong wanted = 0;
  for (const PlaceUse& use : more) {
    const int arc = arc_of_place_[static_cast<std::size_t>(use.place)];
    graph_.set_capacity(arc, graph_.capacity(arc) + use.amount);
    wanted += use.amount;
  }
  return wanted - graph_.maximize(0, sink_);
}

Dong PlaceFlow::add(const std::vector<Dong>& needs) {
  std::vector<PlaceUse> uses;
  for (std::size_t v = 0; v < needs.size(); ++v)
    if (needs[v] > 0) uses.push_back({static_cast<int>(v), needs[v]});
  return add(uses);
}

}  // namespace phanbo_verify
