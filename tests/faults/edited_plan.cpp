#include "faults/edited_plan.hpp"

#include <set>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace phanbo::faults_test {

namespace {

std::vector<std::string> split(const std::string& text, char mark) {
  std::vector<std::string> parts(1);
  for (const char byte : text) {
    if (byte == mark) {
      parts.emplace_back();
    } else {
      parts.back() += byte;
    }
  }
  return parts;
}

std::string joined(const std::vector<std::string>& parts, char mark) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i)
    text += (i > 0 ? std::string(1, mark) : "") + parts[i];
  return text;
}

std::string ids_of(const Outcome& outcome) {
  if (!outcome.faults.empty()) return "FAULT " + outcome.faults.front();
  std::set<std::string> ids;
  for (const Problem& problem : outcome.problems) {
    if (problem.kind->severity == Severity::error) ids.insert(std::string(problem.kind->id));
  }
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "" : " ") + id;
  return text;
}

}  // namespace

EditedPlan::EditedPlan() : files_(plan_on_disk("tests/errors/base")) {}

EditedPlan& EditedPlan::cell(const std::string& table, std::size_t line, const std::string& column,
                             const std::string& text) {
  std::string& bytes = files_.at(table + ".csv");
  std::vector<std::string> lines = split(bytes, '\n');
  std::vector<std::string> names = split(lines.front(), ',');
  std::size_t position = 0;
  while (position < names.size() && names[position] != column) ++position;
  if (position == names.size()) {
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) lines[i] += i == 0 ? "," + column : ",";
  }
  std::vector<std::string> cells = split(lines.at(line - 1), ',');
  cells.at(position) = text;
  lines[line - 1] = joined(cells, ',');
  bytes = joined(lines, '\n');
  return *this;
}

EditedPlan& EditedPlan::row(const std::string& table, const std::string& text) {
  files_.at(table + ".csv") += text + "\n";
  return *this;
}

EditedPlan& EditedPlan::json(const std::string& old_text, const std::string& new_text) {
  std::string& bytes = files_.at("plan.json");
  const std::size_t found = bytes.find(old_text);
  if (found == std::string::npos) throw std::runtime_error("not in plan.json: " + old_text);
  bytes.replace(found, old_text.size(), new_text);
  return *this;
}

EditedPlan& EditedPlan::file(const std::string& name, std::string bytes) {
  files_[name] = std::move(bytes);
  return *this;
}

Outcome EditedPlan::outcome() const { return run(without_guards(files_)); }

std::string EditedPlan::errors() const { return ids_of(outcome()); }

std::string EditedPlan::reading_errors() const { return ids_of(read_only(without_guards(files_))); }

}  // namespace phanbo::faults_test
