#include "engine/assess/figure_derivation.hpp"

#include <algorithm>
#include <array>

#include "engine/assess/assess.hpp"

namespace phanbo {

namespace {

const Figure* find_figure(const Assessment& assessment, std::string_view id) {
  const auto found = std::lower_bound(
      assessment.figures.begin(), assessment.figures.end(), id,
      [](const Figure& figure, std::string_view wanted) { return figure.id < wanted; });
  return found == assessment.figures.end() || found->id != id ? nullptr : &*found;
}

std::vector<std::string_view> words_between_slashes(std::string_view id) {
  std::vector<std::string_view> words;
  for (std::size_t slash = id.find('/'); slash != std::string_view::npos; slash = id.find('/')) {
    words.push_back(id.substr(0, slash));
    id.remove_prefix(slash + 1);
  }
  words.push_back(id);
  return words;
}

struct Family {
  std::string_view name;
  FigureDerivation derive;
};

constexpr std::array<Family, 10> families = {{{"central_support", derive_central_support_figure},
                                              {"claim", derive_claim_figure},
                                              {"drawdown", derive_drawdown_figure},
                                              {"insurance", derive_insurance_figure},
                                              {"lineage", derive_lineage_figure},
                                              {"points", derive_points_figure},
                                              {"projects", derive_project_figure},
                                              {"quarters", derive_quarter_figure},
                                              {"share", derive_share_figure},
                                              {"units", derive_units_figure}}};

}  // namespace

std::string AskedFigure::prefix(std::size_t count) const {
  std::string_view id = figure.id;
  for (std::size_t i = 0; i < count; ++i) id = id.substr(0, id.rfind('/'));
  return std::string(id) + "/";
}

const Figure& AskedFigure::other(const std::string& id) const {
  const Figure* found = find_figure(assessment, id);
  PB_CHECK(found != nullptr);
  return *found;
}

bool AskedFigure::has(const std::string& id) const {
  return find_figure(assessment, id) != nullptr;
}

Derivation AskedFigure::refer(const std::string& id, Label label) const {
  const Figure& found = other(id);
  Derivation made =
      phanbo::node(Operation::outcome, std::move(label), found.value, std::string(found.unit), {});
  made.place = "figures[" + id + "].value";
  return made;
}

Derivation AskedFigure::node(Operation operation, Label label,
                             std::vector<Derivation> children) const {
  return phanbo::node(operation, std::move(label), figure.value, std::string(figure.unit),
                      std::move(children));
}

std::optional<Derivation> derive_figure(const Plan& plan, const Assessment& assessment,
                                        std::string_view id) {
  const Figure* figure = find_figure(assessment, id);
  if (figure == nullptr || figure->unit == "date") return std::nullopt;
  const AskedFigure asked{plan, assessment, *figure, words_between_slashes(figure->id)};
  for (const Family& family : families) {
    if (asked.words.front() == family.name && asked.words.size() > 1) return family.derive(asked);
  }
  return std::nullopt;
}

}  // namespace phanbo
