#include "engine/assess/kinds.hpp"

namespace phanbo {

namespace {

constexpr std::string_view topic = "balancing_supplement_drawdown";

void add_cap(Workbench& bench, const std::string& id, const ExactProduct& exact, Int128 divisor) {
  const auto whole = exact.rounded(RoundingMode::down);
  if (!whole) return;  // more than the whole amount: no cap at all
  const Money cap = Money::from_dong(static_cast<std::int64_t>(whole->dong() / divisor));
  bench.dong_figure(id, cap);
  if (!exact.is_whole() || whole->dong() % divisor != 0) {
    bench.assessment.roundings.push_back(
        {id, "down", exact.text() + (divisor == 1 ? "" : "/" + to_plain(divisor)), to_plain(cap)});
  }
}

}  // namespace

void add_drawdown_figures(Workbench& bench) {
  for (const SourceYear& row : bench.plan.source_years) {
    const Source& source = bench.plan.sources[row.source];
    if (source.nature != "balancing_supplement") continue;
    const Date new_year{row.year, 1, 1};
    const std::string id = "drawdown/" + source.code + "/" + std::to_string(row.year);
    const LawRow* divisor = bench.law.take(topic, "month_divisor", new_year);
    if (divisor != nullptr && divisor->value->digits() == 0 && divisor->value->units() > 0) {
      add_cap(bench, id + "/month_cap_dong", ExactProduct().times(row.available),
              divisor->value->units());
    }
    const auto percent_cap = [&](std::string_view key, std::string_view figure) {
      const LawRow* percent = bench.law.take(topic, key, new_year);
      if (percent == nullptr) return;
      add_cap(bench, id + std::string(figure),
              ExactProduct().times(row.available).percent(*percent->value), 1);
    };
    percent_cap("q1_month_percent", "/q1_month_cap_dong");
    percent_cap("q1_percent", "/q1_cap_dong");
  }
}

void use_carry_over_grounds(Workbench& bench) {
  for (const SourceYear& row : bench.plan.source_years) {
    if (row.carry_out_max.is_zero()) continue;
    bench.law.take("carry_over_ground", row.carry_ground, {row.year, 1, 1});
  }
}

void use_choice_order(Workbench& bench) {
  const Plan& plan = bench.plan;
  for (const ChoiceStage& stage : plan.choice_stages) {
    if (stage.goal != ChoiceGoal::law_order) continue;
    for (const Demand& demand : bench.assessment.demands) {
      if (demand.priority_class != stage.priority_class) continue;
      const Item& item = bench.assessment.items[demand.item];
      const bool is_project = item.origin == ItemOrigin::project;
      bench.law.take(plan.capital_priority,
                     is_project ? plan.projects.rows()[item.origin_row].status : "new",
                     {plan.first_year, 1, 1});
    }
  }
}

}  // namespace phanbo
