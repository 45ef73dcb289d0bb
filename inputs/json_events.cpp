// The only file that includes the JSON library: it costs seconds to compile.
#include "inputs/json_events.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "inputs/kinds_of_files.hpp"
#include "models/limits.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

/// Walks over the bytes and tells how many were taken: the library does not say where a token
/// stands.
class CountingIterator {
 public:
  using difference_type = std::ptrdiff_t;
  using value_type = char;
  using pointer = const char*;
  using reference = const char&;
  using iterator_category = std::input_iterator_tag;

  CountingIterator() = default;
  CountingIterator(const char* position, std::size_t* taken) : position_(position), taken_(taken) {}
  reference operator*() const { return *position_; }
  CountingIterator& operator++() {
    ++position_;
    ++*taken_;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const CountingIterator& a, const CountingIterator& b) {
    return a.position_ == b.position_;
  }
  friend bool operator!=(const CountingIterator& a, const CountingIterator& b) { return !(a == b); }

 private:
  const char* position_ = nullptr;
  std::size_t* taken_ = nullptr;
};

bool belongs_to_number(char character) {
  return (character >= '0' && character <= '9') || character == '-' || character == '+' ||
         character == '.' || character == 'e' || character == 'E';
}

/// Turns the library's events into ours, with places, and keeps the guards.
class Events : public nlohmann::json_sax<nlohmann::json> {
 public:
  Events(const SourceText& source, const std::size_t& taken, JsonHandler& handler, Problem& fault)
      : source_(source), taken_(taken), handler_(handler), fault_(fault) {}

  bool null() override { return word(JsonKind::null, 4); }
  bool boolean(bool value) override { return word(JsonKind::boolean, value ? 4 : 5); }
  bool number_integer(number_integer_t) override { return number(); }
  bool number_unsigned(number_unsigned_t) override { return number(); }
  bool number_float(number_float_t, const string_t&) override { return number(); }
  bool string(string_t& value) override { return handler_.on_value(string_token(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(JsonKind::object); }
  bool start_array(std::size_t) override { return open(JsonKind::array); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& value) override {
    const JsonToken token = string_token(value);
    const auto [known, is_new] = keys_.back().emplace(value, token.offset);
    if (is_new) return handler_.on_key(token);
    const int first_line = place_in(source_, {}, known->second, 1).line;
    fault_ = {&json_key_twice,
              place_in(source_, {}, token.offset, token.length),
              {value, std::to_string(first_line)}};
    return false;
  }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    const std::size_t offset = position == 0 ? 0 : position - 1;
    const std::size_t start = std::min(offset, source_.text.size() - 1);
    fault_ = {&json_syntax, place_in(source_, {}, start, 1), {near(start)}};
    return false;
  }

 private:
  using Keys = std::map<std::string, std::size_t>;

  /// The last few characters read, as far as they can be shown.
  std::string near(std::size_t offset) const {
    const Place place = place_in(source_, {}, offset, 1);
    const auto column = static_cast<std::size_t>(place.column);
    std::string_view shown = place.excerpt;
    for (std::size_t i = 1; i + 8 < column && !shown.empty(); ++i) {
      shown.remove_prefix(1);
      while (!shown.empty() && (static_cast<unsigned char>(shown.front()) & 0xC0U) == 0x80U)
        shown.remove_prefix(1);
    }
    std::size_t end = 0;
    for (int count = 0; end < shown.size() && count < 16; ++count) {
      ++end;
      while (end < shown.size() && (static_cast<unsigned char>(shown[end]) & 0xC0U) == 0x80U) ++end;
    }
    return std::string(shown.substr(0, end));
  }

  bool word(JsonKind kind, std::size_t length) {
    const std::size_t offset = taken_ - length;
    return handler_.on_value({kind, source_.text.substr(offset, length), offset, length, true});
  }

  /// The library reads one byte behind a number, unless the text ends there; the digits are taken
  /// from the file itself, so nothing passes through a machine number.
  bool number() {
    std::size_t end = taken_;
    while (end > 0 && !belongs_to_number(source_.text[end - 1])) --end;
    std::size_t start = end;
    while (start > 0 && belongs_to_number(source_.text[start - 1])) --start;
    const std::string_view text = source_.text.substr(start, end - start);
    return handler_.on_value({JsonKind::number, text, start, text.size(), true});
  }

  JsonToken string_token(const std::string& value) const {
    const std::size_t end = taken_;
    if (end >= value.size() + 2) {
      const std::string_view inside = source_.text.substr(end - 1 - value.size(), value.size());
      if (inside == value && source_.text[end - 2 - value.size()] == '"') {
        return {JsonKind::string, inside, end - 2 - value.size(), value.size() + 2, true};
      }
    }
    const std::size_t start = start_of_escaped(end);
    return {JsonKind::string, value, start, end - start, false};
  }

  /// The opening quote of the string that ends before `end`: the nearest quote that no odd row of
  /// '\' precedes.
  std::size_t start_of_escaped(std::size_t end) const {
    std::size_t position = end - 1;
    while (position > 0) {
      --position;
      if (source_.text[position] != '"') continue;
      std::size_t slashes = 0;
      while (slashes < position && source_.text[position - 1 - slashes] == '\\') ++slashes;
      if (slashes % 2 == 0) break;
    }
    return position;
  }

  bool open(JsonKind kind) {
    const std::size_t offset = taken_ - 1;
    keys_.emplace_back();
    if (keys_.size() > static_cast<std::size_t>(limit_json_depth_max)) {
      fault_ = {
          &json_too_deep, place_in(source_, {}, offset, 1), {std::to_string(limit_json_depth_max)}};
      return false;
    }
    return handler_.on_open({kind, source_.text.substr(offset, 1), offset, 1, true});
  }

  bool close() {
    keys_.pop_back();
    return handler_.on_close();
  }

  const SourceText& source_;
  const std::size_t& taken_;
  JsonHandler& handler_;
  Problem& fault_;
  std::vector<Keys> keys_;
};

}  // namespace

std::string_view to_code(JsonKind kind) {
  constexpr std::string_view codes[] = {"object", "array", "string", "number", "boolean", "null"};
  return codes[static_cast<std::size_t>(kind)];
}

bool read_json(const SourceText& source, JsonHandler& handler, Problem& fault) {
  if (source.text.starts_with(
          "\xEF\xBB\xBF")) {  // a second byte-order mark, which the library would skip
    fault = {&json_syntax, place_in(source, {}, 0, 1), {"U+FEFF"}};
    return false;
  }
  std::size_t taken = 0;
  const char* const begin = source.text.data();
  Events events(source, taken, handler, fault);
  return nlohmann::json::sax_parse(CountingIterator(begin, &taken),
                                   CountingIterator(begin + source.text.size(), &taken), &events,
                                   nlohmann::json::input_format_t::json, true, false);
}

}  // namespace phanbo
