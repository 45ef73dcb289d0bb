#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "inputs/xlsx/read_workbook.hpp"
#include "inputs/xlsx/workbook_limits.hpp"

namespace phanbo {

/// Blocks of cells and texts that never move, and the count of what a reading takes in all.
class WorkbookStore {
 public:
  /// Counts bytes that are kept elsewhere; false when the workbook takes more than it may.
  bool charge(std::size_t bytes) {
    used_bytes_ += bytes;
    return used_bytes_ <= workbook_limit::content_bytes_max;
  }
  std::size_t used_bytes() const { return used_bytes_; }

  /// The caller has charged the text.
  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    char* kept = texts_.take(text.size(), 1);
    std::memcpy(kept, text.data(), text.size());
    return {kept, text.size()};
  }
  /// The caller has charged the cells.
  std::span<const WorkbookCell> keep(std::span<const WorkbookCell> cells) {
    char* kept = cells_.take(cells.size_bytes(), alignof(WorkbookCell));
    std::memcpy(kept, cells.data(), cells.size_bytes());
    return {reinterpret_cast<const WorkbookCell*>(kept), cells.size()};
  }

 private:
  class Blocks {
   public:
    char* take(std::size_t bytes, std::size_t alignment) {
      const std::size_t padded = (bytes + alignment - 1) / alignment * alignment;
      if (padded > left_) {
        left_ = std::max(padded, block_bytes);
        blocks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
        next_ = blocks_.back().get();
      }
      char* taken = next_;
      next_ += padded;
      left_ -= padded;
      return taken;
    }

   private:
    static constexpr std::size_t block_bytes = std::size_t{64} << 10;
    std::vector<std::unique_ptr<char[]>> blocks_;
    char* next_ = nullptr;
    std::size_t left_ = 0;
  };

  std::size_t used_bytes_ = 0;
  Blocks texts_;
  Blocks cells_;
};

}  // namespace phanbo
