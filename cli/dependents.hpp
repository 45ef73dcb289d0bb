#pragma once

#include <string>
#include <vector>

#include "cli/explained_result.hpp"

namespace phanbo {

/// What a result says that rests on one input or article.
struct Dependent {
  Subject subject;
  std::string value;  ///< of the figure
  std::string unit;
  std::string through;  ///< the name of the leaf by which it depends
  /// False where something else decides at present: a factor of 0, a smaller limit, a greater
  /// floor.
  bool moves = true;
};

/// Every ledger line, need, balance, shortage and figure whose derivation has the input as a leaf.
/// `input` as PlaceNames writes it.
std::vector<Dependent> dependents_on_input(const ExplainedResult& result, const std::string& input);
/// The same for rows of law and documents whose citation holds the words.
std::vector<Dependent> dependents_on_article(const ExplainedResult& result,
                                             const std::string& words);

}  // namespace phanbo
