#include <algorithm>

#include "engine/assess/derivation_nodes.hpp"
#include "engine/assess/entitlement.hpp"
#include "engine/assess/entitlement_nodes.hpp"
#include "engine/assess/kinds.hpp"

namespace phanbo {

namespace {

/// The rows of law of one kind over a segment, each once.
std::vector<const LawRow*> rows_over(const PremiumSegment& segment,
                                     const LawRow* MonthlyPremium::*part) {
  std::vector<const LawRow*> rows;
  for (const MonthlyPremium& value : segment.values) {
    const LawRow* row = value.*part;
    if (std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(row);
  }
  return rows;
}

}  // namespace

Derivation persons_node(const Plan& plan, const PremiumSegment& segment) {
  const Label label{"Số người tham gia", "Participants"};
  std::vector<Derivation> inputs;
  for (const std::size_t row : segment.rows) {
    const Participants& people = plan.participants.rows()[row];
    const bool is_actual = people.basis == CountBasis::actual;
    inputs.push_back(input_node({is_actual ? "Số người thực tế" : "Số người dự kiến",
                                 is_actual ? "Participants, actual" : "Participants, estimated"},
                                std::to_string(people.persons), "persons",
                                {"participants", row, "persons"},
                                citation_of(plan, people.document)));
  }
  if (inputs.size() == 1) return std::move(inputs.front());
  return node(Operation::sum, label, std::to_string(segment.persons), "persons", std::move(inputs));
}

Derivation base_salary_node(const PremiumSegment& segment) {
  Derivation base = law_node(rows_over(segment, &MonthlyPremium::base_salary));
  if (segment.paid_on) {
    base.note = "đóng trước ngày " + to_vietnamese(*segment.paid_on) +
                ": áp dụng mức của ngày đóng (paid in advance: the base salary of that day)";
  }
  return base;
}

Derivation rate_node(const PremiumSegment& segment) {
  return law_node(rows_over(segment, &MonthlyPremium::rate));
}

Derivation monthly_node(const PremiumSegment& segment) {
  return node(Operation::percent_of,
              {"Mức đóng một người một tháng", "Premium of one person and month"},
              segment.monthly(Decimal::whole(std::int64_t{100})).text(), "dong",
              {rate_node(segment), base_salary_node(segment)});
}

Derivation state_share_node(const PremiumSegment& segment) {
  if (segment.value().state_share != nullptr)
    return law_node(rows_over(segment, &MonthlyPremium::state_share));
  return node(Operation::count, {"Nhà nước không hỗ trợ", "No state support"}, "0", "percent", {});
}

Derivation payable_node(const PremiumSegment& segment) {
  if (segment.value().household_share != nullptr)
    return law_node(rows_over(segment, &MonthlyPremium::household_share));
  return node(Operation::count, {"Toàn bộ mức đóng", "The whole premium"}, "100", "percent", {});
}

Derivation top_up_share_node(const Plan& plan, const PremiumSegment& segment) {
  const MonthlyPremium& value = segment.value();
  const TopUp& top_up = *value.top_up;
  const auto row = static_cast<std::size_t>(&top_up - plan.top_ups.data());
  Derivation given = input_node(
      {"Tỷ lệ địa phương hỗ trợ thêm", "Local top-up"}, to_plain(top_up.share_percent.reduced()),
      "percent", {"top_ups", row, "share_percent"}, citation_of(plan, top_up.document));
  const Decimal left = decimal_difference(value.payable_percent(), value.state_percent());
  std::vector<Derivation> parts{payable_node(segment)};
  if (value.state_share != nullptr)
    parts.push_back(law_node(rows_over(segment, &MonthlyPremium::state_share)));
  Derivation room =
      node(Operation::difference, {"Phần ngân sách nhà nước chưa hỗ trợ", "Not paid by the state"},
           to_plain(left.reduced()), "percent", std::move(parts));
  Derivation smaller =
      node(Operation::minimum, {"Tỷ lệ hỗ trợ thêm được tính", "Top-up that counts"},
           to_plain(std::min(top_up.share_percent, left).reduced()), "percent",
           {std::move(given), std::move(room)});
  Derivation zero = node(Operation::count, {"Không âm", "Not below zero"}, "0", "percent", {});
  return node(Operation::maximum, {"Tỷ lệ hỗ trợ thêm, không âm", "Top-up, not below zero"},
              to_plain(value.top_up_percent().reduced()), "percent",
              {std::move(zero), std::move(smaller)});
}

namespace {

std::string month_range(const PremiumSegment& segment) {
  return segment.months.first == segment.months.last
             ? std::to_string(segment.months.first)
             : std::to_string(segment.months.first) + "–" + std::to_string(segment.months.last);
}

Derivation segment_node(const Plan& plan, const PremiumSegment& segment, bool is_top_up) {
  const std::string months = month_range(segment);
  const MonthlyPremium& value = segment.value();
  const Decimal percent = is_top_up ? value.top_up_percent() : value.state_percent();
  Derivation share = is_top_up ? top_up_share_node(plan, segment) : state_share_node(segment);
  Derivation paid =
      node(Operation::percent_of,
           {"Phần chi trả cho một người một tháng", "Paid for one person and month"},
           segment.monthly(percent).text(), "dong", {std::move(share), monthly_node(segment)});
  Derivation month_count =
      node(Operation::count, {"Số tháng (" + months + ")", "Months (" + months + ")"},
           std::to_string(segment.months.count()), "months", {});
  const ExactProduct exact = segment.part(percent, segment.months.count());
  Derivation product = node(
      Operation::product,
      {"Số người × số tháng × mức một tháng", "Persons × months × monthly amount"}, exact.text(),
      "dong", {persons_node(plan, segment), std::move(month_count), std::move(paid)});
  Derivation result =
      node(Operation::round, {"Tháng " + months, "Months " + months},
           to_plain(is_top_up ? segment.top_up : segment.state), "dong", {std::move(product)});
  result.note = "half_up 0";
  return result;
}

Derivation group_node(const Plan& plan, const GroupYear& group, bool is_top_up) {
  std::vector<Derivation> segments;
  Money sum;
  for (const PremiumSegment& segment : group.segments) {
    if (is_top_up && segment.value().top_up == nullptr) continue;
    sum += is_top_up ? segment.top_up : segment.state;
    segments.push_back(segment_node(plan, segment, is_top_up));
  }
  const LawRow* name = nullptr;
  if (!group.segments.empty()) {
    const MonthlyPremium& value = group.segments.front().value();
    name = value.state_share != nullptr ? value.state_share : value.household_share;
  }
  const std::string code(group.group);
  Label label{"Nhóm: " + (name == nullptr ? code : name->label_vi),
              "Group: " + (name == nullptr ? code : name->label_en)};
  return node(Operation::sum, std::move(label), to_plain(sum), "dong", std::move(segments));
}

}  // namespace

Derivation derive_entitlement(NeedGrounds& grounds, const Demand& demand) {
  const Plan& plan = grounds.plan;
  const Item& item = grounds.assessment.items[demand.item];
  const bool is_top_up = item.origin == ItemOrigin::top_up;
  const EntitlementRule* rule = find_rule(plan, item.programme, demand.year);
  PB_CHECK(rule != nullptr);
  std::vector<Derivation> groups;
  for (const auto& [group, rows] : grounds.participants(item.programme, item.unit, demand.year)) {
    if (!is_top_up && !pays_group(*rule, group)) continue;
    Derivation child = group_node(plan, grounds.lay_out(rows), is_top_up);
    if (!child.children.empty()) groups.push_back(std::move(child));
  }
  const Programme& programme = plan.programmes[item.programme];
  const std::string year = std::to_string(demand.year);
  Derivation result =
      node(Operation::sum,
           {"Nhu cầu năm " + year + ": " + item.name, "Need of " + year + ": " + item.name},
           to_plain(demand.need), "dong", std::move(groups));
  result.citation = citation_of(plan, programme.document, programme.article);
  return result;
}

}  // namespace phanbo
