#pragma once

#include <compare>
#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "models/demand.hpp"

namespace phanbo {

struct Workbench;

/// What one demand adds to the general rule of who may pay.
struct PayerFilter {
  std::span<const PayingBudget> budgets;                   ///< only these; empty = all
  std::optional<std::vector<Index<Source>>> only_sources;  ///< only these, sorted
  bool local_only = false;
};

struct PayerQuestion {
  Index<Programme> programme;
  Index<Unit> unit;
  int year = 0;
  MonthSpan months;
  friend bool operator==(const PayerQuestion&, const PayerQuestion&) = default;
};

/// Who may pay for a demand: a payer rule names programme and unit, the source has money in that
/// year and those months, its law lets it pay that kind of expenditure, its budget tier exists.
/// Equal answers share one PayerSet.
class PayerFinder {
 public:
  /// Envelopes must be final.
  explicit PayerFinder(Workbench& bench);

  /// That so many questions more may come, of which most are new.
  void expect(std::size_t questions) { answers_.reserve(answers_.size() + questions); }
  Index<PayerSet> find(const PayerQuestion& question, const PayerFilter& filter);

 private:
  struct QuestionHash {
    std::size_t operator()(const PayerQuestion& question) const;
  };
  /// One source in one year; the answers of the law are kept, -1 = not asked yet.
  struct YearOfSource {
    bool has_money = false;
    MonthSpan months;
    signed char may_pay[3] = {-1, -1, -1};  ///< recurrent, investment, entitlement
  };

  using EnvelopeKey = std::tuple<Index<Programme>, Index<Source>, int>;
  using EnvelopesByUnit = std::vector<std::pair<Index<Unit>, Index<Envelope>>>;  ///< sorted
  /// What one source may do for a question, whatever its unit is.
  struct SourceAnswer {
    bool is_known = false;
    bool may_pay = false;
    const EnvelopesByUnit* envelopes = nullptr;  ///< where they tie the source to units
  };
  using UnitlessQuestion = std::tuple<Index<Programme>, int, int, int>;  ///< year, months

  void index_envelopes();
  Index<PayerSet> find_unfiltered(const PayerQuestion& question);
  std::vector<Index<Source>> named_sources(const PayerQuestion& question) const;
  SourceAnswer answer_for(Index<Source> source, const PayerQuestion& question);
  bool may_pay(Index<Source> source, const PayerQuestion& question);
  bool law_allows(Index<Source> source, int year, const Programme& programme);
  bool ask_law(Index<Source> source, int year, const Programme& programme);
  bool tier_exists(Index<Source> source, int year, int month);
  void add_ways(Index<Source> source, const EnvelopesByUnit* envelopes, Index<Unit> unit,
                std::vector<Payer>& payers) const;
  Index<PayerSet> intern(std::vector<Payer> payers);

  Workbench& bench_;
  std::unordered_map<std::uint64_t, std::vector<Index<Source>>> rules_;  ///< by programme and unit
  bool any_rule_names_a_unit_ = false;
  std::vector<std::vector<YearOfSource>> years_;  ///< by source, then plan year
  std::unordered_map<std::uint64_t, bool> tiers_;
  std::map<EnvelopeKey, EnvelopesByUnit> envelopes_;
  std::map<UnitlessQuestion, std::vector<SourceAnswer>> source_answers_;  ///< by source
  std::unordered_map<PayerQuestion, Index<PayerSet>, QuestionHash> answers_;
  std::unordered_multimap<std::size_t, Index<PayerSet>> sets_;  ///< by the hash of their payers
};

}  // namespace phanbo
