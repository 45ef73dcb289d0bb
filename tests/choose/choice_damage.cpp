#include "choose/choice_damage.hpp"

#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>

#include "choose/choice_plan.hpp"
#include "verifier/allocate_here.hpp"
#include "verifier/bytes.hpp"
#include "verifier/random_numbers.hpp"
#include "verifier/verify.hpp"

namespace phanbo_verify::test {

namespace {

using Json = nlohmann::ordered_json;

/// Changes the last digit, so that the number is another one.
void bump(Json& number) {
  std::string text = number;
  text.back() = text.back() == '9' ? '8' : static_cast<char>(text.back() + 1);
  number = text;
}

/// The first leaf that a way through the questions leads to.
Json& first_leaf(Json& proof) {
  for (Json& node : proof["tree"])
    if (node.contains("leaf"))
      return proof["leaves"][static_cast<std::size_t>(std::stoul(node["leaf"].get<std::string>()))];
  return proof["leaves"][0];
}

class Damager {
 public:
  Damager(const Json& result, RandomNumbers& numbers, std::function<void(std::string, Json)> tried)
      : result_(result), numbers_(numbers), tried_(std::move(tried)) {}

  void run() {
    if (result_["choices"][0]["end"] == "impossible") return of_conflict();
    of_sums();
    of_refusals();
    of_goals();
    of_projects();
    of_certificate("", [](Json& choice) -> Json& { return choice["certificate"]; });
    for (std::size_t j = 0; j < result_["choices"][0]["stages"].size(); ++j) {
      if (!result_["choices"][0]["stages"][j].contains("certificate")) continue;
      of_certificate("goal " + std::to_string(j + 1) + " ",
                     [j](Json& choice) -> Json& { return choice["stages"][j]["certificate"]; });
    }
  }

 private:
  /// What contradicts, and the money that would mend it.
  void of_conflict() {
    const auto change = [this](const std::string& name,
                               const std::function<void(Json & conflict)>& edit) {
      damage("conflict: " + name, [&](Json& choice) { edit(choice["conflict"]); });
    };
    change("nothing contradicts", [](Json& own) { own["musts"] = own["limits"] = Json::array(); });
    change("an unknown must", [](Json& own) { own["musts"].push_back("khong-co"); });
    change("an unknown limit", [](Json& own) {
      own["limits"].push_back({{"limit", "khong-co"}, {"side", "at_most"}, {"bound", "1"}});
    });
    change("more money for nothing", [](Json& own) {
      own["repair"].push_back({{"place", "khong-co/2026"}, {"amount_dong", 0}});
    });
    if (result_["choices"][0]["conflict"]["repair"].empty()) return;
    change("more money nowhere", [](Json& own) { own["repair"][0]["place"] = "khong-co/2026"; });
    change("money for what only passes on", [](Json& own) {
      own["repair"][0]["place"] = "<" + own["repair"][0]["place"].get<std::string>() + ">";
    });
    change("no money", [](Json& own) {
      own["repair"].push_back({{"place", own["repair"][0]["place"]}, {"amount_dong", 0}});
    });
    change("another repair", [](Json& own) { bump(own["repair_dong"]); });
  }

  /// One damage of the choice.
  void damage(const std::string& name, const std::function<void(Json& choice)>& change) {
    Json copy = result_;
    change(copy["choices"][0]);
    if (copy != result_) tried_(name, std::move(copy));
  }

  void of_sums() {
    for (const char* key : {"value", "bound", "gap", "items", "people"})
      damage(key, [&](Json& choice) { bump(choice[key]); });
    for (const char* key : {"value", "items", "people"})
      damage(std::string("in_rank_order ") + key,
             [&](Json& choice) { bump(choice["in_rank_order"][key]); });
    damage("end", [](Json& choice) {
      choice["end"] = choice["end"] == "optimal" ? "work_limit" : "optimal";
    });
    damage("class", [](Json& choice) { choice["class"] = "kk"; });
    const std::string value = result_["choices"][0]["value"];
    if (value.find_first_of("123456789") == std::string::npos) return;
    damage("bound below the value", [](Json& choice) {
      choice["bound"] = "0";
      choice["gap"] = "0";
      choice["value"] = "0";
    });
  }

  void of_refusals() {
    const Json& refused = result_["choices"][0]["refused"];
    if (refused.empty()) return;
    const auto i = static_cast<std::size_t>(
        numbers_.between(0, static_cast<std::int64_t>(refused.size()) - 1));
    damage("refused left out", [&](Json& choice) { choice["refused"].erase(i); });
    damage("refused item", [&](Json& choice) { choice["refused"][i]["item"] = "j99"; });
    damage("refused reason", [&](Json& choice) {
      Json& reason = choice["refused"][i]["reason"];
      reason = reason == "beaten" ? "no_money" : "beaten";
    });
    damage("refused named", [&](Json& choice) { choice["refused"][i]["named"] = "another/2026"; });
    damage("refused year", [&](Json& choice) {
      Json& year = choice["refused"][i]["year"];
      if (year.is_null())
        year = "2026";
      else
        year = nullptr;
    });
    damage("refused missing", [&](Json& choice) {
      Json& missing = choice["refused"][i]["missing_dong"];
      missing = missing.get<std::int64_t>() + 1;
    });
    for (const char* key : {"value", "price", "extra_value"})
      damage(std::string("refused ") + key, [&](Json& choice) {
        Json& number = choice["refused"][i][key];
        if (number == "")
          number = "1";
        else
          bump(number);
      });
  }

  void of_goals() {
    for (std::size_t j = 0; j < result_["choices"][0]["stages"].size(); ++j) {
      const std::string goal = "goal " + std::to_string(j + 1) + " ";
      for (const char* key : {"order", "value", "bound", "gap"})
        damage(goal + key, [&](Json& choice) { bump(choice["stages"][j][key]); });
      damage(goal + "goal", [&](Json& choice) {
        Json& own = choice["stages"][j]["goal"];
        own = own == "value" ? "spread" : "value";
      });
      damage(goal + "of", [&](Json& choice) { choice["stages"][j]["of"] = "another"; });
      damage(goal + "held above the value",
             [&](Json& choice) { choice["stages"][j]["held"] = "9000000000000000"; });
      damage(goal + "left out", [&](Json& choice) { choice["stages"].erase(j); });
    }
  }

  void of_projects() {
    const std::size_t count = result_["projects"].size();
    const auto i =
        static_cast<std::size_t>(numbers_.between(0, static_cast<std::int64_t>(count) - 1));
    const auto change = [&](const std::string& name, const std::function<void(Json&)>& edit) {
      Json copy = result_;
      edit(copy["projects"][i]);
      tried_("project " + name, std::move(copy));
    };
    change("selected", [](Json& row) { row["selected"] = !row["selected"].get<bool>(); });
    change("schedule",
           [](Json& row) { row["schedule"] = row["schedule"] == "given" ? "gon2" : "given+9"; });
    change("reason", [](Json& row) {
      row["reason"] = row["reason"] == "not_chosen" ? "in_full" : "not_chosen";
    });
  }

  using Find = std::function<Json&(Json& choice)>;

  /// What takes a proof away, whatever its numbers.
  void of_certificate(const std::string& whose, const Find& find) {
    const auto change = [&](const std::string& name, const std::function<void(Json&)>& edit) {
      damage(whose + "proof: " + name, [&](Json& choice) { edit(find(choice)); });
    };
    Json probe = result_["choices"][0];
    const Json proof = find(probe);
    if (proof["tree"].empty()) return;  // a bound of 0 needs no proof
    change("no tree", [](Json& own) { own["tree"] = Json::array(); });
    change("no leaves", [](Json& own) { own["leaves"] = Json::array(); });
    change("leaf out of range", [](Json& own) {
      own["tree"][own["tree"].size() - 1] = {{"leaf", "99999"}};
    });
    change("an unknown limit", [](Json& own) { own["limits"].push_back("limit:khong-co"); });
    change("a limit twice", [](Json& own) {
      if (!own["limits"].empty()) own["limits"].push_back(own["limits"][0]);
    });
    change("an unknown place",
           [](Json& own) { own["cuts"].push_back(Json::array({"khong-co/2026"})); });
    change("scale out of range", [](Json& own) { first_leaf(own)["scale_bits"] = "200"; });
    change("a price that is no number", [](Json& own) {
      first_leaf(own)["limits"].push_back(Json::array({"0", "1x"}));
    });
    of_tidiness(change, proof);
    of_tree(change, proof);
    if (proof["tree"].size() == 1) of_single_leaf(change, proof);
  }

  /// What a proof names although it does not need it, and sums that are others.
  template <class Change>
  void of_tidiness(const Change& change, const Json& proof) {
    for (std::size_t n = 0; n < proof["tree"].size(); ++n) {
      if (!proof["tree"][n].contains("leaf")) continue;
      change("another sum", [n](Json& own) {
        Json& sum = own["tree"][n]["sum"];
        if (sum == "")
          sum = "1";
        else
          bump(sum);
      });
      change("no sum", [n](Json& own) { own["tree"][n].erase("sum"); });
      break;
    }
    change("a leaf that nothing leads to", [](Json& own) {
      const Json leaf = own["leaves"][0];
      own["leaves"].push_back(leaf);
      own["leaves"].push_back(leaf);
    });
    if (!proof["cuts"].empty())
      change("a cut twice", [](Json& own) {
        const Json cut = own["cuts"][0];
        own["cuts"].push_back(cut);
        first_leaf(own)["cuts"].push_back(
            Json::array({std::to_string(own["cuts"].size() - 1), "1"}));
      });
    Json copy = proof;
    for (const char* kind : {"cuts", "limits"}) {
      const Json prices = first_leaf(copy)[kind];
      if (prices.size() > 1)
        change(std::string(kind) + " out of order", [kind](Json& own) {
          std::swap(first_leaf(own)[kind][0], first_leaf(own)[kind][1]);
        });
      const std::string last = std::to_string(proof[kind].size() - 1);
      if (proof[kind].empty() || (!prices.empty() && prices.back()[0] == last)) continue;
      change(std::string(kind) + " with a price of 0", [kind, last](Json& own) {
        first_leaf(own)[kind].push_back(Json::array({last, "0"}));
      });
    }
  }

  template <class Change>
  void of_tree(const Change& change, const Json& proof) {
    for (std::size_t n = 0; n < proof["tree"].size(); ++n) {
      if (!proof["tree"][n].contains("item")) continue;
      change("an unknown item asked", [n](Json& own) { own["tree"][n]["item"] = "khong-co"; });
      change("an unknown option asked", [n](Json& own) { own["tree"][n]["option"] = "khong-co"; });
      change("no answer", [n](Json& own) { own["tree"][n].erase("refused"); });
      change("a circle", [n](Json& own) { own["tree"][n]["taken"] = std::to_string(n); });
      change("one way for both answers",
             [n](Json& own) { own["tree"][n]["refused"] = own["tree"][n]["taken"]; });
      break;
    }
  }

  /// Numbers of the only leaf: they are the bound.
  template <class Change>
  void of_single_leaf(const Change& change, const Json& proof) {
    Json copy = proof;
    const Json leaf = first_leaf(copy);
    for (const char* kind : {"cuts", "limits"}) {
      for (std::size_t k = 0; k < leaf[kind].size(); ++k) {
        const std::string price = leaf[kind][k][1];
        if (price == "0") continue;
        change(std::string("price of ") + kind + " turned", [kind, k, price](Json& own) {
          first_leaf(own)[kind][k][1] = price.front() == '-' ? price.substr(1) : "-" + price;
        });
        break;
      }
    }
    change("impossible instead of a bound", [](Json& own) {
      Json& flag = first_leaf(own)["proves_impossible"];
      flag = !flag.get<bool>();
    });
  }

  const Json& result_;
  RandomNumbers& numbers_;
  std::function<void(std::string, Json)> tried_;
};

}  // namespace

DamageTrials try_choice_damages(std::uint64_t seed) {
  const std::filesystem::path root = scratch_folder("damage");
  DamageTrials trials;
  const ChoicePlan plan = make_choice_plan(seed);
  plan.plan.write(root / "plan");
  if (allocate_here(root / "plan", root / "out", Search::whole).end != AllocateEnd::written)
    return trials;
  const auto text = read_plan_text(root / "plan");
  const std::string bytes = read_bytes(root / "out" / "result.json");
  if (!verify(*text, bytes, root / "none").is_clean())
    trials.doubted.push_back("seed " + std::to_string(seed));
  const Json result = Json::parse(bytes);
  RandomNumbers numbers(seed);
  Damager(result, numbers, [&](std::string name, Json damaged) {
    ++trials.tried;
    bool is_believed = false;
    try {
      is_believed = verify(*text, damaged.dump(), root / "none").is_clean();
    } catch (const BadInput&) {
      // Refused before it was looked at: that is an objection, too.
    }
    if (is_believed)
      trials.believed.push_back("seed " + std::to_string(seed) + ": " + std::move(name));
  }).run();
  return trials;
}

}  // namespace phanbo_verify::test
