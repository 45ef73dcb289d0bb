#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace phanbo {

/// Writes JSON in the order it is told, two blanks a level. The caller keeps open and close in
/// balance.
class JsonText {
 public:
  void open_object() { open('{'); }
  void open_array() { open('['); }
  void close_object() { close('}'); }
  void close_array() { close(']'); }
  JsonText& key(std::string_view name);
  void text(std::string_view value);
  void number(std::int64_t value);
  void flag(bool value);

  /// The finished text with a newline at its end.
  std::string take() { return std::move(out_) + '\n'; }

 private:
  void open(char mark);
  void close(char mark);
  void begin_value();

  std::string out_;
  std::vector<bool> filled_;  ///< one entry a level: has it members already?
  bool after_key_ = false;
};

/// A flat object: keys with their text or number as written.
using JsonRecord = std::vector<std::pair<std::string, std::string>>;

/// The objects of the array `name` at the top of a JSON file, each with its texts and numbers; what
/// is nested deeper is skipped. Empty when the text is not such JSON.
std::optional<std::vector<JsonRecord>> json_records(std::string_view json, std::string_view name);

/// The same of the arrays `inner` inside the objects of the array `name`, one list for each object.
std::optional<std::vector<std::vector<JsonRecord>>> json_inner_records(std::string_view json,
                                                                       std::string_view name,
                                                                       std::string_view inner);

/// The texts and numbers at the top of a JSON file. Empty when the text is not a JSON object.
std::optional<JsonRecord> json_top(std::string_view json);

/// The value of a key in a record, or empty text.
std::string_view value_of(const JsonRecord& record, std::string_view key);

}  // namespace phanbo
