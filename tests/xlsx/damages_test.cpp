// Damaged workbooks are refused, or read as if nothing had happened. More of them: xlsx_campaign.
#include "xlsx/damages.hpp"

#include <gtest/gtest.h>

namespace phanbo::test {
namespace {

TEST(DamagedWorkbooks, AreNeverReadWrongInSilence) {
  const DamageCount count = read_damages(workbook_to_damage(), 20261130, 600);
  for (const std::string& unseen : count.unseen) ADD_FAILURE() << unseen;
  // The damages reach every outcome; otherwise they would show nothing.
  EXPECT_GT(count.refused, 300U);
  EXPECT_GT(count.same, 10U);
  EXPECT_GT(count.changed, 0U);
}

TEST(DamagedWorkbooks, CutAnywhereAreRefused) {
  const std::string whole = zip_of(workbook_to_damage());
  for (std::size_t length = 0; length < whole.size(); ++length) {
    ASSERT_TRUE(has_errors(read_workbook(whole.substr(0, length), "x.xlsx").problems)) << length;
  }
}

}  // namespace
}  // namespace phanbo::test
