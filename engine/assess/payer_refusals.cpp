#include <algorithm>

#include "engine/assess/assess.hpp"
#include "engine/assess/derivation_nodes.hpp"

/// Why a source may not pay for a demand: the first condition it fails, in the order in which the
/// rules of docs/distribution.md name them. Written apart from PayerFinder, which only has to find
/// those that may.
namespace phanbo {

namespace {

bool is_named(const Plan& plan, Index<Source> source, const Item& item) {
  return std::any_of(plan.payer_rules.begin(), plan.payer_rules.end(), [&](const PayerRule& rule) {
    if (rule.source != source) return false;
    if (rule.programme.is_set() && rule.programme != item.programme) return false;
    return !rule.unit.is_set() || plan.is_within(item.unit, rule.unit);
  });
}

const SourceYear* year_of(const Plan& plan, Index<Source> source, int year) {
  for (const SourceYear& row : plan.source_years) {
    if (row.source == source && row.year == year) return &row;
  }
  return nullptr;
}

bool holds(const LawRow* row) { return row != nullptr && !row->value->is_zero(); }

/// The row of law that forbids this nature to pay this kind; null when it may.
const LawRow* forbidding_law(const Plan& plan, Index<Source> source, const Programme& programme,
                             int year, bool& is_forbidden) {
  const Date new_year{year, 1, 1};
  const std::string& nature = plan.sources[source].nature;
  is_forbidden = false;
  if (programme.kind == ProgrammeKind::entitlement &&
      holds(plan.law.find("source_nature_social_security_allowed", nature, new_year)))
    return nullptr;
  const std::string_view topic = programme.expenditure_kind == ExpenditureKind::investment
                                     ? "source_nature_investment_allowed"
                                     : "source_nature_recurrent_allowed";
  const LawRow* row = plan.law.find(topic, nature, new_year);
  is_forbidden = !holds(row);
  return row;
}

bool is_excluded_by_row(const Plan& plan, Index<Source> source, const Item& item, int year) {
  if (item.origin == ItemOrigin::site) {
    const auto& payers = plan.sites.rows()[item.origin_row].payers;
    return !payers.empty() && std::find(payers.begin(), payers.end(),
                                        plan.sources[source].paying_budget) == payers.end();
  }
  if (item.origin != ItemOrigin::project) return false;
  bool has_rows = false;
  for (const ProjectSource& row : plan.project_sources) {
    if (row.project.position() != item.origin_row) continue;
    has_rows = true;
    if (row.source == source && (!row.year || *row.year == year)) return false;
  }
  return has_rows;
}

PayerRefusal refusal(Index<Source> source, Text words, std::string citation = {}) {
  return {source, words, std::move(citation)};
}

std::optional<PayerRefusal> refusal_of(const Plan& plan, const Item& item, const Demand& demand,
                                       Index<Source> source) {
  const Source& row = plan.sources[source];
  const Programme& programme = plan.programmes[item.programme];
  if (!is_named(plan, source, item)) {
    return refusal(source, {"không có quy tắc chi nào cho nguồn này trả nhiệm vụ này ở đây",
                            "no payer rule lets this source pay for this programme here"});
  }
  const bool fits_kind = row.expenditure_kind == ExpenditureKind::both ||
                         row.expenditure_kind == programme.expenditure_kind;
  if (!fits_kind) {
    return refusal(source,
                   {"nguồn dành cho loại chi khác (thường xuyên, đầu tư)",
                    "the source is for another kind of expenditure"},
                   citation_of(plan, row.document));
  }
  const SourceYear* year = year_of(plan, source, demand.year);
  if (year == nullptr)
    return refusal(source, {"nguồn không có tiền năm này", "the source has no money that year"});
  if (!year->months.covers(demand.months)) {
    return refusal(source, {"tiền của nguồn không dùng cho các tháng này",
                            "the money of the source is not for these months"});
  }
  bool is_forbidden = false;
  const LawRow* law = forbidding_law(plan, source, programme, demand.year, is_forbidden);
  if (is_forbidden) {
    return refusal(source,
                   {"luật không cho nguồn loại này chi việc này",
                    "the law does not let this kind of source pay for this"},
                   law == nullptr ? std::string() : citation_of(*law));
  }
  if (row.paying_budget != PayingBudget::outside) {
    const LawRow* tier = plan.law.find("budget_tier_exists", to_code(row.paying_budget),
                                       {demand.year, demand.months.first, 1});
    if (!holds(tier)) {
      return refusal(source,
                     {"cấp ngân sách này không còn vào tháng đầu của nhu cầu",
                      "this tier of the budget does not exist in the first month"},
                     tier == nullptr ? std::string() : citation_of(*tier));
    }
  }
  if (item.origin == ItemOrigin::top_up && !row.is_local()) {
    return refusal(source, {"phần địa phương hỗ trợ thêm chỉ do tiền địa phương trả",
                            "a local top-up is paid by local money only"});
  }
  if (is_excluded_by_row(plan, source, item, demand.year)) {
    return refusal(source, {"dòng của di tích, dự án không nêu nguồn hoặc ngân sách này",
                            "the row of the site or project does not name this source or budget"});
  }
  return std::nullopt;
}

}  // namespace

std::vector<PayerRefusal> payer_refusals(const Plan& plan, const Assessment& assessment,
                                         Index<Demand> index) {
  const Demand& demand = assessment.demands[index];
  const Item& item = assessment.items[demand.item];
  const auto& payers = assessment.payer_sets[demand.payer_set].payers;
  std::vector<PayerRefusal> refusals;
  for (std::size_t i = 0; i < plan.sources.size(); ++i) {
    const Index<Source> source(i);
    if (auto found = refusal_of(plan, item, demand, source)) {
      refusals.push_back(std::move(*found));
      continue;
    }
    const bool pays = std::any_of(payers.begin(), payers.end(),
                                  [&](const Payer& payer) { return payer.source == source; });
    if (pays) continue;
    refusals.push_back(refusal(source, {"nguồn đã gắn theo đơn vị và đơn vị này không có phần",
                                        "the source is tied to units and this one has no part"}));
  }
  return refusals;
}

}  // namespace phanbo
