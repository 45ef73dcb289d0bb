#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

/// What a quantity is measured in: đồng, people, đồng per person, km² … Adding people to đồng is a
/// mistake that is found before anything is computed.
namespace phanbo {

class Measure {
 public:
  /// A plain number: points, counts, coefficients, percentages.
  Measure() = default;
  /// Not declared: it fits everywhere.
  static Measure any();
  /// "dong/people", "people", "dong*km2"; "points", "count", "percent", "coefficient" and an empty
  /// text are plain numbers. Empty when the text is no measure.
  static std::optional<Measure> parse(std::string_view text);

  bool is_any() const { return is_any_; }
  bool is_plain() const { return !is_any_ && powers_.empty(); }
  /// May the two be added or compared?
  bool fits(const Measure& other) const {
    return is_any_ || other.is_any_ || powers_ == other.powers_;
  }
  Measure times(const Measure& other) const { return combined(other, 1); }
  Measure per(const Measure& other) const { return combined(other, -1); }
  Measure to_power(int exponent) const;
  /// "dong/people"; "1" for a plain number.
  std::string text() const;

 private:
  Measure combined(const Measure& other, int sign) const;

  bool is_any_ = false;
  std::map<std::string, int> powers_;
};

}  // namespace phanbo
