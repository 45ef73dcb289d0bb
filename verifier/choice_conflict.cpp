#include "verifier/choice_conflict.hpp"

#include <algorithm>
#include <set>

namespace phanbo_verify {

namespace {

constexpr std::string_view rule = "choice_conflict";

Words must_part() { return part({"công trình bắt buộc (musts)", "must"}); }
Words limit_part() { return part({"giới hạn (limits)", "limit"}); }
Words place_part() { return part({"chỗ (places)", "place"}); }
Words repair_part() { return part({"cách gỡ (repair)", "repair"}); }

class ConflictCheck {
 public:
  ConflictCheck(const Joined& joined, const ClassModel& model, const Json& conflict,
                ChoiceFaults& faults)
      : joined_(joined), model_(model), conflict_(conflict), faults_(faults) {}

  void run() {
    faults_.looked_at(rule);
    if (list_of(conflict_, "musts").count == 0 && list_of(conflict_, "limits").count == 0) {
      faults_.fault(rule, part({"mâu thuẫn (conflict)", "conflict"}),
                    {"các công trình bắt buộc hoặc giới hạn mâu thuẫn nhau",
                     "musts or limits that contradict"},
                    none());
    }
    for (const Json& must : list_of(conflict_, "musts")) check_must(must.text);
    for (const Json& limit : list_of(conflict_, "limits")) check_limit(limit);
    for (const Json& place : list_of(conflict_, "places")) check_place(place);
    check_repair();
    flag_of(conflict_, "irreducible");
  }

 private:
  void once(std::set<std::string>& named, const Words& what, const std::string& name) {
    if (!named.insert(name).second) faults_.fault(rule, what, each_once(), plain(name));
  }

  void check_must(std::string_view name) {
    once(musts_, must_part(), std::string(name));
    const bool is_known = std::any_of(
        model_.candidates.begin(), model_.candidates.end(),
        [&](const Candidate& candidate) { return candidate.is_must && candidate.name == name; });
    if (is_known) return;
    faults_.fault(rule, must_part(), {"công trình phải chọn", "an item that must be chosen"},
                  plain(name));
  }

  void check_limit(const Json& limit) {
    const std::string name(text_of(limit, "limit"));
    const std::string_view side_name = text_of(limit, "side");
    once(limits_, limit_part(), name + " " + std::string(side_name));
    const auto found = model_.limit_of.find(name);
    if (found == model_.limit_of.end()) {
      faults_.fault(rule, limit_part(), {"giới hạn của kế hoạch", "a limit of the plan"},
                    plain(name));
      return;
    }
    const Bounds& bounds = model_.bounds[static_cast<std::size_t>(found->second)];
    const auto& side = side_name == "at_most" ? bounds.upper : bounds.lower;
    const std::string_view bound = text_of(limit, "bound");
    if (side && bound == to_text(Wide{*side})) return;
    faults_.fault(rule, limit_part() + " " + name,
                  side ? number(*side) : Words{"không có giới hạn phía này", "no bound"},
                  plain(bound));
  }

  void check_place(const Json& stated) {
    const std::string name(text_of(stated, "place"));
    once(places_, place_part(), name);
    const std::size_t mark = name.find('>');
    const std::string from = mark == std::string::npos ? "" : name.substr(0, mark);
    const std::string to = name.substr(mark == std::string::npos ? 0 : mark + 1);
    const auto name_of = [&](int place) -> const std::string& {
      return model_.places[static_cast<std::size_t>(place)];
    };
    const bool is_known =
        std::any_of(model_.arcs.begin(), model_.arcs.end(), [&](const ClassModel::Arc& arc) {
          return name_of(arc.to) == to && arc.capacity == money_of(stated, "capacity_dong") &&
                 (mark == std::string::npos || name_of(arc.from) == from);
        });
    if (is_known) return;
    faults_.fault(rule, place_part(), {"giới hạn của tiền trong kế hoạch", "a limit of the money"},
                  plain(name));
  }

  /// More money than 0, for years of sources that are no supplements; it adds up to the repair.
  void check_repair() {
    Wide sum = 0;
    std::set<std::string> named;
    for (const Json& extra : list_of(conflict_, "repair")) {
      const std::string place(text_of(extra, "place"));
      once(named, repair_part(), place);
      if (!may_have_more(place)) {
        faults_.fault(rule, repair_part(),
                      {"một nguồn và năm không phải bổ sung từ nguồn khác",
                       "a source and year without supplement"},
                      plain(place));
      }
      const Dong amount = money_of(extra, "amount_dong");
      if (amount <= 0) faults_.fault(rule, repair_part(), above_zero(), in_dong(amount));
      sum += amount;
    }
    const std::string_view repair = text_of(conflict_, "repair_dong");
    if (!repair.empty() && scaled(repair, 0) != sum)
      faults_.fault(rule, repair_part(), in_dong(sum), in_dong(scaled(repair, 0)));
    if (repair.empty() && flag_of(conflict_, "repair_is_least")) {
      faults_.fault(rule, field("là cách gỡ rẻ nhất", "repair_is_least"),
                    {"false khi không có cách gỡ", "false without a repair"}, flag(true));
    }
  }

  bool may_have_more(std::string_view place) const {
    const PlanModel& plan = joined_.plan;
    return std::any_of(plan.source_years.begin(), plan.source_years.end(),
                       [&](const SourceYearRow& row) {
                         return source_year_code(plan, row) == place &&
                                joined_.source(row.source).transfer_from == nothing;
                       });
  }

  const Joined& joined_;
  const ClassModel& model_;
  const Json& conflict_;
  ChoiceFaults& faults_;
  std::set<std::string> musts_;
  std::set<std::string> limits_;
  std::set<std::string> places_;
};

}  // namespace

void check_conflict(const Joined& joined, const ClassModel& model, const Json& conflict,
                    ChoiceFaults& faults) {
  ConflictCheck(joined, model, conflict, faults).run();
}

}  // namespace phanbo_verify
