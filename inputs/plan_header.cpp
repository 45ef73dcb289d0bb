#include "inputs/plan_header.hpp"

#include <algorithm>
#include <deque>

#include "inputs/kinds_of_files.hpp"
#include "inputs/kinds_of_tables.hpp"
#include "inputs/text_rules.hpp"
#include "models/limits.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

JsonSpan span_of(const JsonValue& value) { return {value.offset, value.length}; }

/// Takes typed values out of JSON objects and reports what does not fit.
class HeaderReader {
 public:
  HeaderReader(const SourceText& source, ProblemList& problems)
      : source_(source), problems_(problems) {}

  Place at(JsonSpan span) const { return place_in(source_, {}, span.offset, span.length); }

  void report(const ProblemKind& kind, JsonSpan span, std::vector<std::string> arguments) {
    problems_.add(kind, at(span), std::move(arguments));
  }

  /// Keys that do not belong here, keys that are missing, values of another JSON kind.
  bool check_object(const JsonValue& object, std::string_view name,
                    std::span<const HeaderKey> keys) {
    if (object.kind != JsonKind::object) {
      wrong_type(name, JsonKind::object, object);
      return false;
    }
    std::vector<std::string> names;
    for (const HeaderKey& key : keys) names.emplace_back(key.name);
    for (std::size_t i = 0; i < object.members.size(); ++i) {
      const std::string& member = object.members[i].name;
      if (std::find(names.begin(), names.end(), member) != names.end()) continue;
      report(unknown_key, {object.keys[i].first, object.keys[i].second},
             {member, offered_names(member, names)});
    }
    for (const HeaderKey& key : keys) {
      if (key.required && object.find(key.name) == nullptr) {
        report(missing_key, span_of(object), {std::string(key.name)});
      }
    }
    return true;
  }

  void wrong_type(std::string_view name, JsonKind wanted, const JsonValue& value) {
    report(json_wrong_type, span_of(value),
           {std::string(name), std::string(to_code(wanted)), std::string(to_code(value.kind))});
  }

  void wrong_value(std::string_view name, const JsonValue& value, std::string allowed) {
    report(wrong_header_value, span_of(value), {std::string(name), value.text, std::move(allowed)});
  }

  const JsonValue* find(const JsonValue& object, std::string_view name, JsonKind kind) {
    const JsonValue* value = object.find(name);
    if (value == nullptr || value->kind == kind) return value;
    wrong_type(name, kind, *value);
    return nullptr;
  }

  /// A text in normal form, without hidden characters.
  std::string text(const JsonValue& object, std::string_view name) {
    const JsonValue* value = find(object, name, JsonKind::string);
    if (value == nullptr) return {};
    if (const std::string hidden = hidden_character_of(value->text); !hidden.empty()) {
      report(hidden_character, span_of(*value), {std::string(name), hidden});
      return {};
    }
    if (value->text.size() > limit_name_bytes_max) {
      report(text_too_long, span_of(*value),
             {std::string(name), std::to_string(value->text.size()),
              std::to_string(limit_name_bytes_max)});
      return {};
    }
    std::deque<std::string> storage;
    TextArena arena(storage);
    return std::string(to_nfc(value->text, arena));
  }

  /// A text that tables show.
  std::string words(const JsonValue& object, std::string_view name) {
    std::string written = text(object, name);
    if (!looks_like_formula(written)) return written;
    report(text_like_formula, span_of(*object.find(name)),
           {std::string(name), written.substr(0, 1)});
    return {};
  }

  std::string code(const JsonValue& object, std::string_view name) {
    std::string written = text(object, name);
    if (object.find(name) == nullptr || is_code(written)) return written;
    if (object.find(name)->kind == JsonKind::string) {
      report(code_malformed, span_of(*object.find(name)), {written});
    }
    return {};
  }

  std::optional<Date> day(const JsonValue& object, std::string_view name) {
    const JsonValue* value = find(object, name, JsonKind::string);
    if (value == nullptr) return std::nullopt;
    const std::optional<Date> date = parse_iso_date(value->text);
    if (!date) report(date_malformed, span_of(*value), {value->text});
    return date;
  }

  /// Position among the choices of a key; empty when absent or wrong.
  std::optional<std::size_t> choice(const JsonValue& object, const HeaderKey& key) {
    const JsonValue* value = find(object, key.name, JsonKind::string);
    if (value == nullptr) return std::nullopt;
    const auto choices = split_choices(key.choices);
    const auto found = std::find(choices.begin(), choices.end(), value->text);
    if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
    wrong_value(key.name, *value, joined(choices, ", "));
    return std::nullopt;
  }

  std::optional<std::int64_t> whole(const JsonValue& object, std::string_view name, JsonKind kind,
                                    std::int64_t least, std::int64_t most) {
    const JsonValue* value = find(object, name, kind);
    if (value == nullptr) return std::nullopt;
    const NumberText number = parse_number(value->text, NumberStyle::plain);
    const auto whole_value =
        number.fault == nullptr && number.digits == 0 ? scaled_to_whole(number, 0) : std::nullopt;
    if (whole_value && *whole_value >= least && *whole_value <= most) {
      return static_cast<std::int64_t>(*whole_value);
    }
    wrong_value(name, *value, std::to_string(least) + "–" + std::to_string(most));
    return std::nullopt;
  }

 private:
  const SourceText& source_;
  ProblemList& problems_;
};

const HeaderKey& key_named(std::span<const HeaderKey> keys, std::string_view name) {
  const auto found = std::find_if(keys.begin(), keys.end(),
                                  [&](const HeaderKey& key) { return key.name == name; });
  PB_CHECK(found != keys.end());
  return *found;
}

void read_years(HeaderReader& reader, const JsonValue& root, JsonKind kind, PlanHeader& header) {
  const auto first = reader.whole(root, "first_year", kind, limit_year_first, limit_year_last);
  const auto last = reader.whole(root, "last_year", kind, limit_year_first, limit_year_last);
  if (!first || !last) return;
  header.first_year = static_cast<int>(*first);
  header.last_year = static_cast<int>(*last);
  const JsonSpan span = span_of(*root.find("last_year"));
  if (header.first_year > header.last_year) {
    reader.report(years_reversed, span, {std::to_string(*first), std::to_string(*last)});
  } else if (header.last_year - header.first_year + 1 > limit_years_max) {
    reader.report(over_limit, span,
                  {"last_year - first_year + 1", std::to_string(*last - *first + 1),
                   std::to_string(limit_years_max)});
  } else {
    header.has_years = true;
  }
}

void read_version(HeaderReader& reader, const JsonValue& root, std::string_view name,
                  JsonKind kind) {
  const JsonValue* value = reader.find(root, name, kind);
  if (value == nullptr || value->text == "1") return;
  reader.report(version_not_known, span_of(*value), {std::string(name), value->text, "1"});
}

/// The keys that plan.json and a sealed plan share; numbers are texts in the latter.
void read_shared_keys(HeaderReader& reader, const JsonValue& root, JsonKind number_kind,
                      PlanHeader& header) {
  header.span = span_of(root);
  read_version(reader, root, "schema_version", number_kind);
  header.code = reader.code(root, "code");
  header.name = reader.words(root, "name");
  header.name_en = reader.words(root, "name_en");
  if (const auto stage = reader.choice(root, key_named(header_keys(), "stage"))) {
    header.stage = static_cast<Stage>(*stage);
  }
  read_years(reader, root, number_kind, header);
  header.decided_on = reader.day(root, "decided_on");
  header.province = reader.code(root, "province");
  if (const JsonValue* province = root.find("province")) header.province_span = span_of(*province);
  if (const auto order = reader.choice(root, key_named(header_keys(), "class_order"))) {
    header.class_order = static_cast<ClassOrder>(*order);
  }
  header.capital_priority = reader.code(root, "capital_priority");
  if (const JsonValue* topic = root.find("capital_priority")) {
    header.capital_priority_span = span_of(*topic);
  }
  header.illustrative = reader.words(root, "illustrative");
  header.law_date = reader.day(root, "law_date");
  header.known_on = reader.day(root, "known_on");
}

void read_control_sums(HeaderReader& reader, const JsonValue& sums, TableEntry& entry) {
  for (const auto& [column, value] : sums.members) {
    if (value.kind != JsonKind::string && value.kind != JsonKind::number) {
      reader.wrong_type(column, JsonKind::string, value);
      continue;
    }
    ControlSum control{column, value.text, parse_number(value.text, NumberStyle::plain),
                       span_of(value)};
    if (control.sum.fault != nullptr) {
      reader.wrong_value(column, value, "1234567.5");
      continue;
    }
    entry.control_sums.push_back(std::move(control));
  }
}

TableEntry read_entry(HeaderReader& reader, const TableSpec& spec, const JsonValue& value) {
  TableEntry entry;
  entry.spec = &spec;
  entry.span = span_of(value);
  if (!reader.check_object(value, spec.name, table_entry_keys())) return entry;
  if (const JsonValue* file = reader.find(value, "file", JsonKind::string)) {
    entry.file = file->text;
    entry.file_span = span_of(*file);
  }
  if (const JsonValue* rows = value.find("rows")) entry.rows_span = span_of(*rows);
  constexpr std::int64_t rows_max = 100'000'000;
  entry.rows = reader.whole(value, "rows", JsonKind::number, 0, rows_max);
  if (const auto unit = reader.choice(value, key_named(table_entry_keys(), "amount_unit"))) {
    constexpr AmountUnit units[] = {AmountUnit::dong, AmountUnit::thousand_dong,
                                    AmountUnit::million_dong, AmountUnit::billion_dong};
    entry.amount_unit = units[*unit];
  }
  if (const auto style = reader.choice(value, key_named(table_entry_keys(), "number_style"))) {
    entry.number_style = static_cast<NumberStyle>(*style);
  }
  if (const JsonValue* sums = reader.find(value, "control_sums", JsonKind::object)) {
    read_control_sums(reader, *sums, entry);
  }
  return entry;
}

void read_tables(HeaderReader& reader, const JsonValue& tables, PlanHeader& header) {
  std::vector<std::string> names;
  for (const TableSpec& spec : table_specs()) names.emplace_back(spec.name);
  for (std::size_t i = 0; i < tables.members.size(); ++i) {
    const std::string& name = tables.members[i].name;
    if (find_table_spec(name) != nullptr) continue;
    reader.report(unknown_table, {tables.keys[i].first, tables.keys[i].second},
                  {name, offered_names(name, names)});
  }
  for (const TableSpec& spec : table_specs()) {
    const JsonValue* value = tables.find(spec.name);
    if (value != nullptr) {
      header.tables.push_back(read_entry(reader, spec, *value));
    } else if (spec.required) {
      reader.report(missing_table, span_of(tables), {std::string(spec.name)});
    }
  }
}

void check_projects_have_an_order(HeaderReader& reader, const PlanHeader& header) {
  const bool has_projects =
      std::any_of(header.tables.begin(), header.tables.end(),
                  [](const TableEntry& entry) { return entry.spec->name == "projects"; });
  if (has_projects && header.capital_priority.empty() && header.capital_priority_span.offset == 0) {
    reader.report(missing_key, header.span, {"capital_priority"});
  }
}

}  // namespace

PlanHeader read_plan_header(const SourceText& source, const JsonValue& root,
                            ProblemList& problems) {
  HeaderReader reader(source, problems);
  PlanHeader header;
  if (!reader.check_object(root, source.path, header_keys())) return header;
  read_shared_keys(reader, root, JsonKind::number, header);
  if (const JsonValue* tables = reader.find(root, "tables", JsonKind::object)) {
    read_tables(reader, *tables, header);
  }
  check_projects_have_an_order(reader, header);
  return header;
}

PlanHeader read_sheet_header(const SourceText& source, const JsonValue& root,
                             ProblemList& problems) {
  HeaderReader reader(source, problems);
  PlanHeader header;
  read_shared_keys(reader, root, JsonKind::number, header);
  return header;
}

void check_header_tables(const SourceText& source, const PlanHeader& header,
                         ProblemList& problems) {
  HeaderReader reader(source, problems);
  check_projects_have_an_order(reader, header);
}

PlanHeader read_sealed_header(const SourceText& source, const JsonValue& root,
                              ProblemList& problems) {
  HeaderReader reader(source, problems);
  PlanHeader header;
  std::vector<HeaderKey> keys;
  for (const HeaderKey& key : header_keys()) {
    if (key.name != "tables" && key.name != "$schema") keys.push_back(key);
  }
  keys.insert(keys.end(), sealed_header_keys().begin(), sealed_header_keys().end());
  if (!reader.check_object(root, "header", keys)) return header;
  read_shared_keys(reader, root, JsonKind::string, header);
  header.scenario = reader.code(root, "scenario");
  header.scenario_name = reader.words(root, "scenario_name");
  return header;
}

std::vector<std::pair<std::string, std::string>> canonical_header(const PlanHeader& header) {
  std::vector<std::pair<std::string, std::string>> pairs;
  const auto add = [&](std::string_view key, std::string value) {
    if (!value.empty()) pairs.emplace_back(std::string(key), std::move(value));
  };
  add("schema_version", "1");
  add("code", header.code);
  add("name", header.name);
  add("name_en", header.name_en);
  add("stage", std::string(to_code(header.stage)));
  add("first_year", std::to_string(header.first_year));
  add("last_year", std::to_string(header.last_year));
  add("decided_on", header.decided_on ? to_iso(*header.decided_on) : std::string());
  add("province", header.province);
  add("class_order", std::string(to_code(header.class_order)));
  add("capital_priority", header.capital_priority);
  add("illustrative", header.illustrative);
  add("law_date", header.law_date ? to_iso(*header.law_date) : std::string());
  add("known_on", header.known_on ? to_iso(*header.known_on) : std::string());
  add("scenario", header.scenario);
  add("scenario_name", header.scenario_name);
  return pairs;
}

}  // namespace phanbo
