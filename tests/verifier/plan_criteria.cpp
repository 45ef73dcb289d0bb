#include <algorithm>

#include "verifier/plan_extras.hpp"

namespace phanbo_verify::test {

namespace {

class CriteriaMaker {
 public:
  CriteriaMaker(MadePlan& plan, RandomNumbers& numbers, std::int64_t scale)
      : plan_(plan), numbers_(numbers), scale_(scale) {}

  void make() {
    for (const Row& unit : plan_.tables.at("units")) {
      plan_.tables["indicators"].push_back(
          {{"unit", unit.at("code")},
           {"indicator", "area"},
           {"value", numbers_.any_of<std::string>({"0", "1", "2.5", "7", "12.25", "40"})},
           {"document", "d"}});
    }
    for (std::int64_t i = 1, count = numbers_.between(1, 4); i <= count; ++i)
      add_criterion("tc" + std::to_string(i));
    if (numbers_.one_in(3)) limit_shares();
    if (numbers_.one_in(2)) add_amounts();
  }

 private:
  Row& criterion(const std::string& programme, const std::string& code, const std::string& kind) {
    auto& rows = plan_.tables["criteria"];
    rows.push_back(
        {{"programme", programme}, {"code", code}, {"name", "Tiêu chí"}, {"kind", kind}});
    return rows.back();
  }

  void add_criterion(const std::string& code) {
    const auto kind = numbers_.any_of<std::string>(
        {"bands", "brackets", "marginal", "category", "highest", "bonus", "expression"});
    Row& row = criterion("fm", code, kind);
    if (kind == "expression") {
      row["expression"] = expression();
    } else if (kind == "category" || kind == "highest" || kind == "bonus") {
      add_classes(code, kind);
    } else {
      row["indicator"] = numbers_.one_in(2) ? "people" : "area";
      add_bands(code, kind);
    }
    if (numbers_.one_in(4)) row["most"] = "T";
    if (numbers_.one_in(4)) row["least"] = "0.5";
    if (numbers_.one_in(3)) {
      row["digits"] = std::to_string(numbers_.between(0, 3));
      row["rounding"] = numbers_.any_of<std::string>({"down", "up", "half_up", "half_even"});
    }
    if (plan_.tables["parameters"].empty()) {
      plan_.tables["parameters"] = {{{"programme", "fm"}, {"code", "T"}, {"expression", "6"}},
                                    {{"programme", "fm"}, {"code", "K"}, {"expression", "T / 4"}}};
    }
  }

  std::string expression() {
    return numbers_.any_of<std::string>(
        {"people / 3 + 0,5 * area", "min(people; K * 3)", "if(people > 10 and area < T; 2; K)",
         "rank(people)", "order(area)", "round(people * 1,25; 0; half_even)",
         "people ÷ highest(people) × T", "sum(area) / (1 + area)", "clamp(people - area; 1; 9)",
         "abs(people - average(people))", "ceil(people / 7) + floor(area)",
         "15% × above(people) + is(commune) * K", "max(has(kho-khan) * 3; unit(p1c1) + 1)"});
  }

  void band(const std::string& code, const std::string& from, const std::string& to,
            const std::string& per, const std::string& points) {
    Row row = {{"programme", "fm"}, {"criterion", code}, {"points", points}};
    if (!from.empty()) row["from"] = from;
    if (!to.empty()) row["to"] = to;
    if (!per.empty()) row["per"] = per;
    plan_.tables["criterion_bands"].push_back(std::move(row));
  }

  void add_bands(const std::string& code, const std::string& kind) {
    const std::string middle = numbers_.any_of<std::string>({"4", "7.5", "T"});
    const bool steps = kind == "bands";
    band(code, "0", middle, steps ? "2" : "", numbers_.one_in(2) ? "1" : "0.3");
    band(code, middle, "30", steps ? "3" : "", "K");
    if (steps) {
      auto& rows = plan_.tables["criterion_bands"];
      const auto remainder = numbers_.any_of<std::string>({"prorata", "whole", "up"});
      for (std::size_t i = rows.size() - 2; i < rows.size(); ++i) rows[i]["remainder"] = remainder;
      rows[rows.size() - 2]["base"] = "0";
      rows.back()["base"] = "2";
    }
    if (kind != "bands") band(code, "30", "", "", "0.1");
  }

  void add_classes(const std::string& code, const std::string& kind) {
    auto& rows = plan_.tables["criterion_classes"];
    const auto give = [&](const char* by, const char* name, const char* points) {
      rows.push_back({{"programme", "fm"},
                      {"criterion", code},
                      {"by", by},
                      {"class", name},
                      {"points", points}});
    };
    give("kind", "commune", "2");
    give("kind", "province", "3.5");
    if (kind == "category") return;  // one class a unit
    give("unit", "p1c1", "4");
    give("status", "kho-khan", "K");
    if (!numbers_.one_in(3)) return;
    give("unit", "p1c2", "7");
    rows.back()["effect"] = "instead";
  }

  /// Floors and caps of every share, out of the least pool, so that they can be kept.
  void limit_shares() {
    std::int64_t least = -1;
    for (const Row& row : plan_.tables.at("formulas")) {
      if (row.at("programme") != "fm") continue;
      const std::int64_t pool = std::stoll(row.at("pool"));
      if (least < 0 || pool < least) least = pool;
    }
    const auto amount = [&](const std::string& code, std::int64_t dong) {
      Row& row = criterion("fm", code, "expression");
      row["expression"] = std::to_string(dong);
      row["role"] = "part";
    };
    amount("san", least / 12);
    amount("tran", least / 3 + 1);
    const bool has_least = numbers_.one_in(2);
    const bool has_most = !has_least || numbers_.one_in(2);
    for (Row& row : plan_.tables.at("formulas")) {
      if (row.at("programme") != "fm") continue;
      if (has_least) row["least"] = "san";
      if (has_most) row["most"] = "tran";
    }
  }

  /// The same payers, but the criteria are amounts and not points.
  void add_amounts() {
    const auto copy = [&](const char* table) {
      auto& rows = plan_.tables.at(table);
      for (std::size_t i = 0, count = rows.size(); i < count; ++i) {
        const Row& row = rows[i];
        const bool is_own =
            row.at(std::string_view(table) == "programmes" ? "code" : "programme") == "fm";
        if (!is_own) continue;
        Row twin = row;
        twin[std::string_view(table) == "programmes" ? "code" : "programme"] = "fa";
        if (std::string_view(table) == "formulas") {
          twin["method"] = "amounts";
          for (const char* name : {"pool", "least", "most"}) twin.erase(name);
        }
        rows.push_back(std::move(twin));
      }
    };
    copy("programmes");
    if (plan_.tables.contains("payer_rules")) copy("payer_rules");
    copy("formulas");
    Row& row = criterion("fa", "tien", "expression");
    row["expression"] = "people * " + std::to_string(scale_) + " / 3 + 1";
  }

  MadePlan& plan_;
  RandomNumbers& numbers_;
  std::int64_t scale_;
};

}  // namespace

void add_kinds_of_criteria(MadePlan& plan, RandomNumbers& numbers, std::int64_t scale) {
  const auto formulas = plan.tables.find("formulas");
  if (formulas == plan.tables.end()) return;
  const bool has_points = std::any_of(
      formulas->second.begin(), formulas->second.end(),
      [](const Row& row) { return row.at("programme") == "fm" && row.at("method") == "points"; });
  if (has_points) CriteriaMaker(plan, numbers, scale).make();
}

}  // namespace phanbo_verify::test
