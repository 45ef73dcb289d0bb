#include "verifier/json.hpp"

#include <simdjson.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "verifier/fault.hpp"

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

[[noreturn]] void refuse(const std::string& file, std::string_view bytes,
                         simdjson::error_code error) {
  if (error == simdjson::DEPTH_ERROR) throw BadInput(file, "nested too deeply");
  ErrorFinder finder;
  nlohmann::json::sax_parse(bytes.begin(), bytes.end(), &finder);
  if (finder.offset == 0) throw BadInput(file, simdjson::error_message(error));
  throw BadInput(place_of(file, bytes, finder.offset - 1), "not valid JSON");
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
  simdjson::dom::parser parser;  ///< owns the texts
};

/// Copies the parser's values into the tree; texts stay where they are.
class JsonBuilder {
 public:
  JsonBuilder(JsonDocument& document, const std::string& file) : document_(document), file_(file) {}

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
    for (const simdjson::dom::element value : array) put(value, *next++);
  }

  void put_object(simdjson::dom::object object, Json& json) {
    std::uint32_t count = 0;
    for ([[maybe_unused]] const simdjson::dom::key_value_pair member : object) ++count;
    json.kind = JsonKind::object;
    Json* next = document_.room_for(count);
    json.first = next;
    json.count = count;
    for (const simdjson::dom::key_value_pair member : object) {
      next->name = member.key;
      put(member.value, *next++);
    }
    if (is_like_the_last(json)) return;
    if (const auto twin = twin_in(json)) {
      throw BadInput(file_, "key \"" + std::string(*twin) + "\" stands twice in one object");
    }
    last_ = &json;
  }

  /// Rows of a table have the same keys in the same order: what holds of one holds of the next.
  bool is_like_the_last(const Json& object) const {
    return last_ != nullptr && last_->count == object.count &&
           std::equal(object.begin(), object.end(), last_->begin(),
                      [](const Json& a, const Json& b) { return a.name == b.name; });
  }

  JsonDocument& document_;
  const std::string& file_;
  const Json* last_ = nullptr;  ///< an object without twins
};

const Json* Json::find(std::string_view key) const {
  if (kind != JsonKind::object) return nullptr;
  for (const Json& member : *this) {
    if (member.name == key) return &member;
  }
  return nullptr;
}

JsonDocument::JsonDocument(const std::string& file, std::string_view bytes)
    : source_(std::make_unique<Source>()) {
  const std::size_t nul = bytes.find('\0');
  if (nul != std::string_view::npos) throw BadInput(place_of(file, bytes, nul), "NUL byte");
  simdjson::error_code error =
      source_->parser.allocate(std::max<std::size_t>(bytes.size(), 64), depth_max);
  if (error != simdjson::SUCCESS) throw BadInput(file, simdjson::error_message(error));
  simdjson::dom::element root;
  error = source_->parser.parse(bytes.data(), bytes.size(), true).get(root);
  if (error != simdjson::SUCCESS) refuse(file, bytes, error);
  JsonBuilder(*this, file).put(root, root_);
}

JsonDocument::~JsonDocument() = default;

Json* JsonDocument::room_for(std::size_t count) {
  if (count > block_left_) {
    block_left_ = std::max(block_values, count);
    blocks_.push_back(std::make_unique<Json[]>(block_left_));
    block_next_ = blocks_.back().get();
  }
  Json* room = block_next_;
  block_next_ += count;
  block_left_ -= count;
  return room;
}

}  // namespace phanbo_verify
