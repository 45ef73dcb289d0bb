#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "models/report_table.hpp"
#include "outputs/page/bar_chart.hpp"
#include "outputs/page/facts.hpp"
#include "outputs/page/html.hpp"

/// The sections of the page, one file each. A section that has nothing to say about a plan is left
/// out.
namespace phanbo::page {

struct Context {
  const Facts& facts;
  const std::vector<ReportTable>& tables;
};

void put_findings(Html& html, const Context& context);
void put_flows(Html& html, const Context& context);
void put_breakdowns(Html& html, const Context& context);
void put_insurance(Html& html, const Context& context);
void put_choices(Html& html, const Context& context);
void put_projects(Html& html, const Context& context);
void put_reasons(Html& html, const Context& context);
void put_decisions(Html& html, const Context& context);
void put_balances(Html& html, const Context& context);
void put_law(Html& html, const Context& context);

/// Why items were refused by a choice, by item code; made from the table of reasons.
std::map<std::string, std::string, std::less<>> refusal_sentences(const Context& context,
                                                                  Language language);

bool has_payments(const Context& context);
bool has_insurance(const Context& context);
bool has_choices(const Context& context);
bool has_projects(const Context& context);
bool has_missing(const Context& context);
bool has_decisions(const Context& context);
bool has_law(const Context& context);
bool always(const Context& context);

/// Sites and projects, told apart from entitlements, formulas and fixed costs.
bool is_project(const Item& item);
/// The fill of a paying budget, the same in every chart.
Fill fill_of(PayingBudget budget);
/// "Ngân sách trung ương" …, one series for each budget of the plan.
std::vector<Series> budget_series(const Facts& facts, Language language);
std::size_t budget_position(const Facts& facts, Index<Source> source);
/// The bars with the greatest totals in their order, all others as one bar.
void limit_bars(BarChart& chart, std::size_t bars_max, Language language);
/// "Nguồn không đủ" …, with what the reader needs to know of it.
Text reason_words(DemandReason reason);
/// What bounds a shortage: "nguồn Thu xổ số kiến thiết năm 2026".
void put_limit(Html& html, const Facts& facts, const Limit& limit);

}  // namespace phanbo::page
