#pragma once

#include <optional>
#include <vector>

#include "distribute/plain_flow.hpp"
#include "distribute/plan_rows.hpp"
#include "distribute/rules.hpp"

namespace phanbo::distribution_test {

using Flow = PlainFlow<Int128>;
inline constexpr std::int64_t no_limit_dong = 100'000'000'000'000'000;

/// Can this demand still get something?
inline bool takes_part(const Demand& demand) {
  return demand.standing == Standing::ordinary && demand.wanted > demand.locked;
}

/// Money of a source-year (row of the plan) after reserve, locked amounts and transfers out.
std::int64_t free_dong(const Case& given, std::size_t source_year, const Rules& rules = {});

/// ⌈r·x⌉ for a demand that gets x in all.
std::int64_t local_part_dong(const Demand& demand, std::int64_t amount, const Rules& rules = {});

/// Locked amounts of a demand from local and from other sources.
struct LockedSplit {
  std::int64_t local = 0;
  std::int64_t other = 0;
};

/// The network of section 1 with every demand on its own:
/// money → source-year → (carry-over) …, kept money, envelopes → one node per demand and source →
/// gate of money that is not local → demand → caps → sink.
class PayNetwork {
 public:
  /// One source that may pay for a demand; the flow on `arc` is what it pays beyond locked.
  struct Way {
    Index<Source> source;
    Flow::Arc arc = 0;
  };
  struct DemandPart {
    bool takes_part = false;
    std::vector<Way> ways;
    std::optional<Flow::Arc> gate_arc;
    Flow::Node node = 0;
    Flow::Arc amount_arc = 0;
  };
  struct CapPart {
    Flow::Arc arc = 0;
    std::int64_t capacity = 0;  ///< beyond locked amounts
  };

  PayNetwork(const Case& given, const Rules& rules);

  Flow flow;
  Flow::Node money = 0;
  Flow::Node sink = 0;
  std::vector<DemandPart> demands;                   ///< parallel to Assessment::demands
  std::vector<std::optional<Flow::Arc>> carry_arcs;  ///< by source-year row
  std::vector<CapPart> caps;                         ///< parallel to Plan::caps

  /// Beyond locked; the network carries flow for these.
  const std::vector<std::int64_t>& amounts() const { return amounts_; }
  std::int64_t amount(std::size_t demand) const { return amounts_[demand]; }

  struct Change {
    std::size_t demand = 0;
    std::int64_t amount = 0;  ///< beyond locked, not below what it has
  };
  /// Gives these amounts and keeps all others, if that is possible; otherwise changes nothing.
  bool raise(const std::vector<Change>& changes);
  /// The same question without giving.
  bool can_raise(const std::vector<Change>& changes);
  /// Opens demands up to these amounts and adds as much flow as fits, in whatever way; for
  /// measuring. The gates stand as for the full amounts. Returns the added flow.
  Int128 pour(const std::vector<Change>& changes);
  /// Holds the amounts of all other demands fast: no flow that is poured may lower them. (Who pays
  /// for them may still change. Without this a path could lead over a cap and lower one of them.)
  void hold_all_but(const std::vector<Change>& changes);
  /// Opens a demand up to an amount without adding flow.
  void open(const Change& change);

  struct State {
    std::vector<Int128> residuals;
    std::vector<std::int64_t> amounts;
  };
  State save() const { return {flow.save(), amounts_}; }
  void restore(const State& state) {
    flow.restore(state.residuals);
    amounts_ = state.amounts;
  }

 private:
  void add_source_years();
  void add_kept_money();
  void add_envelopes();
  void add_caps();
  void add_demand(std::size_t position);
  void add_ways(std::size_t position, DemandPart& part);
  Flow::Node cap_node_of(const Demand& demand) const;
  std::optional<std::size_t> source_year_of(Index<Source> source, int year) const;
  std::optional<std::int64_t> project_limit(std::size_t position, Index<Source> source) const;
  std::int64_t locked_from(std::size_t position, Index<Source> source) const;
  std::int64_t gate_capacity(std::size_t position, std::int64_t amount) const;

  const Case& given_;
  Rules rules_;
  std::vector<std::int64_t> amounts_;
  std::vector<LockedSplit> locked_;
  std::vector<Flow::Node> general_;    ///< by source-year row
  std::vector<Flow::Node> kept_;       ///< by row of kept money
  std::vector<Flow::Node> envelopes_;  ///< by envelope
  std::vector<Flow::Node> cap_nodes_;  ///< by cap
  std::vector<std::size_t> cap_sizes_;
};

}  // namespace phanbo::distribution_test
