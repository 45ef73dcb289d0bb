// The tables: sources_by_purpose (recurrent and investment), purposes_by_year, sites_and_projects,
// source_balances, transfers, decided_and_adjusted, by_agency, priority_classes, demands,
// shortfalls and shortfall_text, in_kind, law_used, ledger, summary with people, stamps, and the
// view they all look through.
#include "outputs/tabulate/tabulate.hpp"

#include <gtest/gtest.h>

#include <set>

#include "outputs/sample.hpp"
#include "outputs/tabulate/shortfall_text.hpp"
#include "outputs/ties.hpp"

namespace phanbo::test {
namespace {

class Tabulate : public ::testing::Test {
 protected:
  const ReportTable& table(const std::string& id) const {
    for (const ReportTable& entry : tables_) {
      if (entry.id == id) return entry;
    }
    ADD_FAILURE() << "no table " << id;
    return tables_.front();
  }
  bool has(const std::string& id) const {
    for (const ReportTable& entry : tables_) {
      if (entry.id == id) return true;
    }
    return false;
  }
  Sample sample_ = make_sample();
  std::vector<ReportTable> tables_ = tabulate(sample_.plan, sample_.assessment, sample_.allocation);
};

TEST_F(Tabulate, EveryTableTies) {
  for (const ReportTable& entry : tables_) {
    for (const std::string& broken : broken_ties(entry)) ADD_FAILURE() << broken;
  }
}

TEST_F(Tabulate, TheTieCheckerSeesABrokenSum) {
  ReportTable broken = table("purposes_by_year");
  broken.packed.reset();
  const std::size_t column = column_of(broken, "y2025_dong");
  broken.rows[1].cells[column] = dong(1);
  EXPECT_GE(broken_ties(broken).size(), 2U);
}

TEST_F(Tabulate, EveryTableHasTitlesIdsAndStampsInBothLanguages) {
  std::set<std::string> ids;
  for (const ReportTable& entry : tables_) {
    EXPECT_TRUE(ids.insert(entry.id).second) << entry.id;
    EXPECT_FALSE(entry.title.vi.empty() || entry.title.en.empty()) << entry.id;
    std::set<std::string> columns;
    for (const ReportColumn& column : entry.columns) {
      EXPECT_TRUE(columns.insert(column.id).second) << entry.id << "." << column.id;
      EXPECT_EQ(column.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_"),
                std::string::npos)
          << column.id;
      EXPECT_EQ(column.type == ColumnType::money, column.id.ends_with("_dong")) << column.id;
      EXPECT_FALSE(column.title.vi.empty() || column.title.en.empty()) << column.id;
      EXPECT_FALSE(column.formula.empty()) << entry.id << "." << column.id;
    }
    EXPECT_TRUE(entry.draft);
    EXPECT_TRUE(entry.illustrative);
    ASSERT_GE(entry.notes.size(), 2U);
    EXPECT_EQ(entry.notes[0].vi, "Số liệu minh họa: số tiền, số người");
    EXPECT_TRUE(entry.notes[1].vi.starts_with("DỰ THẢO: ")) << entry.notes[1].vi;
  }
}

TEST_F(Tabulate, NothingIsStampedWithoutReason) {
  sample_.plan.illustrative.clear();
  for (Document& document : sample_.plan.documents) document.verification = Verification::verified;
  sample_.assessment.law_used.clear();
  for (const ReportTable& entry : tabulate(sample_.plan, sample_.assessment, sample_.allocation)) {
    EXPECT_FALSE(entry.draft) << entry.id;
    EXPECT_FALSE(entry.illustrative) << entry.id;
  }
}

TEST_F(Tabulate, EveryTotalIsTheLedgersTotal) {
  Money total;
  Money recurrent;
  for (const LedgerLine& line : sample_.allocation.ledger) {
    if (line.part == Part::transfer) continue;
    total += line.amount;
    const Demand& demand = sample_.assessment.demands[line.demand];
    if (demand.expenditure_kind == ExpenditureKind::recurrent) recurrent += line.amount;
  }
  const auto first_amount = [&](const char* id, const char* column) {
    return amount_of(table(id), 0, column_of(table(id), column));
  };
  EXPECT_EQ(first_amount("purposes_by_year", "total_dong"), total);
  EXPECT_EQ(first_amount("by_agency", "total_dong"), total);
  EXPECT_EQ(first_amount("demands", "allocated_dong"), total);
  EXPECT_EQ(first_amount("priority_classes", "allocated_dong"), total);
  EXPECT_EQ(first_amount("decided_and_adjusted", "after_dong"), total);
  EXPECT_EQ(first_amount("sources_by_purpose_recurrent", "total_dong"), recurrent);
  EXPECT_EQ(first_amount("sources_by_purpose_investment", "total_dong"), total - recurrent);
  EXPECT_EQ(first_amount("source_balances", "allocated_dong"), total);
}

TEST_F(Tabulate, SourcesByPurposeKeepsBudgetsAndKindsApart) {
  const ReportTable& recurrent = table("sources_by_purpose_recurrent");
  const std::size_t central = row_of(recurrent, "name", "Ngân sách trung ương");
  EXPECT_EQ(text_of(recurrent, central, "programme_bhyt_dong"), "80000000");
  EXPECT_EQ(text_of(recurrent, central, "number"), "I");
  const std::size_t commune = row_of(recurrent, "source", "xa");
  EXPECT_EQ(text_of(recurrent, commune, "programme_le_dong"), "30000000");
  const ReportTable& investment = table("sources_by_purpose_investment");
  const std::size_t land = row_of(investment, "source", "dat");
  EXPECT_EQ(text_of(investment, land, "total_dong"), "400000000");
  EXPECT_EQ(text_of(investment, land + 1, "year"), "2025");
  EXPECT_EQ(text_of(investment, land + 1, "total_dong"), "300000000");
}

TEST_F(Tabulate, PurposesStandInTheOrderOfThePlansTasks) {
  const ReportTable& purposes = table("purposes_by_year");
  const std::size_t ceremony = row_of(purposes, "code", "le");
  const std::size_t insurance = row_of(purposes, "code", "bhyt");
  const std::size_t works = row_of(purposes, "code", "ha-tang");
  const std::size_t heritage = row_of(purposes, "code", "di-tich");
  EXPECT_LT(ceremony, insurance);
  EXPECT_LT(insurance, works) << "II.4 before II.10";
  EXPECT_LT(works, heritage) << "without a task last";
  EXPECT_EQ(text_of(purposes, insurance, "task"), "II.4");
  EXPECT_EQ(text_of(purposes, insurance, "y2025_central_dong"), "80000000");
}

TEST_F(Tabulate, AConditionalTaskHasBlanksNotZeros) {
  const ReportTable& purposes = table("purposes_by_year");
  const std::size_t row = row_of(purposes, "code", "quan-su");
  EXPECT_EQ(text_of(purposes, row, "total_dong"), "");
  EXPECT_EQ(text_of(purposes, row, "note"), "Nếu có: chưa có số tiền được quyết định");
  const ReportTable& demands = table("demands");
  const std::size_t demand = row_of(demands, "demand", "quan-su/2026");
  EXPECT_EQ(text_of(demands, demand, "need_dong"), "");
  EXPECT_EQ(text_of(demands, row_of(demands, "demand", "di-tich-1/2026"), "allocated_dong"), "0");
}

TEST_F(Tabulate, ProjectsShowCumulatedAgainstApproved) {
  const ReportTable& projects = table("sites_and_projects");
  const std::size_t road = row_of(projects, "code", "du-an-1");
  EXPECT_EQ(text_of(projects, road, "approved_total_dong"), "900000000");
  EXPECT_EQ(text_of(projects, road, "cumulated_before_dong"), "200000000");
  EXPECT_EQ(text_of(projects, road, "cumulated_after_dong"), "600000000");
  EXPECT_EQ(text_of(projects, road, "left_to_approved_dong"), "300000000");
  EXPECT_EQ(text_of(projects, road, "source_dat_dong"), "400000000");
  EXPECT_EQ(text_of(projects, road, "outcome"), "Bố trí đủ");
  const std::size_t site = row_of(projects, "code", "di-tich-1");
  EXPECT_EQ(text_of(projects, site, "approved_total_dong"), "");
  EXPECT_EQ(text_of(projects, site, "plan_total_dong"), "0");
  EXPECT_EQ(text_of(projects, site, "outcome"), "Chưa bố trí");
  EXPECT_EQ(text_of(projects, site, "reason"), "Chưa có hồ sơ được phê duyệt");
  EXPECT_EQ(text_of(projects, site, "rank_or_group"), "Quốc gia");
}

TEST_F(Tabulate, BalancesTakeSupplementsOutOfTheTotals) {
  const ReportTable& balances = table("source_balances");
  const std::size_t year = row_of(balances, "name", "Năm 2025");
  EXPECT_EQ(text_of(balances, year, "available_dong"), "570000000") << "600 less 30 counted twice";
  const std::size_t local = row_of(balances, "source", "can-doi");
  EXPECT_EQ(text_of(balances, local, "transferred_dong"), "30000000");
  EXPECT_EQ(text_of(balances, local, "unallocated_dong"), "30000000");
  EXPECT_EQ(text_of(balances, local, "document"), "Văn bản qd-1");
  for (std::size_t row = 0; row < row_count(balances); ++row) {
    const auto amount = [&](const char* column) {
      return amount_of(balances, row, column_of(balances, column));
    };
    EXPECT_EQ(amount("available_dong") + amount("carried_in_dong"),
              amount("reserved_dong") + amount("allocated_dong") + amount("carried_out_dong") +
                  amount("unallocated_dong"))
        << row;
  }
  const ReportTable& transfers = table("transfers");
  EXPECT_EQ(text_of(transfers, 0, "amount_dong"), "30000000");
  EXPECT_EQ(text_of(transfers, 1, "receiving_source"), "xa");
}

TEST_F(Tabulate, AdjustmentsShowWhatWasDecidedAndWhoDecides) {
  const ReportTable& adjusted = table("decided_and_adjusted");
  const std::size_t event = row_of(adjusted, "code", "le-cong-bo");
  EXPECT_EQ(text_of(adjusted, event, "decided_before_dong"), "70000000");
  EXPECT_EQ(text_of(adjusted, event, "decrease_dong"), "10000000");
  EXPECT_EQ(text_of(adjusted, event, "increase_dong"), "0");
  EXPECT_EQ(text_of(adjusted, event, "after_dong"), "60000000");
  EXPECT_EQ(text_of(adjusted, event, "paid_and_advanced_dong"), "20000000");
  EXPECT_EQ(text_of(adjusted, event, "authority"), "UBND thành phố");
  EXPECT_EQ(text_of(adjusted, event, "decided_on"), "2025-01-10");
  EXPECT_EQ(text_of(adjusted, event, "locked"), "Có");
  const std::size_t old = row_of(adjusted, "code", "viec-cu");
  EXPECT_EQ(text_of(adjusted, old, "previous_year_dong"), "15000000");
  const std::size_t road = row_of(adjusted, "code", "du-an-1");
  EXPECT_EQ(text_of(adjusted, road, "authority"), "Trình cấp có thẩm quyền");
  std::size_t next = road + 1;
  while (text_of(adjusted, next, "code") != "du-an-1") ++next;
  EXPECT_EQ(text_of(adjusted, next, "previous_year_dong"), "300000000") << "2026 after 2025";
}

TEST_F(Tabulate, AgenciesHoldTheirBudgetHolders) {
  const ReportTable& agencies = table("by_agency");
  EXPECT_EQ(text_of(agencies, 1, "name"), "Sở Tài chính");
  const std::size_t unnamed = row_of(agencies, "name", "(Chưa nêu cơ quan chủ trì)");
  EXPECT_EQ(row_level(agencies, unnamed), 1);
  const std::size_t road = row_of(agencies, "code", "du-an-1");
  EXPECT_EQ(text_of(agencies, road, "y2025_investment_dong"), "300000000");
  EXPECT_EQ(text_of(agencies, road, "y2025_recurrent_dong"), "0");
}

TEST_F(Tabulate, AShortageIsASentenceWithNamesAndAmounts) {
  const Words sentence =
      shortfall_sentence(sample_.plan, sample_.assessment, sample_.allocation.shortfalls.front());
  EXPECT_EQ(
      sentence.vi,
      "Các nguồn và giới hạn (Nguồn trung-uong năm 2025: 80.000.000 đồng) cho phép "
      "80.000.000 đồng; các thứ tự ưu tiên trước đã giữ 0 đồng; thứ tự ưu tiên “Bắt buộc” cần "
      "126.360.000 đồng (BHYT – Phường An Bình năm 2025: 126.360.000 đồng); còn thiếu "
      "46.360.000 đồng = 126.360.000 đồng − (80.000.000 đồng − 0 đồng).");
  EXPECT_NE(sentence.en.find("missing 46,360,000 dong"), std::string::npos) << sentence.en;
  const ReportTable& shortfalls = table("shortfalls");
  EXPECT_EQ(text_of(shortfalls, 0, "sentence"), sentence.vi);
  EXPECT_EQ(text_of(shortfalls, 0, "missing_dong"), "46360000");
  EXPECT_EQ(text_of(shortfalls, 2, "code"), "bhyt/an-binh/2025");
  EXPECT_EQ(text_of(shortfalls, 2, "allocated_dong"), "80000000");
}

TEST_F(Tabulate, ALongShortageIsCutAndSaysSo) {
  Shortfall shortfall = sample_.allocation.shortfalls.front();
  shortfall.demands.assign(8, shortfall.demands.front());
  const Words sentence = shortfall_sentence(sample_.plan, sample_.assessment, shortfall);
  EXPECT_NE(sentence.vi.find("và 3 mục khác"), std::string::npos) << sentence.vi;
}

TEST_F(Tabulate, TheSummaryCountsPeopleAndOutcomes) {
  const ReportTable& summary = table("summary");
  const auto amount = [&](const char* name) {
    return text_of(summary, row_of(summary, "name", name), "amount_dong");
  };
  EXPECT_EQ(amount("Tổng nhu cầu"), "626360000");
  EXPECT_EQ(amount("Tổng nguồn được sử dụng"), "670000000");
  EXPECT_EQ(amount("Đã bố trí, theo cấp ngân sách"), "540000000");
  EXPECT_EQ(amount("Còn phải bố trí"), "86360000");
  EXPECT_EQ(amount("Nhu cầu bắt buộc"), "46360000");
  EXPECT_EQ(amount("Hiện vật (ghi nhận, không phân bổ)"), "5000000");
  const std::size_t people = row_of(summary, "name", "Số người được ngân sách đóng bảo hiểm y tế");
  EXPECT_EQ(text_of(summary, people + 1, "count"), "100");
  EXPECT_EQ(text_of(summary, people + 2, "count"), "0");
  const std::size_t refused =
      row_of(summary, "name", "Di tích, dự án: Chưa có hồ sơ được phê duyệt");
  EXPECT_EQ(text_of(summary, refused, "count"), "1");
  EXPECT_NE(text_of(summary, 0, "text").find("còn phải bố trí 86.360.000 đồng"), std::string::npos);
}

TEST_F(Tabulate, ActualCountsOfPeopleReplaceEstimates) {
  Participants actual = sample_.plan.participants.rows().front();
  actual.basis = CountBasis::actual;
  actual.persons = 130;
  actual.months = {4, 6};
  sample_.plan.participants.push_back(actual);
  Participants unpaid = actual;
  unpaid.group = "household";
  sample_.plan.participants.push_back(unpaid);
  const auto tables = tabulate(sample_.plan, sample_.assessment, sample_.allocation);
  const ReportTable& summary = tables.front();
  const std::size_t people = row_of(summary, "name", "Số người được ngân sách đóng bảo hiểm y tế");
  EXPECT_EQ(text_of(summary, people + 1, "count"), "130");
}

TEST_F(Tabulate, AUnitThatFollowsAnotherDoesNotCountItsPeopleTwice) {
  Participants& before = sample_.plan.participants.rows().front();
  before.months = {1, 6};
  Participants after = before;
  after.unit = Index<Unit>(0);
  after.months = {7, 12};
  after.persons = 120;
  sample_.plan.participants.push_back(after);
  const auto tables = tabulate(sample_.plan, sample_.assessment, sample_.allocation);
  const ReportTable& summary = tables.front();
  const std::size_t people = row_of(summary, "name", "Số người được ngân sách đóng bảo hiểm y tế");
  EXPECT_EQ(text_of(summary, people + 1, "count"), "120");
}

TEST_F(Tabulate, LimitsAreNamedInWords) {
  Cap cap;
  cap.code = "tran-1";
  cap.programme = Index<Programme>(1);
  cap.unit = Index<Unit>(1);
  cap.year = 2026;
  cap.expenditure_kind = ExpenditureKind::investment;
  sample_.plan.caps.push_back(cap);
  cap = Cap();
  cap.code = "tran-2";
  sample_.plan.caps.push_back(cap);
  KeptMoney kept;
  kept.code = "danh-1";
  kept.source = Index<Source>(1);
  kept.programme = Index<Programme>(1);
  kept.year = 2025;
  sample_.plan.kept_money.push_back(kept);
  Envelope envelope;
  envelope.code = "ha-tang/an-binh/2025";
  envelope.programme = Index<Programme>(2);
  envelope.unit = Index<Unit>(1);
  envelope.year = 2025;
  sample_.assessment.envelopes.push_back(envelope);
  const auto words = [&](LimitKind kind, const char* code) {
    return limit_words(sample_.plan, sample_.assessment, {kind, code, Money()}).vi;
  };
  EXPECT_EQ(words(LimitKind::cap, "tran-1"),
            "trần của “Chương trình di-tich” tại Phường An Bình (Chi đầu tư) năm 2026");
  EXPECT_EQ(words(LimitKind::cap, "tran-2"), "trần tran-2");
  EXPECT_EQ(words(LimitKind::kept_money, "danh-1"),
            "phần Nguồn dat năm 2025 dành cho “Chương trình di-tich”");
  EXPECT_EQ(words(LimitKind::envelope, "ha-tang/an-binh/2025"),
            "phần của Phường An Bình trong “Chương trình ha-tang” năm 2025");
  EXPECT_EQ(words(LimitKind::carry_over, "dat/2025"),
            "giới hạn chuyển nguồn của Nguồn dat năm 2025");
  EXPECT_EQ(words(LimitKind::source_year, "la/2025"), "la/2025") << "unknown stays as it is";
  EXPECT_EQ(words(LimitKind::project_source, "x@y"), "mức vốn theo nguồn của dự án x@y");
}

TEST_F(Tabulate, TheLedgerIsFlatAndComplete) {
  const ReportTable& ledger = table("ledger");
  ASSERT_EQ(row_count(ledger), sample_.allocation.ledger.size());
  for (std::size_t row = 0; row < row_count(ledger); ++row) {
    EXPECT_EQ(row_level(ledger, row), 1);
    EXPECT_EQ(text_of(ledger, row, "id"),
              line_code(sample_.plan, sample_.assessment, sample_.allocation.ledger[row]));
  }
  const std::size_t transfer = row_of(ledger, "part", "transfer");
  EXPECT_EQ(text_of(ledger, transfer, "demand"), "");
  const std::size_t locked = row_of(ledger, "part", "decided");
  EXPECT_EQ(text_of(ledger, locked, "demand"), "le-cong-bo/2025");
}

TEST_F(Tabulate, LawUsedNamesDocumentAndVerification) {
  const ReportTable& law = table("law_used");
  ASSERT_EQ(row_count(law), 2U);
  const std::size_t recalled = row_of(law, "topic", "transfer");
  EXPECT_EQ(text_of(law, recalled, "verification"), "Theo trí nhớ, chưa đối chiếu");
  EXPECT_EQ(text_of(law, recalled, "document"), "Nghị định 73/2024/NĐ-CP");
  EXPECT_EQ(text_of(law, recalled, "valid_from"), "2024-07-01");
}

TEST_F(Tabulate, GiftsAreAMemo) {
  EXPECT_EQ(text_of(table("in_kind"), 0, "value_dong"), "5000000");
  sample_.plan.in_kind.front().value.reset();
  tables_ = tabulate(sample_.plan, sample_.assessment, sample_.allocation);
  EXPECT_EQ(text_of(table("in_kind"), 1, "value_dong"), "") << "not stated is not zero";
}

TEST_F(Tabulate, TablesWithNothingToSayAreLeftOut) {
  sample_.allocation.shortfalls.clear();
  sample_.plan.in_kind.clear();
  std::erase_if(sample_.allocation.ledger,
                [](const LedgerLine& line) { return line.part == Part::transfer; });
  tables_ = tabulate(sample_.plan, sample_.assessment, sample_.allocation);
  for (const char* id : {"shortfalls", "in_kind", "transfers"}) EXPECT_FALSE(has(id)) << id;
  for (const char* id : {"summary", "ledger", "demands", "source_balances"})
    EXPECT_TRUE(has(id)) << id;
}

TEST_F(Tabulate, OrderOfLedgerLinesDoesNotMatterToSums) {
  std::reverse(sample_.allocation.ledger.begin(), sample_.allocation.ledger.end());
  const auto reversed = tabulate(sample_.plan, sample_.assessment, sample_.allocation);
  ASSERT_EQ(reversed.size(), tables_.size());
  for (std::size_t i = 0; i < reversed.size(); ++i) {
    if (reversed[i].id == "ledger") continue;
    ASSERT_EQ(row_count(reversed[i]), row_count(tables_[i])) << reversed[i].id;
    for (std::size_t row = 0; row < row_count(reversed[i]); ++row) {
      for (const ReportColumn& column : reversed[i].columns) {
        EXPECT_EQ(text_of(reversed[i], row, column.id), text_of(tables_[i], row, column.id));
      }
    }
  }
}

}  // namespace
}  // namespace phanbo::test
