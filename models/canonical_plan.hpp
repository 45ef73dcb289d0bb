#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace phanbo {

/// One table of a plan as read, in canonical order: plain numbers (money in đồng), ISO dates,
/// codes. A blank cell is an empty text. This is what plan.sealed.json holds and what it is read
/// back from.
struct CanonicalTable {
  std::string_view name;
  std::vector<std::string> columns;
  std::vector<std::string_view> cells;  ///< row after row
  std::size_t row_count() const { return columns.empty() ? 0 : cells.size() / columns.size(); }
};

/// The whole plan in canonical form: header keys in fixed order, then tables in the order of the
/// field table. `storage` and `read_texts` own the texts that cells point at.
struct CanonicalPlan {
  std::vector<std::pair<std::string, std::string>> header;
  std::vector<CanonicalTable> tables;
  std::deque<std::string> storage;
  std::shared_ptr<const void> read_texts;  ///< owns the texts that were read from files
};

}  // namespace phanbo
