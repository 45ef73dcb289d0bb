#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <map>
#include <numbers>
#include <vector>

#include "engine/choose/money_flow.hpp"
#include "engine/choose/selection_model.hpp"

/// Made-up programmes of the size of a province or a country: five years, ten sources, eight
/// sectors, localities with counterpart shares, reserves, carry-over, kept money, floors of
/// localities, prerequisites and exclusive sets. Benefits follow needs closely, which is the hard
/// kind.
namespace phanbo::bench {

class Draws {
 public:
  explicit Draws(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 0x1234567ULL) {}
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  int below(int n) { return static_cast<int>(next() % static_cast<std::uint64_t>(n)); }
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  double between(double low, double high) { return low + (high - low) * unit(); }
  double normal() {
    const double u = std::max(unit(), 1e-300);
    return std::sqrt(-2 * std::log(u)) * std::cos(2 * std::numbers::pi * unit());
  }

 private:
  std::uint64_t state_;
};

struct GeneratedSize {
  int projects = 500;
  int localities = 20;
  double yearly_budget_billion = 8'000;
};

inline GeneratedSize size_of(int projects) {
  if (projects <= 50) return {projects, 6, 5'000};
  if (projects <= 500) return {projects, 20, 8'000};
  if (projects <= 5'000) return {projects, 60, 15'000};
  return {projects, 120, 30'000};
}

class ProgrammeGenerator {
 public:
  ProgrammeGenerator(GeneratedSize size, std::uint64_t seed) : size_(size), draws_(seed) {}

  selection::SelectionModel make() {
    model_.node_count = 1;
    make_localities();
    make_projects();
    make_money();
    make_demand_nodes();
    make_candidates();
    model_.fixed_uses.assign(static_cast<std::size_t>(model_.node_count), 0);
    make_links();
    make_floors(hidden_plan());
    return std::move(model_);
  }

 private:
  static constexpr int years = 5;
  static constexpr int sources = 10;
  static constexpr int sectors = 8;
  static constexpr selection::Amount million = 1'000'000;

  struct Project {
    int locality = 0;
    int sector = 0;
    bool transition = false;
    bool wide = false;                   ///< may also draw on the two special sources
    std::vector<std::int64_t> tranches;  ///< millions
    double benefit = 0;
  };
  struct Source {
    bool local = false;
    bool special = false;
    unsigned sector_mask = 0;
  };

  int add_node() { return model_.node_count++; }
  void add_arc(int from, int to, selection::Amount capacity) {
    model_.arcs.push_back({from, to, capacity});
  }

  void make_localities() {
    for (int l = 0; l < size_.localities; ++l) {
      ratio_of_locality_.push_back(10 * (1 + draws_.below(3)));
      weight_.push_back(std::exp(0.5 * draws_.normal()));
    }
  }

  void make_projects() {
    double demand = 0;
    for (int p = 0; p < size_.projects; ++p) {
      Project project;
      double pick = draws_.unit() * [&] {
        double sum = 0;
        for (const double w : weight_) sum += w;
        return sum;
      }();
      while (project.locality + 1 < size_.localities &&
             (pick -= weight_[static_cast<std::size_t>(project.locality)]) > 0)
        ++project.locality;
      project.sector = draws_.below(sectors);
      project.transition = draws_.unit() < 0.28;
      project.wide = draws_.unit() < 0.25;
      const double group = draws_.unit();
      const int longest = group < 0.08 ? 5 : group < 0.4 ? 4 : 3;
      const double mean = group < 0.08 ? 6.0 : group < 0.4 ? 2.0 : 0.5;
      const int duration =
          project.transition ? 1 + draws_.below(2) : std::max(1, longest - draws_.below(2));
      const double need = mean * std::exp(0.6 * draws_.normal()) * (project.transition ? 0.5 : 1.0);
      std::vector<double> shape;
      double sum = 0;
      for (int t = 0; t < duration; ++t) sum += shape.emplace_back(draws_.between(0.5, 1.5));
      for (double& part : shape) part *= need / sum;
      demand += need;
      shapes_.push_back(shape);
      projects_.push_back(project);
    }
    const double scale =
        size_.yearly_budget_billion * 1000 * years * draws_.between(1.7, 1.8) * 0.95 / demand;
    for (std::size_t p = 0; p < projects_.size(); ++p) {
      double need = 0;
      for (const double part : shapes_[p]) {
        projects_[p].tranches.push_back(std::max<std::int64_t>(1, std::llround(part * scale)));
        need += static_cast<double>(projects_[p].tranches.back());
      }
      projects_[p].benefit = 0.1 * std::pow(need, 0.93) * std::exp(0.25 * draws_.normal());
    }
  }

  void make_money() {
    std::array<double, sources> share{};
    double sum = 0;
    for (int s = 0; s < sources; ++s) {
      Source source;
      source.local = s < 4;
      source.special = s >= 8;
      // Every sector has a local source; the rest is narrow, as earmarked money is.
      if (source.local) source.sector_mask = 1U << s | 1U << (s + 4);
      for (int k = 0; k < 3; ++k) source.sector_mask |= 1U << draws_.below(sectors);
      sources_.push_back(source);
      sum += share[static_cast<std::size_t>(s)] = draws_.between(0.5, 1.5) * (source.special ? 0.5
                                                                              : source.local ? 1.3
                                                                                             : 1.0);
    }
    for (int s = 0; s < sources; ++s) {
      double growth = 1;
      for (int y = 0; y < years; ++y) {
        const double money =
            size_.yearly_budget_billion * 1000 * share[static_cast<std::size_t>(s)] / sum * growth;
        const auto free = static_cast<std::int64_t>(money * (1 - draws_.between(0.02, 0.05)));
        const int node = add_node();
        money_node_[s][y] = node;
        std::int64_t kept = 0;
        if (draws_.unit() < 0.25) {
          kept = free / 8;
          kept_sector_[s][y] = std::countr_zero(sources_[static_cast<std::size_t>(s)].sector_mask);
          kept_node_[s][y] = add_node();
          add_arc(selection::money_node, kept_node_[s][y], kept * million);
        }
        add_arc(selection::money_node, node, (free - kept) * million);
        if (y > 0 && s % 2 == 0)
          add_arc(money_node_[s][y - 1], node, static_cast<std::int64_t>(money * 0.05) * million);
        growth *= draws_.between(0.98, 1.08);
      }
    }
  }

  bool pays(int s, const Project& project, bool local_part) const {
    const Source& source = sources_[static_cast<std::size_t>(s)];
    if (local_part && !source.local) return false;
    if (source.special && !project.wide) return false;
    return (source.sector_mask >> project.sector & 1U) != 0;
  }

  /// One node for demands with the same sector, eligibility, part and year.
  int demand_node(const Project& project, bool local_part, int year) {
    const std::array<int, 4> key{project.sector, project.wide ? 1 : 0, local_part ? 1 : 0, year};
    const auto [found, is_new] = demand_nodes_.try_emplace(key, 0);
    if (!is_new) return found->second;
    found->second = add_node();
    const auto most = static_cast<selection::Amount>(size_.yearly_budget_billion * 2000) * million;
    for (int s = 0; s < sources; ++s) {
      if (!pays(s, project, local_part)) continue;
      add_arc(money_node_[s][year], found->second, most);
      if (kept_node_[s][year] != 0 && kept_sector_[s][year] == project.sector)
        add_arc(kept_node_[s][year], found->second, most);
    }
    return found->second;
  }
  void make_demand_nodes() {
    for (const Project& project : projects_)
      for (int y = 0; y < years; ++y)
        for (const bool local_part : {true, false}) demand_node(project, local_part, y);
  }

  void make_candidates() {
    for (const Project& project : projects_) {
      selection::Candidate candidate;
      candidate.must_choose = project.transition;
      const int duration = static_cast<int>(project.tranches.size());
      const int starts_possible = years - duration + 1;
      const int starts = project.transition ? std::min(2, starts_possible)
                                            : std::min(1 + draws_.below(4), starts_possible);
      const int first = project.transition ? 0 : draws_.below(starts_possible - starts + 1);
      for (int k = 0; k < starts; ++k) {
        selection::Option option;
        option.value = std::llround(project.benefit * std::pow(0.97, first + k) + 0.5);
        std::map<int, selection::Amount> uses;
        const auto ratio = ratio_of_locality_[static_cast<std::size_t>(project.locality)];
        for (int t = 0; t < duration; ++t) {
          const selection::Amount amount = project.tranches[static_cast<std::size_t>(t)] * million;
          const selection::Amount local = (amount * ratio + 99) / 100;
          uses[demand_node(project, true, first + k + t)] += local;
          uses[demand_node(project, false, first + k + t)] += amount - local;
        }
        for (const auto& [node, amount] : uses) option.uses.push_back({node, amount});
        candidate.options.push_back(std::move(option));
      }
      model_.candidates.push_back(std::move(candidate));
    }
  }

  int add_row(selection::Row row) {
    model_.rows.push_back(row);
    return static_cast<int>(model_.rows.size()) - 1;
  }
  void put_in_row(int candidate, int row, selection::Amount coefficient) {
    for (auto& option : model_.candidates[static_cast<std::size_t>(candidate)].options)
      option.terms.push_back({row, coefficient});
  }

  void make_links() {
    for (int p = 0; p + 3 < size_.projects; ++p) {
      const double draw = draws_.unit();
      const auto ordinary = [&](int q) {
        return !projects_[static_cast<std::size_t>(q)].transition;
      };
      if (draw < 0.06 && ordinary(p)) {  // p only with p + 1
        const int row = add_row({{}, 0});
        put_in_row(p, row, 1);
        put_in_row(p + 1, row, -1);
      } else if (draw < 0.08 && ordinary(p) && ordinary(p + 2)) {
        const int row = add_row({{}, 1});
        put_in_row(p, row, 1);
        put_in_row(p + 2, row, 1);
      }
    }
  }

  /// A possible plan nobody is told of; floors ask for less than it gives, so a plan exists.
  selection::Choice hidden_plan() {
    selection::MoneyFlow flow(model_);
    selection::Choice plan(model_.candidates.size(), selection::no_option);
    const auto place = [&](std::size_t p) {
      const selection::Candidate& candidate = model_.candidates[p];
      for (std::size_t c = 0; c < candidate.options.size(); ++c) {
        std::vector<selection::Amount> needs = flow.met();
        for (const auto& use : candidate.options[c].uses)
          needs[static_cast<std::size_t>(use.node)] += use.amount;
        const std::vector<selection::Amount> before = flow.met();
        if (flow.adjust(needs)) {
          plan[p] = static_cast<int>(c);
          return true;
        }
        flow.adjust(before);
      }
      return false;
    };
    for (std::size_t p = 0; p < plan.size(); ++p) {
      if (!projects_[p].transition || place(p)) continue;
      projects_[p].transition = false;
      model_.candidates[p].must_choose = false;
    }
    const auto is_linked = [&](std::size_t p) {
      const auto& options = model_.candidates[p].options;
      return !options.front().terms.empty();
    };
    for (std::size_t p = 0; p < plan.size(); ++p)
      if (plan[p] == selection::no_option && !is_linked(p) && draws_.unit() < 0.9) place(p);
    return plan;
  }

  void make_floors(const selection::Choice& plan) {
    std::vector<double> planned(static_cast<std::size_t>(size_.localities), 0);
    for (std::size_t p = 0; p < plan.size(); ++p) {
      if (plan[p] == selection::no_option) continue;
      for (const std::int64_t part : projects_[p].tranches)
        planned[static_cast<std::size_t>(projects_[p].locality)] += static_cast<double>(part);
    }
    std::vector<double> need(static_cast<std::size_t>(size_.localities), 0);
    double all = 0;
    for (const Project& project : projects_) {
      for (const std::int64_t part : project.tranches) {
        need[static_cast<std::size_t>(project.locality)] += static_cast<double>(part);
        all += static_cast<double>(part);
      }
    }
    for (int l = 0; l < size_.localities; ++l) {
      const double fair =
          size_.yearly_budget_billion * 1000 * years * need[static_cast<std::size_t>(l)] / all;
      const double floor =
          std::min(fair * draws_.between(0.6, 0.9), planned[static_cast<std::size_t>(l)] * 0.95);
      const int row = add_row({static_cast<selection::Amount>(floor) * million, {}});
      for (std::size_t p = 0; p < projects_.size(); ++p) {
        if (projects_[p].locality != l) continue;
        selection::Amount total = 0;
        for (const std::int64_t part : projects_[p].tranches) total += part * million;
        put_in_row(static_cast<int>(p), row, total);
      }
    }
  }

  GeneratedSize size_;
  Draws draws_;
  selection::SelectionModel model_;
  std::vector<int> ratio_of_locality_;
  std::vector<double> weight_;
  std::vector<std::vector<double>> shapes_;
  std::vector<Project> projects_;
  std::vector<Source> sources_;
  int money_node_[sources][years] = {};
  int kept_node_[sources][years] = {};
  int kept_sector_[sources][years] = {};
  std::map<std::array<int, 4>, int> demand_nodes_;
};

}  // namespace phanbo::bench
