#include <algorithm>

#include "outputs/page/sections.hpp"

/// What bounds a shortage, by names instead of codes.
namespace phanbo::page {

namespace {

void put_year(Html& html, std::string_view year) {
  html.put(" ").say({"năm", "in"}).put(" ").text(year);
}

/// "<source>/<year>" in words; false when the code is no such thing.
bool put_source_year(Html& html, const Plan& plan, const std::string& code) {
  const std::size_t slash = code.rfind('/');
  if (slash == std::string::npos) return false;
  const std::string_view source = std::string_view(code).substr(0, slash);
  const auto found = std::find_if(plan.sources.begin(), plan.sources.end(),
                                  [&](const Source& row) { return row.code == source; });
  if (found == plan.sources.end()) return false;
  html.plan_text(found->name);
  put_year(html, std::string_view(code).substr(slash + 1));
  return true;
}

/// What a cap or kept money is restricted to: programme, unit, year.
void put_scope(Html& html, const Plan& plan, Index<Programme> programme, Index<Unit> unit,
               std::optional<int> year) {
  if (programme.is_set()) html.put(" ").plan_text(plan.programmes[programme].name);
  if (unit.is_set()) {
    html.put(" ").say({"tại", "in"}).put(" ").plan_text(plan.units[unit].name);
  }
  if (year) put_year(html, std::to_string(*year));
}

bool put_cap(Html& html, const Plan& plan, const std::string& code) {
  const auto found = std::find_if(plan.caps.begin(), plan.caps.end(),
                                  [&](const Cap& row) { return row.code == code; });
  if (found == plan.caps.end()) return false;
  html.say({"Trần", "Cap on"});
  if (found->expenditure_kind) html.put(" ").say(name_of(*found->expenditure_kind));
  put_scope(html, plan, found->programme, found->unit, found->year);
  return true;
}

bool put_kept_money(Html& html, const Plan& plan, const std::string& code) {
  const auto found = std::find_if(plan.kept_money.begin(), plan.kept_money.end(),
                                  [&](const KeptMoney& row) { return row.code == code; });
  if (found == plan.kept_money.end()) return false;
  html.plan_text(plan.sources[found->source].name).put(", ");
  html.say({"phần dành riêng cho", "the part kept for"});
  put_scope(html, plan, found->programme, found->unit, found->year);
  return true;
}

bool put_envelope(Html& html, const Facts& facts, const std::string& code) {
  const auto& envelopes = facts.assessment.envelopes;
  const auto found = std::find_if(envelopes.begin(), envelopes.end(),
                                  [&](const Envelope& row) { return row.code == code; });
  if (found == envelopes.end()) return false;
  html.plan_text(facts.plan.sources[found->source].name).put(", ");
  html.say({"phần của", "the part of"}).put(" ");
  html.plan_text(facts.plan.units[found->unit].name);
  put_year(html, std::to_string(found->year));
  return true;
}

bool put_named(Html& html, const Facts& facts, const Limit& limit) {
  switch (limit.kind) {
    case LimitKind::source_year:
      return put_source_year(html, facts.plan, limit.code);
    case LimitKind::envelope:
      return put_envelope(html, facts, limit.code);
    case LimitKind::kept_money:
      return put_kept_money(html, facts.plan, limit.code);
    case LimitKind::cap:
      return put_cap(html, facts.plan, limit.code);
    case LimitKind::carry_over:
      html.say({"Giới hạn chuyển nguồn của", "Carry-over limit of"}).put(" ");
      return put_source_year(html, facts.plan, limit.code);
    case LimitKind::local_share:
      html.say({"Giới hạn vốn đối ứng của", "Local share limit of"}).put(" ");
      return false;
    case LimitKind::project_source:
      html.say({"Mức vốn theo nguồn của dự án", "Money by source of project"}).put(" ");
      return false;
  }
  return false;
}

}  // namespace

void put_limit(Html& html, const Facts& facts, const Limit& limit) {
  if (!put_named(html, facts, limit)) html.text(limit.code);
}

}  // namespace phanbo::page
