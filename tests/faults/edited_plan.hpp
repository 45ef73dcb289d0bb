#pragma once

#include <string>

#include "faults/mutations.hpp"

namespace phanbo::faults_test {

/// The small plan of tests/errors/base with one thing set to a limit.
class EditedPlan {
 public:
  EditedPlan();
  /// Sets a cell; lines count from 1, the first holds the names. A new column where there is none.
  EditedPlan& cell(const std::string& table, std::size_t line, const std::string& column,
                   const std::string& text);
  /// One more row, as written.
  EditedPlan& row(const std::string& table, const std::string& text);
  /// Replaces a text that stands in plan.json.
  EditedPlan& json(const std::string& old_text, const std::string& new_text);
  EditedPlan& file(const std::string& name, std::string bytes);

  const MemoryPlan& files() const { return files_; }
  /// The ids of the errors, joined by blanks, each once; "" when there is none. What no input may
  /// bring about is told instead.
  std::string errors() const;
  /// The same of reading alone.
  std::string reading_errors() const;
  Outcome outcome() const;

 private:
  MemoryPlan files_;
};

}  // namespace phanbo::faults_test
