#pragma once

#include <span>

#include "models/embedded_file.hpp"

namespace phanbo {

/// The description files of outputs/tabulate/forms.
std::span<const EmbeddedFile> form_files();

}  // namespace phanbo
