// Points and shares, recomputed by the verifier's own code: every shape of rule, one more and one
// less of their inputs, and results in which points, weights or shares were changed.
#include <gmock/gmock.h>

#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>

#include "criteria/shape_file.hpp"
#include "verifier/allocate_here.hpp"
#include "verifier/command.hpp"

namespace phanbo_verify::test {
namespace {

namespace fs = std::filesystem;
using Result = nlohmann::ordered_json;
using phanbo::test::read_shapes;
using phanbo::test::ShapeFile;

/// The verifier's exit, and why.
struct Opinion {
  int exit = 0;
  std::string words;
};

Opinion opinion_of(const fs::path& plan, const fs::path& out) {
  std::ostringstream said;
  std::ostringstream messages;
  const int exit =
      run_command({plan.string(), (out / "result.json").string(), "--lang", "en"}, said, messages);
  return {exit, said.str() + messages.str()};
}

void check_shape(const ShapeFile& shape, const fs::path& folder) {
  fs::remove_all(folder);
  phanbo::test::write_plan(shape, folder / "plan");
  const AllocateOutcome outcome = allocate_here(folder / "plan", folder / "out");
  ASSERT_EQ(outcome.end, AllocateEnd::written) << shape.name << ": " << outcome.message;
  const Opinion opinion = opinion_of(folder / "plan", folder / "out");
  EXPECT_EQ(opinion.exit, 0) << shape.name << ": " << opinion.words;
}

TEST(VerifiedCriteria, EveryShapeIsRecomputed) {
  for (const ShapeFile& shape : read_shapes())
    check_shape(shape, scratch_folder("shape") / shape.name);
}

/// A whole number in a cell with `by` added; false where it is none or would fall below zero.
bool add_to(std::string& cell, int by) {
  if (cell.empty() || cell.find_first_not_of("0123456789") != std::string::npos) return false;
  const long long sum = std::stoll(cell) + by;
  if (sum < 0) return false;
  cell = std::to_string(sum);
  return true;
}

/// The pool, and each amount of the year before and each share of revenue by itself, with `by`
/// added; what a commune keeps of revenue more, the province keeps less.
std::vector<ShapeFile> with_other_pools_pasts_and_shares(const ShapeFile& shape, int by) {
  std::vector<ShapeFile> changed;
  ShapeFile pool = shape;
  auto& formula = pool.sections["formulas"];
  if (formula.empty()) formula = {{"points", "1000000"}};
  if (formula[0].size() > 1 && add_to(formula[0][1], by)) changed.push_back(pool);
  for (std::size_t row = 0; row < shape.section("previous").size(); ++row) {
    ShapeFile other = shape;
    if (add_to(other.sections["previous"][row][1], by)) changed.push_back(other);
  }
  const auto& shares = shape.section("revenue_shares");
  for (std::size_t row = 1; row < shares.size(); ++row) {
    if (shares[row][2] != "commune") continue;
    ShapeFile other = shape;
    auto& rows = other.sections["revenue_shares"];
    if (add_to(rows[row][3], by) && add_to(rows[row - 1][3], -by)) changed.push_back(other);
  }
  return changed;
}

/// The first number of each column of indicators with `by` added; the rest as it is.
std::vector<ShapeFile> with_other_inputs(const ShapeFile& shape, int by) {
  std::vector<ShapeFile> changed;
  const auto found = shape.sections.find("indicators");
  if (found == shape.sections.end()) return changed;
  for (std::size_t column = 1; column < found->second[0].size(); ++column) {
    ShapeFile other = shape;
    auto& rows = other.sections["indicators"];
    for (std::size_t row = 1; row < rows.size(); ++row) {
      std::string& cell = rows[row][column];
      if (cell == "-" || cell.find('.') != std::string::npos || std::stoll(cell) + by < 0) continue;
      cell = std::to_string(std::stoll(cell) + by);
      changed.push_back(other);
      break;
    }
  }
  return changed;
}

/// For one in three inputs, one more and one less: the verifier comes to the same points and money.
TEST(VerifiedCriteria, OneMoreAndOneLessIsRecomputed) {
  int count = 0;
  for (const ShapeFile& shape : read_shapes()) {
    for (const int by : {1, -1}) {
      for (const ShapeFile& other : with_other_inputs(shape, by)) {
        if (++count % 3 == 0) check_shape(other, scratch_folder("one-more") / shape.name);
      }
    }
  }
  EXPECT_GE(count, 120);
}

TEST(VerifiedCriteria, OtherPoolsPastsAndSharesAreRecomputed) {
  int count = 0;
  for (const ShapeFile& shape : read_shapes()) {
    for (const int by : {1, -1}) {
      for (const ShapeFile& other : with_other_pools_pasts_and_shares(shape, by)) {
        check_shape(other, scratch_folder("other-pool") / shape.name);
        ++count;
      }
    }
  }
  EXPECT_GE(count, 60);
}

Result read_result(const fs::path& out) {
  std::ifstream file(out / "result.json");
  return Result::parse(file);
}

Result& row_of(Result& result, const char* table, const char* key, const std::string& value) {
  for (Result& row : result[table]) {
    if (row[key] == value) return row;
  }
  throw std::logic_error("no row " + value);
}

Result& figure(Result& result, const std::string& id) {
  return row_of(result, "figures", "id", id);
}

struct Damage {
  const char* name;
  std::function<void(Result&)> apply;
};

constexpr const char* points = "points/von-cap-xa/2026/";
constexpr const char* share = "share/von-cap-xa/2026/";

void move_million(Result& result, const std::string& from, const std::string& to) {
  for (const auto& [unit, step] : {std::pair(from, -1'000'000LL), std::pair(to, 1'000'000LL)}) {
    Result& amount = figure(result, share + unit + "/amount_dong");
    amount["value"] = std::to_string(std::stoll(amount["value"].get<std::string>()) + step);
    Result& demand = row_of(result, "demands", "demand", "von-cap-xa/" + unit + "/2026");
    for (const char* field : {"need_dong", "allocated_dong", "wanted_dong"})
      demand[field] = demand[field].get<std::int64_t>() + step;
    Result& line = row_of(result, "ledger", "demand", "von-cap-xa/" + unit + "/2026");
    line["amount_dong"] = line["amount_dong"].get<std::int64_t>() + step;
    for (Result& rounding : result["roundings"]) {
      if (rounding["where"] == "von-cap-xa/" + unit + "/2026") rounding["after"] = amount["value"];
    }
  }
}

void swap_values(Result& result, const std::string& one, const std::string& other) {
  std::swap(figure(result, one)["value"], figure(result, other)["value"]);
}

void erase_row(Result& result, const char* table, const char* key, const std::string& value) {
  Result& rows = result[table];
  for (auto row = rows.begin(); row != rows.end(); ++row) {
    if ((*row)[key] != value) continue;
    rows.erase(row);
    return;
  }
  throw std::logic_error("no row " + value);
}

/// Changes of points, weights and shares that leave everything else as it was.
std::vector<Damage> damages() {
  const auto set = [](std::string id, std::string value) {
    return [=](Result& result) { figure(result, id)["value"] = value; };
  };
  return {
      {"a point more", set(std::string(points) + "xa-07", "113.83")},
      {"a hundredth less", set(std::string(points) + "xa-07", "112.82")},
      {"points of another unit",
       [](Result& r) {
         swap_values(r, std::string(points) + "xa-07", std::string(points) + "xa-08");
       }},
      {"points not rounded", set(std::string(points) + "xa-07", "112.833")},
      {"points no number", set(std::string(points) + "xa-07", "112,83")},
      {"points of 0", set(std::string(points) + "xa-07", "0")},
      {"points negative", set(std::string(points) + "xa-07", "-112.83")},
      {"no points",
       [](Result& r) { erase_row(r, "figures", "id", std::string(points) + "xa-07"); }},
      {"sum of points", set(std::string(points) + "can-tho/total", "14621.05")},
      {"pool", set(std::string(points) + "can-tho/pool_dong", "1500000000001")},
      {"unshared", set(std::string(points) + "can-tho/unshared_dong", "1000000")},
      {"share of another unit",
       [](Result& r) {
         swap_values(r, std::string(share) + "xa-07/amount_dong",
                     std::string(share) + "xa-08/amount_dong");
       }},
      {"a đồng of a share", set(std::string(share) + "xa-07/amount_dong", "11575000001")},
      {"a step of a share", set(std::string(share) + "xa-07/amount_dong", "11576000000")},
      {"a step moved with all that rests on it",
       [](Result& r) { move_million(r, "xa-07", "xa-08"); }},
      {"a step moved to the first code", [](Result& r) { move_million(r, "xa-70", "phuong-01"); }},
      {"percent", set(std::string(share) + "xa-07/percent", "0.77")},
      {"percent of another unit",
       [](Result& r) {
         swap_values(r, std::string(share) + "xa-07/percent", std::string(share) + "xa-08/percent");
       }},
      {"exact share before rounding",
       [](Result& r) {
         row_of(r, "roundings", "where", "von-cap-xa/xa-07/2026")["before"] = "11575000000";
       }},
      {"rule of the rounding",
       [](Result& r) {
         row_of(r, "roundings", "where", "von-cap-xa/xa-07/2026")["rule"] = "half_up";
       }},
      {"no rounding",
       [](Result& r) { erase_row(r, "roundings", "where", "von-cap-xa/xa-07/2026"); }},
      {"a tie that was none",
       [](Result& r) {
         r["ties"].push_back({{"where", "formula/von-cap-xa/2026/can-tho"},
                              {"rule", "remainder"},
                              {"among", {"xa-07", "xa-08"}},
                              {"given", {"xa-07"}}});
       }},
      {"unit of a figure",
       [](Result& r) { figure(r, std::string(points) + "xa-07")["unit"] = "dong"; }},
      {"a unit twice",
       [](Result& r) { r["figures"].push_back(figure(r, std::string(points) + "xa-07")); }},
  };
}

TEST(VerifiedCriteria, ChangedPointsWeightsAndSharesAreNotBelieved) {
  const fs::path plan = fs::path(PHANBO_SOURCE_DIR) / "examples/can-tho-103";
  const fs::path out = scratch_folder("criteria-damage") / "out";
  ASSERT_EQ(allocate_here(plan, out).end, AllocateEnd::written);
  ASSERT_EQ(opinion_of(plan, out).exit, 0);
  const Result right = read_result(out);
  EXPECT_GE(damages().size(), 20U);
  for (const Damage& damage : damages()) {
    Result wrong = right;
    damage.apply(wrong);
    ASSERT_NE(wrong, right) << damage.name;
    std::ofstream(out / "result.json") << wrong.dump(2) << "\n";
    EXPECT_EQ(opinion_of(plan, out).exit, 1) << damage.name;
  }
}

/// The same for rules that come to đồng without points, and for a floor.
TEST(VerifiedCriteria, ChangedAmountsAreNotBelieved) {
  const fs::path folder = scratch_folder("amount-damage");
  for (const ShapeFile& shape : read_shapes()) {
    if (shape.section("formulas").empty() || shape.section("formulas").front()[0] != "amounts")
      continue;
    const fs::path own = folder / shape.name;
    phanbo::test::write_plan(shape, own / "plan");
    ASSERT_EQ(allocate_here(own / "plan", own / "out").end, AllocateEnd::written) << shape.name;
    Result wrong = read_result(own / "out");
    const std::string unit = shape.section("expected")[1][0];
    Result& amount = figure(wrong, "share/x/2026/" + unit + "/amount_dong");
    amount["value"] = std::to_string(std::stoll(amount["value"].get<std::string>()) + 1);
    std::ofstream(own / "out/result.json") << wrong.dump(2) << "\n";
    EXPECT_EQ(opinion_of(own / "plan", own / "out").exit, 1) << shape.name;
  }
}

}  // namespace
}  // namespace phanbo_verify::test
