#pragma once

#include <span>
#include <string_view>

#include "verifier/result_editor.hpp"

namespace phanbo_verify::test {

/// One way of spoiling a result. `is_balanced`: every sum of ledger, sources and demands still ties
/// afterwards. Returns false when this result offers no place for it (it is then unchanged).
struct Damage {
  std::string_view name;
  bool is_balanced;
  bool (*apply)(ResultEditor& editor);
};

std::span<const Damage> balanced_damages();
std::span<const Damage> plain_damages();

}  // namespace phanbo_verify::test
