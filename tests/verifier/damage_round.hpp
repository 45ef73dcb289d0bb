#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "verifier/damage.hpp"
#include "verifier/fault.hpp"
#include "verifier/plan_text.hpp"

namespace phanbo_verify::test {

/// A result that phanbo-verify believes, damaged again and again, each time from the start.
class BelievedResult {
 public:
  /// Runs phanbo on the plan; empty when phanbo refuses it or the result is not believed.
  static std::optional<BelievedResult> of(const std::filesystem::path& plan);

  /// The verdict after one damage.
  struct Outcome {
    bool applied = false;         ///< false: the damage found no place in this result
    std::string touched;          ///< the field, where the damage may hit any
    std::set<std::string> rules;  ///< those that object; "format" where it cannot even be read
    std::vector<Fault> faults;    ///< what they say; of "format" the place alone
    bool rejected() const { return !rules.empty(); }
  };
  /// Tables are left away, so that only the result itself can give the damage away.
  Outcome after(const Damage& damage, std::uint64_t seed) const;
  /// The result is untouched, one of its tables is not.
  Outcome after_table_damage(std::uint64_t seed) const;
  /// What the rules object to in this document.
  std::vector<Fault> objections(const Document& result) const;

  const Document& result() const { return result_; }
  const PlanModel& plan() const { return *model_; }

 private:
  BelievedResult() = default;

  std::unique_ptr<PlanText> text_;
  std::unique_ptr<PlanModel> model_;
  Document result_;
  std::string bytes_;
  std::map<std::string, Document> tables_;  ///< by file name
};

}  // namespace phanbo_verify::test
