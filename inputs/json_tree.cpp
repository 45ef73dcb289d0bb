#include "inputs/json_tree.hpp"

namespace phanbo {

namespace {

/// Builds the tree; `open_` are the values that are not closed yet, outermost first.
class TreeBuilder : public JsonHandler {
 public:
  bool on_open(const JsonToken& token) override {
    open_.push_back(value_of(token));
    open_.back().text.clear();
    return true;
  }

  bool on_close() override {
    JsonValue closed = std::move(open_.back());
    open_.pop_back();
    return place(std::move(closed));
  }

  bool on_key(const JsonToken& token) override {
    JsonValue& object = open_.back();
    object.keys.emplace_back(token.offset, token.length);
    object.members.push_back({std::string(token.text), JsonValue()});
    return true;
  }

  bool on_value(const JsonToken& token) override { return place(value_of(token)); }

  JsonValue take() { return std::move(root_); }

 private:
  static JsonValue value_of(const JsonToken& token) {
    JsonValue value;
    value.kind = token.kind;
    value.text = token.text;
    value.offset = token.offset;
    value.length = token.length;
    return value;
  }

  bool place(JsonValue value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (open_.back().kind == JsonKind::array) {
      open_.back().items.push_back(std::move(value));
    } else {
      open_.back().members.back().value = std::move(value);
    }
    return true;
  }

  std::vector<JsonValue> open_;
  JsonValue root_;
};

}  // namespace

const JsonValue* JsonValue::find(std::string_view key) const {
  for (const auto& [name, value] : members) {
    if (name == key) return &value;
  }
  return nullptr;
}

std::optional<JsonValue> read_json_tree(const SourceText& source, Problem& fault) {
  TreeBuilder builder;
  if (!read_json(source, builder, fault)) return std::nullopt;
  return builder.take();
}

}  // namespace phanbo
