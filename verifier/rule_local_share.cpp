#include <algorithm>
#include <map>

#include "verifier/rules.hpp"
#include "verifier/supply.hpp"

namespace phanbo_verify {

namespace {

Dong local_share_of(const Need& need, Dong paid) {
  return to_dong(divide_up(Wide{paid} * need.local_share.numerator, need.local_share.denominator));
}

}  // namespace

/// Of its whole amount x, a demand with share r takes at least ⌈r·x⌉ of local money.
void check_local_shares(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "local_share";
  for (std::size_t i = 0; i < joined.model.needs.size(); ++i) {
    const Need& need = joined.model.needs[i];
    if (need.local_share.is_zero()) continue;
    report.looked_at(rule);
    Wide other = 0;
    for (const int line : joined.lines_of_need[i]) {
      const JoinedLine& known = joined.lines[static_cast<std::size_t>(line)];
      if (known.part == LinePart::decided || known.source == nothing) continue;
      if (!joined.source(known.source).is_local) {
        other += joined.result.ledger[static_cast<std::size_t>(line)].amount;
      }
    }
    const Dong most = other_money_at_most(need, joined.paid_beyond_locked(static_cast<int>(i)));
    if (other > most) {
      report.fault(rule, demand_place(need.code()),
                   at_most(most) +
                       Words{" từ nguồn không phải của địa phương", " of other than local money"},
                   in_dong(other));
    }
  }
}

/// Local sources in drawing order make up the share; the rest of their lines is main.
void check_local_share_parts(const Joined& joined, Report& report) {
  constexpr std::string_view rule = "local_share_part";
  for (std::size_t i = 0; i < joined.model.needs.size(); ++i) {
    const Need& need = joined.model.needs[i];
    std::map<int, Dong> labelled;
    std::map<int, Dong> drawn;
    for (const int line : joined.lines_of_need[i]) {
      const JoinedLine& known = joined.lines[static_cast<std::size_t>(line)];
      if (known.part == LinePart::decided || known.source == nothing) continue;
      const Dong amount = joined.result.ledger[static_cast<std::size_t>(line)].amount;
      drawn[known.source] += amount;
      if (known.part == LinePart::local_share) labelled[known.source] += amount;
    }
    if (need.local_share.is_zero() && labelled.empty()) continue;
    report.looked_at(rule);
    Dong left = need.local_share.is_zero()
                    ? 0
                    : std::max<Dong>(0, local_share_of(need, joined.paid(static_cast<int>(i))) -
                                            need.locked_local);
    for (const int source : joined.plan.drawing_order) {
      const Dong expected =
          joined.source(source).is_local ? std::min(left, drawn[source]) : Dong{0};
      left -= expected;
      if (labelled[source] != expected) {
        report.fault(rule,
                     line_place(need.code() + "@" + joined.source(source).code + "#local_share"),
                     in_dong(expected), in_dong(labelled[source]));
      }
    }
  }
}

}  // namespace phanbo_verify
