#pragma once

#include <string_view>
#include <vector>

#include "outputs/tabulate/view.hpp"

namespace phanbo {

/// What every table must say about the ground it stands on.
struct Stamps {
  bool draft = false;                      ///< some law or document is recalled, not confirmed
  bool illustrative = false;               ///< some figures are made up
  std::vector<std::string_view> recalled;  ///< citations, each once
  std::vector<Words> notes;
};

Stamps stamps_of(const View& view);

}  // namespace phanbo
