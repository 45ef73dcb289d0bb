#pragma once

#include <vector>

#include "inputs/table_sheet.hpp"

namespace phanbo {

/// The sheet with every list that a drop-down of these tables offers, each beside the codes that it
/// stands for; `lists` gets their places.
Sheet words_sheet(const std::vector<const TableSpec*>& tables, Language language,
                  ListPlaces& lists);

}  // namespace phanbo
