#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/demand.hpp"
#include "models/packed_rows.hpp"

namespace phanbo {

/// Finds the figures of the assessment by their ids. A figure that is missing gives a blank cell.
class FigureFinder {
 public:
  explicit FigureFinder(const Assessment& assessment);
  const Figure* find(std::string_view id) const;
  /// All figures whose id begins with `prefix`, in id order.
  std::span<const Figure* const> starting_with(std::string_view prefix) const;
  /// A whole number of đồng as an amount; blank when missing or not whole.
  PackedRows::Cell money(std::string_view id) const;
  /// A decimal number; a value that is none ("1/3") as its text.
  PackedRows::Cell number(std::string_view id) const;
  PackedRows::Cell text(std::string_view id) const;

 private:
  std::vector<const Figure*> by_id_;
};

PackedRows::Cell money_cell(const Figure& figure);
PackedRows::Cell number_cell(const Figure& figure);

}  // namespace phanbo
