#include <fmt/format.h>

#include "inputs/fields.hpp"
#include "inputs/plan_header.hpp"
#include "inputs/read_plan.hpp"

namespace phanbo {

namespace {

constexpr std::string_view draft = "http://json-schema.org/draft-07/schema#";
constexpr std::string_view code_pattern = R"(^[\\p{L}\\p{Nd}._/-]+$)";
constexpr std::string_view number_pattern = R"(^$|^-$|^-?[0-9][0-9.,]*$)";
constexpr std::string_view date_pattern = R"(^$|^[0-9]{4}-[0-9]{2}-[0-9]{2}$)";

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char character : text) {
    if (character == '"' || character == '\\') out += '\\';
    out += character;
  }
  return out + "\"";
}

std::string quoted_list(const std::vector<std::string>& words, bool with_blank) {
  std::string out = with_blank ? "\"\"" : "";
  for (const std::string& word : words) {
    if (!out.empty()) out += ", ";
    out += in_quotes(word);
  }
  return "[" + out + "]";
}

std::string description(const Text& meaning) {
  return fmt::format("\"description\": {}",
                     in_quotes(fmt::format("{} — {}", meaning.en, meaning.vi)));
}

std::string header_property(const HeaderKey& key) {
  std::string schema =
      fmt::format("\"type\": \"{}\", {}", to_code(key.kind), description(key.meaning));
  if (key.name == "schema_version") return schema + ", \"const\": 1";
  if (!key.choices.empty()) {
    schema += fmt::format(", \"enum\": {}", quoted_list(split_choices(key.choices), false));
  }
  if (key.name == "decided_on") schema += R"(, "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")";
  if (key.kind == JsonKind::number) schema += ", \"multipleOf\": 1, \"minimum\": 0";
  if (key.name == "control_sums") {
    schema += R"(, "additionalProperties": {"type": ["string", "number"]})";
  }
  return schema;
}

std::string required_names(std::span<const HeaderKey> keys) {
  std::vector<std::string> names;
  for (const HeaderKey& key : keys) {
    if (key.required) names.emplace_back(key.name);
  }
  return quoted_list(names, false);
}

std::string tables_schema() {
  std::string properties;
  std::vector<std::string> required;
  for (const TableSpec& spec : table_specs()) {
    if (!properties.empty()) properties += ",\n";
    properties += fmt::format("        {}: {{\"$ref\": \"#/definitions/table\", {}}}",
                              in_quotes(spec.name), description(spec.title));
    if (spec.required) required.emplace_back(spec.name);
  }
  return fmt::format(
      "\"type\": \"object\", \"additionalProperties\": false, \"required\": {},\n      "
      "\"properties\": {{\n{}\n      }}",
      quoted_list(required, false), properties);
}

std::string plan_schema() {
  std::string properties;
  for (const HeaderKey& key : header_keys()) {
    if (!properties.empty()) properties += ",\n";
    const std::string schema =
        key.name == "tables"
            ? fmt::format("{},\n      {}", description(key.meaning), tables_schema())
            : header_property(key);
    properties += fmt::format("    {}: {{{}}}", in_quotes(key.name), schema);
  }
  std::string entry;
  for (const HeaderKey& key : table_entry_keys()) {
    if (!entry.empty()) entry += ",\n";
    entry += fmt::format("        {}: {{{}}}", in_quotes(key.name), header_property(key));
  }
  return fmt::format(
      "{{\n  \"$schema\": {},\n  \"title\": \"plan.json\",\n  \"type\": \"object\",\n"
      "  \"additionalProperties\": false,\n  \"required\": {},\n  \"properties\": {{\n{}\n  }},\n"
      "  \"definitions\": {{\n    \"table\": {{\n      \"type\": \"object\",\n"
      "      \"additionalProperties\": false,\n      \"required\": {},\n      \"properties\": {{\n"
      "{}\n      }}\n    }}\n  }}\n}}\n",
      in_quotes(draft), required_names(header_keys()), properties,
      required_names(table_entry_keys()), entry);
}

/// What a cell may hold, as text: the form only; references and sums are beyond a schema.
std::string cell_schema(const Field& field) {
  const bool blank = !field.required;
  switch (field.type) {
    case FieldType::choice:
      return fmt::format("\"enum\": {}", quoted_list(split_choices(field.choices), blank));
    case FieldType::flag:
      return fmt::format("\"enum\": {}", quoted_list({"yes", "no"}, blank));
    case FieldType::code:
    case FieldType::item:
      return blank ? "\"type\": \"string\""
                   : fmt::format("\"type\": \"string\", \"pattern\": \"{}\"", code_pattern);
    case FieldType::money:
    case FieldType::decimal:
    case FieldType::percent:
    case FieldType::integer:
      return fmt::format("\"type\": \"string\", \"pattern\": \"{}\"", number_pattern);
    case FieldType::year:
      return R"("type": "string", "pattern": "^$|^[0-9]{4}$")";
    case FieldType::month:
      return R"("type": "string", "pattern": "^$|^([1-9]|1[0-2])$")";
    case FieldType::date:
      return fmt::format("\"type\": \"string\", \"pattern\": \"{}\"", date_pattern);
    case FieldType::text:
    case FieldType::list:
    case FieldType::reference:
      return blank ? "\"type\": \"string\"" : R"("type": "string", "minLength": 1)";
  }
  return {};
}

std::string row_schema(const TableSpec& spec) {
  std::string properties;
  std::vector<std::string> required;
  for (const Field& field : spec.fields) {
    if (!properties.empty()) properties += ",\n";
    properties += fmt::format("    {}: {{{}, {}}}", in_quotes(field.name), cell_schema(field),
                              description(field.meaning));
    if (field.required) required.emplace_back(field.name);
  }
  const std::string years =
      spec.years_across
          ? fmt::format(
                "  \"patternProperties\": {{\"^y[0-9]{{4}}$\": {{\"type\": \"string\", "
                "\"pattern\": \"{}\"}}}},\n",
                number_pattern)
          : "";
  return fmt::format(
      "{{\n  \"$schema\": {},\n  \"title\": {},\n  {},\n  \"type\": \"object\",\n"
      "  \"additionalProperties\": false,\n  \"required\": {},\n{}  \"properties\": {{\n{}\n  "
      "}}\n}}\n",
      in_quotes(draft), in_quotes(spec.name), description(spec.title), quoted_list(required, false),
      years, properties);
}

}  // namespace

std::string json_schema(std::string_view name) {
  if (name == "plan") return plan_schema();
  const TableSpec* spec = find_table_spec(name);
  return spec == nullptr ? std::string() : row_schema(*spec);
}

}  // namespace phanbo
