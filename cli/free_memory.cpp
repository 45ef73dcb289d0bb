#include "cli/free_memory.hpp"

#include <malloc.h>

#include <cstddef>

namespace phanbo {

void give_free_memory_back() {
  constexpr std::size_t much_bytes = std::size_t{48} << 20;
  if (::mallinfo2().fordblks > much_bytes) ::malloc_trim(0);
}

}  // namespace phanbo
