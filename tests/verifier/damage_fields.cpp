#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "verifier/damage.hpp"

namespace phanbo_verify::test {

namespace {

/// The places of every field of a document, by the way to them: "ledger[].amount_dong".
using Places = std::map<std::string, std::vector<Document*>>;

constexpr std::string_view left_out = " one left out";

void collect(Document& node, const std::string& path, Places& places) {
  if (node.is_object()) {
    for (auto& [key, value] : node.items())
      collect(value, path.empty() ? key : path + "." + key, places);
    return;
  }
  places[path].push_back(&node);
  if (!node.is_array()) return;
  for (Document& entry : node) collect(entry, path + "[]", places);
}

bool is_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789.-") == std::string::npos &&
         text.find_first_of("0123456789") != std::string::npos;
}

std::string other_text(const std::string& text, RandomNumbers& numbers) {
  std::string changed = text;
  if (is_number(text)) {
    char& digit = changed[changed.find_last_of("0123456789")];
    digit = digit == '9' ? '8' : static_cast<char>(digit + 1);
    return changed;
  }
  switch (numbers.between(0, 2)) {
    case 0:
      return "";
    case 1:
      return text + "x";
    default:  // whole letters only
      if (text.empty() || static_cast<unsigned char>(text.front()) >= 0x80U) return "x" + text;
      return text.substr(1);
  }
}

Document other_value(const Document& value, RandomNumbers& numbers) {
  if (value.is_boolean()) return !value.get<bool>();
  if (value.is_string()) return other_text(value.get<std::string>(), numbers);
  if (!value.is_number_integer()) return "x";
  const auto number = value.get<std::int64_t>();
  return numbers.any_of<std::int64_t>(
      {number + 1, number - 1, number + 1'000'000, number / 2, -number, 0});
}

bool change_list(Document& list, RandomNumbers& numbers, std::string& touched) {
  if (list.empty()) return false;
  const auto last = static_cast<std::int64_t>(list.size()) - 1;
  const auto at = static_cast<std::size_t>(numbers.between(0, last));
  const auto place = list.begin() + static_cast<std::ptrdiff_t>(at);
  if (numbers.one_in(2)) {
    list.erase(place);
    touched += left_out;
  } else {
    list.insert(place, Document(*place));
    touched += " one twice";
  }
  return true;
}

bool change_value(const std::vector<Document*>& places, RandomNumbers& numbers,
                  std::string& touched) {
  Document& value = *numbers.any_of(places);
  if (value.is_array()) return change_list(value, numbers, touched);
  const Document& elsewhere = *numbers.any_of(places);
  const Document changed =
      numbers.one_in(2) && elsewhere != value ? elsewhere : other_value(value, numbers);
  if (changed == value) return false;
  value = changed;
  return true;
}

/// Tables whose amounts are compared by their sums only, or in part.
bool is_compared(const std::string& table, const std::string& column) {
  if (table == "insurance_by_group" || table == "insurance_quarters" || table == "in_kind" ||
      table == "summary") {
    return false;
  }
  return table != "decided_and_adjusted" || column != "decided_on";
}

bool states_amount(const Document& row) {
  return std::any_of(row.begin(), row.end(), [](const Document& cell) {
    return cell.is_number_integer() && cell.get<std::int64_t>() != 0;
  });
}

/// Cells of amounts and codes that phanbo-verify compares with ledger, demands and sources. Codes
/// of rows of zeros are left alone: that another source paid nothing is no lie.
Places cells_of(Document& table) {
  Places cells;
  for (const Document& column : table["columns"]) {
    const std::string id = text_of(column, "id");
    if (column["type"] != "money" && column["type"] != "code") continue;
    if (!is_compared(text_of(table, "id"), id)) continue;
    for (Document& row : table["rows"]) {
      const bool is_idle = column["type"] == "code" && !states_amount(row);
      if (row.contains(id) && !row[id].is_null() && !is_idle) cells[id].push_back(&row[id]);
    }
  }
  return cells;
}

/// Leaves a row out that states an amount, or doubles any. What is lost with a heading or with a
/// row of zeros is no figure.
bool change_rows(Document& table, RandomNumbers& numbers) {
  Document& rows = table["rows"];
  if (rows.empty() || table["id"] == "summary") return false;
  const auto at =
      static_cast<std::size_t>(numbers.between(0, static_cast<std::int64_t>(rows.size()) - 1));
  const auto place = rows.begin() + static_cast<std::ptrdiff_t>(at);
  if (numbers.one_in(2)) {
    rows.insert(place, Document(*place));
    return true;
  }
  if (!states_amount(*place)) return false;
  rows.erase(place);
  return true;
}

constexpr std::string_view argued[] = {
    "choices[].conflict.irreducible", "choices[].conflict.limits one left out",
    "choices[].conflict.musts one left out", "choices[].conflict.places one left out",
    "choices[].conflict.repair_is_least"};

}  // namespace

std::span<const std::string_view> argued_changes() { return argued; }

bool change_any_field(Document& document, RandomNumbers& numbers,
                      bool (*is_open)(std::string_view path), std::string& touched) {
  Places places;
  collect(document, "", places);
  std::vector<std::string> paths;
  for (const auto& [path, found] : places) {
    if (is_open(path)) paths.push_back(path);
  }
  touched = numbers.any_of(paths);
  const std::vector<Document*>& found = places[touched];
  return change_value(found, numbers, touched);
}

bool change_table(Document& table, RandomNumbers& numbers, std::string& touched) {
  const std::string id = text_of(table, "id");
  switch (numbers.between(0, 5)) {
    case 0: {
      touched = "table " + id + " rows";
      return change_rows(table, numbers);
    }
    case 1: {
      const char* stamp = numbers.any_of<const char*>({"draft", "illustrative"});
      touched = "table " + id + " " + stamp;
      table[stamp] = !table[stamp].get<bool>();
      return true;
    }
    default: {
      Places cells = cells_of(table);
      if (cells.empty()) return false;
      std::vector<std::string> columns;
      for (const auto& [column, places] : cells) columns.push_back(column);
      const std::string column = numbers.any_of(columns);
      touched = "table " + id + " " + column;
      return change_value(cells[column], numbers, touched);
    }
  }
}

}  // namespace phanbo_verify::test
