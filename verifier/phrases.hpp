#pragma once

#include <cstddef>

#include "verifier/exact.hpp"
#include "verifier/words.hpp"

/// What many rules say: amounts, bounds, places. Built for faults only.
namespace phanbo_verify {

/// 7.616; 7,616.
Words count(std::size_t how_many);
/// 7.149.906.000 đồng; 7,149,906,000 dong.
Words in_dong(Wide amount);
Words at_most(const Words& what);
Words at_most(Wide amount);
Words at_least(const Words& what);
Words at_least(Wide amount);
Words more_than(Wide amount);
Words by_the_ledger(Wide amount);
Words above_zero();

/// A number that is no amount.
Words number(Wide value);
Words number(const Fraction& value);
/// true or false, as JSON has it.
Words flag(bool value);
/// A value with the unit of a figure: "dong", "percent", "persons", …
Words in_unit(std::string_view value, std::string_view unit);

Words missing();
Words none();
Words unknown();
Words something_else();
Words no_line();
Words not_stated();
Words rows(std::size_t count);
Words a_row_for(std::string_view code);
/// Rows that stand in another order than they should; said once of a table.
Words rows_in_order();
Words no_such_row();
Words row_number(std::size_t position);
Words named_once();
Words named_twice();
Words each_once();

Words whole_number();
Words is_not(const Words& expected);
/// A field that is not there.
Words lacks(std::string_view field);
Words not_an_object();
Words nul_byte();
Words no_indicator(std::string_view unit, std::string_view indicator);
Words nothing_for(std::string_view code);

Words demand_place(std::string_view code);
Words item_place(std::string_view code);
Words class_place(std::string_view code);
Words source_place(std::string_view code);
Words table_place(std::string_view id);
Words in_year(int year);
Words row_place(std::string_view table, std::size_t row);
/// ", nhu cầu (need)"; " need": what of the place before it. `id` names the field of the result.
Words field(std::string_view vietnamese, std::string_view id);

}  // namespace phanbo_verify
