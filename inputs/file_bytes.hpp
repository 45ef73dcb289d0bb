#pragma once

#include <filesystem>
#include <string>

#include "inputs/problem_list.hpp"

namespace phanbo {

/// Reads a whole file; `shown_path` is how problems name it. On failure adds the problem and
/// returns false.
bool read_file(const std::filesystem::path& path, const std::string& shown_path, std::string& bytes,
               ProblemList& problems);

/// Hexadecimal SHA-256.
std::string sha256_of(std::string_view bytes);

}  // namespace phanbo
