#include "outputs/open_data/datapackage.hpp"

#include <algorithm>
#include <array>

#include "models/date.hpp"
#include "outputs/open_data/json_text.hpp"

namespace phanbo {

namespace {

using open_data::JsonText;
using open_data::plain_name;

const std::string& in(const Words& words, Language language) {
  return language == Language::vietnamese || words.en.empty() ? words.vi : words.en;
}

/// The header of a column as tables/*.csv has it.
std::string header_of(const ReportColumn& column, Language language) {
  const std::string& title = language == Language::vietnamese ? column.title.vi : column.title.en;
  const std::string& group = language == Language::vietnamese ? column.group.vi : column.group.en;
  return group.empty() ? title : group + ": " + title;
}

std::string_view level_header(Language language) { return Text{"Bậc", "Level"}.in(language); }

/// Does every text of the column fit, and is there one?
template <class Fits>
bool all_texts(const ReportTable& table, std::size_t column, Fits fits) {
  bool any = false;
  for (std::size_t row = 0; row < row_count(table); ++row) {
    const CellView cell = cell_of(table, row, column);
    if (std::holds_alternative<std::monostate>(cell)) continue;
    const auto* text = std::get_if<Text>(&cell);
    if (text == nullptr || !fits(text->vi)) return false;
    any = true;
  }
  return any;
}

bool has_text(const ReportTable& table, std::size_t column) {
  for (std::size_t row = 0; row < row_count(table); ++row) {
    if (std::holds_alternative<Text>(cell_of(table, row, column))) return true;
  }
  return false;
}

bool is_year(std::string_view text) {
  return text.size() == 4 && std::all_of(text.begin(), text.end(), [](char character) {
           return character >= '0' && character <= '9';
         });
}

/// A column of numbers may hold "1/3" where no finite decimal exists; then its type is string.
std::string_view type_of(const ReportTable& table, std::size_t position) {
  const ReportColumn& column = table.columns[position];
  switch (column.type) {
    case ColumnType::money:
      return has_text(table, position) ? "string" : "integer";
    case ColumnType::number:
    case ColumnType::percent:
      return has_text(table, position) ? "string" : "number";
    case ColumnType::code:
      return all_texts(table, position,
                       [](std::string_view text) { return parse_iso_date(text).has_value(); })
                 ? "date"
                 : "string";
    case ColumnType::text:
      return column.id == "year" && all_texts(table, position, is_year) ? "year" : "string";
    case ColumnType::marker:
      return "string";
  }
  return "string";
}

void put_field(JsonText& json, std::string_view name, std::string_view id, std::string_view type,
               std::string_view description) {
  json.begin_object().field("name", name).field("type", type);
  json.field("phanbo:id", id).field_if("description", description);
  json.end_object();
}

const ReportColumn* find_column(const ReportTable& table, std::string_view id) {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                  [&](const ReportColumn& column) { return column.id == id; });
  return found == table.columns.end() ? nullptr : &*found;
}

void put_schema(JsonText& json, const ReportTable& table, Language language) {
  json.key("schema").begin_object().key("fields").begin_array();
  put_field(
      json, level_header(language), "level", "integer",
      Text{"0 là tổng số; dòng cấp lớn hơn là phần của dòng cấp nhỏ hơn gần nhất ở trên. Không "
           "cộng các cấp với nhau.",
           "0 is the total; a deeper row is a part of the nearest shallower row above it. Do "
           "not add rows of different levels."}
          .in(language));
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const ReportColumn& column = table.columns[i];
    const bool is_money = column.type == ColumnType::money;
    put_field(json, header_of(column, language), column.id, type_of(table, i),
              is_money ? Text{"Đồng Việt Nam", "Vietnamese dong"}.in(language) : "");
  }
  json.end_array().key("missingValues").begin_array().string("").end_array();
  const ReportColumn* line = table.id == "ledger" ? find_column(table, "id") : nullptr;
  if (line != nullptr) json.field("primaryKey", header_of(*line, language));
  json.end_object();
}

void put_resource(JsonText& json, const ReportTable& table, Language language) {
  std::string description = in(table.subtitle, language);
  for (const Words& note : table.notes) {
    if (!description.empty()) description += "\n";
    description += in(note, language);
  }
  json.begin_object();
  json.field("name", plain_name(table.id)).field("path", "tables/" + table.id + ".csv");
  json.field("profile", "tabular-data-resource");
  json.field_if("title", in(table.title, language)).field_if("description", description);
  json.field("format", "csv").field("mediatype", "text/csv").field("encoding", "utf-8");
  json.key("dialect").begin_object().field("delimiter", ",").field("lineTerminator", "\n");
  json.field("quoteChar", "\"").key("doubleQuote").boolean(true).key("header").boolean(true);
  json.end_object();
  put_schema(json, table, language);
  json.end_object();
}

/// A dimension of the ledger: columns by id, the first is its key, the second names it.
struct Dimension {
  std::string_view id;
  std::string_view type;
  std::string_view classification;  ///< empty = none
  std::string_view key;
  std::string_view label;  ///< empty = none
};

constexpr std::array<Dimension, 11> dimensions = {{
    {"line", "fact", "", "id", ""},
    {"year", "datetime", "", "year", ""},
    {"source", "other", "", "source", "source_name"},
    {"paying_budget", "classification", "administrative", "paying_budget", ""},
    {"programme", "classification", "functional", "programme", ""},
    {"demand", "activity", "", "demand", "name"},
    {"unit", "location", "", "unit", "unit_name"},
    {"holder", "entity", "", "holder", ""},
    {"expenditure_kind", "classification", "economic", "expenditure_kind", ""},
    {"priority_class", "other", "", "class", ""},
    {"part", "other", "", "part", ""},
}};

void put_attribute(JsonText& json, const ReportTable& ledger, std::string_view column,
                   std::string_view label_for, Language language) {
  json.key(column).begin_object();
  json.field("source", header_of(*find_column(ledger, column), language));
  json.field("resource", plain_name(ledger.id)).field_if("labelfor", label_for);
  json.end_object();
}

void put_dimensions(JsonText& json, const ReportTable* ledger, Language language) {
  json.key("dimensions").begin_object();
  for (const Dimension& dimension : dimensions) {
    if (ledger == nullptr || find_column(*ledger, dimension.key) == nullptr) continue;
    json.key(dimension.id).begin_object().field("dimensionType", dimension.type);
    json.field_if("classificationType", dimension.classification);
    json.field("primaryKey", dimension.key).key("attributes").begin_object();
    put_attribute(json, *ledger, dimension.key, "", language);
    if (!dimension.label.empty() && find_column(*ledger, dimension.label) != nullptr)
      put_attribute(json, *ledger, dimension.label, dimension.key, language);
    json.end_object().end_object();
  }
  json.end_object();
}

std::string_view phase_of(Stage stage) {
  constexpr std::string_view phases[] = {"proposed", "proposed", "approved", "adjusted"};
  return phases[static_cast<std::size_t>(stage)];
}

void put_model(JsonText& json, const Plan& plan, const std::vector<ReportTable>& tables,
               Language language) {
  const auto found = std::find_if(tables.begin(), tables.end(),
                                  [](const ReportTable& table) { return table.id == "ledger"; });
  const ReportTable* ledger = found == tables.end() ? nullptr : &*found;
  const ReportColumn* amount = ledger == nullptr ? nullptr : find_column(*ledger, "amount_dong");
  json.key("model").begin_object().key("measures").begin_object();
  if (amount != nullptr) {
    json.key("allocated").begin_object().field("source", header_of(*amount, language));
    json.field("resource", plain_name(ledger->id)).field("currency", "VND");
    json.key("factor").number(1).field("direction", "expenditure");
    json.field("phase", phase_of(plan.stage)).end_object();
  }
  json.end_object();
  put_dimensions(json, ledger, language);
  json.end_object();
}

std::string description_of(const Plan& plan, Language language) {
  std::string text(
      Text{"Mọi số tiền tính bằng đồng. Sổ phân bổ (ledger) là số gốc; các bảng khác là "
           "cách nhìn sổ đó. Dòng có phần “transfer” là bổ sung cho ngân sách cấp dưới, "
           "không cộng vào tổng chi.",
           "All amounts are in dong. The ledger is the single truth; the other tables "
           "are views of it. Lines whose part is 'transfer' are supplements to lower "
           "budgets, left out of consolidated totals."}
          .in(language));
  if (!plan.illustrative.empty()) text += "\n" + plan.illustrative;
  return text;
}

}  // namespace

std::string datapackage_json(const Plan& plan, const std::vector<ReportTable>& tables,
                             Language language, std::string_view program) {
  JsonText json;
  // The published schema of the Fiscal Data Package asks for this profile; the model below is what
  // makes the package fiscal.
  json.begin_object().field("profile", "tabular-data-package");
  json.field("name", plain_name(plan.code));
  json.field_if(
      "title", language == Language::vietnamese || plan.name_en.empty() ? plan.name : plan.name_en);
  json.field("description", description_of(plan, language)).field("countryCode", "VN");
  json.field("granularity", "aggregated").key("fiscalPeriod").begin_object();
  json.field("start", std::to_string(plan.first_year) + "-01-01");
  json.field("end", std::to_string(plan.last_year) + "-12-31").end_object();
  json.key("contributors").begin_array().begin_object().field("title", program);
  json.field("role", "wrangler").end_object().end_array();
  json.key("resources").begin_array();
  for (const ReportTable& table : tables) put_resource(json, table, language);
  json.end_array();
  put_model(json, plan, tables, language);
  return json.end_object().take();
}

}  // namespace phanbo
