#include "inputs/plan_header.hpp"

namespace phanbo {

namespace {

constexpr HeaderKey plan_keys[] = {
    {"$schema",
     JsonKind::string,
     false,
     "",
     {"Nơi có lược đồ JSON, cho trình soạn thảo; chương trình không dùng",
      "Where the JSON Schema is, for editors; the program ignores it"}},
    {"schema_version",
     JsonKind::number,
     true,
     "1",
     {"Phiên bản của mẫu này", "Version of this format"}},
    {"code", JsonKind::string, true, "", {"Mã kế hoạch", "Code of the plan"}},
    {"name", JsonKind::string, true, "", {"Tên kế hoạch", "Name of the plan"}},
    {"name_en", JsonKind::string, false, "", {"Tên tiếng Anh", "English name"}},
    {"stage",
     JsonKind::string,
     true,
     "medium_term|submitted|decided|adjusted",
     {"Giai đoạn: trung hạn, dự toán trình, dự toán được giao, dự toán điều chỉnh",
      "Stage: medium term, submitted, decided, adjusted"}},
    {"first_year", JsonKind::number, true, "", {"Năm đầu kế hoạch", "First year of the plan"}},
    {"last_year",
     JsonKind::number,
     true,
     "",
     {"Năm cuối kế hoạch (tối đa 30 năm)", "Last year of the plan (at most 30 years)"}},
    {"decided_on",
     JsonKind::string,
     false,
     "",
     {"Ngày quyết định: NĂM-THÁNG-NGÀY", "Day of the decision: YYYY-MM-DD"}},
    {"province",
     JsonKind::string,
     false,
     "",
     {"Tỉnh, thành phố: mã trong bảng units (Đơn vị hành chính)",
      "Province: its code in the table units"}},
    {"class_order",
     JsonKind::string,
     false,
     "by_class|by_year",
     {"Thứ tự giữa lớp và năm: by_class (mặc định): lớp ưu tiên 1 của mọi năm trước lớp 2 của bất "
      "kỳ năm nào; by_year: "
      "xong năm này mới đến năm sau",
      "Order of classes and years: by_class (default): class 1 of every year comes before class 2 "
      "of any year; by_year: one "
      "year after the other"}},
    {"capital_priority",
     JsonKind::string,
     false,
     "",
     {"Thứ tự ưu tiên vốn: chủ đề pháp luật xếp thứ tự tình trạng dự án; bắt buộc khi có bảng "
      "projects",
      "Capital priority: law topic that orders project statuses; required when there are "
      "projects"}},
    {"illustrative",
     JsonKind::string,
     false,
     "",
     {"Số minh họa: những gì trong kế hoạch là số minh họa",
      "Illustrative: what is made up in this plan"}},
    {"law_date",
     JsonKind::string,
     false,
     "",
     {"Pháp luật tại ngày: tính như thể mọi ngày chọn pháp luật đều là ngày này, NĂM-THÁNG-NGÀY",
      "Law as of: compute as if every date that selects law were this day, YYYY-MM-DD"}},
    {"known_on",
     JsonKind::string,
     false,
     "",
     {"Pháp luật đã biết đến ngày: chỉ dùng dòng pháp luật ghi nhận đến hết ngày này, "
      "NĂM-THÁNG-NGÀY",
      "Law known on: use only law recorded up to this day, YYYY-MM-DD"}},
    {"tables", JsonKind::object, true, "", {"Các bảng của kế hoạch", "The tables of the plan"}},
};

constexpr HeaderKey entry_keys[] = {
    {"file",
     JsonKind::string,
     true,
     "",
     {"Tệp CSV, đường dẫn tính từ thư mục kế hoạch", "CSV file, path from the plan's folder"}},
    {"rows",
     JsonKind::number,
     true,
     "",
     {"Số dòng: không kể dòng tiêu đề", "Number of rows: the header not counted"}},
    {"amount_unit",
     JsonKind::string,
     false,
     "dong|thousand_dong|million_dong|billion_dong",
     {"Đơn vị tiền: của mọi cột tiền trong bảng; bắt buộc khi bảng có cột tiền",
      "Unit of money: of every money column of the table; required when it has one"}},
    {"control_sums",
     JsonKind::object,
     false,
     "",
     {"Tổng đối chiếu: tổng của từng cột số, theo đơn vị của bảng, viết trơn",
      "Control sums: the sum of each numeric column, in the table's own unit, in plain digits"}},
    {"number_style",
     JsonKind::string,
     false,
     "plain|vietnamese",
     {"Kiểu số: plain (mặc định): 1234567.5; vietnamese: 1.234.567,5",
      "Number style: plain (default): 1234567.5; vietnamese: 1.234.567,5"}},
};

constexpr HeaderKey sealed_keys[] = {
    {"scenario",
     JsonKind::string,
     false,
     "",
     {"Mã phương án mà các số này thuộc về", "Code of the scenario these values are of"}},
    {"scenario_name", JsonKind::string, false, "", {"Tên phương án", "Name of the scenario"}},
};

}  // namespace

std::span<const HeaderKey> sealed_header_keys() { return sealed_keys; }

std::span<const HeaderKey> header_keys() { return plan_keys; }

std::vector<HeaderKey> typed_header_keys() {
  std::vector<HeaderKey> keys;
  for (const HeaderKey& key : plan_keys) {
    if (key.name != "$schema" && key.name != "schema_version" && key.name != "tables")
      keys.push_back(key);
  }
  return keys;
}

std::span<const HeaderKey> table_entry_keys() { return entry_keys; }

std::vector<std::string> split_choices(std::string_view choices) {
  std::vector<std::string> words;
  while (!choices.empty()) {
    const std::size_t bar = choices.find('|');
    words.emplace_back(choices.substr(0, bar));
    choices.remove_prefix(bar == std::string_view::npos ? choices.size() : bar + 1);
  }
  return words;
}

}  // namespace phanbo
