#include "verifier/words.hpp"

namespace phanbo_verify {

Words plain(std::string_view text) { return {std::string(text), std::string(text)}; }

Words plain(std::string text) {
  Words words{text, {}};
  words.english = std::move(text);
  return words;
}

Words plain(const char* text) { return {text, text}; }

Words operator+(Words first, const Words& second) {
  first.vietnamese += second.vietnamese;
  first.english += second.english;
  return first;
}

Words operator+(Words words, std::string_view code) {
  words.vietnamese += code;
  words.english += code;
  return words;
}

}  // namespace phanbo_verify
