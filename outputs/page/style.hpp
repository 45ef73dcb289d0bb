#pragma once

#include "outputs/page/html.hpp"

namespace phanbo::page {

/// The whole style sheet: light and dark, 360 to 1920 pixels, A4 paper.
Markup style_sheet();

}  // namespace phanbo::page
