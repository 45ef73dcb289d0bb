#include "scenarios/random_values.hpp"

#include <algorithm>

#include "inputs/fields.hpp"

namespace phanbo::scenario_test {

namespace {

std::string any_code_of(const PlainPlan& plan, const std::string& table, RandomNumbers& random) {
  const auto rows = plan.tables.find(table);
  if (rows == plan.tables.end() || random.one_in(20)) return "khong-co";
  std::vector<std::string> codes;
  for (const auto& [key, row] : rows->second) codes.push_back(key.front());
  return random.any_of(codes);
}

std::string any_text(RandomNumbers& random) {
  return random.any_of<std::string>({"Tên mới", "Việc \"gấp\", đợt 2", "a/b; c", "Đường số 7",
                                     "- Thuế giá trị gia tăng", "12", "Xã, phường", "goc",
                                     "Thơ\u0323i", "-3.5"});
}

std::string any_item(const PlainPlan& plan, RandomNumbers& random) {
  return any_code_of(plan, random.any_of<std::string>({"fixed_costs", "sites", "projects"}),
                     random);
}

std::string any_of_list(const PlainPlan& plan, const Field& field, RandomNumbers& random) {
  const std::string target(field.target);
  const auto one = [&] {
    return field.choices.empty() ? any_code_of(plan, target, random)
                                 : random.any_of(split(field.choices, '|'));
  };
  const std::string first = one();
  const std::string second = one();
  return first == second ? first : first + "|" + second;
}

std::string any_number(const Field& field, RandomNumbers& random) {
  if (field.type == FieldType::integer) return std::to_string(random.between(0, 9));
  if (field.type == FieldType::percent) return random.any_of<std::string>({"10", "33.3", "100"});
  if (field.name == "score") return random.any_of<std::string>({"-1.5", "0", "2.5", "1200"});
  return random.any_of<std::string>({"0.5", "1", "3", "1234.25"});
}

std::string any_money(RandomNumbers& random) {
  const std::int64_t count = random.between(0, 60);
  return std::to_string(
      count * random.any_of<std::int64_t>({1, 40, 1'000, 1'000'000, 100'000'000, 200'000'000'000}));
}

std::string any_year(const PlainPlan& plan, RandomNumbers& random) {
  const int beyond = random.one_in(6) ? 1 : 0;
  const int last = std::max(plan.first_year(), plan.last_year());
  return std::to_string(random.between(plan.first_year() - beyond, last + beyond));
}

std::string typed_value(const PlainPlan& plan, const Field& field, RandomNumbers& random) {
  switch (field.type) {
    case FieldType::money:
      return any_money(random);
    case FieldType::decimal:
    case FieldType::percent:
    case FieldType::integer:
      return random.one_in(25) ? "-" : any_number(field, random);
    case FieldType::year:
      return any_year(plan, random);
    case FieldType::month:
      return std::to_string(random.between(1, 12));
    case FieldType::flag:
      return random.one_in(2) ? "yes" : "no";
    case FieldType::choice:
      return random.any_of(split(field.choices, '|'));
    case FieldType::list:
      return any_of_list(plan, field, random);
    case FieldType::reference:
      return field.choices == "*" && random.one_in(2)
                 ? "*"
                 : any_code_of(plan, std::string(field.target), random);
    case FieldType::item:
      return any_item(plan, random);
    case FieldType::date:
      return random.any_of<std::string>({"2025-06-30", "2026-02-28", "2027-12-31"});
    case FieldType::code:
      return "m" + std::to_string(random.between(1, 9));
    case FieldType::text:
      return any_text(random);
  }
  return {};
}

const Field* field_of(const std::string& table, const std::string& column) {
  for (const Field& field : find_table_spec(table)->fields) {
    if (field.name == column) return &field;
  }
  return nullptr;
}

/// What stands in that column of some row.
std::string value_elsewhere(const PlainPlan& plan, const std::string& table,
                            const std::string& column, RandomNumbers& random) {
  const auto rows = plan.tables.find(table);
  if (rows == plan.tables.end()) return {};
  std::vector<std::string> values;
  for (const auto& [key, row] : rows->second) values.push_back(cell_of(row, column));
  return values.empty() ? std::string() : random.any_of(values);
}

}  // namespace

std::string random_value(const PlainPlan& plan, const std::string& table, const std::string& column,
                         RandomNumbers& random) {
  const Field* const field = field_of(table, column);
  if (random.one_in(is_required(table, column) ? 40 : 6)) return {};
  if (random.one_in(2)) return value_elsewhere(plan, table, column, random);
  if (field == nullptr) return random.one_in(20) ? "-" : any_money(random);
  if (!field->default_value.empty() && random.one_in(6)) return std::string(field->default_value);
  return typed_value(plan, *field, random);
}

std::string malformed_value(const std::string& table, const std::string& column,
                            RandomNumbers& random) {
  const Field* const field = field_of(table, column);
  const FieldType type = field == nullptr ? FieldType::money : field->type;
  switch (type) {
    case FieldType::money:
      return random.any_of<std::string>({"nhiều", "1,2.3", "0.00000000001"});
    case FieldType::decimal:
    case FieldType::percent:
    case FieldType::integer:
      return random.any_of<std::string>({"nhiều", "1,2.3", "3 phần"});
    case FieldType::year:
    case FieldType::month:
      return random.any_of<std::string>({"3099", "nay"});
    case FieldType::date:
      return random.any_of<std::string>({"30/06/2026", "2026-02-30"});
    case FieldType::flag:
    case FieldType::choice:
      return "có lẽ";
    case FieldType::list:
      return "a||b";
    case FieldType::code:
    case FieldType::item:
      return "mã số!";
    case FieldType::text:
    case FieldType::reference:
      return {};
  }
  return {};
}

std::string random_key_value(const PlainPlan& plan, const std::string& table,
                             const std::string& column, RandomNumbers& random) {
  const Field& field = *field_of(table, column);
  const std::string number = std::to_string(random.between(1, 30));
  if (field.type == FieldType::code) return "m" + number + (random.one_in(6) ? "/b" : "");
  const std::string value = typed_value(plan, field, random);
  return value == "-" ? "1" : value;
}

std::string random_header_value(const PlainPlan& plan, const std::string& key,
                                RandomNumbers& random) {
  const int step = random.one_in(2) ? 1 : 0;
  if (key == "first_year") return std::to_string(plan.first_year() + 1 - 2 * step);
  if (key == "last_year") return std::to_string(plan.last_year() + 1 - 2 * step);
  if (key == "stage")
    return random.any_of<std::string>({"medium_term", "submitted", "decided", "adjusted"});
  if (key == "class_order") return random.any_of<std::string>({"by_class", "by_year", ""});
  if (key == "province") return any_code_of(plan, "units", random);
  if (key == "capital_priority")
    return random.any_of<std::string>({"capital_priority_2026_2030", "khong-co", ""});
  if (key == "code") return "ma-" + std::to_string(random.between(1, 3));
  if (key == "decided_on" || key == "law_date" || key == "known_on")
    return random.any_of<std::string>({"2025-12-01", "2026-07-15", "", "2026-13-01"});
  return random.one_in(4) ? std::string() : any_text(random);
}

bool is_required(const std::string& table, const std::string& column) {
  const Field* const field = field_of(table, column);
  return field != nullptr && field->required;
}

std::string default_value(const std::string& table, const std::string& column) {
  const Field* const field = field_of(table, column);
  return field == nullptr ? std::string() : std::string(field->default_value);
}

std::vector<std::string> value_columns(const PlainPlan& plan, const std::string& table) {
  const TableSpec& spec = *find_table_spec(table);
  const std::vector<std::string> keys = key_columns(table);
  std::vector<std::string> columns;
  for (const Field& field : spec.fields) {
    if (std::find(keys.begin(), keys.end(), field.name) == keys.end())
      columns.emplace_back(field.name);
  }
  for (int year = plan.first_year(); spec.years_across && year <= plan.last_year(); ++year)
    columns.push_back("y" + std::to_string(year));
  return columns;
}

}  // namespace phanbo::scenario_test
