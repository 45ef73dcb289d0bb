#include "plan_folder.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "law/law_files.hpp"

namespace phanbo::test {

namespace fs = std::filesystem;

namespace {

void replace_once(std::string& text, const std::string& old_text, const std::string& new_text) {
  const std::size_t found = text.find(old_text);
  ASSERT_NE(found, std::string::npos) << "not there: " << old_text << "\nin\n" << text;
  ASSERT_EQ(text.find(old_text, found + 1), std::string::npos) << "stands twice: " << old_text;
  text.replace(found, old_text.size(), new_text);
}

void write_file(const fs::path& path, const std::string& bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

fs::path fresh_folder() {
  static int count = 0;
  const std::string name =
      "phanbo-inputs-" + std::to_string(::getpid()) + "-" + std::to_string(++count);
  const fs::path folder = fs::temp_directory_path() / name;
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder;
}

}  // namespace

PlanFolder::PlanFolder() : folder_(fresh_folder()) {
  set("documents", "code,citation,verification\nd1,Nghị quyết 1/NQ-HĐND,verified\n");
  set("units",
      "code,name,kind,parent,valid_from,valid_to\n"
      "an,Xã An,commune,ct,,\n"
      "binh,Phường Bình,ward,ct,,\n"
      "ct,Thành phố Cần Thơ,province,,,\n");
  set("classes",
      "code,order,name,mandatory,rule,project_statuses\n"
      "c1,1,Bắt buộc,yes,in_full,\n"
      "c2,2,Còn lại,no,in_rank_order,transition|new\n");
  set("programmes",
      "code,name,kind,class,expenditure_kind,step,local_share_percent,counterpart_per_central,"
      "conditional\n"
      "cost,Chi cố định,fixed,c1,recurrent,,,,\n"
      "form,Chia theo điểm,formula,c2,recurrent,,,,\n"
      "maybe,Nhiệm vụ nếu có,fixed,c2,recurrent,,,,yes\n"
      "proj,Dự án,projects,c2,investment,,,,\n"
      "relic,Di tích,grants,c2,investment,,,,\n"
      "bhyt,Bảo hiểm y tế,entitlement,c1,recurrent,,,,\n");
  set("sources",
      "code,name,nature,expenditure_kind,paying_budget,drawing_order,transfer_from,document\n"
      "bal,Bổ sung cân đối,balancing_supplement,both,province,1,,d1\n");
  set("source_years",
      "source,year,available,reserve,carry_out_max,carry_ground,document\n"
      "bal,2026,1000000,0,,,d1\n"
      "bal,2027,1000000,0,,,d1\n");
  set("payer_rules", "source,programme\nbal,*\n");
}

PlanFolder::~PlanFolder() {
  std::error_code error;
  fs::remove_all(folder_, error);
}

PlanFolder& PlanFolder::set(const std::string& table, const std::string& content) {
  tables_[table] = content;
  return *this;
}

PlanFolder& PlanFolder::add(const std::string& table, const std::string& row) {
  tables_.at(table) += row + "\n";
  return *this;
}

PlanFolder& PlanFolder::replace(const std::string& table, const std::string& old_text,
                                const std::string& new_text) {
  replace_once(tables_.at(table), old_text, new_text);
  return *this;
}

PlanFolder& PlanFolder::remove(const std::string& table) {
  tables_.erase(table);
  return *this;
}

PlanFolder& PlanFolder::entry(const std::string& table, const std::string& keys) {
  entries_[table] = keys;
  return *this;
}

PlanFolder& PlanFolder::json(const std::string& old_text, const std::string& new_text) {
  json_changes_.emplace_back(old_text, new_text);
  return *this;
}

PlanFolder& PlanFolder::raw_json(const std::string& text) {
  raw_json_ = text;
  return *this;
}

PlanFolder& PlanFolder::file(const std::string& name, const std::string& bytes) {
  files_[name] = bytes;
  return *this;
}

std::string PlanFolder::make_json() const {
  if (!raw_json_.empty()) return raw_json_;
  std::string text =
      "{\n"
      "\"schema_version\": 1,\n"
      "\"code\": \"thu\",\n"
      "\"name\": \"Kế hoạch thử\",\n"
      "\"stage\": \"submitted\",\n"
      "\"first_year\": 2026,\n"
      "\"last_year\": 2027,\n"
      "\"province\": \"ct\",\n"
      "\"capital_priority\": \"capital_priority_2026_2030\",\n"
      "\"tables\": {\n";
  std::size_t written = 0;
  for (const auto& [table, content] : tables_) {
    const auto lines = std::count(content.begin(), content.end(), '\n');
    const auto own = entries_.find(table);
    text += "\"" + table + "\": {\"file\": \"" + table +
            ".csv\", \"rows\": " + std::to_string(std::max<std::ptrdiff_t>(lines - 1, 0)) + ", " +
            (own != entries_.end() ? own->second : "\"amount_unit\": \"dong\"") + "}";
    text += ++written < tables_.size() ? ",\n" : "\n";
  }
  text += "}\n}\n";
  for (const auto& [old_text, new_text] : json_changes_) replace_once(text, old_text, new_text);
  return text;
}

const fs::path& PlanFolder::write() {
  for (const auto& [table, content] : tables_) write_file(folder_ / (table + ".csv"), content);
  write_file(folder_ / "plan.json", make_json());
  for (const auto& [name, bytes] : files_) write_file(folder_ / name, bytes);
  return folder_;
}

PlanReading PlanFolder::read() { return read_plan(write(), shipped_law().law); }

const LawReading& shipped_law() {
  static const LawReading law = read_law(law_files());
  return law;
}

std::string told(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems)
    text += place_text(problem.place) + " " + std::string(problem.kind->id) + "\n";
  return text;
}

}  // namespace phanbo::test
