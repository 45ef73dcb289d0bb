#pragma once

#include "models/embedded_file.hpp"

namespace phanbo {

/// The CSV files of law/, in name order.
std::span<const EmbeddedFile> law_files();

}  // namespace phanbo
