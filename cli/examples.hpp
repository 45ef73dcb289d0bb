#pragma once

#include <span>

#include "models/embedded_file.hpp"

namespace phanbo {

/// The files of examples/ that are built into the program, named "../examples/<example>/<file>".
std::span<const EmbeddedFile> example_files();

}  // namespace phanbo
