#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "inputs/read_plan.hpp"

namespace phanbo {

/// Places of a plan by name instead of row number: "participants[11].persons" is
/// "participants/bhyt-atk/an-binh/atk/2026/1/12/persons", which is also how --input names it.
class PlaceNames {
 public:
  explicit PlaceNames(const PlanReading& reading) : reading_(reading) {}

  /// The name of a place in a table; other places come back as they are.
  std::string name_of(std::string_view place) const;
  /// Is this a place of an input at all: a table of the plan and one of its columns? Empty when it
  /// is; else the nearest right name.
  std::optional<std::string> nearest_if_unknown(std::string_view name) const;
  /// The cell an input names, canonical; empty where it is blank or there is none.
  std::string cell_of(std::string_view name) const;

 private:
  std::string key_of(const CanonicalTable& table, std::size_t row) const;
  const CanonicalTable* find_table(std::string_view name) const;

  const PlanReading& reading_;
};

}  // namespace phanbo
