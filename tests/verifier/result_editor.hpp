#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "verifier/needs.hpp"
#include "verifier/random_numbers.hpp"

namespace phanbo_verify::test {

using Document = nlohmann::ordered_json;

/// Changes a result the way a careful forger would: amounts move, and every sum still ties.
class ResultEditor {
 public:
  ResultEditor(Document& result, const PlanModel& plan, RandomNumbers& numbers);

  Document& result;
  const PlanModel& plan;
  RandomNumbers& numbers;
  std::string touched;  ///< the field, where a damage may hit any: "ledger[].amount_dong"

  std::size_t count(const char* table) const { return result[table].size(); }
  /// A row of a table at random; the table is not empty.
  Document& any_row(const char* table);
  Document* demand(const std::string& code);
  Document* balance(const std::string& source, const std::string& year);
  Document* line(const std::string& demand, const std::string& source, const std::string& part);
  /// A line of part main at random; null when there is none.
  Document* any_main_line();
  /// Another source's code at random.
  std::string any_source();
  Document* any_demand_of_year(const std::string& year);

  /// One đồng, a thousand, a million; up or down.
  std::int64_t plus_or_minus();

  /// Changes what a source pays to a demand; the line is made or removed as needed. Nothing else.
  void add_to_line(const std::string& demand, const std::string& source, const std::string& part,
                   std::int64_t amount);
  /// Changes a demand's total and what it lacks.
  void add_to_demand(const std::string& demand, std::int64_t amount);
  /// Draws on a source-year out of what is unallocated there.
  void draw(const std::string& source, const std::string& year, std::int64_t amount);

 private:
  std::size_t place_of(const std::string& demand, const std::string& source,
                       const std::string& part) const;
  int drawing_place(const std::string& source) const;
};

inline std::int64_t amount_of(const Document& row, const char* field = "amount_dong") {
  return row[field].get<std::int64_t>();
}
inline std::string text_of(const Document& row, const char* field) {
  return row[field].get<std::string>();
}
inline void add_to(Document& row, const char* field, std::int64_t amount) {
  row[field] = amount_of(row, field) + amount;
}

}  // namespace phanbo_verify::test
