#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/money.hpp"
#include "models/plan.hpp"

/// What a choice by best_value came to, with what proves it (docs/choosing.md).
namespace phanbo {

/// Prices of one leaf of the proof, in 2^-scale_bits value units; those not named are 0.
struct ChoiceLeaf {
  bool proves_impossible = false;  ///< that nothing can be chosen here, instead of a bound
  int scale_bits = 0;
  std::vector<std::pair<std::size_t, Int128>> cuts;    ///< (position in `cuts`, price ≥ 0)
  std::vector<std::pair<std::size_t, Int128>> limits;  ///< (position in `limits`, price)
};

/// A leaf, or the question "does this item take this option?" with the two ways on.
struct ChoiceBranch {
  std::string item;
  std::string option;  ///< empty: is the item refused?
  int taken = -1;
  int refused = -1;
  int leaf = -1;
  /// Of a leaf: what its prices come to here, in 2^-scale_bits; empty where an item has no way
  /// left.
  std::optional<Int128> sum;
};

/// Whole numbers that anybody can add up against the plan: no choice is worth more than the bound.
struct ChoiceCertificate {
  std::vector<std::vector<std::string>> cuts;  ///< places of the money network, by name
  std::vector<std::string> limits;             ///< names of the other limits
  std::vector<ChoiceLeaf> leaves;
  std::vector<ChoiceBranch> tree;
};

/// What the order of the list would choose from the same money.
struct RankOrderChoice {
  std::int64_t value = 0;
  std::size_t items = 0;
  std::int64_t people = 0;
};

/// Why an item was not taken; the first that holds (docs/choosing.md section 7).
enum class RefusalReason {
  must_not,              ///< the officer's lock
  no_option,             ///< no year of it that may be paid; `year` says which
  no_money,              ///< not even alone, with nothing else of its class
  breaks_alone,          ///< alone it already breaks `named`, a limit or a link
  excluded,              ///< `named` was taken instead
  prerequisite_missing,  ///< `named` was not taken
  limit_full,            ///< the cap `named` has no room beside what was taken
  adds_nothing,          ///< it is worth nothing
  beaten,                ///< at the proof's prices worth less than what it needs
  whole_does_not_fit,    ///< worth its price, but what is left is too little for the whole
  not_settled,           ///< would still fit: the search ended before
  impossible             ///< nothing of the class could be taken
};

struct Refusal {
  std::string item;
  RefusalReason reason = RefusalReason::beaten;
  std::string named;        ///< item, limit or place, by the reason
  std::optional<int> year;  ///< in which money is missing first
  Money missing;            ///< least extra money with which it can be paid beside what was taken
  std::optional<std::pair<Int128, Int128>> worth;  ///< value, and what it needs at the prices
  std::optional<Int128> extra_value;  ///< with less more value no best choice takes it: proved
};

/// Demands of the officer that cannot be kept together; without any one of them the rest can.
struct ChoiceConflict {
  struct Limit {
    std::string name;
    bool is_upper = true;
    std::int64_t bound = 0;
  };
  struct Place {
    std::string name;  ///< of the money network
    Money capacity;
  };
  struct Extra {
    std::string place;  ///< "<source>/<year>"
    Money amount;
  };
  std::vector<std::string> musts;  ///< items
  std::vector<Limit> limits;
  std::vector<Place> places;
  bool is_irreducible = true;
  std::optional<Money> repair;  ///< least extra money that makes everything possible
  bool repair_is_least = false;
  bool is_repair_unknown = false;  ///< the search ended before it knew whether money helps
  std::vector<Extra> extras;       ///< where it may be added
};

/// An earlier result from which the search started.
struct ChoiceStart {
  std::string sha256;     ///< of its result.json
  std::size_t items = 0;  ///< named there and known here
  bool is_possible = false;
};

/// How far one goal of a class was reached, given what the goals before it hold.
struct ChoiceStageOutcome {
  int order = 0;  ///< of the plan's row
  ChoiceGoal goal = ChoiceGoal::value;
  std::string of;          ///< statuses of a law order, measure of a spread, a source
  int digits = 0;          ///< values are whole numbers of 10^-digits
  std::int64_t value = 0;  ///< of what was chosen in the end; spreads and draws count below 0
  std::int64_t held = 0;   ///< later goals keep at least this
  Int128 bound = 0;        ///< proved by the certificate
  ChoiceCertificate certificate;
};

enum class ChoiceEnd {
  optimal,
  gap_reached,
  work_limit,
  time_limit,
  memory_limit,
  interrupted,
  impossible
};

struct ChoiceOutcome {
  Index<PriorityClass> priority_class;
  int value_digits = 0;  ///< values are whole numbers of 10^-digits
  std::int64_t value = 0;
  Int128 bound = 0;  ///< proved by the certificate
  ChoiceEnd end = ChoiceEnd::optimal;
  std::size_t items = 0;  ///< chosen
  std::int64_t people = 0;
  std::int64_t work = 0;  ///< units of about a million multiplications
  RankOrderChoice in_rank_order;
  ChoiceCertificate certificate;           ///< of the bound on the value
  std::vector<ChoiceStageOutcome> stages;  ///< where the plan asks for more goals than the value
  std::vector<Refusal> refused;            ///< by item code
  std::optional<ChoiceConflict> conflict;  ///< of an impossible choice
  std::optional<ChoiceStart> start;
};

std::string_view to_code(ChoiceEnd value);
std::string_view to_code(RefusalReason value);

}  // namespace phanbo
