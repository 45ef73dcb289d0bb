#include "cli/dependents.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "engine/explain/replay.hpp"

namespace phanbo {

namespace {

/// Does this child decide the value of its parent at present?
bool decides(const Derivation& parent, const Derivation& child) {
  switch (parent.operation) {
    case Operation::product:
    case Operation::percent_of:
      return std::none_of(
          parent.children.begin(), parent.children.end(),
          [&](const Derivation& other) { return &other != &child && other.value == "0"; });
    case Operation::minimum:
    case Operation::maximum:
      return child.value == parent.value;
    default:
      return true;
  }
}

struct Found {
  std::string label;
  bool moves = false;
};

/// Finds the leaf by which a figure depends, through other figures where it is made of them; one
/// that decides comes before one that does not.
template <class Holds>
class Search {
 public:
  Search(const ExplainedResult& result, Holds holds) : result_(result), holds_(std::move(holds)) {}

  std::optional<Found> through(const Derivation& node) {
    if (holds_(node)) return Found{node.label_vi, true};
    std::optional<Found> found;
    if (node.operation == Operation::outcome) found = through_figure(node.place);
    for (const Derivation& child : node.children) {
      if (found && found->moves) return found;
      auto below = through(child);
      if (!below) continue;
      below->moves = below->moves && decides(node, child);
      if (!found || below->moves) found = std::move(below);
    }
    return found;
  }

 private:
  /// "figures[<id>].value": what that figure is made of.
  std::optional<Found> through_figure(const std::string& place) {
    constexpr std::string_view start = "figures[";
    constexpr std::string_view end = "].value";
    if (!place.starts_with(start) || !place.ends_with(end)) return std::nullopt;
    const std::string id = place.substr(start.size(), place.size() - start.size() - end.size());
    const auto [known, is_new] = figures_.try_emplace(id);
    if (!is_new) return known->second;
    for (const Subject& subject : result_.find(id)) {
      const auto derivation = result_.derive(subject);
      if (!derivation) continue;
      auto found = through(*derivation);
      if (found) return figures_[id] = std::move(found);
    }
    return std::nullopt;
  }

  const ExplainedResult& result_;
  Holds holds_;
  std::map<std::string, std::optional<Found>> figures_;
};

template <class Holds>
std::vector<Dependent> dependents_where(const ExplainedResult& result, Holds holds) {
  Search search(result, std::move(holds));
  std::vector<Dependent> dependents;
  for (const Subject& subject : result.subjects()) {
    const auto derivation = result.derive(subject);
    if (!derivation) continue;
    if (auto found = search.through(*derivation)) {
      dependents.push_back(
          {subject, derivation->value, derivation->unit, std::move(found->label), found->moves});
    }
  }
  return dependents;
}

}  // namespace

std::vector<Dependent> dependents_on_input(const ExplainedResult& result,
                                           const std::string& input) {
  return dependents_where(result, [&](const Derivation& node) {
    return node.operation == Operation::input && node.place == input;
  });
}

std::vector<Dependent> dependents_on_article(const ExplainedResult& result,
                                             const std::string& words) {
  return dependents_where(result, [&](const Derivation& node) {
    return node.citation.find(words) != std::string::npos;
  });
}

}  // namespace phanbo
