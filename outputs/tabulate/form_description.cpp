#include "outputs/tabulate/form_description.hpp"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "models/check.hpp"
#include "outputs/tabulate/form_files.hpp"

namespace phanbo {

namespace {

using Json = nlohmann::json;

std::string text_of(const Json& json, const char* key) {
  return json.contains(key) ? json.at(key).get<std::string>() : std::string();
}

/// "x" = the same in both languages; ["vi", "en"].
Words words_of_json(const Json& json) {
  if (json.is_string()) return {json.get<std::string>(), json.get<std::string>()};
  return {json.at(0).get<std::string>(), json.at(1).get<std::string>()};
}

Words words_at(const Json& json, const char* key) {
  return json.contains(key) ? words_of_json(json.at(key)) : Words{};
}

std::vector<std::string> list_at(const Json& json, const char* key) {
  if (!json.contains(key)) return {};
  if (json.at(key).is_string()) return {json.at(key).get<std::string>()};
  return json.at(key).get<std::vector<std::string>>();
}

std::vector<FactFilter> filters_of(const Json& json, const char* key) {
  std::vector<FactFilter> filters;
  if (!json.contains(key)) return filters;
  for (const auto& [name, values] : json.at(key).items()) {
    FactFilter filter;
    filter.differs = name.starts_with('!');
    filter.dimension = filter.differs ? name.substr(1) : name;
    filter.values = values.is_string() ? std::vector{values.get<std::string>()}
                                       : values.get<std::vector<std::string>>();
    filters.push_back(std::move(filter));
  }
  return filters;
}

ColumnType type_of(const std::string& code) {
  constexpr std::array<std::pair<std::string_view, ColumnType>, 6> types = {
      {{"marker", ColumnType::marker},
       {"text", ColumnType::text},
       {"code", ColumnType::code},
       {"money", ColumnType::money},
       {"number", ColumnType::number},
       {"percent", ColumnType::percent}}};
  for (const auto& [name, type] : types) {
    if (name == code) return type;
  }
  PB_CHECK(code.empty());
  return ColumnType::money;
}

FormColumn column_of(const Json& json) {
  FormColumn column;
  column.id = json.at("id").get<std::string>();
  column.title = words_at(json, "title");
  if (json.contains("under")) {
    for (const Json& caption : json.at("under")) column.captions.push_back(words_of_json(caption));
  }
  column.index = text_of(json, "index");
  column.type = type_of(text_of(json, "type"));
  column.text = text_of(json, "text");
  column.measure = text_of(json, "measure");
  column.where = filters_of(json, "where");
  column.plus = list_at(json, "plus");
  column.minus = list_at(json, "minus");
  column.is_ratio = json.value("ratio", false);
  column.from = text_of(json, "from");
  column.additive = json.value("additive", true);
  return column;
}

std::vector<FormRow> rows_of(const Json& json) {
  std::vector<FormRow> rows;
  for (const Json& entry : json) {
    FormRow row;
    row.caption = words_at(entry, "caption");
    row.each = text_of(entry, "each");
    row.where = filters_of(entry, "where");
    if (entry.contains("below")) row.below = rows_of(entry.at("below"));
    rows.push_back(std::move(row));
  }
  return rows;
}

FormDescription description_of(const Json& json) {
  FormDescription form;
  form.id = json.at("id").get<std::string>();
  form.sheet = words_at(json, "sheet");
  form.title = words_at(json, "title");
  form.basis = words_at(json, "basis");
  form.recalled = json.value("recalled", false);
  form.table = text_of(json, "table");
  form.numbering = list_at(json, "numbering");
  if (json.contains("codes")) {
    for (const Json& code : json.at("codes")) {
      form.codes.push_back(
          {code.at("text").get<std::string>(), code.value("from", 0), code.value("until", 9999)});
    }
  }
  for (const Json& column : json.at("columns")) form.columns.push_back(column_of(column));
  if (json.contains("rows")) form.rows = rows_of(json.at("rows"));
  for (const Json& signature : json.at("signatures"))
    form.signatures.emplace_back(words_at(signature, "role"), words_at(signature, "note"));
  return form;
}

}  // namespace

const std::vector<FormDescription>& form_descriptions() {
  static const std::vector<FormDescription> forms = [] {
    std::vector<FormDescription> made;
    for (const EmbeddedFile& file : form_files()) {
      const Json json = Json::parse(file.content, nullptr, /*allow_exceptions=*/false);
      PB_CHECK(!json.is_discarded());
      made.push_back(description_of(json));
    }
    return made;
  }();
  return forms;
}

}  // namespace phanbo
