#include "models/law.hpp"

#include <algorithm>
#include <tuple>

namespace phanbo {

namespace {

auto sort_key(const LawRow& row) {
  return std::tie(row.topic, row.key, row.valid_from, row.from_plan, row.recorded_on);
}

}  // namespace

LawBook::LawBook(std::vector<LawRow> rows) : rows_(std::move(rows)) {
  std::sort(rows_.begin(), rows_.end(),
            [](const LawRow& a, const LawRow& b) { return sort_key(a) < sort_key(b); });
}

std::vector<const LawRow*> LawBook::rows_of(std::string_view topic, std::string_view key) const {
  std::vector<const LawRow*> found;
  auto row = std::lower_bound(
      rows_.begin(), rows_.end(), std::tie(topic, key), [](const LawRow& a, const auto& wanted) {
        return std::tuple<std::string_view, std::string_view>(a.topic, a.key) < wanted;
      });
  for (; row != rows_.end() && row->topic == topic && row->key == key; ++row)
    found.push_back(&*row);
  return found;
}

const LawRow* LawBook::find(std::string_view topic, std::string_view key, const Date& date) const {
  const LawRow* found = nullptr;
  for (const LawRow* row : rows_of(topic, key)) {
    if (row->holds_on(date) && (found == nullptr || row->from_plan || !found->from_plan))
      found = row;
  }
  return found;
}

std::vector<const LawRow*> LawBook::topic_on(std::string_view topic, const Date& date) const {
  std::vector<const LawRow*> found;
  auto row =
      std::lower_bound(rows_.begin(), rows_.end(), topic,
                       [](const LawRow& a, std::string_view wanted) { return a.topic < wanted; });
  for (; row != rows_.end() && row->topic == topic; ++row) {
    if (!row->holds_on(date)) continue;
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
