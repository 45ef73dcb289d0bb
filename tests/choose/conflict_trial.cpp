#include "choose/conflict_trial.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "choose/choice_plan.hpp"
#include "verifier/allocate_here.hpp"
#include "verifier/bytes.hpp"
#include "verifier/verify.hpp"

namespace phanbo_verify::test {

namespace {

using Json = nlohmann::json;

constexpr std::int64_t plenty = 4'000'000'000'000'000;

struct Member {
  std::string kind;  ///< must, at_most, at_least, place
  std::string name;
};

std::vector<Member> members_of(const Json& conflict) {
  std::vector<Member> members;
  for (const Json& must : conflict["musts"]) members.push_back({"must", must});
  for (const Json& limit : conflict["limits"]) members.push_back({limit["side"], limit["limit"]});
  for (const Json& place : conflict["places"]) members.push_back({"place", place["place"]});
  return members;
}

bool is_in(const std::vector<Member>& members, const std::string& kind, const std::string& name) {
  return std::any_of(members.begin(), members.end(), [&](const Member& member) {
    return member.kind == kind && member.name == name;
  });
}

/// Only the demands of these members are kept.
ChoicePlan with_only(ChoicePlan plan, const std::vector<Member>& members) {
  for (TriedProject& project : plan.projects)
    if (!is_in(members, "must", project.code) && project.lock == "must") project.lock.clear();
  for (ChoicePlan::Limit& limit : plan.limits) {
    if (!is_in(members, "at_most", "limit:" + limit.code)) limit.cap.reset();
    if (!is_in(members, "at_least", "limit:" + limit.code)) limit.floor.reset();
  }
  std::erase_if(plan.exclusions, [&](const auto& set) {
    return !is_in(members, "at_most", "exclusion:" + set.first);
  });
  std::erase_if(plan.prerequisites, [&](const auto& link) {
    const auto code = [&](int p) { return plan.projects[static_cast<std::size_t>(p)].code; };
    return !is_in(members, "at_most", "prerequisite:" + code(link.first) + "/" + code(link.second));
  });
  for (std::size_t s = 0; s < plan.money.size(); ++s) {
    for (std::size_t y = 0; y < plan.money[s].size(); ++y) {
      const auto name = [&](std::size_t year) {
        return plan.source_codes[s] + "/" + std::to_string(2026 + year);
      };
      if (!is_in(members, "place", name(y)) && plan.money[s][y] > 0) plan.money[s][y] = plenty;
      if (plan.carry[s][y] > 0 && !is_in(members, "place", name(y) + ">" + name(y + 1)))
        plan.carry[s][y] = plenty;
    }
  }
  return plan;
}

bool is_possible(const ChoicePlan& plan) { return least_repair_by_looking(plan) == 0; }

std::string check_set(const ChoicePlan& plan, const std::vector<Member>& members) {
  if (is_possible(with_only(plan, members))) return "the named set can be kept";
  for (std::size_t i = 0; i < members.size(); ++i) {
    std::vector<Member> fewer = members;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (!is_possible(with_only(plan, fewer)))
      return "without " + members[i].name + " the rest still cannot be kept";
  }
  return {};
}

/// The plan with the repair added where the result says.
MadePlan repaired(const ChoicePlan& plan, const Json& repair) {
  MadePlan made = plan.plan;
  for (const Json& extra : repair) {
    const std::string place = extra["place"];
    const std::size_t mark = place.find('/');
    for (Row& row : made.tables["source_years"])
      if (row["source"] == place.substr(0, mark) && row["year"] == place.substr(mark + 1))
        row["available"] =
            std::to_string(std::stoll(row["available"]) + extra["amount_dong"].get<std::int64_t>());
  }
  return made;
}

Json choice_in(const std::filesystem::path& out) {
  std::ifstream stream(out / "result.json");
  return Json::parse(stream)["choices"][0];
}

std::string check_repair(const ChoicePlan& plan, const Json& conflict,
                         const std::filesystem::path& root) {
  const auto least = least_repair_by_looking(plan);
  const std::string stated = conflict["repair_dong"];
  if (stated.empty() != !least.has_value()) return "a repair is named where none is, or missing";
  if (!least) return {};
  if (std::stoll(stated) != *least)
    return "the cheapest repair is " + std::to_string(*least) + ", not " + stated;
  if (!conflict["repair_is_least"]) return "the repair is not proved to be the least";
  std::filesystem::remove_all(root / "mended");
  repaired(plan, conflict["repair"]).write(root / "mended");
  const AllocateOutcome outcome =
      allocate_here(root / "mended", root / "mended-out", Search::whole);
  if (outcome.end != AllocateEnd::written) return "repaired: " + outcome.message;
  if (choice_in(root / "mended-out")["end"] == "impossible") return "the repair does not help";
  return {};
}

}  // namespace

ConflictTrial try_conflict_plan(std::uint64_t seed) {
  const std::filesystem::path root = scratch_folder("conflict");
  const ChoicePlan plan = make_conflict_plan(seed);
  plan.plan.write(root / "plan");
  ConflictTrial trial;
  const AllocateOutcome outcome = allocate_here(root / "plan", root / "out", Search::whole);
  if (outcome.end != AllocateEnd::written) {
    trial.fault = outcome.message;
    return trial;
  }
  const Json choice = choice_in(root / "out");
  trial.is_impossible = choice["end"] == "impossible";
  if (!trial.is_impossible) return trial;
  const Report report = verify(*read_plan_text(root / "plan"),
                               read_bytes(root / "out" / "result.json"), root / "out" / "tables");
  if (!report.is_clean()) {
    trial.fault = "phanbo-verify: " + report.faults().front().rule + " " +
                  report.faults().front().where.english + " " +
                  report.faults().front().found.english;
    return trial;
  }
  const Json& conflict = choice["conflict"];
  const std::vector<Member> members = members_of(conflict);
  trial.members = members.size();
  trial.has_repair = conflict["repair_dong"] != "";
  if (!conflict["irreducible"]) trial.fault = "not shown to be irreducible";
  if (trial.fault.empty()) trial.fault = check_set(plan, members);
  if (trial.fault.empty()) trial.fault = check_repair(plan, conflict, root);
  return trial;
}

}  // namespace phanbo_verify::test
