#pragma once

#include <string>
#include <string_view>

#include "models/canonical_plan.hpp"
#include "models/ledger.hpp"

namespace phanbo::test {

/// A small plan with its demands and ledger, put together in memory. Sums are worked out, so that
/// whatever lines a test adds, sources and outcomes stay true.
struct Sample {
  Plan plan;
  Assessment assessment;
  Allocation allocation;

  Index<Document> document(std::string code, Verification verification = Verification::verified);
  Index<Source> source(std::string code, PayingBudget budget, ExpenditureKind kind);
  Index<Programme> programme(std::string code, ProgrammeKind kind, ExpenditureKind spends,
                             Index<PriorityClass> priority);
  Index<Item> item(std::string code, std::string name, Index<Programme> programme,
                   ItemOrigin origin);
  Index<Demand> demand(Index<Item> item, int year, std::int64_t need_dong);
  void pay(Index<Demand> demand, Index<Source> source, std::int64_t amount_dong,
           Part part = Part::main);
  void transfer(Index<Source> from, Index<Source> to, int year, std::int64_t amount_dong);
  void available(Index<Source> source, int year, std::int64_t amount_dong,
                 std::int64_t reserve_dong = 0);
  void law(std::string topic, std::string key, std::string value, Verification verification);
  void figure(std::string id, std::string value, std::string_view unit = "dong");
  /// Works out outcomes, balances and the order of the ledger.
  void finish();
};

/// Money, recurrent and investment, two years; insurance short of money, a site without a dossier,
/// a project funded, a conditional task, an adjusted ceremony, a supplement to the commune, a gift
/// in kind, recalled law.
Sample make_sample();

/// A canonical plan whose cells are full of what must be escaped.
CanonicalPlan make_canonical();

constexpr Money dong(std::int64_t amount) { return Money::from_dong(amount); }

}  // namespace phanbo::test
