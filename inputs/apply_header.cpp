#include <algorithm>

#include "inputs/apply_changes.hpp"
#include "inputs/kinds_of_changes.hpp"
#include "inputs/kinds_of_tables.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

using HeaderPairs = std::vector<std::pair<std::string, std::string>>;

/// What stands in a JSON string: header texts are checked for hidden characters when they are read.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

/// One key a line, so that a problem's line names its key.
std::string header_json(const HeaderPairs& pairs) {
  std::string json = "{";
  for (const auto& [key, value] : pairs) {
    json += json.size() == 1 ? "\n" : ",\n";
    json += "\"" + key + "\": \"" + escaped(value) + "\"";
  }
  return json + "}";
}

const Place* place_of_key(const PlanParts& parts, std::string_view key) {
  for (const auto& [changed, place] : parts.header_places) {
    if (changed == key) return &place;
  }
  return nullptr;
}

void set_value(HeaderPairs& pairs, const std::string& key, const std::string& value) {
  const auto found =
      std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.first == key; });
  if (found == pairs.end()) {
    if (!value.empty()) pairs.emplace_back(key, value);
  } else if (value.empty()) {
    pairs.erase(found);
  } else {
    found->second = value;
  }
}

std::string value_of(const HeaderPairs& pairs, std::string_view key) {
  for (const auto& [name, value] : pairs) {
    if (name == key) return value;
  }
  return {};
}

void apply_cell(const ChangedCell& cell, HeaderPairs& pairs, PlanParts& parts) {
  const std::vector<std::string> keys = changeable_header_keys();
  if (std::find(keys.begin(), keys.end(), cell.column) == keys.end()) {
    parts.problems.add(unknown_column, cell.place,
                       {cell.column, std::string(header_table), offered_names(cell.column, keys)});
    return;
  }
  const bool is_default = cell.value.empty() && cell.column == "class_order";
  const std::string value = is_default ? std::string(to_code(ClassOrder::by_class)) : cell.value;
  if (value_of(pairs, cell.column) == value) {
    parts.problems.add(change_without_effect, cell.place, {cell.column, value});
  }
  set_value(pairs, cell.column, value);
  std::erase_if(parts.header_places, [&](const auto& known) { return known.first == cell.column; });
  parts.header_places.emplace_back(cell.column, cell.place);
}

/// Problems of the rewritten header, moved to the changes they come from.
void take_problems(ProblemList& found, const HeaderPairs& pairs, const TextPlan& text,
                   PlanParts& parts) {
  for (Problem& problem : found.problems()) {
    const auto line = static_cast<std::size_t>(problem.place.line);
    std::string key = line >= 2 && line - 2 < pairs.size() ? pairs[line - 2].first : "";
    if (problem.kind == &missing_key && !problem.arguments.empty()) key = problem.arguments[0];
    const Place* place = place_of_key(parts, key);
    if (place == nullptr && !parts.header_places.empty())
      place = &parts.header_places.front().second;
    parts.problems.add(*problem.kind,
                       place != nullptr ? *place : place_in(*text.header_source, {}, 0, 1),
                       problem.arguments);
  }
}

}  // namespace

std::vector<std::string> changeable_header_keys() {
  std::vector<std::string> keys;
  for (const HeaderKey& key : typed_header_keys()) keys.emplace_back(key.name);
  return keys;
}

PlanHeader apply_header_changes(const TextPlan& text, std::span<const PlanChange> changes,
                                PlanParts& parts) {
  HeaderPairs pairs = canonical_header(text.header);
  for (const PlanChange& change : changes) {
    if (change.table != header_table) continue;
    if (change.kind != ChangeKind::set_fields || !change.key.empty()) {
      parts.problems.add(change_of_header, change.place, {});
      continue;
    }
    for (const ChangedCell& cell : change.cells) apply_cell(cell, pairs, parts);
  }
  if (parts.header_places.empty()) return text.header;
  const std::string json = header_json(pairs);
  const SourceText source{text.header_source->path, json};
  Problem fault;
  const auto root = read_json_tree(source, fault);
  PB_CHECK(root.has_value());
  ProblemList found;
  PlanHeader header = read_sealed_header(source, *root, found);
  take_problems(found, pairs, text, parts);
  header.span = text.header.span;
  header.province_span = text.header.province_span;
  header.capital_priority_span = text.header.capital_priority_span;
  if (!header.has_years) {
    header.first_year = text.header.first_year;
    header.last_year = text.header.last_year;
    header.has_years = true;
  }
  return header;
}

}  // namespace phanbo
