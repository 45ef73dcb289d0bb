#pragma once

#include <string>
#include <vector>

#include "models/report_table.hpp"

namespace phanbo {

/// Who signs, from left to right.
struct Signature {
  Words role;  ///< "NGƯỜI LẬP BIỂU"
  Words note;  ///< "(Ký tên, đóng dấu)"; may be empty
};

/// A printed form (biểu mẫu): a table in an official layout, in đồng until it is rounded for print.
struct Form {
  std::string id;
  Words sheet;            ///< short name
  Words issuer;           ///< line 1, left
  Words code;             ///< line 1, right; empty where no code may be printed for the year
  Words title;            ///< capitals, centred
  Words attached;         ///< "(Kèm theo …)"
  Words basis;            ///< where the layout comes from
  bool recalled = false;  ///< captions or rows are recalled, not read: said under the table
  ReportTable table;
  /// By column: captions above it, from the outermost; columns side by side share equal ones.
  std::vector<std::vector<Words>> captions;
  std::vector<Signature> signatures;
};

}  // namespace phanbo
