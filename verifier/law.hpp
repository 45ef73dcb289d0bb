#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "verifier/csv.hpp"
#include "verifier/exact.hpp"

namespace phanbo_verify {

/// A calendar day as the number yyyymmdd.
using Day = int;
inline constexpr Day no_day = 0;
inline constexpr Day first_day = 1;
inline constexpr Day last_day = 99'999'999;

/// "2025-07-01" → 20250701; no_day where it is not of that form.
Day parse_day(std::string_view iso);
inline Day day_of(int year, int month, int day) { return year * 10'000 + month * 100 + day; }
std::string day_text(Day day);

struct LawFile {
  std::string_view name;
  std::string_view content;
};
/// The tables of law/ as they stood when this program was built.
std::span<const LawFile> law_files();
/// The tables of law/packs, "<pack>/<table>.csv".
std::span<const LawFile> pack_files();

struct LawLine {
  std::string topic;
  std::string key;
  std::string value_text;
  std::string unit;
  std::string label_vi;
  std::string label_en;
  Fraction value;
  bool has_value = false;
  Day valid_from = first_day;
  Day valid_to = last_day;
  Day recorded_on = first_day;
  std::string selected_by;
  std::string document;
  std::string article;
  std::string verification;
  bool from_plan = false;
  mutable bool is_used = false;  ///< a figure was worked out with it
};

/// Dated law: shipped rows and the plan's own, which replace shipped ones on the days both hold.
class Law {
 public:
  Law() = default;
  /// `own`: the plan's table law_rows. `law_date`: this day answers every question, unless it is
  /// no_day. `known_on`: later records do not count, unless it is no_day.
  explicit Law(const TextTable& own, Day law_date = no_day, Day known_on = no_day);

  /// The row with a value in force on a day; null when there is none.
  const LawLine* look_up(std::string_view topic, std::string_view key, Day day) const;
  /// The same, marked as used: a figure rests on it.
  const LawLine* find(std::string_view topic, std::string_view key, Day day) const;
  const std::vector<LawLine>& lines() const { return lines_; }

 private:
  void add(const TextTable& table, bool from_plan);
  void forget_after(Day known_on);
  void index();

  Day law_date_ = no_day;
  std::vector<LawLine> lines_;
  std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> by_key_;
};

}  // namespace phanbo_verify
