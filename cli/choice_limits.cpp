#include "cli/choice_limits.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <csignal>
#include <fstream>

#include "cli/display.hpp"

namespace phanbo {

namespace {

volatile std::sig_atomic_t interrupted = 0;
void note_interrupt(int) { interrupted = 1; }

constexpr std::int64_t work_limit_max = 1'000'000'000;
constexpr std::int64_t seconds_max = 1'000'000;
constexpr std::int64_t megabytes_max = 100'000'000;

/// Memory of the process that is in use; 0 where the system does not tell.
std::int64_t megabytes_in_use() {
  std::ifstream stream("/proc/self/statm");
  std::int64_t all = 0;
  std::int64_t resident = 0;
  if (!(stream >> all >> resident)) return 0;
  return resident * ::sysconf(_SC_PAGESIZE) / 1'000'000;
}

std::optional<std::int64_t> whole(const std::string& text, std::int64_t most) {
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || rest != end || value < 1 || value > most) return {};
  return value;
}

/// Percent with up to four decimals → millionths.
std::optional<std::int64_t> gap_millionths(const std::string& text) {
  const std::size_t point = text.find('.');
  const std::string front = text.substr(0, point);
  std::string back = point == std::string::npos ? "" : text.substr(point + 1);
  if (front.empty() || back.size() > 4) return {};
  back.resize(4, '0');
  std::int64_t value = 0;
  const std::string digits = front + back;
  const char* end = digits.data() + digits.size();
  const auto [rest, error] = std::from_chars(digits.data(), end, value);
  if (error != std::errc{} || rest != end || value < 0 || value > 1'000'000) return {};
  return value;
}

/// A whole number of 10^-digits, plain.
std::string plain_value(Int128 value, int digits) {
  std::string text = to_plain(value);
  const bool negative = text.starts_with('-');
  if (negative) text.erase(0, 1);
  if (digits > 0) {
    const auto places = static_cast<std::size_t>(digits);
    if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
    text.insert(text.size() - places, ".");
  }
  return (negative ? "-" : "") + text;
}

/// Distance of the bound in ten-thousandths of a percent, rounded up.
std::string gap_percent(std::int64_t value, Int128 bound) {
  if (bound <= value || bound <= 0) return "0";
  const Int128 parts = ((bound - value) * 1'000'000 + bound - 1) / bound;
  return plain_value(parts, 4);
}

}  // namespace

ChooseOptions choose_options_of(const Invocation& invocation, std::optional<NamedStart> start,
                                std::function<bool()> was_interrupted) {
  ChooseOptions options;
  options.start = std::move(start);
  if (const auto work = whole(invocation.value("work-limit", ""), work_limit_max))
    options.work_limit = *work;
  options.gap_millionths = gap_millionths(invocation.value("gap", "0")).value_or(0);
  const auto seconds = whole(invocation.value("seconds", ""), seconds_max);
  const auto megabytes = whole(invocation.value("memory", ""), megabytes_max);
  if ((seconds || megabytes) && !invocation.has("work-limit")) options.work_limit = work_limit_max;
  const auto begun = std::chrono::steady_clock::now();
  options.is_out_of_memory = [megabytes] { return megabytes && megabytes_in_use() >= *megabytes; };
  options.was_interrupted = std::move(was_interrupted);
  options.should_stop = [seconds, begun, is_out_of_memory = options.is_out_of_memory,
                         interrupted_now = options.was_interrupted] {
    return interrupted_now() ||
           (seconds &&
            std::chrono::steady_clock::now() - begun >= std::chrono::seconds(*seconds)) ||
           is_out_of_memory();
  };
  return options;
}

ChoiceLimits::ChoiceLimits(const Invocation& invocation, std::optional<NamedStart> start,
                           const Console& console, std::function<void(const std::string&)> tell) {
  interrupted = 0;
  options_ = choose_options_of(invocation, std::move(start), [] { return interrupted != 0; });
  const std::string words(console.say({"2/6 chọn dự án: giá trị {0}, cận {1}, còn cách {2} %",
                                       "2/6 choosing: value {0}, bound {1}, gap {2} %"}));
  options_.progress = [words, tell = std::move(tell)](std::int64_t value, Int128 bound,
                                                      int digits) {
    tell(fmt::format(fmt::runtime(words), plain_value(value, digits), plain_value(bound, digits),
                     gap_percent(value, bound)));
  };
}

ChoiceLimits::~ChoiceLimits() {
  if (is_watching_) std::signal(SIGINT, handler_before_);
}

void ChoiceLimits::enter(RunStage stage) {
  const bool watch = stage == RunStage::choose;
  if (watch == is_watching_) return;
  if (watch) {
    handler_before_ = std::signal(SIGINT, note_interrupt);
  } else {
    std::signal(SIGINT, handler_before_);
  }
  is_watching_ = watch;
}

std::optional<std::string> wrong_choice_limit(const Invocation& invocation) {
  const auto is_wrong = [&](const char* name, auto parse) {
    return invocation.has(name) && !parse(invocation.value(name, ""));
  };
  if (is_wrong("work-limit", [](const std::string& text) { return whole(text, work_limit_max); }))
    return "work-limit";
  if (is_wrong("seconds", [](const std::string& text) { return whole(text, seconds_max); }))
    return "seconds";
  if (is_wrong("memory", [](const std::string& text) { return whole(text, megabytes_max); }))
    return "memory";
  if (is_wrong("gap", gap_millionths)) return "gap";
  return {};
}

std::string choice_text(const Plan& plan, const ChoiceOutcome& choice, Language language) {
  if (choice.conflict)
    return fmt::format(fmt::runtime(Text{"lớp {0}: không có cách chọn nào giữ được mọi điều kiện",
                                         "class {0}: no choice keeps every condition"}
                                        .in(language)),
                       plan.classes[choice.priority_class].code);
  const Text words{
      "lớp {0}: {1} công trình, giá trị {2}; không cách chọn nào hơn {3} (còn cách {4} %); theo "
      "danh "
      "sách: {5} công trình, giá trị {6}",
      "class {0}: {1} works, value {2}; no choice exceeds {3} (gap {4} %); in list order: {5} "
      "works, "
      "value {6}"};
  return fmt::format(fmt::runtime(words.in(language)), plan.classes[choice.priority_class].code,
                     choice.items, plain_value(choice.value, choice.value_digits),
                     plain_value(choice.bound, choice.value_digits),
                     gap_percent(choice.value, choice.bound), choice.in_rank_order.items,
                     plain_value(choice.in_rank_order.value, choice.value_digits));
}

}  // namespace phanbo
