#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/choice.hpp"
#include "models/demand.hpp"

/// What distribute makes of the demands. The ledger is the single truth; every table is a view of
/// it.
namespace phanbo {

enum class Part {
  main,
  local_share,  ///< the part of a demand that only local money may pay
  decided,      ///< an earlier decision, not touched
  transfer      ///< a supplement to a lower budget: left out of consolidated totals
};

enum class LineReason {
  served_in_class,
  decided_before,
  fixed_by_authority,
  paid_before,
  supplement
};

struct LedgerLine {
  int year = 0;
  Index<Source> source;
  Index<Demand> demand;            ///< not set on transfers
  Index<Source> receiving_source;  ///< set on transfers only
  Part part = Part::main;
  LineReason reason = LineReason::served_in_class;
  Money amount;
};

/// available + carried_in = reserved + allocated + carried_out + unallocated.
struct SourceBalance {
  Index<Source> source;
  int year = 0;
  Money available;
  Money carried_in;
  Money reserved;
  Money allocated;
  Money carried_out;
  Money unallocated;
};

enum class DemandReason {
  in_full,
  nothing_needed,
  conditional,
  no_dossier,
  nobody_may_pay,
  short_of_money,      ///< its class could not be paid in full; see shortfalls
  below_least_useful,  ///< what was left for it was of no use
  whole_does_not_fit,  ///< only the whole amount (all years) is of use, and it does not fit
  not_chosen,          ///< best_value found more value without it
  chosen_in_part       ///< best_value chose a part of it
};

struct DemandOutcome {
  Money allocated;  ///< locked amounts included
  Money shortfall;  ///< need − allocated, never negative
  DemandReason reason = DemandReason::in_full;
};

/// Something that bounds a shortage from outside: money of a source-year, an envelope, kept money,
/// a cap, a limit on carry-over.
enum class LimitKind {
  source_year,
  envelope,
  kept_money,
  cap,
  carry_over,
  local_share,
  project_source
};
struct Limit {
  LimitKind kind = LimitKind::source_year;
  std::string code;  ///< "<source>/<year>", envelope code, cap code …
  Money amount;
};

/// One connected part of the inclusion-smallest minimum cut of a class that could not be served in
/// full: sources and limits allow X, earlier classes hold W, these need Y, missing Z = Y − (X − W).
struct Shortfall {
  Index<PriorityClass> priority_class;
  std::optional<int> year;  ///< set when classes are served year by year
  std::vector<Limit> limits;
  std::vector<Index<Demand>> demands;
  Money allowed;  ///< X
  Money held;     ///< W
  Money needed;   ///< Y
  Money missing;  ///< Z
};

struct ProjectOutcome {
  Index<Item> item;
  bool selected = false;
  std::string schedule;  ///< "given" for given yearly amounts
  DemandReason reason = DemandReason::in_full;
};

enum class Status { complete, shortfall, limit };

/// The outcome of one run. `demands` is parallel to Assessment::demands; `sources` is sorted by
/// source code, year.
struct Allocation {
  Status status = Status::complete;
  std::vector<LedgerLine>
      ledger;  ///< sorted by demand, source in drawing order, part; transfers last
  std::vector<SourceBalance> sources;
  std::vector<DemandOutcome> demands;
  std::vector<ProjectOutcome> projects;
  std::vector<Shortfall> shortfalls;
  std::vector<TieNote> ties;
  std::vector<RoundingNote> roundings;
  std::vector<Figure> figures;         ///< what amounts fixed by an authority cost others
  std::vector<ChoiceOutcome> choices;  ///< of the classes shared by best_value, by class order
};

/// "<demand>@<source>", with "#local_share" or "#decided" behind it for those parts; transfers
/// "transfer/<receiving source>/<year>@<source>". Unique in a ledger.
std::string line_code(const Plan& plan, const Assessment& assessment, const LedgerLine& line);

std::string_view to_code(Part value);
std::string_view to_code(LineReason value);
std::string_view to_code(DemandReason value);
std::string_view to_code(LimitKind value);
std::string_view to_code(Status value);
Text name_of(DemandReason value);
Text name_of(LineReason value);

}  // namespace phanbo
