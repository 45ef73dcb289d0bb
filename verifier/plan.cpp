#include "verifier/plan.hpp"

#include <algorithm>

#include "verifier/phrases.hpp"
#include "verifier/plan_rows.hpp"

namespace phanbo_verify {

int PlanModel::source_year(int source, int year) const {
  if (source < 0 || year < first_year || year > last_year) return nothing;
  return source_year_positions[static_cast<std::size_t>(source)]
                              [static_cast<std::size_t>(year - first_year)];
}

bool PlanModel::is_within(int unit, int ancestor) const {
  for (; unit != nothing; unit = units[static_cast<std::size_t>(unit)].parent) {
    if (unit == ancestor) return true;
  }
  return false;
}

int PlanModel::programme_of(std::string_view wanted) const {
  for (std::size_t i = 0; i < programmes.size(); ++i) {
    if (programmes[i].code == wanted) return static_cast<int>(i);
  }
  return nothing;
}

bool PlanModel::has_status(int unit, std::string_view status, Day day) const {
  return std::any_of(statuses.begin(), statuses.end(), [&](const StatusRow& row) {
    return row.unit == unit && row.status == status && row.valid_from <= day && day <= row.valid_to;
  });
}

namespace {

std::string header_text(const PlanText& text, std::string_view key) {
  const auto found = text.header.find(key);
  return found == text.header.end() ? std::string() : found->second;
}

int header_year(const PlanText& text, std::string_view key) {
  const auto value = parse_whole(header_text(text, key));
  if (!value || *value < 1900 || *value > 2200) {
    throw BadInput("plan.json", plain(key) + Words{" không phải một năm", " is not a year"});
  }
  return static_cast<int>(*value);
}

void set_depths(PlanModel& plan) {
  for (UnitRow& unit : plan.units) {
    int depth = 0;
    for (int up = unit.parent; up != nothing;
         up = plan.units[static_cast<std::size_t>(up)].parent) {
      if (++depth > static_cast<int>(plan.units.size())) {
        throw BadInput("units", Words{"đơn vị ", "unit "} + unit.code +
                                    Words{" nằm dưới chính nó", " lies below itself"});
      }
    }
    unit.depth = depth;
  }
}

void index_source_years(PlanModel& plan) {
  plan.source_year_positions.assign(
      plan.sources.size(), std::vector<int>(static_cast<std::size_t>(plan.year_count()), nothing));
  for (std::size_t i = 0; i < plan.source_years.size(); ++i) {
    const SourceYearRow& row = plan.source_years[i];
    if (row.year < plan.first_year || row.year > plan.last_year) continue;
    plan.source_year_positions[static_cast<std::size_t>(row.source)]
                              [static_cast<std::size_t>(row.year - plan.first_year)] =
        static_cast<int>(i);
  }
}

void set_drawing_order(PlanModel& plan) {
  for (std::size_t i = 0; i < plan.sources.size(); ++i) {
    plan.drawing_order.push_back(static_cast<int>(i));
  }
  std::stable_sort(plan.drawing_order.begin(), plan.drawing_order.end(), [&](int a, int b) {
    return plan.sources[static_cast<std::size_t>(a)].drawing_order <
           plan.sources[static_cast<std::size_t>(b)].drawing_order;
  });
}

}  // namespace

PlanModel build_plan(const PlanText& text) {
  PlanModel plan;
  plan.header = text.header;
  plan.first_year = header_year(text, "first_year");
  plan.last_year = header_year(text, "last_year");
  if (plan.last_year < plan.first_year)
    throw BadInput("plan.json", {"last_year đứng trước first_year", "last_year before first_year"});
  plan.by_year = header_text(text, "class_order") == "by_year";
  plan.capital_priority = header_text(text, "capital_priority");
  plan.province = header_text(text, "province");
  plan.law = Law(text.table("law_rows"), parse_day(header_text(text, "law_date")),
                 parse_day(header_text(text, "known_on")));
  PlanRows rows(text, plan);
  rows.read_documents();
  rows.read_units();
  rows.read_classes_and_programmes();
  rows.read_sources();
  rows.read_limits();
  rows.read_entitlements();
  rows.read_sites_and_projects();
  rows.read_choices();
  rows.read_decided();
  rows.read_formulas();
  set_depths(plan);
  index_source_years(plan);
  set_drawing_order(plan);
  return plan;
}

}  // namespace phanbo_verify
