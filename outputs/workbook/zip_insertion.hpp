#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "outputs/workbook/deflated_text.hpp"

namespace phanbo {

/// A long text that belongs into an entry of a zip file, before the first place where `before`
/// stands in it.
struct ZipInsertion {
  std::string entry;
  std::string before;
  DeflatedText text;  ///< finished
};

/// Puts each text into its entry, which must hold its `before`; the other entries stay as they are.
/// The entries must be small enough for memory. 0, or the errno value of the failure.
int insert_into_zip(const std::filesystem::path& path, std::vector<ZipInsertion>& insertions);

}  // namespace phanbo
