#include "cli/sweep_run.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/json_text.hpp"
#include "cli/version.hpp"
#include "engine/sweep/breakpoints.hpp"
#include "models/parallel.hpp"
#include "outputs/page/sweep_page.hpp"
#include "outputs/tabulate/sweep.hpp"

namespace phanbo {

namespace {

constexpr std::size_t breakpoints_in_interval_max = 50;
constexpr std::size_t breakpoints_max = 500;

/// One scenario of a plan with one or two of its numbers replaced.
class VariedPlan {
 public:
  VariedPlan(const PlanWithScenarios& plan, const RunSettings& settings,
             const std::vector<SweepAxis>& axes, Language language)
      : plan_(plan), settings_(settings), axes_(axes), language_(language) {}

  SweepPoint at(const std::vector<std::int64_t>& values) const {
    std::vector<PlanChange> changes = settings_.changes;
    for (std::size_t i = 0; i < axes_.size(); ++i) {
      Place place;
      place.file = "--vary";
      changes.push_back({ChangeKind::set_fields,
                         axes_[i].table,
                         axes_[i].key,
                         {{axes_[i].column, to_plain(axes_[i].value_of(values[i])), place}},
                         {},
                         place});
    }
    const PlanRun run = run_reading(
        read_scenario(plan_.book(), plan_.texts(), settings_.scenarios.front(), changes), 1, {});
    SweepPoint point;
    if (run.is_complete) {
      point = sweep_point_of(run.plan(), run.assessment.assessment, run.distribution.allocation);
    } else {
      point.refusal = refusal_of(run.problems);
    }
    point.values = values;
    return point;
  }

 private:
  std::string refusal_of(const std::vector<Problem>& problems) const {
    for (const Problem& problem : problems) {
      if (problem.kind->severity != Severity::error) continue;
      return fmt::format("{}: {}", place_text(problem.place), found_text(problem, language_));
    }
    return {};
  }

  const PlanWithScenarios& plan_;
  const RunSettings& settings_;
  const std::vector<SweepAxis>& axes_;
  Language language_;
};

std::vector<std::vector<std::int64_t>> all_values(const std::vector<SweepAxis>& axes) {
  std::vector<std::vector<std::int64_t>> all;
  for (const std::int64_t first : axes[0].values) {
    if (axes.size() == 1) {
      all.push_back({first});
      continue;
    }
    for (const std::int64_t second : axes[1].values) all.push_back({first, second});
  }
  return all;
}

/// States where the plan cannot be allocated: none. A value from which it can be is a threshold.
std::vector<SweepState> states_of(const SweepPoint& point) {
  if (point.refusal.empty()) return point.states;
  return {{SweepState::Subject::limit, "plan", {"kế hoạch", "the plan"}, SweepState::Level::binds}};
}

void add_breakpoints(const VariedPlan& plan, int threads, Sweep& sweep) {
  sweep.has_breakpoints = true;
  if (sweep.points.empty()) return;
  std::vector<BreakpointSearch> found(sweep.points.size() - 1);
  run_jobs(threads, found.size(), [&](std::size_t i) {
    const SweepPoint& low = sweep.points[i];
    const SweepPoint& high = sweep.points[i + 1];
    found[i] = find_breakpoints(low.values[0], states_of(low), high.values[0], states_of(high),
                                breakpoints_in_interval_max,
                                [&](std::int64_t value) { return states_of(plan.at({value})); });
  });
  for (BreakpointSearch& part : found) {
    sweep.is_cut_short = sweep.is_cut_short || part.is_cut_short;
    for (SweepBreakpoint& point : part.breakpoints) sweep.breakpoints.push_back(std::move(point));
  }
  if (sweep.breakpoints.size() <= breakpoints_max) return;
  sweep.breakpoints.resize(breakpoints_max);
  sweep.is_cut_short = true;
}

void put_value(JsonText& json, const SweepAxis& axis, std::int64_t units) {
  axis.is_money ? json.number(units) : json.text(to_plain(axis.value_of(units)));
}

void put_point(JsonText& json, const Sweep& sweep, const SweepPoint& point) {
  json.open_object();
  json.key("values").open_array();
  for (std::size_t i = 0; i < sweep.axes.size(); ++i)
    put_value(json, sweep.axes[i], point.values[i]);
  json.close_array();
  json.key("refusal").text(point.refusal);
  if (point.refusal.empty()) {
    json.key("status").text(to_code(point.status));
    json.key("need_dong").number(point.need.dong());
    json.key("allocated_dong").number(point.allocated.dong());
    json.key("shortfall_dong").number((point.need - point.allocated).dong());
    json.key("programmes").open_array();
    for (std::size_t i = 0; i < sweep.programmes.size(); ++i) {
      json.open_object();
      json.key("programme").text(sweep.programmes[i]);
      json.key("allocated_dong").number(point.by_programme[i].dong());
      json.close_object();
    }
    json.close_array();
    json.key("people").open_array();
    for (const std::int64_t people : point.people) json.number(people);
    json.close_array();
    json.key("projects_chosen").number(point.projects_chosen);
    json.key("score").text(to_plain(point.score));
    json.key("limits").open_array();
    for (const SweepState& state : point.states) {
      if (state.subject == SweepState::Subject::limit) json.text(state.code);
    }
    json.close_array();
  }
  json.close_object();
}

void put_breakpoint(JsonText& json, const SweepAxis& axis, const SweepBreakpoint& point) {
  json.open_object();
  json.key("up_to");
  put_value(json, axis, point.before);
  json.key("from");
  put_value(json, axis, point.after);
  json.key("changes").open_array();
  for (const SweepChange& change : point.changes) {
    json.open_object();
    json.key("subject").text(to_code(change.subject));
    json.key("code").text(change.code);
    json.key("before").text(to_code(change.before));
    json.key("after").text(to_code(change.after));
    json.close_object();
  }
  json.close_array();
  json.close_object();
}

}  // namespace

Sweep run_sweep(const PlanWithScenarios& plan, const RunSettings& settings,
                std::vector<SweepAxis> axes, Language language) {
  Sweep sweep;
  sweep.axes = std::move(axes);
  const VariedPlan varied(plan, settings, sweep.axes, language);
  const auto values = all_values(sweep.axes);
  sweep.points.resize(values.size());
  run_jobs(settings.threads, values.size(),
           [&](std::size_t i) { sweep.points[i] = varied.at(values[i]); });
  if (sweep.axes.size() == 1) add_breakpoints(varied, settings.threads, sweep);
  return sweep;
}

std::string sweep_json(const Sweep& sweep) {
  JsonText json;
  json.open_object();
  json.key("schema_version").number(1);
  json.key("axes").open_array();
  for (const SweepAxis& axis : sweep.axes) {
    json.open_object();
    json.key("table").text(axis.table);
    json.key("key").text(axis.key);
    json.key("column").text(axis.column);
    json.key("unit").text(axis.is_money ? "dong" : "");
    json.close_object();
  }
  json.close_array();
  json.key("points").open_array();
  for (const SweepPoint& point : sweep.points) put_point(json, sweep, point);
  json.close_array();
  if (sweep.has_breakpoints) {
    json.key("complete").flag(!sweep.is_cut_short);
    json.key("breakpoints").open_array();
    for (const SweepBreakpoint& point : sweep.breakpoints)
      put_breakpoint(json, sweep.axes.front(), point);
    json.close_array();
  }
  json.close_object();
  return json.take();
}

MoreOutput sweep_output(const Plan& plan, Sweep sweep, const AllocationForms& forms) {
  sweep.first_year = plan.first_year;
  for (const Programme& programme : plan.programmes) {
    sweep.programmes.push_back(programme.code);
    sweep.programme_names.push_back(programme.name);
  }
  MoreOutput more;
  more.tables = tabulate_sweep(sweep);
  more.documents.emplace_back("sweep.json", sweep_json(sweep));
  const bool wants_page =
      std::find(forms.formats.begin(), forms.formats.end(), "html") != forms.formats.end();
  if (wants_page) {
    more.documents.emplace_back("sweep.html",
                                render_sweep_page(plan, sweep, forms.language, program_text()));
  }
  return more;
}

}  // namespace phanbo
