// xlsx_campaign COUNT SEED [FILE...]: reads COUNT damages of each workbook (without files, of one
// of our own) and says how each ended. Not part of ctest. Exit: 0 all seen, 1 a damage went unseen.
#include <charconv>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>

#include "xlsx/damages.hpp"

namespace {

using namespace phanbo::test;

bool read_number(const char* text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text, text + std::strlen(text), number);
  return error == std::errc() && *end == '\0';
}

bool run(const std::string& name, const std::vector<ZipEntry>& entries, std::uint64_t seed,
         std::size_t count) {
  const DamageCount result = read_damages(entries, seed, count);
  std::cout << name << ": " << count << " damages, " << result.refused << " refused, "
            << result.same << " read with the same values, " << result.changed
            << " read as another right workbook, " << result.unseen.size() << " unseen\n";
  for (const std::string& unseen : result.unseen) std::cout << "  " << unseen << '\n';
  return result.unseen.empty();
}

}  // namespace

int main(int argument_count, char** arguments) {
  std::uint64_t count = 0;
  std::uint64_t seed = 0;
  if (argument_count < 3 || !read_number(arguments[1], count) || !read_number(arguments[2], seed)) {
    std::cerr << "usage: xlsx_campaign COUNT SEED [FILE...]\n";
    return 2;
  }
  bool all_seen = argument_count > 3 || run("built", workbook_to_damage(), seed, count);
  for (int i = 3; i < argument_count; ++i) {
    std::ifstream stream(arguments[i], std::ios::binary);
    const std::string file(std::istreambuf_iterator<char>(stream), {});
    all_seen = run(arguments[i], entries_of(file), seed, count) && all_seen;
  }
  return all_seen ? 0 : 1;
}
