#include "outputs/page/page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <set>

#include "outputs/page/words.hpp"
#include "page/html_reader.hpp"
#include "page/made_up_plan.hpp"

namespace phanbo::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string page_of(const MadeUp& made, Language language = Language::vietnamese) {
  return render_page(made.plan, made.assessment, made.allocation, {}, language, "phanbo 0");
}

Money amount_of(std::string_view text) {
  std::string digits;
  for (const char character : text) {
    if (character >= '0' && character <= '9') digits += character;
  }
  const std::int64_t value = digits.empty() ? 0 : std::stoll(digits);
  return Money::from_dong(text.starts_with("−") ? -value : value);
}

struct Sums {
  Money need, allocated, missing;
};

Sums sums_of(const MadeUp& made) {
  Sums sums;
  for (std::size_t i = 0; i < made.allocation.demands.size(); ++i) {
    sums.need += made.assessment.demands.rows()[i].need;
    sums.allocated += made.allocation.demands[i].allocated;
    sums.missing += made.allocation.demands[i].shortfall;
  }
  return sums;
}

TEST(Page, HeadlinesCarryTheExactFigures) {
  const MadeUp made = make_up();
  const std::string page = page_of(made);
  const Sums sums = sums_of(made);
  const auto headline = [&](const char* id, Money amount) {
    return std::string("<li id=\"") + id + "\"><b><data value=\"" + to_plain(amount) + "\">" +
           page::short_amount(amount, Language::vietnamese) + "</data></b>";
  };
  EXPECT_THAT(page, HasSubstr(headline("big-need", sums.need)));
  EXPECT_THAT(page, HasSubstr(headline("big-allocated", sums.allocated)));
  EXPECT_THAT(page, HasSubstr(headline("big-missing", sums.missing)));
  for (const char* question : {"Thay đổi gì?", "Ai trả?", "Ai chưa được?", "Vì sao?"})
    EXPECT_THAT(page, HasSubstr(question));
}

TEST(Page, TablesAddUpToTheAllocation) {
  const MadeUp made = make_up();
  const std::string page = page_of(made);
  const Sums sums = sums_of(made);

  const Rows cover = table_rows(page, "Ai trả cho nhu cầu");
  ASSERT_EQ(cover.size(), 1U + 5 + 1 + 1) << "head, five budgets, missing, need";
  Money covered;
  for (std::size_t i = 1; i + 1 < cover.size(); ++i) covered += amount_of(cover[i][1]);
  EXPECT_EQ(covered, sums.need);
  EXPECT_EQ(amount_of(cover.back()[1]), sums.need);

  const Rows flows = table_rows(page, "Từ nguồn đến mục đích");
  Money flowed;
  for (std::size_t i = 1; i + 1 < flows.size(); ++i) flowed += amount_of(flows[i][3]);
  EXPECT_EQ(flowed, sums.allocated);
  EXPECT_EQ(amount_of(flows.back()[3]), sums.allocated);

  for (const std::string name : {"Theo mục đích", "Theo nguồn", "Theo năm", "Theo địa bàn"}) {
    Money both;
    for (const char* kind : {": Chi thường xuyên", ": Chi đầu tư"}) {
      const Rows rows = table_rows(page, name + kind);
      ASSERT_GE(rows.size(), 3U) << name << kind;
      both += amount_of(rows.back().back());
    }
    EXPECT_EQ(both, sums.allocated) << name;
  }
  const Rows missing = table_rows(page, "Còn phải bố trí");
  EXPECT_EQ(amount_of(missing.back().back()), sums.missing);
}

TEST(Page, ChangesTieAndBalancesClose) {
  const MadeUp made = make_up();
  const std::string page = page_of(made);
  const Rows changes = table_rows(page, "Đã giao, điều chỉnh");
  ASSERT_GE(changes.size(), 3U);
  for (std::size_t i = 1; i < changes.size(); ++i) {
    EXPECT_EQ(amount_of(changes[i][1]) + amount_of(changes[i][2]), amount_of(changes[i][3]))
        << changes[i][0];
  }
  EXPECT_EQ(amount_of(changes.back()[1]), Money::from_dong(std::int64_t{11'512'000'000}));
  const Rows balances = table_rows(page, "Cân đối từng nguồn");
  for (std::size_t i = 1; i < balances.size(); ++i) {
    const auto cell = [&](std::size_t column) { return amount_of(balances[i][column]); };
    EXPECT_EQ(cell(1) + cell(2), cell(3) + cell(4) + cell(5) + cell(6)) << balances[i][0];
  }
  EXPECT_EQ(amount_of(balances.back()[4]), sums_of(made).allocated) << "transfers taken out";
}

TEST(Page, FundedAndRefusedProjectsHaveTheirReasons) {
  const std::string page = page_of(make_up());
  const Rows refused = table_rows(page, "Chưa được bố trí vốn");
  ASSERT_EQ(refused.size(), 1U + 2 + 1) << "one site without dossier, one project of eight";
  EXPECT_EQ(refused[1][1], "Nguồn không đủ (thiếu nguồn, mục 1)");
  EXPECT_EQ(refused[2][1], "Chưa có hồ sơ, quyết định đầu tư được duyệt");
  EXPECT_THAT(page, HasSubstr("id=\"shortage-1\""));
  const Rows funded = table_rows(page, "Được bố trí vốn");
  ASSERT_EQ(funded.size(), 1U + 8 + 1);
  for (std::size_t i = 1; i < funded.size(); ++i)
    EXPECT_EQ(amount_of(funded[i][5]) + amount_of(funded[i][6]), amount_of(funded[i][4]));
}

TEST(Page, AMandatoryNeedThatIsNotMetIsNamedFirst) {
  const std::string page = page_of(make_up());
  const std::size_t who = page.find("Ai chưa được?");
  ASSERT_NE(who, std::string::npos);
  const std::size_t first = page.find("<li>", who);
  const std::string entry = page.substr(first, page.find("</li>", first) - first);
  EXPECT_THAT(entry, HasSubstr("3000000000")) << "insurance lacks less than the site does";
  EXPECT_THAT(entry, HasSubstr("bắt buộc"));
}

TEST(Page, InsuranceByGroupAndQuarter) {
  const std::string page = page_of(make_up());
  const Rows groups = table_rows(page, "Bảo hiểm y tế theo nhóm");
  ASSERT_EQ(groups.size(), 3U);
  EXPECT_EQ(groups[1][2], "21.529.044.000");
  const Rows quarters = table_rows(page, "Chuyển tiền bảo hiểm y tế theo quý");
  ASSERT_EQ(quarters.size(), 1U + 8 + 1);
  EXPECT_EQ(quarters.back()[1], "43.058.088.000");
  EXPECT_EQ(quarters[1][5], "15/12/2025");
  EXPECT_THAT(page, HasSubstr("2025: 17.020; 2026: 17.020"));
}

TEST(Page, FlagsWhatIsMadeUpOrRecalled) {
  MadeUp made = make_up();
  EXPECT_THAT(page_of(made), HasSubstr("SỐ LIỆU MINH HỌA"));
  EXPECT_THAT(page_of(made), HasSubstr("DỰ THẢO"));
  made.plan.illustrative.clear();
  for (Document& document : made.plan.documents.rows())
    document.verification = Verification::verified;
  std::vector<LawRow> rows = made.plan.law.rows();
  rows[0].verification = Verification::verified;
  made.plan.law = LawBook(rows);
  made.assessment.law_used = {{&made.plan.law.rows().front()}};
  EXPECT_THAT(page_of(made), Not(HasSubstr("SỐ LIỆU MINH HỌA")));
  EXPECT_THAT(page_of(made), Not(HasSubstr("DỰ THẢO")));
}

TEST(Page, NeedsNoScriptAndMakesNoRequest) {
  const std::string page = page_of(make_up());
  EXPECT_THAT(page, HasSubstr("default-src 'none'; style-src 'unsafe-inline'; img-src data:"));
  EXPECT_THAT(page, Not(HasSubstr("http:")));
  EXPECT_THAT(page, Not(HasSubstr("https:")));
  EXPECT_THAT(page, Not(HasSubstr("@import")));
  for (const Tag& tag : tags_of(page)) {
    EXPECT_NE(tag.name, "script");
    EXPECT_FALSE(tag.attributes.contains("src"));
    for (const auto& [name, value] : tag.attributes) {
      EXPECT_FALSE(name.starts_with("on")) << name;
      if (name != "href") continue;
      EXPECT_TRUE(value.starts_with("#") || value == "data:,") << value;
    }
  }
}

TEST(Page, IdsAreUniqueAndEveryReferenceHasItsTarget) {
  const std::string page = page_of(make_up());
  std::set<std::string> ids;
  std::vector<std::string> wanted;
  for (const Tag& tag : tags_of(page)) {
    for (const auto& [name, value] : tag.attributes) {
      if (name == "id") {
        EXPECT_TRUE(ids.insert(value).second) << value;
      }
      if (name.starts_with("aria-labelledby") || name == "aria-describedby")
        wanted.push_back(value);
      if (name == "href" && value.starts_with("#")) wanted.push_back(value.substr(1));
    }
  }
  for (const std::string& id : wanted) EXPECT_TRUE(ids.contains(id)) << id;
}

TEST(Page, HeadingsGoDownOneByOneAndTablesAreLabelled) {
  for (const Language language : {Language::vietnamese, Language::english}) {
    const std::string page = page_of(make_up(), language);
    char level = '0';
    std::vector<std::string> open;
    for (const Tag& tag : tags_of(page)) {
      if (tag.name.size() == 2 && tag.name[0] == 'h' && tag.name[1] >= '1' && tag.name[1] <= '6') {
        EXPECT_LE(tag.name[1], level + 1);
        level = tag.name[1];
      }
      if (tag.name == "th") {
        EXPECT_TRUE(tag.attributes.contains("scope"));
      }
      const bool has_no_end = tag.name == "meta" || tag.name == "link" || tag.closes_itself;
      if (has_no_end) continue;
      if (!tag.name.starts_with("/")) {
        open.push_back(tag.name);
        continue;
      }
      ASSERT_FALSE(open.empty());
      EXPECT_EQ("/" + open.back(), tag.name) << "every element ends where it began";
      open.pop_back();
    }
    EXPECT_TRUE(open.empty());
  }
}

TEST(Page, EnglishPageMarksVietnameseNames) {
  const std::string page = page_of(make_up(), Language::english);
  EXPECT_THAT(page, HasSubstr("<html lang=\"en\">"));
  EXPECT_THAT(page, HasSubstr("<span lang=\"vi\">Nội dung"));
  EXPECT_THAT(page, HasSubstr("Who misses out?"));
  EXPECT_THAT(page, Not(HasSubstr("Ai chưa được")));
}

TEST(Page, AnEmptyPlanHasAPage) {
  MadeUp made;
  made.plan.first_year = made.plan.last_year = 2025;
  made.plan.name = "Trống";
  const std::string page = page_of(made);
  EXPECT_THAT(page, HasSubstr("Không ai: mọi nhu cầu được bố trí đủ."));
  EXPECT_THAT(page, Not(HasSubstr("id=\"projects\"")));
}

TEST(Page, TheSameResultGivesTheSameBytes) {
  const MadeUp made = make_up({.projects = 40});
  EXPECT_EQ(page_of(made), page_of(made));
}

TEST(Page, FiveHundredProjectsStayUnderAMegabyteAndAreAllListed) {
  const MadeUp made = make_up({.projects = 500, .name = [](std::size_t n) {
                                 return "Cải tạo, nâng cấp đường liên ấp và cầu số " +
                                        std::to_string(n) + ", xã An Bình, thành phố Cần Thơ";
                               }});
  const std::string page = page_of(made);
  EXPECT_LE(page.size(), 1'000'000U);
  EXPECT_EQ(
      table_rows(page, "Được bố trí vốn").size() + table_rows(page, "Chưa được bố trí vốn").size(),
      502U + 4)
      << "projects and sites, two heads, two totals";
#ifndef __SANITIZE_ADDRESS__
  std::chrono::nanoseconds best = std::chrono::hours(1);
  for (int round = 0; round < 5; ++round) {
    const auto start = std::chrono::steady_clock::now();
    ASSERT_EQ(page_of(made).size(), page.size());
    best = std::min<std::chrono::nanoseconds>(best, std::chrono::steady_clock::now() - start);
  }
  EXPECT_LE(best, std::chrono::milliseconds(50));
  RecordProperty("microseconds", static_cast<int>(best.count() / 1000));
#endif
  RecordProperty("bytes", static_cast<int>(page.size()));
}

TEST(Page, AListWithoutEndIsCutAndSaysSo) {
  const MadeUp made = make_up({.projects = 20'000});
  const std::string page = page_of(made);
  EXPECT_LE(page.size(), 1'500'000U);
  EXPECT_THAT(page, HasSubstr("dòng khác; xem đủ trong bảng tables/sites_and_projects.csv."));
  const Rows funded = table_rows(page, "Được bố trí vốn");
  Money allocated;
  for (const auto& line : made.allocation.ledger) {
    if (line.part == Part::transfer) continue;
    const Item& item = made.assessment.items[made.assessment.demands[line.demand].item];
    if (item.origin == ItemOrigin::project || item.origin == ItemOrigin::site)
      allocated += line.amount;
  }
  EXPECT_EQ(amount_of(funded.back()[4]), allocated) << "the total counts all rows";
}

}  // namespace
}  // namespace phanbo::test
