#include "models/plan.hpp"

namespace phanbo {

bool Plan::is_within(Index<Unit> unit, Index<Unit> ancestor) const {
  for (; unit.is_set(); unit = units[unit].parent) {
    if (unit == ancestor) return true;
  }
  return false;
}

bool Plan::has_status(Index<Unit> unit, std::string_view status, const Date& date) const {
  for (const auto& row : statuses) {
    if (row.unit == unit && row.status == status && row.holds_on(date)) return true;
  }
  return false;
}

std::string_view to_code(Stage value) {
  constexpr std::string_view codes[] = {"medium_term", "submitted", "decided", "adjusted"};
  return codes[static_cast<std::size_t>(value)];
}

std::string_view to_code(ExpenditureKind value) {
  constexpr std::string_view codes[] = {"recurrent", "investment", "both"};
  return codes[static_cast<std::size_t>(value)];
}

std::string_view to_code(PayingBudget value) {
  constexpr std::string_view codes[] = {"central", "province", "district", "commune", "outside"};
  return codes[static_cast<std::size_t>(value)];
}

std::string_view to_code(UnitKind value) {
  constexpr std::string_view codes[] = {"country", "province", "district",    "commune",
                                        "ward",    "township", "special_zone"};
  return codes[static_cast<std::size_t>(value)];
}

std::string_view to_code(ProgrammeKind value) {
  constexpr std::string_view codes[] = {"entitlement", "formula", "grants", "projects", "fixed"};
  return codes[static_cast<std::size_t>(value)];
}

std::string_view to_code(SharingRule value) {
  constexpr std::string_view codes[] = {"in_full",   "in_rank_order", "pro_rata",
                                        "by_points", "max_min",       "best_value"};
  return codes[static_cast<std::size_t>(value)];
}

std::string_view to_code(ChoiceLock value) {
  constexpr std::string_view codes[] = {"none", "must", "must_not"};
  return codes[static_cast<std::size_t>(value)];
}

std::string_view to_code(ChoiceGoal value) {
  constexpr std::string_view codes[] = {"law_order", "value", "spread", "drawing_order"};
  return codes[static_cast<std::size_t>(value)];
}

std::string_view to_code(ClassOrder value) {
  constexpr std::string_view codes[] = {"by_class", "by_year"};
  return codes[static_cast<std::size_t>(value)];
}

std::string_view to_code(CountBasis value) {
  constexpr std::string_view codes[] = {"estimate", "actual"};
  return codes[static_cast<std::size_t>(value)];
}

std::string_view to_code(FormulaMethod value) {
  constexpr std::string_view codes[] = {"points", "rates", "amounts"};
  return codes[static_cast<std::size_t>(value)];
}

std::string_view to_code(FormulaResult value) {
  constexpr std::string_view codes[] = {"demand", "envelope"};
  return codes[static_cast<std::size_t>(value)];
}

std::string_view to_code(LineageKind value) {
  constexpr std::string_view codes[] = {"merged", "part", "renamed"};
  return codes[static_cast<std::size_t>(value)];
}

std::string_view to_code(RoundingMode value) {
  constexpr std::string_view codes[] = {"down", "up", "half_up", "half_even"};
  return codes[static_cast<std::size_t>(value)];
}

Text name_of(ExpenditureKind value) {
  constexpr Text names[] = {{"Chi thường xuyên", "Recurrent"},
                            {"Chi đầu tư", "Investment"},
                            {"Thường xuyên và đầu tư", "Recurrent and investment"}};
  return names[static_cast<std::size_t>(value)];
}

Text name_of(PayingBudget value) {
  constexpr Text names[] = {{"Ngân sách trung ương", "Central budget"},
                            {"Ngân sách cấp tỉnh", "Provincial budget"},
                            {"Ngân sách cấp huyện", "District budget"},
                            {"Ngân sách cấp xã", "Commune budget"},
                            {"Ngoài ngân sách", "Outside the budget"}};
  return names[static_cast<std::size_t>(value)];
}

Text name_of(SharingRule value) {
  constexpr Text names[] = {{"đủ nhu cầu", "in full"},
                            {"theo thứ tự ưu tiên", "in rank order"},
                            {"theo tỷ lệ nhu cầu", "pro rata to need"},
                            {"theo điểm", "by points"},
                            {"nâng dần mức thấp nhất", "raising the lowest first"},
                            {"chọn tổng giá trị lớn nhất", "greatest value"}};
  return names[static_cast<std::size_t>(value)];
}

Text name_of(Stage value) {
  constexpr Text names[] = {{"Kế hoạch trung hạn", "Medium-term plan"},
                            {"Dự toán trình", "Submitted estimate"},
                            {"Dự toán được giao", "Decided estimate"},
                            {"Dự toán điều chỉnh", "Adjusted estimate"}};
  return names[static_cast<std::size_t>(value)];
}

Text name_of(UnitKind value) {
  constexpr Text names[] = {{"Cả nước", "Country"},      {"Tỉnh, thành phố", "Province"},
                            {"Quận, huyện", "District"}, {"Xã", "Commune"},
                            {"Phường", "Ward"},          {"Thị trấn", "Township"},
                            {"Đặc khu", "Special zone"}};
  return names[static_cast<std::size_t>(value)];
}

}  // namespace phanbo
