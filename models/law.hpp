#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/date.hpp"
#include "models/decimal.hpp"

namespace phanbo {

/// How sure we are of a fact: read in a source, recalled without one, or made up for an example.
enum class Verification { verified, recalled, illustrative };

/// Which date selects a row of law.
enum class SelectedBy { month, budget_year, plan_term, stability_period, decision };

/// One dated value of law: a rate, a share, an order. (topic, key) at one date has exactly one row.
struct LawRow {
  std::string topic;
  std::string key;
  std::optional<Decimal> value;
  std::string unit;
  std::string label_vi;
  std::string label_en;
  Date valid_from;
  std::optional<Date> valid_to;  ///< last day, included
  Date recorded_on;
  SelectedBy selected_by = SelectedBy::month;
  std::string document;
  std::string article;
  Verification verification = Verification::verified;
  std::string note;
  bool from_plan = false;  ///< given by the plan itself, not by the shipped law

  bool holds_on(const Date& date) const {
    return valid_from <= date && (!valid_to || date <= *valid_to);
  }
};

/// The law seen from two dates. `law_date`: every question is answered as of that day, whatever day
/// the question names. `known_on`: only what was recorded by that day counts; a row that a later,
/// not yet recorded row ends is open-ended.
struct LawView {
  std::optional<Date> law_date;
  std::optional<Date> known_on;
  /// The view holds for these (topic, key) only; not set = for all of them.
  std::optional<std::set<std::pair<std::string, std::string>>> only;

  bool is_plain() const { return !law_date && !known_on; }
  bool covers(std::string_view topic, std::string_view key) const;
};

/// All rows, sorted by (topic, key, valid_from). A plan's own rows replace shipped rows of the same
/// topic and key on the days both hold. Copies share the rows.
class LawBook {
 public:
  LawBook() = default;
  explicit LawBook(std::vector<LawRow> rows, LawView view = {});

  const std::vector<LawRow>& rows() const { return *rows_; }
  /// The rows of one topic and key, oldest first.
  std::vector<const LawRow*> rows_of(std::string_view topic, std::string_view key) const;
  /// The row in force on a date; null when there is none. Where a plan's row and a shipped row both
  /// hold, the plan's. (That no two rows of one origin hold at once is checked when the rows are
  /// read.)
  const LawRow* find(std::string_view topic, std::string_view key, const Date& date) const;
  /// All keys of a topic in force on a date, in key order.
  std::vector<const LawRow*> topic_on(std::string_view topic, const Date& date) const;

 private:
  const Date& day_of(std::string_view topic, std::string_view key, const Date& date) const;

  std::shared_ptr<const std::vector<LawRow>> rows_ = std::make_shared<std::vector<LawRow>>();
  LawView view_;
};

std::string_view to_code(Verification verification);
std::string_view to_code(SelectedBy selected_by);

}  // namespace phanbo
