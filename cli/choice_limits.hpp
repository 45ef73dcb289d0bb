#pragma once

#include <functional>
#include <optional>
#include <string>

#include "cli/command.hpp"
#include "cli/plan_run.hpp"
#include "engine/choose/choose.hpp"

namespace phanbo {

/// Limits of the search for the best choice as asked for on the command line, and Ctrl-C, which
/// ends it with the best choice so far. While this lives, an interrupt is taken as that wish.
class ChoiceLimits {
 public:
  ChoiceLimits(const Invocation& invocation, const Console& console,
               std::function<void(const std::string&)> tell);
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
