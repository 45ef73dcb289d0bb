#include "cli/threads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <thread>

#include "cli/problem_report.hpp"
#include "cli/usage_problems.hpp"

namespace phanbo {

namespace {

constexpr int threads_max = 256;
/// What a country's plan can keep busy.
constexpr unsigned useful_threads = 8;

std::optional<int> parse_threads(const std::string& text) {
  int threads = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, threads);
  if (error != std::errc{} || rest != end || threads < 1 || threads > threads_max) return {};
  // More would gain nothing, but each takes address space for its stack.
  return std::min(threads,
                  static_cast<int>(std::max(std::thread::hardware_concurrency(), useful_threads)));
}

std::string default_threads() {
  return std::to_string(std::clamp(std::thread::hardware_concurrency(), 1U, useful_threads));
}

}  // namespace

std::optional<int> threads_of(const Invocation& invocation, Console& console) {
  const std::string text = invocation.value("threads", default_threads());
  const std::optional<int> threads = parse_threads(text);
  if (!threads) {
    refuse(usage_problem(bad_option_value, {"--threads", text, fmt::format("1–{}", threads_max)}),
           Exit::wrong_usage, console);
  }
  return threads;
}

}  // namespace phanbo
