#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "models/demand.hpp"
#include "models/derivation.hpp"
#include "models/problem.hpp"
#include "models/text.hpp"

/// assess: programmes → demands of one shape.
namespace phanbo {

struct AssessmentReading {
  Assessment assessment;          ///< complete only when there is no error among the problems
  std::vector<Problem> problems;  ///< with table, row, field; sorted
};

struct AssessOptions {
  /// False leaves out figures (and the law that only they use): for the many runs that ask for
  /// needs alone. Items, demands, envelopes, payers and problems are the same.
  bool with_figures = true;
  int threads = 1;  ///< never changes the result
};

AssessmentReading assess(const Plan& plan, const AssessOptions& options = {});

class NeedGrounds;

/// Explains needs: how each came about, down to inputs and articles of law, recomputed on request.
/// What many explanations share (shares of a formula, rows by programme and unit) is found once, so
/// that every demand of a plan can be asked for. Plan and assessment must outlive it; one thread at
/// a time.
class NeedExplainer {
 public:
  NeedExplainer(const Plan& plan, const Assessment& assessment);
  ~NeedExplainer();
  NeedExplainer(const NeedExplainer&) = delete;
  NeedExplainer& operator=(const NeedExplainer&) = delete;

  Derivation explain(Index<Demand> demand);

 private:
  std::unique_ptr<NeedGrounds> grounds_;
};

/// The same for one demand. For many, keep a NeedExplainer.
Derivation derive_need(const Plan& plan, const Assessment& assessment, Index<Demand> demand);

/// How a figure of the assessment came about; empty when there is no such figure or its value is no
/// number (a day).
std::optional<Derivation> derive_figure(const Plan& plan, const Assessment& assessment,
                                        std::string_view id);

/// A source that may not pay for a demand, and the first condition it fails.
struct PayerRefusal {
  Index<Source> source;
  Text why;
  std::string citation;  ///< of the law or document behind it; may be empty
};
/// Every source of the plan that may not pay for the demand, in code order.
std::vector<PayerRefusal> payer_refusals(const Plan& plan, const Assessment& assessment,
                                         Index<Demand> demand);

std::span<const ProblemKind* const> assess_problem_kinds();

}  // namespace phanbo
