#include "verifier/plan_maker.hpp"

#include <algorithm>
#include <set>

#include "verifier/plan_extras.hpp"
#include "verifier/random_numbers.hpp"

namespace phanbo_verify::test {

namespace {

std::string text(std::int64_t number) { return std::to_string(number); }

class PlanMaker {
 public:
  explicit PlanMaker(std::uint64_t seed) : numbers_(seed), later_numbers_(~seed) {}

  MadePlan make() {
    first_year_ = 2026;
    last_year_ = first_year_ + static_cast<int>(numbers_.between(0, 2));
    scale_ =
        numbers_.any_of<std::int64_t>({1, 1, 40, 1'000, 1'000'000, 100'000'000, 200'000'000'000});
    header();
    documents_and_units();
    classes();
    sources();
    programmes();
    fixed_costs();
    if (numbers_.one_in(4)) conditional_costs();
    if (numbers_.one_in(2)) sites();
    if (numbers_.one_in(2)) projects();
    if (numbers_.one_in(3)) entitlement();
    if (numbers_.one_in(3)) formula_demands();
    if (numbers_.one_in(3)) envelopes();
    limits();
    if (numbers_.one_in(2)) decided();
    if (numbers_.one_in(2)) add_kinds_of_criteria(plan_, numbers_, scale_);
    if (numbers_.one_in(2)) add_best_value(plan_, numbers_, scale_);
    project_ceilings();
    return std::move(plan_);
  }

 private:
  Row& add(const std::string& table, Row row) {
    plan_.tables[table].push_back(std::move(row));
    return plan_.tables[table].back();
  }
  std::int64_t amount(std::int64_t most) { return numbers_.between(0, most) * scale_; }

  void header() {
    plan_.header = {{"code", "made"},
                    {"name", "Kế hoạch thử"},
                    {"stage", "submitted"},
                    {"first_year", text(first_year_)},
                    {"last_year", text(last_year_)},
                    {"province", "p1"},
                    {"capital_priority", "capital_priority_2026_2030"},
                    {"class_order", numbers_.one_in(4) ? "by_year" : "by_class"}};
  }

  void documents_and_units() {
    add("documents", {{"code", "d"}, {"citation", "Văn bản"}, {"verification", "illustrative"}});
    add("units", {{"code", "vn"}, {"name", "Nước"}, {"kind", "country"}});
    for (int p = 1; p <= 2; ++p) {
      const std::string province = "p" + text(p);
      add("units", {{"code", province}, {"name", "Tỉnh"}, {"kind", "province"}, {"parent", "vn"}});
      for (int c = 1; c <= 2; ++c) {
        const std::string code = province + "c" + text(c);
        add("units", {{"code", code}, {"name", "Xã"}, {"kind", "commune"}, {"parent", province}});
        units_.push_back(code);
      }
    }
    units_.push_back("p1");
    for (const Row& unit : plan_.tables["units"]) {
      add("indicators", {{"unit", unit.at("code")},
                         {"indicator", "people"},
                         {"value", text(numbers_.between(1, 20))},
                         {"document", "d"}});
    }
  }

  void classes() {
    const std::vector<std::string> rules = {"in_rank_order", "in_rank_order", "pro_rata",
                                            "by_points",     "max_min",       "in_full"};
    const auto count = numbers_.between(1, 4);
    for (std::int64_t i = 1; i <= count; ++i) {
      const std::string rule = i == count ? "in_rank_order" : numbers_.any_of(rules);
      add("classes", {{"code", "k" + text(i)},
                      {"order", text(i)},
                      {"name", "Hạng"},
                      {"mandatory", numbers_.one_in(3) ? "yes" : "no"},
                      {"rule", rule}});
      class_rules_.push_back(rule);
    }
    plan_.tables["classes"].back()["project_statuses"] = "new|transition";
  }

  std::string any_class(bool rank_order) {
    if (rank_order) return "k" + text(static_cast<std::int64_t>(class_rules_.size()));
    return "k" + text(numbers_.between(1, static_cast<std::int64_t>(class_rules_.size())));
  }

  void sources() {
    struct Kind {
      const char* nature;
      const char* expenditure;
      const char* budget;
    };
    const std::vector<Kind> kinds = {{"central_supplement_recurrent", "recurrent", "central"},
                                     {"local_balance_recurrent", "recurrent", "province"},
                                     {"balancing_supplement", "both", "commune"},
                                     {"social_contribution", "both", "outside"},
                                     {"local_balance_investment", "investment", "province"},
                                     {"central_supplement_investment", "investment", "central"},
                                     {"excess_revenue", "both", "province"}};
    const auto count = numbers_.between(1, 6);
    for (std::int64_t i = 1; i <= count; ++i) {
      const Kind& kind = numbers_.any_of(kinds);
      const std::string code = "s" + text(i);
      Row& row = add("sources", {{"code", code},
                                 {"name", "Nguồn"},
                                 {"nature", kind.nature},
                                 {"expenditure_kind", kind.expenditure},
                                 {"paying_budget", kind.budget},
                                 {"drawing_order", text(numbers_.between(1, 4))},
                                 {"document", "d"}});
      if (i > 1 && row["paying_budget"] == "commune" && numbers_.one_in(2)) {
        row["transfer_from"] = "s1";
      }
      source_years(code, row);
    }
  }

  bool has_money(const std::string& source, const std::string& year) const {
    const std::vector<Row>& rows = plan_.tables.at("source_years");
    return std::any_of(rows.begin(), rows.end(), [&](const Row& row) {
      return row.at("source") == source && row.at("year") == year;
    });
  }

  void source_years(const std::string& code, const Row& source) {
    for (int year = first_year_; year <= last_year_; ++year) {
      const bool is_first = plan_.tables["source_years"].empty();
      if (!is_first && numbers_.one_in(8)) continue;
      const bool is_given = source.contains("transfer_from");
      if (is_given && !has_money("s1", text(year))) continue;
      const std::int64_t available = amount(is_given ? 15 : 60);
      Row& row = add("source_years", {{"source", code},
                                      {"year", text(year)},
                                      {"available", text(available)},
                                      {"document", "d"}});
      if (!is_given && numbers_.one_in(4)) row["reserve"] = text(available / 10);
      if (year < last_year_ && numbers_.one_in(2)) {
        row["carry_out_max"] = text(numbers_.between(1, 20) * scale_);
        row["carry_ground"] = numbers_.one_in(2) ? "social_security" : "salary_reform";
      }
      if (numbers_.one_in(12)) row["last_month"] = "6";
    }
  }

  void payer_rules(const std::string& programme) {
    std::set<std::string> done;
    for (const Row& source : plan_.tables["sources"]) {
      if (numbers_.one_in(4) || !done.insert(source.at("code")).second) continue;
      Row row = {{"source", source.at("code")}, {"programme", programme}, {"document", "d"}};
      if (numbers_.one_in(4)) row["unit"] = numbers_.any_of(units_);
      add("payer_rules", std::move(row));
    }
  }

  Row& programme(const std::string& code, const std::string& kind, bool investment) {
    Row& row =
        add("programmes",
            {{"code", code},
             {"name", "Chương trình"},
             {"kind", kind},
             {"class", any_class(kind == "projects")},
             {"expenditure_kind", investment ? "investment" : "recurrent"},
             {"step", text(numbers_.any_of<std::int64_t>({1, 1, 1, 3, 10}) * steps_scale())}});
    if (numbers_.one_in(4)) {
      row["local_share_percent"] = numbers_.any_of<std::string>({"10", "30", "50", "33.3", "100"});
    } else if (numbers_.one_in(10)) {
      row["counterpart_per_central"] = "0.3";
    }
    payer_rules(code);
    return row;
  }
  std::int64_t steps_scale() { return numbers_.one_in(2) ? 1 : std::max<std::int64_t>(1, scale_); }
  std::int64_t step_of(const std::string& code) const {
    for (const Row& row : plan_.tables.at("programmes")) {
      if (row.at("code") == code) return std::stoll(row.at("step"));
    }
    return 1;
  }
  std::int64_t whole_steps(const std::string& code, std::int64_t value) const {
    const std::int64_t step = step_of(code);
    return std::max<std::int64_t>(1, value / step) * step;
  }

  void programmes() {
    for (std::int64_t i = 1, count = numbers_.between(1, 3); i <= count; ++i) {
      fixed_.push_back("f" + text(i));
      programme(fixed_.back(), "fixed", numbers_.one_in(3));
    }
  }

  void fixed_costs() {
    const auto count = numbers_.between(1, numbers_.one_in(12) ? 120 : 14);
    for (std::int64_t i = 1; i <= count; ++i) {
      const std::string owner = numbers_.any_of(fixed_);
      const std::int64_t asked = whole_steps(owner, amount(25));
      Row& row = add("fixed_costs", {{"code", "x" + text(i)},
                                     {"programme", owner},
                                     {"name", "Khoản chi"},
                                     {"unit", numbers_.any_of(units_)},
                                     {"year", text(numbers_.between(first_year_, last_year_))},
                                     {"amount", text(asked)}});
      if (numbers_.one_in(3)) row["rank"] = text(numbers_.between(1, 3));
      if (numbers_.one_in(2)) row["score"] = numbers_.any_of<std::string>({"1", "2", "2.5", "7"});
      if (numbers_.one_in(5)) row["least_useful"] = text(asked / 2);
      if (numbers_.one_in(6)) row["class"] = any_class(false);
      if (numbers_.one_in(10)) row["first_month"] = "3";
      items_.push_back({row["code"], row["year"], asked});
    }
  }

  /// "(nếu có)": without an amount until an earlier decision gives one.
  void conditional_costs() {
    programme("nc", "fixed", false)["conditional"] = "yes";
    for (std::int64_t i = 1, count = numbers_.between(1, 2); i <= count; ++i) {
      Row& row = add("fixed_costs", {{"code", "n" + text(i)},
                                     {"programme", "nc"},
                                     {"name", "Việc nếu có"},
                                     {"unit", numbers_.any_of(units_)},
                                     {"year", text(numbers_.between(first_year_, last_year_))}});
      items_.push_back({row["code"], row["year"], 5 * scale_});
    }
  }

  void sites() {
    programme("st", "grants", true);
    for (std::int64_t i = 1, count = numbers_.between(1, 4); i <= count; ++i) {
      Row& row = add("sites", {{"code", "t" + text(i)},
                               {"programme", "st"},
                               {"name", "Di tích"},
                               {"unit", numbers_.any_of(units_)},
                               {"rank", "national"},
                               {"score", text(numbers_.between(0, 3))}});
      if (!numbers_.one_in(6)) row["dossier"] = "d";
      if (numbers_.one_in(4)) row["payers"] = "province|outside";
      if (numbers_.one_in(4)) row["least_useful"] = text(3 * scale_);
      std::int64_t total = 0;
      for (int year = first_year_; year <= last_year_; ++year) {
        if (numbers_.one_in(3)) continue;
        const std::int64_t asked = numbers_.one_in(8) ? 0 : whole_steps("st", amount(15));
        row["y" + text(year)] = text(asked);
        total += asked;
        if (row.contains("dossier")) items_.push_back({row["code"], text(year), asked});
      }
      if (numbers_.one_in(3)) row["ceiling"] = text(std::max<std::int64_t>(total * 2 / 3, 1));
      if (total == 0) row["y" + text(first_year_)] = text(step_of("st"));
    }
  }

  void projects() {
    programme("pj", "projects", true);
    for (std::int64_t i = 1, count = numbers_.between(1, 4); i <= count; ++i) {
      const std::string code = "j" + text(i);
      Row& row = add("projects", {{"code", code},
                                  {"programme", "pj"},
                                  {"name", "Dự án"},
                                  {"unit", numbers_.any_of(units_)},
                                  {"status", numbers_.one_in(2) ? "new" : "transition"},
                                  {"score", text(numbers_.between(0, 3))},
                                  {"divisible", numbers_.one_in(2) ? "yes" : "no"}});
      if (!numbers_.one_in(8)) row["dossier"] = "d";
      if (numbers_.one_in(3)) row["rank"] = text(numbers_.between(1, 3));
      std::int64_t total = 0;
      for (int year = first_year_; year <= last_year_; ++year) {
        if (year != first_year_ && numbers_.one_in(3)) continue;
        const std::int64_t asked = whole_steps("pj", amount(20));
        row["y" + text(year)] = text(asked);
        total += asked;
      }
      row["approved_total"] = text(total + amount(5));
      if (numbers_.one_in(3)) project_sources(code);
    }
  }

  /// Some of them cut needs.
  void project_ceilings() {
    const auto projects = plan_.tables.find("projects");
    if (projects == plan_.tables.end()) return;
    for (Row& row : projects->second) {
      if (!later_numbers_.one_in(5)) continue;
      const std::int64_t approved = std::stoll(row.at("approved_total"));
      row["ceiling"] = text(later_numbers_.between(approved / 2, approved));
    }
  }

  void project_sources(const std::string& project) {
    for (const Row& source : plan_.tables["sources"]) {
      if (numbers_.one_in(3)) continue;
      Row row = {{"project", project}, {"source", source.at("code")}};
      if (numbers_.one_in(2)) {
        row["year"] = text(numbers_.between(first_year_, last_year_));
        row["ceiling"] = text(amount(10));
      }
      add("project_sources", std::move(row));
    }
  }

  void people(const std::string& unit, const std::string& group, int year, std::int64_t first,
              std::int64_t last, Row more) {
    Row row = {{"programme", "bh"},
               {"unit", unit},
               {"group", group},
               {"year", text(year)},
               {"first_month", text(first)},
               {"last_month", text(last)},
               {"persons",
                text(numbers_.one_in(15)
                         ? 0
                         : numbers_.between(1, 9) * std::max<std::int64_t>(1, scale_ / 1'000'000))},
               {"document", "d"}};
    row.merge(more);
    add("participants", std::move(row));
  }

  /// Head counts of a group: months in a row, actual numbers in place of estimates, advance payers.
  void participants(const std::string& unit, const std::string& group, int year) {
    const auto first = numbers_.between(1, 6);
    const auto last = numbers_.between(first, 12);
    people(unit, group, year, first, last, {});
    if (last < 12 && numbers_.one_in(3)) people(unit, group, year, last + 1, 12, {});
    if (numbers_.one_in(4)) people(unit, group, year, first, first + 2, {{"basis", "actual"}});
    if (numbers_.one_in(5)) people(unit, group, year, 1, 12, {{"paid_on", "2026-01-15"}});
  }

  void entitlement() {
    programme("bh", "entitlement", false);
    const std::vector<std::string> groups = {"state_poor",       "near_poor",   "student",
                                             "household_1",      "household_3", "employee",
                                             "state_meritorious"};
    std::set<std::string> used;
    for (int year = first_year_; year <= last_year_; ++year) {
      add("entitlement_rules",
          {{"programme", "bh"},
           {"year", text(year)},
           {"pays_groups",
            numbers_.one_in(3) ? "state_poor|household" : "state_poor|near_poor|student"},
           {"in_balance", text(amount(3))},
           {"own_central_share_percent", "80"}});
      for (std::int64_t i = 0, count = numbers_.between(1, 4); i < count; ++i) {
        const std::string unit = numbers_.any_of(units_);
        const std::string group = numbers_.any_of(groups);
        if (!used.insert(unit + group + text(year)).second) continue;
        participants(unit, group, year);
      }
    }
    if (!plan_.tables.contains("participants")) plan_.tables.erase("entitlement_rules");
    if (numbers_.one_in(2)) {
      add("top_ups", {{"programme", "bh"},
                      {"unit", numbers_.one_in(2) ? "p1" : units_.front()},
                      {"group", numbers_.any_of<std::string>(
                                    {"student", "near_poor", "state_poor", "household_1"})},
                      {"share_percent", numbers_.any_of<std::string>({"15", "33.3", "100"})},
                      {"valid_from", "2026-03-01"},
                      {"document", "d"}});
    }
  }

  void criteria(const std::string& owner) {
    add("criteria", {{"programme", owner},
                     {"code", "people"},
                     {"name", "Dân số"},
                     {"indicator", "people"},
                     {"per", "3"},
                     {"points", "1"},
                     {"digits", "2"}});
    if (!numbers_.one_in(3)) return;
    add("criteria", {{"programme", owner},
                     {"code", "hard"},
                     {"name", "Khó khăn"},
                     {"indicator", "people"},
                     {"points", "0.35"},
                     {"status", "kho-khan"}});
    if (plan_.tables.contains("statuses")) return;
    for (const std::string& unit : units_) {
      if (numbers_.one_in(2)) continue;
      add("statuses", {{"unit", unit},
                       {"status", "kho-khan"},
                       {"valid_from", numbers_.one_in(2) ? "2020-01-01" : "2027-01-01"},
                       {"document", "d"}});
    }
  }

  void formula_below(const std::string& parent, int year, bool by_points) {
    Row& row = add("formulas", {{"programme", "fm"},
                                {"year", text(year)},
                                {"method", by_points ? "points" : "rates"},
                                {"parent", parent}});
    if (by_points) row["pool"] = text(amount(20) + step_of("fm") * 2);
    if (!numbers_.one_in(4)) return;
    add("first_amounts", {{"programme", "fm"},
                          {"year", text(year)},
                          {"unit", parent + "c1"},
                          {"amount", text(numbers_.between(1, step_of("fm") * 2))},
                          {"document", "d"}});
  }

  void formula_demands() {
    programme("fm", "formula", false);
    const bool by_points = numbers_.one_in(2);
    for (int year = first_year_; year <= last_year_; ++year) {
      formula_below("p1", year, by_points);
      if (numbers_.one_in(3)) formula_below("p2", year, by_points);
    }
    if (by_points) {
      criteria("fm");
    } else {
      add("rates", {{"programme", "fm"}, {"indicator", "people"}, {"rate", text(scale_)}});
    }
  }

  /// Money shared from the nation to provinces and from one province to its communes.
  void envelopes() {
    const std::string source = plan_.tables["sources"].front().at("code");
    std::string names;
    for (const Row& row : plan_.tables["programmes"]) {
      if (row.at("kind") == "formula" || numbers_.one_in(3)) continue;
      names += (names.empty() ? "" : "|") + row.at("code");
    }
    if (names.empty()) return;
    const std::string year = text(numbers_.between(first_year_, last_year_));
    if (!has_money(source, year)) return;
    tied_source_ = source;
    envelopes_below("e1", "vn", year, names);
    if (numbers_.one_in(2)) return;
    envelopes_below("e2", "p1", year, names);
    if (numbers_.one_in(2)) envelopes_below("e2", "p2", year, names.substr(0, names.find('|')));
  }

  void envelopes_below(const std::string& code, const std::string& parent, const std::string& year,
                       const std::string& programmes) {
    const auto& known = plan_.tables["programmes"];
    if (std::none_of(known.begin(), known.end(),
                     [&](const Row& row) { return row.at("code") == code; })) {
      programme(code, "formula", false);
      criteria(code);
    }
    Row& row = add("formulas", {{"programme", code},
                                {"year", year},
                                {"method", "points"},
                                {"pool_source", tied_source_},
                                {"result", "envelope"},
                                {"parent", parent},
                                {"envelope_for", programmes}});
    if (code == "e1" || !numbers_.one_in(8)) {
      row["pool"] = text(numbers_.between(5, 40) * scale_ + step_of(code) * 4);
    }
  }

  void limits() {
    for (std::int64_t i = 1, count = numbers_.between(0, 2); i <= count; ++i) {
      const Row& year = numbers_.any_of(plan_.tables["source_years"]);
      if (year.at("source") == tied_source_) continue;
      add("kept_money", {{"code", "giu" + text(i)},
                         {"source", year.at("source")},
                         {"year", year.at("year")},
                         {"programme", numbers_.any_of(fixed_)},
                         {"amount", text(std::stoll(year.at("available")) / 8)}});
    }
    if (numbers_.one_in(3)) {
      const std::string owner = numbers_.any_of(fixed_);
      add("caps", {{"code", "tran1"}, {"programme", owner}, {"amount", text(amount(60))}});
      add("caps", {{"code", "tran2"},
                   {"programme", owner},
                   {"unit", numbers_.any_of(units_)},
                   {"amount", text(amount(25))}});
    }
  }

  void decided() {
    std::set<std::string> done;
    for (std::int64_t i = 0, count = numbers_.between(1, 3); i < count; ++i) {
      const Item& item = numbers_.any_of(items_);
      const Row& money = numbers_.any_of(plan_.tables["source_years"]);
      if (money.at("year") != item.year || !done.insert(item.code + item.year).second) continue;
      const std::int64_t most =
          std::min<std::int64_t>(item.amount, std::stoll(money.at("available")) / 6);
      if (most <= 0) continue;
      Row& row = add("decided", {{"item", item.code},
                                 {"year", item.year},
                                 {"source", money.at("source")},
                                 {"amount", text(numbers_.between(1, most))},
                                 {"decided_on", "2025-12-01"},
                                 {"document", "d"}});
      if (numbers_.one_in(2)) {
        row["adjustable"] = "yes";
        row["paid"] = text(numbers_.between(0, std::stoll(row["amount"])));
      } else if (numbers_.one_in(2)) {
        row["authority"] = "Hội đồng nhân dân";
      }
    }
  }

  struct Item {
    std::string code;
    std::string year;
    std::int64_t amount = 0;
  };

  RandomNumbers numbers_;
  RandomNumbers later_numbers_;  ///< what was added later leaves the rest of a seed's plan alone
  MadePlan plan_;
  int first_year_ = 0;
  int last_year_ = 0;
  std::int64_t scale_ = 1;
  std::vector<std::string> units_;
  std::vector<std::string> class_rules_;
  std::vector<std::string> fixed_;
  std::vector<Item> items_;
  std::string tied_source_;
};

}  // namespace

MadePlan make_plan(std::uint64_t seed) { return PlanMaker(seed).make(); }

}  // namespace phanbo_verify::test
