#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "cli/command.hpp"
#include "models/embedded_file.hpp"
#include "models/problem.hpp"
#include "models/sheet_book.hpp"

namespace phanbo {

/// Why a workbook may not be written there: its name, or a file that is there already (unless the
/// command was given --overwrite).
std::optional<Problem> refuse_workbook_path(const std::string& path, const Invocation& invocation);

/// Writes a workbook beside its place and renames it: it is there as a whole or not at all.
std::optional<Problem> write_plan_book(const std::string& path, const SheetBook& book,
                                       Language language);

/// Writes files into a folder that is new or empty. A new folder appears with all of them or not at
/// all: it is filled beside its place and renamed. An empty one is filled where it stands, because
/// somebody may be standing in it. The reason of the system when that fails; else empty.
std::string write_new_folder(std::span<const EmbeddedFile> files,
                             const std::filesystem::path& folder);

/// Is the folder not there yet, or empty?
bool is_free_folder(const std::filesystem::path& folder);

}  // namespace phanbo
