#include <algorithm>

#include "engine/distribute/stage.hpp"

namespace phanbo::flow {

int compare(const Remainder& a, const Remainder& b) {
  if (a.denominator == b.denominator)
    return a.numerator < b.numerator ? -1 : (a.numerator > b.numerator ? 1 : 0);
  Int128 a_numerator = a.numerator, a_denominator = a.denominator;
  Int128 b_numerator = b.numerator, b_denominator = b.denominator;
  // Continued fractions: compare whole parts, then the reciprocals of what is left.
  for (int sign = 1;; sign = -sign) {
    const Int128 a_whole = a_numerator / a_denominator, b_whole = b_numerator / b_denominator;
    if (a_whole != b_whole) return a_whole < b_whole ? -sign : sign;
    a_numerator %= a_denominator;
    b_numerator %= b_denominator;
    if (a_numerator == 0 || b_numerator == 0) {
      if (a_numerator == b_numerator) return 0;
      return a_numerator == 0 ? -sign : sign;
    }
    std::swap(a_numerator, a_denominator);
    std::swap(b_numerator, b_denominator);
  }
}

namespace {

/// ⌊remainder · 2^63⌋, by long division.
std::uint64_t leading_bits(const Remainder& remainder) {
  using Unsigned = unsigned __int128;
  std::uint64_t bits = 0;
  auto rest = static_cast<Unsigned>(remainder.numerator);
  const auto denominator = static_cast<Unsigned>(remainder.denominator);
  for (int i = 0; i < 63 && rest != 0; ++i) {
    rest <<= 1;
    const bool is_one = rest >= denominator;
    bits |= std::uint64_t{is_one} << (62 - i);
    if (is_one) rest -= denominator;
  }
  return bits;
}

int compare(const Candidate& a, const Candidate& b) {
  if (a.leading_bits != b.leading_bits) return a.leading_bits < b.leading_bits ? -1 : 1;
  return compare(a.remainder, b.remainder);
}

/// One round over candidates in order.
class Round {
 public:
  Round(StageContext& context, Raiser& raiser, std::vector<Candidate>& candidates)
      : context_(context), raiser_(raiser), candidates_(candidates), rose_(candidates.size(), 0) {}

  std::vector<Candidate> run() {
    for (Candidate& candidate : candidates_) {
      candidate.increase = one_step_up(context_, *candidate.member) - candidate.member->amount;
    }
    context_.network.flow.save_in(context_.states.round_start);
    raise_in_order();
    note_ties(context_.states.round_start);
    std::vector<Candidate> risen;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      if (rose_[i]) risen.push_back(candidates_[i]);
    }
    return risen;
  }

 private:
  void raise_in_order() {
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const Candidate& candidate = candidates_[i];
      if (candidate.increase == 0 || raiser_.is_bounded(*candidate.member, candidate.increase))
        continue;
      rose_[i] = raiser_.raise(*candidate.member, candidate.increase);
    }
  }

  /// Members with the same remainder stand in the order of codes: did the code decide between them?
  void note_ties(const std::vector<Amount>& before) {
    for (std::size_t first = 0; first < candidates_.size();) {
      std::size_t last = first;
      bool any_rose = false, any_refused = false;
      for (; last < candidates_.size() && compare(candidates_[last], candidates_[first]) == 0;
           ++last) {
        if (candidates_[last].increase > 0) (rose_[last] ? any_rose : any_refused) = true;
      }
      if (any_rose && any_refused) note_tie(first, last, before);
      first = last;
    }
  }

  /// Goes back to the amounts of the moment when the first of the run had its turn, and asks
  /// everybody in it.
  void note_tie(std::size_t first, std::size_t last, const std::vector<Amount>& before) {
    std::vector<Amount> after = context_.network.flow.save();
    lower_risen(0, candidates_.size());
    context_.network.flow.restore(before);
    Amount more = 0;
    for (std::size_t i = 0; i < first; ++i) {
      if (!rose_[i]) continue;
      candidates_[i].member->amount += candidates_[i].increase;
      more += candidates_[i].increase;
    }
    open_groups(context_);
    PB_CHECK(context_.network.flow.augment_all() == more);
    ask_run(first, last);
    for (std::size_t i = first; i < candidates_.size(); ++i) {
      if (rose_[i]) candidates_[i].member->amount += candidates_[i].increase;
    }
    context_.network.flow.restore(std::move(after));
  }

  void lower_risen(std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) {
      if (rose_[i]) candidates_[i].member->amount -= candidates_[i].increase;
    }
  }

  void ask_run(std::size_t first, std::size_t last) {
    TieNote note{context_.plan.classes[context_.stage.priority_class].code, "remainder", {}, {}};
    Raiser raiser(context_);
    for (std::size_t i = first; i < last; ++i) {
      Member& member = *candidates_[i].member;
      if (candidates_[i].increase == 0) continue;
      if (!raiser.could_raise(member, candidates_[i].increase)) continue;
      note.among.push_back(demand_code(context_.assessment, member.demand));
      if (rose_[i]) note.given.push_back(note.among.back());
    }
    if (note.given.size() < note.among.size()) context_.ties.push_back(std::move(note));
  }

  StageContext& context_;
  Raiser& raiser_;
  std::vector<Candidate>& candidates_;
  std::vector<char> rose_;
};

}  // namespace

std::vector<Candidate> step_round(StageContext& context, Raiser& raiser,
                                  std::vector<Candidate> candidates) {
  for (Candidate& candidate : candidates)
    candidate.leading_bits = leading_bits(candidate.remainder);
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    if (const int order = compare(a, b); order != 0) return order > 0;
    return a.member->demand < b.member->demand;
  });
  return Round(context, raiser, candidates).run();
}

}  // namespace phanbo::flow
