#include "verifier/amounts.hpp"

#include <algorithm>

#include "verifier/serving.hpp"

namespace phanbo_verify {

namespace {

class Amounts {
 public:
  Amounts(const PlanModel& plan, const NeedModel& model) : plan_(plan), serving_(plan, model) {
    outcome_.beyond_locked.assign(model.needs.size(), 0);
    outcome_.below_useful.assign(model.needs.size(), 0);
  }

  AmountsOutcome run() {
    for (StagePlan& stage : serving_.stages) serve(stage);
    outcome_.refusals = serving_.refusals;
    return std::move(outcome_);
  }

 private:
  const std::string& rule_of(const StagePlan& stage) const {
    return plan_.classes[static_cast<std::size_t>(stage.priority_class)].rule;
  }

  static bool serve_in_full(Serving& serving, StagePlan& stage) {
    std::vector<Dong> wishes;
    for (const Member& member : stage.members) wishes.push_back(member.is_out ? 0 : member.wish);
    return serving.give_all(stage.members, wishes);
  }

  void serve(StagePlan& stage) {
    serving_.begin(stage);
    if (!serve_in_full(serving_, stage)) {
      const std::vector<Shortage> shortages = find_shortages(serving_, stage);
      outcome_.shortages.insert(outcome_.shortages.end(), shortages.begin(), shortages.end());
      if (rule_of(stage) == "in_rank_order") {
        serve_in_rank_order(serving_, stage);
      } else {
        share(stage);
      }
    }
    for (const Member& member : stage.members) {
      const auto place = static_cast<std::size_t>(member.need);
      outcome_.beyond_locked[place] = member.amount;
      outcome_.below_useful[place] = member.is_out ? 1 : 0;
    }
  }

  void weigh(StagePlan& stage) const {
    Wide scale = 1;
    for (const Member& member : stage.members) {
      const Wide denominator = serving_.need(member).score.denominator;
      if (denominator > 0) scale = std::max(scale, common_multiple(scale, denominator));
    }
    for (Member& member : stage.members) {
      const Fraction& score = serving_.need(member).score;
      if (rule_of(stage) == "max_min") {
        member.weight = 1;
      } else if (rule_of(stage) == "by_points") {
        member.weight = checked_product(score.numerator, scale / score.denominator);
      } else {
        member.weight = member.wish;
      }
    }
  }

  static Wide common_multiple(Wide a, Wide b) {
    Wide x = a;
    Wide y = b;
    while (y != 0) std::swap(x %= y, y);
    return checked_product(a / x, b);
  }

  /// Shares the money; members left with less than is of use drop out one by one.
  void share(StagePlan& stage) {
    weigh(stage);
    std::vector<char> dropped(stage.members.size(), 0);
    const Serving::Snapshot before = serving_.snapshot();
    while (true) {
      for (std::size_t i = 0; i < stage.members.size(); ++i) {
        stage.members[i].is_out = dropped[i] || stage.members[i].weight == 0;
      }
      const bool is_whole = std::none_of(stage.members.begin(), stage.members.end(),
                                         [](const Member& member) { return member.is_out; });
      std::vector<TieFound> ties;  // not all can be served in full: that was tried before
      if (is_whole || !serve_in_full(serving_, stage)) share_once(stage, ties);
      Member* last = worst_useless(stage);
      if (last == nullptr) {
        for (TieFound& tie : ties) {
          tie.where = plan_.classes[static_cast<std::size_t>(stage.priority_class)].code;
        }
        outcome_.ties.insert(outcome_.ties.end(), ties.begin(), ties.end());
        break;
      }
      dropped[static_cast<std::size_t>(last - stage.members.data())] = 1;
      serving_.restore(before);
      for (Member& member : stage.members) member.amount = 0;
    }
    for (std::size_t i = 0; i < stage.members.size(); ++i) stage.members[i].is_out = dropped[i];
  }

  void share_once(StagePlan& stage, std::vector<TieFound>& ties) {
    if (is_polymatroid(stage)) {
      share_exactly(serving_, stage, ties);
    } else {
      share_by_levels(serving_, stage, ties);
    }
  }

  bool is_polymatroid(const StagePlan& stage) const {
    std::vector<Dong> room = serving_.cap_room;
    for (const Member& member : stage.members) {
      if (member.is_out) continue;
      if (!serving_.need(member).local_share.is_zero()) return false;
      for (const int cap : serving_.caps_of[static_cast<std::size_t>(member.need)]) {
        room[static_cast<std::size_t>(cap)] -= member.wish;
      }
    }
    return std::all_of(room.begin(), room.end(), [](Dong left) { return left >= 0; });
  }

  /// The lowest-ranked member with more than locked and less than is of use.
  Member* worst_useless(StagePlan& stage) {
    Member* worst = nullptr;
    for (Member& member : stage.members) {
      const Need& need = serving_.need(member);
      if (member.amount == 0 || member.amount == member.wish ||
          need.locked + member.amount >= need.least_useful) {
        continue;
      }
      if (worst == nullptr || is_lower(need, serving_.need(*worst))) worst = &member;
    }
    return worst;
  }

  static bool is_lower(const Need& a, const Need& b) {
    if (a.rank != b.rank) return a.rank == 0 || (b.rank != 0 && a.rank > b.rank);
    if (const int by_score = compare(a.score, b.score); by_score != 0) return by_score < 0;
    return std::tie(a.item, a.year) > std::tie(b.item, b.year);
  }

  const PlanModel& plan_;
  Serving serving_;
  AmountsOutcome outcome_;
};

}  // namespace

AmountsOutcome compute_amounts(const PlanModel& plan, const NeedModel& model) {
  return Amounts(plan, model).run();
}

}  // namespace phanbo_verify
