#pragma once

#include <span>
#include <string_view>

namespace phanbo {

/// A text file built into the program (law rows, example plans). `name` is relative to its folder.
struct EmbeddedFile {
  std::string_view name;
  std::string_view content;
};

}  // namespace phanbo
