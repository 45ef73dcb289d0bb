#pragma once

#include <functional>
#include <optional>
#include <string>

#include "cli/command.hpp"
#include "cli/plan_run.hpp"
#include "engine/choose/choose.hpp"

namespace phanbo {

/// Limits and start of the search for the best choice as asked for on the command line; clocks
/// begin now. `was_interrupted` ends the search with the best choice so far.
ChooseOptions choose_options_of(const Invocation& invocation, std::optional<NamedStart> start,
                                std::function<bool()> was_interrupted);

/// The same for one run in the foreground, with Ctrl-C: while it chooses, an interrupt is taken as
/// the wish to stop there.
class ChoiceLimits {
 public:
  ChoiceLimits(const Invocation& invocation, std::optional<NamedStart> start,
               const Console& console, std::function<void(const std::string&)> tell);
  ~ChoiceLimits();
  ChoiceLimits(const ChoiceLimits&) = delete;
  ChoiceLimits& operator=(const ChoiceLimits&) = delete;
  ChoiceLimits(ChoiceLimits&&) = delete;
  ChoiceLimits& operator=(ChoiceLimits&&) = delete;

  /// To be told of every stage.
  void enter(RunStage stage);
  const ChooseOptions& options() const { return options_; }

 private:
  ChooseOptions options_;
  void (*handler_before_)(int) = nullptr;
  bool is_watching_ = false;
};

/// The name of an option whose value cannot be used, if any.
std::optional<std::string> wrong_choice_limit(const Invocation& invocation);

/// "value 12.345, at most 12.400 (0,44 %); in list order 11.000".
std::string choice_text(const Plan& plan, const ChoiceOutcome& choice, Language language);

}  // namespace phanbo
