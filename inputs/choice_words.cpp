#include "inputs/choice_words.hpp"

#include <algorithm>

#include "inputs/plan_header.hpp"

namespace phanbo {

namespace {

struct Word {
  std::string_view code;
  Text shown;
};

/// Words of one list: those of a field whose choices begin with the first word and hold all of
/// them.
struct WordList {
  std::string_view choices;
  std::vector<Word> words;
};

const std::vector<WordList>& lists_of_money() {
  static const std::vector<WordList> lists = {
      {"dong|thousand_dong|million_dong|billion_dong",
       {{"dong", {"đồng", "dong"}},
        {"thousand_dong", {"nghìn đồng", "thousand dong"}},
        {"million_dong", {"triệu đồng", "million dong"}},
        {"billion_dong", {"tỷ đồng", "billion dong"}}}},
      {"dong|thousand_dong|million_dong|billion_dong|percent|people|km2",
       {{"dong", {"đồng", "dong"}},
        {"thousand_dong", {"nghìn đồng", "thousand dong"}},
        {"million_dong", {"triệu đồng", "million dong"}},
        {"billion_dong", {"tỷ đồng", "billion dong"}},
        {"percent", {"phần trăm", "percent"}},
        {"people", {"người", "people"}},
        {"km2", {"km²", "km²"}}}},
      {"plain|vietnamese",
       {{"plain", {"1234567.5", "1234567.5"}}, {"vietnamese", {"1.234.567,5", "1.234.567,5"}}}},
      {"recurrent|investment|both",
       {{"recurrent", {"chi thường xuyên", "recurrent"}},
        {"investment", {"chi đầu tư", "investment"}},
        {"both", {"cả hai loại", "both"}}}},
      {"central|province|district|commune|outside",
       {{"central", {"trung ương", "central"}},
        {"province", {"cấp tỉnh", "province"}},
        {"district", {"cấp huyện (đến 30/6/2025)", "district (until 2025-06-30)"}},
        {"commune", {"cấp xã", "commune"}},
        {"outside", {"ngoài ngân sách", "outside the budgets"}}}},
      {"land_use_fee|lottery|local_balance_investment|local_balance_recurrent|salary_reform|"
       "central_"
       "supplement_recurrent|central_supplement_investment|balancing_supplement|excess_revenue|"
       "carry_over|social_contribution|borrowing|oda",
       {{"land_use_fee", {"thu tiền sử dụng đất", "land use fees"}},
        {"lottery", {"xổ số kiến thiết", "lottery"}},
        {"local_balance_investment",
         {"cân đối ngân sách địa phương, chi đầu tư", "local balance, investment"}},
        {"local_balance_recurrent",
         {"cân đối ngân sách địa phương, chi thường xuyên", "local balance, recurrent"}},
        {"salary_reform", {"nguồn cải cách tiền lương", "salary reform"}},
        {"central_supplement_recurrent",
         {"trung ương bổ sung có mục tiêu, chi thường xuyên", "central supplement, recurrent"}},
        {"central_supplement_investment",
         {"trung ương bổ sung có mục tiêu, chi đầu tư", "central supplement, investment"}},
        {"balancing_supplement", {"bổ sung cân đối", "balancing supplement"}},
        {"excess_revenue", {"tăng thu", "excess revenue"}},
        {"carry_over", {"chuyển nguồn", "carry-over"}},
        {"social_contribution", {"đóng góp, xã hội hóa", "social contributions"}},
        {"borrowing", {"vay", "borrowing"}},
        {"oda", {"ODA, viện trợ", "ODA"}}}}};
  return lists;
}

const std::vector<WordList>& lists_of_needs() {
  static const std::vector<WordList> lists = {
      {"in_full|in_rank_order|pro_rata|by_points|max_min|best_value",
       {{"in_full", {"bố trí đủ", "in full"}},
        {"in_rank_order", {"theo thứ tự", "in rank order"}},
        {"pro_rata", {"theo tỷ lệ nhu cầu", "pro rata"}},
        {"by_points", {"theo điểm", "by points"}},
        {"max_min", {"nâng đều từ mức thấp nhất", "raise the least first"}},
        {"best_value", {"chọn tập có tổng giá trị lớn nhất", "best value"}}}},
      {"entitlement|formula|grants|projects|fixed",
       {{"entitlement", {"chế độ, chính sách theo người", "entitlement"}},
        {"formula", {"theo công thức, tiêu chí", "formula"}},
        {"grants", {"hỗ trợ di tích, thiết chế", "grants"}},
        {"projects", {"dự án đầu tư", "projects"}},
        {"fixed", {"khoản chi đã biết số tiền", "fixed costs"}}}},
      {"receives_balancing_supplement|remits_up_to_20|remits_20_to_60|remits_over_60",
       {{"receives_balancing_supplement",
         {"nhận bổ sung cân đối", "receives a balancing supplement"}},
        {"remits_up_to_20", {"điều tiết về trung ương đến 20%", "remits up to 20 %"}},
        {"remits_20_to_60", {"điều tiết về trung ương trên 20% đến 60%", "remits 20 to 60 %"}},
        {"remits_over_60", {"điều tiết về trung ương trên 60%", "remits over 60 %"}}}},
      {"special_national|national|provincial|inventoried",
       {{"special_national", {"quốc gia đặc biệt", "special national"}},
        {"national", {"quốc gia", "national"}},
        {"provincial", {"cấp tỉnh", "provincial"}},
        {"inventoried", {"trong danh mục kiểm kê", "inventoried"}}}},
      {"estimate|actual",
       {{"estimate", {"số ước", "estimate"}}, {"actual", {"số thực tế", "actual"}}}},
      {"law_order|value|spread|drawing_order",
       {{"law_order", {"thứ tự của luật", "order of law"}},
        {"value", {"tổng giá trị", "sum of values"}},
        {"spread", {"chênh lệch nhỏ nhất", "smallest spread"}},
        {"drawing_order", {"nguồn rút sau dùng ít nhất", "sources drawn last"}}}},
      {"none|must|must_not",
       {{"none", {"không", "none"}},
        {"must", {"phải chọn", "must be chosen"}},
        {"must_not", {"không được chọn", "must not be chosen"}}}}};
  return lists;
}

const std::vector<WordList>& lists_of_criteria() {
  static const std::vector<WordList> lists = {
      {"points|rates|amounts",
       {{"points", {"chia theo điểm", "points"}},
        {"rates", {"định mức × số lượng", "rates"}},
        {"amounts", {"số tiền do tiêu chí tính ra", "amounts"}}}},
      {"demand|envelope",
       {{"demand", {"nhu cầu", "demand"}}, {"envelope", {"hạn mức của đơn vị", "envelope"}}}},
      {"down|up|half_up|half_even",
       {{"down", {"bỏ phần lẻ", "down"}},
        {"up", {"tròn lên", "up"}},
        {"half_up", {"từ 5 tròn lên", "half up"}},
        {"half_even", {"5 tròn về số chẵn", "half to even"}}}},
      {"linear|bands|brackets|marginal|category|highest|bonus|expression",
       {{"linear", {"tỷ lệ thuận", "linear"}},
        {"bands", {"lũy tiến theo bậc", "bands"}},
        {"brackets", {"tra khoảng", "brackets"}},
        {"marginal", {"lũy thoái từng phần", "marginal"}},
        {"category", {"theo loại đơn vị", "category"}},
        {"highest", {"loại cao nhất", "highest"}},
        {"bonus", {"cộng thêm theo loại", "bonus"}},
        {"expression", {"biểu thức", "expression"}}}},
      {"counted|part|total",
       {{"counted", {"cộng vào tổng điểm", "counted"}},
        {"part", {"chỉ dùng trong biểu thức", "part"}},
        {"total", {"thay cho tổng", "total"}}}},
      {"low|high|both|none|ordinal",
       {{"low", {"[từ, đến)", "[from, to)"}},
        {"high", {"(từ, đến]", "(from, to]"}},
        {"both", {"[từ, đến]", "[from, to]"}},
        {"none", {"(từ, đến)", "(from, to)"}},
        {"ordinal", {"thứ tự", "ordinal"}}}},
      {"prorata|whole|up",
       {{"prorata", {"tính theo tỷ lệ", "pro rata"}},
        {"whole", {"bỏ phần lẻ", "whole steps only"}},
        {"up", {"tròn thành một bước", "up to a step"}}}},
      {"status|kind|unit",
       {{"status", {"tình trạng", "status"}},
        {"kind", {"loại đơn vị", "kind of unit"}},
        {"unit", {"đơn vị nêu tên", "named unit"}}}},
      {"give|instead",
       {{"give", {"cho điểm", "gives points"}}, {"instead", {"thay cả tiêu chí", "instead"}}}}};
  return lists;
}

const std::vector<WordList>& lists_of_matters() {
  static const std::vector<WordList> lists = {
      {"yes|no", {{"yes", {"có", "yes"}}, {"no", {"không", "no"}}}},
      {"verified|recalled|illustrative",
       {{"verified", {"đã đối chiếu", "verified"}},
        {"recalled", {"nhớ lại", "recalled"}},
        {"illustrative", {"minh họa", "illustrative"}}}},
      {"country|province|district|commune|ward|township|special_zone",
       {{"country", {"cả nước", "country"}},
        {"province", {"tỉnh, thành phố", "province"}},
        {"district", {"quận, huyện (đến 30/6/2025)", "district (until 2025-06-30)"}},
        {"commune", {"xã", "commune"}},
        {"ward", {"phường", "ward"}},
        {"township", {"thị trấn", "township"}},
        {"special_zone", {"đặc khu", "special zone"}}}},
      {"merged|part|renamed",
       {{"merged", {"nhập toàn bộ", "merged"}},
        {"part", {"nhập một phần", "part"}},
        {"renamed", {"đổi tên", "renamed"}}}},
      {"medium_term|submitted|decided|adjusted",
       {{"medium_term", {"trung hạn", "medium term"}},
        {"submitted", {"dự toán trình", "submitted"}},
        {"decided", {"dự toán được giao", "decided"}},
        {"adjusted", {"dự toán điều chỉnh", "adjusted"}}}},
      {"by_class|by_year",
       {{"by_class", {"lớp trước, năm sau", "by class"}},
        {"by_year", {"năm trước, lớp sau", "by year"}}}},
      {"month|budget_year|plan_term|stability_period|decision",
       {{"month", {"tháng", "month"}},
        {"budget_year", {"năm ngân sách", "budget year"}},
        {"plan_term", {"kỳ kế hoạch", "plan term"}},
        {"stability_period", {"thời kỳ ổn định ngân sách", "stability period"}},
        {"decision", {"ngày quyết định", "decision"}}}},
      {"set|add|remove",
       {{"set", {"sửa ô", "set"}},
        {"add", {"thêm dòng", "add"}},
        {"remove", {"xóa dòng", "remove"}}}}};
  return lists;
}

bool covers(const WordList& list, const std::vector<std::string>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
    return std::any_of(list.words.begin(), list.words.end(),
                       [&](const Word& known) { return known.code == word; });
  });
}

/// The list of exactly these choices, else the first that holds all of them.
const WordList* list_of(std::string_view choices) {
  const std::vector<std::string> wanted = split_choices(choices);
  const WordList* wider = nullptr;
  for (const auto* lists :
       {&lists_of_matters(), &lists_of_money(), &lists_of_needs(), &lists_of_criteria()}) {
    for (const WordList& list : *lists) {
      if (list.choices == choices) return &list;
      if (wider == nullptr && covers(list, wanted)) wider = &list;
    }
  }
  return wider;
}

}  // namespace

std::string choices_of(const Field& field) {
  if (field.type == FieldType::flag) return "yes|no";
  return field.choices == "*" ? std::string() : std::string(field.choices);
}

Text words_of_choice(std::string_view choices, std::string_view word) {
  if (const WordList* list = list_of(choices)) {
    for (const Word& known : list->words) {
      if (known.code == word) return known.shown;
    }
  }
  return {word, word};
}

std::string choice_written(std::string_view choices, std::string_view written) {
  for (const std::string& word : split_choices(choices)) {
    const Text shown = words_of_choice(choices, word);
    if (written == word || written == shown.vi || written == shown.en) return word;
  }
  return {};
}

std::vector<std::string> shown_choices(std::string_view choices, Language language) {
  std::vector<std::string> shown;
  for (const std::string& word : split_choices(choices))
    shown.emplace_back(words_of_choice(choices, word).in(language));
  return shown;
}

}  // namespace phanbo
