#include "outputs/comparison/comparison_json.hpp"

#include "outputs/comparison/comparison_tables.hpp"
#include "outputs/open_data/json_text.hpp"

namespace phanbo {

namespace {

using open_data::JsonText;

constexpr std::int64_t comparison_version = 1;

std::string_view to_code(ComparedBy by) {
  constexpr std::string_view codes[] = {"purpose",          "source",        "unit", "year",
                                        "expenditure_kind", "paying_budget", "item"};
  return codes[static_cast<std::size_t>(by)];
}

std::string_view to_code(Fate fate) {
  constexpr std::string_view codes[] = {"gains", "loses", "stays"};
  return codes[static_cast<std::size_t>(fate)];
}

void add_amount(JsonText& json, std::string_view key, Money amount) {
  json.key(key).number(amount.dong());
}

void add_words(JsonText& json, std::string_view key, const Words& words) {
  json.key(key).begin_object();
  json.field("vi", words.vi).field("en", words.en);
  json.end_object();
}

void add_ratio(JsonText& json, std::string_view key, const ExactRatio& ratio) {
  json.key(key).begin_object();
  json.field("numerator", ratio.numerator).field("denominator", ratio.denominator);
  json.field("rounded", to_plain(ratio.rounded));
  json.end_object();
}

void add_run(JsonText& json, const ComparedRun& run) {
  json.begin_object();
  json.field("label", run.label).field("plan", run.plan_code).field("plan_name", run.plan_name);
  json.field("status", to_code(run.status));
  add_amount(json, "need_dong", run.need);
  add_amount(json, "allocated_dong", run.allocated);
  add_amount(json, "missing_dong", run.missing);
  add_amount(json, "missing_mandatory_dong", run.missing_mandatory);
  add_amount(json, "available_dong", run.available);
  add_amount(json, "unallocated_dong", run.unallocated);
  json.field("projects_selected", std::to_string(run.projects_selected));
  json.key("illustrative").boolean(run.illustrative);
  json.key("draft").boolean(run.draft);
  json.end_object();
}

void add_view(JsonText& json, const ComparedView& view) {
  json.begin_object().field("by", to_code(view.by)).key("rows").begin_array();
  for (const ComparedRow& row : view.rows) {
    json.begin_object().field("code", row.code);
    add_words(json, "name", row.name);
    json.key("amounts_dong").begin_array();
    for (const Money amount : row.amounts) json.number(amount.dong());
    json.end_array().key("differences_dong").begin_array();
    for (std::size_t run = 1; run < row.amounts.size(); ++run)
      json.number(row.difference(run).dong());
    json.end_array().key("percents_of_base").begin_array();
    for (std::size_t run = 1; run < row.amounts.size(); ++run) {
      const auto percent = percent_of_base(row.difference(run), row.amounts[0]);
      json.string(percent ? to_plain(*percent) : std::string());
    }
    json.end_array().key("worth_reading").boolean(row.worth_reading).end_object();
  }
  json.end_array().end_object();
}

void add_items(JsonText& json, const PairComparison& pair) {
  json.key("items").begin_array();
  for (const ItemChange& change : pair.items) {
    json.begin_object();
    json.field("item", change.item).field("name", change.name);
    json.field("programme", change.programme).field("unit", change.unit);
    add_amount(json, "base_dong", change.before);
    add_amount(json, "result_dong", change.after);
    json.field("fate", to_code(change.fate()));
    json.field("reason", change.in_other ? to_code(change.reason) : "not_in_plan");
    json.key("project_in").boolean(change.comes_in());
    json.key("project_out").boolean(change.drops_out());
    json.end_object();
  }
  json.end_array();
}

void add_causes(JsonText& json, const CauseTable& table) {
  json.key("by_cause").begin_object();
  json.field("method", "shapley").field("plans_run", std::to_string(table.plans_run));
  if (!table.why_missing_en.empty())
    add_words(json, "why_missing", {table.why_missing_vi, table.why_missing_en});
  json.key("causes").begin_array();
  for (std::size_t i = 0; i < table.causes.size(); ++i) {
    const Cause& cause = table.causes[i];
    json.begin_object();
    add_words(json, "label", cause.label);
    add_amount(json, "total_dong", table.totals[i]);
    add_ratio(json, "exact_dong", table.exact[i]);
    json.key("changes").begin_array();
    for (const Words& change : cause.changes)
      json.begin_object().field("vi", change.vi).field("en", change.en).end_object();
    json.end_array();
    add_words(json, "note", cause.note);
    json.end_object();
  }
  json.end_array().key("lines").begin_array();
  for (const CauseRow& row : table.rows) {
    json.begin_object().field("id", row.line).field("item", row.item);
    add_amount(json, "difference_dong", row.difference);
    json.key("parts_dong").begin_array();
    for (const Money part : row.parts) json.number(part.dong());
    json.end_array().end_object();
  }
  json.end_array().end_object();
}

void add_equity(JsonText& json, const Equity& equity) {
  json.begin_object();
  json.field("units_without_people", std::to_string(equity.unknown));
  if (equity.highest_to_lowest) add_ratio(json, "highest_to_lowest", *equity.highest_to_lowest);
  if (equity.gini) add_ratio(json, "gini", *equity.gini);
  json.key("units").begin_array();
  for (const Equity::UnitRow& unit : equity.units) {
    json.begin_object().field("unit", unit.code).field("people", std::to_string(unit.people));
    add_amount(json, "allocated_dong", unit.amount);
    add_amount(json, "per_head_dong", unit.per_head);
    json.end_object();
  }
  json.end_array().end_object();
}

}  // namespace

std::string comparison_json(const Comparison& comparison, std::string_view program) {
  JsonText json;
  json.begin_object();
  json.key("comparison_version").number(comparison_version);
  json.field("program", program);
  json.key("results").begin_array();
  for (const ComparedRun& run : comparison.runs) add_run(json, run);
  json.end_array();
  add_amount(json, "worth_reading_from_dong", comparison.threshold_amount);
  json.key("views").begin_array();
  for (const ComparedView& view : comparison.views) add_view(json, view);
  json.end_array().key("pairs").begin_array();
  for (const PairComparison& pair : comparison.pairs) {
    json.begin_object().field("result", comparison.runs[pair.other].label);
    json.field("gains", std::to_string(pair.gains)).field("loses", std::to_string(pair.loses));
    json.field("stays", std::to_string(pair.stays));
    add_items(json, pair);
    if (pair.causes) add_causes(json, *pair.causes);
    json.end_object();
  }
  json.end_array().key("equity").begin_array();
  for (const Equity& equity : comparison.equity) add_equity(json, equity);
  json.end_array().end_object();
  return json.take();
}

}  // namespace phanbo
