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

/// Changes any field of a document, wherever it stands: to what the same field says elsewhere, a
/// little more or less, another word; list entries are left out, doubled. Every field
/// has the same chance, however many rows have it. `is_open` says whether a field may be changed.
bool change_any_field(Document& document, RandomNumbers& numbers,
                      bool (*is_open)(std::string_view path), std::string& touched);

/// Changes, as `touched` names them, that only a new search could tell: docs/battery.md argues
/// each.
std::span<const std::string_view> argued_changes();

/// A table beside a result: amounts, codes, rows and stamps. Words that only explain are left
/// alone.
bool change_table(Document& table, RandomNumbers& numbers, std::string& touched);

}  // namespace phanbo_verify::test
