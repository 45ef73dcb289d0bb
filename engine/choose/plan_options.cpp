#include <algorithm>
#include <map>

#include "engine/choose/plan_model.hpp"

namespace phanbo::selection {

namespace {

constexpr int value_digits_max = 6;

/// value × 10^digits × (100 − loss% × years late) / 100 × amount / whole, rounded down.
struct Worth {
  Decimal value;
  Decimal delay_loss_percent;

  std::int64_t at(int digits, int years_late, Money amount, Money whole) const {
    const Decimal own = value.reduced();
    const Decimal loss = delay_loss_percent.reduced();
    const Int128 hundred = Int128{100} * Decimal::power_of_ten(loss.digits());
    const Int128 kept = std::max<Int128>(0, hundred - Int128{loss.units()} * years_late);
    Int128 result =
        Int128{own.units()} * Decimal::power_of_ten(digits - std::min(own.digits(), digits));
    if (own.digits() > digits) result /= Decimal::power_of_ten(own.digits() - digits);
    result = result * kept / hundred;
    if (amount != whole && !whole.is_zero()) result = result * amount.dong() / whole.dong();
    return static_cast<std::int64_t>(result);
  }
};

class OptionMaker {
 public:
  OptionMaker(const Plan& plan, const Assessment& assessed, int digits)
      : plan_(plan), assessed_(assessed), digits_(digits) {}

  /// `demands` are those of the item, by year.
  PlanCandidate make(Index<Item> item, std::vector<Index<Demand>> demands, const ChoiceRule* rule) {
    demands_ = std::move(demands);
    rule_ = rule;
    candidate_ = {};
    candidate_.item = item;
    const Demand& first = assessed_.demands[demands_.front()];
    candidate_.rank = first.rank;
    candidate_.score = first.score;
    worth_ = {first.score, Decimal()};
    if (rule_ != nullptr) {
      candidate_.lock = rule_->lock;
      candidate_.people = rule_->people.value_or(0);
      worth_.delay_loss_percent = rule_->delay_loss_percent;
      if (rule_->value) worth_.value = *rule_->value;
    }
    add_given();
    const Item& owner = assessed_.items[item];
    const bool is_locked = std::any_of(demands_.begin(), demands_.end(), [&](Index<Demand> d) {
      return !assessed_.demands[d].locked.is_zero();
    });
    if (!is_locked) add_later_starts();
    if (!is_locked && owner.origin == ItemOrigin::project) add_schedules(owner.origin_row);
    if (first.divisible) add_parts();
    keep_named_schedule();
    return std::move(candidate_);
  }

 private:
  const Demand& demand(Index<Demand> index) const { return assessed_.demands[index]; }
  int first_year_of(const PlanOption& option) const {
    return demand(option.amounts.front().first).year;
  }
  static Money total(const PlanOption& option) {
    Money sum;
    for (const auto& [demand, amount] : option.amounts) sum += amount;
    return sum;
  }

  void add_given() {
    PlanOption given{"given", {}, 0};
    for (const Index<Demand> index : demands_)
      if (demand(index).wanted > Money{}) given.amounts.emplace_back(index, demand(index).wanted);
    if (given.amounts.empty()) return;
    given_total_ = total(given);
    given_first_ = first_year_of(given);
    offer(std::move(given));
  }

  /// An option is offered when in all its years somebody may pay and a dossier is there.
  void offer(PlanOption option) {
    const bool may_be_paid =
        std::all_of(option.amounts.begin(), option.amounts.end(), [&](const auto& part) {
          const Demand& own = demand(part.first);
          return own.standing == Standing::ordinary && own.payer_set.is_set() &&
                 !assessed_.payer_sets[own.payer_set].payers.empty();
        });
    if (!may_be_paid) return;
    const int late = std::max(0, first_year_of(option) - given_first_);
    option.value = worth_.at(digits_, late, total(option), total(option));
    candidate_.options.push_back(std::move(option));
  }

  void add_later_starts() {
    if (rule_ == nullptr || !rule_->latest_start || candidate_.options.empty()) return;
    const PlanOption given = candidate_.options.front();
    for (int shift = 1; given_first_ + shift <= *rule_->latest_start; ++shift) {
      PlanOption later{"given+" + std::to_string(shift), {}, 0};
      for (const auto& [index, amount] : given.amounts) {
        const auto moved = std::find_if(demands_.begin(), demands_.end(), [&](Index<Demand> other) {
          return demand(other).year == demand(index).year + shift;
        });
        if (moved == demands_.end()) return;
        later.amounts.emplace_back(*moved, amount);
      }
      offer(std::move(later));
    }
  }

  /// Schedules of the plan, in whole steps; one that asks for more than the project may have is no
  /// option.
  void add_schedules(std::size_t project_row) {
    const Project& project = plan_.projects.rows()[project_row];
    std::map<std::string_view, PlanOption> by_code;
    for (const ScheduleYear& row : plan_.schedules) {
      if (row.project != Index<Project>(project_row)) continue;
      PlanOption& option = by_code[row.schedule];
      option.name = row.schedule;
      for (const Index<Demand> index : demands_) {
        const Money amount = floor_to_step(row.amount, demand(index).step);
        if (demand(index).year == row.year && amount > Money{})
          option.amounts.emplace_back(index, amount);
      }
    }
    Money limit = project.approved_total - project.paid_before;
    if (project.ceiling) limit = std::min(limit, *project.ceiling);
    for (auto& [code, option] : by_code)
      if (!option.amounts.empty() && total(option) <= limit) offer(std::move(option));
  }

  /// Tenths of the given amounts, in whole steps, from the least useful amount up.
  void add_parts() {
    if (candidate_.options.empty()) return;
    const PlanOption given = candidate_.options.front();
    for (int tenths = 9; tenths >= 1; --tenths) {
      PlanOption part{"given@" + std::to_string(tenths * 10) + "%", {}, 0};
      bool useful = true;
      for (const auto& [index, amount] : given.amounts) {
        const Demand& own = demand(index);
        const Money wished = scale_floor(amount - own.locked, tenths, 10);
        const Money paid = own.locked + floor_to_step(wished, own.step);
        useful = useful && paid >= std::min(own.least_useful, amount);
        if (paid > Money{}) part.amounts.emplace_back(index, paid);
      }
      const Money least = rule_ == nullptr ? Money{} : rule_->least_useful;
      if (part.amounts.empty() || !useful || total(part) < least || total(part) >= given_total_)
        continue;
      part.value = worth_.at(digits_, 0, total(part), given_total_);
      candidate_.options.push_back(std::move(part));
    }
  }

  void keep_named_schedule() {
    if (candidate_.lock == ChoiceLock::must_not) candidate_.options.clear();
    if (rule_ == nullptr || rule_->schedule.empty()) return;
    std::erase_if(candidate_.options,
                  [&](const PlanOption& option) { return option.name != rule_->schedule; });
  }

  const Plan& plan_;
  const Assessment& assessed_;
  int digits_ = 0;
  std::vector<Index<Demand>> demands_;
  const ChoiceRule* rule_ = nullptr;
  PlanCandidate candidate_;
  Worth worth_;
  Money given_total_;
  int given_first_ = 0;
};

}  // namespace

std::vector<PlanCandidate> candidates_of(const Plan& plan, const Assessment& assessed,
                                         Index<PriorityClass> priority_class, int& value_digits) {
  std::map<std::string_view, const ChoiceRule*> rules;
  for (const ChoiceRule& rule : plan.choice_rules) rules.emplace(rule.item, &rule);
  std::map<Index<Item>, std::vector<Index<Demand>>> demands;
  for (std::size_t d = 0; d < assessed.demands.size(); ++d) {
    const Demand& demand = assessed.demands.rows()[d];
    if (demand.priority_class == priority_class) demands[demand.item].emplace_back(d);
  }
  value_digits = 0;
  bool is_scaled = false;
  const auto rule_of = [&](Index<Item> item) -> const ChoiceRule* {
    const auto found = rules.find(assessed.items[item].code);
    return found == rules.end() ? nullptr : found->second;
  };
  for (const auto& [item, own] : demands) {
    const Demand& first = assessed.demands[own.front()];
    const ChoiceRule* rule = rule_of(item);
    const Decimal value = rule != nullptr && rule->value ? *rule->value : first.score;
    value_digits = std::max(value_digits, value.reduced().digits());
    is_scaled =
        is_scaled || first.divisible || (rule != nullptr && rule->delay_loss_percent.units() != 0);
  }
  value_digits = std::min(value_digits + (is_scaled ? 2 : 0), value_digits_max);
  OptionMaker maker(plan, assessed, value_digits);
  std::vector<PlanCandidate> candidates;
  for (auto& [item, own] : demands)
    candidates.push_back(maker.make(item, std::move(own), rule_of(item)));
  return candidates;
}

}  // namespace phanbo::selection
