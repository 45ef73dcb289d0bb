#pragma once

#include <string>

namespace phanbo {

/// "phanbo 0.1.0": printed in every output.
std::string program_text();

/// Version, compiler and the day up to which law is recorded, on one line.
std::string version_line();

}  // namespace phanbo
