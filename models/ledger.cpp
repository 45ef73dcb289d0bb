#include "models/ledger.hpp"

namespace phanbo {

std::string demand_code(const Assessment& assessment, Index<Demand> demand) {
  const Demand& row = assessment.demands[demand];
  return assessment.items[row.item].code + "/" + std::to_string(row.year);
}

std::string line_code(const Plan& plan, const Assessment& assessment, const LedgerLine& line) {
  if (line.part == Part::transfer) {
    return "transfer/" + plan.sources[line.receiving_source].code + "/" +
           std::to_string(line.year) + "@" + plan.sources[line.source].code;
  }
  std::string code = demand_code(assessment, line.demand) + "@" + plan.sources[line.source].code;
  if (line.part != Part::main) code.append("#").append(to_code(line.part));
  return code;
}

std::string_view to_code(Standing value) {
  constexpr std::string_view codes[] = {"ordinary", "conditional", "no_dossier", "nobody_may_pay",
                                        "not_chosen"};
  return codes[static_cast<std::size_t>(value)];
}

std::string_view to_code(ItemOrigin value) {
  constexpr std::string_view codes[] = {"entitlement", "top_up",  "formula",
                                        "site",        "project", "fixed_cost"};
  return codes[static_cast<std::size_t>(value)];
}

std::string_view to_code(Part value) {
  constexpr std::string_view codes[] = {"main", "local_share", "decided", "transfer"};
  return codes[static_cast<std::size_t>(value)];
}

std::string_view to_code(LineReason value) {
  constexpr std::string_view codes[] = {"served_in_class", "decided_before", "fixed_by_authority",
                                        "paid_before", "supplement"};
  return codes[static_cast<std::size_t>(value)];
}

std::string_view to_code(DemandReason value) {
  constexpr std::string_view codes[] = {
      "in_full",        "nothing_needed",     "conditional",        "no_dossier", "nobody_may_pay",
      "short_of_money", "below_least_useful", "whole_does_not_fit", "not_chosen", "chosen_in_part"};
  return codes[static_cast<std::size_t>(value)];
}

std::string_view to_code(LimitKind value) {
  constexpr std::string_view codes[] = {"source_year", "envelope",    "kept_money",    "cap",
                                        "carry_over",  "local_share", "project_source"};
  return codes[static_cast<std::size_t>(value)];
}

std::string_view to_code(Status value) {
  constexpr std::string_view codes[] = {"complete", "shortfall", "limit"};
  return codes[static_cast<std::size_t>(value)];
}

Text name_of(DemandReason value) {
  constexpr Text names[] = {
      {"Bố trí đủ", "In full"},
      {"Không có nhu cầu", "Nothing needed"},
      {"Nếu có: chưa có số tiền được quyết định", "Conditional: no amount decided yet"},
      {"Chưa có hồ sơ được phê duyệt", "No approved dossier"},
      {"Không nguồn nào được phép chi", "No source may pay"},
      {"Nguồn không đủ", "Short of money"},
      {"Phần còn lại nhỏ hơn mức tối thiểu có ích",
       "What was left is below the least useful amount"},
      {"Chỉ bố trí trọn vẹn, phần còn lại không đủ",
       "Only the whole is of use, and it does not fit"},
      {"Không được chọn: phương án khác có tổng giá trị lớn hơn",
       "Not chosen: other works are worth more for the same money"},
      {"Được chọn một phần", "Chosen in part"}};
  return names[static_cast<std::size_t>(value)];
}

Text name_of(LineReason value) {
  constexpr Text names[] = {{"Phân bổ theo thứ tự ưu tiên", "Allocated in its priority class"},
                            {"Đã giao", "Decided before"},
                            {"Cấp có thẩm quyền ấn định", "Fixed by a named authority"},
                            {"Đã chi, đã tạm ứng", "Already paid or advanced"},
                            {"Bổ sung cho ngân sách cấp dưới", "Supplement to a lower budget"}};
  return names[static_cast<std::size_t>(value)];
}

}  // namespace phanbo
