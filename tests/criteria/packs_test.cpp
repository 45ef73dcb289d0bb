// The shipped rule packs: values worked out by hand, both sides of their borders, and what happens
// when the plan does not bring what a pack leaves open.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <iterator>

#include "assess/plan_builder.hpp"
#include "criteria/shape_file.hpp"
#include "inputs/read_plan.hpp"
#include "law/law_files.hpp"

namespace phanbo::test {
namespace {

namespace fs = std::filesystem;

/// A plan that takes one pack, with its indicators; the rest is made around it.
struct PackPlan {
  ShapeFile shape;
  int year = 2026;

  PackPlan(const std::string& pack, const std::string& readings, const std::string& method,
           int a_year)
      : year(a_year) {
    shape.name = pack;
    CsvRow words = {method};
    if (method == "points") words.push_back("1000000");
    words.push_back("pack=" + pack);
    words.push_back("readings=" + readings);
    shape.sections["formulas"] = {words};
  }
  PackPlan& first(const std::string& criterion) {
    shape.sections["formulas"][0].push_back("first=" + criterion);
    return *this;
  }
  PackPlan& units(std::vector<CsvRow> rows) {
    shape.sections["indicators"] = std::move(rows);
    return *this;
  }
  PackPlan& statuses(std::vector<CsvRow> rows) {
    shape.sections["statuses"] = std::move(rows);
    return *this;
  }
  /// Criteria of the plan: code, expression, role, measure.
  PackPlan& criteria(const std::vector<CsvRow>& rows) {
    auto& own = shape.sections["criteria"];
    own = {{"code", "name", "kind", "expression", "role", "measure"}};
    for (const CsvRow& row : rows)
      own.push_back({row[0], row[0], "expression", row[1], row[2], row.size() > 3 ? row[3] : ""});
    return *this;
  }

  /// Figure ids and values, or the problems.
  struct Answer {
    std::vector<std::string> problems;
    std::map<std::string, std::string> figures;
    std::string points(const std::string& unit) const { return at("points/x/", unit, ""); }
    std::string amount(const std::string& unit) const {
      return at("share/x/", unit, "/amount_dong");
    }
    std::string at(const std::string& start, const std::string& unit,
                   const std::string& end) const {
      for (const auto& [id, value] : figures)
        if (id.starts_with(start) && id.ends_with("/" + unit + end)) return value;
      return "(none)";
    }
  };

  Answer run() const {
    const fs::path folder =
        fs::temp_directory_path() / ("phanbo-pack-" + shape.name + "-" + std::to_string(getpid()));
    fs::remove_all(folder);
    write_plan(shape, folder);
    for (const char* name : {"plan.json", "formulas.csv", "source_years.csv"})
      replace_year(folder / name);
    Answer answer;
    const PlanReading reading = read_plan(folder, shipped_law(), law_packs());
    for (const Problem& problem : reading.problems)
      answer.problems.push_back(std::string(problem.kind->id) + " " +
                                render(problem, Language::english));
    if (reading.plan) {
      const AssessmentReading assessed = assess(*reading.plan);
      for (const Problem& problem : assessed.problems)
        answer.problems.push_back(std::string(problem.kind->id) + " " +
                                  render(problem, Language::english));
      for (const Figure& figure : assessed.assessment.figures)
        answer.figures[figure.id] = figure.value;
    }
    fs::remove_all(folder);
    return answer;
  }

 private:
  void replace_year(const fs::path& path) const {
    std::ifstream in(path);
    std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    for (std::size_t at = text.find("2026"); at != std::string::npos;
         at = text.find("2026", at + 4))
      text.replace(at, 4, std::to_string(year));
    std::ofstream(path) << text;
  }
};

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string can_tho_readings = "hai-so-le-lam-tron|giap-ranh-mot-lan";

PackPlan can_tho(const std::string& readings) {
  PackPlan plan("can-tho-2026-2030", readings, "points", 2026);
  plan.units({{"unit", "dan-so", "thu-trieu-dong", "dien-tich-km2", "so-tuyen-giap-ranh"},
              {"u1", "12345", "2004", "38.6", "2"},
              {"u2", "12344", "2005", "38.65", "0"}});
  plan.statuses({{"u2", "chia-cat-chua-co-cau"}});
  return plan;
}

/// The pack is incomplete: without the points of industrial parks it does not run.
TEST(Packs, CanThoDoesNotRunWithoutTheMissingPart) {
  const auto answer = can_tho(can_tho_readings).run();
  EXPECT_THAT(answer.problems, Contains(HasSubstr("pack_part_missing")));
  EXPECT_THAT(answer.figures, IsEmpty());
}

/// u1: 12,345 → 12,35; 2,004 → 2,00; 3,86; 5 once: 23,21. u2: 12,34; 2,005 → 2,01; 3,865 → 3,87;
/// 25: 43,22. Cut and added up: 12,34 + 2 + 3,86 + 10 = 28,20; 12,34 + 2 + 3,86 + 25 = 43,20.
TEST(Packs, CanThoRunsWithTheMissingPartUnderEachReading) {
  const std::vector<CsvRow> brought = {{"khu-cong-nghiep", "0", "counted"}};
  const auto rounded = can_tho(can_tho_readings).criteria(brought).run();
  EXPECT_THAT(rounded.problems, IsEmpty());
  EXPECT_EQ(rounded.points("u1"), "23.21");
  EXPECT_EQ(rounded.points("u2"), "43.22");
  const auto cut = can_tho("hai-so-le-bo|giap-ranh-cong-don").criteria(brought).run();
  EXPECT_EQ(cut.points("u1"), "28.2");
  EXPECT_EQ(cut.points("u2"), "43.2");
  const auto open = can_tho("giap-ranh-mot-lan").criteria(brought).run();
  EXPECT_THAT(open.problems, Contains(HasSubstr("reading_not_chosen")));
}

/// Population ≤ 21.000: 10, +0,5 per 1.000, most 25; area ≤ 5,5: 10, +0,5 per 1; poverty ≥ 4: 3,
/// +0,5 per 0,5 less, most 5; temporary residents 10–20: 2, +0,25 per 5, most 3. Priority: the
/// highest of 5 + 0,5 per 50 % from 300 % of the standard on, most 10; area from 300 %: 10; role.
PackPlan wards(const std::string& pack) {
  PackPlan plan(pack, "", "points", 2026);
  plan.criteria({{"tieu-chi-khac", "other", "counted"}});
  plan.units({{"unit", "dan-so", "dien-tich-km2", "ty-le-ngheo", "ty-le-tam-tru",
               "dan-so-so-tieu-chuan", "dien-tich-so-tieu-chuan", "other"},
              {"u01", "13999", "5.4", "4.1", "9.99", "299.99", "299.99", "0"},
              {"u02", "14000", "5.5", "4", "10", "300", "299.99", "0"},
              {"u03", "15000", "6.5", "3.9", "20", "349", "299.99", "0"},
              {"u04", "21000", "35.5", "3.5", "25", "350", "0", "0"},
              {"u05", "22000", "35.6", "2", "40", "0", "300", "0"},
              {"u06", "51000", "35.5", "1.9", "41", "800", "0", "0"},
              {"u07", "51001", "35.5", "0", "41", "900", "0", "0"}});
  plan.statuses({{"u01", "vai-tro-3"}, {"u07", "vai-tro-5"}});
  return plan;
}

TEST(Packs, Nd307WardsOfCentralCities) {
  const auto answer = wards("nd307-2025-phuong-tp").run();
  EXPECT_THAT(answer.problems, IsEmpty());
  EXPECT_EQ(answer.points("u01"), "26");     // 10 + 10 + 3 + 0 + role 3
  EXPECT_EQ(answer.points("u02"), "30");     // 10 + 10 + 3 + 2 + 5
  EXPECT_EQ(answer.points("u03"), "31.09");  // 10 + 10,5 + 3,1 + 2 + 5,49
  EXPECT_EQ(answer.points("u04"), "46.25");  // 10 + 25 + 3,5 + 2,25 + 5,5
  EXPECT_EQ(answer.points("u05"), "53.5");   // 10,5 + 25 + 5 + 3 + 10
  EXPECT_EQ(answer.points("u06"), "68");     // 25 + 25 + 5 + 3 + 10
  EXPECT_EQ(answer.points("u07"), "68");     // 25 by the cap, priority 11 by its cap 10, not + 5
}

TEST(Packs, Nd307WardsOfProvinces) {
  const auto answer = wards("nd307-2025-phuong-tinh").run();
  EXPECT_EQ(answer.points("u01"), "26");
  EXPECT_EQ(answer.points("u02"), "30");
  EXPECT_EQ(answer.points("u03"), "31.59");  // 10,5 instead of 10
  EXPECT_EQ(answer.points("u04"), "49.75");  // 13,5 instead of 10
}

/// Class by the points without priority for special wards (90), with it for I (75) and II (60).
TEST(Packs, Nd307ClassOfAWard) {
  PackPlan plan("nd307-2025-phuong-tp", "", "points", 2026);
  plan.criteria({{"tieu-chi-khac", "other", "counted"}, {"ket-qua", "loai", "total"}});
  CsvRow head = {"unit",
                 "dan-so",
                 "dien-tich-km2",
                 "ty-le-ngheo",
                 "ty-le-tam-tru",
                 "dan-so-so-tieu-chuan",
                 "dien-tich-so-tieu-chuan",
                 "other"};
  // 10 + 10 + 3 + 0 = 23 without the others.
  const auto row = [](const std::string& unit, const std::string& area, const std::string& other) {
    return CsvRow{unit, "1", "1", "9", "0", "0", area, other};
  };
  plan.units({head, row("u1", "0", "36.99"), row("u2", "0", "37"), row("u3", "0", "51.99"),
              row("u4", "0", "52"), row("u5", "300", "42"), row("u6", "0", "66.99"),
              row("u7", "0", "67"), row("u8", "300", "66.99")});
  const auto answer = plan.run();
  for (const auto& [unit, expected] : std::map<std::string, std::string>{{"u1", "3"},
                                                                         {"u2", "2"},
                                                                         {"u3", "2"},
                                                                         {"u4", "1"},
                                                                         {"u5", "1"},
                                                                         {"u6", "1"},
                                                                         {"u7", "0"},
                                                                         {"u8", "1"}})
    EXPECT_EQ(answer.points(unit), expected) << unit;
}

TEST(Packs, Nd307RankOfProvinces) {
  PackPlan plan("nd307-2025-tinh", "", "points", 2026);
  plan.criteria({{"tieu-chi-khac", "0", "counted"}});
  std::vector<CsvRow> rows = {{"unit", "chi-so-hai-long"}};
  for (int i = 10; i < 32; ++i) rows.push_back({"u" + std::to_string(i), std::to_string(200 - i)});
  plan.units(rows);
  const auto answer = plan.run();
  EXPECT_EQ(answer.points("u10"), "3");
  EXPECT_EQ(answer.points("u19"), "3");  // the tenth
  EXPECT_EQ(answer.points("u20"), "2");
  EXPECT_EQ(answer.points("u29"), "2");  // the twentieth
  EXPECT_EQ(answer.points("u30"), "1");
}

/// Mountain communes reach the same points with 75 % of the people: 12.000 → 10; 27.000 / 0,75 =
/// 36.000 → 20.
TEST(Packs, Nd307Communes) {
  PackPlan plan("nd307-2025-xa", "", "points", 2026);
  plan.units({{"unit", "dan-so", "dien-tich-km2", "tu-can-doi", "thu-tren-chi", "phi-nong-nghiep",
               "lao-dong-phi-nn", "ty-le-ngheo", "nuoc-sach", "ho-so-truc-tuyen", "van-ban-ky-so",
               "dan-toc"},
              {"u1", "16000", "30", "0", "40", "50", "50", "4.5", "70", "0", "70", "19.99"},
              {"u2", "27000", "180", "1", "0", "70", "71", "2.5", "90", "4", "91", "50"},
              {"u3", "46000", "31", "0", "90", "55", "50", "3.5", "75", "0.5", "75", "20"}});
  plan.statuses({{"u2", "mien-nui"}, {"u2", "border"}, {"u2", "atk"}});
  const auto answer = plan.run();
  EXPECT_THAT(answer.problems, IsEmpty());
  EXPECT_EQ(answer.points("u1"), "41");     // 10 + 10 + 3 + 6 × 3 + 0
  EXPECT_EQ(answer.points("u2"), "93");     // 20 + 25 + 10 + 6 × 5 + 3 + 5
  EXPECT_EQ(answer.points("u3"), "65.85");  // 25 + 10,1 + 8 + 3,5 + 3 + 4 + 3,5 + 3,25 + 3,5 + 2
}

/// In 2021 nothing is owed from the year before; in 2022 it is 15 % × 800 − 100 = 20.
TEST(Packs, Qd39DeductsFromItsSecondYearOn) {
  for (const auto& [year, expected] : std::map<int, std::string>{{2021, "1000"}, {2022, "980"}}) {
    PackPlan plan("qd39-2021-doi-ung", "", "amounts", year);
    const std::string last = "@" + std::to_string(year - 1);
    std::vector<CsvRow> rows = {{"unit", "ty-le-bo-sung", "von-trung-uong", "doi-ung-da-bo-tri"},
                                {"u1", "49.99", "1000", "0"}};
    if (year > 2021) {
      rows[0].insert(rows[0].end(), {"von-trung-uong" + last, "doi-ung-da-bo-tri" + last});
      rows[1].insert(rows[1].end(), {"800", "100"});
    }
    const auto answer = plan.units(rows).run();
    EXPECT_THAT(answer.problems, IsEmpty());
    EXPECT_EQ(answer.amount("u1"), expected) << year;
  }
}

/// Poor districts: 0,15 + 0,3 + 0,14 + 0,1 = 0,69 and 0,2 + 0,5 + 0,1 + 0,14 = 0,94; a mountain
/// border district has the higher 0,14 only. Lý Sơn has 3 whatever it is.
TEST(Packs, Qd02PoorDistrictsAndIslands) {
  PackPlan districts("qd02-2022", "", "points", 2022);
  districts.criteria({{"he-so", "du-an-1a", "total"}});
  districts.units(
      {{"unit", "so-ho-ngheo-can-ngheo-huyen", "ty-le-ngheo-can-ngheo-huyen", "so-xa-huyen"},
       {"u1", "9999", "44.99", "9"},
       {"u2", "10000", "45", "10"},
       {"u3", "15000", "65", "20"}});
  districts.statuses(
      {{"u1", "huyen-bien-gioi"}, {"u1", "huyen-mien-nui"}, {"u2", "huyen-mien-nui"}});
  const auto answer = districts.run();
  EXPECT_EQ(answer.points("u1"), "0.69");
  EXPECT_EQ(answer.points("u2"), "0.74");  // 0,17 + 0,33 + 0,12 + 0,12
  EXPECT_EQ(answer.points("u3"), "0.94");
  PackPlan islands("qd02-2022", "", "points", 2022);
  islands.criteria({{"he-so", "du-an-1b", "total"}});
  islands.units({{"unit", "other"}, {"ly-son", "0"}, {"u1", "0"}, {"u2", "0"}});
  islands.statuses({{"ly-son", "xa-dao"}, {"u1", "xa-dao"}, {"u2", "xa-bai-ngang-ven-bien"}});
  const auto points = islands.run();
  EXPECT_EQ(points.points("ly-son"), "3");
  EXPECT_EQ(points.points("u1"), "1.5");
  EXPECT_EQ(points.points("u2"), "1");
}

/// 2021: (4 × 2 + 1,3 × 3 + 1 × 5) × 1,2 = 20,28; below 50 % and in Quảng Ngãi × 1: 16,9.
TEST(Packs, Qd07MoneyOf2021) {
  PackPlan plan("qd07-2022-nam-2021", "", "points", 2021);
  plan.units({{"unit", "xa-dac-biet-kho-khan", "xa-tu-15", "xa-con-lai", "ty-le-bo-sung"},
              {"quang-ngai", "2", "3", "5", "80"},
              {"u1", "2", "3", "5", "49.99"},
              {"u2", "2", "3", "5", "50"}});
  const auto answer = plan.run();
  EXPECT_EQ(answer.points("quang-ngai"), "16.9");
  EXPECT_EQ(answer.points("u1"), "16.9");
  EXPECT_EQ(answer.points("u2"), "20.28");
}

/// The counterpart may exceed the central money: 150 % below 60 % and in the named provinces, 1 : 1
/// below 80 %, then 5 %. (It is asked for as what a unit without points gets first.)
TEST(Packs, Qd07Counterpart) {
  for (const auto& [unit, rate, expected] :
       std::vector<std::array<std::string, 3>>{{"u1", "59.99", "1500"},
                                               {"u1", "60", "1000"},
                                               {"u1", "79.99", "1000"},
                                               {"u1", "80", "50"},
                                               {"quang-nam", "80", "1500"}}) {
    PackPlan plan("qd07-2022", "cong-vao-xa|uu-tien-nhan", "points", 2022);
    plan.first("doi-ung");
    plan.units({{"unit", "ty-le-bo-sung", "von-trung-uong", "xa-duoi-15", "xa-15-18",
                 "xa-dat-chuan", "so-huyen-dang-ky"},
                {unit, rate, "1000", "0", "0", "0", "0"},
                {"u2", "50", "0", "1", "0", "0", "0"}});
    const auto answer = plan.run();
    EXPECT_THAT(answer.problems, IsEmpty());
    EXPECT_EQ(answer.amount(unit), expected) << unit << " " << rate;
  }
}

/// Worked out apart: 16 % for a small province, 30 % for remitting; together 46 % or only 30 %.
TEST(Packs, Nq266WholeProvince) {
  for (const auto& [reading, expected] : std::map<std::string, std::string>{
           {"muc-16-cong", "134893261711"}, {"muc-16-cao-nhat", "134185191311"}}) {
    PackPlan plan("nq266-2016", reading, "amounts", 2018);
    plan.criteria({{"khoan-con-lai", "other", "part", "dong"},
                   {"moi-truong", "environment", "part", "dong"}});
    std::map<std::string, std::string> given = {{"dan-so-do-thi", "1000"},
                                                {"dan-so-dong-bang", "2000"},
                                                {"dan-so-mien-nui", "500"},
                                                {"tre-1-18-do-thi", "300"},
                                                {"tre-1-18-dong-bang", "500"},
                                                {"tre-1-18-mien-nui", "200"},
                                                {"luong-giao-duc", "1700000000"},
                                                {"luong-quan-ly", "10000000000"},
                                                {"huyen-mien-nui", "1"},
                                                {"huyen-khac", "2"},
                                                {"xa-mien-nui", "3"},
                                                {"xa-khac", "10"},
                                                {"co-quan-dac-thu", "1"},
                                                {"ho-chinh-sach", "7"},
                                                {"other", "123"},
                                                {"environment", "1000"},
                                                {"do-thi-loai-1", "1"},
                                                {"do-thi-loai-3", "1"},
                                                {"so-moi-do-thi", "1"},
                                                {"so-moi-xa-khac", "2"},
                                                {"dan-so-binh-quan-huyen", "90000"},
                                                {"ty-le-dieu-tiet", "14.99"}};
    for (const char* zero :
         {"dan-so-vung-cao", "tre-1-18-vung-cao", "huyen-vung-cao", "xa-vung-cao", "giao-duc-2016",
          "du-toan-2016", "do-thi-loai-2", "do-thi-loai-4", "do-thi-loai-5",
          "so-moi-huyen-vung-cao", "so-moi-huyen-mien-nui", "so-moi-huyen-khac",
          "so-moi-xa-vung-cao", "so-moi-xa-mien-nui"})
      given[zero] = "0";
    std::vector<CsvRow> rows = {{"unit"}, {"u1"}};
    for (const auto& [name, value] : given) {
      rows[0].push_back(name);
      rows[1].push_back(value);
    }
    const auto answer = plan.units(rows).run();
    EXPECT_THAT(answer.problems, IsEmpty());
    EXPECT_EQ(answer.amount("u1"), expected) << reading;
  }
}

}  // namespace
}  // namespace phanbo::test
