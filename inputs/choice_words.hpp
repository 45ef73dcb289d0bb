#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "inputs/fields.hpp"

namespace phanbo {

/// How a word of `choices` ("a|b|c", as a field lists them) is shown to a person; the word itself
/// where nothing better is known.
Text words_of_choice(std::string_view choices, std::string_view word);

/// The words of a field as a person may write them: those of its choices, yes and no for a flag.
std::string choices_of(const Field& field);

/// The word of `choices` that a person wrote, as it is or as it is shown in either language; empty
/// when it is none of them.
std::string choice_written(std::string_view choices, std::string_view written);

/// All words of `choices` as shown.
std::vector<std::string> shown_choices(std::string_view choices, Language language);

}  // namespace phanbo
