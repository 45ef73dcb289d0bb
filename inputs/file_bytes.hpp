#pragma once

#include <filesystem>
#include <string>

#include "inputs/kinds_of_files.hpp"
#include "inputs/problem_list.hpp"
#include "models/limits.hpp"

namespace phanbo {

/// Reads a whole file; `shown_path` is how problems name it. On failure, or if it is longer than
/// `bytes_max`, adds the problem (the latter as `too_large`: file, bytes, limit) and returns false.
bool read_file(const std::filesystem::path& path, const std::string& shown_path, std::string& bytes,
               ProblemList& problems, std::size_t bytes_max = limit_file_bytes_max,
               const ProblemKind& too_large = input_problem::file_too_large);

/// Hexadecimal SHA-256.
std::string sha256_of(std::string_view bytes);

}  // namespace phanbo
