#pragma once

#include "scenarios/plain_plan.hpp"
#include "verifier/random_numbers.hpp"

/// What a random change may put into a cell.
namespace phanbo::scenario_test {

using phanbo_verify::test::RandomNumbers;

/// A canonical value that the column may have, whatever it does to the plan; may be blank.
std::string random_value(const PlainPlan& plan, const std::string& table, const std::string& column,
                         RandomNumbers& random);

/// A text that is no value of the column; blank where every text is one.
std::string malformed_value(const std::string& table, const std::string& column,
                            RandomNumbers& random);

/// Another value for a column of a key.
std::string random_key_value(const PlainPlan& plan, const std::string& table,
                             const std::string& column, RandomNumbers& random);

std::string random_header_value(const PlainPlan& plan, const std::string& key,
                                RandomNumbers& random);

bool is_required(const std::string& table, const std::string& column);
std::string default_value(const std::string& table, const std::string& column);

/// The columns of the table besides its key, those of years included.
std::vector<std::string> value_columns(const PlainPlan& plan, const std::string& table);

}  // namespace phanbo::scenario_test
