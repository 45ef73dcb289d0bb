#pragma once

#include <span>

#include "models/problem.hpp"

/// The kinds of problems that the program itself reports: wrong usage, and what it finds between
/// the folders.
namespace phanbo {

extern const ProblemKind unknown_command;        ///< {0} word, {1} " Có phải …?" or empty
extern const ProblemKind unknown_option;         ///< {0} option, {1} command, {2} hint
extern const ProblemKind option_needs_value;     ///< {0} option, {1} value name
extern const ProblemKind option_takes_no_value;  ///< {0} option
extern const ProblemKind repeated_option;        ///< {0} option
extern const ProblemKind missing_option;         ///< {0} option, {1} command
extern const ProblemKind bad_option_value;       ///< {0} option, {1} value, {2} expected
extern const ProblemKind missing_argument;       ///< {0} argument, {1} command
extern const ProblemKind unexpected_argument;    ///< {0} argument, {1} command
extern const ProblemKind bad_argument_value;     ///< {0} argument, {1} value, {2} expected
extern const ProblemKind unknown_example;        ///< {0} name, {1} the examples
extern const ProblemKind unknown_schema;         ///< {0} name, {1} nearest or list
extern const ProblemKind
    no_such_law_topic;  ///< {0} topic, {1} nearest or the command that lists them
extern const ProblemKind no_such_law_key;      ///< {0} topic, {1} key, {2} nearest or the keys
extern const ProblemKind no_law_on_date;       ///< {0} topic, {1} key, {2} date
extern const ProblemKind unknown_result_line;  ///< {0} id, {1} nearest or where ids stand
extern const ProblemKind result_changed;       ///< {0} id, {1} amount in the file, {2} recomputed
extern const ProblemKind not_a_result;         ///< {0} what is missing or wrong
extern const ProblemKind bound_not_proved;     ///< {0} id, {1} bound
extern const ProblemKind figure_without_derivation;  ///< {0} id
extern const ProblemKind unknown_input;              ///< {0} place, {1} nearest or how to write it
extern const ProblemKind too_many_results;           ///< {0} how many, {1} the most
extern const ProblemKind example_folder_not_empty;
extern const ProblemKind cannot_write_example;  ///< {0} reason of the system
extern const ProblemKind cannot_print;          ///< {0} reason of the system
extern const ProblemKind output_is_plan_folder;
extern const ProblemKind unknown_scenario;  ///< {0} output folder, {1} plan folder

extern const ProblemKind not_a_workbook_name;  ///< {0} path
extern const ProblemKind file_is_there;
extern const ProblemKind marked_needs_workbook;  ///< {0} plan
extern const ProblemKind marked_over_plan;

std::span<const ProblemKind* const> usage_problem_kinds();

}  // namespace phanbo
