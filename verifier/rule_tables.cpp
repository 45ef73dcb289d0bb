#include <algorithm>
#include <set>
#include <utility>

#include "verifier/bytes.hpp"
#include "verifier/rules.hpp"
#include "verifier/tables.hpp"

namespace phanbo_verify {

namespace {

/// Tables that every result has.
constexpr std::string_view always_there[] = {
    "ledger", "demands", "source_balances", "priority_classes", "purposes_by_year", "summary"};

/// A table says of itself that it is a draft, or made up, when anything it rests on is.
void check_table_stamps(const Joined& joined, const Json& table, const std::string& name,
                        Report& report) {
  constexpr std::string_view rule = "table_stamp";
  const auto marked = [&](std::string_view mark) {
    const auto& law = joined.result.law_used;
    return joined.plan.document_marks.contains(std::string(mark)) ||
           std::any_of(law.begin(), law.end(),
                       [=](const ResultLaw& row) { return row.verification == mark; });
  };
  const auto made_up = joined.plan.header.find("illustrative");
  const bool says_made_up = made_up != joined.plan.header.end() && !made_up->second.empty();
  for (const auto& [stamp_name, expected] :
       {std::pair("draft", marked("recalled")),
        std::pair("illustrative", says_made_up || marked("illustrative"))}) {
    report.looked_at(rule);
    const Json* stamp = table.find(stamp_name);
    const bool is_flag = stamp != nullptr && stamp->kind == JsonKind::boolean;
    if (!is_flag || (stamp->integer != 0) != expected) {
      report.fault(rule, plain(name + " " + stamp_name), flag(expected), something_else());
    }
  }
}

void check_table_file(const Joined& joined, const std::filesystem::path& file,
                      std::set<std::string>& seen, Report& report) {
  std::string bytes = read_bytes(file);
  const std::string name = "tables/" + file.filename().string();
  JsonDocument document(name, std::as_const(bytes), {"rows"});
  std::string().swap(bytes);  // the document has texts of its own
  const TableFile table = read_table(name, document);
  seen.insert(table.id);
  if (table.id + ".json" != file.filename().string()) {
    report.fault("table", plain(name), {"bảng có tên như tên tệp", "a table named like its file"},
                 plain(table.id));
  }
  check_table_stamps(joined, document.root(), name, report);
  check_table_formulas(table, report);
  check_table_levels(table, report);
  check_table_rows(joined, table, report);
  check_known_table(joined, table, report);
}

}  // namespace

void check_tables(const Joined& joined, const std::filesystem::path& folder, Report& report) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  if (files.empty()) {
    report.not_checked("table",
                       {"không có bảng JSON bên cạnh kết quả", "no JSON tables beside the result"});
    return;
  }
  std::sort(files.begin(), files.end());
  std::set<std::string> seen;
  for (const auto& file : files) check_table_file(joined, file, seen, report);
  for (const std::string_view table : always_there) {
    if (!seen.contains(std::string(table))) {
      report.fault("table", plain("tables/" + std::string(table) + ".json"), {"có mặt", "there"},
                   missing());
    }
  }
}

}  // namespace phanbo_verify
