#include <algorithm>

#include "verifier/serving.hpp"

/// Single steps by largest remainder.
namespace phanbo_verify {

namespace {

bool same_remainder(const Claim& a, const Claim& b) {
  return compare_ratios(a.remainder, a.divisor, b.remainder, b.divisor) == 0;
}

bool try_to_rise(Serving& serving, Member& member) {
  return serving.raise(member, serving.next_amount(member) - member.amount);
}

/// Equal claims, of which `rose` were given a step: of the others, those that could have risen at
/// the turn of the first had just bad luck with their codes.
void note_tie(Serving& serving, const std::vector<Claim>& equal, const std::vector<char>& rose,
              std::vector<TieFound>& ties) {
  const auto count = std::count(rose.begin(), rose.end(), 1);
  if (count == 0 || static_cast<std::size_t>(count) == equal.size()) return;
  for (auto i = count; i > 0; --i) serving.undo_last_raise();
  TieFound tie;
  for (std::size_t i = 0; i < equal.size(); ++i) {
    Member& member = *equal[i].member;
    if (rose[i]) {
      tie.given.push_back(member.need);
    } else if (try_to_rise(serving, member)) {
      serving.undo_last_raise();
    } else {
      continue;
    }
    tie.among.push_back(member.need);
  }
  for (std::size_t i = 0; i < equal.size(); ++i) {
    if (rose[i]) try_to_rise(serving, *equal[i].member);
  }
  if (tie.given.size() < tie.among.size()) ties.push_back(std::move(tie));
}

}  // namespace

std::vector<Claim> give_single_steps(Serving& serving, std::vector<Claim> claims,
                                     std::vector<TieFound>& ties) {
  std::erase_if(claims,
                [](const Claim& claim) { return claim.member->amount >= claim.member->wish; });
  std::stable_sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) {
    const int by_remainder = compare_ratios(a.remainder, a.divisor, b.remainder, b.divisor);
    return by_remainder != 0 ? by_remainder > 0 : a.member->need < b.member->need;
  });
  std::vector<Claim> all_that_rose;
  for (std::size_t start = 0; start < claims.size();) {
    std::vector<Claim> equal;
    std::vector<char> rose;
    while (start < claims.size() && (equal.empty() || same_remainder(equal[0], claims[start]))) {
      equal.push_back(claims[start]);
      rose.push_back(try_to_rise(serving, *claims[start].member) ? 1 : 0);
      if (rose.back()) all_that_rose.push_back(claims[start]);
      ++start;
    }
    note_tie(serving, equal, rose, ties);
  }
  return all_that_rose;
}

}  // namespace phanbo_verify
