#include <algorithm>

#include "engine/assess/entitlement.hpp"
#include "engine/assess/entitlement_nodes.hpp"
#include "engine/assess/figure_derivation.hpp"

/// insurance/<programme>/<unit>/<group>/<year>/…, claim/…, central_support/…
namespace phanbo {

namespace {

/// The group of people that a figure is about.
std::optional<GroupYear> group_of(const AskedFigure& asked, Workbench& scratch) {
  PremiumCalendar calendar(scratch);
  for (const std::vector<std::size_t>& rows : group_participants(asked.plan)) {
    GroupYear group = calendar.lay_out(rows);
    if (asked.figure.id.starts_with(insurance_id(asked.plan, group) + "/")) return group;
  }
  return std::nullopt;
}

const PremiumSegment* segment_of(const AskedFigure& asked, const GroupYear& group) {
  for (const PremiumSegment& segment : group.segments) {
    if (asked.figure.id.starts_with(insurance_id(asked.plan, group) + segment_id(segment) + "/"))
      return &segment;
  }
  return nullptr;
}

Label months_label(const PremiumSegment& segment) {
  const std::string months =
      std::to_string(segment.months.first) + "–" + std::to_string(segment.months.last);
  return {"Tháng " + months, "Months " + months};
}

Derivation months_node(const PremiumSegment& segment) {
  return node(Operation::count, {"Số tháng", "Months"}, std::to_string(segment.months.count()),
              "months", {});
}

/// A percent of the monthly premium.
Derivation monthly_share(const PremiumSegment& segment, Derivation percent, Label label) {
  const auto share = Decimal::parse(percent.value);
  PB_CHECK(share.has_value());
  return node(Operation::percent_of, std::move(label), segment.monthly(*share).text(), "dong",
              {std::move(percent), monthly_node(segment)});
}

/// Persons × months × a monthly amount, to the đồng.
Derivation premium_of(const Plan& plan, const PremiumSegment& segment, const Decimal& percent,
                      Derivation monthly, Money amount) {
  Derivation product =
      node(Operation::product,
           {"Số người × số tháng × mức một tháng", "Persons × months × monthly amount"},
           segment.part(percent, segment.months.count()).text(), "dong",
           {persons_node(plan, segment), months_node(segment), std::move(monthly)});
  Derivation rounded =
      node(Operation::round, months_label(segment), to_plain(amount), "dong", {std::move(product)});
  rounded.note = "half_up 0";
  return rounded;
}

constexpr Decimal hundred = Decimal::whole(100);

Derivation full_node(const Plan& plan, const PremiumSegment& segment) {
  return premium_of(plan, segment, hundred, monthly_node(segment), segment.full);
}

Derivation state_node(const Plan& plan, const PremiumSegment& segment) {
  return premium_of(plan, segment, segment.value().state_percent(),
                    monthly_share(segment, state_share_node(segment),
                                  {"Nhà nước chi một tháng", "Paid by the state a month"}),
                    segment.state);
}

Derivation top_up_node(const Plan& plan, const PremiumSegment& segment) {
  if (segment.value().top_up == nullptr)
    return node(Operation::count, {"Không hỗ trợ thêm", "No top-up"}, "0", "dong", {});
  return premium_of(plan, segment, segment.value().top_up_percent(),
                    monthly_share(segment, top_up_share_node(plan, segment),
                                  {"Hỗ trợ thêm một tháng", "Top-up a month"}),
                    segment.top_up);
}

/// What is to be paid at all, less what state and top-up pay; never below zero.
Derivation self_node(const Plan& plan, const PremiumSegment& segment) {
  const Decimal payable = segment.value().payable_percent();
  Derivation paid =
      payable == hundred
          ? full_node(plan, segment)
          : premium_of(
                plan, segment, payable,
                monthly_share(segment, payable_node(segment),
                              {"Phải đóng một tháng", "To be paid a month"}),
                *segment.part(payable, segment.months.count()).rounded(RoundingMode::half_up));
  const auto paid_amount = Decimal::parse(paid.value);
  PB_CHECK(paid_amount.has_value());
  const Int128 left = Int128{paid_amount->units()} - segment.state.dong() - segment.top_up.dong();
  Derivation rest = node(Operation::difference, {"Còn lại", "What is left"}, to_plain(left), "dong",
                         {std::move(paid), state_node(plan, segment), top_up_node(plan, segment)});
  Derivation zero = node(Operation::count, {"Không âm", "Not below zero"}, "0", "dong", {});
  return node(Operation::maximum, {"Tự đóng", "Paid by the insured or others"},
              to_plain(segment.self), "dong", {std::move(zero), std::move(rest)});
}

/// payable − state − top-up, in percent.
Derivation self_share_node(const Plan& plan, const PremiumSegment& segment) {
  const MonthlyPremium& value = segment.value();
  std::vector<Derivation> parts{payable_node(segment), state_share_node(segment)};
  if (value.top_up != nullptr) parts.push_back(top_up_share_node(plan, segment));
  const Decimal share = decimal_difference(
      decimal_difference(value.payable_percent(), value.state_percent()), value.top_up_percent());
  return node(Operation::difference, {"Phần tự đóng", "Share paid otherwise"},
              to_plain(share.reduced()), "percent", std::move(parts));
}

std::optional<Derivation> segment_figure(const AskedFigure& asked, const PremiumSegment& segment) {
  const Plan& plan = asked.plan;
  const std::string_view what = asked.last();
  if (what == "persons") return persons_node(plan, segment);
  if (what == "base_salary_dong") return base_salary_node(segment);
  if (what == "rate_percent") return rate_node(segment);
  if (what == "state_share_percent") return state_share_node(segment);
  if (what == "monthly_dong") return monthly_node(segment);
  if (what == "monthly_state_dong") {
    return monthly_share(segment, state_share_node(segment),
                         {"Nhà nước chi một tháng", "Paid by the state a month"});
  }
  if (what == "monthly_self_dong") {
    return monthly_share(segment, self_share_node(plan, segment),
                         {"Tự đóng một tháng", "Paid otherwise a month"});
  }
  if (what == "full_dong") return full_node(plan, segment);
  if (what == "state_dong") return state_node(plan, segment);
  if (what == "self_dong") return self_node(plan, segment);
  if (what == "top_up_dong") return top_up_node(plan, segment);
  if (what == "top_up_percent") return top_up_share_node(plan, segment);
  return std::nullopt;
}

/// The sum of a figure of all segments.
Derivation over_segments(const AskedFigure& asked, const GroupYear& group,
                         std::string_view segment_figure_name) {
  std::vector<Derivation> parts;
  for (const PremiumSegment& segment : group.segments) {
    const std::string id = insurance_id(asked.plan, group) + segment_id(segment) + "/" +
                           std::string(segment_figure_name);
    if (asked.has(id)) parts.push_back(asked.refer(id, months_label(segment)));
  }
  return asked.node(Operation::sum, {"Cộng các tháng", "Sum over the months"}, std::move(parts));
}

Derivation person_months_node(const AskedFigure& asked, const GroupYear& group) {
  std::vector<Derivation> parts;
  for (const PremiumSegment& segment : group.segments) {
    parts.push_back(node(Operation::product, months_label(segment),
                         std::to_string(segment.person_months()), "months",
                         {persons_node(asked.plan, segment), months_node(segment)}));
  }
  return asked.node(Operation::sum, {"Số tháng-người", "Person-months"}, std::move(parts));
}

std::optional<Derivation> group_figure(const AskedFigure& asked, const GroupYear& group) {
  const std::string_view what = asked.last();
  const std::string prefix = asked.prefix();
  if (what == "full_dong" || what == "state_dong" || what == "self_dong" || what == "top_up_dong")
    return over_segments(asked, group, what);
  if (what == "others_dong") return over_segments(asked, group, "self_dong");
  if (what == "person_months") return person_months_node(asked, group);
  if (what == "reduction_dong") {
    std::vector<Derivation> parts{asked.refer(prefix + "full_dong", {"Toàn bộ", "Full"}),
                                  asked.refer(prefix + "state_dong", {"Nhà nước", "State"}),
                                  asked.refer(prefix + "self_dong", {"Tự đóng", "Self"})};
    if (asked.has(prefix + "top_up_dong"))
      parts.push_back(asked.refer(prefix + "top_up_dong", {"Hỗ trợ thêm", "Top-up"}));
    return asked.node(Operation::difference, {"Được giảm", "Reduction"}, std::move(parts));
  }
  if (what == "percent_of_base") {
    const PremiumSegment& last = group.segments.back();
    return asked.node(Operation::percent_of, {"% mức lương cơ sở", "Percent of the base salary"},
                      {payable_node(last), rate_node(last)});
  }
  return std::nullopt;
}

/// The rule of a programme and year whose codes stand in the id.
std::optional<std::size_t> rule_row(const AskedFigure& asked) {
  for (std::size_t row = 0; row < asked.plan.entitlement_rules.size(); ++row) {
    const EntitlementRule& rule = asked.plan.entitlement_rules[row];
    const std::string id = "claim/" + asked.plan.programmes[rule.programme].code + "/" +
                           std::to_string(rule.year) + "/";
    if (asked.figure.id.starts_with(id)) return row;
  }
  return std::nullopt;
}

Derivation central_share_node(const AskedFigure& asked, std::size_t row) {
  const EntitlementRule& rule = asked.plan.entitlement_rules[row];
  if (rule.own_central_share_percent) {
    return input_node({"Tỷ lệ trung ương hỗ trợ của chính sách", "The policy's own central share"},
                      to_plain(rule.own_central_share_percent->reduced()), "percent",
                      {"entitlement_rules", row, "own_central_share_percent"},
                      citation_of(asked.plan, rule.document));
  }
  const LawRow* law =
      asked.plan.law.find("central_support_share", rule.central_class, {rule.year, 1, 1});
  PB_CHECK(law != nullptr);
  return law_node(*law);
}

/// The state parts of every unit and group that the programme pays for.
Derivation claim_need(const AskedFigure& asked, const EntitlementRule& rule) {
  std::vector<Derivation> parts;
  const std::string programme = asked.plan.programmes[rule.programme].code;
  const std::string start = "insurance/" + programme + "/";
  const std::string end = "/" + std::to_string(rule.year) + "/state_dong";
  for (const Figure& figure : asked.assessment.figures) {
    if (!figure.id.starts_with(start) || !figure.id.ends_with(end)) continue;
    if (figure.id.find("/segment/") != std::string::npos) continue;
    const std::string middle =
        figure.id.substr(start.size(), figure.id.size() - start.size() - end.size());
    const std::string group = middle.substr(middle.rfind('/') + 1);
    if (pays_group(rule, group)) parts.push_back(asked.refer(figure.id, {middle, middle}));
  }
  return asked.node(Operation::sum, {"Nhu cầu của chính sách", "Need of the policy"},
                    std::move(parts));
}

}  // namespace

std::optional<Derivation> derive_insurance_figure(const AskedFigure& asked) {
  Workbench scratch(asked.plan);
  const auto group = group_of(asked, scratch);
  if (!group) return std::nullopt;
  if (const PremiumSegment* segment = segment_of(asked, *group))
    return segment_figure(asked, *segment);
  return group_figure(asked, *group);
}

std::optional<Derivation> derive_claim_figure(const AskedFigure& asked) {
  const auto row = rule_row(asked);
  if (!row) return std::nullopt;
  const EntitlementRule& rule = asked.plan.entitlement_rules[*row];
  const std::string prefix = asked.prefix();
  const std::string_view what = asked.last();
  if (what == "need_dong") return claim_need(asked, rule);
  if (what == "in_balance_dong") {
    return input_node({"Đã có trong cân đối", "Already in the balance"}, asked.figure.value, "dong",
                      {"entitlement_rules", *row, "in_balance"},
                      citation_of(asked.plan, rule.document));
  }
  if (what == "additional_dong") {
    const auto need = Decimal::parse(asked.other(prefix + "need_dong").value);
    const auto held = Decimal::parse(asked.other(prefix + "in_balance_dong").value);
    PB_CHECK(need && held);
    Derivation rest =
        node(Operation::difference, {"Nhu cầu ngoài cân đối", "Need beyond the balance"},
             to_plain(Int128{need->units()} - held->units()), "dong",
             {asked.refer(prefix + "need_dong", {"Nhu cầu", "Need"}),
              asked.refer(prefix + "in_balance_dong", {"Trong cân đối", "In the balance"})});
    Derivation zero = node(Operation::count, {"Không âm", "Not below zero"}, "0", "dong", {});
    return asked.node(Operation::maximum, {"Nhu cầu tăng thêm", "Additional need"},
                      {std::move(zero), std::move(rest)});
  }
  if (what == "central_share_percent") return central_share_node(asked, *row);
  if (what == "claim_dong") {
    const auto additional = Decimal::parse(asked.other(prefix + "additional_dong").value);
    Derivation share = central_share_node(asked, *row);
    const auto percent = Decimal::parse(share.value);
    PB_CHECK(additional && percent);
    const ExactProduct exact =
        ExactProduct().times(Money::from_dong(additional->units())).percent(*percent);
    Derivation product = node(
        Operation::percent_of, {"Phần trung ương hỗ trợ", "Central share"}, exact.text(), "dong",
        {std::move(share),
         asked.refer(prefix + "additional_dong", {"Nhu cầu tăng thêm", "Additional need"})});
    Derivation rounded = asked.node(Operation::round, {"Đề nghị trung ương", "Claim on the centre"},
                                    {std::move(product)});
    rounded.note = "down 0";
    return rounded;
  }
  if (what != "local_dong") return std::nullopt;
  return asked.node(Operation::difference, {"Địa phương bảo đảm", "Left to the province"},
                    {asked.refer(prefix + "need_dong", {"Nhu cầu", "Need"}),
                     asked.refer(prefix + "claim_dong", {"Trung ương", "Claim"})});
}

std::optional<Derivation> derive_central_support_figure(const AskedFigure& asked) {
  for (std::size_t row = 0; row < asked.plan.entitlement_rules.size(); ++row) {
    const EntitlementRule& rule = asked.plan.entitlement_rules[row];
    const std::string id =
        "central_support/" + rule.central_class + "/" + std::to_string(rule.year) + "/percent";
    if (id == asked.figure.id && !rule.own_central_share_percent)
      return central_share_node(asked, row);
  }
  return std::nullopt;
}

namespace {

/// Cumulated to the end of a quarter, each segment rounded; the due part of one quarter is the
/// difference of two such sums.
Derivation cumulated_node(const AskedFigure& asked, const UnitYear& year, int quarter) {
  std::vector<Derivation> parts;
  Money sum;
  for (const GroupYear* group : year.paid_groups) {
    for (const PremiumSegment& segment : group->segments) {
      if (!segment.value().is_known()) continue;
      const int months =
          std::clamp(3 * quarter - segment.months.first + 1, 0, segment.months.count());
      const Decimal percent = segment.value().state_percent();
      const ExactProduct exact = segment.part(percent, months);
      const Money amount = exact.rounded(RoundingMode::half_up).value_or(Money());
      sum += amount;
      Derivation product =
          node(Operation::product,
               {"Số người × số tháng × mức một tháng", "Persons × months × monthly amount"},
               exact.text(), "dong",
               {persons_node(asked.plan, segment),
                node(Operation::count, {"Số tháng đã qua", "Months so far"}, std::to_string(months),
                     "months", {}),
                monthly_share(segment, state_share_node(segment),
                              {"Nhà nước chi một tháng", "Paid by the state a month"})});
      Derivation rounded = node(Operation::round, months_label(segment), to_plain(amount), "dong",
                                {std::move(product)});
      rounded.note = "half_up 0";
      parts.push_back(std::move(rounded));
    }
  }
  const std::string number = std::to_string(quarter);
  return node(Operation::sum,
              {"Lũy kế đến hết quý " + number, "Cumulated to the end of quarter " + number},
              to_plain(sum), "dong", std::move(parts));
}

struct QuarterQuestion {
  UnitYear year;
  std::vector<GroupYear> groups;
};

/// The groups of the unit and year that the figure is about.
std::optional<QuarterQuestion> quarter_question(const AskedFigure& asked, Workbench& scratch) {
  QuarterQuestion question;
  PremiumCalendar calendar(scratch);
  for (const std::vector<std::size_t>& rows : group_participants(asked.plan)) {
    const Participants& first = asked.plan.participants.rows()[rows.front()];
    const std::string id = "quarters/" + asked.plan.programmes[first.programme].code + "/" +
                           asked.plan.units[first.unit].code + "/" + std::to_string(first.year) +
                           "/";
    if (!asked.figure.id.starts_with(id)) continue;
    question.year.programme = first.programme;
    question.year.unit = first.unit;
    question.year.year = first.year;
    question.groups.push_back(calendar.lay_out(rows));
  }
  if (question.groups.empty()) return std::nullopt;
  const EntitlementRule* rule = find_rule(asked.plan, question.year.programme, question.year.year);
  if (rule == nullptr) return std::nullopt;
  for (const GroupYear& group : question.groups) {
    if (pays_group(*rule, group.group)) question.year.paid_groups.push_back(&group);
  }
  return question;
}

std::optional<Derivation> given_quarter(const AskedFigure& asked, const UnitYear& year, int quarter,
                                        std::string_view what) {
  for (std::size_t row = 0; row < asked.plan.insurance_quarters.size(); ++row) {
    const InsuranceQuarter& given = asked.plan.insurance_quarters[row];
    if (given.programme != year.programme || given.unit != year.unit || given.year != year.year ||
        given.quarter != quarter)
      continue;
    const std::string_view field = what == "requested_dong"     ? "requested"
                                   : what == "transferred_dong" ? "transferred"
                                                                : "actual";
    return input_node({"Số liệu của cơ quan bảo hiểm xã hội", "Given by the insurance agency"},
                      asked.figure.value, "dong", {"insurance_quarters", row, field},
                      citation_of(asked.plan, given.document));
  }
  return std::nullopt;
}

/// All that was or will be transferred by the end of a quarter, before what is asked for.
std::vector<Derivation> transfers_until(const AskedFigure& asked, const std::string& year_id,
                                        int quarter, bool with_planned) {
  std::vector<Derivation> parts;
  for (int earlier = 1; earlier <= quarter; ++earlier) {
    const std::string id = year_id + "q" + std::to_string(earlier);
    const std::string number = std::to_string(earlier);
    if (asked.has(id + "_transferred_dong")) {
      parts.push_back(asked.refer(id + "_transferred_dong",
                                  {"Đã chuyển quý " + number, "Transferred in quarter " + number}));
    }
    if (with_planned && asked.has(id + "_transfer_dong") && earlier < quarter) {
      parts.push_back(asked.refer(id + "_transfer_dong",
                                  {"Sẽ chuyển quý " + number, "To be transferred in " + number}));
    }
  }
  return parts;
}

}  // namespace

std::optional<Derivation> derive_quarter_figure(const AskedFigure& asked) {
  Workbench scratch(asked.plan);
  auto question = quarter_question(asked, scratch);
  const std::string_view last = asked.last();
  if (!question) return std::nullopt;
  const std::string year_id = asked.prefix();
  const bool is_final = last == "final_transfer_dong";
  if (!is_final && (last.size() < 4 || last[0] != 'q' || last[2] != '_')) return std::nullopt;
  const int quarter = is_final ? 4 : last[1] - '0';
  const std::string_view what = is_final ? last : last.substr(3);
  const std::string quarter_id = year_id + "q" + std::to_string(quarter);
  const UnitYear& year = question->year;
  if (what == "requested_dong" || what == "transferred_dong" || what == "actual_dong")
    return given_quarter(asked, year, quarter, what);
  if (what == "difference_dong") {
    return asked.node(Operation::difference, {"Thực tế trừ phải chuyển", "Actual less due"},
                      {asked.refer(quarter_id + "_actual_dong", {"Thực tế", "Actual"}),
                       asked.refer(quarter_id + "_due_dong", {"Phải chuyển", "Due"})});
  }
  if (what == "due_dong") {
    return asked.node(
        Operation::difference, {"Phải chuyển trong quý", "Due in the quarter"},
        {cumulated_node(asked, year, quarter), cumulated_node(asked, year, quarter - 1)});
  }
  std::vector<Derivation> parts{cumulated_node(asked, year, quarter)};
  const bool with_planned = what == "transfer_dong";
  for (Derivation& part : transfers_until(asked, year_id, quarter, with_planned))
    parts.push_back(std::move(part));
  if (what == "left_dong" || is_final)
    return asked.node(Operation::difference, {"Còn phải chuyển", "Still to be transferred"},
                      std::move(parts));
  if (what != "transfer_dong") return std::nullopt;
  Int128 left = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto value = Decimal::parse(parts[i].value);
    PB_CHECK(value.has_value());
    left += i == 0 ? Int128{value->units()} : -Int128{value->units()};
  }
  Derivation rest = node(Operation::difference, {"Còn phải chuyển", "Still to be transferred"},
                         to_plain(left), "dong", std::move(parts));
  Derivation zero = node(Operation::count, {"Không âm", "Not below zero"}, "0", "dong", {});
  return asked.node(Operation::maximum, {"Chuyển trong quý", "To transfer in the quarter"},
                    {std::move(zero), std::move(rest)});
}

}  // namespace phanbo
