#include "inputs/sheet_words.hpp"

#include <algorithm>
#include <array>

#include "inputs/choice_words.hpp"

namespace phanbo {

namespace {

constexpr std::array<Text, 5> role_names = {{{"Hướng dẫn", "Guide"},
                                             {"Kế hoạch", "Plan"},
                                             {"Danh mục", "Lists"},
                                             {"Lỗi", "Problems"},
                                             {"Nháp", "Draft"}}};
constexpr Text year_title = {"Năm ", "Year "};

bool is_year_column(std::string_view column) {
  return column.size() == 5 && column.front() == 'y' &&
         column.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

const Field* field_named(const TableSpec& table, std::string_view name) {
  const auto found = std::find_if(table.fields.begin(), table.fields.end(),
                                  [&](const Field& field) { return field.name == name; });
  return found == table.fields.end() ? nullptr : &*found;
}

/// May a word of a choice end or begin here?
bool is_edge(std::string_view text, std::size_t at) {
  if (at >= text.size()) return true;
  const char c = text[at];
  const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  return !is_letter && static_cast<unsigned char>(c) < 0x80U;
}

}  // namespace

Text sheet_name(SheetRole role) { return role_names[static_cast<std::size_t>(role)]; }

std::string sheet_name(SheetRole role, Language language) {
  return std::string(sheet_name(role).in(language));
}

std::optional<SheetRole> role_of_sheet(std::string_view name) {
  for (std::size_t i = 0; i < role_names.size(); ++i) {
    const auto role = static_cast<SheetRole>(i);
    const bool by_start = role == SheetRole::draft;
    for (const std::string_view known : {role_names[i].vi, role_names[i].en}) {
      if (by_start ? name.starts_with(known) : name == known) return role;
    }
  }
  return std::nullopt;
}

const TableSpec* table_of_sheet(std::string_view name) {
  for (const TableSpec& table : table_specs()) {
    if (name == table.name || name == table.title.vi || name == table.title.en) return &table;
  }
  return nullptr;
}

std::string_view short_title(std::string_view meaning) {
  std::size_t end = meaning.size();
  for (const std::string_view mark : {": ", ";", " ("}) end = std::min(end, meaning.find(mark));
  return meaning.substr(0, end);
}

std::string column_title(const TableSpec& table, std::string_view column, Language language) {
  if (const Field* field = field_named(table, column))
    return std::string(short_title(field->meaning.in(language)));
  if (table.years_across && is_year_column(column))
    return std::string(year_title.in(language)) + std::string(column.substr(1));
  return std::string(column);
}

std::string column_written(const TableSpec& table, const std::vector<std::string>& columns,
                           std::string_view written) {
  for (const std::string& column : columns) {
    if (written == column || written == column_title(table, column, Language::vietnamese) ||
        written == column_title(table, column, Language::english))
      return column;
  }
  return {};
}

std::string column_in_message(const TableSpec& table, std::string_view column) {
  return column_title(table, column, Language::vietnamese) + " (" + std::string(column) + ")";
}

const HeaderKey* key_written(std::span<const HeaderKey> keys, std::string_view written) {
  for (const HeaderKey& key : keys) {
    if (written == key.name || written == short_title(key.meaning.vi) ||
        written == short_title(key.meaning.en))
      return &key;
  }
  return nullptr;
}

FieldType type_of_key(const HeaderKey& key) {
  if (!key.choices.empty()) return FieldType::choice;
  if (key.kind == JsonKind::number) return FieldType::integer;
  if (key.name.ends_with("_on") || key.name.ends_with("_date")) return FieldType::date;
  const bool is_code =
      key.name == "code" || key.name == "province" || key.name == "capital_priority";
  return is_code ? FieldType::code : FieldType::text;
}

std::string meaning_with_words(Text meaning, std::string_view choices, Language language) {
  const std::string_view text = meaning.in(language);
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    std::string_view found;
    if (at == 0 || is_edge(text, at - 1)) {
      for (const std::string& word : split_choices(choices)) {
        const std::string_view known = choices.substr(choices.find(word), word.size());
        if (text.substr(at).starts_with(known) && is_edge(text, at + known.size()) &&
            known.size() > found.size())
          found = known;
      }
    }
    if (found.empty()) {
      result += text[at++];
    } else {
      result += words_of_choice(choices, found).in(language);
      at += found.size();
    }
  }
  return result;
}

}  // namespace phanbo
