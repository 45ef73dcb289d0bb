#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "verifier/exact.hpp"
#include "verifier/law.hpp"
#include "verifier/plan_text.hpp"

/// The plan as this program understands it: rows of the tables, references as positions (-1 =
/// none).
namespace phanbo_verify {

inline constexpr int nothing = -1;

struct Months {
  int first = 1;
  int last = 12;
};

struct UnitRow {
  std::string code;
  std::string name;
  std::string kind;
  int parent = nothing;
  int depth = 0;
  Day valid_from = first_day;
  Day valid_to = last_day;
  std::optional<Fraction> people;
  std::optional<Fraction> area_km2;
};

struct StatusRow {
  int unit = nothing;
  std::string status;
  Day valid_from = first_day;
  Day valid_to = last_day;
};

struct LineageRow {
  int predecessor = nothing;
  int successor = nothing;
  Day date = first_day;
  std::string kind;
  std::optional<Fraction> people;
  std::optional<Fraction> area_km2;
};

struct ClassRow {
  std::string code;
  std::int64_t order = 0;
  bool mandatory = false;
  std::string rule;
  std::vector<std::string> project_statuses;
};

struct ProgrammeRow {
  std::string code;
  std::string kind;
  int priority_class = nothing;
  std::string expenditure_kind;
  std::string sector;
  Dong step = 1;
  Fraction local_share;  ///< 0 = none
  bool conditional = false;
};

struct SourceRow {
  std::string code;
  std::string holder;
  std::string nature;
  std::string expenditure_kind;
  std::string paying_budget;
  std::int64_t drawing_order = 0;
  int transfer_from = nothing;
  bool is_local = false;
};

struct SourceYearRow {
  int source = nothing;
  int year = 0;
  Months months;
  Dong available = 0;
  Dong reserve = 0;
  Dong carry_out_max = 0;
  std::string carry_ground;
};

struct PayerRuleRow {
  int source = nothing;
  int programme = nothing;  ///< nothing = every programme
  int unit = nothing;       ///< nothing = everywhere
};

struct KeptRow {
  std::string code;
  int source = nothing;
  int year = 0;
  int programme = nothing;
  int unit = nothing;
  Dong amount = 0;
};

struct CapRow {
  std::string code;
  int programme = nothing;
  int unit = nothing;
  int year = 0;  ///< 0 = every year
  std::string expenditure_kind;
  Dong amount = 0;
};

struct FixedCostRow {
  std::string code;
  std::string holder;
  int programme = nothing;
  int unit = nothing;
  int year = 0;
  Months months;
  std::optional<Dong> amount;
  Dong least_useful = 0;
  std::int64_t rank = 0;
  Fraction score;
  int priority_class = nothing;
};

struct ParticipantsRow {
  int programme = nothing;
  int unit = nothing;
  std::string group;
  int year = 0;
  Months months;
  std::int64_t persons = 0;
  Day paid_on = no_day;
  std::string basis;
};

struct EntitlementRuleRow {
  int programme = nothing;
  int year = 0;
  std::vector<std::string> pays_groups;
  std::optional<Dong> in_balance;
  std::string central_class;
  std::optional<Fraction> own_central_share_percent;
};

struct TopUpRow {
  int programme = nothing;
  int unit = nothing;
  std::string group;
  Fraction share_percent;
  Day valid_from = first_day;
  Day valid_to = last_day;
};

struct QuarterRow {
  int programme = nothing;
  int unit = nothing;
  int year = 0;
  int quarter = 1;
  std::optional<Dong> requested;
  std::optional<Dong> transferred;
  std::optional<Dong> actual;
};

struct SiteRow {
  std::string code;
  std::string holder;
  int programme = nothing;
  int unit = nothing;
  std::vector<std::string> payers;
  Fraction score;
  bool has_dossier = false;
  std::optional<Dong> ceiling;
  Dong least_useful = 0;
  bool divisible = true;
  int priority_class = nothing;
  std::vector<std::optional<Dong>> needs;  ///< by plan year
};

struct ProjectRow {
  std::string code;
  std::string holder;
  int programme = nothing;
  int unit = nothing;
  std::string sector;
  std::string status;
  Fraction score;
  std::int64_t rank = 0;
  Dong approved_total = 0;
  Dong paid_before = 0;
  Dong advanced = 0;
  std::optional<Dong> ceiling;
  bool has_dossier = false;
  bool divisible = false;
  int priority_class = nothing;
  std::vector<std::optional<Dong>> needs;
};

struct ProjectSourceRow {
  int project = nothing;
  int source = nothing;
  int year = 0;  ///< 0 = all plan years
  std::optional<Dong> approved;
  std::optional<Dong> ceiling;
  Dong paid_before = 0;
};

struct DecidedRow {
  std::string item;
  int year = 0;
  int source = nothing;
  Dong amount = 0;
  Dong paid = 0;
  Dong advanced = 0;
  bool adjustable = false;
  std::string authority;
};

struct FormulaRow {
  int programme = nothing;
  int year = 0;
  std::string method;
  std::optional<Dong> pool;
  int pool_source = nothing;
  bool makes_envelopes = false;
  int parent = nothing;
  std::vector<std::string> unit_kinds;
  std::vector<int> envelope_for;
  std::vector<std::string> readings;
  std::string pool_rule;
  std::string first;  ///< criteria in đồng
  std::string least;
  std::string most;
};

/// Programme, budget years and reading of a row of a rule.
struct RuleScope {
  int programme = nothing;
  int first_year = 0;
  int last_year = 9999;
  std::string reading;
};

struct BandRow : RuleScope {
  std::string criterion;
  std::string from;
  std::string to;
  std::string ends;
  std::string base;
  std::string per;
  std::string points;
  std::string remainder;
};

/// Points of a status, a kind of unit or a named unit.
struct ClassOfUnits : RuleScope {
  std::string criterion;
  std::string by;
  std::string name;
  std::string points;
  std::string effect;
};

struct ParameterRow : RuleScope {
  std::string code;
  std::string expression;
};

struct PreviousRow {
  int programme = nothing;
  std::string item;
  int year = 0;
  Dong amount = 0;
};

struct RevenueShareRow {
  std::string revenue;
  std::string unit;
  std::string tier;
  Fraction percent;
};

struct CriterionRow : RuleScope {
  std::string code;
  std::string kind;
  std::string expression;
  std::string role;
  std::string least;
  std::string most;
  bool circular = false;
  std::string indicator;
  Fraction per;
  Fraction points;
  std::optional<int> digits;
  Rounding rounding = Rounding::half_up;
  std::string status;
};

struct RateRow {
  int programme = nothing;
  std::string indicator;
  Dong rate = 0;
  std::string status;
};

struct FirstAmountRow {
  int programme = nothing;
  int year = 0;
  int unit = nothing;
  Dong amount = 0;
};

/// The tables of classes shared by best_value.
struct ScheduleRow {
  int project = nothing;
  std::string schedule;
  int year = 0;
  Dong amount = 0;
};

struct ChoiceRuleRow {
  std::string item;
  std::string lock;
  std::string schedule;
  int latest_start = 0;  ///< 0 = not given
  std::optional<Fraction> value;
  Fraction delay_loss_percent;
  std::int64_t people = 0;
  Dong least_useful = 0;
};

struct ExclusionRow {
  std::string set;
  std::string item;
};

struct PrerequisiteRow {
  std::string item;
  std::string needs;
};

struct ChoiceLimitRow {
  std::string code;
  int programme = nothing;
  int unit = nothing;
  std::string sector;
  int year = 0;  ///< 0 = all plan years
  std::optional<Dong> floor;
  std::optional<Dong> cap;
};

struct ChoiceStageRow {
  int priority_class = nothing;
  std::int64_t order = 0;
  std::string goal;
  std::string measure;
  int parent = nothing;  ///< the plan's province where the row names none
};

struct PlanModel {
  std::map<std::string, std::string, std::less<>> header;  ///< as written
  int first_year = 0;
  int last_year = 0;
  bool by_year = false;
  std::string capital_priority;
  std::string province;  ///< code of a unit

  std::set<std::string> document_marks;  ///< "verified", "recalled", "illustrative"
  std::vector<UnitRow> units;
  std::vector<StatusRow> statuses;
  std::vector<LineageRow> lineage;
  std::vector<ClassRow> classes;  ///< by order
  std::vector<ProgrammeRow> programmes;
  std::vector<SourceRow> sources;           ///< by code
  std::vector<SourceYearRow> source_years;  ///< by source, year
  std::vector<PayerRuleRow> payer_rules;
  std::vector<KeptRow> kept_money;
  std::vector<CapRow> caps;
  std::vector<FixedCostRow> fixed_costs;
  std::vector<ParticipantsRow> participants;
  std::vector<EntitlementRuleRow> entitlement_rules;
  std::vector<TopUpRow> top_ups;
  std::vector<QuarterRow> quarters;
  std::vector<SiteRow> sites;
  std::vector<ProjectRow> projects;
  std::vector<ProjectSourceRow> project_sources;
  std::vector<ScheduleRow> schedules;
  std::vector<ChoiceRuleRow> choice_rules;
  std::vector<ExclusionRow> exclusions;
  std::vector<PrerequisiteRow> prerequisites;
  std::vector<ChoiceLimitRow> choice_limits;
  std::vector<ChoiceStageRow> choice_stages;
  std::vector<DecidedRow> decided;
  std::vector<FormulaRow> formulas;
  std::vector<CriterionRow> criteria;
  std::vector<RateRow> rates;
  std::vector<FirstAmountRow> first_amounts;
  std::vector<BandRow> bands;
  std::vector<ClassOfUnits> classes_of_units;
  std::vector<ParameterRow> parameters;
  std::vector<PreviousRow> previous;
  std::vector<RevenueShareRow> revenue_shares;
  /// By "<unit>|<indicator>|<year>"; the year is blank where the value holds for all.
  std::unordered_map<std::string, Fraction> indicators;
  std::vector<std::string> indicator_names;  ///< some twice
  Law law;

  std::vector<int> drawing_order;  ///< sources as they are drawn

  int year_count() const { return last_year - first_year + 1; }
  /// Position in source_years; nothing when the source has no money row in that year.
  int source_year(int source, int year) const;
  bool is_within(int unit, int ancestor) const;
  /// Nothing when there is none of this code.
  int programme_of(std::string_view code) const;
  bool has_status(int unit, std::string_view status, Day day) const;

  std::vector<std::vector<int>> source_year_positions;  ///< by source, then plan year
};

/// Throws BadInput when a cell is not what the format says or a reference points at nothing.
PlanModel build_plan(const PlanText& text);

}  // namespace phanbo_verify
