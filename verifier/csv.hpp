#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace phanbo_verify {

/// A table of texts: the header's names and the cells of every row.
struct TextTable {
  std::vector<std::string_view> columns;
  std::vector<std::vector<std::string_view>> rows;
  /// Position of a column; -1 when the table has none of this name.
  int column(std::string_view name) const;
};

/// Strict CSV: UTF-8 with or without byte-order mark, separator by the header line, quotes, CRLF or
/// LF. The cells view `bytes` or texts put into `storage`. Throws BadInput with file and line.
TextTable read_csv(const std::string& file, std::string_view bytes,
                   std::deque<std::string>& storage);

}  // namespace phanbo_verify
