// A few random changes at once, over the tables of a plan.
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "faults/limit_texts.hpp"
#include "faults/mutations.hpp"

namespace phanbo::faults_test {

namespace {

/// One plan being changed; its tables are parsed once.
class Mixer {
 public:
  Mixer(std::map<std::string, TextRows> tables, Draw& draw)
      : tables_(std::move(tables)), draw_(draw) {}

  void change() {
    auto table = tables_.begin();
    std::advance(table, static_cast<std::ptrdiff_t>(draw_.below(tables_.size())));
    TextRows& rows = table->second;
    if (rows.size() < 2) return;
    changed_.insert(table->first);
    const std::size_t row = 1 + draw_.below(rows.size() - 1);
    const std::size_t other = 1 + draw_.below(rows.size() - 1);
    const std::size_t column = draw_.below(rows.front().size());
    switch (draw_.below(8)) {
      case 0:
        return std::swap(rows[row][column], rows[other][column]);
      case 1:
        rows[row][column] = rows[other][column];
        return;
      case 2:
        rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(row));
        return;
      case 3:
        return add_twin(rows, row);
      case 4:
        rows[row][column].clear();
        return;
      case 5:
        rows[row][column] = limit_texts()[draw_.below(limit_texts().size())];
        return;
      default:
        return change_number(rows[row]);
    }
  }

  Mutant mutant(std::uint64_t number) const {
    Mutant made;
    for (const std::string& file : changed_) made.others[file] = to_csv(tables_.at(file));
    if (made.others.empty()) return made;
    made.what = "mixed " + std::to_string(number);
    for (const auto& [file, bytes] : made.others) made.what += " " + file;
    made.file = made.others.begin()->first;
    made.bytes = made.others.begin()->second;
    return made;
  }

 private:
  /// The same row under another code.
  void add_twin(TextRows& rows, std::size_t row) {
    std::vector<std::string> twin = rows[row];
    if (rows.front().front() == "code") twin.front() += "-" + std::to_string(draw_.below(3));
    rows.push_back(std::move(twin));
  }

  /// Some number of the row, a little or much off.
  void change_number(std::vector<std::string>& row) {
    for (std::size_t tries = 0; tries < 2 * row.size(); ++tries) {
      std::string& cell = row[draw_.below(row.size())];
      const bool is_whole = !cell.empty() && cell.size() < 16 &&
                            cell.find_first_not_of("0123456789") == std::string::npos;
      if (!is_whole) continue;
      const std::uint64_t value = std::stoull(cell);
      const std::uint64_t values[] = {0,
                                      1,
                                      value + 1,
                                      value == 0 ? 0 : value - 1,
                                      value * 2,
                                      value / 2,
                                      value * 10,
                                      value / 10,
                                      value / 3,
                                      9'000'000'000,
                                      9'000'000'000'000'000};
      cell = std::to_string(values[draw_.below(std::size(values))]);
      return;
    }
  }

  std::map<std::string, TextRows> tables_;
  std::set<std::string> changed_;
  Draw& draw_;
};

}  // namespace

std::size_t Draw::below(std::size_t bound) {
  state_ += 0x9E3779B97F4A7C15U;
  std::uint64_t value = state_;
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
  return static_cast<std::size_t>((value ^ (value >> 31U)) % bound);
}

void mix(const MemoryPlan& plan, std::uint64_t count, std::uint64_t seed,
         const MutantVisitor& visitor) {
  constexpr std::size_t changes_max = 5;
  std::map<std::string, TextRows> tables;
  for (const auto& [file, bytes] : plan) {
    if (file.ends_with(".csv")) tables[file] = text_rows_of(bytes);
  }
  for (std::uint64_t number = 0; number < count; ++number) {
    if (!visitor.chosen()) continue;
    Draw draw(seed * 1'000'003 + number);
    Mixer mixer(tables, draw);
    const std::size_t changes = 1 + draw.below(changes_max);
    for (std::size_t i = 0; i < changes; ++i) mixer.change();
    const Mutant mutant = mixer.mutant(number);
    if (!mutant.file.empty()) visitor.visit(mutant);
  }
}

}  // namespace phanbo::faults_test
