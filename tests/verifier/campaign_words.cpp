#include "verifier/campaign_words.hpp"

#include <charconv>
#include <string_view>

namespace phanbo_verify::test {

namespace {

bool read_number(std::string_view text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

std::optional<CampaignWords> read_campaign_words(int count, char** words) {
  CampaignWords read;
  for (int i = 1; i < count; i += 2) {
    const std::string_view name = words[i];
    if (i + 1 >= count) return std::nullopt;
    const std::string_view value = words[i + 1];
    if (name == "--count") {
      if (!read_number(value, read.count)) return std::nullopt;
    } else if (name == "--seed") {
      if (!read_number(value, read.seed)) return std::nullopt;
    } else if (name == "--keep") {
      read.keep = value;
    } else {
      return std::nullopt;
    }
  }
  return read;
}

}  // namespace phanbo_verify::test
