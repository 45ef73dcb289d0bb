#include "inputs/words_sheet.hpp"

#include <algorithm>

#include "inputs/choice_words.hpp"
#include "inputs/sheet_cells.hpp"
#include "inputs/sheet_words.hpp"

namespace phanbo {

namespace {

class WordsSheet {
 public:
  WordsSheet(Language language, ListPlaces& lists) : language_(language), lists_(lists) {
    sheet_.name = sheet_name(SheetRole::words, language);
    sheet_.frozen_rows = 1;
  }

  Sheet make(const std::vector<const TableSpec*>& tables) {
    for (const HeaderKey& key : typed_header_keys()) add_key(key);
    for (const HeaderKey& key : table_entry_keys()) add_key(key);
    for (const TableSpec* table : tables) {
      for (const Field& field : table->fields) add_field(field);
    }
    return std::move(sheet_);
  }

 private:
  void add_key(const HeaderKey& key) { add(key.choices, short_title(key.meaning.in(language_))); }

  void add_field(const Field& field) {
    const bool is_flag = field.type == FieldType::flag;
    if (field.type != FieldType::choice && !is_flag) return;
    add(choices_of(field), is_flag ? Text{"Có hay không", "Yes or no"}.in(language_)
                                   : short_title(field.meaning.in(language_)));
  }

  void add(std::string_view choices, std::string_view title) {
    if (choices.empty() || lists_.contains(choices)) return;
    const auto column = static_cast<std::uint32_t>(sheet_.columns.size());
    const std::vector<std::string> words = shown_choices(choices, language_);
    int width = count_code_points(title) + 2;
    const std::vector<std::string> codes = split_choices(choices);
    int code_width = 0;
    add_text(sheet_, 0, column, std::string(title), SheetStyle::heading);
    add_text(sheet_, 0, column + 1, std::string(Text{"mã", "code"}.in(language_)),
             SheetStyle::index);
    for (std::uint32_t i = 0; i < words.size(); ++i) {
      add_text(sheet_, i + 1, column, words[i], SheetStyle::words);
      add_text(sheet_, i + 1, column + 1, codes[i], SheetStyle::index);
      width = std::max(width, count_code_points(words[i]) + 2);
      code_width = std::max(code_width, count_code_points(codes[i]));
    }
    sheet_.columns.push_back({SheetStyle::plain, width});
    sheet_.columns.push_back({SheetStyle::plain, std::max(code_width, 8)});
    lists_.emplace(choices,
                   fixed_range(sheet_.name, column, 1, static_cast<std::uint32_t>(words.size())));
  }

  Language language_;
  ListPlaces& lists_;
  Sheet sheet_;
};

}  // namespace

Sheet words_sheet(const std::vector<const TableSpec*>& tables, Language language,
                  ListPlaces& lists) {
  return WordsSheet(language, lists).make(tables);
}

}  // namespace phanbo
