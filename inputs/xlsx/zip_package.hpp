#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "inputs/xlsx/workbook_problems.hpp"

namespace phanbo {

/// One part (zip entry) of a workbook.
struct PackagePart {
  std::string name;       ///< As the file spells it, without a leading '/'.
  std::string match_key;  ///< Lower-case: names of parts are compared without regard to case.
  std::uint64_t index = 0;
  std::uint64_t packed_bytes = 0;
  std::uint64_t bytes = 0;
};

/// The zip file of a workbook: its directory checked, its parts read as streams within the limits.
class ZipPackage {
 public:
  /// Null, with a problem, unless the bytes are a zip file whose directory is within the limits and
  /// names no part twice. `bytes` must outlive the package.
  static std::unique_ptr<ZipPackage> open(std::string_view bytes, WorkbookProblems& problems);
  ~ZipPackage();
  ZipPackage(const ZipPackage&) = delete;
  ZipPackage& operator=(const ZipPackage&) = delete;

  /// By name without regard to case of letters A–Z; null if there is none.
  const PackagePart* find(std::string_view name) const;
  std::span<const PackagePart> parts() const { return parts_; }

 private:
  friend class PartStream;
  struct Archive;
  explicit ZipPackage(std::unique_ptr<Archive> archive);
  bool list_parts(WorkbookProblems& problems);

  std::unique_ptr<Archive> archive_;
  std::vector<PackagePart> parts_;  ///< Sorted by match_key.
  std::uint64_t inflated_bytes_ = 0;
};

/// The content of one part, inflated piece by piece. Size, ratio and checksum are verified while
/// reading: what was read counts only if the stream came to its end without a problem.
class PartStream {
 public:
  PartStream(ZipPackage& package, const PackagePart& part, WorkbookProblems& problems);
  ~PartStream();
  PartStream(const PartStream&) = delete;
  PartStream& operator=(const PartStream&) = delete;

  const std::string& name() const { return part_.name; }
  /// Bytes read, 0 at the end; nothing after a problem, which is reported.
  std::optional<std::size_t> read(std::span<char> buffer);

 private:
  bool open();
  bool is_within_limits();
  void report(const ProblemKind& kind, std::vector<std::string> arguments);

  struct File;
  ZipPackage& package_;
  const PackagePart& part_;
  WorkbookProblems& problems_;
  std::unique_ptr<File> file_;
  std::uint64_t read_bytes_ = 0;
};

}  // namespace phanbo
