#pragma once

#include "models/embedded_file.hpp"

namespace phanbo {

/// The CSV files of law/, in name order.
std::span<const EmbeddedFile> law_files();

/// The files of law/packs, "packs/<pack>/<table>.csv", in name order.
std::span<const EmbeddedFile> law_packs();

}  // namespace phanbo
