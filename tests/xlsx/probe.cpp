#include "xlsx/probe.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace phanbo::test {

namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void send_to_file(int stream, const fs::path& path) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (file >= 0) dup2(file, stream);
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

fs::path new_folder() {
  std::string name = (fs::temp_directory_path() / "xlsx-probe-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  return name;
}

}  // namespace

Probe run_probe(std::vector<std::string> words) {
  const fs::path folder = new_folder();
  words.insert(words.begin(), PHANBO_XLSX_PROBE);
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    send_to_file(STDOUT_FILENO, folder / "out");
    send_to_file(STDERR_FILENO, folder / "err");
    execv(arguments.front(), arguments.data());
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  if (child < 0 || wait4(child, &status, 0, &usage) != child)
    throw std::runtime_error("the probe does not run");
  Probe probe;
  probe.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  probe.out = content_of(folder / "out");
  probe.err = content_of(folder / "err");
  probe.peak_kibibytes = usage.ru_maxrss;
  probe.processor_seconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  fs::remove_all(folder);
  return probe;
}

Probe count_cells(const std::string& file) {
  const fs::path folder = new_folder();
  std::ofstream(folder / "x.xlsx", std::ios::binary) << file;
  Probe probe = run_probe({"--count", (folder / "x.xlsx").string()});
  fs::remove_all(folder);
  return probe;
}

}  // namespace phanbo::test
