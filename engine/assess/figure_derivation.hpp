#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/assess/derivation_nodes.hpp"

/// Explains the figures of an assessment, one file a family. Where a figure is made of others, it
/// refers to them by their ids.
namespace phanbo {

/// A figure that is asked about, and the parts of its id between slashes.
struct AskedFigure {
  const Plan& plan;
  const Assessment& assessment;
  const Figure& figure;
  std::vector<std::string_view> words;

  std::string_view last() const { return words.back(); }
  /// The id without its last `count` words, with a slash behind.
  std::string prefix(std::size_t count = 1) const;
  /// The value of another figure; it must exist.
  const Figure& other(const std::string& id) const;
  bool has(const std::string& id) const;
  /// Another figure as a quantity of its own, with its place.
  Derivation refer(const std::string& id, Label label) const;
  Derivation node(Operation operation, Label label, std::vector<Derivation> children) const;
};

using FigureDerivation = std::optional<Derivation> (*)(const AskedFigure&);

std::optional<Derivation> derive_insurance_figure(const AskedFigure& asked);
std::optional<Derivation> derive_claim_figure(const AskedFigure& asked);
std::optional<Derivation> derive_central_support_figure(const AskedFigure& asked);
std::optional<Derivation> derive_quarter_figure(const AskedFigure& asked);
std::optional<Derivation> derive_points_figure(const AskedFigure& asked);
std::optional<Derivation> derive_share_figure(const AskedFigure& asked);
std::optional<Derivation> derive_drawdown_figure(const AskedFigure& asked);
std::optional<Derivation> derive_project_figure(const AskedFigure& asked);
std::optional<Derivation> derive_units_figure(const AskedFigure& asked);
std::optional<Derivation> derive_lineage_figure(const AskedFigure& asked);

}  // namespace phanbo
