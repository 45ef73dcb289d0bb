#include "verifier/json.hpp"

#include <simdjson.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "verifier/phrases.hpp"

namespace phanbo_verify {

namespace {

constexpr std::size_t depth_max = 64;
constexpr std::size_t block_values = std::size_t{1} << 14;

std::string place_of(const std::string& file, std::string_view bytes, std::size_t offset) {
  const std::string_view before = bytes.substr(0, std::min(offset, bytes.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t start = before.rfind('\n');
  const std::size_t column = start == std::string_view::npos ? offset + 1 : offset - start;
  return file + ":" + std::to_string(line) + ":" + std::to_string(column);
}

/// The fast parser does not say where a document goes wrong; this one does.
struct ErrorFinder : nlohmann::json_sax<nlohmann::json> {
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool key(string_t&) override { return true; }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    offset = position;
    return false;
  }
  std::size_t offset = 0;
};

/// The parser's own message is English only.
Words not_parsed(simdjson::error_code error) {
  return {"không đọc được JSON (mã " + std::to_string(static_cast<int>(error)) + ")",
          simdjson::error_message(error)};
}

[[noreturn]] void refuse(const std::string& file, std::string_view bytes,
                         simdjson::error_code error) {
  if (error == simdjson::DEPTH_ERROR)
    throw BadInput(file, {"lồng quá nhiều cấp", "nested too deeply"});
  ErrorFinder finder;
  nlohmann::json::sax_parse(bytes.begin(), bytes.end(), &finder);
  if (finder.offset == 0) throw BadInput(file, not_parsed(error));
  throw BadInput(place_of(file, bytes, finder.offset - 1),
                 {"không phải JSON hợp lệ", "not valid JSON"});
}

/// Two members of one name; the name. Small objects are compared at once, large ones sorted.
std::optional<std::string_view> twin_in(const Json& object) {
  if (object.count > 32) {
    std::vector<std::string_view> names;
    for (const Json& member : object) names.push_back(member.name);
    std::sort(names.begin(), names.end());
    const auto twin = std::adjacent_find(names.begin(), names.end());
    return twin == names.end() ? std::nullopt : std::optional(*twin);
  }
  for (const Json* one = object.begin(); one != object.end(); ++one) {
    for (const Json* other = object.begin(); other != one; ++other) {
      if (one->name == other->name) return one->name;
    }
  }
  return std::nullopt;
}

}  // namespace

struct JsonDocument::Source {
  simdjson::dom::document document;        ///< owns the texts
  std::vector<std::string_view> rows;      ///< names of arrays read row by row
  std::vector<simdjson::dom::array> late;  ///< those arrays
  std::vector<std::string_view> last;      ///< keys of the last object, without twins
};

/// Copies the parser's values into the tree; texts stay where they are.
class JsonBuilder {
 public:
  explicit JsonBuilder(JsonDocument& document)
      : document_(document), last_(document.source_->last) {}

  /// The root, without the arrays that are read row by row.
  void put_root(simdjson::dom::element value, Json& json) {
    is_root_ = true;
    put(value, json);
  }

  void put(simdjson::dom::element value, Json& json) {
    switch (value.type()) {
      case simdjson::dom::element_type::NULL_VALUE:
        break;
      case simdjson::dom::element_type::BOOL:
        json.kind = JsonKind::boolean;
        json.integer = value.get_bool().value_unsafe() ? 1 : 0;
        break;
      case simdjson::dom::element_type::INT64:
        json.kind = JsonKind::integer;
        json.integer = value.get_int64().value_unsafe();
        break;
      case simdjson::dom::element_type::UINT64:
      case simdjson::dom::element_type::DOUBLE:
        json.kind = JsonKind::other_number;
        break;
      case simdjson::dom::element_type::STRING:
        json.kind = JsonKind::text;
        json.text = value.get_string().value_unsafe();
        break;
      case simdjson::dom::element_type::ARRAY:
        put_array(value.get_array().value_unsafe(), json);
        break;
      case simdjson::dom::element_type::OBJECT:
        put_object(value.get_object().value_unsafe(), json);
        break;
    }
  }

 private:
  void put_array(simdjson::dom::array array, Json& json) {
    std::uint32_t count = 0;
    for ([[maybe_unused]] const simdjson::dom::element value : array) ++count;
    json.kind = JsonKind::array;
    Json* next = document_.room_for(count);
    json.first = next;
    json.count = count;
    for (const simdjson::dom::element value : array) put(value, *next++ = {});
  }

  void put_object(simdjson::dom::object object, Json& json) {
    std::uint32_t count = 0;
    for ([[maybe_unused]] const simdjson::dom::key_value_pair member : object) ++count;
    json.kind = JsonKind::object;
    Json* next = document_.room_for(count);
    json.first = next;
    json.count = count;
    const bool is_root = std::exchange(is_root_, false);
    for (const simdjson::dom::key_value_pair member : object) {
      *next = {};
      next->name = member.key;
      if (!is_root || !put_rows(member.value, *next)) put(member.value, *next);
      ++next;
    }
    if (is_like_the_last(json)) return;
    if (const auto twin = twin_in(json)) {
      throw BadInput(document_.file_, Words{"khóa \"", "key \""} + *twin +
                                          Words{"\" có hai lần trong một đối tượng",
                                                "\" stands twice in one object"});
    }
    last_.clear();
    for (const Json& member : json) last_.push_back(member.name);
  }

  /// Remembers an array that is read row by row.
  bool put_rows(simdjson::dom::element value, Json& json) {
    JsonDocument::Source& source = *document_.source_;
    if (!value.is_array() ||
        std::find(source.rows.begin(), source.rows.end(), json.name) == source.rows.end()) {
      return false;
    }
    json.kind = JsonKind::array;
    json.integer = static_cast<std::int64_t>(source.late.size());
    source.late.push_back(value.get_array().value_unsafe());
    for ([[maybe_unused]] const simdjson::dom::element row : source.late.back()) ++json.count;
    return true;
  }

  /// Rows of a table have the same keys in the same order: what holds of one holds of the next.
  bool is_like_the_last(const Json& object) const {
    return std::equal(
        object.begin(), object.end(), last_.begin(), last_.end(),
        [](const Json& member, std::string_view name) { return member.name == name; });
  }

  JsonDocument& document_;
  std::vector<std::string_view>& last_;
  bool is_root_ = false;
};

const Json* Json::find(std::string_view key) const {
  if (kind != JsonKind::object) return nullptr;
  for (const Json& member : *this) {
    if (member.name == key) return &member;
  }
  return nullptr;
}

JsonDocument::JsonDocument(const std::string& file, std::string_view bytes,
                           std::vector<std::string_view> rows)
    : file_(file), source_(std::make_unique<Source>()) {
  source_->rows = std::move(rows);
  parse(bytes, false);
}

JsonDocument::JsonDocument(const std::string& file, const std::string& bytes,
                           std::vector<std::string_view> rows)
    : file_(file), source_(std::make_unique<Source>()) {
  source_->rows = std::move(rows);
  parse(bytes, bytes.capacity() >= bytes.size() + simdjson::SIMDJSON_PADDING);
}

JsonDocument::~JsonDocument() = default;

void JsonDocument::parse(std::string_view bytes, bool has_room_behind) {
  const std::size_t nul = bytes.find('\0');
  if (nul != std::string_view::npos) throw BadInput(place_of(file_, bytes, nul), nul_byte());
  simdjson::dom::parser parser;
  simdjson::error_code error = parser.allocate(std::max<std::size_t>(bytes.size(), 64), depth_max);
  if (error != simdjson::SUCCESS) throw BadInput(file_, not_parsed(error));
  simdjson::dom::element root;
  error =
      parser.parse_into_document(source_->document, bytes.data(), bytes.size(), !has_room_behind)
          .get(root);
  if (error != simdjson::SUCCESS) refuse(file_, bytes, error);
  JsonBuilder(*this).put_root(root, root_);
}

void JsonDocument::for_each_row(const Json& array, const std::function<void(const Json&)>& see) {
  if (array.first != nullptr || array.count == 0) {
    for (const Json& row : array) see(row);
    return;
  }
  JsonBuilder builder(*this);
  const std::size_t kept = blocks_.size();
  add_block(block_values);
  for (const simdjson::dom::element value :
       source_->late[static_cast<std::size_t>(array.integer)]) {
    blocks_.resize(kept + 1);  // the last row is forgotten
    block_next_ = blocks_.back().get();
    block_left_ = block_values;
    Json row;
    builder.put(value, row);
    see(row);
  }
  blocks_.resize(kept);
  block_left_ = 0;
}

void JsonDocument::add_block(std::size_t count) {
  block_left_ = std::max(block_values, count);
  blocks_.push_back(std::make_unique<Json[]>(block_left_));
  block_next_ = blocks_.back().get();
}

Json* JsonDocument::room_for(std::size_t count) {
  if (count > block_left_) add_block(count);
  Json* room = block_next_;
  block_next_ += count;
  block_left_ -= count;
  return room;
}

}  // namespace phanbo_verify
