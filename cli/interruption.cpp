#include "cli/interruption.hpp"

#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <utility>

namespace phanbo {

namespace {

constexpr std::array<int, 3> polite_signals = {SIGINT, SIGTERM, SIGHUP};

/// Files may be written by several threads, and each of them asks.
std::atomic<int> signal_that_came{0};
static_assert(std::atomic<int>::is_always_lock_free, "signal handlers may not wait");

extern "C" void remember_signal(int signal) { signal_that_came = signal; }

}  // namespace

Interruption::Interruption() {
  signal_that_came = 0;
  for (const int signal : polite_signals) {
    struct sigaction action = {};
    struct sigaction earlier = {};
    action.sa_handler = remember_signal;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    sigaction(signal, nullptr, &earlier);
    if (earlier.sa_handler == SIG_IGN) continue;
    sigaction(signal, &action, nullptr);
    before_.emplace_back(signal, earlier);
  }
}

Interruption::~Interruption() { end(); }

int Interruption::end() {
  for (const auto& [signal, earlier] : before_) sigaction(signal, &earlier, nullptr);
  before_.clear();
  // Asked last: a signal that came while the others were given back is not lost.
  return signal_that_came;
}

int Interruption::signal() const { return signal_that_came; }

void end_by_signal(int signal) {
  std::signal(signal, SIG_DFL);
  ::raise(signal);
  constexpr int shell_base = 128;  // not reached unless the signal is blocked
  ::_exit(shell_base + signal);
}

namespace {

template <class Request>
std::vector<Problem> write_unless_interrupted(Request request,
                                              std::vector<Problem> (*write)(const Request&),
                                              Console& console) {
  std::vector<Problem> problems;
  int signal = 0;
  {
    Interruption interruption;
    const FileOperationHook earlier = request.hook == nullptr ? FileOperationHook() : *request.hook;
    const FileOperationHook hook = [&](FileOperation operation, const std::filesystem::path& path) {
      if (interruption.signal() != 0) return ECANCELED;
      return earlier ? earlier(operation, path) : 0;
    };
    request.hook = &hook;
    problems = write(request);
    signal = interruption.end();
  }
  if (signal == 0) return problems;
  console.tell(has_errors(problems)
                   ? console.say({"phanbo: đã dừng; kết quả cũ, nếu có, còn nguyên\n",
                                  "phanbo: stopped; earlier results, if any, are untouched\n"})
                   : console.say({"phanbo: đã dừng; kết quả mới đã ghi trọn vẹn\n",
                                  "phanbo: stopped; the new results are complete\n"}));
  end_by_signal(signal);
}

}  // namespace

std::vector<Problem> write_output_unless_interrupted(OutputRequest request, Console& console) {
  return write_unless_interrupted(std::move(request), write_output, console);
}

std::vector<Problem> write_comparison_unless_interrupted(ComparisonRequest request,
                                                         Console& console) {
  return write_unless_interrupted(std::move(request), write_comparison, console);
}

}  // namespace phanbo
