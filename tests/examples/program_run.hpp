#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

/// Runs the program on a plan folder and reads back what it wrote.
namespace phanbo::examples {

struct ProgramRun {
  int exit_code = -1;
  std::string messages;  ///< standard output and standard error together
};

/// `phanbo <arguments>`; every argument is quoted for the shell.
ProgramRun run_program(const std::vector<std::string>& arguments);

/// A folder of the test run's own, removed with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::filesystem::path path(std::string_view name) const { return folder_ / name; }

 private:
  std::filesystem::path folder_;
};

std::filesystem::path example_folder(std::string_view name);

std::string read_text(const std::filesystem::path& file);
void write_text(const std::filesystem::path& file, std::string_view text);

/// The lines of a CSV file whose cells hold no line breaks, as the examples' do.
std::vector<std::string> read_lines(const std::filesystem::path& file);

/// Every file below `folder` by its relative path. The list of inputs (it names files and their
/// digests) is cut out of JSON files.
std::map<std::string, std::string> outputs_without_inputs(const std::filesystem::path& folder);

}  // namespace phanbo::examples
