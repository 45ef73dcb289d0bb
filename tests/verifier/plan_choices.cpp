#include <algorithm>

#include "verifier/plan_extras.hpp"

namespace phanbo_verify::test {

namespace {

class ChoiceMaker {
 public:
  ChoiceMaker(MadePlan& plan, RandomNumbers& numbers, std::int64_t scale)
      : plan_(plan), numbers_(numbers), scale_(scale) {
    first_year_ = std::stoi(plan.header.at("first_year"));
    last_year_ = std::stoi(plan.header.at("last_year"));
    for (const Row& row : plan.tables.at("programmes")) {
      if (row.at("code") == "pj") step_ = std::stoll(row.at("step"));
    }
  }

  void make() {
    add_class();
    for (std::int64_t i = 1, count = numbers_.between(1, 6); i <= count; ++i) add_project(i);
    for (Row& row : plan_.tables["projects"]) {
      if (row.at("status") == "new") items_.push_back(row.at("code"));
    }
    for (Row& row : plan_.tables["sites"]) {
      if (numbers_.one_in(2)) continue;
      row["class"] = "kc";
      items_.push_back(row.at("code"));
    }
    for (const std::string& item : items_) add_rule(item);
    if (items_.size() > 1 && numbers_.one_in(2)) add_links();
    if (numbers_.one_in(2)) add_limits();
  }

 private:
  void add_class() {
    auto& classes = plan_.tables["classes"];
    classes.back()["project_statuses"] = "transition";
    classes.push_back({{"code", "kc"},
                       {"order", std::to_string(classes.size() + 1)},
                       {"name", "Hạng chọn"},
                       {"mandatory", numbers_.one_in(4) ? "yes" : "no"},
                       {"rule", "best_value"},
                       {"project_statuses", "new"}});
  }

  std::string whole_steps(std::int64_t most) {
    return std::to_string(std::max<std::int64_t>(1, numbers_.between(0, most) * scale_ / step_) *
                          step_);
  }

  void add_project(std::int64_t number) {
    Row row = {{"code", "v" + std::to_string(number)},
               {"programme", "pj"},
               {"name", "Dự án để chọn"},
               {"unit", numbers_.one_in(2) ? "p1c1" : "p2"},
               {"sector", numbers_.one_in(2) ? "duong" : "truong"},
               {"status", "new"},
               {"score", std::to_string(numbers_.between(0, 9))},
               {"divisible", numbers_.one_in(3) ? "yes" : "no"}};
    if (!numbers_.one_in(8)) row["dossier"] = "d";
    if (numbers_.one_in(3)) row["rank"] = std::to_string(numbers_.between(1, 3));
    std::int64_t total = 0;
    for (int year = first_year_; year <= last_year_; ++year) {
      if (year != first_year_ && numbers_.one_in(2)) continue;
      const std::string asked = whole_steps(20);
      row["y" + std::to_string(year)] = asked;
      total += std::stoll(asked);
    }
    row["approved_total"] = std::to_string(total + numbers_.between(0, 5) * scale_);
    if (numbers_.one_in(3)) add_schedule(row.at("code"), total);
    plan_.tables["projects"].push_back(std::move(row));
  }

  void add_schedule(const std::string& project, std::int64_t total) {
    std::int64_t left = total;
    for (int year = first_year_; year <= last_year_ && left > 0; ++year) {
      const std::int64_t amount =
          year == last_year_ ? left : std::max<std::int64_t>(1, left / numbers_.between(1, 3));
      plan_.tables["schedules"].push_back({{"project", project},
                                           {"schedule", "cham"},
                                           {"year", std::to_string(year)},
                                           {"amount", std::to_string(amount)}});
      left -= amount;
    }
  }

  void add_rule(const std::string& item) {
    if (numbers_.one_in(3)) return;
    Row row = {{"item", item}, {"people", std::to_string(numbers_.between(0, 5000))}};
    // One must at most: to find out why many cannot be kept together takes long.
    if (numbers_.one_in(6)) row["lock"] = numbers_.one_in(2) || has_must_ ? "must_not" : "must";
    has_must_ = has_must_ || row["lock"] == "must";
    if (row["lock"].empty()) row.erase("lock");
    if (numbers_.one_in(2)) row["value"] = numbers_.any_of<std::string>({"1", "4", "2.5", "7.25"});
    if (numbers_.one_in(2)) {
      row["latest_start"] = std::to_string(numbers_.between(first_year_, last_year_));
      row["delay_loss_percent"] = numbers_.any_of<std::string>({"0", "10", "33.3", "60"});
    }
    if (numbers_.one_in(12)) row["schedule"] = "given";
    if (numbers_.one_in(4)) row["least_useful"] = std::to_string(numbers_.between(1, 8) * scale_);
    plan_.tables["choice_rules"].push_back(std::move(row));
  }

  void add_links() {
    const std::string one = numbers_.any_of(items_);
    const std::string two = numbers_.any_of(items_);
    if (one == two) return;
    if (numbers_.one_in(2)) {
      plan_.tables["exclusions"] = {{{"set", "n1"}, {"item", one}}, {{"set", "n1"}, {"item", two}}};
    } else {
      plan_.tables["prerequisites"] = {{{"item", one}, {"needs", two}}};
    }
  }

  void add_limits() {
    auto& limits = plan_.tables["choice_limits"];
    Row cap = {{"code", "tran"}, {"cap", std::to_string(numbers_.between(1, 40) * scale_)}};
    if (numbers_.one_in(2)) cap["sector"] = "duong";
    if (numbers_.one_in(3)) cap["year"] = std::to_string(last_year_);
    limits.push_back(std::move(cap));
    if (has_must_ || !numbers_.one_in(3)) return;
    limits.push_back({{"code", "san"},
                      {"unit", numbers_.one_in(2) ? "p1" : "vn"},
                      {"floor", std::to_string(numbers_.between(1, 6) * scale_)}});
  }

  MadePlan& plan_;
  RandomNumbers& numbers_;
  std::int64_t scale_;
  std::int64_t step_ = 1;
  int first_year_ = 0;
  int last_year_ = 0;
  bool has_must_ = false;
  std::vector<std::string> items_;
};

}  // namespace

void add_best_value(MadePlan& plan, RandomNumbers& numbers, std::int64_t scale) {
  const auto projects = plan.tables.find("projects");
  if (projects == plan.tables.end()) return;
  plan.header["class_order"] = "by_class";
  ChoiceMaker(plan, numbers, scale).make();
}

}  // namespace phanbo_verify::test
