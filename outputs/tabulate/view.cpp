#include "outputs/tabulate/view.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace phanbo {

namespace {

int roman_digit(char letter) {
  switch (letter) {
    case 'I':
      return 1;
    case 'V':
      return 5;
    case 'X':
      return 10;
    case 'L':
      return 50;
    case 'C':
      return 100;
    default:
      return 0;
  }
}

/// Value of a Roman numeral; 0 when the text is none.
int roman_value(std::string_view text) {
  int value = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int digit = roman_digit(text[i]);
    if (digit == 0) return 0;
    const int next = i + 1 < text.size() ? roman_digit(text[i + 1]) : 0;
    value += digit < next ? -digit : digit;
  }
  return value;
}

/// One piece of a task's place: numbers before words, numbers by value.
using TaskPiece = std::tuple<int, int, std::string_view>;

TaskPiece task_piece(std::string_view text) {
  int number = 0;
  for (const char letter : text) {
    if (letter < '0' || letter > '9') {
      const int roman = roman_value(text);
      return roman > 0 ? TaskPiece{0, roman, text} : TaskPiece{1, 0, text};
    }
    number = std::min(number, 100'000'000) * 10 + (letter - '0');
  }
  return {0, number, text};
}

/// "II.4" → its pieces; a plan names tasks the way its document numbers them.
std::vector<TaskPiece> task_pieces(std::string_view task) {
  std::vector<TaskPiece> pieces;
  while (!task.empty()) {
    const std::size_t point = std::min(task.find('.'), task.size());
    pieces.push_back(task_piece(task.substr(0, point)));
    task.remove_prefix(std::min(point + 1, task.size()));
  }
  return pieces;
}

std::vector<Index<Programme>> in_task_order(const Table<Programme>& programmes) {
  using Entry = std::tuple<bool, std::vector<TaskPiece>, std::size_t>;
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < programmes.size(); ++i) {
    const std::string& task = programmes.rows()[i].task;
    entries.emplace_back(task.empty(), task_pieces(task), i);
  }
  std::sort(entries.begin(), entries.end());
  std::vector<Index<Programme>> order;
  for (const Entry& entry : entries) order.emplace_back(std::get<2>(entry));
  return order;
}

std::vector<Index<Source>> in_budget_order(const Table<Source>& sources) {
  std::vector<std::uint32_t> positions(sources.size());
  std::iota(positions.begin(), positions.end(), 0U);
  std::sort(positions.begin(), positions.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Source& x = sources.rows()[a];
    const Source& y = sources.rows()[b];
    return std::tie(x.paying_budget, x.drawing_order, a) <
           std::tie(y.paying_budget, y.drawing_order, b);
  });
  std::vector<Index<Source>> order;
  for (const std::uint32_t position : positions) order.emplace_back(position);
  return order;
}

template <class Rows, class Owner>
std::vector<std::uint32_t> owners_of(const Rows& rows, Owner owner) {
  std::vector<std::uint32_t> owners;
  owners.reserve(rows.size());
  for (const auto& row : rows) owners.push_back(owner(row));
  return owners;
}

template <class Row>
std::uint32_t owner_of(Index<Row> index) {
  return index.is_set() ? static_cast<std::uint32_t>(index.position()) : UINT32_MAX;
}

}  // namespace

Groups::Groups(std::size_t owner_count, const std::vector<std::uint32_t>& owners)
    : first_(owner_count + 1) {
  std::size_t owned = 0;
  for (const std::uint32_t owner : owners) {
    if (owner >= owner_count) continue;
    ++first_[owner + 1];
    ++owned;
  }
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
  members_.resize(owned);
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  for (std::uint32_t i = 0; i < owners.size(); ++i) {
    if (owners[i] < owner_count) members_[next[owners[i]]++] = i;
  }
}

View::View(const Plan& plan_, const Assessment& assessment_, const Allocation& allocation_)
    : plan(plan_), assessment(assessment_), allocation(allocation_) {
  PB_CHECK(allocation.demands.size() == assessment.demands.size());
  demands_of_item =
      Groups(assessment.items.size(),
             owners_of(assessment.demands, [](auto& row) { return owner_of(row.item); }));
  items_of_programme =
      Groups(plan.programmes.size(),
             owners_of(assessment.items, [](auto& row) { return owner_of(row.programme); }));
  lines_of_demand =
      Groups(assessment.demands.size(), owners_of(allocation.ledger, [](const LedgerLine& row) {
               return row.part == Part::transfer ? UINT32_MAX : owner_of(row.demand);
             }));
  for (std::uint32_t i = 0; i < allocation.ledger.size(); ++i) {
    if (allocation.ledger[i].part == Part::transfer) transfer_lines.push_back(i);
  }
  programmes = in_task_order(plan.programmes);
  sources = in_budget_order(plan.sources);
  for (const Index<Source> source : sources) {
    const PayingBudget budget = plan.sources[source].paying_budget;
    if (budgets.empty() || budgets.back() != budget) budgets.push_back(budget);
    budget_positions_[static_cast<std::size_t>(budget)] = budgets.size() - 1;
  }
  shortfall_of_demand.resize(assessment.demands.size());
  for (std::uint32_t i = 0; i < allocation.shortfalls.size(); ++i) {
    for (const Index<Demand> demand : allocation.shortfalls[i].demands) {
      shortfall_of_demand[demand.position()] = i + 1;
    }
  }
}

RowSpan View::ledger_rows_of_demand(std::size_t demand) const {
  const auto lines = lines_of_demand.of(demand);
  return lines.empty() ? RowSpan::nothing() : RowSpan{lines.front(), lines.back() + 1};
}

RowSpan View::ledger_rows_of_item(std::size_t item) const {
  RowSpan span = RowSpan::nothing();
  for (const std::uint32_t demand : demands_of_item.of(item)) {
    const RowSpan lines = ledger_rows_of_demand(demand);
    if (lines.is_nothing()) continue;
    if (span.is_nothing()) span.first = lines.first;
    span.end = lines.end;
  }
  return span;
}

ItemFinder::ItemFinder(const Assessment& assessment) : items_(assessment.items.rows()) {
  by_code_.resize(items_.size());
  std::iota(by_code_.begin(), by_code_.end(), 0U);
  const auto by_code = [&](std::uint32_t a, std::uint32_t b) {
    return items_[a].code < items_[b].code;
  };
  if (!std::is_sorted(by_code_.begin(), by_code_.end(), by_code)) {
    std::sort(by_code_.begin(), by_code_.end(), by_code);
  }
}

Index<Item> ItemFinder::find(std::string_view code) {
  for (std::size_t i = next_; i < by_code_.size() && i < next_ + 2; ++i) {
    if (items_[by_code_[i]].code != code) continue;
    next_ = i;
    return Index<Item>(by_code_[i]);
  }
  const auto found = std::lower_bound(
      by_code_.begin(), by_code_.end(), code,
      [&](std::uint32_t a, std::string_view wanted) { return items_[a].code < wanted; });
  if (found == by_code_.end() || items_[*found].code != code) return {};
  next_ = static_cast<std::size_t>(found - by_code_.begin());
  return Index<Item>(*found);
}

}  // namespace phanbo
