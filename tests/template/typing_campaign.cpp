// Damages to filled workbooks by the thousand: typing_campaign [COUNT [FIRST-SEED]].
#include <cstdio>
#include <cstdlib>
#include <map>

#include "template/damages.hpp"
#include "template/typed_book.hpp"

int main(int argument_count, char** arguments) {
  using namespace phanbo;
  const std::uint64_t count = argument_count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 1000;
  const std::uint64_t first = argument_count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 1;
  const char* const examples[] = {"an-binh", "qd2639", "ha-noi-three-communes", "can-tho-103"};
  std::map<std::string, SheetBook> books;
  std::map<std::string, std::string> sound;
  for (const char* example : examples) {
    books[example] = test::example_book(example, Language::vietnamese);
    sound[example] = test::canonical_text(test::example_reading(example));
  }
  std::map<std::string, int> tried;
  int failures = 0;
  int refused = 0;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    // An Bình has every kind of table, so most damages go there.
    const std::string example = seed % 5 < 2 ? "an-binh" : examples[seed % std::size(examples)];
    const test::DamagedBook damaged = test::damage(books[example], seed);
    ++tried[damaged.kind];
    refused += damaged.is_conserving() ? 0 : 1;
    const std::string wrong = test::wrong_answer(damaged, sound[example]);
    if (wrong.empty()) continue;
    ++failures;
    std::printf("seed %llu, %s: %s\n", static_cast<unsigned long long>(seed), example.c_str(),
                wrong.c_str());
  }
  for (const auto& [kind, times] : tried) std::printf("%5d %s\n", times, kind.c_str());
  std::printf("%llu damages, %d to be refused at a cell, %d answered wrongly\n",
              static_cast<unsigned long long>(count), refused, failures);
  return failures == 0 ? 0 : 1;
}
