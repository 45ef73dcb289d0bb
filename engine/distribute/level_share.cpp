#include <algorithm>

#include "engine/distribute/stage.hpp"

namespace phanbo::flow {

namespace {

class Levels {
 public:
  explicit Levels(StageContext& context) : context_(context) {
    for (Member& member : context.stage.members) {
      if (member.dropped || member.weight == 0) continue;
      weights_ += member.weight;
      active_.push_back(&member);
    }
  }

  void run() {
    while (!active_.empty()) {
      const Int128 level = greatest_possible_level();
      PB_CHECK(set_to(level));
      Raiser raiser(context_);
      std::vector<Candidate> candidates;
      for (Member* member : active_) candidates.push_back({member, remainder(*member, level)});
      active_.clear();
      for (const Candidate& risen : step_round(context_, raiser, std::move(candidates))) {
        active_.push_back(risen.member);
      }
    }
  }

 private:
  /// The level at which the member has its wish.
  Int128 full_level(const Member& member) const {
    return (Int128{member.wish} * weights_ + member.weight - 1) / member.weight;
  }

  /// The member's exact amount at a level, times the sum of weights.
  Int128 exact_at(const Member& member, Int128 level) const {
    if (level >= full_level(member)) return Int128{member.wish} * weights_;
    return Int128{member.weight} * level;
  }

  Amount target(const Member& member, Int128 level) const {
    const auto reached = static_cast<Amount>(exact_at(member, level) / weights_);
    return std::max(member.amount, in_whole_steps(context_, member, reached));
  }

  Remainder remainder(const Member& member, Int128 level) const {
    const Int128 exact = exact_at(member, level);
    const Int128 rest = exact - Int128{member.amount} * weights_;
    return {std::max<Int128>(rest, 0), weights_ * context_.demand(member).step.dong()};
  }

  /// The level at which every active member has its wish.
  Int128 last_level() const {
    Int128 last = 0;
    for (const Member* member : active_) last = std::max(last, full_level(*member));
    return last;
  }

  Int128 greatest_possible_level() {
    Int128 possible = 0;
    Int128 impossible = last_level() + 1;
    while (impossible - possible > 1) {
      const Int128 middle = possible + (impossible - possible) / 2;
      if (is_possible(middle)) {
        possible = middle;
      } else {
        impossible = middle;
      }
    }
    return possible;
  }

  bool is_possible(Int128 level) {
    std::vector<Amount> state = context_.network.flow.save();
    std::vector<Amount> amounts;
    for (const Member* member : active_) amounts.push_back(member->amount);
    const bool possible = set_to(level);
    context_.network.flow.restore(std::move(state));
    for (std::size_t i = 0; i < active_.size(); ++i) active_[i]->amount = amounts[i];
    return possible;
  }

  bool set_to(Int128 level) {
    Amount more = 0;
    for (Member* member : active_) {
      const Amount amount = target(*member, level);
      more += amount - member->amount;
      member->amount = amount;
    }
    open_groups(context_);
    return context_.network.flow.augment_all() == more;
  }

  StageContext& context_;
  Int128 weights_ = 0;
  std::vector<Member*> active_;
};

}  // namespace

void share_by_levels(StageContext& context, const std::vector<Amount>& before) {
  context.network.flow.restore(before);
  for (Member& member : context.stage.members) member.amount = 0;
  Levels(context).run();
}

}  // namespace phanbo::flow
