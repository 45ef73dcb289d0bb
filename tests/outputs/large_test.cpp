// A plan of national size: every table is complete and ties, whatever its length.
#include <gtest/gtest.h>

#include "outputs/csv.hpp"
#include "outputs/ties.hpp"
#include "outputs/written.hpp"

namespace phanbo::test {
namespace {

namespace fs = std::filesystem;

constexpr int item_count = 10'000;

/// Items of one programme in two years, each demand paid by two sources.
Sample large_sample() {
  Sample sample = make_sample();
  const Index<Programme> programme(3);
  sample.assessment.items.rows().reserve(item_count + 10);
  for (int i = 0; i < item_count; ++i) {
    std::string code = std::to_string(100'000 + i);
    code.insert(0, "z-");
    const Index<Item> item = sample.item(code, "Mục " + code, programme, ItemOrigin::fixed_cost);
    sample.assessment.items[item].holder = "Đơn vị " + std::to_string(i % 700);
    for (const int year : {2025, 2026}) {
      const Index<Demand> demand = sample.demand(item, year, 1000 + i);
      sample.pay(demand, Index<Source>(0), 400 + i);
      sample.pay(demand, Index<Source>(3), 500);
    }
  }
  sample.allocation.demands.clear();
  sample.allocation.sources.clear();
  sample.allocation.shortfalls.clear();
  sample.available(Index<Source>(0), 2026, 1'000'000'000);
  sample.available(Index<Source>(3), 2026, 1'000'000'000);
  sample.finish();
  return sample;
}

TEST(Large, EveryTableOfALongPlanTies) {
  const Sample sample = large_sample();
  const auto tables = tabulate(sample.plan, sample.assessment, sample.allocation);
  Money total;
  for (const LedgerLine& line : sample.allocation.ledger)
    total += line.part == Part::transfer ? Money() : line.amount;
  for (const ReportTable& table : tables) {
    EXPECT_TRUE(broken_ties(table).empty()) << table.id;
    if (table.id == "purposes_by_year") {
      EXPECT_EQ(amount_of(table, 0, column_of(table, "total_dong")), total);
    }
    if (table.id == "demands") {
      EXPECT_EQ(row_count(table), sample.assessment.demands.size() + 1);
      EXPECT_TRUE(table.rows.empty()) << "a long table is only packed";
    }
  }
}

TEST(Large, FilesOfALongPlanAreComplete) {
  const WrittenSample written("large", large_sample());
  ASSERT_TRUE(write_output(written.request).empty());
  const auto csv = parse_csv(read_file((written.request.folder / "tables/ledger.csv").string()));
  const auto& ledger = written.sample.allocation.ledger;
  ASSERT_EQ(csv.size(), ledger.size() + 1);
  std::size_t amount = 0;
  while (csv[0][amount] != "Số tiền") ++amount;
  for (std::size_t i = 0; i < ledger.size(); ++i)
    ASSERT_EQ(csv[i + 1][amount], to_plain(ledger[i].amount));
}

}  // namespace
}  // namespace phanbo::test
