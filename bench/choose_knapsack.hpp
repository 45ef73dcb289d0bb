#pragma once

#include <fstream>
#include <optional>
#include <string>

#include "engine/choose/selection_model.hpp"

/// Multidimensional knapsacks of OR-Library (mknapcb*.txt): a row is a place with its money.
namespace phanbo::bench {

/// The problem with this number (from 0) of the file; empty when it is not there.
inline std::optional<selection::SelectionModel> read_knapsack(const std::string& path, int number) {
  std::ifstream file(path);
  int count = 0;
  if (!(file >> count) || number < 0 || number >= count) return {};
  for (int problem = 0; problem <= number; ++problem) {
    int items = 0;
    int rows = 0;
    double best_known = 0;
    if (!(file >> items >> rows >> best_known)) return {};
    selection::SelectionModel model;
    model.node_count = rows + 1;
    model.fixed_uses.assign(static_cast<std::size_t>(rows) + 1, 0);
    model.candidates.resize(static_cast<std::size_t>(items));
    for (selection::Candidate& candidate : model.candidates) {
      candidate.options.emplace_back();
      file >> candidate.options.back().value;
    }
    for (int row = 1; row <= rows; ++row) {
      for (selection::Candidate& candidate : model.candidates) {
        selection::Amount weight = 0;
        file >> weight;
        if (weight > 0) candidate.options.back().uses.push_back({row, weight});
      }
    }
    for (int row = 1; row <= rows; ++row) {
      selection::Amount side = 0;
      if (!(file >> side)) return {};
      model.arcs.push_back({selection::money_node, row, side});
    }
    if (problem == number) return model;
  }
  return {};
}

}  // namespace phanbo::bench
