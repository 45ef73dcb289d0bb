#pragma once

#include <filesystem>
#include <string>

namespace phanbo_verify::test {

/// Runs `phanbo allocate PLAN -o OUT` (JSON only); its exit code, or -1 when it could not be run.
int run_allocate(const std::filesystem::path& plan, const std::filesystem::path& out);
/// What the last run wrote to stderr.
std::string last_messages();
/// A new empty folder of this process, removed at its end.
std::filesystem::path scratch_folder(const std::string& name);

}  // namespace phanbo_verify::test
