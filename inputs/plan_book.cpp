#include "inputs/plan_book.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "inputs/choice_words.hpp"
#include "inputs/guide_sheet.hpp"
#include "inputs/sheet_cells.hpp"
#include "inputs/sheet_words.hpp"
#include "inputs/table_sheet.hpp"
#include "inputs/words_sheet.hpp"

namespace phanbo {

namespace {

struct KindTables {
  std::string_view kind;
  std::string_view tables;
};

constexpr std::array<KindTables, 8> tables_by_kind = {{
    {"basic",
     "documents|units|lineage|statuses|classes|programmes|sources|source_years|payer_rules|"
     "kept_money|caps|decided"},
    {"entitlement", "participants|entitlement_rules|top_ups|insurance_quarters"},
    {"formula", "formulas|criteria|rates|indicators"},
    {"grants", "sites"},
    {"projects", "projects|project_sources"},
    {"fixed", "fixed_costs"},
    {"choice",
     "projects|sites|schedules|choice_rules|exclusions|prerequisites|choice_limits|"
     "choice_stages"},
    {"scenarios", "scenarios|scenario_changes"},
}};

bool has_name(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

class BookBuilder {
 public:
  BookBuilder(WrittenPlan plan, const PlanBookOptions& options)
      : plan_(std::move(plan)), options_(options), language_(options.language) {
    add_empty_tables();
  }

  SheetBook make() {
    std::vector<const TableSpec*> specs;
    for (const WrittenTable& table : plan_.tables) specs.push_back(table.spec);
    Sheet words = words_sheet(specs, language_, lists_);
    for (const WrittenTable& table : plan_.tables) {
      const TableSheetRows rows = rows_of_sheet(table);
      lists_.emplace(table.spec->name, fixed_range(table.spec->title.in(language_), 0, rows.first,
                                                   rows.first + prepared_rows));
    }
    SheetBook book;
    book.title = std::string(Text{"Kế hoạch phân bổ", "Allocation plan"}.in(language_));
    book.sheets.push_back(guide_sheet(specs, language_));
    book.sheets.push_back(plan_sheet());
    for (const WrittenTable& table : plan_.tables)
      book.sheets.push_back(table_sheet(table, lists_, options_.keeps_controls, language_));
    book.sheets.push_back(std::move(words));
    return book;
  }

 private:
  std::string say(Text text) const { return std::string(text.in(language_)); }

  void add_empty_tables() {
    std::vector<WrittenTable> tables;
    for (const TableSpec& spec : table_specs()) {
      const auto known =
          std::find_if(plan_.tables.begin(), plan_.tables.end(),
                       [&](const WrittenTable& table) { return table.spec == &spec; });
      if (known != plan_.tables.end()) {
        tables.push_back(std::move(*known));
      } else if (spec.required || has_name(options_.tables, spec.name)) {
        WrittenTable& table = tables.emplace_back();
        table.spec = &spec;
        table.columns = canonical_columns(spec, plan_.first_year, plan_.last_year);
      }
    }
    plan_.tables = std::move(tables);
  }

  std::string value_of(const HeaderKey& key) const {
    for (const auto& [name, value] : plan_.header) {
      if (name != key.name) continue;
      return key.choices.empty() ? value : say(words_of_choice(key.choices, value));
    }
    return {};
  }

  /// What the title beside it does not say already.
  std::string explanation_of(const HeaderKey& key) const {
    std::string text = meaning_with_words(key.meaning, key.choices, language_);
    const std::size_t title = short_title(key.meaning.in(language_)).size();
    text.erase(0, std::min(text.starts_with(short_title(key.meaning.in(language_))) ? title : 0,
                           text.size()));
    text.erase(0, text.find_first_not_of(":; "));
    if (!key.required) return text;
    return say({"Bắt buộc", "Required"}) + (text.empty() ? "" : ": " + text);
  }

  Sheet plan_sheet() {
    Sheet sheet;
    sheet.name = sheet_name(SheetRole::plan, language_);
    sheet.columns = {{SheetStyle::plain, 30},
                     {SheetStyle::plain, 52},
                     {SheetStyle::plain, 74},
                     {SheetStyle::plain, 16}};
    sheet.is_optional = false;
    const auto add = [&](std::uint32_t row, std::uint32_t column, std::string text,
                         SheetStyle style) -> SheetCell& {
      return add_text(sheet, row, column, std::move(text), style);
    };
    add(0, 0, sheet.name, SheetStyle::title);
    sheet.heights.push_back({0, 2});
    add(1, 0, say({"Nội dung", "Matter"}), SheetStyle::heading);
    add(1, 1, say({"Giá trị", "Value"}), SheetStyle::heading);
    add(1, 2, say({"Giải thích", "Explanation"}), SheetStyle::heading);
    add(1, 3, say({"Khóa", "Key"}), SheetStyle::heading);
    std::uint32_t row = 2;
    for (const HeaderKey& key : typed_header_keys()) {
      const std::string value = value_of(key);
      const FieldType type = type_of_key(key);
      const SheetValue kind = type == FieldType::integer ? SheetValue::number
                              : type == FieldType::date  ? SheetValue::date
                                                         : SheetValue::text;
      add(row, 0, std::string(short_title(key.meaning.in(language_))),
          key.required ? SheetStyle::required : SheetStyle::heading);
      SheetCell& cell = add(row, 1, value, style_of(type));
      if (!value.empty()) cell.kind = kind;
      cell.is_input = true;
      std::string meaning = explanation_of(key);
      sheet.heights.push_back({row, std::max(lines_of(meaning, 80), lines_of(value, 54))});
      add(row, 2, std::move(meaning), SheetStyle::remark);
      add(row, 3, std::string(key.name), SheetStyle::index);
      if (!key.choices.empty())
        sheet.choices.push_back({row, row, 1, lists_.find(key.choices)->second, true});
      ++row;
    }
    sheet.frozen_rows = 2;
    sheet.first_title_row = sheet.last_title_row = 1;
    return sheet;
  }

  static SheetStyle style_of(FieldType type) {
    if (type == FieldType::integer) return SheetStyle::whole;
    if (type == FieldType::date) return SheetStyle::date;
    return type == FieldType::code ? SheetStyle::code : SheetStyle::words;
  }

  WrittenPlan plan_;
  const PlanBookOptions& options_;
  Language language_;
  ListPlaces lists_;
};

}  // namespace

std::vector<std::string> tables_of_kind(std::string_view kind) {
  std::vector<std::string> tables;
  if (kind == "all") {
    for (const TableSpec& spec : table_specs()) tables.emplace_back(spec.name);
  }
  for (const KindTables& known : tables_by_kind) {
    if (known.kind == kind) tables = split_choices(known.tables);
  }
  return tables;
}

SheetBook empty_plan_book(const PlanBookOptions& options) {
  WrittenPlan plan;
  plan.first_year = options.first_year;
  plan.last_year = options.last_year;
  plan.header = {{"first_year", std::to_string(options.first_year)},
                 {"last_year", std::to_string(options.last_year)}};
  return BookBuilder(std::move(plan), options).make();
}

SheetBook plan_book(const std::shared_ptr<const TextPlan>& plan, const PlanBookOptions& options) {
  return BookBuilder(write_plan_texts(plan), options).make();
}

}  // namespace phanbo
