#include "outputs/tabulate/figures.hpp"

#include <algorithm>

namespace phanbo {

FigureFinder::FigureFinder(const Assessment& assessment) {
  by_id_.reserve(assessment.figures.size());
  for (const Figure& figure : assessment.figures) by_id_.push_back(&figure);
  const auto by_id = [](const Figure* a, const Figure* b) { return a->id < b->id; };
  if (!std::is_sorted(by_id_.begin(), by_id_.end(), by_id))
    std::sort(by_id_.begin(), by_id_.end(), by_id);
}

const Figure* FigureFinder::find(std::string_view id) const {
  const auto found =
      std::lower_bound(by_id_.begin(), by_id_.end(), id,
                       [](const Figure* a, std::string_view wanted) { return a->id < wanted; });
  return found != by_id_.end() && (*found)->id == id ? *found : nullptr;
}

std::span<const Figure* const> FigureFinder::starting_with(std::string_view prefix) const {
  const auto first =
      std::lower_bound(by_id_.begin(), by_id_.end(), prefix,
                       [](const Figure* a, std::string_view wanted) { return a->id < wanted; });
  auto last = first;
  while (last != by_id_.end() && (*last)->id.starts_with(prefix)) ++last;
  return {first, last};
}

PackedRows::Cell FigureFinder::money(std::string_view id) const {
  const Figure* figure = find(id);
  return figure == nullptr ? PackedRows::Cell() : money_cell(*figure);
}

PackedRows::Cell FigureFinder::number(std::string_view id) const {
  const Figure* figure = find(id);
  return figure == nullptr ? PackedRows::Cell() : number_cell(*figure);
}

PackedRows::Cell FigureFinder::text(std::string_view id) const {
  const Figure* figure = find(id);
  return figure == nullptr ? PackedRows::Cell() : PackedRows::Cell::name(figure->value);
}

PackedRows::Cell money_cell(const Figure& figure) {
  const std::optional<Decimal> value = Decimal::parse(figure.value);
  if (!value || value->reduced().digits() != 0) return {};
  return PackedRows::Cell::of(Money::from_dong(value->reduced().units()));
}

PackedRows::Cell number_cell(const Figure& figure) {
  const std::optional<Decimal> value = Decimal::parse(figure.value);
  return value ? PackedRows::Cell::of(*value) : PackedRows::Cell::name(figure.value);
}

}  // namespace phanbo
