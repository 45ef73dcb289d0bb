#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "models/derivation.hpp"
#include "models/ledger.hpp"
#include "models/problem.hpp"

/// distribute: demands and money → ledger. The rules are in docs/distribution.md.
namespace phanbo {

struct DistributeOptions {
  int threads = 1;  ///< never changes the result
  /// False leaves out the figures authority_cost/…, which run the distribution again for each.
  bool with_figures = true;
};

struct DistributionReading {
  Allocation allocation;          ///< complete only when there is no error among the problems
  std::vector<Problem> problems;  ///< such as caps that cross each other
};

DistributionReading distribute(const Plan& plan, const Assessment& assessment,
                               const DistributeOptions& options = {});

class LineGrounds;

/// Explains ledger lines. What many explanations share (lines and shortages by demand, rules by
/// source) is found once, so that every line of a ledger can be asked for. Plan, assessment and
/// allocation must outlive it.
class LineExplainer {
 public:
  LineExplainer(const Plan& plan, const Assessment& assessment, const Allocation& allocation);
  ~LineExplainer();
  LineExplainer(const LineExplainer&) = delete;
  LineExplainer& operator=(const LineExplainer&) = delete;

  /// How the amount of a ledger line came about; `need` is the derivation of its demand's need
  /// (assess).
  Derivation explain(std::size_t line, Derivation need) const;

 private:
  std::unique_ptr<const LineGrounds> grounds_;
};

/// The same for one line. For many, keep a LineExplainer.
Derivation derive_line(const Plan& plan, const Assessment& assessment, const Allocation& allocation,
                       std::size_t line, Derivation need);

/// Why so much of a source is left in a year: its money, what was carried, reserved and allocated.
Derivation derive_source(const Plan& plan, const Assessment& assessment,
                         const Allocation& allocation, std::size_t balance);
/// What an amount fixed by an authority costs others (figure "authority_cost/…"), demand by demand;
/// empty when there is no such figure. Distributes once more.
std::optional<Derivation> derive_authority_cost(const Plan& plan, const Assessment& assessment,
                                                const Allocation& allocation, std::string_view id);
/// Why a class is short: what it needs less what sources and limits leave it.
Derivation derive_shortfall(const Plan& plan, const Assessment& assessment,
                            const Allocation& allocation, std::size_t shortfall);

std::span<const ProblemKind* const> distribute_problem_kinds();

}  // namespace phanbo
