#include "choose/choice_plan.hpp"

#include <algorithm>

#include "verifier/random_numbers.hpp"

namespace phanbo_verify::test {

namespace {

constexpr int first_year = 2026;
/// Keys of the law's order 2026–2030, first to last.
const std::vector<std::string> statuses = {"completed_unpaid", "transition", "new"};

std::string text(std::int64_t number) { return std::to_string(number); }

class ChoicePlanMaker {
 public:
  ChoicePlanMaker(std::uint64_t seed, bool plants_conflicts)
      : numbers_(seed), plants_conflicts_(plants_conflicts) {}

  ChoicePlan make() {
    made_.years = static_cast<int>(numbers_.between(1, 3));
    const std::vector<std::int64_t> scales = {
        1, 7, 1'000, 1'000'000, 1'000'000'000, 300'000'000'000};
    scale_ = numbers_.any_of(scales);
    header();
    programmes();
    sources();
    projects();
    money();
    links();
    limits();
    goals();
    return std::move(made_);
  }

 private:
  Row& add(const std::string& table, Row row) {
    made_.plan.tables[table].push_back(std::move(row));
    return made_.plan.tables[table].back();
  }

  void header() {
    made_.plan.header = {{"code", "chon"},
                         {"name", "Kế hoạch thử"},
                         {"stage", "submitted"},
                         {"first_year", text(first_year)},
                         {"last_year", text(first_year + made_.years - 1)},
                         {"province", "p"},
                         {"capital_priority", "capital_priority_2026_2030"},
                         {"class_order", "by_class"}};
    add("documents", {{"code", "d"}, {"citation", "Văn bản"}, {"verification", "illustrative"}});
    add("units", {{"code", "p"}, {"name", "Tỉnh"}, {"kind", "province"}, {"parent", ""}});
    for (int u = 0; u < 3; ++u) {
      made_.people.push_back(numbers_.between(1, 30'000));
      add("units", {{"code", "u" + text(u)},
                    {"name", "Xã"},
                    {"kind", "commune"},
                    {"parent", "p"},
                    {"people", text(made_.people.back())}});
    }
    add("classes", {{"code", "k"},
                    {"order", "1"},
                    {"name", "Chọn"},
                    {"mandatory", "no"},
                    {"rule", "best_value"},
                    {"project_statuses", "completed_unpaid|transition|new"}});
  }

  void programmes() {
    for (int g = 0; g < 2; ++g) {
      made_.local_percent.push_back(numbers_.one_in(3) ? static_cast<int>(numbers_.between(5, 60))
                                                       : 0);
      Row& row = add("programmes", {{"code", "g" + text(g)},
                                    {"name", "Nhiệm vụ"},
                                    {"kind", "projects"},
                                    {"class", "k"},
                                    {"expenditure_kind", "investment"},
                                    {"step", "1"}});
      if (made_.local_percent.back() > 0)
        row["local_share_percent"] = text(made_.local_percent.back());
    }
  }

  void sources() {
    const int count = static_cast<int>(numbers_.between(1, 3));
    made_.may_pay.assign(2, {});
    for (int s = 0; s < count; ++s) {
      const bool is_local = numbers_.one_in(2);
      const std::string code = "s" + text(s);
      made_.source_codes.push_back(code);
      made_.source_is_local.push_back(is_local ? 1 : 0);
      add("sources",
          {{"code", code},
           {"name", "Nguồn"},
           {"nature", is_local ? "local_balance_investment" : "central_supplement_investment"},
           {"expenditure_kind", "investment"},
           {"paying_budget", is_local ? "province" : "central"},
           {"holder", "Sở Tài chính"},
           {"drawing_order", text(s + 1)},
           {"document", "d"}});
      for (int g = 0; g < 2; ++g) {
        // Somebody pays for something.
        const bool pays = numbers_.between(1, 4) > 1 || (s == 0 && g == 0);
        made_.may_pay[static_cast<std::size_t>(g)].push_back(pays ? 1 : 0);
        if (pays)
          add("payer_rules", {{"source", code}, {"programme", "g" + text(g)}, {"document", "d"}});
      }
    }
  }

  void projects() {
    const int count = static_cast<int>(numbers_.between(1, 14));
    const bool is_rich = count <= 7;
    bool is_scaled = false;
    struct Draft {
      std::int64_t score = 0;
      int score_digits = 0;
      std::int64_t loss = 0;
      int latest = 0;
      std::vector<std::int64_t> needs;
      bool has_schedule = false;
    };
    std::vector<Draft> drafts;
    int digits = 0;
    for (int i = 0; i < count; ++i) {
      Draft draft;
      TriedProject project;
      project.code = "j" + text(10 + i);
      project.programme = static_cast<int>(numbers_.between(0, 1));
      project.unit = static_cast<int>(numbers_.between(0, 2));
      project.status = static_cast<int>(numbers_.between(0, 2));
      draft.score_digits = static_cast<int>(numbers_.between(0, 2));
      draft.score = numbers_.between(numbers_.one_in(8) ? 0 : 1, 400);
      while (draft.score_digits > 0 && draft.score % 10 == 0) {
        draft.score /= 10;
        --draft.score_digits;
      }
      digits = std::max(digits, draft.score_digits);
      for (int y = 0; y < made_.years; ++y)
        draft.needs.push_back(numbers_.one_in(3) ? 0
                                                 : numbers_.between(1, 33) * scale_ -
                                                       (numbers_.one_in(3) ? 0 : 1));
      if (std::all_of(draft.needs.begin(), draft.needs.end(),
                      [](std::int64_t need) { return need == 0; }))
        draft.needs[0] = 5 * scale_;
      if (numbers_.one_in(plants_conflicts_ ? 2 : 9))
        project.lock = numbers_.one_in(plants_conflicts_ ? 12 : 3) ? "must_not" : "must";
      if (is_rich && numbers_.one_in(3)) {
        draft.latest = first_year + static_cast<int>(numbers_.between(0, made_.years - 1));
        draft.loss = numbers_.one_in(3) ? 0 : numbers_.between(1, 40);
      }
      is_scaled = is_scaled || draft.loss > 0;
      draft.has_schedule = is_rich && numbers_.one_in(3);
      drafts.push_back(draft);
      made_.projects.push_back(project);
    }
    made_.digits = digits + (is_scaled ? 2 : 0);
    for (int i = 0; i < count; ++i) {
      const Draft& draft = drafts[static_cast<std::size_t>(i)];
      TriedProject& project = made_.projects[static_cast<std::size_t>(i)];
      offer_all(project, draft.score, draft.score_digits, draft.loss, draft.latest, draft.needs,
                draft.has_schedule);
    }
  }

  std::string decimal(std::int64_t units, int digits) const {
    std::string own = text(units);
    if (digits == 0) return own;
    while (static_cast<int>(own.size()) <= digits) own.insert(0, "0");
    return own.insert(own.size() - static_cast<std::size_t>(digits), ".");
  }

  void offer_all(TriedProject& project, std::int64_t score, int score_digits, std::int64_t loss,
                 int latest, const std::vector<std::int64_t>& needs, bool has_schedule) {
    std::int64_t value = score;
    for (int d = score_digits; d < made_.digits; ++d) value *= 10;
    std::int64_t total = 0;
    Row row = {{"code", project.code},
               {"programme", "g" + text(project.programme)},
               {"name", "Dự án"},
               {"unit", "u" + text(project.unit)},
               {"holder", "Ban"},
               {"status", statuses[static_cast<std::size_t>(project.status)]},
               {"score", decimal(score, score_digits)},
               {"dossier", "d"},
               {"divisible", "no"}};
    int first = made_.years;
    for (int y = made_.years; y-- > 0;) {
      const std::int64_t need = needs[static_cast<std::size_t>(y)];
      total += need;
      if (need > 0) first = y;
      if (need > 0) row["y" + text(first_year + y)] = text(need);
    }
    row["approved_total"] = text(total);
    add("projects", row);
    Row rule = {{"item", project.code}, {"lock", project.lock.empty() ? "none" : project.lock}};
    if (latest > 0) rule["latest_start"] = text(latest);
    if (loss > 0) rule["delay_loss_percent"] = text(loss);
    add("choice_rules", rule);
    const auto late_value = [&](int years_late) {
      return value * std::max<std::int64_t>(0, 100 - loss * years_late) / 100;
    };
    if (project.lock == "must_not") return;
    offer(project, {"given", needs, value});
    for (int shift = 1; first_year + first + shift <= latest; ++shift) {
      std::vector<std::int64_t> later(needs.size(), 0);
      bool fits = true;
      for (std::size_t y = 0; y < needs.size(); ++y) {
        if (needs[y] == 0) continue;
        const std::size_t to = y + static_cast<std::size_t>(shift);
        if (to < later.size())
          later[to] = needs[y];
        else
          fits = false;
      }
      if (!fits) break;
      offer(project, {"given+" + text(shift), later, late_value(shift)});
    }
    if (!has_schedule) return;
    std::vector<std::int64_t> own(needs.size(), 0);
    const auto year = static_cast<std::size_t>(numbers_.between(0, made_.years - 1));
    own[year] = std::max<std::int64_t>(1, total - numbers_.between(0, 2) * scale_);
    add("schedules", {{"project", project.code},
                      {"schedule", "gon"},
                      {"year", text(first_year + static_cast<int>(year))},
                      {"amount", text(own[year])}});
    offer(project, {"gon", own, late_value(std::max(0, static_cast<int>(year) - first))});
  }

  /// Only where somebody may pay.
  void offer(TriedProject& project, TriedOption option) const {
    const auto& payers = made_.may_pay[static_cast<std::size_t>(project.programme)];
    if (std::find(payers.begin(), payers.end(), 1) != payers.end())
      project.options.push_back(std::move(option));
  }

  /// Money so that not all fits: a share of what is asked, or all of it less 1 đồng.
  void money() {
    std::int64_t asked = 0;
    for (const TriedProject& project : made_.projects) {
      std::int64_t most = 0;
      for (const TriedOption& option : project.options) {
        std::int64_t sum = 0;
        for (const std::int64_t amount : option.by_year) sum += amount;
        most = std::max(most, sum);
      }
      asked += most;
    }
    const bool is_tight = numbers_.one_in(3);
    const std::int64_t cells = static_cast<std::int64_t>(made_.source_codes.size()) * made_.years;
    const std::int64_t percent =
        plants_conflicts_ ? numbers_.between(3, 60) : numbers_.between(20, 130);
    for (std::size_t s = 0; s < made_.source_codes.size(); ++s) {
      std::vector<std::int64_t> years;
      std::vector<std::int64_t> carry;
      for (int y = 0; y < made_.years; ++y) {
        std::int64_t own = asked / cells * percent / 100 + numbers_.between(0, 3) * scale_;
        if (is_tight && s == 0 && made_.years == 1 && cells == 1)
          own = std::max<std::int64_t>(0, asked - 1);
        years.push_back(own);
        const bool carries = y + 1 < made_.years && numbers_.one_in(2);
        carry.push_back(carries ? numbers_.between(1, 20) * scale_ : 0);
        Row row = {{"source", made_.source_codes[s]},
                   {"year", text(first_year + y)},
                   {"available", text(own)},
                   {"reserve", "0"},
                   {"document", "d"}};
        if (carry.back() > 0) {
          row["carry_out_max"] = text(carry.back());
          row["carry_ground"] = "investment_extension";
        }
        add("source_years", row);
      }
      made_.money.push_back(years);
      made_.carry.push_back(carry);
    }
  }

  void links() {
    const int count = static_cast<int>(made_.projects.size());
    for (int set = 0; set < 2 && count > 2; ++set) {
      if (!numbers_.one_in(3)) continue;
      std::vector<int> members;
      for (int i = 0; i < count; ++i)
        if (numbers_.one_in(4)) members.push_back(i);
      for (const int member : members)
        add("exclusions", {{"set", "x" + text(set)},
                           {"item", made_.projects[static_cast<std::size_t>(member)].code}});
      made_.exclusions.emplace_back("x" + text(set), members);
    }
    for (int i = 0; i < count; ++i) {
      if (!numbers_.one_in(6)) continue;
      const int other = static_cast<int>(numbers_.between(0, count - 1));
      if (other == i) continue;
      add("prerequisites", {{"item", made_.projects[static_cast<std::size_t>(i)].code},
                            {"needs", made_.projects[static_cast<std::size_t>(other)].code}});
      made_.prerequisites.emplace_back(i, other);
    }
  }

  void limits() {
    for (int i = 0, count = static_cast<int>(numbers_.between(0, 2)); i < count; ++i) {
      ChoicePlan::Limit limit;
      limit.code = "l" + text(i);
      Row row = {{"code", limit.code}};
      if (numbers_.one_in(2)) {
        limit.programme = static_cast<int>(numbers_.between(0, 1));
        row["programme"] = "g" + text(limit.programme);
      }
      if (numbers_.one_in(2)) {
        limit.unit = static_cast<int>(numbers_.between(0, 2));
        row["unit"] = "u" + text(limit.unit);
      }
      if (numbers_.one_in(3)) {
        limit.year = static_cast<int>(numbers_.between(0, made_.years - 1));
        row["year"] = text(first_year + limit.year);
      }
      if (numbers_.one_in(3)) limit.floor = numbers_.between(0, 25) * scale_;
      if (!limit.floor || numbers_.one_in(2))
        limit.cap = limit.floor.value_or(0) + numbers_.between(10, 90) * scale_;
      if (limit.floor) row["floor"] = text(*limit.floor);
      if (limit.cap) row["cap"] = text(*limit.cap);
      add("choice_limits", row);
      made_.limits.push_back(limit);
    }
  }

  void goals() {
    if (numbers_.one_in(4)) return;
    std::vector<std::string> goals;
    if (numbers_.one_in(2)) goals.emplace_back("law_order");
    goals.emplace_back("value");
    if (numbers_.one_in(2)) goals.emplace_back("spread");
    if (numbers_.one_in(2)) goals.emplace_back("drawing_order");
    if (numbers_.one_in(4)) std::swap(goals[0], goals[goals.size() - 1]);
    for (std::size_t i = 0; i < goals.size(); ++i) {
      Row row = {
          {"class", "k"}, {"order", text(static_cast<std::int64_t>(i) + 1)}, {"goal", goals[i]}};
      if (goals[i] == "spread") row["measure"] = "people";
      add("choice_stages", row);
    }
    made_.goals = goals;
  }

  RandomNumbers numbers_;
  bool plants_conflicts_ = false;
  ChoicePlan made_;
  std::int64_t scale_ = 1;
};

/// What must be brought where, and how much can be: paths one after another on a tiny network.
class TinyFlow {
 public:
  explicit TinyFlow(std::size_t nodes) : out_(nodes) {}
  void arc(std::size_t from, std::size_t to, std::int64_t capacity) {
    out_[from].push_back(arcs_.size());
    arcs_.push_back({to, capacity});
    out_[to].push_back(arcs_.size());
    arcs_.push_back({from, 0});
  }
  std::int64_t maximum(std::size_t from, std::size_t to) {
    std::int64_t sum = 0;
    while (true) {
      seen_.assign(out_.size(), 0);
      const std::int64_t more = push(from, to, INT64_MAX);
      if (more == 0) return sum;
      sum += more;
    }
  }

 private:
  struct Arc {
    std::size_t to;
    std::int64_t room;
  };
  std::int64_t push(std::size_t node, std::size_t to, std::int64_t most) {
    if (node == to) return most;
    seen_[node] = 1;
    for (const std::size_t a : out_[node]) {
      if (arcs_[a].room == 0 || seen_[arcs_[a].to] != 0) continue;
      const std::int64_t sent = push(arcs_[a].to, to, std::min(most, arcs_[a].room));
      if (sent == 0) continue;
      arcs_[a].room -= sent;
      arcs_[a ^ 1].room += sent;
      return sent;
    }
    return 0;
  }
  std::vector<std::vector<std::size_t>> out_;
  std::vector<Arc> arcs_;
  std::vector<char> seen_;
};

class Looker {
 public:
  explicit Looker(const ChoicePlan& plan)
      : plan_(plan), chosen_(plan.projects.size(), -1), goals_(plan.goals) {
    if (goals_.empty()) goals_.emplace_back("value");
  }

  std::optional<std::vector<GoalValue>> run() {
    look(0);
    return best_;
  }
  std::optional<std::int64_t> run_for_repair() {
    looks_for_repair_ = true;
    look(0);
    return repair_;
  }

 private:
  void look(std::size_t project) {
    if (project == plan_.projects.size()) return judge();
    const TriedProject& own = plan_.projects[project];
    if (own.lock != "must") {
      chosen_[project] = -1;
      look(project + 1);
    }
    for (std::size_t c = 0; c < own.options.size(); ++c) {
      chosen_[project] = static_cast<int>(c);
      look(project + 1);
    }
    chosen_[project] = -1;
  }

  const TriedOption* option(std::size_t project) const {
    return chosen_[project] < 0
               ? nullptr
               : &plan_.projects[project].options[static_cast<std::size_t>(chosen_[project])];
  }

  bool keeps_links() const {
    for (const auto& [name, set] : plan_.exclusions)
      if (std::count_if(set.begin(), set.end(), [&](int member) {
            return chosen_[static_cast<std::size_t>(member)] >= 0;
          }) > 1)
        return false;
    for (const auto& [item, needs] : plan_.prerequisites)
      if (chosen_[static_cast<std::size_t>(item)] >= 0 &&
          chosen_[static_cast<std::size_t>(needs)] < 0)
        return false;
    return true;
  }

  bool keeps_limits() const {
    for (const ChoicePlan::Limit& limit : plan_.limits) {
      std::int64_t sum = 0;
      for (std::size_t p = 0; p < chosen_.size(); ++p) {
        const TriedOption* own = option(p);
        if (own == nullptr) continue;
        if (limit.programme >= 0 && plan_.projects[p].programme != limit.programme) continue;
        if (limit.unit >= 0 && plan_.projects[p].unit != limit.unit) continue;
        for (int y = 0; y < plan_.years; ++y)
          if (limit.year < 0 || limit.year == y) sum += own->by_year[static_cast<std::size_t>(y)];
      }
      if (limit.floor && sum < *limit.floor) return false;
      if (limit.cap && sum > *limit.cap) return false;
    }
    return true;
  }

  /// What the first `sources` sources can pay of what is chosen.
  std::int64_t paid_by(std::size_t sources) const {
    const auto years = static_cast<std::size_t>(plan_.years);
    // money 0, sink 1, source-years, then needs by programme, year, local or not.
    const std::size_t first_need = 2 + plan_.money.size() * years;
    TinyFlow flow(first_need + 4 * years);
    for (std::size_t s = 0; s < sources; ++s) {
      for (std::size_t y = 0; y < years; ++y) {
        flow.arc(0, 2 + s * years + y, plan_.money[s][y]);
        if (y + 1 < years && plan_.carry[s][y] > 0)
          flow.arc(2 + s * years + y, 2 + s * years + y + 1, plan_.carry[s][y]);
        for (std::size_t g = 0; g < 2; ++g) {
          if (plan_.may_pay[g][s] == 0) continue;
          flow.arc(2 + s * years + y, first_need + (g * years + y) * 2, INT64_MAX / 4);
          if (plan_.source_is_local[s] != 0)
            flow.arc(2 + s * years + y, first_need + (g * years + y) * 2 + 1, INT64_MAX / 4);
        }
      }
    }
    for (std::size_t k = 0; k < needs_.size(); ++k) flow.arc(first_need + k, 1, needs_[k]);
    return flow.maximum(0, 1);
  }

  void count_needs() {
    const auto years = static_cast<std::size_t>(plan_.years);
    needs_.assign(4 * years, 0);
    for (std::size_t p = 0; p < chosen_.size(); ++p) {
      const TriedOption* own = option(p);
      if (own == nullptr) continue;
      const auto g = static_cast<std::size_t>(plan_.projects[p].programme);
      for (std::size_t y = 0; y < years; ++y) {
        const std::int64_t amount = own->by_year[y];
        const auto local =
            static_cast<std::int64_t>((__int128{amount} * plan_.local_percent[g] + 99) / 100);
        needs_[(g * years + y) * 2 + 1] += local;
        needs_[(g * years + y) * 2] += amount - local;
      }
    }
  }

  /// Does every local share have a local source that may pay it?
  bool can_be_paid_at_all() const {
    for (std::size_t k = 1; k < needs_.size(); k += 2) {
      const std::size_t g = k / 2 / static_cast<std::size_t>(plan_.years);
      bool has_payer = needs_[k] == 0;
      for (std::size_t s = 0; s < plan_.money.size(); ++s)
        has_payer = has_payer || (plan_.may_pay[g][s] != 0 && plan_.source_is_local[s] != 0);
      if (!has_payer) return false;
    }
    return true;
  }

  std::int64_t value_of(int status) const {
    std::int64_t sum = 0;
    for (std::size_t p = 0; p < chosen_.size(); ++p)
      if (option(p) != nullptr && (status < 0 || plan_.projects[p].status == status))
        sum += option(p)->value;
    return sum;
  }

  std::int64_t spread() const {
    std::vector<std::int64_t> sums(plan_.people.size(), 0);
    for (std::size_t p = 0; p < chosen_.size(); ++p) {
      const auto unit = static_cast<std::size_t>(plan_.projects[p].unit);
      if (option(p) == nullptr) continue;
      for (const std::int64_t amount : option(p)->by_year) sums[unit] += amount;
    }
    std::int64_t largest = 0;
    for (std::size_t u = 0; u < sums.size(); ++u)
      largest = std::max(largest, (sums[u] + plan_.people[u] - 1) / plan_.people[u]);
    return -largest;
  }

  void judge() {
    if (!keeps_links() || !keeps_limits()) return;
    count_needs();
    if (looks_for_repair_) {
      if (!can_be_paid_at_all()) return;
      std::int64_t missing = -paid_by(plan_.money.size());
      for (const std::int64_t need : needs_) missing += need;
      if (!repair_ || missing < *repair_) repair_ = missing;
      return;
    }
    std::vector<GoalValue> values;
    for (const std::string& goal : goals_) {
      if (goal == "value") values.push_back({goal, "", value_of(-1)});
      if (goal == "spread") values.push_back({goal, "people", spread()});
      if (goal == "law_order") {
        for (int status = 0; status < 3; ++status) {
          const bool exists =
              std::any_of(plan_.projects.begin(), plan_.projects.end(),
                          [&](const TriedProject& own) { return own.status == status; });
          if (exists)
            values.push_back({goal, statuses[static_cast<std::size_t>(status)], value_of(status)});
        }
      }
      if (goal == "drawing_order") values.push_back({goal, "", 0});
      if (best_ && is_worse(values)) return;
    }
    std::int64_t asked = 0;
    for (const std::int64_t need : needs_) asked += need;
    if (paid_by(plan_.money.size()) < asked) return;
    put_draws(values);
    if (!best_ || !is_worse(values)) best_ = values;
  }

  /// Already behind the best in the goals before the draws.
  bool is_worse(const std::vector<GoalValue>& values) const {
    for (std::size_t j = 0; j < values.size() && j < best_->size(); ++j) {
      if (values[j].goal == "drawing_order" && values[j].of.empty()) return false;
      if (values[j].value != (*best_)[j].value) return values[j].value < (*best_)[j].value;
    }
    return false;
  }

  /// One goal for each source with money, from the one drawn last.
  void put_draws(std::vector<GoalValue>& values) const {
    const auto place = std::find_if(values.begin(), values.end(), [](const GoalValue& own) {
      return own.goal == "drawing_order";
    });
    if (place == values.end()) return;
    std::vector<GoalValue> draws;
    for (std::size_t s = plan_.money.size(); s-- > 0;) {
      std::int64_t capacity = 0;
      for (const std::int64_t amount : plan_.money[s]) capacity += amount;
      if (capacity == 0) continue;
      draws.push_back({"drawing_order", plan_.source_codes[s], paid_by(s) - paid_by(s + 1)});
    }
    const auto position = values.erase(place);
    values.insert(position, draws.begin(), draws.end());
  }

  const ChoicePlan& plan_;
  std::vector<int> chosen_;
  std::vector<std::string> goals_;
  std::vector<std::int64_t> needs_;
  std::optional<std::vector<GoalValue>> best_;
  bool looks_for_repair_ = false;
  std::optional<std::int64_t> repair_;
};

}  // namespace

ChoicePlan make_choice_plan(std::uint64_t seed) { return ChoicePlanMaker(seed, false).make(); }
ChoicePlan make_conflict_plan(std::uint64_t seed) { return ChoicePlanMaker(seed, true).make(); }

std::optional<std::vector<GoalValue>> best_by_looking(const ChoicePlan& plan) {
  return Looker(plan).run();
}

std::optional<std::int64_t> least_repair_by_looking(const ChoicePlan& plan) {
  return Looker(plan).run_for_repair();
}

}  // namespace phanbo_verify::test
