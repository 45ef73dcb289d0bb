// `law check` and `law show` on packs of one's own, each with one fault, and on the shipped ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "cli/run_phanbo.hpp"

namespace phanbo::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

RunResult check(const std::string& pack, const std::string& language = "en") {
  const std::string folder = std::string(PHANBO_SOURCE_DIR) + "/tests/criteria/packs/" + pack;
  return run_phanbo({"law", "check", folder, "--lang", language});
}

TEST(LawCheck, ASoundPackHasNoFault) {
  const RunResult result = check("sound");
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_EQ(result.out, "sound\n  no fault\n");
  EXPECT_EQ(check("sound", "vi").out, "sound\n  không có lỗi\n");
}

TEST(LawCheck, YearsWithoutARowAreFound) {
  const RunResult result = check("gap-over-dates");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("fault: \"ds\": no row for 2027–2028"));
  EXPECT_THAT(result.out, HasSubstr("fault: \"muc\": no row for 2028–2028"));
}

TEST(LawCheck, TwoRowsForOneYearAreFound) {
  const RunResult result = check("overlap");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, AllOf(HasSubstr("fault: "), HasSubstr("\"ds\""), HasSubstr("2028")));
}

TEST(LawCheck, ARecalledRowIsNamedWithItsDocument) {
  const RunResult result = check("recalled");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("not checked against the document itself (Bài báo kể lại nghị "
                                    "quyết): dien-tich\n"));
  EXPECT_THAT(result.out, Not(HasSubstr("ds")));
}

TEST(LawCheck, BandsThatDoNotJoinAreFound) {
  const RunResult result = check("bands-do-not-join");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, AllOf(HasSubstr("\"ho\""), HasSubstr("16000"), HasSubstr("\"trung\""),
                                HasSubstr("15000"), HasSubstr("\"bien\"")));
}

TEST(LawCheck, AYearBeforeTheFirstIsFound) {
  const RunResult result = check("last-year-before-the-first");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("fault: "));
  EXPECT_THAT(result.out, HasSubstr("thieu"));
}

/// Few columns, no years, a name that is no indicator: told, nothing breaks.
TEST(LawCheck, APackWrittenInAHurryIsReadAllTheSame) {
  const RunResult result = check("written-in-a-hurry");
  EXPECT_EQ(result.exit_code, 1) << result.out << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("dan_so"), HasSubstr("len"), HasSubstr("criteria/khac")));
}

TEST(LawCheck, AFolderThatIsNoPackIsRefused) {
  const TemporaryFolder folder;
  const RunResult result = run_phanbo({"law", "check", folder.path().string(), "--lang", "en"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, AllOf(HasSubstr("bad_argument_value"), HasSubstr("about.csv")));
}

/// A copy of the sound pack with each file changed.
template <class Change>
std::string changed_pack(const TemporaryFolder& folder, const Change& change) {
  namespace fs = std::filesystem;
  const fs::path pack = folder.path() / "sound";
  fs::create_directory(pack);
  for (const auto& entry :
       fs::directory_iterator(std::string(PHANBO_SOURCE_DIR) + "/tests/criteria/packs/sound"))
    write_file(pack / entry.path().filename(), change(read_file(entry.path())));
  return pack.string();
}

TEST(LawCheck, AFileThatIsNotUtf8IsAFaultOfThePack) {
  const TemporaryFolder folder;
  const std::string pack = changed_pack(folder, [](std::string text) {
    std::replace(text.begin(), text.end(), 'D', '\xFF');
    return text;
  });
  const RunResult result = run_phanbo({"law", "check", pack, "--lang", "en"});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr(pack + "/criteria.csv"), HasSubstr("0xFF")));
  const RunResult shown = run_phanbo({"law", "show", pack, "--lang", "en"});
  EXPECT_EQ(shown.exit_code, 3);
  EXPECT_THAT(shown.err, HasSubstr("encoding_invalid"));
}

TEST(LawCheck, AByteOrderMarkAndSemicolonsArePartOfNoPack) {
  const TemporaryFolder folder;
  const auto as_saved = [](std::string text) {
    std::replace(text.begin(), text.end(), ',', ';');
    return "\xEF\xBB\xBF" + text;
  };
  const RunResult result =
      run_phanbo({"law", "check", changed_pack(folder, as_saved), "--lang", "en"});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  const std::string sound = std::string(PHANBO_SOURCE_DIR) + "/tests/criteria/packs/sound";
  EXPECT_EQ(run_phanbo({"law", "show", (folder.path() / "sound").string()}).out,
            run_phanbo({"law", "show", sound}).out);
}

/// The shipped packs have no fault; every remark is one that law/README.md tells.
TEST(LawCheck, ShippedPacksHaveNoFault) {
  const RunResult result = run_phanbo({"law", "check", "--lang", "en"});
  EXPECT_EQ(result.exit_code, 0) << result.out;
  EXPECT_THAT(result.out, Not(HasSubstr("fault: ")));
  EXPECT_THAT(result.out, HasSubstr("nd307-2025-phuong-tp\n"));
}

TEST(LawShow, AnOwnPackIsPrintedInTheOrderOfItsText) {
  const std::string folder = std::string(PHANBO_SOURCE_DIR) + "/tests/criteria/packs/sound";
  const RunResult result = run_phanbo({"law", "show", folder, "--lang", "vi"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("Áp dụng: từ 01/01/2026 đến hết 31/12/2030\n"));
  EXPECT_THAT(result.out, HasSubstr("Văn bản: Nghị quyết thử số 1/2026/NQ-HĐND ngày 15/01/2026\n"));
  EXPECT_THAT(result.out, HasSubstr("Dân số (ds)"));
  EXPECT_THAT(result.out, HasSubstr("10, thêm 0,5 cho mỗi 1.000 trên 16.000"));
  EXPECT_LT(result.out.find("đến 16.000"), result.out.find("trên 16.000"));
}

}  // namespace
}  // namespace phanbo::test
