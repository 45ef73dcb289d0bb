#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inputs/fields.hpp"
#include "inputs/plan_header.hpp"

/// What a plan is called when it stands in a workbook: sheets, columns, settings. Everything is
/// taken from the field table, so that template, reader and manual cannot differ.
namespace phanbo {

/// The sheets of a workbook that are no tables.
enum class SheetRole {
  guide,     ///< "Hướng dẫn": how to fill in
  plan,      ///< "Kế hoạch": the head of the plan
  words,     ///< "Danh mục": what drop-downs offer
  problems,  ///< "Lỗi": of a marked copy
  draft      ///< the person's own sheets: their names begin with "Nháp"
};

/// The name of such a sheet; a draft's is the beginning of its name.
Text sheet_name(SheetRole role);
std::string sheet_name(SheetRole role, Language language);
/// Which role a sheet of this name has, in either language; none: it is a table's, or unknown.
std::optional<SheetRole> role_of_sheet(std::string_view name);

/// The table that a name means: its title in either language, or its own name; null when none.
const TableSpec* table_of_sheet(std::string_view name);

/// The short title that begins an explanation: up to the first ": ", ";" or " (".
std::string_view short_title(std::string_view meaning);
/// The title of a column, in the language; "y2026" is "Năm 2026".
std::string column_title(const TableSpec& table, std::string_view column, Language language);
/// The column of `columns` that a person wrote: its own name or its title; empty when none.
std::string column_written(const TableSpec& table, const std::vector<std::string>& columns,
                           std::string_view written);
/// "Số có để phân bổ (available)": how problems of a workbook name a column.
std::string column_in_message(const TableSpec& table, std::string_view column);

/// The key whose name or title in either language is written; null when none.
const HeaderKey* key_written(std::span<const HeaderKey> keys, std::string_view written);

/// What is typed as the value of a header key.
FieldType type_of_key(const HeaderKey& key);

/// An explanation with the words of choices as people see them.
std::string meaning_with_words(Text meaning, std::string_view choices, Language language);

}  // namespace phanbo
