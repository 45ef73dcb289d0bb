#pragma once

#include <string>
#include <vector>

#include "models/plan.hpp"

/// What assess makes of a plan: every programme turned into demands of one shape.
namespace phanbo {

/// Which row of the plan an item comes from.
enum class ItemOrigin { entitlement, top_up, formula, site, project, fixed_cost };

/// What asks for money over the years: a fixed cost, a site, a project, a unit's entitlement or
/// formula share.
struct Item {
  std::string
      code;  ///< the plan's code, or "<programme>/<unit>" (top-ups: "<programme>/<unit>/top_up")
  std::string name;
  Index<Programme> programme;
  Index<Unit> unit;
  std::string holder;  ///< đơn vị dự toán / chủ đầu tư
  ItemOrigin origin = ItemOrigin::fixed_cost;
  std::size_t origin_row = 0;  ///< row in the plan's table of that origin (first row where several)
};

/// Why a demand takes no part in the distribution, although it is shown.
enum class Standing {
  ordinary,
  conditional,     ///< "(nếu có)": no amount until a decision gives one
  no_dossier,      ///< no approved dossier
  nobody_may_pay,  ///< no source of its year, kind and months may pay for it
  not_chosen       ///< its class is shared by best_value, and the choice left it out
};

/// Money of one source tied to one unit in one year (from a formula): only that unit's demands draw
/// on it.
struct Envelope {
  std::string code;  ///< "<programme>/<unit>/<year>"
  Index<Programme> programme;
  Index<Unit> unit;
  Index<Source> source;
  int year = 0;
  Money amount;
  Index<Envelope> parent;  ///< the envelope this one was split from; not set = the source itself
};

/// One way a demand may be paid: a source, through an envelope where the source is tied per unit.
struct Payer {
  Index<Source> source;
  Index<Envelope> envelope;
  friend auto operator<=>(const Payer&, const Payer&) = default;
};

/// All ways, sorted; shared by the demands that have the same.
struct PayerSet {
  std::vector<Payer> payers;
};

/// One item in one year.
struct Demand {
  Index<Item> item;
  int year = 0;
  MonthSpan months;
  ExpenditureKind expenditure_kind = ExpenditureKind::recurrent;
  Index<PriorityClass> priority_class;
  Standing standing = Standing::ordinary;
  Money need;          ///< assessed, exact; never reduced by a shortage
  Money wanted;        ///< in whole steps, never less than locked; else 0 unless ordinary
  Money locked;        ///< sum of the locked amounts
  Money least_useful;  ///< less than this is of no use
  Money step = Money::from_dong(std::int64_t{1});
  bool divisible = true;  ///< false: all years of the item together, in full or not at all
  int rank = 0;           ///< 0 = after the ranked ones
  Decimal score;
  std::int64_t local_share_numerator = 0;
  std::int64_t local_share_denominator = 1;
  Index<PayerSet> payer_set;
};

/// An amount that the distribution may not touch: an earlier decision, or what is already paid
/// under it.
struct LockedAmount {
  Index<Demand> demand;
  Index<Source> source;
  Money amount;
  std::size_t decided_row = 0;  ///< row of Plan::decided
};

/// Any other computed quantity: points, shares, self-paid parts. `value` is exact plain text.
struct Figure {
  std::string id;
  std::string value;
  std::string_view unit;  ///< a word of the program: "dong", "points", "percent", …
};

/// A named rounding that changed a value.
struct RoundingNote {
  std::string where;
  std::string rule;    ///< "half_up", "up_to_step", "largest_remainder", …
  std::string before;  ///< exact, "p/q" where no finite decimal exists
  std::string after;
};

/// An equality that a stated rule settled.
struct TieNote {
  std::string where;
  std::string rule;  ///< what was equal: "remainder", "rank", "score"
  std::vector<std::string> among;
  std::vector<std::string> given;
};

struct LawUse {
  const LawRow* row = nullptr;
  friend bool operator==(const LawUse&, const LawUse&) = default;
};

struct Assessment {
  Table<Item> items;          ///< sorted by code
  Table<Demand> demands;      ///< sorted by item, year
  Table<Envelope> envelopes;  ///< sorted by code; parents anywhere
  Table<PayerSet> payer_sets;
  std::vector<LockedAmount> locked;  ///< sorted by demand, source
  std::vector<Figure> figures;       ///< sorted by id
  std::vector<RoundingNote> roundings;
  std::vector<TieNote> ties;
  std::vector<LawUse> law_used;  ///< each row once, in the order of the law book
};

/// "<item>/<year>".
std::string demand_code(const Assessment& assessment, Index<Demand> demand);

std::string_view to_code(Standing value);
std::string_view to_code(ItemOrigin value);

}  // namespace phanbo
