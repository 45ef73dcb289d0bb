#include "cli/progress.hpp"

#include <unistd.h>

#include <string_view>
#include <system_error>
#include <utility>

#include "cli/display.hpp"

namespace phanbo {

namespace {

constexpr std::chrono::milliseconds refresh_time{200};

std::string blanks(std::string_view drawn) {
  return std::string(static_cast<std::size_t>(display_width(drawn)), ' ');
}

void write_to_messages(std::string_view text) {
  // A progress line that cannot be drawn is no loss.
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
}

}  // namespace

ProgressLine::ProgressLine(Clock clock, Sink sink)
    : clock_(std::move(clock)), sink_(std::move(sink)), started_(clock_()) {}

void ProgressLine::begin_step(std::string text) {
  text_ = std::move(text);
  refresh();
}

void ProgressLine::refresh() {
  if (text_ == drawn_ || clock_() - started_ < quiet_time) return;
  sink_("\r" + blanks(drawn_) + "\r" + text_);
  drawn_ = text_;
}

void ProgressLine::clear() {
  if (drawn_.empty()) return;
  sink_("\r" + blanks(drawn_) + "\r");
  drawn_.clear();
}

Progress::Progress(bool wanted) : line_(std::chrono::steady_clock::now, write_to_messages) {
  if (!wanted) return;
  try {
    thread_ = std::jthread([this](const std::stop_token& stop) { keep_fresh(stop); });
  } catch (const std::system_error&) {
    // No thread to be had: the work goes on without a line about it.
  }
}

Progress::~Progress() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
  line_.clear();
}

void Progress::begin_step(std::string text) {
  if (!thread_.joinable()) return;
  const std::scoped_lock lock(mutex_);
  line_.begin_step(std::move(text));
}

void Progress::keep_fresh(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    wake_.wait_for(lock, stop, refresh_time, [] { return false; });
    if (!stop.stop_requested()) line_.refresh();
  }
}

bool progress_is_wanted(bool is_terminal, const char* term) {
  return is_terminal && term != nullptr && *term != '\0' && std::string_view(term) != "dumb";
}

}  // namespace phanbo
