#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/demand.hpp"

/// Plans for tests, written by codes in any order, and what they become: a Plan and an Assessment
/// in canonical order, as inputs and assess would hand them to distribute.
namespace phanbo::distribution_test {

struct ClassRow {
  std::string code = "c1";
  int order = 1;
  SharingRule rule = SharingRule::pro_rata;
  bool mandatory = false;
};
struct ProgrammeRow {
  std::string code = "p";
  std::string priority_class = "c1";
  std::int64_t step = 1;
  std::int64_t share_numerator = 0;
  std::int64_t share_denominator = 1;
  ExpenditureKind expenditure_kind = ExpenditureKind::recurrent;
};
struct UnitRow {
  std::string code = "u";
  std::string parent{};
};
struct SourceRow {
  std::string code = "s";
  int drawing_order = 1;
  PayingBudget budget = PayingBudget::province;
  ExpenditureKind expenditure_kind = ExpenditureKind::both;
  std::string transfer_from{};
};
struct MoneyRow {
  std::string source = "s";
  int year = 2025;
  std::int64_t available = 0;
  std::int64_t reserve = 0;
  std::int64_t carry_out_max = 0;
};
struct KeptRow {
  std::string code = "k";
  std::string source = "s";
  int year = 2025;
  std::string programme = "p";
  std::string unit{};
  std::int64_t amount = 0;
};
struct CapRow {
  std::string code = "cap";
  std::int64_t amount = 0;
  std::string programme{};
  std::string unit{};
  std::optional<int> year{};
  std::optional<ExpenditureKind> expenditure_kind{};
};
struct ItemRow {
  std::string code = "a";
  std::string programme = "p";
  std::string unit = "u";
  ItemOrigin origin = ItemOrigin::fixed_cost;
};
struct DemandRow {
  std::string item = "a";
  std::int64_t wanted = 0;
  int year = 2025;
  std::string priority_class{};  ///< empty = the programme's
  int rank = 0;
  std::string score = "0";
  std::int64_t least_useful = 0;
  bool divisible = true;
  Standing standing = Standing::ordinary;
  std::optional<std::int64_t> need{};  ///< not given = wanted
  /// "source" or "source@envelope"; not given = every source with money in that year.
  std::optional<std::vector<std::string>> payers{};
};
struct EnvelopeRow {
  std::string code = "e";
  std::string source = "s";
  int year = 2025;
  std::int64_t amount = 0;
  std::string parent{};
  std::string programme = "p";
  std::string unit = "u";
};
struct LockRow {
  std::string item = "a";
  int year = 2025;
  std::string source = "s";
  std::int64_t amount = 0;
  std::string authority{};
  bool adjustable = false;
};
struct ProjectLimitRow {
  std::string item = "a";
  std::string source = "s";
  std::optional<int> year = 2025;
  std::int64_t ceiling = 0;
};

/// Rows that are named but not listed (unit "u", programme "p", class "c1", items, sources) are
/// made with the defaults above.
struct PlanRows {
  std::uint64_t seed = 0;
  int first_year = 2025;
  int last_year = 2025;
  ClassOrder class_order = ClassOrder::by_class;
  std::vector<ClassRow> classes{};
  std::vector<ProgrammeRow> programmes{};
  std::vector<UnitRow> units{};
  std::vector<SourceRow> sources{};
  std::vector<MoneyRow> money{};
  std::vector<KeptRow> kept{};
  std::vector<CapRow> caps{};
  std::vector<ItemRow> items{};
  std::vector<DemandRow> demands{};
  std::vector<EnvelopeRow> envelopes{};
  std::vector<LockRow> locks{};
  std::vector<ProjectLimitRow> project_limits{};
};

struct Case {
  std::uint64_t seed = 0;
  Plan plan;
  Assessment assessment;
};

Case build_case(PlanRows rows);

/// Which demands a row of kept money or a cap is about.
bool is_kept_for(const Case& given, const KeptMoney& kept, const Demand& demand);
bool is_capped(const Case& given, const Cap& cap, const Demand& demand);

/// Sources by drawing order, ties by code.
std::vector<Index<Source>> drawing_order(const Plan& plan);

/// A case as text, to be read by a person who looks into a failure.
std::string to_text(const Case& given);

}  // namespace phanbo::distribution_test
