#include "engine/choose/plan_model.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace phanbo::selection {

namespace {

class ModelMaker {
 public:
  ModelMaker(const Plan& plan, const Assessment& assessed, std::span<const Money> held,
             Index<PriorityClass> priority_class)
      : plan_(plan), assessed_(assessed), held_(held), class_(priority_class) {}

  PlanModel make() {
    made_.candidates = candidates_of(plan_, assessed_, class_, made_.value_digits);
    made_.node_names.emplace_back("");
    sum_locked();
    add_money();
    add_envelopes();
    add_held();
    add_candidates();
    add_caps();
    add_links();
    add_choice_limits();
    made_.model.node_count = static_cast<int>(made_.node_names.size());
    made_.model.fixed_uses.resize(made_.node_names.size(), 0);
    made_.node_years.resize(made_.node_names.size(), 0);
    sort_uses();
    return std::move(made_);
  }

 private:
  int node(const std::string& name) {
    const auto [found, is_new] =
        nodes_.try_emplace(name, static_cast<int>(made_.node_names.size()));
    if (is_new) made_.node_names.push_back(name);
    return found->second;
  }
  void arc(int from, int to, Amount capacity) {
    if (capacity > 0) made_.model.arcs.push_back({from, to, capacity});
  }
  std::string source_year_name(Index<Source> source, int year) const {
    return plan_.sources[source].code + "/" + std::to_string(year);
  }

  void sum_locked() {
    locked_local_.assign(assessed_.demands.size(), 0);
    for (const LockedAmount& locked : assessed_.locked) {
      locked_by_source_year_[{locked.source, assessed_.demands[locked.demand].year}] +=
          locked.amount.dong();
      if (plan_.sources[locked.source].is_local())
        locked_local_[locked.demand.position()] += locked.amount.dong();
      locked_by_demand_source_[{locked.demand, locked.source}] += locked.amount.dong();
    }
  }

  /// Free money of each source and year, kept money beside it, carry-over.
  void add_money() {
    std::map<std::pair<Index<Source>, int>, Amount> free;
    for (const SourceYear& row : plan_.source_years)
      free[{row.source, row.year}] += (row.available - row.reserve).dong();
    for (const auto& [key, locked] : locked_by_source_year_) free[key] -= locked;
    for (const SourceYear& row : plan_.source_years) {
      const Index<Source> giver = plan_.sources[row.source].transfer_from;
      if (giver.is_set()) free[{giver, row.year}] -= row.available.dong();
    }
    for (const auto& [key, amount] : free) all_money_ += std::max<Amount>(0, amount);
    for (const KeptMoney& kept : plan_.kept_money) {
      const auto found = free.find({kept.source, kept.year});
      if (found == free.end()) continue;
      arc(money_node, node("kept:" + kept.code), kept.amount.dong());
      found->second -= kept.amount.dong();
    }
    for (const auto& [key, amount] : free)
      arc(money_node, node(source_year_name(key.first, key.second)), std::max<Amount>(0, amount));
    for (const SourceYear& row : plan_.source_years) {
      if (!free.contains({row.source, row.year + 1})) continue;
      arc(node(source_year_name(row.source, row.year)),
          node(source_year_name(row.source, row.year + 1)), row.carry_out_max.dong());
    }
    for (const auto& [key, amount] : free) known_source_years_.insert(key);
  }

  void add_envelopes() {
    const auto& envelopes = assessed_.envelopes.rows();
    std::vector<Amount> left;
    for (const Envelope& envelope : envelopes) left.push_back(envelope.amount.dong());
    for (const LockedAmount& locked : assessed_.locked) {
      const Demand& demand = assessed_.demands[locked.demand];
      if (!demand.payer_set.is_set()) continue;
      for (const Payer& payer : assessed_.payer_sets[demand.payer_set].payers) {
        if (payer.source != locked.source) continue;
        for (Index<Envelope> e = payer.envelope; e.is_set(); e = assessed_.envelopes[e].parent)
          left[e.position()] = std::max<Amount>(0, left[e.position()] - locked.amount.dong());
      }
    }
    for (std::size_t i = 0; i < envelopes.size(); ++i) {
      const Envelope& envelope = envelopes[i];
      const std::string from = envelope.parent.is_set()
                                   ? "envelope:" + assessed_.envelopes[envelope.parent].code
                                   : source_year_name(envelope.source, envelope.year);
      arc(node(from), node("envelope:" + envelope.code), left[i]);
    }
  }

  /// Ceiling of a project from one source in one year, less what is locked.
  std::optional<Amount> project_limit(Index<Demand> index, Index<Source> source) const {
    const Demand& demand = assessed_.demands[index];
    const Item& item = assessed_.items[demand.item];
    if (item.origin != ItemOrigin::project) return {};
    for (const ProjectSource& row : plan_.project_sources) {
      if (row.project != Index<Project>(item.origin_row) || row.source != source ||
          row.year != demand.year || !row.ceiling)
        continue;
      const auto locked = locked_by_demand_source_.find({index, source});
      const Amount taken = locked == locked_by_demand_source_.end() ? 0 : locked->second;
      return std::max<Amount>(0, row.ceiling->dong() - taken);
    }
    return {};
  }

  /// The node where money for this demand arrives: named by what may feed it, so that demands with
  /// the same payers share it.
  int demand_node(Index<Demand> index, bool local_part) {
    const Demand& demand = assessed_.demands[index];
    const Item& item = assessed_.items[demand.item];
    std::vector<std::string> feeders;
    if (demand.payer_set.is_set()) {
      for (const Payer& payer : assessed_.payer_sets[demand.payer_set].payers) {
        if (local_part && !plan_.sources[payer.source].is_local()) continue;
        if (!known_source_years_.contains({payer.source, demand.year})) continue;
        std::vector<std::string> own;
        if (payer.envelope.is_set()) {
          own.push_back("envelope:" + assessed_.envelopes[payer.envelope].code);
        } else {
          own.push_back(source_year_name(payer.source, demand.year));
          for (const KeptMoney& kept : plan_.kept_money) {
            if (kept.source == payer.source && kept.year == demand.year &&
                kept.programme == item.programme &&
                (!kept.unit.is_set() || plan_.is_within(item.unit, kept.unit)))
              own.push_back("kept:" + kept.code);
          }
        }
        if (const std::optional<Amount> limit = project_limit(index, payer.source)) {
          const std::string gate =
              "ceiling:" + demand_code(assessed_, index) + "@" + plan_.sources[payer.source].code;
          const bool is_new = !nodes_.contains(gate);
          if (is_new) {
            const int sum = node(gate + "#in");
            for (const std::string& name : own) arc(node(name), sum, all_money_);
            arc(sum, node(gate), *limit);
          }
          own = {gate};
        }
        feeders.insert(feeders.end(), own.begin(), own.end());
      }
    }
    std::sort(feeders.begin(), feeders.end());
    feeders.erase(std::unique(feeders.begin(), feeders.end()), feeders.end());
    std::string name = "<";
    for (const std::string& feeder : feeders) name += (name.size() > 1 ? " + " : "") + feeder;
    name += ">";
    const bool is_new = !nodes_.contains(name);
    const int made = node(name);
    if (is_new) {
      for (const std::string& feeder : feeders) arc(node(feeder), made, all_money_);
      made_.node_years.resize(made_.node_names.size(), 0);
      if (!feeders.empty()) made_.node_years[static_cast<std::size_t>(made)] = demand.year;
    }
    return made;
  }

  /// Money beyond locked amounts, the local share apart: docs/distribution.md section 1.
  void add_uses(Index<Demand> index, Money amount, std::vector<MoneyUse>& uses) {
    const Demand& demand = assessed_.demands[index];
    const Amount beyond = (amount - demand.locked).dong();
    if (beyond <= 0) return;
    const Money share =
        scale_ceil(amount, demand.local_share_numerator, demand.local_share_denominator);
    const Amount local =
        std::clamp<Amount>(share.dong() - locked_local_[index.position()], 0, beyond);
    if (local > 0) uses.push_back({demand_node(index, true), local});
    if (beyond > local) uses.push_back({demand_node(index, false), beyond - local});
  }

  void add_held() {
    std::vector<MoneyUse> uses;
    for (std::size_t d = 0; d < held_.size(); ++d) {
      if (assessed_.demands.rows()[d].priority_class != class_)
        add_uses(Index<Demand>(d), held_[d], uses);
    }
    made_.model.fixed_uses.assign(made_.node_names.size(), 0);
    for (const MoneyUse& use : uses)
      made_.model.fixed_uses[static_cast<std::size_t>(use.node)] += use.amount;
  }

  void add_candidates() {
    for (const PlanCandidate& candidate : made_.candidates) {
      Candidate made;
      made.must_choose = candidate.lock == ChoiceLock::must;
      for (const PlanOption& option : candidate.options) {
        Option own;
        own.value = option.value;
        for (const auto& [index, amount] : option.amounts) add_uses(index, amount, own.uses);
        made.options.push_back(std::move(own));
      }
      made_.model.candidates.push_back(std::move(made));
    }
  }

  int row(std::string name, Row sides) {
    made_.row_names.push_back(std::move(name));
    made_.model.rows.push_back(sides);
    return static_cast<int>(made_.model.rows.size()) - 1;
  }

  bool in_cap(const Cap& cap, const Demand& demand) const {
    const Item& item = assessed_.items[demand.item];
    if (cap.programme.is_set() && cap.programme != item.programme) return false;
    if (cap.year && *cap.year != demand.year) return false;
    if (cap.expenditure_kind && *cap.expenditure_kind != demand.expenditure_kind) return false;
    return !cap.unit.is_set() || plan_.is_within(item.unit, cap.unit);
  }

  /// Caps of the plan hold for all classes together: what earlier classes hold is taken off.
  void add_caps() {
    for (const Cap& cap : plan_.caps) {
      Amount left = cap.amount.dong();
      for (std::size_t d = 0; d < held_.size(); ++d) {
        const Demand& demand = assessed_.demands.rows()[d];
        if (!in_cap(cap, demand)) continue;
        left -= demand.priority_class == class_ ? demand.locked.dong() : held_[d].dong();
      }
      const int made = row("cap:" + cap.code, {{}, std::max<Amount>(0, left)});
      for_each_option([&](const PlanCandidate&, const PlanOption& option, Option& own) {
        Amount sum = 0;
        for (const auto& [index, amount] : option.amounts)
          if (in_cap(cap, assessed_.demands[index]))
            sum += (amount - assessed_.demands[index].locked).dong();
        if (sum != 0) own.terms.push_back({made, sum});
      });
    }
  }

  template <class Work>
  void for_each_option(Work work) {
    for (std::size_t p = 0; p < made_.candidates.size(); ++p)
      for (std::size_t c = 0; c < made_.candidates[p].options.size(); ++c)
        work(made_.candidates[p], made_.candidates[p].options[c],
             made_.model.candidates[p].options[c]);
  }

  int candidate_of(std::string_view item) {
    if (place_of_item_.empty())
      for (std::size_t p = 0; p < made_.candidates.size(); ++p)
        place_of_item_.emplace(assessed_.items[made_.candidates[p].item].code, static_cast<int>(p));
    const auto found = place_of_item_.find(item);
    return found == place_of_item_.end() ? -1 : found->second;
  }
  /// An item outside the class counts as chosen when earlier classes pay it.
  bool is_paid_before(std::string_view code) const {
    for (std::size_t d = 0; d < held_.size(); ++d) {
      const Demand& demand = assessed_.demands.rows()[d];
      if (demand.priority_class != class_ && assessed_.items[demand.item].code == code &&
          held_[d] > Money{})
        return true;
    }
    return false;
  }
  void put(int candidate, int made, Amount coefficient) {
    for (Option& option : made_.model.candidates[static_cast<std::size_t>(candidate)].options)
      option.terms.push_back({made, coefficient});
  }

  void add_links() {
    std::map<std::string, std::vector<int>> sets;
    std::map<std::string, int> taken;
    for (const Exclusion& exclusion : plan_.exclusions) {
      const int candidate = candidate_of(exclusion.item);
      if (candidate >= 0) sets[exclusion.set].push_back(candidate);
      if (candidate < 0 && is_paid_before(exclusion.item)) taken[exclusion.set] = 1;
    }
    for (const auto& [set, members] : sets) {
      const int made = row("exclusion:" + set, {{}, taken.contains(set) ? 0 : 1});
      for (const int member : members) put(member, made, 1);
    }
    for (const Prerequisite& link : plan_.prerequisites) {
      const int candidate = candidate_of(link.item);
      const int needs = candidate_of(link.needs);
      if (candidate < 0 || link.item == link.needs) continue;
      const Amount allowed = needs < 0 && is_paid_before(link.needs) ? 1 : 0;
      const int made = row("prerequisite:" + link.item + "/" + link.needs, {{}, allowed});
      put(candidate, made, 1);
      if (needs >= 0) put(needs, made, -1);
    }
  }

  std::string_view sector_of(const Item& item) const {
    if (item.origin == ItemOrigin::project &&
        !plan_.projects.rows()[item.origin_row].sector.empty())
      return plan_.projects.rows()[item.origin_row].sector;
    return plan_.programmes[item.programme].sector;
  }
  bool in_limit(const ChoiceLimit& limit, const Demand& demand) const {
    const Item& item = assessed_.items[demand.item];
    if (limit.programme.is_set() && limit.programme != item.programme) return false;
    if (limit.year && *limit.year != demand.year) return false;
    if (!limit.sector.empty() && limit.sector != sector_of(item)) return false;
    return !limit.unit.is_set() || plan_.is_within(item.unit, limit.unit);
  }

  void add_choice_limits() {
    for (const ChoiceLimit& limit : plan_.choice_limits) {
      Row sides;
      if (limit.floor) sides.lower = limit.floor->dong();
      if (limit.cap) sides.upper = limit.cap->dong();
      const int made = row("limit:" + limit.code, sides);
      for_each_option([&](const PlanCandidate&, const PlanOption& option, Option& own) {
        Amount sum = 0;
        for (const auto& [index, amount] : option.amounts)
          if (in_limit(limit, assessed_.demands[index])) sum += amount.dong();
        if (sum != 0) own.terms.push_back({made, sum});
      });
    }
  }

  void sort_uses() {
    for (Candidate& candidate : made_.model.candidates) {
      for (Option& option : candidate.options) {
        std::map<int, Amount> sums;
        for (const MoneyUse& use : option.uses) sums[use.node] += use.amount;
        option.uses.clear();
        for (const auto& [place, amount] : sums) option.uses.push_back({place, amount});
        std::map<int, Amount> terms;
        for (const RowTerm& term : option.terms) terms[term.row] += term.coefficient;
        option.terms.clear();
        for (const auto& [place, amount] : terms)
          if (amount != 0) option.terms.push_back({place, amount});
      }
    }
  }

  const Plan& plan_;
  const Assessment& assessed_;
  std::span<const Money> held_;
  Index<PriorityClass> class_;
  PlanModel made_;
  std::map<std::string, int> nodes_;
  std::map<std::pair<Index<Source>, int>, Amount> locked_by_source_year_;
  std::map<std::pair<Index<Demand>, Index<Source>>, Amount> locked_by_demand_source_;
  std::set<std::pair<Index<Source>, int>> known_source_years_;
  std::vector<Amount> locked_local_;
  Amount all_money_ = 0;
  std::map<std::string_view, int> place_of_item_;
};

}  // namespace

PlanModel make_plan_model(const Plan& plan, const Assessment& assessed, std::span<const Money> held,
                          Index<PriorityClass> priority_class) {
  return ModelMaker(plan, assessed, held, priority_class).make();
}

}  // namespace phanbo::selection
