#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace phanbo_verify::test {

/// What a campaign was asked for: `--count N --seed S [--keep FOLDER]`.
struct CampaignWords {
  std::uint64_t count = 1'000;
  std::uint64_t seed = 1;
  std::filesystem::path keep;  ///< where the last plan and result stay; empty = nowhere
};

/// Empty for words that are none of these.
std::optional<CampaignWords> read_campaign_words(int count, char** words);

}  // namespace phanbo_verify::test
