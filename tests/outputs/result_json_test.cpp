// result_json and sealed_plan, read back by another JSON reader.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "outputs/csv.hpp"
#include "outputs/written.hpp"

namespace phanbo::test {
namespace {

using Json = nlohmann::ordered_json;

class ResultJson : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(write_output(written_.request).empty());
    result_ = Json::parse(read_file((written_.request.folder / "result.json").string()));
  }
  WrittenSample written_{"result"};
  Json result_;
};

TEST_F(ResultJson, HasEveryPartInAStableOrder) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : result_.items()) keys.push_back(key);
  const std::vector<std::string> expected = {"schema_version", "program",  "plan",     "inputs",
                                             "law_used",       "status",   "ledger",   "sources",
                                             "demands",        "projects", "figures",  "choices",
                                             "shortfalls",     "ties",     "roundings"};
  EXPECT_EQ(keys, expected);
  EXPECT_EQ(result_["schema_version"], 1);
  EXPECT_EQ(result_["program"], "phanbo 0.1.0");
  EXPECT_EQ(result_["status"], "shortfall");
  EXPECT_EQ(result_["plan"]["stage"], "adjusted");
  EXPECT_EQ(result_["plan"]["first_year"], "2025");
  EXPECT_EQ(result_["inputs"][0]["sha256"], "00ff");
  EXPECT_TRUE(result_["choices"].empty());
}

TEST_F(ResultJson, TheLedgerIsTheAllocations) {
  const auto& ledger = written_.sample.allocation.ledger;
  ASSERT_EQ(result_["ledger"].size(), ledger.size());
  for (std::size_t i = 0; i < ledger.size(); ++i) {
    const Json& line = result_["ledger"][i];
    EXPECT_EQ(line["id"], line_code(written_.sample.plan, written_.sample.assessment, ledger[i]));
    EXPECT_EQ(line["amount_dong"], ledger[i].amount.dong());
    EXPECT_EQ(line["year"], std::to_string(ledger[i].year));
    EXPECT_EQ(line["part"], std::string(to_code(ledger[i].part)));
    EXPECT_EQ(line["reason"], std::string(to_code(ledger[i].reason)));
  }
  const Json& insured = result_["ledger"][0];
  EXPECT_EQ(insured["demand"], "bhyt/an-binh/2025");
  EXPECT_EQ(insured["source"], "trung-uong");
  EXPECT_EQ(insured["programme"], "bhyt");
  EXPECT_EQ(insured["unit"], "an-binh");
  EXPECT_EQ(insured["class"], "bat-buoc");
  EXPECT_EQ(insured["months"], "1-12");
  EXPECT_EQ(insured["expenditure_kind"], "recurrent");
  EXPECT_EQ(insured["paying_budget"], "central");
  const Json& transfer = result_["ledger"].back();
  EXPECT_EQ(transfer["id"], "transfer/xa/2025@can-doi");
  EXPECT_EQ(transfer["demand"], "");
  EXPECT_EQ(transfer["receiving_source"], "xa");
}

TEST_F(ResultJson, SourcesBalance) {
  ASSERT_EQ(result_["sources"].size(), 5U);
  for (const Json& source : result_["sources"]) {
    const auto amount = [&](const char* key) { return source[key].get<std::int64_t>(); };
    EXPECT_EQ(amount("available_dong") + amount("carried_in_dong"),
              amount("reserved_dong") + amount("allocated_dong") + amount("carried_out_dong") +
                  amount("unallocated_dong"));
  }
}

TEST_F(ResultJson, DemandsProjectsAndShortfallsAreThere) {
  const Json& demand = result_["demands"][0];
  EXPECT_EQ(demand["need_dong"], 126'360'000);
  EXPECT_EQ(demand["allocated_dong"], 80'000'000);
  EXPECT_EQ(demand["shortfall_dong"], 46'360'000);
  EXPECT_EQ(demand["standing"], "ordinary");
  EXPECT_EQ(demand["reason"], "short_of_money");
  EXPECT_EQ(result_["projects"][1]["selected"], true);
  EXPECT_EQ(result_["projects"][1]["score"], "0");
  EXPECT_EQ(result_["shortfalls"][0]["missing_dong"], 46'360'000);
  EXPECT_EQ(result_["shortfalls"][0]["year"], nullptr);
  EXPECT_EQ(result_["shortfalls"][0]["limits"][0]["code"], "trung-uong/2025");
  EXPECT_EQ(result_["shortfalls"][0]["demands"][0], "bhyt/an-binh/2025");
  EXPECT_EQ(result_["law_used"].size(), 2U);
  EXPECT_EQ(result_["figures"].size(), written_.sample.assessment.figures.size());
}

/// Whole numbers may stand only under keys of money and the version.
void expect_only_money_is_a_number(const Json& value, const std::string& key) {
  if (value.is_number()) {
    EXPECT_TRUE(key.ends_with("_dong") || key == "schema_version") << key;
  }
  if (value.is_object()) {
    for (const auto& [name, member] : value.items()) expect_only_money_is_a_number(member, name);
  }
  if (value.is_array()) {
    for (const Json& member : value) expect_only_money_is_a_number(member, key);
  }
}

TEST_F(ResultJson, MoneyIsAnIntegerOtherNumbersAreStrings) {
  expect_only_money_is_a_number(result_, "");
}

TEST_F(ResultJson, TheSealedPlanHoldsEveryCell) {
  const Json sealed =
      Json::parse(read_file((written_.request.folder / "plan.sealed.json").string()));
  EXPECT_EQ(sealed["sealed_plan_version"], 1);
  EXPECT_EQ(sealed["header"]["name"], "Kế hoạch \"mẫu\"\n");
  ASSERT_EQ(sealed["tables"].size(), 2U);
  EXPECT_EQ(sealed["tables"][0]["name"], "units");
  const Json expected_columns = {"code", "name", "kind"};
  EXPECT_EQ(sealed["tables"][0]["columns"], expected_columns);
  ASSERT_EQ(sealed["tables"][0]["rows"].size(), 1U);
  for (std::size_t i = 0; i < 3; ++i)
    EXPECT_EQ(sealed["tables"][0]["rows"][0][i], written_.canonical.storage[i]);
  EXPECT_TRUE(sealed["tables"][1]["rows"].empty());
}

}  // namespace
}  // namespace phanbo::test
