#include <algorithm>
#include <set>
#include <string>

#include "distribute/invariants.hpp"
#include "distribute/pay_network.hpp"
#include "distribute/reference.hpp"
#include "models/check.hpp"

namespace phanbo::distribution_test {

namespace {

struct StageView {
  Index<PriorityClass> priority_class;
  std::optional<int> year;
  std::vector<std::size_t> members;
};

std::vector<StageView> stages_of(const Case& given) {
  const Plan& plan = given.plan;
  const bool by_year = plan.class_order == ClassOrder::by_year;
  std::vector<StageView> stages;
  for (int year = plan.first_year; year <= (by_year ? plan.last_year : plan.first_year); ++year) {
    for (std::size_t c = 0; c < plan.classes.size(); ++c) {
      StageView stage{Index<PriorityClass>(c), std::nullopt, {}};
      if (by_year) stage.year = year;
      for (std::size_t i = 0; i < given.assessment.demands.size(); ++i) {
        const Demand& demand = given.assessment.demands.rows()[i];
        if (takes_part(demand) && demand.priority_class == stage.priority_class &&
            (!by_year || demand.year == year)) {
          stage.members.push_back(i);
        }
      }
      stages.push_back(stage);
    }
  }
  return stages;
}

/// Walks the stages with the amounts of the result.
class StageWalk {
 public:
  StageWalk(const Case& given, const Allocation& result)
      : given_(given), result_(result), network_(given, Rules{}) {}

  using Visit = void (StageWalk::*)(const StageView&);
  Faults faults;

  /// `before` sees the network without the stage, `after` with it. Stops where amounts are not
  /// possible: check_split tells that.
  void walk(Visit before, Visit after) {
    for (const StageView& stage : stages_of(given_)) {
      if (before != nullptr) (this->*before)(stage);
      std::vector<PayNetwork::Change> changes;
      for (const std::size_t i : stage.members) {
        const std::int64_t served = served_dong(given_, result_, i);
        if (served < 0) return;
        changes.push_back({i, served});
      }
      if (!network_.raise(changes)) return;
      if (after != nullptr) (this->*after)(stage);
    }
  }

  void compare_with_most(const StageView& stage) {
    std::int64_t served = 0;
    std::vector<PayNetwork::Change> wishes;
    for (const std::size_t i : stage.members) {
      const Demand& demand = this->demand(i);
      // Where one đồng more may be of no use, the most is not promised.
      if (demand.step.dong() != 1 || !demand.divisible || !demand.least_useful.is_zero() ||
          demand.local_share_numerator > 0) {
        return;
      }
      served += served_dong(given_, result_, i);
      if (has_weight(stage, i)) wishes.push_back({i, wish(i)});
    }
    if (!given_.plan.caps.empty()) return;
    const PayNetwork::State state = network_.save();
    const Int128 most = network_.pour(wishes);
    network_.restore(state);
    if (served < most) {
      faults.push_back({"class order", "class " + code(stage) + " gets " + std::to_string(served) +
                                           " of " + to_plain(most)});
    }
  }

  void try_to_raise(const StageView& stage) {
    for (const std::size_t i : stage.members) {
      const Demand& demand = this->demand(i);
      const std::int64_t served = served_dong(given_, result_, i);
      if (served >= wish(i)) continue;
      if (rule(stage) == SharingRule::in_rank_order) {
        if (!demand.divisible ? network_.can_raise(whole_item(stage, i))
                              : network_.can_raise({{i, next_useful(i, served)}})) {
          faults.push_back(fault_of(given_, "nobody can rise", i, "can get more"));
        }
        continue;
      }
      const bool is_dropped = result_.demands[i].reason == DemandReason::below_least_useful;
      if (is_dropped || !has_weight(stage, i)) continue;
      const std::int64_t more = std::min(served + demand.step.dong(), wish(i));
      if (network_.can_raise({{i, more}}))
        faults.push_back(fault_of(given_, "nobody can rise", i, "can get one step more"));
    }
  }

  void look_at_shortages(const StageView& stage) {
    std::vector<PayNetwork::Change> wishes;
    Int128 wished = 0;
    for (const std::size_t i : stage.members) {
      wishes.push_back({i, wish(i)});
      wished += wish(i);
    }
    const Int128 missing = wished - most_for(wishes);
    Int128 told = 0;
    std::set<std::size_t> named;
    for (const Shortfall& part : result_.shortfalls) {
      if (part.priority_class != stage.priority_class || part.year != stage.year) continue;
      told += part.missing.dong();
      look_at_part(stage, part, named);
    }
    if (told != missing) {
      faults.push_back({"shortages", "class " + code(stage) + " misses " + to_plain(missing) +
                                         ", told are " + to_plain(told)});
    }
    if (given_.plan.caps.empty() && missing > 0) look_at_membership(stage, wishes, named);
  }

 private:
  const Demand& demand(std::size_t i) const { return given_.assessment.demands.rows()[i]; }
  std::int64_t wish(std::size_t i) const {
    return demand(i).wanted.dong() - demand(i).locked.dong();
  }
  SharingRule rule(const StageView& stage) const {
    return given_.plan.classes[stage.priority_class].rule;
  }
  std::string code(const StageView& stage) const {
    return given_.plan.classes[stage.priority_class].code + "/" +
           std::to_string(stage.year.value_or(0));
  }
  bool has_weight(const StageView& stage, std::size_t i) const {
    return rule(stage) != SharingRule::by_points || !demand(i).score.is_zero();
  }
  std::vector<PayNetwork::Change> whole_item(const StageView& stage, std::size_t i) const {
    std::vector<PayNetwork::Change> all;
    for (const std::size_t other : stage.members)
      if (demand(other).item == demand(i).item && !demand(other).divisible)
        all.push_back({other, wish(other)});
    return all;
  }
  /// The next amount that a divisible member of a ranked class could have got.
  std::int64_t next_useful(std::size_t i, std::int64_t served) const {
    const std::int64_t step = demand(i).step.dong();
    const std::int64_t lacking =
        std::max<std::int64_t>(1, demand(i).least_useful.dong() - demand(i).locked.dong());
    const std::int64_t useful = (lacking + step - 1) / step * step;
    return std::min(wish(i), std::max(served + step, useful));
  }

  Int128 most_for(const std::vector<PayNetwork::Change>& wishes) {
    const PayNetwork::State state = network_.save();
    network_.hold_all_but(wishes);
    const Int128 most = network_.pour(wishes);
    network_.restore(state);
    return most;
  }

  void look_at_part(const StageView& stage, const Shortfall& part, std::set<std::size_t>& named) {
    const auto fault = [&](const std::string& found) {
      faults.push_back({"shortages", "class " + code(stage) + ": " + found});
    };
    std::int64_t limits = 0;
    for (const Limit& limit : part.limits) limits += limit.amount.dong();
    if (part.limits.empty()) fault("a part that names no limit");
    if (limits != part.allowed.dong()) fault("limits do not add up to X");
    if (part.missing != part.needed - (part.allowed - part.held)) fault("Z is not Y − (X − W)");
    if (part.missing <= Money()) fault("a part where nothing is missing");
    Int128 needed = 0;
    std::vector<PayNetwork::Change> wishes;
    for (const Index<Demand> index : part.demands) {
      const std::size_t i = index.position();
      if (!named.insert(i).second) fault("a demand is in two parts");
      if (std::find(stage.members.begin(), stage.members.end(), i) == stage.members.end()) {
        fault("a demand that is no member");
        return;
      }
      needed += wish(i);
      wishes.push_back({i, wish(i)});
    }
    if (needed != part.needed.dong()) fault("Y is not what the demands want");
    // Even if the other members of the stage got nothing, no more could be paid here.
    if (needed - most_for(wishes) != part.missing.dong()) fault("Z is not what the part lacks");
  }

  /// Who is named: those whose wish could shrink by one đồng without less being paid altogether.
  void look_at_membership(const StageView& stage, std::vector<PayNetwork::Change> wishes,
                          const std::set<std::size_t>& named) {
    const Int128 most = most_for(wishes);
    for (PayNetwork::Change& change : wishes) {
      --change.amount;
      const bool belongs = most_for(wishes) == most;
      ++change.amount;
      // A gate that closes with the wish can cost a đồng by itself.
      if (demand(change.demand).local_share_numerator > 0) continue;
      if (belongs != named.contains(change.demand))
        faults.push_back(fault_of(given_, "shortages", change.demand,
                                  "wrongly (not) named in class " + code(stage)));
    }
  }

  const Case& given_;
  const Allocation& result_;
  PayNetwork network_;
};

Faults walk(const Case& given, const Allocation& result, StageWalk::Visit before,
            StageWalk::Visit after) {
  StageWalk walk(given, result);
  walk.walk(before, after);
  return walk.faults;
}

}  // namespace

Faults check_class_order(const Case& given, const Allocation& result) {
  return walk(given, result, &StageWalk::compare_with_most, nullptr);
}

Faults check_nobody_can_rise(const Case& given, const Allocation& result) {
  return walk(given, result, nullptr, &StageWalk::try_to_raise);
}

Faults check_shortages(const Case& given, const Allocation& result) {
  return walk(given, result, &StageWalk::look_at_shortages, nullptr);
}

Faults check_split(const Case& given, const Allocation& result) {
  PayNetwork network(given, Rules{});
  std::vector<std::int64_t> amounts;
  std::vector<PayNetwork::Change> changes;
  for (std::size_t i = 0; i < result.demands.size(); ++i) {
    amounts.push_back(served_dong(given, result, i));
    if (amounts[i] < 0 || (amounts[i] > 0 && !network.demands[i].takes_part))
      return {fault_of(given, "split", i, "cannot get this amount")};
    changes.push_back({i, amounts[i]});
  }
  if (!network.raise(changes)) return {{"split", "nobody can pay all these amounts"}};
  Faults faults;
  const ReferenceSplit split = reference_split(given, amounts);
  for (std::size_t i = 0; i < result.demands.size(); ++i) {
    for (std::size_t s = 0; s < given.plan.sources.size(); ++s) {
      std::int64_t expected = 0;
      for (const Payment& payment : split.payments)
        if (payment.demand == i && payment.source == Index<Source>(s)) expected += payment.amount;
      const std::int64_t paid = paid_dong(result, i, Index<Source>(s));
      if (paid != expected)
        faults.push_back(fault_of(given, "split", i,
                                  given.plan.sources.rows()[s].code + " pays " +
                                      std::to_string(paid) + ", not " + std::to_string(expected)));
    }
  }
  for (std::size_t row = 0; row < result.sources.size() && row < split.carried_out.size(); ++row)
    if (result.sources[row].carried_out.dong() != split.carried_out[row])
      faults.push_back({"split", "not the least carry-over"});
  return faults;
}

const std::vector<Check>& all_checks() {
  static const std::vector<Check> checks = {
      {"form", check_form},
      {"source conservation", check_source_conservation},
      {"demand conservation", check_demand_conservation},
      {"decided", check_decided},
      {"transfers", check_transfers},
      {"steps", check_steps},
      {"whole items", check_whole_items},
      {"reasons", check_reasons},
      {"status", check_status},
      {"eligibility", check_eligibility},
      {"caps", check_caps},
      {"kept money", check_kept_money},
      {"envelopes", check_envelopes},
      {"local share", check_local_share},
      {"local labels", check_local_labels},
      {"project limits", check_project_limits},
      {"carry-over", check_carry_over},
      {"class order", check_class_order},
      {"nobody can rise", check_nobody_can_rise},
      {"split", check_split},
      {"shortages", check_shortages},
      {"named limits", check_named_limits},
  };
  return checks;
}

Faults check_all(const Case& given, const Allocation& result) {
  Faults faults;
  for (const Check& check : all_checks()) {
    const Faults found = check.run(given, result);
    faults.insert(faults.end(), found.begin(), found.end());
  }
  return faults;
}

}  // namespace phanbo::distribution_test
