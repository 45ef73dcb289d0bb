#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "inputs/plan_header.hpp"
#include "inputs/text_plan.hpp"

namespace phanbo {

/// One table as a person would write it: money in the table's unit, defaults left blank.
struct WrittenTable {
  const TableSpec* spec = nullptr;
  std::optional<AmountUnit> amount_unit;  ///< set where the table may hold money
  NumberStyle number_style = NumberStyle::plain;
  std::vector<std::pair<std::string, std::string>> control_sums;  ///< column, sum as declared
  std::vector<std::string> columns;  ///< all that the table may have, in the order of its fields
  std::vector<std::string> cells;    ///< row after row, in key order

  std::size_t row_count() const { return columns.empty() ? 0 : cells.size() / columns.size(); }
  const std::string& cell(std::size_t row, std::size_t column) const {
    return cells[row * columns.size() + column];
  }
};

/// A plan as texts to be written into files again: whatever it was read from, it reads the same.
struct WrittenPlan {
  std::vector<std::pair<std::string, std::string>> header;  ///< keys of plan.json
  int first_year = 0;
  int last_year = 0;
  std::vector<WrittenTable> tables;  ///< those with rows, and those every plan has
};

/// Scenarios given as files become rows of the tables of scenarios.
WrittenPlan write_plan_texts(const std::shared_ptr<const TextPlan>& plan);

bool may_hold_money(const TableSpec& table);

}  // namespace phanbo
