#pragma once

#include <string>
#include <vector>

#include "faults/memory_plan.hpp"
#include "inputs/fields.hpp"

namespace phanbo::faults_test {

/// Texts at the limits of every kind of field and beside them, whatever the field.
const std::vector<std::string>& limit_texts();

/// The limits of the fields of one table, one below and one above them, by the kind of field:
/// amounts in the unit of the table, years also beside those of the plan, choices also as each
/// other choice.
class CellLimits {
 public:
  CellLimits(const MemoryPlan& plan, const std::string& file);
  /// All limit texts for a column that the table does not know.
  std::vector<std::string> of(const std::string& column) const;

 private:
  std::vector<std::string> of_field(const Field& field) const;

  const TableSpec* table_ = nullptr;
  std::string unit_;
  int first_year_ = 0;
  int last_year_ = 0;
};

}  // namespace phanbo::faults_test
