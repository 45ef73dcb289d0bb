#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace phanbo {

/// One line that says what is being done and how far: nothing during the first second, nothing left
/// at the end. No colours and no control sequences beyond the carriage return.
class ProgressLine {
 public:
  using Time = std::chrono::steady_clock::time_point;
  using Clock = std::function<Time()>;
  using Sink = std::function<void(std::string_view)>;
  static constexpr std::chrono::seconds quiet_time{1};

  ProgressLine(Clock clock, Sink sink);

  /// A new step begins: "3/6 …".
  void begin_step(std::string text);
  /// Draws the line if it is time and the line changed.
  void refresh();
  /// Wipes the line if one was drawn.
  void clear();

 private:
  Clock clock_;
  Sink sink_;
  Time started_;
  std::string text_;
  std::string drawn_;
};

/// Keeps a progress line up to date from a thread of its own, or does nothing when it is not
/// wanted.
class Progress {
 public:
  /// `wanted`: see progress_is_wanted.
  explicit Progress(bool wanted);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  Progress(Progress&&) = delete;
  Progress& operator=(Progress&&) = delete;

  void begin_step(std::string text);

 private:
  void keep_fresh(const std::stop_token& stop);

  std::mutex mutex_;
  std::condition_variable_any wake_;
  ProgressLine line_;
  std::jthread thread_;
};

/// Only on a terminal that can go back in a line (TERM is set and not "dumb").
bool progress_is_wanted(bool is_terminal, const char* term);

}  // namespace phanbo
