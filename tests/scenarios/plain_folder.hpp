#pragma once

#include <filesystem>

#include "scenarios/plain_plan.hpp"

/// Plans written as folders, in the units of money and styles of numbers that are asked for.
namespace phanbo::scenario_test {

struct TableStyle {
  int unit_power = 0;  ///< money in 10^unit_power đồng: 0, 3, 6 or 9
  bool is_vietnamese = false;
};
using TableStyles = std::map<std::string, TableStyle>;  ///< others: đồng, plain digits

/// Rows in the order in which they are to stand.
using FolderTables = std::map<std::string, std::vector<Row>>;

FolderTables tables_of(const PlainPlan& plan);

/// Writes plan.json and a file for each table; whatever was in the folder before is gone. Values of
/// the columns of `tables` are canonical, those of `scenario_changes` are as they are to stand.
void write_folder(const std::map<std::string, std::string>& header, const FolderTables& tables,
                  const TableStyles& styles, const std::filesystem::path& folder);

/// A canonical value as a person writes it in a table of this style.
std::string written_value(std::string_view table, std::string_view column, const std::string& value,
                          const TableStyle& style);

/// A text as a JSON string.
std::string json_string(std::string_view text);

}  // namespace phanbo::scenario_test
