#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "outputs/tabulate/form_description.hpp"
#include "outputs/tabulate/view.hpp"

/// What forms are filled with: amounts, each with everything that is known about it.
namespace phanbo {

enum class Dimension : std::uint8_t {
  year,
  source,
  source_name,
  nature,
  budget,
  kind,
  programme,
  programme_name,
  lead,
  holder,
  sector,
  sector_name,
  unit,
  unit_name,
  item,
  item_name,
  status_name,
  group,
  origin,
  dossier,
  project_class,
  code_numbers,
  count
};

/// One amount. A dimension that does not apply is empty.
struct Fact {
  std::string_view measure;
  Money amount;
  std::array<Text, static_cast<std::size_t>(Dimension::count)> about;
  const Text& at(Dimension dimension) const { return about[static_cast<std::size_t>(dimension)]; }
};

/// Measures: allocated (ledger lines without supplements), supplement (supplements, about the
/// receiving source), need, shortfall, decided, approved_total, paid_before, available (supplements
/// taken out of the receiving budget), carried_in, carried_out, reserved, unallocated, previous.
class Facts {
 public:
  Facts(const View& view, int year);
  const std::vector<Fact>& all() const { return facts_; }
  /// The dimension of that name; a wrong name in a form is our bug.
  static Dimension dimension_of(std::string_view name);
  bool fits(const Fact& fact, const FactFilter& filter) const;
  bool fits(const Fact& fact, const std::vector<FactFilter>& filters) const;
  /// A sector code of the plan in words.
  static Text sector_name(std::string_view sector);

 private:
  Fact& add(std::string_view measure, Money amount, int year);
  void describe_item(Fact& fact, std::uint32_t item);
  void describe_source(Fact& fact, Index<Source> source) const;
  void describe_line(Fact& fact, const LedgerLine& line, std::uint32_t item);
  void add_demands();
  void add_lines();
  void add_listed_items();
  void add_balances();
  void add_decisions();
  std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }
  Text year_text(int year);

  const View& view_;
  int year_;
  std::vector<Fact> facts_;
  std::deque<std::string> texts_;
};

}  // namespace phanbo
