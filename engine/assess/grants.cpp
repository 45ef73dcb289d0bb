#include "engine/assess/kinds.hpp"
#include "engine/assess/yearly_needs.hpp"

namespace phanbo {

void assess_grants(Workbench& bench, PayerFinder& finder) {
  for (std::size_t row = 0; row < bench.plan.sites.size(); ++row) {
    const Site& site = bench.plan.sites.rows()[row];
    if (!bench.is_of_kind(site.programme, ProgrammeKind::grants, {"sites", row, "programme"}))
      continue;
    const Index<Item> item = bench.assessment.items.push_back(
        {site.code, site.name, site.programme, site.unit, site.holder, ItemOrigin::site, row});
    auto needs = cut_at_limit(site.need_by_year, site.ceiling);
    note_cuts(bench, site.code, site.need_by_year, needs);
    open_years_of_choice(bench.plan, site.code,
                         site.priority_class.is_set()
                             ? site.priority_class
                             : bench.plan.programmes[site.programme].priority_class,
                         needs);
    for (std::size_t i = 0; i < needs.size(); ++i) {
      if (!needs[i]) continue;
      DemandDraft draft;
      draft.year = bench.plan.first_year + static_cast<int>(i);
      draft.priority_class = site.priority_class;
      draft.has_dossier = site.dossier.is_set();
      draft.need = *needs[i];
      draft.least_useful = site.least_useful;
      draft.divisible = site.divisible;
      draft.score = site.score;
      draft.payers.budgets = site.payers;
      add_demand(bench, finder, item, draft);
    }
  }
}

Derivation derive_grant(NeedGrounds& grounds, const Demand& demand) {
  const Plan& plan = grounds.plan;
  const std::size_t row = grounds.assessment.items[demand.item].origin_row;
  const Site& site = plan.sites.rows()[row];
  const Index<Document> document = site.dossier.is_set() ? site.dossier : site.document;
  GivenNeeds given{"sites",
                   row,
                   {"Nhu cầu: " + site.name, "Need: " + site.name},
                   citation_of(plan, document),
                   site.need_by_year,
                   std::nullopt};
  if (site.ceiling) {
    given.limit =
        input_node({"Mức trần của các năm", "Ceiling over the years"}, to_plain(*site.ceiling),
                   "dong", {"sites", row, "ceiling"}, citation_of(plan, site.document));
  }
  return derive_yearly_need(plan, given, demand.year, demand.need);
}

}  // namespace phanbo
