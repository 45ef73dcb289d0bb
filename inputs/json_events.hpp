#pragma once

#include <cstddef>
#include <string_view>

#include "inputs/source_text.hpp"
#include "models/problem.hpp"

namespace phanbo {

enum class JsonKind { object, array, string, number, boolean, null };

/// Name of a kind as JSON calls it.
std::string_view to_code(JsonKind kind);

/// A token and the bytes it takes in the file.
struct JsonToken {
  JsonKind kind = JsonKind::null;
  /// A string's content (views the file where it holds no escape, else lives until the next token);
  /// a number's text as written; "true", "false", "null".
  std::string_view text;
  std::size_t offset = 0;
  std::size_t length = 0;
  bool views_file = false;
};

/// Receives a JSON text piece by piece. Returning false stops the reading.
class JsonHandler {
 public:
  virtual ~JsonHandler() = default;
  virtual bool on_open(const JsonToken& token) = 0;  ///< object or array
  virtual bool on_close() = 0;
  virtual bool on_key(const JsonToken& token) = 0;
  virtual bool on_value(const JsonToken& token) = 0;
};

/// Reads checked UTF-8. Refuses what is not JSON, equal keys in one object, and nesting beyond
/// `limit_json_depth_max`; then fills `fault` and returns false.
bool read_json(const SourceText& source, JsonHandler& handler, Problem& fault);

}  // namespace phanbo
