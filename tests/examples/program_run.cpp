#include "program_run.hpp"

#include <stdlib.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string_view>

namespace phanbo::examples {

namespace fs = std::filesystem;

namespace {

std::string quoted(const std::string& argument) {
  std::string text = "'";
  for (const char character : argument) {
    if (character == '\'') {
      text += "'\\''";
    } else {
      text += character;
    }
  }
  return text + "'";
}

/// Cuts the first top-level `"inputs": [...]`; brackets inside strings do not count.
void cut_inputs(std::string& json) {
  const std::size_t begin = json.find("\"inputs\":");
  if (begin == std::string::npos) return;
  std::size_t end = json.find('[', begin);
  if (end == std::string::npos) return;
  int depth = 0;
  bool in_string = false;
  for (; end < json.size(); ++end) {
    const char character = json[end];
    if (in_string) {
      if (character == '\\') ++end;
      if (character == '"') in_string = false;
    } else if (character == '"') {
      in_string = true;
    } else if (character == '[') {
      ++depth;
    } else if (character == ']' && --depth == 0) {
      break;
    }
  }
  json.erase(begin, end - begin + 1);
}

}  // namespace

ProgramRun run_program(const std::vector<std::string>& arguments) {
  std::string command = quoted(PHANBO_PROGRAM);
  for (const std::string& argument : arguments) command += " " + quoted(argument);
  command += " 2>&1 </dev/null";
  ProgramRun run;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot start: " + command);
  std::array<char, 4096> buffer{};
  for (std::size_t count = 0; (count = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    run.messages.append(buffer.data(), count);
  }
  const int status = pclose(pipe);
  if (WIFEXITED(status)) run.exit_code = WEXITSTATUS(status);
  return run;
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (fs::temp_directory_path() / "phanbo-examples-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
  folder_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

fs::path example_folder(std::string_view name) {
  return fs::path(PHANBO_SOURCE_DIR) / "examples" / name;
}

std::string read_text(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + file.string());
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

void write_text(const fs::path& file, std::string_view text) {
  std::ofstream stream(file, std::ios::binary);
  stream << text;
  if (!stream.flush()) throw std::runtime_error("cannot write " + file.string());
}

std::vector<std::string> read_lines(const fs::path& file) {
  std::istringstream text(read_text(file));
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

std::map<std::string, std::string> outputs_without_inputs(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::string text = read_text(entry.path());
    if (entry.path().extension() == ".json") cut_inputs(text);
    files.emplace(fs::relative(entry.path(), folder).string(), std::move(text));
  }
  return files;
}

}  // namespace phanbo::examples
