#include "models/law.hpp"

#include <algorithm>
#include <tuple>

namespace phanbo {

namespace {

auto sort_key(const LawRow& row) {
  return std::tie(row.topic, row.key, row.valid_from, row.from_plan, row.recorded_on);
}

bool is_same_line(const LawRow& a, const LawRow& b) {
  return a.topic == b.topic && a.key == b.key && a.from_plan == b.from_plan;
}

/// Rows recorded after `known_on` go; a row that ends where the next one of its line, now gone,
/// began did not end as far as was known.
void forget_later_rows(std::vector<LawRow>& rows, const LawView& view) {
  const auto is_known = [&](const LawRow& row) {
    return row.recorded_on <= *view.known_on || !view.covers(row.topic, row.key);
  };
  for (LawRow& row : rows) {
    if (!row.valid_to || !is_known(row)) continue;
    const auto ends_it = [&](const LawRow& later) {
      return is_same_line(row, later) && day_before(later.valid_from) == *row.valid_to;
    };
    const auto next = std::find_if(rows.begin(), rows.end(), ends_it);
    if (next != rows.end() && !is_known(*next)) row.valid_to.reset();
  }
  std::erase_if(rows, [&](const LawRow& row) { return !is_known(row); });
}

}  // namespace

bool LawView::covers(std::string_view topic, std::string_view key) const {
  return !only || only->contains({std::string(topic), std::string(key)});
}

LawBook::LawBook(std::vector<LawRow> rows, LawView view) : view_(std::move(view)) {
  std::sort(rows.begin(), rows.end(),
            [](const LawRow& a, const LawRow& b) { return sort_key(a) < sort_key(b); });
  if (view_.known_on) forget_later_rows(rows, view_);
  rows_ = std::make_shared<const std::vector<LawRow>>(std::move(rows));
}

const Date& LawBook::day_of(std::string_view topic, std::string_view key, const Date& date) const {
  return view_.law_date && view_.covers(topic, key) ? *view_.law_date : date;
}

std::vector<const LawRow*> LawBook::rows_of(std::string_view topic, std::string_view key) const {
  std::vector<const LawRow*> found;
  auto row = std::lower_bound(
      rows().begin(), rows().end(), std::tie(topic, key), [](const LawRow& a, const auto& wanted) {
        return std::tuple<std::string_view, std::string_view>(a.topic, a.key) < wanted;
      });
  for (; row != rows().end() && row->topic == topic && row->key == key; ++row)
    found.push_back(&*row);
  return found;
}

const LawRow* LawBook::find(std::string_view topic, std::string_view key, const Date& date) const {
  const Date& day = day_of(topic, key, date);
  const LawRow* found = nullptr;
  for (const LawRow* row : rows_of(topic, key)) {
    if (row->holds_on(day) && (found == nullptr || row->from_plan || !found->from_plan))
      found = row;
  }
  return found;
}

std::vector<const LawRow*> LawBook::topic_on(std::string_view topic, const Date& date) const {
  std::vector<const LawRow*> found;
  auto row =
      std::lower_bound(rows().begin(), rows().end(), topic,
                       [](const LawRow& a, std::string_view wanted) { return a.topic < wanted; });
  for (; row != rows().end() && row->topic == topic; ++row) {
    if (!row->holds_on(day_of(topic, row->key, date))) continue;
    if (!found.empty() && found.back()->key == row->key) {
      if (row->from_plan || !found.back()->from_plan) found.back() = &*row;
    } else {
      found.push_back(&*row);
    }
  }
  return found;
}

std::string_view to_code(Verification verification) {
  switch (verification) {
    case Verification::verified:
      return "verified";
    case Verification::recalled:
      return "recalled";
    case Verification::illustrative:
      return "illustrative";
  }
  return {};
}

std::string_view to_code(SelectedBy selected_by) {
  switch (selected_by) {
    case SelectedBy::month:
      return "month";
    case SelectedBy::budget_year:
      return "budget_year";
    case SelectedBy::plan_term:
      return "plan_term";
    case SelectedBy::stability_period:
      return "stability_period";
    case SelectedBy::decision:
      return "decision";
  }
  return {};
}

}  // namespace phanbo
