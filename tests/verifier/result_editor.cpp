#include "verifier/result_editor.hpp"

#include <algorithm>
#include <vector>

namespace phanbo_verify::test {

ResultEditor::ResultEditor(Document& a_result, const PlanModel& a_plan, RandomNumbers& a_numbers)
    : result(a_result), plan(a_plan), numbers(a_numbers) {}

Document& ResultEditor::any_row(const char* table) {
  Document& rows = result[table];
  return rows[static_cast<std::size_t>(
      numbers.between(0, static_cast<std::int64_t>(rows.size()) - 1))];
}

Document* ResultEditor::demand(const std::string& code) {
  for (Document& row : result["demands"]) {
    if (row["demand"] == code) return &row;
  }
  return nullptr;
}

Document* ResultEditor::balance(const std::string& source, const std::string& year) {
  for (Document& row : result["sources"]) {
    if (row["source"] == source && row["year"] == year) return &row;
  }
  return nullptr;
}

Document* ResultEditor::line(const std::string& demand_code, const std::string& source,
                             const std::string& part) {
  for (Document& row : result["ledger"]) {
    if (row["demand"] == demand_code && row["source"] == source && row["part"] == part) return &row;
  }
  return nullptr;
}

Document* ResultEditor::any_main_line() {
  std::vector<Document*> lines;
  for (Document& row : result["ledger"]) {
    if (row["part"] == "main") lines.push_back(&row);
  }
  return lines.empty() ? nullptr : numbers.any_of(lines);
}

std::string ResultEditor::any_source() { return numbers.any_of(plan.sources).code; }

std::int64_t ResultEditor::plus_or_minus() {
  const std::int64_t size = numbers.any_of<std::int64_t>({1, 1, 2, 1'000, 1'000'000});
  return numbers.one_in(2) ? size : -size;
}

Document* ResultEditor::any_demand_of_year(const std::string& year) {
  std::vector<Document*> rows;
  for (Document& row : result["demands"]) {
    if (row["year"] == year) rows.push_back(&row);
  }
  return rows.empty() ? nullptr : numbers.any_of(rows);
}

int ResultEditor::drawing_place(const std::string& source) const {
  for (std::size_t i = 0; i < plan.drawing_order.size(); ++i) {
    if (plan.sources[static_cast<std::size_t>(plan.drawing_order[i])].code == source) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

/// Where a new line belongs: by demand, source in drawing order, part; transfers last.
std::size_t ResultEditor::place_of(const std::string& demand_code, const std::string& source,
                                   const std::string& part) const {
  std::vector<std::string> order;
  for (const Document& row : result["demands"]) order.push_back(text_of(row, "demand"));
  const std::vector<std::string> parts = {"main", "local_share", "decided"};
  const auto key = [&](const std::string& d, const std::string& s, const std::string& p) {
    return std::tuple(std::find(order.begin(), order.end(), d) - order.begin(), drawing_place(s),
                      std::find(parts.begin(), parts.end(), p) - parts.begin());
  };
  const Document& ledger = result["ledger"];
  std::size_t place = 0;
  while (place < ledger.size() && ledger[place]["part"] != "transfer" &&
         key(text_of(ledger[place], "demand"), text_of(ledger[place], "source"),
             text_of(ledger[place], "part")) < key(demand_code, source, part)) {
    ++place;
  }
  return place;
}

void ResultEditor::add_to_line(const std::string& demand_code, const std::string& source,
                               const std::string& part, std::int64_t amount) {
  Document& ledger = result["ledger"];
  if (Document* found = line(demand_code, source, part)) {
    add_to(*found, "amount_dong", amount);
    if (amount_of(*found) != 0) return;
    ledger.erase(ledger.begin() + (found - &ledger[0]));
    return;
  }
  const Document& row = *demand(demand_code);
  const auto known = std::find_if(plan.sources.begin(), plan.sources.end(),
                                  [&](const SourceRow& entry) { return entry.code == source; });
  Document made;
  made["id"] = demand_code + "@" + source + (part == "main" ? "" : "#" + part);
  made["year"] = row["year"];
  made["source"] = source;
  made["programme"] = row["programme"];
  made["demand"] = demand_code;
  made["unit"] = row["unit"];
  made["class"] = row["class"];
  made["part"] = part;
  made["amount_dong"] = amount;
  made["reason"] = "served_in_class";
  made["months"] = row["months"];
  made["expenditure_kind"] = row["expenditure_kind"];
  made["paying_budget"] = known->paying_budget;
  made["holder"] = row["holder"];
  const std::size_t place = place_of(demand_code, source, part);
  ledger.insert(ledger.begin() + static_cast<std::ptrdiff_t>(place), std::move(made));
}

void ResultEditor::add_to_demand(const std::string& demand_code, std::int64_t amount) {
  Document& row = *demand(demand_code);
  add_to(row, "allocated_dong", amount);
  row["shortfall_dong"] =
      std::max<std::int64_t>(0, amount_of(row, "need_dong") - amount_of(row, "allocated_dong"));
}

void ResultEditor::draw(const std::string& source, const std::string& year, std::int64_t amount) {
  Document* row = balance(source, year);
  if (row == nullptr) return;
  add_to(*row, "allocated_dong", amount);
  add_to(*row, "unallocated_dong", -amount);
}

}  // namespace phanbo_verify::test
