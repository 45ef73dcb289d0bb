#pragma once

#include <csignal>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "outputs/write/write_comparison.hpp"
#include "outputs/write/write_output.hpp"

namespace phanbo {

/// While it lives, Ctrl-C and the polite signals (SIGINT, SIGTERM, SIGHUP) do not end the program:
/// they are remembered, so that what is half written is taken away first. A signal that is ignored
/// stays ignored. One at a time.
class Interruption {
 public:
  Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;
  /// As end(); a signal that came is not delivered.
  ~Interruption();

  /// The signals mean again what they meant before. Returns the one that came until then; 0 = none.
  int end();
  /// The signal that came; 0 = none.
  int signal() const;

 private:
  std::vector<std::pair<int, struct sigaction>> before_;
};

/// Ends the program by `signal`, so that the shell sees what ended it.
[[noreturn]] void end_by_signal(int signal);

/// write_output that Ctrl-C stops cleanly: the old folder stays or the new one is complete, nothing
/// lies beside it, and the program ends by the signal. Returns only when no signal came.
std::vector<Problem> write_output_unless_interrupted(OutputRequest request, Console& console);
/// The same for a comparison.
std::vector<Problem> write_comparison_unless_interrupted(ComparisonRequest request,
                                                         Console& console);

}  // namespace phanbo
