#include "models/choice.hpp"

namespace phanbo {

std::string_view to_code(ChoiceEnd value) {
  constexpr std::string_view codes[] = {"optimal",    "gap_reached", "work_limit",
                                        "time_limit", "interrupted", "impossible"};
  return codes[static_cast<std::size_t>(value)];
}

}  // namespace phanbo
