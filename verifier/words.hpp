#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

/// What this program says, in both languages, stated where a rule states it.
namespace phanbo_verify {

enum class Language { vietnamese, english };

/// A sentence, or a piece of one.
struct Words {
  std::string vietnamese;
  std::string english;

  const std::string& in(Language language) const {
    return language == Language::english ? english : vietnamese;
  }
};

/// Codes, names of files and fields, texts of the result: the same in both languages.
Words plain(std::string_view text);
Words plain(std::string text);
Words plain(const char* text);

Words operator+(Words first, const Words& second);
/// With a code, which is the same in both.
Words operator+(Words words, std::string_view code);

/// Why there is no verdict.
struct Refusal : std::runtime_error {
  explicit Refusal(Words why) : std::runtime_error(why.english), words(std::move(why)) {}
  Words words;
};

/// Input that is not what the formats say. `place`: a file, a table, a row.
struct BadInput : Refusal {
  BadInput(std::string_view place, const Words& what) : Refusal(plain(place) + ": " + what) {}
  BadInput(const Words& place, const Words& what) : Refusal(place + ": " + what) {}
};

/// A file that cannot be read.
struct Unreadable : Refusal {
  Unreadable(std::string_view path, const Words& what) : Refusal(plain(path) + ": " + what) {}
};

}  // namespace phanbo_verify
