#include "outputs/page/sections.hpp"

#include <algorithm>

#include "outputs/page/words.hpp"

namespace phanbo::page {

bool has_payments(const Context& context) { return !context.facts.payments.empty(); }

bool has_insurance(const Context& context) { return !context.facts.plan.participants.empty(); }

bool has_projects(const Context& context) {
  return std::any_of(context.facts.assessment.items.begin(), context.facts.assessment.items.end(),
                     is_project);
}

bool has_missing(const Context& context) {
  return !context.facts.missing.is_zero() || !context.facts.allocation.shortfalls.empty();
}

bool has_decisions(const Context& context) { return !context.facts.changes.empty(); }

bool has_law(const Context& context) {
  return !context.facts.assessment.law_used.empty() || !context.facts.plan.documents.empty();
}

bool always(const Context&) { return true; }

bool is_project(const Item& item) {
  return item.origin == ItemOrigin::site || item.origin == ItemOrigin::project;
}

Fill fill_of(PayingBudget budget) { return static_cast<Fill>(budget); }

std::vector<Series> budget_series(const Facts& facts, Language language) {
  std::vector<Series> series;
  for (const PayingBudget budget : facts.budgets)
    series.push_back({std::string(name_of(budget).in(language)), fill_of(budget), false});
  return series;
}

std::size_t budget_position(const Facts& facts, Index<Source> source) {
  const auto found = std::find(facts.budgets.begin(), facts.budgets.end(),
                               facts.plan.sources[source].paying_budget);
  PB_CHECK(found != facts.budgets.end());
  return static_cast<std::size_t>(found - facts.budgets.begin());
}

void limit_bars(BarChart& chart, std::size_t bars_max, Language language) {
  const auto total = [](const Bar& bar) {
    Money sum;
    for (const Money part : bar.parts) sum += part;
    return sum;
  };
  std::erase_if(chart.bars, [&](const Bar& bar) { return total(bar).is_zero(); });
  if (chart.bars.size() <= bars_max) return;
  std::vector<Money> totals;
  for (const Bar& bar : chart.bars) totals.push_back(total(bar));
  std::vector<Money> sorted = totals;
  std::sort(sorted.begin(), sorted.end(), std::greater<>());
  const Money least_shown = sorted[bars_max - 2];
  std::vector<Bar> shown;
  Bar others;
  others.parts.resize(chart.series.size());
  others.from_plan = false;
  std::size_t count = 0;
  for (std::size_t i = 0; i < chart.bars.size(); ++i) {
    if (totals[i] >= least_shown && shown.size() + 1 < bars_max) {
      shown.push_back(std::move(chart.bars[i]));
      continue;
    }
    ++count;
    for (std::size_t part = 0; part < others.parts.size(); ++part)
      others.parts[part] += chart.bars[i].parts[part];
  }
  others.name = fill(Text{"{0} mục khác", "{0} others"}.in(language),
                     {grouped(static_cast<std::int64_t>(count), language)});
  shown.push_back(std::move(others));
  chart.bars = std::move(shown);
}

Text reason_words(DemandReason reason) {
  constexpr Text words[] = {
      {"Bố trí đủ", "In full"},
      {"Không có nhu cầu", "Nothing needed"},
      {"“Nếu có”: chưa cấp nào quyết định số tiền", "Conditional: no amount decided yet"},
      {"Chưa có hồ sơ, quyết định đầu tư được duyệt", "No approved dossier"},
      {"Không nguồn nào của kế hoạch được phép chi", "No source of the plan may pay for it"},
      {"Nguồn không đủ", "The money does not suffice"},
      {"Phần còn lại nhỏ hơn mức tối thiểu có ích", "What was left is too little to be of use"},
      {"Chỉ bố trí trọn vẹn các năm, phần còn lại không đủ",
       "Only the whole of all years is of use, and it does not fit"},
      {"Không được chọn: cùng số tiền, các công trình khác có giá trị lớn hơn",
       "Not chosen: other works are worth more for the same money"},
      {"Được chọn một phần: phần còn lại kém giá trị hơn các công trình khác",
       "Chosen in part: the rest is worth less than other works"}};
  return words[static_cast<std::size_t>(reason)];
}

}  // namespace phanbo::page
