#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

namespace phanbo {

/// The order that sorts rows which come in a few long sorted runs: neighbouring runs are merged,
/// pair by pair, on places instead of rows. Equal rows keep their order.
template <class Row, class Less>
std::vector<std::size_t> order_of_runs(const std::vector<Row>& rows, const Less& less) {
  const auto is_before = [&](std::size_t a, std::size_t b) { return less(rows[a], rows[b]); };
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<std::size_t> runs{0};  // where each begins
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (is_before(i, i - 1)) runs.push_back(i);
  }
  const auto place = [&](std::size_t run) {
    const std::size_t begin = run < runs.size() ? runs[run] : rows.size();
    return order.begin() + static_cast<std::ptrdiff_t>(begin);
  };
  for (std::size_t width = 1; width < runs.size(); width *= 2) {
    for (std::size_t run = 0; run + width < runs.size(); run += 2 * width)
      std::inplace_merge(place(run), place(run + width), place(run + 2 * width), is_before);
  }
  return order;
}

/// Sorts such rows; each is moved once.
template <class Row, class Less>
void sort_runs(std::vector<Row>& rows, const Less& less) {
  if (std::is_sorted(rows.begin(), rows.end(), less)) return;
  std::vector<Row> sorted;
  sorted.reserve(rows.size());
  for (const std::size_t place : order_of_runs(rows, less))
    sorted.push_back(std::move(rows[place]));
  rows = std::move(sorted);
}

}  // namespace phanbo
