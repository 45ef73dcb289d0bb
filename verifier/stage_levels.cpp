#include <algorithm>

#include "verifier/serving.hpp"

/// Shares by whole levels, for stages with local shares or caps that may bind: the procedure of
/// docs/distribution.md, step by step.
namespace phanbo_verify {

namespace {

class Levels {
 public:
  Levels(Serving& serving, StagePlan& stage, std::vector<TieFound>& ties)
      : serving_(serving), stage_(stage), ties_(ties) {
    for (Member& member : stage.members) {
      if (member.is_out) continue;
      active_.push_back(&member);
      weights_ = checked_sum(weights_, member.weight);
    }
  }

  void run() {
    while (!active_.empty()) {
      raise_level();
      single_steps();
    }
  }

 private:
  /// What the member has at a level.
  Dong amount_at(const Member& member, Wide level) const {
    const Wide top = checked_product(member.weight, level);
    if (top >= checked_product(member.wish, weights_)) return member.wish;
    return serving_.whole_steps(member, to_dong(top / weights_));
  }

  bool is_possible(Wide level) {
    std::vector<Dong> amounts;
    for (const Member& member : stage_.members) amounts.push_back(member.amount);
    for (const Member* member : active_) {
      Dong& amount = amounts[static_cast<std::size_t>(member - stage_.members.data())];
      amount = std::max(amount, amount_at(*member, level));
    }
    return serving_.give_all(stage_.members, amounts);
  }

  /// Finds the greatest level by halving; what is possible stays given.
  void raise_level() {
    Wide high = 0;
    for (const Member* member : active_) {
      high = std::max(high, divide_up(checked_product(member->wish, weights_), member->weight));
    }
    high = std::max(high, level_);
    if (is_possible(high)) {
      level_ = high;
      return;
    }
    while (level_ + 1 < high) {
      const Wide middle = level_ + (high - level_) / 2;
      (is_possible(middle) ? level_ : high) = middle;
    }
    is_possible(level_);
  }

  void single_steps() {
    std::vector<Claim> claims;
    for (Member* member : active_) {
      if (member->amount >= member->wish) continue;
      const Wide above =
          checked_product(member->weight, level_) - checked_product(member->amount, weights_);
      claims.push_back({member, std::max<Wide>(above, 0),
                        checked_product(weights_, serving_.need(*member).step)});
    }
    const std::vector<Claim> rose = give_single_steps(serving_, std::move(claims), ties_);
    active_.clear();
    for (const Claim& claim : rose) {
      if (claim.member->amount < claim.member->wish) active_.push_back(claim.member);
    }
  }

  Serving& serving_;
  StagePlan& stage_;
  std::vector<TieFound>& ties_;
  std::vector<Member*> active_;
  Wide weights_ = 0;
  Wide level_ = 0;
};

}  // namespace

void share_by_levels(Serving& serving, StagePlan& stage, std::vector<TieFound>& ties) {
  Levels(serving, stage, ties).run();
}

}  // namespace phanbo_verify
