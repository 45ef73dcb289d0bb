#include <sstream>
#include <string>

#include "distribute/plan_rows.hpp"

namespace phanbo::distribution_test {

namespace {

template <class Row>
std::string code_of(const Table<Row>& table, Index<Row> index) {
  return index.is_set() ? table[index].code : "-";
}

void write_money(const Case& given, std::ostringstream& out) {
  const Plan& plan = given.plan;
  for (const SourceYear& row : plan.source_years) {
    const Source& source = plan.sources[row.source];
    out << "money " << source.code << "/" << row.year << " available " << row.available.dong()
        << " reserve " << row.reserve.dong() << " carry_out_max " << row.carry_out_max.dong()
        << " order " << source.drawing_order << " budget " << to_code(source.paying_budget)
        << " transfer_from " << code_of(plan.sources, source.transfer_from) << "\n";
  }
  for (const KeptMoney& row : plan.kept_money) {
    out << "kept " << row.code << " " << plan.sources[row.source].code << "/" << row.year << " for "
        << code_of(plan.programmes, row.programme) << " unit " << code_of(plan.units, row.unit)
        << " amount " << row.amount.dong() << "\n";
  }
  for (const Envelope& row : given.assessment.envelopes) {
    out << "envelope " << row.code << " " << plan.sources[row.source].code << "/" << row.year
        << " amount " << row.amount.dong() << " parent "
        << code_of(given.assessment.envelopes, row.parent) << "\n";
  }
  for (const Cap& row : plan.caps) {
    out << "cap " << row.code << " programme " << code_of(plan.programmes, row.programme)
        << " unit " << code_of(plan.units, row.unit) << " year " << row.year.value_or(0) << " kind "
        << (row.expenditure_kind ? to_code(*row.expenditure_kind) : "-") << " amount "
        << row.amount.dong() << "\n";
  }
  for (const ProjectSource& row : plan.project_sources) {
    out << "project_source " << plan.projects[row.project].code << " "
        << plan.sources[row.source].code << "/" << row.year.value_or(0) << " ceiling "
        << (row.ceiling ? row.ceiling->dong() : -1) << "\n";
  }
}

void write_demand(const Case& given, std::size_t position, std::ostringstream& out) {
  const Plan& plan = given.plan;
  const Assessment& assessment = given.assessment;
  const Demand& demand = assessment.demands.rows()[position];
  const Item& item = assessment.items[demand.item];
  out << "demand " << demand_code(assessment, Index<Demand>(position)) << " class "
      << code_of(plan.classes, demand.priority_class) << " programme "
      << code_of(plan.programmes, item.programme) << " unit " << code_of(plan.units, item.unit)
      << " wanted " << demand.wanted.dong() << " need " << demand.need.dong() << " locked "
      << demand.locked.dong() << " step " << demand.step.dong() << " rank " << demand.rank
      << " score " << to_plain(demand.score) << " share " << demand.local_share_numerator << "/"
      << demand.local_share_denominator << " least " << demand.least_useful.dong()
      << (demand.divisible ? "" : " whole") << " " << to_code(demand.standing) << " payers";
  for (const Payer& payer : assessment.payer_sets[demand.payer_set].payers) {
    out << " " << plan.sources[payer.source].code;
    if (payer.envelope.is_set()) out << "@" << assessment.envelopes[payer.envelope].code;
  }
  out << "\n";
}

}  // namespace

std::string to_text(const Case& given) {
  const Plan& plan = given.plan;
  std::ostringstream out;
  out << "plan of seed " << given.seed << ", years " << plan.first_year << "-" << plan.last_year
      << ", " << to_code(plan.class_order) << "\n";
  for (const Unit& row : plan.units)
    out << "unit " << row.code << " in " << code_of(plan.units, row.parent) << "\n";
  for (const PriorityClass& row : plan.classes) {
    out << "class " << row.code << " order " << row.order << " " << to_code(row.rule)
        << (row.mandatory ? " mandatory" : "") << "\n";
  }
  write_money(given, out);
  for (std::size_t i = 0; i < given.assessment.demands.size(); ++i) write_demand(given, i, out);
  for (const LockedAmount& row : given.assessment.locked) {
    const DecidedAmount& decided = plan.decided[row.decided_row];
    out << "locked " << demand_code(given.assessment, row.demand) << "@"
        << plan.sources[row.source].code << " " << row.amount.dong()
        << (decided.adjustable ? " adjustable" : "")
        << (decided.authority.empty() ? "" : " by authority") << "\n";
  }
  return out.str();
}

}  // namespace phanbo::distribution_test
