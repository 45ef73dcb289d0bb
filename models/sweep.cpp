#include "models/sweep.hpp"

#include <array>
#include <tuple>

namespace phanbo {

std::string_view to_code(SweepState::Subject value) {
  return value == SweepState::Subject::demand ? "demand" : "limit";
}

std::string_view to_code(SweepState::Level value) {
  constexpr std::array<std::string_view, 5> codes = {"nothing", "part", "full", "binds", "free"};
  return codes[static_cast<std::size_t>(value)];
}

Text name_of(SweepState::Level value) {
  constexpr std::array<Text, 5> names = {{{"không được bố trí", "nothing"},
                                          {"bố trí một phần", "in part"},
                                          {"bố trí đủ", "in full"},
                                          {"là giới hạn", "binds"},
                                          {"không còn là giới hạn", "does not bind"}}};
  return names[static_cast<std::size_t>(value)];
}

std::vector<SweepChange> changes_between(const std::vector<SweepState>& before,
                                         const std::vector<SweepState>& after) {
  std::vector<SweepChange> changes;
  const auto key = [](const SweepState& state) { return std::tie(state.subject, state.code); };
  const auto without = [](const SweepState& state) {
    return state.subject == SweepState::Subject::limit ? SweepState::Level::free
                                                       : SweepState::Level::nothing;
  };
  auto a = before.begin();
  auto b = after.begin();
  while (a != before.end() || b != after.end()) {
    if (b == after.end() || (a != before.end() && key(*a) < key(*b))) {
      if (a->level != without(*a))
        changes.push_back({a->subject, a->code, a->name, a->level, without(*a)});
      ++a;
    } else if (a == before.end() || key(*b) < key(*a)) {
      if (b->level != without(*b))
        changes.push_back({b->subject, b->code, b->name, without(*b), b->level});
      ++b;
    } else {
      if (a->level != b->level)
        changes.push_back({a->subject, a->code, b->name, a->level, b->level});
      ++a;
      ++b;
    }
  }
  return changes;
}

}  // namespace phanbo
