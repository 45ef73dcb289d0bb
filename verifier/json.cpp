#include "verifier/json.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "verifier/fault.hpp"

namespace phanbo_verify {

namespace {

constexpr std::size_t depth_max = 64;
constexpr std::size_t block_bytes = std::size_t{1} << 20;

std::string place_of(const std::string& file, std::string_view bytes, std::size_t offset) {
  const std::string_view before = bytes.substr(0, std::min(offset, bytes.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t start = before.rfind('\n');
  const std::size_t column = start == std::string_view::npos ? offset + 1 : offset - start;
  return file + ":" + std::to_string(line) + ":" + std::to_string(column);
}

}  // namespace

/// Receives the parser's events and builds the tree.
class JsonBuilder : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit JsonBuilder(JsonDocument& document) : document_(document) {}

  bool null() override { return put(Json{}); }
  bool boolean(bool value) override {
    Json json;
    json.kind = JsonKind::boolean;
    json.integer = value ? 1 : 0;
    return put(json);
  }
  bool number_integer(number_integer_t value) override { return put_integer(value); }
  bool number_unsigned(number_unsigned_t value) override {
    if (value > static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max())) {
      return put_text(std::to_string(value), JsonKind::other_number);
    }
    return put_integer(static_cast<std::int64_t>(value));
  }
  bool number_float(number_float_t, const string_t& text) override {
    return put_text(text, JsonKind::other_number);
  }
  bool string(string_t& value) override { return put_text(value, JsonKind::text); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(JsonKind::object); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(JsonKind::array); }
  bool end_array() override { return close(); }
  bool key(string_t& value) override {
    auto found = keys_.find(value);
    if (found == keys_.end()) found = keys_.insert(document_.keep(value)).first;
    pending_name_ = *found;
    return true;
  }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    offset = position;
    message = "not valid JSON";
    return false;
  }

  std::size_t offset = 0;
  std::string message;

 private:
  struct Level {
    Json json;
    std::vector<Json> children;
  };

  bool put_integer(std::int64_t value) {
    Json json;
    json.kind = JsonKind::integer;
    json.integer = value;
    return put(json);
  }
  bool put_text(std::string_view text, JsonKind kind) {
    Json json;
    json.kind = kind;
    json.text = document_.keep(text);
    return put(json);
  }
  bool put(Json json) {
    json.name = pending_name_;
    pending_name_ = {};
    if (levels_.empty()) {
      document_.root_ = json;
    } else {
      levels_.back().children.push_back(json);
    }
    return true;
  }
  bool open(JsonKind kind) {
    if (levels_.size() >= depth_max) {
      message = "nested too deeply";
      return false;
    }
    Level level;
    level.json.kind = kind;
    level.json.name = pending_name_;
    pending_name_ = {};
    levels_.push_back(std::move(level));
    return true;
  }
  bool close() {
    Level level = std::move(levels_.back());
    levels_.pop_back();
    if (level.json.kind == JsonKind::object && has_twins(level.children)) return false;
    level.children.shrink_to_fit();
    document_.arrays_.push_back(std::move(level.children));
    level.json.first = document_.arrays_.back().data();
    level.json.count = static_cast<std::uint32_t>(document_.arrays_.back().size());
    pending_name_ = level.json.name;
    return put(level.json);
  }
  bool has_twins(const std::vector<Json>& members) {
    std::vector<std::string_view> names;
    names.reserve(members.size());
    for (const Json& member : members) names.push_back(member.name);
    std::sort(names.begin(), names.end());
    const auto twin = std::adjacent_find(names.begin(), names.end());
    if (twin == names.end()) return false;
    message = "key \"" + std::string(*twin) + "\" stands twice in one object";
    return true;
  }

  JsonDocument& document_;
  std::vector<Level> levels_;
  std::string_view pending_name_;
  std::unordered_set<std::string_view> keys_;
};

const Json* Json::find(std::string_view key) const {
  if (kind != JsonKind::object) return nullptr;
  for (const Json& member : *this) {
    if (member.name == key) return &member;
  }
  return nullptr;
}

JsonDocument::JsonDocument(const std::string& file, std::string_view bytes) {
  const std::size_t nul = bytes.find('\0');
  if (nul != std::string_view::npos) throw BadInput(place_of(file, bytes, nul), "NUL byte");
  JsonBuilder builder(*this);
  if (!nlohmann::json::sax_parse(bytes.begin(), bytes.end(), &builder)) {
    const std::string place = builder.offset > 0 ? place_of(file, bytes, builder.offset - 1) : file;
    throw BadInput(place, builder.message.empty() ? "not valid JSON" : builder.message);
  }
}

std::string_view JsonDocument::keep(std::string_view text) {
  if (text.size() > block_left_) {
    const std::size_t size = std::max(block_bytes, text.size());
    blocks_.push_back(std::make_unique<char[]>(size));
    block_next_ = blocks_.back().get();
    block_left_ = size;
  }
  if (!text.empty()) std::memcpy(block_next_, text.data(), text.size());
  const std::string_view kept(block_next_, text.size());
  block_next_ += text.size();
  block_left_ -= text.size();
  return kept;
}

}  // namespace phanbo_verify
