#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "models/sheet_book.hpp"

/// What goes wrong in a workbook that people type into, and what the program has to answer.
namespace phanbo::test {

struct DamagedBook {
  SheetBook book;
  std::string kind;   ///< which damage
  std::string where;  ///< of the damage, for a person
  /// Where the program must name a fault: sheet and cell; empty: the plan must read as before.
  std::string sheet;
  std::string cell;
  std::set<std::string> ids;   ///< any of these answers the damage
  bool is_row_enough = false;  ///< any cell of that row will do
  bool is_conserving() const { return sheet.empty(); }
};

/// One damage to a workbook that is sound; the same seed gives the same damage.
DamagedBook damage(const SheetBook& book, std::uint64_t seed);

/// What the program answers wrongly; empty when it answers as it must. `sound` is the canonical
/// text of the undamaged plan.
std::string wrong_answer(const DamagedBook& damaged, const std::string& sound);

std::vector<std::string> damage_kinds();

}  // namespace phanbo::test
