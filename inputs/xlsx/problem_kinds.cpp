#include "inputs/xlsx/kinds_of_workbooks.hpp"
#include "inputs/xlsx/read_workbook.hpp"

namespace phanbo {

namespace {

using namespace input_problem;

/// In the order in which the reader meets them: the file, its parts, the cells.
constexpr const ProblemKind* kinds[] = {
    &workbook_encrypted,          &workbook_other_format,
    &workbook_not_whole,          &workbook_file_too_large,
    &workbook_too_many_parts,     &workbook_part_too_large,
    &workbook_part_ratio,         &workbook_content_too_large,
    &workbook_part_twice,         &workbook_part_damaged,
    &workbook_part_packing,       &workbook_part_missing,
    &workbook_relationship_wrong, &workbook_xml_malformed,
    &workbook_xml_encoding,       &workbook_xml_document_type,
    &workbook_xml_too_complex,    &workbook_xml_unexpected,
    &workbook_too_many_elements,  &workbook_count_differs,
    &workbook_without_sheets,     &workbook_empty,
    &workbook_sheet_name,         &workbook_has_macros,
    &workbook_cell_place,         &workbook_cell_order,
    &workbook_value_malformed,    &workbook_value_missing,
    &workbook_number_not_exact,   &workbook_formula_without_value,
    &workbook_date_out_of_range,  &workbook_text_index,
    &workbook_style_unknown,      &workbook_cell_text_too_long,
    &workbook_merge_wrong,        &workbook_value_under_merge,
    &workbook_problems_left_out,
};

}  // namespace

std::span<const ProblemKind* const> workbook_problem_kinds() { return kinds; }

}  // namespace phanbo
