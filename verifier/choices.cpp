#include "verifier/choices.hpp"

#include <algorithm>

#include "verifier/needs_parts.hpp"
#include "verifier/plan_rows.hpp"

namespace phanbo_verify {

void PlanRows::read_choices() {
  for_each_row("schedules", [this](const RowReader& row) {
    plan_.schedules.push_back({reference(row, "project", projects_), row.text("schedule"),
                               static_cast<int>(row.whole("year", 0)),
                               row.money_or_zero("amount")});
  });
  for_each_row("choice_rules", [this](const RowReader& row) {
    ChoiceRuleRow rule;
    rule.item = row.text("item");
    rule.lock = row.text("lock");
    rule.schedule = row.text("schedule");
    rule.latest_start = static_cast<int>(row.whole("latest_start", 0));
    rule.value = row.number("value");
    rule.delay_loss_percent = row.number_or_zero("delay_loss_percent");
    rule.people = row.whole("people", 0);
    rule.least_useful = row.money_or_zero("least_useful");
    plan_.choice_rules.push_back(std::move(rule));
  });
  for_each_row("exclusions", [this](const RowReader& row) {
    plan_.exclusions.push_back({row.text("set"), row.text("item")});
  });
  for_each_row("prerequisites", [this](const RowReader& row) {
    plan_.prerequisites.push_back({row.text("item"), row.text("needs")});
  });
  for_each_row("choice_limits", [this](const RowReader& row) {
    plan_.choice_limits.push_back({row.text("code"), reference(row, "programme", programmes_),
                                   reference(row, "unit", units_), row.text("sector"),
                                   static_cast<int>(row.whole("year", 0)), row.money("floor"),
                                   row.money("cap")});
  });
  for_each_row("choice_stages", [this](const RowReader& row) {
    int parent = reference(row, "parent", units_);
    if (parent == nothing)
      for (std::size_t u = 0; u < plan_.units.size(); ++u)
        if (plan_.units[u].code == plan_.province) parent = static_cast<int>(u);
    plan_.choice_stages.push_back({reference(row, "class", classes_), row.whole("order", 0),
                                   row.text("goal"), row.text("measure"), parent});
  });
}

namespace {

const ChoiceRuleRow* rule_of(const PlanModel& plan, const std::string& item) {
  for (const ChoiceRuleRow& rule : plan.choice_rules)
    if (rule.item == item) return &rule;
  return nullptr;
}

bool chooses(const PlanModel& plan, int priority_class) {
  return priority_class != nothing &&
         plan.classes[static_cast<std::size_t>(priority_class)].rule == "best_value";
}

int digits_of(const Fraction& value) {
  int digits = 0;
  Wide scale = 1;
  while (digits < 12 && scale % value.denominator != 0) {
    scale *= 10;
    ++digits;
  }
  return digits;
}

Wide power_of_ten(int exponent) {
  Wide power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

/// The options of one item, in the order of docs/choosing.md section 1.
class OptionList {
 public:
  OptionList(const PlanModel& plan, const NeedModel& assessed, ItemChoice& choice, int digits)
      : plan_(plan), assessed_(assessed), choice_(choice), digits_(digits) {
    rule_ = rule_of(plan, choice.item);
    value_ = need(choice.needs.front()).score;
    if (rule_ != nullptr && rule_->value) value_ = *rule_->value;
  }

  void make() {
    if (rule_ != nullptr) {
      choice_.lock = rule_->lock;
      choice_.people = rule_->people;
    }
    add_given();
    const bool is_locked = std::any_of(choice_.needs.begin(), choice_.needs.end(),
                                       [&](int position) { return need(position).locked > 0; });
    if (!is_locked) {
      add_later();
      add_schedules();
    }
    if (need(choice_.needs.front()).divisible) add_parts();
    if (choice_.lock == "must_not") choice_.options.clear();
    if (rule_ != nullptr && !rule_->schedule.empty())
      std::erase_if(choice_.options,
                    [&](const ItemOption& option) { return option.name != rule_->schedule; });
  }

 private:
  const Need& need(int position) const {
    return assessed_.needs[static_cast<std::size_t>(position)];
  }
  static Dong total(const ItemOption& option) {
    Dong sum = 0;
    for (const auto& [position, amount] : option.amounts) sum += amount;
    return sum;
  }
  int first_year(const ItemOption& option) const { return need(option.amounts.front().first).year; }

  Dong worth(int years_late, Dong amount, Dong whole) const {
    const Fraction kept = Fraction::of(100) - rule_loss() * Fraction::of(years_late);
    Wide result =
        divide_down(checked_product(value_.numerator, power_of_ten(digits_)), value_.denominator);
    if (years_late > 0) {
      const Fraction share =
          compare(kept, Fraction::of(0)) < 0 ? Fraction::of(0) : kept / Fraction::of(100);
      result = divide_down(checked_product(result, share.numerator), share.denominator);
    }
    if (amount != whole) result = divide_down(checked_product(result, amount), whole);
    return to_dong(result);
  }
  Fraction rule_loss() const {
    return rule_ == nullptr ? Fraction::of(0) : rule_->delay_loss_percent;
  }

  void offer(ItemOption option) {
    for (const auto& [position, amount] : option.amounts)
      if (need(position).standing != Standing::ordinary || assessed_.ways(need(position)).empty())
        return;
    const int late = std::max(0, first_year(option) - given_first_);
    option.value = worth(late, 1, 1);
    choice_.options.push_back(std::move(option));
  }

  void add_given() {
    ItemOption given{"given", {}, 0};
    for (const int position : choice_.needs)
      if (need(position).wanted > 0) given.amounts.emplace_back(position, need(position).wanted);
    if (given.amounts.empty()) return;
    given_first_ = first_year(given);
    offer(std::move(given));
  }

  void add_later() {
    if (rule_ == nullptr || rule_->latest_start == 0 || choice_.options.empty()) return;
    const ItemOption given = choice_.options.front();
    for (int shift = 1; given_first_ + shift <= rule_->latest_start; ++shift) {
      ItemOption later{"given+" + std::to_string(shift), {}, 0};
      for (const auto& [position, amount] : given.amounts)
        for (const int other : choice_.needs)
          if (need(other).year == need(position).year + shift)
            later.amounts.emplace_back(other, amount);
      if (later.amounts.size() != given.amounts.size()) return;
      offer(std::move(later));
    }
  }

  void add_schedules() {
    const int project = need(choice_.needs.front()).project;
    if (project == nothing) return;
    std::map<std::string, ItemOption> by_code;
    for (const ScheduleRow& row : plan_.schedules) {
      if (row.project != project) continue;
      ItemOption& option = by_code[row.schedule];
      option.name = row.schedule;
      for (const int position : choice_.needs) {
        const Dong amount = row.amount / need(position).step * need(position).step;
        if (need(position).year == row.year && amount > 0)
          option.amounts.emplace_back(position, amount);
      }
    }
    const ProjectRow& own = plan_.projects[static_cast<std::size_t>(project)];
    Dong limit = own.approved_total - own.paid_before;
    if (own.ceiling) limit = std::min(limit, *own.ceiling);
    for (auto& [code, option] : by_code) {
      std::sort(option.amounts.begin(), option.amounts.end());
      if (!option.amounts.empty() && total(option) <= limit) offer(std::move(option));
    }
  }

  void add_parts() {
    if (choice_.options.empty()) return;
    const ItemOption given = choice_.options.front();
    for (int tenths = 9; tenths >= 1; --tenths) {
      ItemOption part{"given@" + std::to_string(10 * tenths) + "%", {}, 0};
      bool useful = true;
      for (const auto& [position, amount] : given.amounts) {
        const Need& own = need(position);
        const Dong wished = to_dong(divide_down(checked_product(amount - own.locked, tenths), 10));
        const Dong paid = own.locked + wished / own.step * own.step;
        useful = useful && paid >= std::min(own.least_useful, amount);
        if (paid > 0) part.amounts.emplace_back(position, paid);
      }
      const Dong least = rule_ == nullptr ? 0 : rule_->least_useful;
      if (!useful || part.amounts.empty() || total(part) < least || total(part) >= total(given))
        continue;
      part.value = worth(0, total(part), total(given));
      choice_.options.push_back(std::move(part));
    }
  }

  const PlanModel& plan_;
  const NeedModel& assessed_;
  ItemChoice& choice_;
  int digits_;
  const ChoiceRuleRow* rule_ = nullptr;
  Fraction value_;
  int given_first_ = 0;
};

}  // namespace

void open_years_of_choice(const PlanModel& plan, const std::string& item, int priority_class,
                          std::vector<std::optional<Dong>>& needs) {
  if (!chooses(plan, priority_class)) return;
  const auto open = [&](int year) {
    if (year < plan.first_year || year > plan.last_year) return;
    auto& need = needs[static_cast<std::size_t>(year - plan.first_year)];
    if (!need) need = 0;
  };
  int first = plan.last_year + 1;
  for (std::size_t i = needs.size(); i-- > 0;)
    if (needs[i] && *needs[i] != 0) first = plan.first_year + static_cast<int>(i);
  for (const ScheduleRow& row : plan.schedules)
    if (plan.projects[static_cast<std::size_t>(row.project)].code == item) open(row.year);
  const ChoiceRuleRow* rule = rule_of(plan, item);
  if (rule == nullptr || first >= rule->latest_start) return;
  for (int year = first; year <= plan.last_year; ++year) open(year);
}

std::vector<ItemChoice> item_choices(const PlanModel& plan, const NeedModel& assessed,
                                     int priority_class, int& digits) {
  std::map<std::string, ItemChoice> items;
  for (std::size_t i = 0; i < assessed.needs.size(); ++i) {
    const Need& need = assessed.needs[i];
    if (need.priority_class != priority_class) continue;
    ItemChoice& choice = items[need.item];
    choice.item = need.item;
    choice.needs.push_back(static_cast<int>(i));
  }
  digits = 0;
  bool is_scaled = false;
  for (const auto& [code, choice] : items) {
    const Need& first = assessed.needs[static_cast<std::size_t>(choice.needs.front())];
    const ChoiceRuleRow* rule = rule_of(plan, code);
    digits =
        std::max(digits, digits_of(rule != nullptr && rule->value ? *rule->value : first.score));
    is_scaled =
        is_scaled || first.divisible || (rule != nullptr && !rule->delay_loss_percent.is_zero());
  }
  digits = std::min(digits + (is_scaled ? 2 : 0), 6);
  std::vector<ItemChoice> choices;
  for (auto& [code, choice] : items) {
    OptionList(plan, assessed, choice, digits).make();
    choices.push_back(std::move(choice));
  }
  return choices;
}

namespace {

/// What was taken of an item; nullptr when it was refused, with a fault when there is no such
/// option.
const ItemOption* taken_option(const ItemChoice& choice,
                               const std::map<std::string_view, std::string_view>& taken,
                               Report& report) {
  const auto found = taken.find(choice.item);
  if (found == taken.end() || choice.options.empty()) return nullptr;
  for (const ItemOption& option : choice.options)
    if (option.name == found->second) return &option;
  report.fault("choice", item_place(choice.item),
               {"một trong các cách chọn của công trình", "one of its options"},
               plain(found->second));
  return nullptr;
}

}  // namespace

std::map<std::string_view, std::string_view> taken_options(const Result& result) {
  std::map<std::string_view, std::string_view> taken;
  for (const ResultProject& project : result.projects)
    if (project.selected) taken.emplace(project.item, project.schedule);
  for (const ResultDemand& demand : result.demands)
    if (demand.standing == "not_chosen") taken.erase(demand.item);
  return taken;
}

void settle_choices(const PlanModel& plan, const Result& result, const NeedModel& assessed,
                    NeedModel& model, Report& report) {
  for (std::size_t k = 0; k < plan.classes.size(); ++k) {
    if (!chooses(plan, static_cast<int>(k))) continue;
    int digits = 0;
    const auto options = taken_options(result);
    for (const ItemChoice& choice : item_choices(plan, assessed, static_cast<int>(k), digits)) {
      report.looked_at("choice");
      const ItemOption* taken = taken_option(choice, options, report);
      for (const int position : choice.needs) {
        Need& need = model.needs[static_cast<std::size_t>(position)];
        if (need.standing != Standing::ordinary) continue;
        if (taken == nullptr) {
          if (need.need != 0) need.standing = Standing::not_chosen;
          need.wanted = need.locked;
          continue;
        }
        if (taken->name == "given") continue;
        Dong amount = 0;
        for (const auto& [other, own] : taken->amounts)
          if (other == position) amount = own;
        need.is_part = taken->name.starts_with("given@") && amount < need.wanted;
        need.wanted = std::max(amount, need.locked);
        if (taken->name.starts_with("given@")) continue;
        need.assessed = need.need;
        need.need = amount;
      }
    }
  }
}

}  // namespace phanbo_verify
