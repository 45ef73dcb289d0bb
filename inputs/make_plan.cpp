#include <algorithm>
#include <system_error>

#include "inputs/build_plan.hpp"
#include "inputs/checks.hpp"
#include "inputs/kinds_of_tables.hpp"
#include "inputs/law_overlaps.hpp"
#include "inputs/row_places.hpp"
#include "inputs/rule_packs.hpp"
#include "inputs/sealed_plan.hpp"
#include "inputs/text_plan.hpp"
#include "models/limits.hpp"

namespace phanbo {

using namespace input_problem;

namespace {

/// The second half of reading: references, plan, checks, canonical form.
class PlanMaker {
 public:
  PlanMaker(std::shared_ptr<const TextPlan> text, PlanParts parts)
      : text_(std::move(text)),
        header_(std::move(parts.header)),
        header_places_(std::move(parts.header_places)),
        law_used_(std::move(parts.law_used)),
        problems_(std::move(parts.problems)),
        places_(std::make_shared<RowPlaces>()) {
    places_->text = text_;
    places_->tables = std::move(parts.tables);
    reading_.canonical.storage = std::move(parts.storage);
  }

  PlanReading make();

 private:
  void add_at(const ProblemKind& kind, std::string_view key, JsonSpan span,
              std::vector<std::string> arguments);
  void check_province();
  void check_capital_priority(const Plan& plan);
  void check_counts();
  void join_packs();
  void check_and_build();
  void make_canonical();
  bool has_scenarios() const;

  std::shared_ptr<const TextPlan> text_;
  PlanHeader header_;
  std::vector<std::pair<std::string, Place>> header_places_;
  std::optional<TableRows> law_used_;
  ProblemList problems_;
  std::shared_ptr<RowPlaces> places_;
  PlanReading reading_;
};

/// A problem of a header key: where a change gave it, else in plan.json.
void PlanMaker::add_at(const ProblemKind& kind, std::string_view key, JsonSpan span,
                       std::vector<std::string> arguments) {
  for (const auto& [changed, place] : header_places_) {
    if (changed == key) return problems_.add(kind, place, std::move(arguments));
  }
  problems_.add(kind, place_in(*text_->header_source, {}, span.offset, span.length),
                std::move(arguments));
}

void PlanMaker::check_province() {
  const TableRows& units = table_named(places_->tables, "units");
  if (header_.province.empty() || !units.is_complete) return;
  if (row_of_code(units, header_.province) != TableRows::no_row) return;
  add_at(unknown_reference, "province", header_.province_span,
         {header_.province, "units",
          offered_names(header_.province, codes_like(units, header_.province))});
}

void PlanMaker::check_capital_priority(const Plan& plan) {
  if (header_.capital_priority.empty() || !table_named(places_->tables, "law_rows").is_sound)
    return;
  std::vector<std::string> topics;
  for (const LawRow& row : plan.law.rows()) {
    if (topics.empty() || topics.back() != row.topic) topics.push_back(row.topic);
  }
  if (std::find(topics.begin(), topics.end(), header_.capital_priority) != topics.end()) return;
  add_at(unknown_law_topic, "capital_priority", header_.capital_priority_span,
         {header_.capital_priority, offered_names(header_.capital_priority, topics)});
}

/// More units or demand-years than the program promises to handle.
void PlanMaker::check_counts() {
  const auto& tables = places_->tables;
  const auto rows_of = [&](std::string_view name) { return table_named(tables, name).row_count(); };
  if (rows_of("units") > limit_units_max) {
    add_at(over_limit, "", header_.span,
           {"units", std::to_string(rows_of("units")), std::to_string(limit_units_max)});
  }
  const auto years = static_cast<std::size_t>(header_.last_year - header_.first_year + 1);
  const std::size_t demand_years =
      rows_of("fixed_costs") + (rows_of("sites") + rows_of("projects")) * years;
  if (demand_years > limit_demand_years_max) {
    add_at(over_limit, "", header_.span,
           {"fixed_costs + (sites + projects) × years", std::to_string(demand_years),
            std::to_string(limit_demand_years_max)});
  }
}

/// Rows of the rule packs that formulas name join the plan's own; a sealed plan holds them already.
void PlanMaker::join_packs() {
  TextArena arena(reading_.canonical.storage);
  PackReader(text_->shipped_packs, places_->tables, arena, problems_, places_->pack_sources,
             places_->pack_places)
      .join(header_.decided_on, text_->shipped_law);
}

void PlanMaker::check_and_build() {
  if (!text_->is_sealed) join_packs();
  check_counts();
  check_province();
  check_local_shares_given(table_named(places_->tables, "programmes"), problems_);
  check_criteria_given(table_named(places_->tables, "criteria"), problems_);
  resolve_references(places_->tables, problems_);
  Plan plan = build_plan(header_, places_->tables);
  check_law_overlaps(table_named(places_->tables, "law_rows"), problems_);
  plan.law = law_of(*text_, header_, table_named(places_->tables, "law_rows"),
                    law_used_ ? &*law_used_ : nullptr);
  if (!law_used_) check_capital_priority(plan);
  check_plan(plan, places_->tables, !law_used_, problems_);
  if (problems_.error_count() == 0) reading_.plan = std::move(plan);
}

void PlanMaker::make_canonical() {
  reading_.canonical.read_texts = text_;
  reading_.canonical.header = canonical_header(header_);
  for (TableRows& table : places_->tables) {
    if (is_about_scenarios(table.spec->name)) continue;
    CanonicalTable canonical{table.spec->name, table.places.columns, std::move(table.cells)};
    reading_.canonical.tables.push_back(std::move(canonical));
  }
}

bool PlanMaker::has_scenarios() const {
  if (text_->is_sealed || places_->tables.empty()) return false;
  std::error_code error;
  return table_named(places_->tables, scenarios_table).row_count() > 0 ||
         (text_->has_folder && std::filesystem::is_directory(text_->folder / "scenarios", error));
}

PlanReading PlanMaker::make() {
  reading_.files = text_->files;
  reading_.has_scenarios = has_scenarios();
  if (!places_->tables.empty()) check_and_build();
  for (Problem& problem : problems_.problems()) locate_problem(problem, places_->tables);
  reading_.problems = problems_.take_sorted();
  make_canonical();
  reading_.places = std::move(places_);
  return std::move(reading_);
}

}  // namespace

LawBook law_of(const TextPlan& text, const PlanHeader& header, const TableRows& own_rows,
               const TableRows* law_used) {
  const LawView view{header.law_date, header.known_on, std::nullopt};
  const bool is_changed = own_rows.places.changed != nullptr ||
                          (law_used != nullptr && law_used->places.changed != nullptr) ||
                          !view.is_plain();
  if (!is_changed && text.plain_law) return *text.plain_law;
  if (law_used == nullptr && own_rows.row_count() == 0 && view.is_plain()) return text.shipped_law;
  std::vector<LawRow> rows =
      law_used != nullptr ? law_rows_used(*law_used) : text.shipped_law.rows();
  // The plan's own rows come from its table, where a change may have altered or removed them.
  const auto before =
      law_rows_of(text.tables.empty() ? own_rows : table_named(text.tables, "law_rows"), true);
  std::erase_if(rows, [&](const LawRow& row) {
    return row.from_plan && std::any_of(before.begin(), before.end(), [&](const LawRow& own) {
             return own.topic == row.topic && own.key == row.key &&
                    own.valid_from == row.valid_from;
           });
  });
  for (LawRow& own : law_rows_of(own_rows, true)) rows.push_back(std::move(own));
  return LawBook(std::move(rows), view);
}

void make_plain_law(TextPlan& text) {
  PlanHeader plain = text.header;
  plain.law_date.reset();
  plain.known_on.reset();
  text.plain_law = law_of(text, plain, table_named(text.tables, "law_rows"),
                          text.law_used ? &*text.law_used : nullptr);
}

PlanReading make_plan(std::shared_ptr<const TextPlan> text, PlanParts parts) {
  return PlanMaker(std::move(text), std::move(parts)).make();
}

}  // namespace phanbo
