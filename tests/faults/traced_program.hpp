#pragma once

#include <sys/types.h>

#include <cstddef>
#include <string>
#include <vector>

/// `phanbo` held at one of its system calls. Between two calls a program changes nothing outside of
/// itself, so that to hit each call is to hit every moment, however busy the machine is.
namespace phanbo::faults_test {

/// How a traced run ended.
struct TracedEnd {
  std::size_t calls = 0;  ///< system calls that were begun under our eyes
  bool was_hit = false;   ///< it was alive at the call where the signal was to come
  int code = -1;          ///< the exit code, or 128 + the signal that ended it
};

/// Whether this machine lets a process trace its child.
bool can_trace();

/// Runs `phanbo` with these words (one thread: only one is traced) and sends `signal` at the entry
/// of system call number `call` (the first is 0). With call = never it runs to its end.
constexpr std::size_t never = static_cast<std::size_t>(-1);
TracedEnd run_traced(const std::vector<std::string>& words, std::size_t call, int signal);

}  // namespace phanbo::faults_test
