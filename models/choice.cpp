#include "models/choice.hpp"

namespace phanbo {

std::string_view to_code(ChoiceEnd value) {
  constexpr std::string_view codes[] = {"optimal",      "gap_reached", "work_limit", "time_limit",
                                        "memory_limit", "interrupted", "impossible"};
  return codes[static_cast<std::size_t>(value)];
}

std::string_view to_code(RefusalReason value) {
  constexpr std::string_view codes[] = {
      "must_not",           "no_option",    "no_money",
      "breaks_alone",       "excluded",     "prerequisite_missing",
      "limit_full",         "adds_nothing", "beaten",
      "whole_does_not_fit", "not_settled",  "impossible"};
  return codes[static_cast<std::size_t>(value)];
}

}  // namespace phanbo
