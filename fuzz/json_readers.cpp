// JSON: what our reader accepts the verifier's reader accepts too, but for numbers that neither 64
// bits nor a double hold; and the other way round but for the depth, which ours limits more.
#include <algorithm>
#include <string>

#include "fuzz/fuzz.hpp"
#include "inputs/json_tree.hpp"
#include "inputs/kinds_of_files.hpp"
#include "verifier/fault.hpp"
#include "verifier/json.hpp"

namespace phanbo::fuzz {
namespace {

void check_places(const JsonValue& value, std::string_view text) {
  promise(value.offset + value.length <= text.size() + 1, "a value stands in the file");
  if (value.kind == JsonKind::number) {
    promise(text.substr(value.offset, value.length) == value.text, "a number as written");
  }
  promise(value.keys.size() == value.members.size(), "a key for each member");
  for (const auto& [offset, length] : value.keys)
    promise(offset + length <= text.size() && text[offset] == '"', "a key stands in the file");
  for (const JsonValue& item : value.items) check_places(item, text);
  for (const auto& [name, member] : value.members) check_places(member, text);
}

bool same(const JsonValue& ours, const phanbo_verify::Json& theirs) {
  using Theirs = phanbo_verify::JsonKind;
  switch (ours.kind) {
    case JsonKind::null:
      return theirs.kind == Theirs::null;
    case JsonKind::boolean:
      return theirs.kind == Theirs::boolean && (theirs.integer == 1) == (ours.text == "true");
    case JsonKind::number:
      return theirs.kind == Theirs::integer ? theirs.integer == 0 || ours.text.size() < 21
                                            : theirs.kind == Theirs::other_number;
    case JsonKind::string:
      return theirs.kind == Theirs::text && theirs.text == ours.text;
    case JsonKind::array:
    case JsonKind::object:
      break;
  }
  const bool is_array = ours.kind == JsonKind::array;
  const std::size_t count = is_array ? ours.items.size() : ours.members.size();
  if (theirs.kind != (is_array ? Theirs::array : Theirs::object) || theirs.count != count)
    return false;
  for (std::size_t i = 0; i < count; ++i) {
    if (!same(is_array ? ours.items[i] : ours.members[i].value, theirs.first[i])) return false;
    if (!is_array && ours.members[i].name != theirs.first[i].name) return false;
  }
  return true;
}

/// A number that a plan's reader keeps as a text, to refuse it by its meaning.
bool has_great_number(const JsonValue& value) {
  constexpr std::size_t digits_held = 18;
  if (value.kind == JsonKind::number)
    return value.text.size() > digits_held || value.text.find_first_of("eE") != value.text.npos;
  return std::any_of(value.items.begin(), value.items.end(), has_great_number) ||
         std::any_of(value.members.begin(), value.members.end(),
                     [](const auto& member) { return has_great_number(member.value); });
}

void run(std::string_view bytes) {
  SourceText source{"x.json", bytes};
  Problem fault;
  if (!check_encoding(source, fault)) return;
  const auto tree = read_json_tree(source, fault);
  if (tree) {
    check_places(*tree, source.text);
  } else {
    promise(fault.kind != nullptr && fault.place.line > 0 && fault.place.column > 0,
            "a refusal has a place");
  }
  try {
    const phanbo_verify::JsonDocument document("x.json", source.text);
    if (!tree) promise(fault.kind == &input_problem::json_too_deep, "both accept");
    if (tree) promise(same(*tree, document.root()), "both read the same");
  } catch (const phanbo_verify::BadInput&) {
    promise(!tree || has_great_number(*tree), "both refuse");
  }
}

}  // namespace
}  // namespace phanbo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  phanbo::fuzz::run(phanbo::fuzz::text_of(data, size));
  return 0;
}
