#pragma once

#include <filesystem>
#include <string>

namespace phanbo_verify::test {

/// How far phanbo came with a plan.
enum class AllocateEnd { written, refused, broken };

struct AllocateOutcome {
  AllocateEnd end = AllocateEnd::broken;
  std::string message;  ///< the first problem of the plan, or what is wrong with phanbo
};

/// How long choices may be looked for.
enum class Search {
  brief,  ///< cut short: what was found, and how far it is from the best, is proved all the same
  near,   ///< until the proved distance is at most five percent
  cut,    ///< somewhere in between, between the goals of a choice
  whole   ///< as the program does by itself
};

/// `phanbo allocate PLAN -o OUT --format json` in this process, without a word on the screen.
AllocateOutcome allocate_here(const std::filesystem::path& plan, const std::filesystem::path& out,
                              Search search = Search::brief);

/// A new empty folder of this process, removed at its end.
std::filesystem::path scratch_folder(const std::string& name);

}  // namespace phanbo_verify::test
