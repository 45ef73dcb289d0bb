#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/date.hpp"
#include "models/decimal.hpp"
#include "models/index.hpp"
#include "models/law.hpp"
#include "models/money.hpp"
#include "models/text.hpp"

/// The plan (kế hoạch): everything a run needs, checked and in canonical order. Tables are sorted
/// by code (or by their key columns, in column order), so a result does not depend on the order of
/// the input.
namespace phanbo {

enum class Stage { medium_term, submitted, decided, adjusted };
enum class ExpenditureKind { recurrent, investment, both };
/// The budget that pays. `outside` is money that is no budget's: gifts, society's contributions.
enum class PayingBudget { central, province, district, commune, outside };
enum class UnitKind { country, province, district, commune, ward, township, special_zone };
enum class ProgrammeKind { entitlement, formula, grants, projects, fixed };
/// How money is shared inside a priority class when it does not suffice.
enum class SharingRule { in_full, in_rank_order, pro_rata, by_points, max_min, best_value };
enum class ClassOrder { by_class, by_year };

struct Document {
  std::string code;
  std::string citation;
  std::optional<Date> issued;
  std::string issuer;
  std::string subject;
  Verification verification = Verification::verified;
  std::string url;
};

struct Unit {
  std::string code;
  std::string name;
  UnitKind kind = UnitKind::commune;
  Index<Unit> parent;
  std::optional<Date> valid_from;
  std::optional<Date> valid_to;  ///< last day, included
  std::optional<std::int64_t> people;
  std::optional<Decimal> area_km2;
  Index<Document> document;
};

enum class LineageKind { merged, part, renamed };

/// predecessor → successor on `date`; with `part`, people and area are those of the part.
struct Lineage {
  Index<Unit> predecessor;
  Index<Unit> successor;
  Date date;
  LineageKind kind = LineageKind::merged;
  std::optional<std::int64_t> people;
  std::optional<Decimal> area_km2;
  Index<Document> document;
};

/// A status of a unit with its dates: atk, mountain, border, …
struct UnitStatus {
  Index<Unit> unit;
  std::string status;
  Date valid_from;
  std::optional<Date> valid_to;
  Index<Document> document;
  bool holds_on(const Date& date) const {
    return valid_from <= date && (!valid_to || date <= *valid_to);
  }
};

/// "12 communes and 4 wards": a count stated by a document, checked against the units listed.
struct StatedCount {
  std::string list;
  Index<Unit> parent;
  UnitKind kind = UnitKind::commune;
  Date date;
  std::int64_t stated = 0;
  Index<Document> document;
};

struct PriorityClass {
  std::string code;
  int order = 0;
  std::string name;
  bool mandatory = false;
  SharingRule rule = SharingRule::in_rank_order;
  std::vector<std::string> project_statuses;  ///< projects of these statuses are served here
  Index<Document> document;
  std::string article;
};

struct Programme {
  std::string code;
  std::string name;
  ProgrammeKind kind = ProgrammeKind::fixed;
  std::string task;  ///< place in the plan document, "II.4"
  std::string lead;  ///< lead agency (cơ quan chủ trì)
  Index<PriorityClass> priority_class;
  ExpenditureKind expenditure_kind = ExpenditureKind::recurrent;
  std::string sector;
  Money step = Money::from_dong(std::int64_t{1});
  /// Share of every amount that only local money may pay, as numerator/denominator in lowest terms;
  /// 0/1 = none.
  std::int64_t local_share_numerator = 0;
  std::int64_t local_share_denominator = 1;
  bool conditional = false;  ///< "(nếu có)": without amount until a decision gives one
  Index<Document> document;
  std::string article;
};

/// Money in (nguồn vốn).
struct Source {
  std::string code;
  std::string name;
  std::string nature;  ///< land_use_fee, lottery, central_supplement_recurrent, …: a key of law
                       ///< topic source_nature_*
  ExpenditureKind expenditure_kind = ExpenditureKind::both;
  PayingBudget paying_budget = PayingBudget::province;
  std::string holder;
  int drawing_order = 0;
  bool tied = false;
  Index<Source> transfer_from;  ///< this money is a supplement out of that source
  Index<Document> document;
  bool is_local() const {
    return paying_budget == PayingBudget::province || paying_budget == PayingBudget::district ||
           paying_budget == PayingBudget::commune;
  }
};

struct SourceYear {
  Index<Source> source;
  int year = 0;
  MonthSpan months;
  Money available;
  Money reserve;
  Money carry_out_max;       ///< how much may go to the next year; 0 = nothing
  std::string carry_ground;  ///< legal ground, a key of law topic carry_over_ground; empty = none
  std::string note;
  Index<Document> document;
};

/// "This source may pay for that": programme not set = every programme; unit not set = everywhere,
/// else that unit and all below it.
struct PayerRule {
  Index<Source> source;
  Index<Programme> programme;
  Index<Unit> unit;
  Index<Document> document;
};

/// "At least this much of the source is for that programme (there)": others cannot draw it.
struct KeptMoney {
  std::string code;
  Index<Source> source;
  int year = 0;
  Index<Programme> programme;
  Index<Unit> unit;
  Money amount;
  Index<Document> document;
};

/// An upper limit on what a set of demands may get; blank fields do not restrict the set.
struct Cap {
  std::string code;
  Index<Programme> programme;
  Index<Unit> unit;
  std::optional<int> year;
  std::optional<ExpenditureKind> expenditure_kind;
  Money amount;
  Index<Document> document;
};

struct FixedCost {
  std::string code;
  Index<Programme> programme;
  std::string name;
  Index<Unit> unit;
  std::string holder;
  int year = 0;
  MonthSpan months;
  std::optional<Money> amount;  ///< blank only in a conditional programme
  std::optional<Decimal> quantity;
  std::optional<Money> unit_price;
  Money least_useful;
  int rank = 0;  ///< 0 = not ranked (after the ranked ones)
  Decimal score;
  Index<PriorityClass> priority_class;  ///< not set = the programme's
  Index<Document> document;
  std::string article;
};

enum class CountBasis { estimate, actual };

/// People of one group over whole months of one year.
struct Participants {
  Index<Programme> programme;
  Index<Unit> unit;
  std::string group;  ///< key of law topic health_insurance_group_order
  int year = 0;
  MonthSpan months;
  std::int64_t persons = 0;
  std::optional<Date>
      paid_on;  ///< paid in advance on this day: the base salary of that day holds throughout
  CountBasis basis = CountBasis::estimate;
  Index<Document> document;
};

/// How one entitlement programme works in one year.
struct EntitlementRule {
  Index<Programme> programme;
  int year = 0;
  std::vector<std::string> pays_groups;  ///< groups this programme pays for
  std::optional<Money> in_balance;       ///< part of the need already in the local balance
  std::string central_class;  ///< key of law topic central_support_share; empty = not known
  std::optional<Decimal>
      own_central_share_percent;  ///< a sharing ratio of the policy's own, instead of the class
  Index<Document> document;
};

struct TopUp {
  Index<Programme> programme;
  Index<Unit> unit;
  std::string group;
  Decimal share_percent;
  Date valid_from;
  std::optional<Date> valid_to;
  Index<Document> document;
};

/// What the insurance agency asked for, received and counted in a quarter.
struct InsuranceQuarter {
  Index<Programme> programme;
  Index<Unit> unit;
  int year = 0;
  int quarter = 1;
  std::optional<Money> requested;
  std::optional<Money> transferred;
  std::optional<Money> actual;
  Index<Document> document;
};

/// A relic or site (di tích, thiết chế) that asks for a grant. Rank, manager and payer are three
/// things.
struct Site {
  std::string code;
  Index<Programme> programme;
  std::string name;
  Index<Unit> unit;
  std::string holder;
  std::string rank;                  ///< special_national, national, provincial, inventoried
  std::string manager;               ///< who manages it by decentralisation (phân cấp)
  std::vector<PayingBudget> payers;  ///< budgets that may pay; empty = all
  std::string condition;
  Decimal score;
  Index<Document> dossier;  ///< approved dossier; without it nothing is allocated
  std::optional<Money> ceiling;
  Money least_useful;
  bool divisible = true;
  Index<PriorityClass> priority_class;
  std::vector<std::optional<Money>> need_by_year;  ///< one entry per plan year; blank is not zero
  Index<Document> document;
};

struct Project {
  std::string code;
  Index<Programme> programme;
  std::string name;
  Index<Unit> unit;
  std::string holder;  ///< chủ đầu tư
  std::string sector;
  std::string group;   ///< A, B, C
  std::string status;  ///< key of the plan's capital priority order: transition, new, …
  Decimal score;
  int rank = 0;
  Money approved_total;
  Money paid_before;             ///< lũy kế vốn đã bố trí before the first plan year
  Money advanced;                ///< advances not recovered (tạm ứng chưa thu hồi)
  std::optional<Money> ceiling;  ///< medium-term ceiling over the plan years
  std::optional<int> start_year;
  Index<Document> dossier;
  bool divisible = false;
  Index<PriorityClass> priority_class;
  std::vector<std::optional<Money>> need_by_year;
  Index<Document> document;
};

/// What a project may take from one source: in one year, or (year blank) over all plan years.
struct ProjectSource {
  Index<Project> project;
  Index<Source> source;
  std::optional<int> year;
  std::optional<Money> approved;
  std::optional<Money> ceiling;
  Money paid_before;
};

/// One year of another way to spread a project over the years (phương án phân kỳ vốn); the yearly
/// needs of the project itself are the schedule "given".
struct ScheduleYear {
  Index<Project> project;
  std::string schedule;
  int year = 0;
  Money amount;
  Index<Document> document;
};

enum class ChoiceLock { none, must, must_not };

/// What is said about one site or project where its class is shared by best_value.
struct ChoiceRule {
  std::string item;  ///< code of a site or project
  ChoiceLock lock = ChoiceLock::none;
  std::string schedule;  ///< only this one; empty = any
  std::optional<int>
      latest_start;              ///< the given years may be moved on as long as they start by then
  std::optional<Decimal> value;  ///< what choosing it is worth; not set = its score
  Decimal delay_loss_percent;    ///< of the value, for each year the start is later
  std::optional<std::int64_t> people;  ///< who benefits; told beside the choice
  Money least_useful;                  ///< of a divisible project, over all years
  Index<Document> document;
};

/// At most one item of a set may be chosen (phương án loại trừ nhau).
struct Exclusion {
  std::string set;
  std::string item;
  Index<Document> document;
};

/// `item` may be chosen only together with `needs`.
struct Prerequisite {
  std::string item;
  std::string needs;
  Index<Document> document;
};

/// Bounds on what the items chosen by best_value get together; blank fields do not restrict the
/// set. Here limits per unit and per sector may cross each other.
struct ChoiceLimit {
  std::string code;
  Index<Programme> programme;
  Index<Unit> unit;
  std::string sector;
  std::optional<int> year;
  std::optional<Money> floor;
  std::optional<Money> cap;
  Index<Document> document;
};

/// What a class shared by best_value looks for, stage after stage (docs/choosing.md section 6).
enum class ChoiceGoal { law_order, value, spread, drawing_order };

/// One goal of a class; it holds what goals of a lower order reached.
struct ChoiceStage {
  Index<PriorityClass> priority_class;
  int order = 0;
  ChoiceGoal goal = ChoiceGoal::value;
  std::string measure;  ///< of a spread: "people", or an indicator of units
  Index<Unit> parent;   ///< of a spread: the units right below it are compared; not set = province
  Index<Document> document;
};

/// An amount of an earlier decision (đã giao). `item` is the code of the fixed cost, site or
/// project, or
/// "<programme>/<unit>" for entitlements and formulas.
struct DecidedAmount {
  std::string item;
  int year = 0;
  Index<Source> source;
  Money amount;
  Money paid;
  Money advanced;
  bool adjustable = false;
  std::string authority;  ///< fixed by this named authority; empty = ordinary decision
  Date decided_on;
  Index<Document> document;
};

struct PreviousAmount {
  Index<Programme> programme;
  std::string item;
  int year = 0;
  Index<Source> source;
  Money amount;
  Index<Document> document;
};

/// points: units share a pool by points; rates: counts × unit rates; amounts: what the total
/// criterion comes to, in đồng.
enum class FormulaMethod { points, rates, amounts };
enum class FormulaResult { demand, envelope };

struct Formula {
  Index<Programme> programme;
  int year = 0;
  FormulaMethod method = FormulaMethod::points;
  std::optional<Money> pool;  ///< points: the money to share; rates: not given
  Index<Source> pool_source;  ///< envelope: the source that is tied per unit
  FormulaResult result = FormulaResult::demand;
  Index<Unit> parent;                          ///< the units below this one take part
  std::vector<UnitKind> unit_kinds;            ///< of these kinds; empty = every kind
  std::vector<Index<Programme>> envelope_for;  ///< programmes whose demands the envelope pays
  Index<Document> document;
  std::string article;
  std::string pack{};  ///< rule pack of law/packs whose rows join the plan's; or empty
  std::vector<std::string> readings{};  ///< readings chosen where a published text has several
  std::string pool_rule{};              ///< expression in đồng that gives the pool
  std::string first{};                  ///< criterion in đồng each unit gets before the points
  std::string least{};                  ///< criterion in đồng below which no unit may come
  std::string most{};                   ///< criterion in đồng above which no unit may come
};

/// How the value of a criterion comes about (docs/criteria.md).
enum class CriterionKind {
  linear,      ///< indicator ÷ per × points
  bands,       ///< cumulative: base + steps begun or completed × points
  brackets,    ///< the points of the bracket the value lies in; 0 outside all
  marginal,    ///< sum over bands of the part in the band × its rate
  category,    ///< points of the one class of the unit; two at once are a problem
  highest,     ///< only the class with the most points counts
  bonus,       ///< points of all its classes add up
  expression,  ///< as the resolution writes it
};
/// counted: adds to the points; part: only for other expressions; total: stands for the sum.
enum class CriterionRole { counted, part, total };

/// Budget years a row holds for, both included; blank = no end.
struct YearSpan {
  std::optional<int> first;
  std::optional<int> last;
  bool has(int year) const { return (!first || *first <= year) && (!last || year <= *last); }
};

struct Criterion {
  Index<Programme> programme;
  std::string code;
  std::string name;
  std::string indicator;
  Decimal per;  ///< points for every `per` of the indicator
  Decimal points;
  std::optional<int> digits;  ///< rounded to so many decimals; blank = exact
  RoundingMode rounding = RoundingMode::half_up;
  std::string status;  ///< only units with this status; empty = all
  Index<Document> document;
  std::string article;
  CriterionKind kind = CriterionKind::linear;
  std::string expression{};
  std::string measure{};  ///< "dong", "people", "dong/people" …; empty = a plain number
  CriterionRole role = CriterionRole::counted;
  std::string least{};    ///< constant expression: never less
  std::string most{};     ///< constant expression: never more
  bool circular = false;  ///< contains itself on purpose; solved exactly
  YearSpan years{};
  std::string reading{};  ///< holds only where the formula chose this reading
};

/// Which end of a band belongs to it. `ordinal`: both numbers count things ("from the 30th to the
/// 49th").
enum class BandEnds { low, high, both, none, ordinal };
/// What an incomplete step of a band counts for.
enum class BandRemainder { prorata, whole, up };

/// One band of a criterion. Borders and points are constant expressions over parameters. A band
/// without `from` counts its steps downwards from `to`.
struct CriterionBand {
  Index<Programme> programme;
  std::string criterion;
  std::string from;
  std::string to;
  BandEnds ends = BandEnds::high;
  std::string base;
  std::string per;
  std::string points;
  BandRemainder remainder = BandRemainder::prorata;
  Index<Document> document;
  std::string article;
  YearSpan years;
  std::string reading;
};

enum class ClassBy { status, kind, unit };
/// give: points of the class; instead: replaces whatever the criterion gives.
enum class ClassEffect { give, instead };

/// Points of a class of units: a status, a kind, or one named unit.
struct CriterionClass {
  Index<Programme> programme;
  std::string criterion;
  ClassBy by = ClassBy::status;
  std::string name;
  std::string points;
  ClassEffect effect = ClassEffect::give;
  Index<Document> document;
  std::string article;
  YearSpan years;
  std::string reading;
};

/// A named number of a rule: a norm, a coefficient, a threshold.
struct Parameter {
  Index<Programme> programme;
  std::string code;
  std::string name;
  std::string expression;  ///< a number, or an expression over other parameters
  std::string measure;
  Index<Document> document;
  std::string article;
  YearSpan years;
  std::string reading;
};

/// What an indicator is called and measured in.
struct IndicatorKind {
  std::string indicator;
  std::string name;
  std::string measure;
  Index<Document> document;
};

struct UnitRate {
  Index<Programme> programme;
  std::string indicator;
  Money rate;
  std::string status;
  Index<Document> document;
  std::string article;
};

struct Indicator {
  Index<Unit> unit;
  std::string indicator;
  Decimal value;
  std::optional<Date> date;
  Index<Document> document;
  std::optional<int> year{};  ///< holds for this budget year; blank = for all
};

struct FirstAmount {
  Index<Programme> programme;
  int year = 0;
  Index<Unit> unit;
  Money amount;
  Index<Document> document;
};

/// A whole budget level in one year: the base on which the reserve band is checked.
struct BudgetLevel {
  PayingBudget level = PayingBudget::province;
  int year = 0;
  Money total_expenditure;
  Money excluded;
  Money reserve;
  Index<Document> document;
};

/// A gift in kind: a memo, never money to allocate.
struct GiftInKind {
  std::string code;
  Index<Programme> programme;
  Index<Unit> unit;
  int year = 0;
  std::string description;
  std::optional<Money> value;
  std::string donor;
  Index<Document> document;
};

/// A row of somebody's printed table, kept to be checked: parents against children, percentages,
/// own history.
struct StatementRow {
  std::string statement;
  std::string row;
  std::string parent;
  std::string label;
  std::string unit;  ///< dong, thousand_dong, million_dong, billion_dong, percent, people, km2
  std::optional<int> year;
  std::optional<Decimal> value;
  std::optional<Decimal> plan;
  std::optional<Decimal> actual;
  std::optional<Decimal> percent;
};

/// A split of one revenue over budget tiers; the tiers of one revenue and unit add up to 100.
struct RevenueShare {
  std::string revenue;
  std::string unit;
  std::string tier;
  Decimal share_percent;
  Index<Document> document;
};

struct Plan {
  std::string code;
  std::string name;
  std::string name_en;
  Stage stage = Stage::submitted;
  int first_year = 0;
  int last_year = 0;
  std::optional<Date> decided_on;
  Index<Unit> province;
  ClassOrder class_order = ClassOrder::by_class;
  std::string capital_priority;  ///< law topic that orders project statuses
  std::string illustrative;      ///< what is made up in this plan; empty = nothing
  std::optional<Date> law_date;  ///< the law of this day answers every question of law
  std::optional<Date> known_on;  ///< only law recorded by this day counts
  std::string scenario;          ///< code of the scenario these values are of; empty = the base
  std::string scenario_name;

  Table<Document> documents;
  Table<Unit> units;
  std::vector<Lineage> lineage;
  std::vector<UnitStatus> statuses;
  std::vector<StatedCount> stated_counts;
  Table<PriorityClass> classes;  ///< sorted by order
  Table<Programme> programmes;
  Table<Source> sources;  ///< sorted by code; drawing order is a field
  Table<SourceYear> source_years;
  std::vector<PayerRule> payer_rules;
  std::vector<KeptMoney> kept_money;
  std::vector<Cap> caps;
  Table<FixedCost> fixed_costs;
  Table<Participants> participants;
  std::vector<EntitlementRule> entitlement_rules;
  std::vector<TopUp> top_ups;
  std::vector<InsuranceQuarter> insurance_quarters;
  Table<Site> sites;
  Table<Project> projects;
  std::vector<ProjectSource> project_sources;
  std::vector<ScheduleYear> schedules;
  std::vector<ChoiceRule> choice_rules;
  std::vector<Exclusion> exclusions;
  std::vector<Prerequisite> prerequisites;
  std::vector<ChoiceLimit> choice_limits;
  std::vector<ChoiceStage> choice_stages;  ///< by class, order
  std::vector<DecidedAmount> decided;
  std::vector<PreviousAmount> previous;
  std::vector<Formula> formulas;
  std::vector<Criterion> criteria;
  std::vector<CriterionBand> criterion_bands;
  std::vector<CriterionClass> criterion_classes;
  std::vector<Parameter> parameters;
  std::vector<IndicatorKind> indicator_kinds;
  std::vector<UnitRate> rates;
  std::vector<Indicator> indicators;
  std::vector<FirstAmount> first_amounts;
  std::vector<BudgetLevel> budget_levels;
  std::vector<GiftInKind> in_kind;
  std::vector<StatementRow> statements;
  std::vector<RevenueShare> revenue_shares;
  LawBook law;

  int year_count() const { return last_year - first_year + 1; }
  std::size_t year_position(int year) const { return static_cast<std::size_t>(year - first_year); }
  bool has_year(int year) const { return first_year <= year && year <= last_year; }
  /// Is `unit` equal to `ancestor` or below it?
  bool is_within(Index<Unit> unit, Index<Unit> ancestor) const;
  bool has_status(Index<Unit> unit, std::string_view status, const Date& date) const;
};

std::string_view to_code(Stage value);
std::string_view to_code(ExpenditureKind value);
std::string_view to_code(PayingBudget value);
std::string_view to_code(UnitKind value);
std::string_view to_code(ProgrammeKind value);
std::string_view to_code(SharingRule value);
std::string_view to_code(ChoiceLock value);
std::string_view to_code(ChoiceGoal value);
std::string_view to_code(ClassOrder value);
std::string_view to_code(CountBasis value);
std::string_view to_code(FormulaMethod value);
std::string_view to_code(FormulaResult value);
std::string_view to_code(LineageKind value);
std::string_view to_code(RoundingMode value);

/// Words for people.
Text name_of(ExpenditureKind value);
Text name_of(PayingBudget value);
Text name_of(SharingRule value);
Text name_of(Stage value);
Text name_of(UnitKind value);

}  // namespace phanbo
