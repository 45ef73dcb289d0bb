#pragma once

#include <deque>
#include <string>
#include <string_view>

namespace phanbo {

/// Keeps texts alive for string_views: appended to large blocks that never move. The blocks belong
/// to `storage` (of the canonical plan), which must outlive the views.
class TextArena {
 public:
  explicit TextArena(std::deque<std::string>& storage) : storage_(storage) {}

  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    if (block_ == nullptr || block_->capacity() - block_->size() < text.size())
      open_block(text.size());
    const std::size_t start = block_->size();
    block_->append(text);
    return std::string_view(*block_).substr(start);
  }
  /// Takes over a whole text, such as a file.
  std::string_view own(std::string text) { return storage_.emplace_back(std::move(text)); }

 private:
  void open_block(std::size_t bytes) {
    constexpr std::size_t block_bytes = std::size_t{64} * 1024;
    block_ = &storage_.emplace_back();
    block_->reserve(bytes > block_bytes ? bytes : block_bytes);
  }

  std::deque<std::string>& storage_;
  std::string* block_ = nullptr;
};

}  // namespace phanbo
