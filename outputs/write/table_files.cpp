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

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Excel computes texts that begin so; a blank in front does not stop it.
bool looks_like_a_formula(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \xC2\xA0");
  if (text.starts_with('\t') || text.starts_with('\r') || text.starts_with('\n')) return true;
  if (first == std::string_view::npos) return false;
  // Full-width signs count as well.
  constexpr std::array<std::string_view, 9> signs = {"=",      "+",      "-",      "@",     "\t",
                                                     "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
  return std::any_of(signs.begin(), signs.end(),
                     [&](std::string_view sign) { return text.substr(first).starts_with(sign); });
}

/// Writes the fields of a CSV file, each quoted where a separator, a quote or a line break stands
/// in it (RFC 4180).
class CsvFields {
 public:
  CsvFields(FileWriter& out, const CsvStyle& style) : out_(out), style_(style) {
    for (const char byte : {style.separator, '"', '\r', '\n'})
      needs_quotes_[static_cast<unsigned char>(byte)] = true;
  }
  void separate() { out_.append(style_.separator); }
  void text(std::string_view text) {
    const bool defused = style_.for_excel && looks_like_a_formula(text);
    const bool plain = std::none_of(text.begin(), text.end(), [&](char byte) {
      return needs_quotes_[static_cast<unsigned char>(byte)];
    });
    if (plain) {
      if (defused) out_.append('\'');
      out_.append(text);
      return;
    }
    out_.append('"');
    if (defused) out_.append('\'');
    for (std::size_t quote = text.find('"'); quote != std::string_view::npos;
         quote = text.find('"')) {
      out_.append(text.substr(0, quote + 1));
      out_.append('"');
      text.remove_prefix(quote + 1);
    }
    out_.append(text);
    out_.append('"');
  }
  void cell(const CellView& cell, Language language) {
    if (const auto* amount = std::get_if<Money>(&cell)) {
      out_.append_number(amount->dong());
    } else if (const auto* words = std::get_if<Text>(&cell)) {
      text(words->in(language));
    } else if (const auto* number = std::get_if<Decimal>(&cell)) {
      out_.append(to_plain(*number));
    }
  }

 private:
  FileWriter& out_;
  const CsvStyle& style_;
  std::array<bool, 256> needs_quotes_{};
};

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

void write_table_csv(FileWriter& out, const ReportTable& table, Language language,
                     const CsvStyle& style) {
  CsvFields fields(out, style);
  if (style.for_excel) out.append(byte_order_mark);
  fields.text(language == Language::vietnamese ? "Bậc" : "Level");
  for (const ReportColumn& column : table.columns) {
    const std::string& group = in(column.group, language);
    const std::string& title = in(column.title, language);
    fields.separate();
    fields.text(group.empty() ? title : group + ": " + title);
  }
  out.append('\n');
  for (std::size_t row = 0; row < row_count(table); ++row) {
    out.append_number(row_level(table, row));
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      fields.separate();
      fields.cell(cell_of(table, row, column), language);
    }
    out.append('\n');
  }
}

}  // namespace phanbo
