#include "outputs/open_data/oc4ids.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "outputs/open_data/json_text.hpp"
#include "outputs/open_data/sectors.hpp"

namespace phanbo {

namespace {

using open_data::JsonText;
using open_data::plain_name;

std::string timestamp(const Date& date) { return to_iso(date) + "T00:00:00Z"; }

void put_value(JsonText& json, std::string_view key, Money amount) {
  json.key(key).begin_object().key("amount").number(amount.dong());
  json.field("currency", "VND").end_object();
}

void put_period(JsonText& json, std::string_view key, std::optional<int> first,
                std::optional<int> last) {
  json.key(key).begin_object();
  if (first) json.field("startDate", timestamp({*first, 1, 1}));
  if (last) json.field("endDate", std::to_string(*last) + "-12-31T23:59:59Z");
  json.end_object();
}

/// Years and sources of one project, in this order, with what they pay.
using Breakdown = std::map<std::pair<int, std::size_t>, Money>;

struct ProjectFacts {
  std::size_t item = 0;
  Money need, allocated, missing;
  std::map<int, Money> need_by_year;
  DemandReason reason = DemandReason::in_full;
  Breakdown breakdown;
};

class Package {
 public:
  Package(const Plan& plan, const Assessment& assessment, const Allocation& allocation,
          Language language)
      : plan_(plan), assessment_(assessment), language_(language) {
    std::vector<std::size_t> place(assessment.items.size(), SIZE_MAX);
    for (std::size_t i = 0; i < assessment.items.size(); ++i) {
      const ItemOrigin origin = assessment.items.rows()[i].origin;
      if (origin != ItemOrigin::site && origin != ItemOrigin::project) continue;
      place[i] = projects_.size();
      projects_.emplace_back().item = i;
    }
    for (std::size_t i = 0; i < assessment.demands.size(); ++i) {
      const Demand& demand = assessment.demands.rows()[i];
      if (place[demand.item.position()] == SIZE_MAX) continue;
      ProjectFacts& facts = projects_[place[demand.item.position()]];
      facts.need += demand.need;
      facts.need_by_year[demand.year] += demand.need;
      facts.allocated += allocation.demands[i].allocated;
      facts.missing += allocation.demands[i].shortfall;
      if (facts.reason == DemandReason::in_full || facts.reason == DemandReason::nothing_needed)
        facts.reason = allocation.demands[i].reason;
    }
    for (const LedgerLine& line : allocation.ledger) {
      if (line.part == Part::transfer) continue;
      const std::size_t item = assessment.demands[line.demand].item.position();
      if (place[item] == SIZE_MAX) continue;
      projects_[place[item]].breakdown[{line.year, line.source.position()}] += line.amount;
    }
  }

  bool is_empty() const { return projects_.empty(); }
  void put(JsonText& json, std::string_view program) const;

 private:
  std::string_view say(Text words) const { return words.in(language_); }
  const Project* project_of(const Item& item) const {
    return item.origin == ItemOrigin::project ? &plan_.projects.rows()[item.origin_row] : nullptr;
  }
  const Site* site_of(const Item& item) const {
    return item.origin == ItemOrigin::site ? &plan_.sites.rows()[item.origin_row] : nullptr;
  }
  Date published() const;
  std::string description_of(const ProjectFacts& facts) const;
  void put_project(JsonText& json, const ProjectFacts& facts) const;
  void put_classes(JsonText& json, const Item& item) const;
  void put_parties(JsonText& json, const Item& item, const ProjectFacts& facts) const;
  void put_budget(JsonText& json, const ProjectFacts& facts) const;
  void put_forecasts(JsonText& json, const Item& item, const ProjectFacts& facts) const;
  void put_metric(JsonText& json, std::string_view id, Text title, Money amount) const;
  void put_documents(JsonText& json, Index<Document> dossier) const;

  const Plan& plan_;
  const Assessment& assessment_;
  Language language_;
  std::vector<ProjectFacts> projects_;
};

/// The last change of the contents: the day of the decision, else the latest document, else the
/// first day of the plan.
Date Package::published() const {
  if (plan_.decided_on) return *plan_.decided_on;
  std::optional<Date> latest;
  for (const Document& document : plan_.documents) {
    if (document.issued && (!latest || *latest < *document.issued)) latest = document.issued;
  }
  return latest.value_or(Date{plan_.first_year, 1, 1});
}

std::string Package::description_of(const ProjectFacts& facts) const {
  const Item& item = assessment_.items.rows()[facts.item];
  std::string text = plan_.programmes[item.programme].name;
  text += ". ";
  text += say({"Kết quả: ", "Outcome: "});
  text += say(name_of(facts.reason));
  text += ".";
  if (!plan_.illustrative.empty()) text += " " + plan_.illustrative;
  return text;
}

void Package::put_classes(JsonText& json, const Item& item) const {
  const Project* project = project_of(item);
  const Programme& programme = plan_.programmes[item.programme];
  const std::string& sector =
      project != nullptr && !project->sector.empty() ? project->sector : programme.sector;
  const open_data::Sector* known = open_data::find_sector(sector);
  if (known != nullptr && !known->oc4ids.empty())
    json.key("sector").begin_array().string(known->oc4ids).end_array();
  if (sector.empty()) return;
  json.key("additionalClassifications").begin_array();
  json.begin_object().field("scheme", "phanbo-sector").field("id", sector).end_object();
  // Circular 324/2016 holds up to budget year 2025; the chart of accounts changes after it.
  constexpr int last_year_of_chart = 2025;
  if (known != nullptr && !known->budget_category.empty() &&
      plan_.first_year <= last_year_of_chart) {
    json.begin_object().field("scheme", "VN-324-2016-TT-BTC-Loai");
    json.field("id", known->budget_category);
    json.field("description",
               say({"Loại theo Thông tư số 324/2016/TT-BTC, đến hết năm ngân sách 2025",
                    "Category of Circular 324/2016/TT-BTC, up to budget year 2025"}));
    json.end_object();
  }
  json.end_array();
}

void put_party(JsonText& json, std::string_view id, std::string_view name, std::string_view role) {
  json.begin_object().field("id", id).field_if("name", name);
  json.key("roles").begin_array().string(role).end_array().end_object();
}

void Package::put_parties(JsonText& json, const Item& item, const ProjectFacts& facts) const {
  std::set<std::size_t> sources;
  for (const auto& [place, amount] : facts.breakdown) sources.insert(place.second);
  if (item.holder.empty() && sources.empty()) return;
  json.key("parties").begin_array();
  if (!item.holder.empty()) put_party(json, "holder", item.holder, "publicAuthority");
  for (const std::size_t source : sources) {
    const Source& row = plan_.sources.rows()[source];
    put_party(json, "source-" + row.code, row.name, "funder");
  }
  json.end_array();
}

void Package::put_budget(JsonText& json, const ProjectFacts& facts) const {
  json.key("budget").begin_object();
  json.field("description",
             std::string(say({"Vốn kế hoạch này bố trí, các năm ", "Allocated by this plan, "})) +
                 std::to_string(plan_.first_year) + "–" + std::to_string(plan_.last_year));
  put_value(json, "amount", facts.allocated);
  const bool any = std::any_of(facts.breakdown.begin(), facts.breakdown.end(),
                               [](const auto& line) { return !line.second.is_zero(); });
  if (any) {
    json.key("budgetBreakdowns").begin_array().begin_object();
    json.field("id", "year-and-source");
    json.field("description", say({"Theo năm và nguồn vốn", "By year and source"}));
    json.key("budgetBreakdown").begin_array();
    for (const auto& [place, amount] : facts.breakdown) {
      if (amount.is_zero()) continue;
      const Source& source = plan_.sources.rows()[place.second];
      json.begin_object().field("id", std::to_string(place.first) + "-" + source.code);
      json.field_if("description", source.name);
      put_value(json, "amount", amount);
      put_period(json, "period", place.first, place.first);
      json.key("sourceParty").begin_object().field_if("name", source.name);
      json.field("id", "source-" + source.code).end_object().end_object();
    }
    json.end_array().end_object().end_array();
  }
  json.end_object();
}

void Package::put_metric(JsonText& json, std::string_view id, Text title, Money amount) const {
  json.begin_object().field("id", id).field("title", say(title));
  json.key("observations").begin_array().begin_object();
  json.field("id", std::string(id) + "-1");
  put_period(json, "period", plan_.first_year, plan_.last_year);
  put_value(json, "value", amount);
  json.end_object().end_array().end_object();
}

void Package::put_forecasts(JsonText& json, const Item& item, const ProjectFacts& facts) const {
  json.key("forecasts").begin_array();
  json.begin_object().field("id", "need").field("title", say({"Nhu cầu từng năm", "Need by year"}));
  json.key("observations").begin_array();
  for (const auto& [year, amount] : facts.need_by_year) {
    json.begin_object().field("id", "need-" + std::to_string(year));
    put_period(json, "period", year, year);
    put_value(json, "value", amount);
    json.end_object();
  }
  json.end_array().end_object();
  put_metric(json, "missing", {"Còn phải bố trí", "Still to be funded"}, facts.missing);
  const Project* project = project_of(item);
  const Site* site = site_of(item);
  if (project != nullptr) {
    put_metric(json, "approved-total", {"Tổng mức được duyệt", "Approved total"},
               project->approved_total);
    put_metric(json, "cumulated-before",
               {"Lũy kế vốn đã bố trí trước kỳ", "Cumulated before the plan"},
               project->paid_before);
  }
  const auto& ceiling = project != nullptr ? project->ceiling : site->ceiling;
  if (ceiling)
    put_metric(json, "ceiling", {"Trần vốn trong kỳ", "Ceiling of the period"}, *ceiling);
  json.end_array();
}

void Package::put_documents(JsonText& json, Index<Document> dossier) const {
  if (!dossier.is_set()) return;
  const Document& document = plan_.documents[dossier];
  json.key("documents").begin_array().begin_object().field("id", document.code);
  json.field_if("title", document.citation).field_if("description", document.subject);
  if (document.issued) json.field("datePublished", timestamp(*document.issued));
  json.end_object().end_array();
}

std::string_view status_of(const Project* project) {
  if (project == nullptr) return {};
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> known = {
      {{"completed_unpaid", "completion"},
       {"transition", "implementation"},
       {"transition_finishing", "implementation"},
       {"new", "preparation"},
       {"preparation", "preparation"},
       {"planning_preparation", "preparation"},
       {"planning", "identification"}}};
  const auto found = std::find_if(known.begin(), known.end(), [&](const auto& entry) {
    return entry.first == project->status;
  });
  return found == known.end() ? std::string_view() : found->second;
}

void Package::put_project(JsonText& json, const ProjectFacts& facts) const {
  const Item& item = assessment_.items.rows()[facts.item];
  const Project* project = project_of(item);
  json.begin_object();
  json.field("id", plain_name(plan_.code) + "-" + item.code);
  json.field("language", "vi");
  json.key("identifiers").begin_array().begin_object().field("id", item.code);
  json.field("scheme", "phanbo").end_object().end_array();
  json.field_if("title", item.name).field("description", description_of(facts));
  json.field_if("status", status_of(project));
  if (project != nullptr && project->start_year)
    put_period(json, "period", project->start_year, std::nullopt);
  if (project == nullptr) json.field("type", "rehabilitation");
  put_classes(json, item);
  const Unit& unit = plan_.units[item.unit];
  json.key("locations").begin_array().begin_object().field("id", unit.code);
  json.field_if("description", unit.name).end_object().end_array();
  put_budget(json, facts);
  put_parties(json, item, facts);
  if (!item.holder.empty()) {
    json.key("publicAuthority").begin_object().field("name", item.holder);
    json.field("id", "holder").end_object();
  }
  put_forecasts(json, item, facts);
  put_documents(json, project != nullptr ? project->dossier : site_of(item)->dossier);
  json.end_object();
}

void Package::put(JsonText& json, std::string_view program) const {
  json.begin_object().field("version", "0.9");
  json.field("uri", "urn:phanbo:" + plain_name(plan_.code));
  json.field("publishedDate", timestamp(published()));
  json.key("publisher").begin_object();
  // A plan does not say who publishes it: its province is the nearest; whoever does corrects this.
  const std::string_view name =
      plan_.province.is_set() ? std::string_view(plan_.units[plan_.province].name) : program;
  json.field("name", name.empty() ? "phanbo" : name).end_object();
  json.key("projects").begin_array();
  for (const ProjectFacts& facts : projects_) put_project(json, facts);
  json.end_array().end_object();
}

}  // namespace

std::string oc4ids_json(const Plan& plan, const Assessment& assessment,
                        const Allocation& allocation, Language language, std::string_view program) {
  const Package package(plan, assessment, allocation, language);
  if (package.is_empty()) return {};
  JsonText json;
  package.put(json, program);
  return json.take();
}

}  // namespace phanbo
