#pragma once

#include <string_view>
#include <vector>

#include "models/demand.hpp"
#include "models/law.hpp"

namespace phanbo {

/// Looks rows of law up and keeps a list of those a figure rests on.
class LawReader {
 public:
  explicit LawReader(const LawBook& book) : book_(book), used_(book.rows().size(), false) {}

  /// The row in force on a date that has a value; null when there is none. Does not count as used.
  const LawRow* find(std::string_view topic, std::string_view key, const Date& date) const;
  /// Marks a row as used; null does nothing.
  void use(const LawRow* row);
  /// find and use.
  const LawRow* take(std::string_view topic, std::string_view key, const Date& date);
  /// Each used row once, in the order of the law book.
  std::vector<LawUse> used() const;

 private:
  const LawBook& book_;
  std::vector<bool> used_;
};

}  // namespace phanbo
