#pragma once

#include <optional>

#include "cli/command.hpp"

namespace phanbo {

/// The value of --threads, or as many as the machine has processors; never more than are of use;
/// empty, with the problem told, when it is none.
std::optional<int> threads_of(const Invocation& invocation, Console& console);

}  // namespace phanbo
