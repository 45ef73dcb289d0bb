#pragma once

#include <optional>

#include "cli/command.hpp"

namespace phanbo {

/// The value of --threads, 1 when it is not given; empty, with the problem told, when it is none.
std::optional<int> threads_of(const Invocation& invocation, Console& console);

}  // namespace phanbo
