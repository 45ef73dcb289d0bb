#pragma once

#include <string_view>

#include "outputs/page/html.hpp"

namespace phanbo::page {

/// The document up to and with <body>: language, policy (no script, no request), style and title.
void open_document(Html& html, std::string_view title);

}  // namespace phanbo::page
