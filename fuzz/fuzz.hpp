#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

/// What every fuzz target shares: the input as text, and a promise that ends the run when broken.
namespace phanbo::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

inline void promise(bool holds, const std::string& what) {
  if (!holds) throw std::logic_error("broken promise: " + what);  // nobody catches it
}

}  // namespace phanbo::fuzz
