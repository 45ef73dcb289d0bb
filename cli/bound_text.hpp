#pragma once

#include <string>

#include "cli/explained_result.hpp"

namespace phanbo {

/// How good a choice is and what its bound rests on: value, bound, distance, the limits that have a
/// price, then the greatest case of the proof as a tree (long lists are cut; JSON has all).
std::string bound_tree(const ExplainedResult& result, const Subject& choice,
                       const Derivation& derivation, Language language);

/// The same as a paragraph with footnotes, fit for an annex.
std::string bound_annex(const ExplainedResult& result, const Subject& choice, Language language);

/// "source_years/nstw/2026/available": the input that a relief would raise.
std::string input_of_relief(const ExplainedResult& result, const BoundRelief& relief);

}  // namespace phanbo
