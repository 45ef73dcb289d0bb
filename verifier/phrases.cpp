#include "verifier/phrases.hpp"

namespace phanbo_verify {

namespace {

/// The digits in groups of three.
std::string grouped(Wide value, char separator) {
  std::string digits = to_text(value);
  const std::size_t first = digits.starts_with('-') ? 1 : 0;
  for (std::size_t end = digits.size(); end > first + 3; end -= 3)
    digits.insert(end - 3, 1, separator);
  return digits;
}

struct UnitWord {
  std::string_view unit;
  std::string_view vietnamese;
  std::string_view english;
};
constexpr UnitWord unit_words[] = {
    {"dong", "đồng", "dong"},        {"percent", "phần trăm", "percent"},
    {"persons", "người", "persons"}, {"people", "người dân", "people"},
    {"months", "tháng", "months"},   {"points", "điểm", "points"},
    {"count", "đơn vị", "units"},    {"km2", "km²", "km²"},
    {"date", "(ngày)", "(a day)"}};

}  // namespace

Words count(std::size_t how_many) {
  const Wide value = static_cast<Wide>(how_many);
  return {grouped(value, '.'), grouped(value, ',')};
}
Words in_dong(Wide amount) {
  return {grouped(amount, '.') + " đồng", grouped(amount, ',') + " dong"};
}
Words at_most(const Words& what) { return Words{"tối đa ", "at most "} + what; }
Words at_most(Wide amount) { return at_most(in_dong(amount)); }
Words at_least(const Words& what) { return Words{"ít nhất ", "at least "} + what; }
Words at_least(Wide amount) { return at_least(in_dong(amount)); }
Words more_than(Wide amount) { return Words{"hơn ", "more than "} + in_dong(amount); }
Words by_the_ledger(Wide amount) {
  return in_dong(amount) + Words{" theo sổ phân bổ", " by the ledger"};
}
Words above_zero() { return {"số tiền lớn hơn 0", "an amount above zero"}; }

Words number(Wide value) { return plain(to_text(value)); }
Words number(const Fraction& value) { return plain(to_text(value)); }
Words flag(bool value) { return plain(value ? "true" : "false"); }

Words in_unit(std::string_view value, std::string_view unit) {
  const auto whole = unit == "dong" ? parse_whole(value) : std::nullopt;
  if (whole) return in_dong(*whole);
  for (const UnitWord& word : unit_words) {
    if (word.unit != unit) continue;
    return plain(value) + " " + Words{std::string(word.vietnamese), std::string(word.english)};
  }
  return plain(value) + " " + unit;
}

Words missing() { return {"thiếu", "missing"}; }
Words none() { return {"không có", "none"}; }
Words unknown() { return {"không có trong kế hoạch", "unknown"}; }
Words something_else() { return {"giá trị khác", "something else"}; }
Words no_line() { return {"không có dòng nào", "no line"}; }
Words not_stated() { return {"không nêu", "not stated"}; }
Words rows(std::size_t count) { return plain(std::to_string(count)) + Words{" dòng", " rows"}; }
Words a_row_for(std::string_view code) { return Words{"một dòng cho ", "a row for "} + code; }
Words rows_in_order() { return {"các dòng theo đúng thứ tự", "rows in their order"}; }
Words no_such_row() { return {"không có dòng này", "no such row"}; }
Words row_number(std::size_t position) {
  return Words{"dòng thứ ", "row "} + std::to_string(position + 1);
}
Words named_once() { return {"nêu một lần", "named once"}; }
Words named_twice() { return {"nêu hai lần", "named twice"}; }
Words each_once() { return {"mỗi mục một lần", "each once"}; }

Words whole_number() { return {"số nguyên", "a whole number"}; }
Words is_not(const Words& expected) { return Words{" không phải là ", " is not "} + expected; }
Words lacks(std::string_view field) { return Words{"thiếu trường ", "there is no field "} + field; }
Words not_an_object() { return {"không phải đối tượng JSON", "not an object"}; }
Words nul_byte() { return {"có byte NUL", "NUL byte"}; }
Words no_indicator(std::string_view unit, std::string_view indicator) {
  return Words{"đơn vị ", "unit "} + unit + Words{" không có chỉ tiêu ", " has no "} + indicator;
}
Words nothing_for(std::string_view code) {
  return Words{"không có số liệu cho ", "nothing for "} + code;
}

Words demand_place(std::string_view code) { return Words{"nhu cầu ", "demand "} + code; }
Words item_place(std::string_view code) { return Words{"công trình ", "item "} + code; }
Words class_place(std::string_view code) { return Words{"thứ tự ưu tiên ", "class "} + code; }
Words source_place(std::string_view code) { return Words{"nguồn ", "source "} + code; }
Words table_place(std::string_view id) {
  return {"bảng " + std::string(id) + ".json", "table " + std::string(id)};
}
Words in_year(int year) { return Words{" năm ", " in "} + std::to_string(year); }
Words row_place(std::string_view table, std::size_t row) {
  return table_place(table) + Words{", dòng thứ ", " row "} + std::to_string(row + 1);
}
Words field(std::string_view vietnamese, std::string_view id) {
  return {", " + std::string(vietnamese) + " (" + std::string(id) + ")", " " + std::string(id)};
}

}  // namespace phanbo_verify
