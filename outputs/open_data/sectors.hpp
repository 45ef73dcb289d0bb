#pragma once

#include <string_view>

namespace phanbo::open_data {

/// What a plan's sector code is in other lists; empty where no entry fits.
struct Sector {
  std::string_view code;
  std::string_view oc4ids;           ///< codelist projectSector of OC4IDS
  std::string_view budget_category;  ///< Loại, Circular 324/2016/TT-BTC
};

/// Null for a code that is not known.
const Sector* find_sector(std::string_view code);

}  // namespace phanbo::open_data
