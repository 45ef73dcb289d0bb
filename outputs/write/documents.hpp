#pragma once

#include "outputs/write/json_writer.hpp"
#include "outputs/write/write_output.hpp"

/// One function per kind of file. Each writes a whole file into an open writer.
namespace phanbo {

/// The first bytes of every result.json of ours.
inline constexpr std::string_view result_json_start = "{\n\"schema_version\":";

void write_result_json(FileWriter& out, const OutputRequest& request);
void write_sealed_plan(FileWriter& out, const CanonicalPlan& plan);
void write_table_json(FileWriter& out, const ReportTable& table, Language language);
void write_table_csv(FileWriter& out, const ReportTable& table, Language language,
                     const CsvStyle& style = {});

}  // namespace phanbo
