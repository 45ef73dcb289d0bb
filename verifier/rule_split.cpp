#include <algorithm>
#include <map>

#include "verifier/exchange.hpp"
#include "verifier/rules.hpp"
#include "verifier/split_network.hpp"

/// Who pays (docs/distribution.md section 4): the ledger's split is the one that is greatest in the
/// order of the choices. It is not computed anew; each choice is proven by the absence of an
/// exchange that would improve it, and fixed before the next.
namespace phanbo_verify {

namespace {

class SplitCheck {
 public:
  SplitCheck(const Joined& joined, SplitNetwork& network, Report& report)
      : joined_(joined),
        network_(network),
        report_(report),
        exchange_(network.graph, network.need_arcs) {}

  void run() {
    if (!least_carried()) return;
    const std::size_t faults = report_.faults().size();
    sources_by_class_and_year();
    if (report_.faults().size() == faults) demands_one_by_one();
  }

 private:
  static constexpr std::string_view rule = "split";

  bool least_carried() {
    std::vector<Exchange::Weighted> arcs;
    for (const int arc : network_.supply.carry_arc) {
      if (arc >= 0) arcs.push_back({arc, -1});
    }
    report_.looked_at(rule);
    if (exchange_.is_greatest(arcs)) return true;
    report_.fault(rule, {"chuyển nguồn của mọi nguồn", "carry-over of all sources"},
                  {"ít nhất có thể", "the least possible"},
                  {"còn có thể ít hơn", "less is possible"});
    return false;
  }

  /// For each source in drawing order, each class, each year.
  void sources_by_class_and_year() {
    std::map<std::tuple<int, int, int>, std::vector<const PayArc*>> groups;
    std::vector<int> place(joined_.plan.sources.size());
    for (std::size_t i = 0; i < joined_.plan.drawing_order.size(); ++i) {
      place[static_cast<std::size_t>(joined_.plan.drawing_order[i])] = static_cast<int>(i);
    }
    for (const PayArc& pay : network_.pays) {
      const Need& need = joined_.need_of(pay.need);
      groups[{place[static_cast<std::size_t>(pay.source)], need.priority_class, need.year}]
          .push_back(&pay);
    }
    for (const auto& [key, pays] : groups) {
      report_.looked_at(rule);
      std::vector<Exchange::Weighted> arcs;
      Wide amount = 0;
      for (const PayArc* pay : pays) {
        if (exchange_.is_open(pay->arc)) arcs.push_back({pay->arc, 1});
        amount += pay->amount;
      }
      if (arcs.empty() || exchange_.is_greatest(arcs)) continue;
      report_.fault(rule, group_place(*pays.front()), more_than(amount), in_dong(amount));
    }
  }

  Words group_place(const PayArc& pay) const {
    const Need& need = joined_.need_of(pay.need);
    return source_place(joined_.source(pay.source).code) +
           Words{" cho thứ tự ưu tiên ", " to class "} +
           joined_.plan.classes[static_cast<std::size_t>(need.priority_class)].code +
           in_year(need.year);
  }

  /// Demands in code order inside their classes, each taking sources in drawing order.
  void demands_one_by_one() {
    std::vector<const PayArc*> order;
    for (const PayArc& pay : network_.pays) order.push_back(&pay);
    std::stable_sort(order.begin(), order.end(), [&](const PayArc* a, const PayArc* b) {
      return joined_.need_of(a->need).priority_class < joined_.need_of(b->need).priority_class;
    });
    report_.looked_at(rule, order.size());
    std::vector<int> arcs;
    for (const PayArc* pay : order) arcs.push_back(pay->arc);
    for (const std::size_t position : exchange_.not_greatest_in_turn(arcs)) {
      const PayArc& pay = *order[position];
      report_.fault(
          rule,
          line_place(joined_.need_of(pay.need).code() + "@" + joined_.source(pay.source).code),
          more_than(pay.amount), in_dong(pay.amount));
    }
  }

  const Joined& joined_;
  SplitNetwork& network_;
  Report& report_;
  Exchange exchange_;
};

}  // namespace

void check_split(const Joined& joined, Report& report) {
  SplitNetwork network(joined);
  Dong too_much = 0;
  report.looked_at("payable");
  if (!network.route(too_much)) {
    report.fault("payable", {"mọi khoản chi cộng lại", "all payments together"},
                 {"nằm trong các giới hạn của docs/distribution.md mục 1",
                  "possible within the limits of docs/distribution.md section 1"},
                 in_dong(too_much) + Words{" vượt giới hạn", " too much"});
    return;
  }
  const std::vector<Dong> carried = network.carried();
  bool as_stated = true;
  for (std::size_t i = 0; i < carried.size(); ++i) {
    const int position = joined.balance_of_source_year[i];
    if (position == nothing) continue;
    const ResultSource& row = joined.result.sources[static_cast<std::size_t>(position)];
    if (row.carried_out == carried[i]) continue;
    as_stated = false;
    report.fault(
        "carry_over", source_place(source_year_code(joined.plan, joined.plan.source_years[i])),
        in_dong(carried[i]) + Words{" là số các khoản chi cần", " is what the payments need"},
        in_dong(row.carried_out));
  }
  if (as_stated) SplitCheck(joined, network, report).run();
}

}  // namespace phanbo_verify
