#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/place_names.hpp"
#include "cli/result_folder.hpp"
#include "engine/assess/assess.hpp"
#include "engine/distribute/distribute.hpp"
#include "engine/explain/explain_bound.hpp"
#include "models/derivation.hpp"

namespace phanbo {

/// What an id of a result can name.
enum class SubjectKind { line, demand, source, shortfall, figure, choice };

struct Subject {
  SubjectKind kind = SubjectKind::line;
  std::size_t position = 0;  ///< in the list of its kind
  std::string id;  ///< as result.json has it; "sources/<source>/<year>", "shortfalls/<n>",
                   ///< "choices/<class>"
};

/// A result with everything in it that can be explained.
class ExplainedResult {
 public:
  explicit ExplainedResult(const ResultFolder& folder);

  const Plan& plan() const { return folder_.run.plan(); }
  const Assessment& assessment() const { return folder_.run.assessment.assessment; }
  const Allocation& allocation() const { return folder_.run.distribution.allocation; }
  const ResultFolder& folder() const { return folder_; }
  const PlaceNames& places() const { return places_; }

  /// Everything, in the order: ledger, demands, sources, shortfalls, figures, bounds of choices.
  const std::vector<Subject>& subjects() const { return subjects_; }
  /// The subjects an id names: one; or all demands of an item; or all parts of a short class. Empty
  /// = nothing has that id.
  std::vector<Subject> find(const std::string& id) const;
  /// How its value came about; inputs carry the names of their places. Empty for a figure that is
  /// no number.
  std::optional<Derivation> derive(const Subject& subject) const;
  /// What the bound of a choice rests on; made when first asked for. Null where result.json has no
  /// proof of it that holds.
  const BoundExplanation* bound_of(const Subject& choice) const;
  const ChoiceOutcome& choice(const Subject& choice) const { return choices_[choice.position]; }
  /// The ledger lines of a demand.
  std::vector<std::size_t> lines_of(Index<Demand> demand) const;
  /// What result.json says at the place of an outcome, such as "ledger[a/2026@s].amount_dong".
  std::optional<std::string> value_at(std::string_view place) const;

 private:
  void add_values(std::string_view list, std::initializer_list<std::string_view> keys);
  Derivation derive_ledger_line(std::size_t line) const;
  std::optional<Derivation> derive_any_figure(const std::string& id) const;
  void name_places(Derivation& derivation) const;

  const ResultFolder& folder_;
  PlaceNames places_;
  mutable NeedExplainer needs_;  ///< mutable: what explanations share is found when first asked for
  LineExplainer lines_;
  std::vector<ChoiceOutcome> choices_;  ///< as result.json has them
  mutable std::map<std::size_t, std::optional<BoundExplanation>> bounds_;
  std::vector<Subject> subjects_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_id_;
  std::map<std::string, std::string, std::less<>> values_;  ///< of result.json, by place
};

}  // namespace phanbo
