#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>

#include "choose_generator.hpp"
#include "choose_knapsack.hpp"
#include "engine/choose/relaxation.hpp"
#include "engine/choose/solve.hpp"

/// choose_programme --projects N --seed S [--gap PERCENT] [--seconds CPU] [--mps FILE]
/// choose_programme --knapsacks FILE --seed NUMBER [--seconds CPU]
/// Makes a programme of works, chooses, and prints one line: CPU seconds (one thread) to the bound,
/// to 0.1 %, 0.05 %, 0.01 % and to the end. A gap counts only when the certificate of that moment
/// proves it. With --mps the same model is written for other solvers.
namespace {

using namespace phanbo;
using namespace phanbo::selection;

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// Amounts in million đồng, as the generator made them: coefficients stay within what doubles hold.
constexpr Amount million = 1'000'000;

void write_rows(std::FILE* file, const SelectionModel& model) {
  std::fprintf(file, "NAME PROGRAMME\nROWS\n N VALUE\n");
  for (int v = 1; v < model.node_count; ++v) std::fprintf(file, " L N%d\n", v);
  for (std::size_t r = 0; r < model.rows.size(); ++r)
    std::fprintf(file, " %c R%zu\n", model.rows[r].upper ? 'L' : 'G', r);
  for (std::size_t p = 0; p < model.candidates.size(); ++p)
    std::fprintf(file, " %c C%zu\n", model.candidates[p].must_choose ? 'E' : 'L', p);
}

bool is_money_row(const Row& row) { return row.lower.has_value(); }

void write_mps(const SelectionModel& model, const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "w");
  if (file == nullptr) std::exit(4);
  write_rows(file, model);
  std::fprintf(file, "COLUMNS\n");
  for (std::size_t a = 0; a < model.arcs.size(); ++a) {
    const MoneyArc& arc = model.arcs[a];
    if (arc.from != money_node) std::fprintf(file, " F%zu N%d 1\n", a, arc.from);
    std::fprintf(file, " F%zu N%d -1\n", a, arc.to);
  }
  std::fprintf(file, " MARK0 'MARKER' 'INTORG'\n");
  for (std::size_t p = 0; p < model.candidates.size(); ++p) {
    for (std::size_t c = 0; c < model.candidates[p].options.size(); ++c) {
      const Option& option = model.candidates[p].options[c];
      std::fprintf(file, " X%zu_%zu VALUE %lld\n", p, c, static_cast<long long>(option.value));
      std::fprintf(file, " X%zu_%zu C%zu 1\n", p, c, p);
      // Local shares are rounded up in đồng: here exactly, with a decimal point.
      for (const MoneyUse& use : option.uses)
        std::fprintf(file, " X%zu_%zu N%d %lld.%06lld\n", p, c, use.node,
                     static_cast<long long>(use.amount / million),
                     static_cast<long long>(use.amount % million));
      for (const RowTerm& term : option.terms) {
        const Amount unit =
            is_money_row(model.rows[static_cast<std::size_t>(term.row)]) ? million : 1;
        std::fprintf(file, " X%zu_%zu R%d %lld\n", p, c, term.row,
                     static_cast<long long>(term.coefficient / unit));
      }
    }
  }
  std::fprintf(file, " MARK1 'MARKER' 'INTEND'\nRHS\n");
  for (std::size_t r = 0; r < model.rows.size(); ++r) {
    const Row& row = model.rows[r];
    const Amount side = row.upper ? *row.upper : *row.lower / million;
    if (side != 0) std::fprintf(file, " B R%zu %lld\n", r, static_cast<long long>(side));
  }
  for (std::size_t p = 0; p < model.candidates.size(); ++p) std::fprintf(file, " B C%zu 1\n", p);
  std::fprintf(file, "BOUNDS\n");
  for (std::size_t a = 0; a < model.arcs.size(); ++a)
    std::fprintf(file, " UP B F%zu %lld\n", a,
                 static_cast<long long>(model.arcs[a].capacity / million));
  for (std::size_t p = 0; p < model.candidates.size(); ++p)
    for (std::size_t c = 0; c < model.candidates[p].options.size(); ++c)
      std::fprintf(file, " BV B X%zu_%zu\n", p, c);
  std::fprintf(file, "ENDATA\n");
  std::fclose(file);
}

struct Milestones {
  double start = cpu_seconds();
  double first = -1;
  double at[3] = {-1, -1, -1};  ///< 0.1 %, 0.05 %, 0.01 %

  void note(std::int64_t value, Int128 bound) {
    const double now = cpu_seconds() - start;
    if (first < 0) first = now;
    const double gap = static_cast<double>(bound - value) / static_cast<double>(bound);
    const double levels[3] = {0.001, 0.0005, 0.0001};
    for (int i = 0; i < 3; ++i)
      if (at[i] < 0 && gap <= levels[i]) at[i] = now;
  }
};

/// Bytes of the proof as it stands in a result, nearly: every number and a comma.
std::size_t proof_bytes(const Certificate& certificate) {
  std::size_t bytes = 0;
  const auto length = [](Int128 number) { return to_plain(number).size() + 1; };
  for (const LeafProof& leaf : certificate.leaves) {
    bytes += 60;
    for (const auto& [cut, price] : leaf.cuts) bytes += length(cut) + length(price) + 4;
    for (const auto& [row, price] : leaf.rows) bytes += length(row) + length(price) + 4;
  }
  return bytes + 80 * certificate.tree.size();
}

double bound_alone(const SelectionModel& model) {
  const double start = cpu_seconds();
  const Prices sample = sample_prices(
      model, std::max<std::size_t>(200, model.candidates.size() / 20), make_clp_engine);
  const Relaxation relaxation = relax(model, sample, make_clp_engine);
  const auto bound =
      exact_bound(model, whole_multipliers(model, relaxation.prices.node, relaxation.prices.row));
  return bound ? cpu_seconds() - start : -1;
}

}  // namespace

namespace {

SelectionModel model_of(int projects, std::uint64_t seed, const std::string& knapsacks) {
  if (knapsacks.empty()) return bench::ProgrammeGenerator(bench::size_of(projects), seed).make();
  const auto model = bench::read_knapsack(knapsacks, static_cast<int>(seed));
  if (!model) std::exit(4);
  return *model;
}

}  // namespace

int main(int argument_count, char** arguments) {
  int projects = 500;
  std::uint64_t seed = 1;
  double seconds = 60;
  SolveLimits limits;
  limits.work_max = 1'000'000'000;
  std::string mps;
  std::string knapsacks;
  for (int i = 1; i + 1 < argument_count; i += 2) {
    const std::string name = arguments[i];
    const char* value = arguments[i + 1];
    if (name == "--projects") projects = std::atoi(value);
    if (name == "--seed") seed = std::strtoull(value, nullptr, 10);
    if (name == "--seconds") seconds = std::atof(value);
    if (name == "--gap") limits.gap_enough_millionths = std::llround(std::atof(value) * 10'000);
    if (name == "--mps") mps = value;
    if (name == "--knapsacks") knapsacks = value;
    if (name == "--work") limits.work_max = std::atoll(value);
    if (name == "--leaves") limits.leaves_max = std::strtoull(value, nullptr, 10);
  }
  const SelectionModel model = model_of(projects, seed, knapsacks);
  if (!mps.empty()) write_mps(model, mps);
  const double alone = bound_alone(model);
  Milestones milestones;
  limits.should_stop = [&] { return cpu_seconds() - milestones.start > seconds; };
  limits.progress = [&](std::int64_t value, Int128 bound) { milestones.note(value, bound); };
  const Solution solution = solve(model, limits);
  const double all = cpu_seconds() - milestones.start;
  if (solution.choice) milestones.note(solution.value, solution.bound);
  const double check_start = cpu_seconds();
  const bool holds = check_certificate(model, solution.certificate).has_value() &&
                     solution.choice && is_possible(model, *solution.choice);
  const double checking = cpu_seconds() - check_start;
  std::printf(
      "projects %d seed %llu bound_alone %.2f first %.2f to_0.1%% %.2f to_0.05%% %.2f "
      "to_0.01%% %.2f all %.2f value %lld bound %s gap %.4f%% leaves %zu bytes %zu checking %.2f "
      "work %lld %s\n",
      projects, static_cast<unsigned long long>(seed), alone, milestones.first, milestones.at[0],
      milestones.at[1], milestones.at[2], all, static_cast<long long>(solution.value),
      to_plain(solution.bound).c_str(),
      100 * static_cast<double>(solution.bound - solution.value) /
          static_cast<double>(solution.bound),
      solution.certificate.leaves.size(), proof_bytes(solution.certificate), checking,
      static_cast<long long>(solution.work), holds ? "checked" : "NOT CHECKED");
  return holds ? 0 : 1;
}
