#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "outputs/tabulate/form_description.hpp"

namespace phanbo::test {
namespace {

/// "4=1+2-3" taken apart: what stands before "=", what is added, what is taken off.
struct Printed {
  std::string own;
  std::multiset<std::string> plus, minus;
  bool is_written_out = true;  ///< no "…"
};

Printed taken_apart(const std::string& index) {
  Printed printed;
  const std::size_t equals = index.find('=');
  printed.own = index.substr(0, equals);
  if (equals == std::string::npos) return printed;
  std::string word;
  bool adds = true;
  const auto end_word = [&] {
    if (!word.empty()) (adds ? printed.plus : printed.minus).insert(word);
    word.clear();
  };
  for (const char byte : index.substr(equals + 1)) {
    if (byte != '+' && byte != '-') {
      word += byte;
      continue;
    }
    end_word();
    adds = byte == '+';
  }
  end_word();
  printed.is_written_out = index.find("…") == std::string::npos;
  return printed;
}

std::map<std::string, std::string> own_numbers(const FormDescription& form) {
  std::map<std::string, std::string> numbers;
  for (const FormColumn& column : form.columns) numbers[column.id] = taken_apart(column.index).own;
  return numbers;
}

TEST(Forms, ThePrintedFormulasAreTheOnesComputed) {
  for (const FormDescription& form : form_descriptions()) {
    const auto numbers = own_numbers(form);
    for (const FormColumn& column : form.columns) {
      const Printed printed = taken_apart(column.index);
      if (column.is_ratio) {
        EXPECT_EQ(column.index, printed.own + "=" + numbers.at(column.plus.front()) + "/" +
                                    numbers.at(column.minus.front()))
            << form.id << " " << column.id;
        continue;
      }
      if (!printed.is_written_out) continue;
      std::multiset<std::string> plus, minus;
      for (const std::string& id : column.plus) plus.insert(numbers.at(id));
      for (const std::string& id : column.minus) minus.insert(numbers.at(id));
      // A total whose parts are shown under "trong đó" prints no formula.
      if (printed.plus.empty() && printed.minus.empty()) continue;
      EXPECT_EQ(printed.plus, plus) << form.id << " " << column.id;
      EXPECT_EQ(printed.minus, minus) << form.id << " " << column.id;
    }
  }
}

TEST(Forms, ColumnNumbersAreUnique) {
  for (const FormDescription& form : form_descriptions()) {
    std::set<std::string> seen;
    for (const FormColumn& column : form.columns)
      EXPECT_TRUE(seen.insert(taken_apart(column.index).own).second) << form.id << column.index;
  }
}

TEST(Forms, HaveTitlesGroundsAndSignatures) {
  std::set<std::string> ids;
  for (const FormDescription& form : form_descriptions()) {
    EXPECT_TRUE(ids.insert(form.id).second) << form.id;
    EXPECT_FALSE(form.title.vi.empty() || form.title.en.empty()) << form.id;
    EXPECT_FALSE(form.basis.vi.empty() || form.basis.en.empty()) << form.id;
    EXPECT_FALSE(form.signatures.empty()) << form.id;
    EXPECT_TRUE(form.table.empty() != form.rows.empty()) << form.id;
  }
  EXPECT_GE(ids.size(), 12U);
}

// Decree 31/2017 and Circular 343/2016 order forms until budget year 2025; later layouts were not
// read, so no code of theirs may be printed.
TEST(Forms, CarryNoCodeFrom2026On) {
  for (const FormDescription& form : form_descriptions()) {
    for (const FormCode& code : form.codes) EXPECT_LE(code.last_year, 2025) << form.id;
    // A form with a code has captions that were read, or says that they are recalled.
    EXPECT_TRUE(form.codes.empty() || form.recalled) << form.id;
  }
}

}  // namespace
}  // namespace phanbo::test
