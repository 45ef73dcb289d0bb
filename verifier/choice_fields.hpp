#pragma once

#include <string_view>

#include "verifier/fault.hpp"
#include "verifier/json.hpp"
#include "verifier/phrases.hpp"

/// Fields of a choice of the result, and what is wrong with them.
namespace phanbo_verify {

struct BadProof : Refusal {
  using Refusal::Refusal;
};

/// These throw BadProof where the field is not what it should be.
std::string_view text_of(const Json& object, std::string_view key);
const Json& list_of(const Json& object, std::string_view key);
const Json& member_of(const Json& object, std::string_view key);
bool flag_of(const Json& object, std::string_view key);
std::int64_t money_of(const Json& object, std::string_view key);
/// A decimal as a whole number of 10^-digits.
Wide scaled(std::string_view text, int digits);

/// Faults of one class that chooses.
class ChoiceFaults {
 public:
  ChoiceFaults(std::string_view priority_class, Report& report)
      : where_(class_place(priority_class)), report_(report) {}

  /// `what`: what of the class, as field() and part() name it.
  void fault(std::string_view rule, const Words& what, Words expected, Words found) {
    report_.fault(rule, where_ + what, std::move(expected), std::move(found));
  }
  const Words& where() const { return where_; }
  void looked_at(std::string_view rule) { report_.looked_at(rule); }

 private:
  Words where_;
  Report& report_;
};

/// A part of the choice: ", công trình x"; " item x".
Words part(const Words& what);

}  // namespace phanbo_verify
