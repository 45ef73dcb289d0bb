#include <algorithm>
#include <array>
#include <string>
#include <variant>
#include <vector>

#include "outputs/write/documents.hpp"

/// tables/<id>.json and tables/<id>.csv. Each row is a flat record; its level tells totals (0, 1,
/// …) from the rows below them, so that nobody adds a parent to its children.
namespace phanbo {

namespace {

constexpr int table_schema_version = 1;

std::string_view to_code(ColumnType type) {
  constexpr std::string_view codes[] = {"marker", "text", "code", "money", "number", "percent"};
  return codes[static_cast<std::size_t>(type)];
}

void write_words(JsonWriter& json, std::string_view key, const Words& words) {
  json.key(key);
  json.begin_object();
  json.field("vi", words.vi);
  json.field("en", words.en);
  json.end_object();
}

void write_columns(JsonWriter& json, const ReportTable& table) {
  json.line();
  json.key("columns");
  json.begin_array();
  for (const ReportColumn& column : table.columns) {
    json.line();
    json.begin_object();
    json.field("id", column.id);
    json.field("type", to_code(column.type));
    write_words(json, "title", column.title);
    write_words(json, "group", column.group);
    json.field("formula", column.formula);
    json.end_object();
  }
  json.line_end();
  json.end_array();
}

void write_cell(JsonWriter& json, const CellView& cell, Language language) {
  if (const auto* amount = std::get_if<Money>(&cell)) {
    json.integer(amount->dong());
  } else if (const auto* text = std::get_if<Text>(&cell)) {
    json.string(text->in(language));
  } else if (const auto* number = std::get_if<Decimal>(&cell)) {
    json.string(to_plain(*number));
  } else {
    json.null();
  }
}

void write_rows(JsonWriter& json, const ReportTable& table, Language language) {
  std::vector<std::string> keys;  // quoted once for all rows
  for (const ReportColumn& column : table.columns) keys.push_back("\"" + column.id + "\":");
  json.line();
  json.key("rows");
  json.begin_array();
  for (std::size_t row = 0; row < row_count(table); ++row) {
    json.line();
    json.begin_object();
    json.key("level");
    json.number_text(row_level(table, row));
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      json.quoted_key(keys[column]);
      write_cell(json, cell_of(table, row, column), language);
    }
    json.end_object();
  }
  json.line_end();
  json.end_array();
}

constexpr std::array<bool, 256> needs_quotes = [] {
  std::array<bool, 256> table{};
  for (const char byte : {',', '"', '\r', '\n'}) table[static_cast<unsigned char>(byte)] = true;
  return table;
}();

/// Quoted where a comma, a quote or a line break stands in it (RFC 4180).
void append_csv_text(FileWriter& out, std::string_view text) {
  const bool plain = std::none_of(text.begin(), text.end(), [](char byte) {
    return needs_quotes[static_cast<unsigned char>(byte)];
  });
  if (plain) {
    out.append(text);
    return;
  }
  out.append('"');
  for (std::size_t quote = text.find('"'); quote != std::string_view::npos;
       quote = text.find('"')) {
    out.append(text.substr(0, quote + 1));
    out.append('"');
    text.remove_prefix(quote + 1);
  }
  out.append(text);
  out.append('"');
}

void append_csv_cell(FileWriter& out, const CellView& cell, Language language) {
  if (const auto* amount = std::get_if<Money>(&cell)) {
    out.append_number(amount->dong());
  } else if (const auto* text = std::get_if<Text>(&cell)) {
    append_csv_text(out, text->in(language));
  } else if (const auto* number = std::get_if<Decimal>(&cell)) {
    out.append(to_plain(*number));
  }
}

const std::string& in(const Words& words, Language language) {
  return language == Language::vietnamese ? words.vi : words.en;
}

}  // namespace

void write_table_json(FileWriter& out, const ReportTable& table, Language language) {
  JsonWriter json(out);
  json.begin_object();
  json.line();
  json.key("schema_version");
  json.integer(table_schema_version);
  json.field("id", table.id);
  json.field("language", language == Language::vietnamese ? "vi" : "en");
  json.line();
  write_words(json, "title", table.title);
  json.line();
  write_words(json, "subtitle", table.subtitle);
  json.line();
  write_words(json, "unit", table.unit_line);
  write_columns(json, table);
  write_rows(json, table, language);
  json.line();
  json.key("notes");
  json.begin_array();
  for (const Words& note : table.notes) {
    json.line();
    json.begin_object();
    json.field("vi", note.vi);
    json.field("en", note.en);
    json.end_object();
  }
  json.end_array();
  json.line();
  json.field("draft", table.draft);
  json.field("illustrative", table.illustrative);
  json.line_end();
  json.end_object();
  json.end_file();
}

void write_table_csv(FileWriter& out, const ReportTable& table, Language language) {
  out.append(language == Language::vietnamese ? std::string_view("Bậc")
                                              : std::string_view("Level"));
  for (const ReportColumn& column : table.columns) {
    const std::string& group = in(column.group, language);
    const std::string& title = in(column.title, language);
    out.append(',');
    append_csv_text(out, group.empty() ? title : group + ": " + title);
  }
  out.append('\n');
  for (std::size_t row = 0; row < row_count(table); ++row) {
    out.append_number(row_level(table, row));
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      out.append(',');
      append_csv_cell(out, cell_of(table, row, column), language);
    }
    out.append('\n');
  }
}

}  // namespace phanbo
