#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inputs/xlsx/number_formats.hpp"
#include "inputs/xlsx/workbook_store.hpp"
#include "inputs/xlsx/zip_package.hpp"

namespace phanbo {

/// What the readers of the parts share.
struct PackageReading {
  ZipPackage& package;
  WorkbookProblems& problems;
  WorkbookStore& store;
};

/// How one part refers to another.
struct Relationship {
  std::string id;
  std::string type;    ///< The last word of its address: "worksheet", "sharedStrings" …
  std::string target;  ///< The name of the part.
  bool is_outside = false;
};

/// The relationships of the part `source` ("" = of the package); nothing after a problem. A part
/// without relationships has none.
std::optional<std::vector<Relationship>> read_relationships(PackageReading& reading,
                                                            std::string_view source);

/// A sheet as the workbook part lists it.
struct ListedSheet {
  std::string name;
  SheetVisibility visibility = SheetVisibility::visible;
  std::string relationship;
};

struct WorkbookPart {
  std::vector<ListedSheet> sheets;
  bool counts_from_1904 = false;
};

std::optional<WorkbookPart> read_workbook_part(PackageReading& reading, const PackagePart& part);

/// What each cell format makes of a number, by position.
struct CellFormats {
  std::vector<NumberLook> looks;
  /// The look of style `index`; unknown where there is no such style.
  NumberLook at(std::uint32_t index) const;
  std::vector<std::uint8_t> decimals;  ///< that each always shows
  std::uint8_t decimals_at(std::uint32_t index) const {
    return index < decimals.size() ? decimals[index] : std::uint8_t{0};
  }
};

std::optional<CellFormats> read_styles(PackageReading& reading, const PackagePart& part);

/// The shared strings, views into the store.
std::optional<std::deque<std::string_view>> read_shared_strings(PackageReading& reading,
                                                                const PackagePart& part);

}  // namespace phanbo
