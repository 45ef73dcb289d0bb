#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace phanbo_verify {

enum class JsonKind : std::uint8_t { null, boolean, integer, other_number, text, array, object };

/// A value of a JSON document. Texts and children live as long as their JsonDocument.
struct Json {
  std::string_view name;        ///< key in the object around it
  std::string_view text;        ///< of texts; of other numbers as written
  std::int64_t integer = 0;     ///< of integers; 1 and 0 for true and false
  const Json* first = nullptr;  ///< null for an array of rows (see JsonDocument)
  std::uint32_t count = 0;
  JsonKind kind = JsonKind::null;

  const Json* begin() const { return first; }
  const Json* end() const { return first + count; }
  /// The member of this name; null when there is none or this is no object.
  const Json* find(std::string_view key) const;
  bool is_text() const { return kind == JsonKind::text; }
  bool is_integer() const { return kind == JsonKind::integer; }
  bool is_array() const { return kind == JsonKind::array; }
  bool is_object() const { return kind == JsonKind::object; }
};

/// A parsed document; owns what its values point at.
class JsonDocument {
 public:
  /// Throws BadInput with line and column. Duplicate keys, NUL bytes and deep nesting are refused.
  /// `rows`: names of arrays in the root that are only read row by row, with for_each_row; a row is
  /// looked at for duplicate keys when it is read.
  JsonDocument(const std::string& file, std::string_view bytes,
               std::vector<std::string_view> rows = {});
  /// The same without a copy of bytes that read_bytes has read.
  JsonDocument(const std::string& file, const std::string& bytes,
               std::vector<std::string_view> rows = {});
  JsonDocument(const JsonDocument&) = delete;
  JsonDocument& operator=(const JsonDocument&) = delete;
  ~JsonDocument();

  const Json& root() const { return root_; }
  /// A row does not outlive the call; its texts live as long as the document.
  void for_each_row(const Json& array, const std::function<void(const Json&)>& see);

 private:
  friend class JsonBuilder;
  struct Source;
  void parse(std::string_view bytes, bool has_room_behind);
  Json* room_for(std::size_t count);
  void add_block(std::size_t count);

  std::string file_;
  std::unique_ptr<Source> source_;
  std::vector<std::unique_ptr<Json[]>> blocks_;
  std::size_t block_left_ = 0;
  Json* block_next_ = nullptr;
  Json root_;
};

}  // namespace phanbo_verify
