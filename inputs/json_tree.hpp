#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "inputs/json_events.hpp"
#include "inputs/source_text.hpp"
#include "models/problem.hpp"

namespace phanbo {

struct JsonMember;

/// A JSON value with the bytes it takes in the file. For plan.json, which is small.
struct JsonValue {
  JsonKind kind = JsonKind::null;
  std::string text;  ///< content of a string; a number as written
  std::size_t offset = 0;
  std::size_t length = 1;
  std::vector<JsonValue> items;     ///< of an array
  std::vector<JsonMember> members;  ///< of an object, in file order
  std::vector<std::pair<std::size_t, std::size_t>>
      keys;  ///< offset and length of each member's key

  const JsonValue* find(std::string_view key) const;
};

struct JsonMember {
  std::string name;
  JsonValue value;
};

/// The whole text as one value, or `fault`.
std::optional<JsonValue> read_json_tree(const SourceText& source, Problem& fault);

}  // namespace phanbo
