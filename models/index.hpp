#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/check.hpp"

namespace phanbo {

/// The place of a `Row` in its table; typed, so that a unit is never taken for a source.
/// A default-constructed index points at nothing.
template <class Row>
class Index {
 public:
  constexpr Index() = default;
  explicit constexpr Index(std::size_t position)
      : position_(static_cast<std::uint32_t>(position)) {}
  constexpr bool is_set() const { return position_ != none; }
  constexpr std::size_t position() const {
    PB_CHECK(is_set());
    return position_;
  }
  friend constexpr auto operator<=>(Index, Index) = default;

 private:
  static constexpr std::uint32_t none = UINT32_MAX;
  std::uint32_t position_ = none;
};

/// Rows in their canonical order (by code), reached by typed index.
template <class Row>
class Table {
 public:
  const Row& operator[](Index<Row> index) const { return rows_[index.position()]; }
  Row& operator[](Index<Row> index) { return rows_[index.position()]; }
  Index<Row> push_back(Row row) {
    rows_.push_back(std::move(row));
    return Index<Row>(rows_.size() - 1);
  }
  std::size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }
  auto begin() const { return rows_.begin(); }
  auto end() const { return rows_.end(); }
  auto begin() { return rows_.begin(); }
  auto end() { return rows_.end(); }
  const std::vector<Row>& rows() const { return rows_; }
  std::vector<Row>& rows() { return rows_; }

 private:
  std::vector<Row> rows_;
};

}  // namespace phanbo
