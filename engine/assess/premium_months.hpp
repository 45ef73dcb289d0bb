#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "engine/assess/workbench.hpp"

/// Health-insurance premiums: the months of a year laid out one by one, each with the law of its
/// first day, and months that are alike put together again.
namespace phanbo {

/// What one month costs one person, and who pays which part. Rows of law may be null where the
/// part does not come from law.
struct MonthlyPremium {
  const LawRow* base_salary = nullptr;
  const LawRow* rate = nullptr;
  const LawRow* state_share = nullptr;      ///< null for numbered members of a household
  const LawRow* household_share = nullptr;  ///< set only for those
  const TopUp* top_up = nullptr;

  bool is_known() const { return base_salary != nullptr && rate != nullptr; }
  Decimal state_percent() const;
  /// Of a full premium, what is to be paid by anybody at all: 100, or the household step.
  Decimal payable_percent() const;
  /// The local top-up, never more than what the state leaves.
  Decimal top_up_percent() const;
  bool same_values(const MonthlyPremium& other) const;
};

/// Consecutive months with the same persons, base salary, rate and shares.
struct PremiumSegment {
  MonthSpan months;
  std::int64_t persons = 0;
  std::optional<Date> paid_on;         ///< paid in advance: the base salary of that day
  std::vector<std::size_t> rows;       ///< rows of Plan::participants
  std::vector<MonthlyPremium> values;  ///< of each month
  Money full;
  Money state;
  Money top_up;
  Money self;

  const MonthlyPremium& value() const { return values.front(); }
  std::int64_t person_months() const { return persons * months.count(); }
  /// persons × months × base salary × rate × percent, for the first `month_count` months.
  ExactProduct part(const Decimal& share_percent, int month_count) const;
  /// The same for one person and one month.
  ExactProduct monthly(const Decimal& share_percent) const;
};

/// One group of one unit in one year.
struct GroupYear {
  Index<Programme> programme;
  Index<Unit> unit;
  std::string_view group;
  int year = 0;
  std::size_t first_row = 0;  ///< of Plan::participants
  std::vector<PremiumSegment> segments;
};

/// Lays out premiums; keeps what it has looked up.
class PremiumCalendar {
 public:
  explicit PremiumCalendar(Workbench& bench);

  /// `rows`: the participants of one programme, unit, group and year, in table order.
  GroupYear lay_out(const std::vector<std::size_t>& rows);

 private:
  using TwelveRows = std::array<const LawRow*, 12>;
  /// The law of the group and year being laid out, by month.
  struct YearRows {
    const TwelveRows* base_salary = nullptr;
    const TwelveRows* rate = nullptr;
    const TwelveRows* share = nullptr;
  };
  /// People with one day of advance payment, or with none.
  struct Stream {
    std::optional<Date> paid_on;
    std::vector<std::size_t> rows;
  };

  std::vector<Stream> streams_of(const std::vector<std::size_t>& rows) const;
  void lay_out_stream(GroupYear& group, const Stream& stream,
                      const std::array<bool, 13>& is_counted);
  void rows_in_month(const Stream& stream, int month, bool is_counted,
                     std::vector<std::size_t>& rows) const;
  MonthlyPremium value_of(const GroupYear& group, const Stream& stream, int month,
                          std::size_t asking_row);
  const TwelveRows& rows_of(std::string_view topic, std::string_view key, int year);
  const LawRow* take(const LawRow* row, std::string_view topic, std::string_view key,
                     const Date& date, const Asker& asker);
  const TopUp* top_up_of(const GroupYear& group, int month) const;
  void check_atk(const GroupYear& group);
  bool has_status(Index<Unit> unit, std::string_view status, const Date& date) const;
  void value_segment(const GroupYear& group, PremiumSegment& segment);
  Money value_part(const GroupYear& group, const PremiumSegment& segment,
                   const Decimal& share_percent, std::string_view name);

  Workbench& bench_;
  std::map<std::tuple<std::string_view, std::string_view, int>, TwelveRows> law_rows_;
  std::map<std::pair<Index<Programme>, std::string_view>, std::vector<const TopUp*>> top_ups_;
  std::map<Index<Unit>, std::vector<const UnitStatus*>> statuses_;
  YearRows year_rows_;
  std::vector<std::pair<std::string_view, std::size_t>> reported_;  ///< topic, row; of one group
};

/// "insurance/<programme>/<unit>/<group>/<year>".
std::string insurance_id(const Plan& plan, const GroupYear& group);
/// "/segment/<first>-<last>", with "/paid_<day>" behind where paid in advance.
std::string segment_id(const PremiumSegment& segment);

/// Employees' and insurance-paid groups (clauses 1 and 2 of Article 12): what the state does not
/// pay is paid by others than the insured.
bool is_paid_by_others(LawReader& law, std::string_view group, int year, int month);

/// a − b. Shares have few digits; a difference that 64 bits do not hold becomes one that no product
/// within the limits can hold, or −1.
Decimal decimal_difference(const Decimal& a, const Decimal& b);

/// "household_1" … "household_5": members in the order of their household.
bool is_household_member(std::string_view group);

/// The participants in groups of equal programme, unit, year and group, in that order.
std::vector<std::vector<std::size_t>> group_participants(const Plan& plan);

}  // namespace phanbo
