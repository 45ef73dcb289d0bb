#include <algorithm>
#include <map>

#include "outputs/page/flow_chart.hpp"
#include "outputs/page/html_table.hpp"
#include "outputs/page/sections.hpp"
#include "outputs/page/words.hpp"

/// Where the money comes from and where it goes.
namespace phanbo::page {

namespace {

constexpr std::size_t nodes_max = 11;

/// Allocated amounts by source and programme, sources in the page's order.
using Flows = std::map<std::pair<std::size_t, std::size_t>, Money>;

Flows flows_of(const Facts& facts) {
  std::vector<std::size_t> source_places(facts.plan.sources.size());
  for (std::size_t i = 0; i < facts.sources.size(); ++i)
    source_places[facts.sources[i].position()] = i;
  std::vector<std::size_t> programme_places(facts.plan.programmes.size());
  for (std::size_t i = 0; i < facts.programmes.size(); ++i)
    programme_places[facts.programmes[i].position()] = i;
  Flows flows;
  for (const Payment& row : facts.payments)
    flows[{source_places[row.source.position()], programme_places[row.programme.position()]}] +=
        row.amount;
  std::erase_if(flows, [](const auto& flow) { return flow.second.is_zero(); });
  return flows;
}

void put_table(Html& html, const Facts& facts, const Flows& flows) {
  const bool is_long = flows.size() > folded_above;
  if (is_long) begin_fold(html, {"Số tiền từng dải", "The amount of each ribbon"});
  {
    HtmlTable table(html, {"Từ nguồn đến mục đích", "From sources to purposes"},
                    {{{"Nguồn vốn", "Source"}},
                     {{"Ngân sách", "Budget"}},
                     {{"Mục đích", "Purpose"}},
                     {{"Số tiền", "Amount"}, Align::amount}});
    std::size_t rows = 0;
    for (const auto& [ends, amount] : flows) {
      if (++rows > rows_max) break;
      const Source& source = facts.plan.sources[facts.sources[ends.first]];
      table.row(source.name);
      table.say(name_of(source.paying_budget));
      table.plan_text(facts.plan.programmes[facts.programmes[ends.second]].name);
      table.amount(amount);
    }
    table.total_row();
    table.blank();
    table.blank();
    table.amount(facts.allocated);
  }
  if (flows.size() > rows_max) put_more(html, flows.size() - rows_max, "ledger");
  if (is_long) end_fold(html);
}

}  // namespace

void put_flows(Html& html, const Context& context) {
  const Facts& facts = context.facts;
  const Language language = html.language();
  const Flows flows = flows_of(facts);
  FlowChart chart;
  chart.title =
      Text{"Tiền đã bố trí: từ nguồn đến mục đích", "Money allocated: from sources to purposes"}.in(
          language);
  for (const Index<Source> source : facts.sources) {
    const Source& row = facts.plan.sources[source];
    chart.sources.push_back({row.name, fill_of(row.paying_budget), true, Money()});
  }
  for (const Index<Programme> programme : facts.programmes)
    chart.uses.push_back({facts.plan.programmes[programme].name, Fill::kept, true, Money()});
  for (const auto& [ends, amount] : flows) chart.links.push_back({ends.first, ends.second, amount});
  complete(chart, nodes_max, std::string(Text{"Các mục khác", "Others"}.in(language)));
  html.put("<p>");
  const bool one_year = facts.plan.first_year == facts.plan.last_year;
  const Text sentence =
      one_year ? Text{"Hình chỉ vẽ {0} đã bố trí năm {1}. Tiền dự phòng và chưa phân bổ ở mục cân "
                      "đối nguồn.",
                      "The picture shows the {0} allocated in {1}. Reserved and unallocated money "
                      "stands under balances."}
               : Text{"Hình chỉ vẽ {0} đã bố trí, các năm {1} cộng lại. Tiền dự phòng và chưa phân "
                      "bổ ở mục cân đối nguồn.",
                      "The picture shows the {0} allocated, {1} together. Reserved and unallocated "
                      "money stands under balances."};
  html.text(fill(sentence.in(language), {short_amount(facts.allocated, language),
                                         years(facts.plan.first_year, facts.plan.last_year)}));
  html.put("</p>");
  put_flow_chart(html, chart);
  put_table(html, facts, flows);
}

}  // namespace phanbo::page
