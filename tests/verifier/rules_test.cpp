// Every rule of phanbo-verify is needed: each rejects a damage that no other rule would, or only
// rules that compute the same thing anew. docs/battery.md has the list.
#include <gmock/gmock.h>

#include <regex>

#include "verifier/allocate_here.hpp"
#include "verifier/bytes.hpp"
#include "verifier/damage_tally.hpp"
#include "verifier/plan_maker.hpp"

namespace phanbo_verify::test {
namespace {

/// Plans on which verifier_damage_campaign found a limit broken with little else.
constexpr std::uint64_t rare_plans[] = {31, 36, 39, 66, 79, 102, 180, 212};

void damage_made_plan(std::uint64_t seed, DamageTally& counts) {
  const auto folder = scratch_folder("made");
  make_plan(seed).write(folder);
  const auto result = BelievedResult::of(folder);
  if (result) damage_often(*result, "made plan " + std::to_string(seed), 40, seed, counts);
}

/// Fixed damages of the examples and of made plans; a few seconds.
const DamageTally& tally() {
  static const DamageTally done = [] {
    DamageTally counts;
    const std::filesystem::path examples = std::filesystem::path(PHANBO_SOURCE_DIR) / "examples";
    for (const char* name : {"an-binh", "an-binh-short", "qd2639"}) {
      const auto result = BelievedResult::of(examples / name);
      EXPECT_TRUE(result) << name;
      if (result) damage_often(*result, name, 60, 1, counts);
    }
    for (std::uint64_t seed = 1; seed <= 30; ++seed) damage_made_plan(seed, counts);
    for (const std::uint64_t seed : rare_plans) damage_made_plan(seed, counts);
    return counts;
  }();
  return done;
}

TEST(VerifierRules, EveryDamageOfTheseSeedsIsRejected) {
  EXPECT_THAT(tally().misses(), testing::IsEmpty());
  EXPECT_THAT(tally().still_proving(), testing::IsEmpty());
  EXPECT_GT(tally().applied(), 900u);
  EXPECT_GE(2 * tally().applied_balanced() + 100, tally().applied());
}

std::set<std::string> words_of(const std::string& text) {
  static const std::regex word("[a-z_]+");
  std::set<std::string> words;
  for (std::sregex_iterator match(text.begin(), text.end(), word), end; match != end; ++match) {
    words.insert(match->str());
  }
  return words;
}

TEST(VerifierRules, EachRejectsWhatOnlyItMustCatch) {
  const std::string page =
      read_bytes(std::filesystem::path(PHANBO_SOURCE_DIR) / "docs" / "battery.md");
  const std::regex rows(R"(\| verifier \| (\w+) \| ([^|\n]+) \|)");
  std::size_t count = 0;
  for (std::sregex_iterator row(page.begin(), page.end(), rows), end; row != end; ++row, ++count) {
    const std::string rule = (*row)[1];
    const std::string others = (*row)[2];
    EXPECT_TRUE(
        tally().has_objected(rule, others == "alone" ? std::set<std::string>{} : words_of(others)))
        << rule << " " << others;
  }
  EXPECT_EQ(count, 45u) << "a row for every rule but those the page names above the list";
}

TEST(VerifierRules, ThePageArguesEveryChangeLetThroughAndNoOther) {
  const std::string page =
      read_bytes(std::filesystem::path(PHANBO_SOURCE_DIR) / "docs" / "battery.md");
  const std::regex rows(R"(\| argued \| ([^|\n]+) \| [^|\n]+ \|)");
  std::vector<std::string> changes;
  for (std::sregex_iterator row(page.begin(), page.end(), rows), end; row != end; ++row)
    changes.push_back((*row)[1]);
  const auto argued = argued_changes();
  EXPECT_THAT(changes, testing::ElementsAreArray(argued.begin(), argued.end()));
}

}  // namespace
}  // namespace phanbo_verify::test
