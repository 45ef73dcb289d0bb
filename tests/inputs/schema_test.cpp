// json_schema.cpp, plan_format.cpp: made from the table of fields, so they cannot forget one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inputs/fields.hpp"
#include "inputs/json_tree.hpp"
#include "inputs/plan_header.hpp"
#include "inputs/read_plan.hpp"

namespace phanbo {
namespace {

using ::testing::HasSubstr;

JsonValue parsed(const std::string& text) {
  Problem fault;
  const auto root = read_json_tree({"schema.json", text}, fault);
  EXPECT_TRUE(root.has_value()) << text;
  return root.value_or(JsonValue());
}

TEST(Schema, EveryTableHasOneWithAllItsFields) {
  for (const TableSpec& spec : table_specs()) {
    const JsonValue schema = parsed(json_schema(spec.name));
    const JsonValue* properties = schema.find("properties");
    ASSERT_NE(properties, nullptr) << spec.name;
    EXPECT_EQ(properties->members.size(), spec.fields.size()) << spec.name;
    for (const Field& field : spec.fields)
      EXPECT_NE(properties->find(field.name), nullptr) << spec.name << "." << field.name;
    EXPECT_EQ(schema.find("patternProperties") != nullptr, spec.years_across);
  }
}

TEST(Schema, ThePlanHasAllKeysAndTables) {
  const JsonValue schema = parsed(json_schema("plan"));
  const JsonValue* properties = schema.find("properties");
  ASSERT_NE(properties, nullptr);
  for (const HeaderKey& key : header_keys())
    EXPECT_NE(properties->find(key.name), nullptr) << key.name;
  EXPECT_EQ(properties->find("tables")->find("properties")->members.size(), table_specs().size());
}

TEST(Schema, OtherNamesHaveNone) { EXPECT_EQ(json_schema("unit"), ""); }

TEST(Manual, NamesEveryTableAndEveryField) {
  const std::string manual = plan_format_manual();
  for (const TableSpec& spec : table_specs()) {
    EXPECT_THAT(manual, HasSubstr("### `" + std::string(spec.name) + "`"));
    for (const Field& field : spec.fields) {
      EXPECT_THAT(manual, HasSubstr("| `" + std::string(field.name) + "` |"));
      EXPECT_THAT(manual, HasSubstr(std::string(field.meaning.vi)));
    }
  }
  for (const HeaderKey& key : header_keys())
    EXPECT_THAT(manual, HasSubstr("`" + std::string(key.name) + "`"));
}

TEST(Fields, KeysAndTargetsExist) {
  for (const TableSpec& spec : table_specs()) {
    for (const std::string& name : split_choices(spec.key))
      EXPECT_LT(field_position(spec, name), spec.fields.size());
    for (const Field& field : spec.fields) {
      if (!field.target.empty()) {
        ASSERT_NE(find_table_spec(field.target), nullptr) << field.target;
        EXPECT_EQ(find_table_spec(field.target)->key, "code") << "references lead to codes";
      }
    }
  }
}

}  // namespace
}  // namespace phanbo
