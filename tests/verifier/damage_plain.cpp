#include <algorithm>
#include <string>
#include <vector>

#include "verifier/damage.hpp"

namespace phanbo_verify::test {

/// Something is simply wrong.
namespace {

bool line_amount(ResultEditor& editor) {
  if (editor.count("ledger") == 0) return false;
  add_to(editor.any_row("ledger"), "amount_dong", editor.plus_or_minus());
  return true;
}

bool erase_any(ResultEditor& editor, const char* table) {
  Document& rows = editor.result[table];
  if (rows.empty()) return false;
  rows.erase(rows.begin() + editor.numbers.between(0, static_cast<std::int64_t>(rows.size()) - 1));
  return true;
}

bool line_missing(ResultEditor& editor) { return erase_any(editor, "ledger"); }
bool source_missing(ResultEditor& editor) { return erase_any(editor, "sources"); }
bool demand_missing(ResultEditor& editor) { return erase_any(editor, "demands"); }
bool project_missing(ResultEditor& editor) { return erase_any(editor, "projects"); }
bool figure_missing(ResultEditor& editor) { return erase_any(editor, "figures"); }
bool shortage_missing(ResultEditor& editor) { return erase_any(editor, "shortfalls"); }
bool tie_missing(ResultEditor& editor) { return erase_any(editor, "ties"); }
bool rounding_missing(ResultEditor& editor) { return erase_any(editor, "roundings"); }
bool law_missing(ResultEditor& editor) {
  Document& rows = editor.result["law_used"];
  std::vector<std::size_t> needed;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string topic = text_of(rows[i], "topic");
    if (topic == "base_salary" || topic == "health_insurance_rate" ||
        topic == "health_insurance_state_share") {
      needed.push_back(i);
    }
  }
  if (needed.empty()) return false;
  rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(editor.numbers.any_of(needed)));
  return true;
}
bool input_missing(ResultEditor& editor) { return erase_any(editor, "inputs"); }

bool line_twice(ResultEditor& editor) {
  if (editor.count("ledger") == 0) return false;
  const Document copy = editor.any_row("ledger");
  editor.result["ledger"].insert(editor.result["ledger"].begin(), copy);
  return true;
}

bool neighbours_swapped(ResultEditor& editor, const char* table) {
  Document& rows = editor.result[table];
  if (rows.size() < 2) return false;
  const auto first = static_cast<std::size_t>(
      editor.numbers.between(0, static_cast<std::int64_t>(rows.size()) - 2));
  std::swap(rows[first], rows[first + 1]);
  return true;
}
bool lines_out_of_order(ResultEditor& editor) { return neighbours_swapped(editor, "ledger"); }
bool sources_out_of_order(ResultEditor& editor) { return neighbours_swapped(editor, "sources"); }
bool demands_out_of_order(ResultEditor& editor) { return neighbours_swapped(editor, "demands"); }

bool transfer_reason(ResultEditor& editor) {
  for (Document& line : editor.result["ledger"]) {
    if (line["part"] != "transfer" || editor.numbers.one_in(3)) continue;
    line["reason"] = "served_in_class";
    return true;
  }
  return false;
}

/// Another word in one field of a row.
bool other_word(ResultEditor& editor, const char* table, const std::vector<const char*>& fields) {
  if (editor.count(table) == 0) return false;
  Document& row = editor.any_row(table);
  const char* field = editor.numbers.any_of(fields);
  if (!row.contains(field) || !row[field].is_string()) return false;
  row[field] = text_of(row, field) + "x";
  return true;
}

bool line_word(ResultEditor& editor) {
  return other_word(editor, "ledger",
                    {"id", "source", "demand", "part", "reason", "months", "paying_budget"});
}
bool line_class(ResultEditor& editor) {
  if (editor.count("ledger") == 0) return false;
  Document& line = editor.any_row("ledger");
  const std::string other = editor.numbers.any_of(editor.plan.classes).code;
  if (line["part"] == "transfer" || line["class"] == other) return false;
  line["class"] = other;
  return true;
}
bool line_programme(ResultEditor& editor) {
  if (editor.count("ledger") == 0) return false;
  Document& line = editor.any_row("ledger");
  const std::string other = editor.numbers.any_of(editor.plan.programmes).code;
  if (line["part"] == "transfer" || line["programme"] == other) return false;
  line["programme"] = other;
  return true;
}
bool line_year(ResultEditor& editor) {
  if (editor.count("ledger") == 0) return false;
  Document& line = editor.any_row("ledger");
  line["year"] = std::to_string(std::stoi(text_of(line, "year")) + 1);
  return true;
}
bool line_reason(ResultEditor& editor) {
  if (editor.count("ledger") == 0) return false;
  Document& line = editor.any_row("ledger");
  const std::string other = editor.numbers.any_of<std::string>(
      {"served_in_class", "decided_before", "fixed_by_authority", "paid_before", "supplement"});
  if (line["part"] == "transfer" || line["reason"] == other) return false;
  line["reason"] = other;
  return true;
}

bool source_amount(ResultEditor& editor) {
  const char* field = editor.numbers.any_of<const char*>({"available_dong", "carried_in_dong",
                                                          "reserved_dong", "allocated_dong",
                                                          "carried_out_dong", "unallocated_dong"});
  add_to(editor.any_row("sources"), field, editor.plus_or_minus());
  return true;
}

bool demand_amount(ResultEditor& editor) {
  const char* field = editor.numbers.any_of<const char*>(
      {"need_dong", "allocated_dong", "shortfall_dong", "wanted_dong", "locked_dong",
       "least_useful_dong", "step_dong"});
  add_to(editor.any_row("demands"), field, editor.plus_or_minus());
  return true;
}

bool demand_word(ResultEditor& editor) {
  return other_word(editor, "demands",
                    {"programme", "unit", "class", "standing", "item", "origin", "months"});
}

bool demand_reason(ResultEditor& editor) {
  Document& row = editor.any_row("demands");
  const std::string other = editor.numbers.any_of<std::string>(
      {"in_full", "nothing_needed", "short_of_money", "below_least_useful", "whole_does_not_fit",
       "no_dossier"});
  if (row["reason"] == other) return false;
  row["reason"] = other;
  return true;
}

bool demand_divisible(ResultEditor& editor) {
  Document& row = editor.any_row("demands");
  row["divisible"] = !row["divisible"].get<bool>();
  return true;
}

bool other_status(ResultEditor& editor) {
  editor.result["status"] = editor.result["status"] == "complete" ? "shortfall" : "complete";
  return true;
}

bool project_outcome(ResultEditor& editor) {
  if (editor.count("projects") == 0) return false;
  Document& row = editor.any_row("projects");
  switch (editor.numbers.between(0, 3)) {
    case 0:
      row["selected"] = !row["selected"].get<bool>();
      break;
    case 1:
      row["schedule"] = row["schedule"] == "given" ? "" : "given";
      break;
    case 2:
      row["score"] = text_of(row, "score") + "1";
      break;
    default:
      row["reason"] = row["reason"] == "in_full" ? "short_of_money" : "in_full";
  }
  return true;
}

bool figure_value(ResultEditor& editor) {
  if (editor.count("figures") == 0) return false;
  Document& figure = editor.any_row("figures");
  figure["value"] = text_of(figure, "value") + "1";
  return true;
}

bool figure_unit(ResultEditor& editor) { return other_word(editor, "figures", {"unit", "id"}); }

bool shortage_amount(ResultEditor& editor) {
  if (editor.count("shortfalls") == 0) return false;
  const char* field = editor.numbers.any_of<const char*>(
      {"allowed_dong", "held_dong", "needed_dong", "missing_dong"});
  add_to(editor.any_row("shortfalls"), field, editor.plus_or_minus());
  return true;
}

bool shortage_twice(ResultEditor& editor) {
  if (editor.count("shortfalls") == 0) return false;
  const Document copy = editor.any_row("shortfalls");
  editor.result["shortfalls"].push_back(copy);
  return true;
}

bool shortage_limit_named_otherwise(ResultEditor& editor) {
  if (editor.count("shortfalls") == 0) return false;
  Document& limits = editor.any_row("shortfalls")["limits"];
  if (limits.empty()) return false;
  limits[0]["code"] = text_of(limits[0], "code") + "x";
  return true;
}

bool tie_made_up(ResultEditor& editor) {
  const Document& one = editor.any_row("demands");
  const Document& two = editor.any_row("demands");
  if (one["demand"] == two["demand"]) return false;
  Document tie;
  tie["where"] = one["class"];
  tie["rule"] = "remainder";
  tie["among"] = {one["demand"], two["demand"]};
  tie["given"] = {one["demand"]};
  editor.result["ties"].push_back(std::move(tie));
  return true;
}

bool tie_settled_otherwise(ResultEditor& editor) {
  if (editor.count("ties") == 0) return false;
  Document& tie = editor.any_row("ties");
  if (tie["among"].empty() || tie["among"].back() == tie["given"].back()) return false;
  tie["given"].back() = tie["among"].back();
  return true;
}

bool rounding_value(ResultEditor& editor) {
  if (editor.count("roundings") == 0) return false;
  Document& row = editor.any_row("roundings");
  const char* field = editor.numbers.any_of<const char*>({"before", "after"});
  row[field] = text_of(row, field) + "1";
  return true;
}

bool law_value(ResultEditor& editor) {
  if (editor.count("law_used") == 0) return false;
  Document& row = editor.any_row("law_used");
  const char* field = editor.numbers.any_of<const char*>(
      {"value", "valid_from", "document", "verification", "key"});
  if (!row[field].is_string()) return false;
  row[field] = text_of(row, field) + "0";
  return true;
}

bool input_hash(ResultEditor& editor) {
  Document& row = editor.any_row("inputs");
  std::string hash = text_of(row, "sha256");
  hash[0] = hash[0] == '0' ? '1' : '0';
  row["sha256"] = hash;
  return true;
}

bool plan_word(ResultEditor& editor) {
  const char* key = editor.numbers.any_of<const char*>({"code", "name", "stage", "illustrative"});
  editor.result["plan"][key] = text_of(editor.result["plan"], key) + "-2";
  return true;
}

bool unknown_field(ResultEditor& editor) {
  editor.any_row("sources")["adjusted_dong"] = 1;
  return true;
}

/// `program` names who wrote the result, `work` how long it searched, and why a search ended early
/// is not in the plan either.
bool is_open(std::string_view path) {
  return path != "program" && path != "choices[].work" && path != "choices[].end";
}

bool any_field(ResultEditor& editor) {
  return change_any_field(editor.result, editor.numbers, is_open, editor.touched);
}

constexpr Damage damages[] = {
    {"any_field", false, any_field},
    {"line_amount", false, line_amount},
    {"line_missing", false, line_missing},
    {"line_twice", false, line_twice},
    {"lines_out_of_order", false, lines_out_of_order},
    {"sources_out_of_order", false, sources_out_of_order},
    {"demands_out_of_order", false, demands_out_of_order},
    {"transfer_reason", false, transfer_reason},
    {"line_word", false, line_word},
    {"line_class", false, line_class},
    {"line_programme", false, line_programme},
    {"line_year", false, line_year},
    {"line_reason", false, line_reason},
    {"source_amount", false, source_amount},
    {"source_missing", false, source_missing},
    {"demand_amount", false, demand_amount},
    {"demand_missing", false, demand_missing},
    {"demand_word", false, demand_word},
    {"demand_reason", false, demand_reason},
    {"demand_divisible", false, demand_divisible},
    {"other_status", false, other_status},
    {"project_outcome", false, project_outcome},
    {"project_missing", false, project_missing},
    {"figure_value", false, figure_value},
    {"figure_unit", false, figure_unit},
    {"figure_missing", false, figure_missing},
    {"shortage_amount", false, shortage_amount},
    {"shortage_twice", false, shortage_twice},
    {"shortage_missing", false, shortage_missing},
    {"shortage_limit_named_otherwise", false, shortage_limit_named_otherwise},
    {"tie_made_up", false, tie_made_up},
    {"tie_settled_otherwise", false, tie_settled_otherwise},
    {"tie_missing", false, tie_missing},
    {"rounding_value", false, rounding_value},
    {"rounding_missing", false, rounding_missing},
    {"law_value", false, law_value},
    {"law_missing", false, law_missing},
    {"input_hash", false, input_hash},
    {"input_missing", false, input_missing},
    {"plan_word", false, plan_word},
    {"unknown_field", false, unknown_field},
};

}  // namespace

std::span<const Damage> plain_damages() { return damages; }

}  // namespace phanbo_verify::test
