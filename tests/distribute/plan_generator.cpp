#include "distribute/plan_generator.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "distribute/random.hpp"

namespace phanbo::distribution_test {

namespace {

using SourceYearKey = std::pair<std::string, int>;

class Generator {
 public:
  Generator(std::uint64_t seed, PlanSize size) : random_(seed), size_(size) { rows_.seed = seed; }

  PlanRows generate() {
    choose_frame();
    choose_classes();
    choose_programmes();
    choose_sources();
    choose_envelopes();
    choose_items();
    choose_money();
    choose_locks();
    choose_kept_money();
    choose_envelope_amounts();
    choose_caps();
    choose_project_limits();
    return std::move(rows_);
  }

 private:
  bool is_tiny() const { return size_ == PlanSize::tiny; }

  static std::string numbered(const char* letter, std::int64_t number) {
    return letter + std::to_string(number);
  }

  void choose_frame() {
    rows_.last_year = rows_.first_year + static_cast<int>(random_.below(is_tiny() ? 3 : 4));
    rows_.class_order = random_.chance(30) ? ClassOrder::by_year : ClassOrder::by_class;
    are_alike_ = random_.chance(15);
    rows_.units = {{"u", ""}, {"ua", "u"}, {"ub", "u"}, {"uaa", "ua"}};
    if (is_tiny()) {
      highest_ = 12;
      steps_ = {1, 1, 3, 3};
      return;
    }
    switch (random_.below(4)) {
      case 0:
        highest_ = 90;
        steps_ = {1, 3, 3, 10};
        break;
      case 1:
        highest_ = 20'000'000;
        steps_ = {1, 10, 1'000'000, 1'000'000};
        break;
      case 2:
        highest_ = 5'000'000'000;
        steps_ = {1, 3, 1'000'000};
        break;
      default:
        highest_ = 20'000'000'000'000;
        steps_ = {1, 10, 1'000'000};
    }
  }

  void choose_classes() {
    const std::int64_t count = random_.between(1, is_tiny() ? 3 : 4);
    std::vector<int> orders = {1, 2, 3, 4};
    random_.shuffle(orders);
    const std::vector<SharingRule> rules = {SharingRule::in_full,       SharingRule::in_rank_order,
                                            SharingRule::in_rank_order, SharingRule::pro_rata,
                                            SharingRule::pro_rata,      SharingRule::by_points,
                                            SharingRule::by_points,     SharingRule::max_min};
    for (std::int64_t i = 0; i < count; ++i) {
      rows_.classes.push_back({numbered("c", i), orders[static_cast<std::size_t>(i)],
                               random_.pick(rules), random_.chance(40)});
    }
  }

  void choose_programmes() {
    const std::vector<std::pair<std::int64_t, std::int64_t>> shares = {
        {1, 10}, {3, 23}, {1, 2}, {1, 1}, {2, 3}};
    const std::int64_t count = random_.between(1, 4);
    for (std::int64_t i = 0; i < count; ++i) {
      ProgrammeRow row;
      row.code = numbered("p", i);
      row.priority_class = random_.pick(rows_.classes).code;
      row.step = random_.pick(steps_);
      if (random_.chance(22)) {
        const auto share = random_.pick(shares);
        row.share_numerator = share.first;
        row.share_denominator = share.second;
      }
      if (random_.chance(35)) row.expenditure_kind = ExpenditureKind::investment;
      rows_.programmes.push_back(row);
    }
  }

  void choose_sources() {
    const std::vector<PayingBudget> budgets = {PayingBudget::province, PayingBudget::province,
                                               PayingBudget::central,  PayingBudget::central,
                                               PayingBudget::commune,  PayingBudget::outside};
    const std::vector<ExpenditureKind> kinds = {
        ExpenditureKind::both, ExpenditureKind::both,      ExpenditureKind::both,
        ExpenditureKind::both, ExpenditureKind::recurrent, ExpenditureKind::investment};
    const std::int64_t count = random_.between(1, is_tiny() ? 3 : 5);
    for (std::int64_t i = 0; i < count; ++i) {
      SourceRow row;
      row.code = numbered("s", i);
      row.drawing_order = static_cast<int>(random_.between(1, 3));
      row.budget = random_.pick(budgets);
      row.expenditure_kind = random_.pick(kinds);
      rows_.sources.push_back(row);
      for (int year = rows_.first_year; year <= rows_.last_year; ++year)
        if (random_.chance(88)) money_[{row.code, year}] = {row.code, year, 0, 0, 0};
    }
  }

  /// Envelopes in one step (of units ua, ub) or two (u first).
  void choose_envelopes() {
    if (money_.empty() || !random_.chance(30)) return;
    for (const auto& [key, money] : money_) {
      if (!random_.chance(40)) continue;
      const std::string tail = key.first + std::to_string(key.second);
      std::string parent;
      if (random_.chance(50)) {
        parent = "eu" + tail;
        rows_.envelopes.push_back({parent, key.first, key.second, 0, "", "", "u"});
      }
      for (const char* unit : {"ua", "ub"}) {
        if (!random_.chance(80)) continue;
        rows_.envelopes.push_back(
            {"e" + (unit + tail), key.first, key.second, 0, parent, "", unit});
      }
      std::set<std::string>& tied = tied_[key];
      for (const ProgrammeRow& programme : rows_.programmes)
        if (random_.chance(60)) tied.insert(programme.code);
      for (EnvelopeRow& row : rows_.envelopes)
        if (row.programme.empty()) row.programme = rows_.programmes.front().code;
    }
  }

  std::string unit_above(const std::string& unit) const {
    for (const UnitRow& row : rows_.units)
      if (row.code == unit) return row.parent;
    return "";
  }

  /// How a source may pay for an item in a year; empty = it may not.
  std::string way(const std::string& source, int year, const ItemRow& item) const {
    if (!money_.contains({source, year})) return "";
    const auto tied = tied_.find({source, year});
    if (tied == tied_.end() || !tied->second.contains(item.programme)) return source;
    for (std::string unit = item.unit; !unit.empty(); unit = unit_above(unit))
      for (const EnvelopeRow& row : rows_.envelopes)
        if (row.source == source && row.year == year && row.unit == unit)
          return source + "@" + row.code;
    return "";
  }

  const ProgrammeRow& programme_of(const ItemRow& item) const {
    for (const ProgrammeRow& row : rows_.programmes)
      if (row.code == item.programme) return row;
    return rows_.programmes.front();
  }
  SharingRule rule_of(const std::string& priority_class) const {
    for (const ClassRow& row : rows_.classes)
      if (row.code == priority_class) return row.rule;
    return SharingRule::pro_rata;
  }

  std::vector<std::string> choose_sources_of(const ItemRow& item) {
    std::vector<std::string> sources;
    if (are_alike_ && !sources_of_.empty()) return sources_of_.begin()->second;
    const int share = random_.chance(40) ? 85 : 50;
    for (const SourceRow& row : rows_.sources) {
      const bool agrees = row.expenditure_kind == ExpenditureKind::both ||
                          row.expenditure_kind == programme_of(item).expenditure_kind;
      if (agrees && random_.chance(share)) sources.push_back(row.code);
    }
    return sources;
  }

  std::int64_t choose_wanted(std::int64_t step) {
    const std::int64_t highest = std::max<std::int64_t>(1, highest_ / step);
    // Equal amounts make equal remainders.
    if (!wanted_before_.empty() && random_.chance(are_alike_ ? 80 : 25)) {
      const std::int64_t before = random_.pick(wanted_before_);
      return std::max(step, before / step * step);
    }
    const std::int64_t range =
        random_.chance(30) ? std::max<std::int64_t>(1, highest / 4) : highest;
    wanted_before_.push_back(random_.between(random_.chance(8) ? 0 : 1, range) * step);
    return wanted_before_.back();
  }

  /// A wanted amount is the need in whole steps, rounded up or down.
  std::int64_t choose_need(std::int64_t wanted, std::int64_t step) {
    if (wanted == 0 || !random_.chance(15)) return wanted;
    return std::max<std::int64_t>(1, wanted + random_.between(1 - step, step - 1));
  }

  void choose_items() {
    const std::int64_t count = is_tiny() ? random_.between(1, 4)
                               : size_ == PlanSize::large
                                   ? random_.between(40, 200)
                                   : random_.between(1, random_.chance(30) ? 12 : 7);
    for (std::int64_t i = 0; i < count; ++i) {
      ItemRow item;
      item.code = (i < 10 ? "i0" : "i") + std::to_string(i);
      item.programme = random_.pick(rows_.programmes).code;
      item.unit = random_.pick(rows_.units).code;
      if (random_.chance(35)) item.origin = ItemOrigin::project;
      const std::vector<std::string> sources = choose_sources_of(item);
      sources_of_[item.code] = sources;
      choose_demands(item, sources);
      rows_.items.push_back(item);
    }
  }

  void choose_demands(const ItemRow& item, const std::vector<std::string>& sources) {
    DemandRow like;
    like.item = item.code;
    like.priority_class = programme_of(item).priority_class;
    if (random_.chance(15)) like.priority_class = random_.pick(rows_.classes).code;
    like.rank = static_cast<int>(random_.below(4));
    like.score =
        random_.pick(std::vector<std::string>{"0", "1", "1", "1.0", "2", "2.5", "3", "7.25"});
    if (rule_of(like.priority_class) == SharingRule::in_rank_order && random_.chance(35))
      like.divisible = false;
    const bool has_least = random_.chance(15);
    const int year_share = is_tiny() ? 60 : 75;
    for (int year = rows_.first_year; year <= rows_.last_year; ++year) {
      if (!random_.chance(year_share) && year != rows_.first_year) continue;
      DemandRow row = like;
      row.year = year;
      row.wanted = choose_wanted(programme_of(item).step);
      row.need = choose_need(row.wanted, programme_of(item).step);
      if (has_least) {
        const int percent = random_.chance(8) ? 120 : static_cast<int>(random_.between(30, 95));
        row.least_useful = row.wanted / 100 * percent + row.wanted % 100 * percent / 100;
      }
      row.payers.emplace();
      for (const std::string& source : sources) {
        const std::string text = way(source, year, item);
        if (!text.empty()) row.payers->push_back(text);
      }
      if (row.payers->empty()) row.standing = Standing::nobody_may_pay;
      if (random_.chance(2)) row.standing = Standing::no_dossier;
      if (random_.chance(2)) row.standing = Standing::conditional;
      rows_.demands.push_back(row);
    }
  }

  std::int64_t percent_of(std::int64_t amount, std::int64_t percent) {
    return amount / 100 * percent + amount % 100 * percent / 100;
  }

  void choose_money() {
    const bool is_rich = random_.chance(12);
    for (int year = rows_.first_year; year <= rows_.last_year; ++year) {
      std::int64_t wanted = 0;
      for (const DemandRow& row : rows_.demands)
        if (row.year == year && row.standing == Standing::ordinary) wanted += row.wanted;
      std::int64_t sources = 0;
      for (const auto& [key, money] : money_) sources += key.second == year ? 1 : 0;
      for (auto& [key, money] : money_) {
        if (key.second != year) continue;
        const std::int64_t percent = is_rich ? random_.between(100, 400) : random_.between(0, 165);
        money.available = percent_of(wanted, percent) / sources;
        if (random_.chance(15)) money.reserve = random_.below(money.available / 3 + 1);
        if (random_.chance(50))
          money.carry_out_max = random_.below(money.available / (random_.chance(50) ? 6 : 1) + 1);
      }
    }
    choose_transfer();
    for (const auto& [key, money] : money_) {
      rows_.money.push_back(money);
      free_[key] += money.available - money.reserve;
    }
  }

  /// One source is a supplement out of another, where that other can bear it.
  void choose_transfer() {
    if (rows_.sources.size() < 2 || !random_.chance(25)) return;
    SourceRow& receiver = rows_.sources.front();
    const std::string giver = rows_.sources.back().code;
    for (const auto& [key, money] : money_) {
      if (key.first != receiver.code) continue;
      const auto from = money_.find({giver, key.second});
      if (from == money_.end() || from->second.available - from->second.reserve < money.available)
        return;
    }
    receiver.transfer_from = giver;
    for (const auto& [key, money] : money_)
      if (key.first == receiver.code) free_[{giver, key.second}] -= money.available;
  }

  void choose_locks() {
    if (!random_.chance(30)) return;
    for (const DemandRow& row : rows_.demands) {
      if (row.standing != Standing::ordinary || !random_.chance(35)) continue;
      std::set<std::string> used;
      for (int times = random_.chance(25) ? 2 : 1; times > 0; --times) {
        const std::string payer = random_.pick(*row.payers);
        std::string source = payer.substr(0, payer.find('@'));
        if (random_.chance(12)) source = random_.pick(rows_.sources).code;
        const auto free = free_.find({source, row.year});
        if (free == free_.end() || !used.insert(source).second) continue;
        const std::int64_t most = std::min(free->second, row.wanted + (random_.chance(5) ? 2 : 0));
        if (most <= 0) continue;
        LockRow lock{row.item, row.year, source, random_.between(1, most), "", false};
        if (random_.chance(35)) lock.adjustable = true;
        if (!lock.adjustable && random_.chance(30)) lock.authority = "authority";
        free->second -= lock.amount;
        rows_.locks.push_back(lock);
      }
    }
  }

  void choose_kept_money() {
    if (!random_.chance(40) || money_.empty()) return;
    const std::int64_t count = random_.between(1, 4);
    for (std::int64_t i = 0; i < count; ++i) {
      const MoneyRow& money = random_.pick(rows_.money);
      const SourceYearKey key{money.source, money.year};
      if (tied_.contains(key) || free_[key] <= 0) continue;
      KeptRow row{numbered("k", i), money.source, money.year, "", "", 0};
      row.programme = random_.pick(rows_.programmes).code;
      if (random_.chance(30)) row.unit = random_.pick(rows_.units).code;
      row.amount = random_.chance(30) ? free_[key] : random_.between(1, free_[key]);
      free_[key] -= row.amount;
      rows_.kept.push_back(row);
    }
  }

  void choose_envelope_amounts() {
    for (EnvelopeRow& row : rows_.envelopes) {
      const std::int64_t available = money_[{row.source, row.year}].available;
      row.amount = percent_of(available, random_.between(5, row.unit == "u" ? 100 : 70));
    }
  }

  bool crosses(const std::vector<CapRow>& caps, const CapRow& cap) const {
    for (const CapRow& other : caps) {
      bool both = false;
      bool only_one = false;
      bool only_other = false;
      for (const DemandRow& row : rows_.demands) {
        const bool in_one = covers(cap, row);
        const bool in_other = covers(other, row);
        both = both || (in_one && in_other);
        only_one = only_one || (in_one && !in_other);
        only_other = only_other || (!in_one && in_other);
      }
      if (both && only_one && only_other) return true;
    }
    return false;
  }

  bool covers(const CapRow& cap, const DemandRow& row) const {
    const auto item = std::find_if(rows_.items.begin(), rows_.items.end(),
                                   [&](const ItemRow& other) { return other.code == row.item; });
    bool in_unit = cap.unit.empty();
    for (std::string unit = item->unit; !unit.empty(); unit = unit_above(unit))
      in_unit = in_unit || unit == cap.unit;
    return in_unit && (cap.programme.empty() || cap.programme == item->programme) &&
           (!cap.year || *cap.year == row.year) &&
           (!cap.expenditure_kind || *cap.expenditure_kind == programme_of(*item).expenditure_kind);
  }

  void choose_caps() {
    if (!random_.chance(38)) return;
    const std::int64_t count = random_.between(1, 3);
    for (std::int64_t i = 0; i < count; ++i) {
      CapRow cap;
      cap.code = numbered("cap", i);
      if (random_.chance(50)) cap.programme = random_.pick(rows_.programmes).code;
      if (random_.chance(40)) cap.unit = random_.pick(rows_.units).code;
      if (random_.chance(40))
        cap.year = static_cast<int>(random_.between(rows_.first_year, rows_.last_year));
      if (random_.chance(15)) cap.expenditure_kind = ExpenditureKind::recurrent;
      std::int64_t wanted = 0;
      for (const DemandRow& row : rows_.demands)
        if (row.standing == Standing::ordinary && covers(cap, row)) wanted += row.wanted;
      cap.amount = percent_of(wanted, random_.between(15, 105));
      if (!crosses(rows_.caps, cap)) rows_.caps.push_back(cap);
    }
  }

  /// Rows with a year limit what a source gives in that year; rows without only name the source.
  void choose_project_limits() {
    for (const ItemRow& item : rows_.items) {
      if (item.origin != ItemOrigin::project || !random_.chance(45)) continue;
      for (const std::string& source : sources_of_[item.code]) {
        std::int64_t wanted = 0;
        for (const DemandRow& row : rows_.demands) {
          if (row.item != item.code) continue;
          wanted += row.wanted;
          if (!random_.chance(60)) continue;
          rows_.project_limits.push_back(
              {item.code, source, row.year, percent_of(row.wanted, random_.between(0, 100))});
        }
        rows_.project_limits.push_back({item.code, source, std::nullopt, wanted});
      }
    }
  }

  Random random_;
  PlanSize size_;
  PlanRows rows_;
  std::int64_t highest_ = 0;
  std::vector<std::int64_t> steps_;
  std::vector<std::int64_t> wanted_before_;
  bool are_alike_ = false;  ///< many equal demands with the same payers: ties
  std::map<SourceYearKey, MoneyRow> money_;
  std::map<SourceYearKey, std::int64_t> free_;
  std::map<SourceYearKey, std::set<std::string>> tied_;
  std::map<std::string, std::vector<std::string>> sources_of_;
};

}  // namespace

PlanRows generate_rows(std::uint64_t seed, PlanSize size) {
  return Generator(seed, size).generate();
}

PlanRows generate_rows_of_battery(std::uint64_t battery_seed, std::uint64_t place) {
  Random random(battery_seed ^ (place * 0xD1342543DE82EF95U));
  return generate_rows(random.next(), place % 3 == 0 ? PlanSize::tiny : PlanSize::mixed);
}

PlanRows shuffled(PlanRows rows, std::uint64_t seed) {
  Random random(seed);
  random.shuffle(rows.classes);
  random.shuffle(rows.programmes);
  random.shuffle(rows.units);
  random.shuffle(rows.sources);
  random.shuffle(rows.money);
  random.shuffle(rows.kept);
  random.shuffle(rows.caps);
  random.shuffle(rows.items);
  random.shuffle(rows.demands);
  random.shuffle(rows.envelopes);
  random.shuffle(rows.locks);
  random.shuffle(rows.project_limits);
  for (DemandRow& row : rows.demands)
    if (row.payers) random.shuffle(*row.payers);
  return rows;
}

}  // namespace phanbo::distribution_test
