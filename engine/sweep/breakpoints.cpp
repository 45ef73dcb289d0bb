#include "engine/sweep/breakpoints.hpp"

#include <numeric>

namespace phanbo {

namespace {

class Search {
 public:
  Search(std::size_t breakpoints_max, const StatesAt& states_at)
      : breakpoints_max_(breakpoints_max), states_at_(states_at) {}

  void look(std::int64_t low, const std::vector<SweepState>& at_low, std::int64_t high,
            const std::vector<SweepState>& at_high) {
    std::vector<SweepChange> changes = changes_between(at_low, at_high);
    if (changes.empty()) return;
    if (found_.breakpoints.size() == breakpoints_max_) {
      found_.is_cut_short = true;
      return;
    }
    if (high - low == 1) {
      found_.breakpoints.push_back({low, high, std::move(changes)});
      return;
    }
    const std::int64_t middle = std::midpoint(low, high);
    const std::vector<SweepState> at_middle = states_at_(middle);
    look(low, at_low, middle, at_middle);
    look(middle, at_middle, high, at_high);
  }

  BreakpointSearch take() { return std::move(found_); }

 private:
  std::size_t breakpoints_max_;
  const StatesAt& states_at_;
  BreakpointSearch found_;
};

}  // namespace

BreakpointSearch find_breakpoints(std::int64_t first, const std::vector<SweepState>& at_first,
                                  std::int64_t last, const std::vector<SweepState>& at_last,
                                  std::size_t breakpoints_max, const StatesAt& states_at) {
  Search search(breakpoints_max, states_at);
  search.look(first, at_first, last, at_last);
  return search.take();
}

}  // namespace phanbo
