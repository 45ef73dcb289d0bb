#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <utility>
#include <vector>

namespace phanbo {

/// The order that sorts rows which come in sorted runs: runs that begin alike are brought together,
/// then neighbours are merged, pair by pair, on places instead of rows. Equal rows keep their
/// order.
template <class Row, class Compare>
std::vector<std::size_t> order_of_runs(const std::vector<Row>& rows, const Compare& compare) {
  const auto is_before = [&](std::size_t a, std::size_t b) {
    const auto order = compare(rows[a], rows[b]);
    return order < 0 || (order == 0 && a < b);
  };
  std::vector<std::pair<std::size_t, std::size_t>> runs;  // where each begins and ends
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i == 0 || compare(rows[i], rows[i - 1]) < 0) runs.emplace_back(i, i);
    runs.back().second = i + 1;
  }
  std::sort(runs.begin(), runs.end(),
            [&](const auto& a, const auto& b) { return is_before(a.first, b.first); });
  std::vector<std::size_t> order;
  std::vector<std::size_t> begins;  // of the runs in their new order
  order.reserve(rows.size());
  for (const auto& [begin, end] : runs) {
    begins.push_back(order.size());
    for (std::size_t i = begin; i < end; ++i) order.push_back(i);
  }
  const auto place = [&](std::size_t run) {
    const std::size_t begin = run < begins.size() ? begins[run] : rows.size();
    return order.begin() + static_cast<std::ptrdiff_t>(begin);
  };
  for (std::size_t width = 1; width < begins.size(); width *= 2) {
    for (std::size_t run = 0; run + width < begins.size(); run += 2 * width) {
      const auto middle = place(run + width);
      const auto first = std::upper_bound(place(run), middle, *middle, is_before);
      if (first == middle) continue;
      const auto last = std::lower_bound(middle, place(run + 2 * width), *(middle - 1), is_before);
      std::inplace_merge(first, middle, last, is_before);
    }
  }
  return order;
}

/// Sorts such rows; each is moved once. What room there was for more stays.
template <class Row, class Compare>
void sort_runs(std::vector<Row>& rows, const Compare& compare) {
  std::vector<Row> sorted;
  sorted.reserve(rows.capacity());
  for (const std::size_t place : order_of_runs(rows, compare))
    sorted.push_back(std::move(rows[place]));
  rows = std::move(sorted);
}

/// Puts a few sorted rows in their places among many, behind those that equal them.
template <class Row, class Compare>
void insert_sorted(std::vector<Row> few, std::vector<Row>& many, const Compare& compare) {
  const auto at = [&](std::size_t place) {
    return many.begin() + static_cast<std::ptrdiff_t>(place);
  };
  std::size_t end = many.size();  // of those that have not moved
  many.resize(many.size() + few.size());
  for (std::size_t left = few.size(); left-- > 0;) {
    const auto behind = std::upper_bound(
        at(0), at(end), few[left], [&](const Row& a, const Row& b) { return compare(a, b) < 0; });
    std::move_backward(behind, at(end), at(end + left + 1));
    end = static_cast<std::size_t>(behind - at(0));
    many[end + left] = std::move(few[left]);
  }
}

}  // namespace phanbo
