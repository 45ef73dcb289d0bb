#include <algorithm>

#include "inputs/text_plan.hpp"
#include "inputs/xlsx/read_workbook.hpp"

namespace phanbo {

namespace {

std::vector<std::size_t> key_positions(const TableSpec& spec) {
  std::vector<std::size_t> positions;
  for (const std::string& name : split_choices(spec.key))
    positions.push_back(field_position(spec, name));
  return positions;
}

std::string joined_key(const TableRows& table, std::size_t row,
                       const std::vector<std::size_t>& positions) {
  std::string key;
  for (const std::size_t position : positions) {
    if (position != positions.front()) key += '/';
    key += table.cell(row, position);
  }
  while (positions.size() > 1 && key.ends_with('/')) key.pop_back();
  return key;
}

}  // namespace

std::string key_of(const TableRows& table, std::size_t row) {
  return joined_key(table, row, key_positions(*table.spec));
}

KeyIndex::KeyIndex(const TableRows& table) {
  const std::vector<std::size_t> positions = key_positions(*table.spec);
  rows_.reserve(table.row_count());
  for (std::uint32_t row = 0; row < table.row_count(); ++row) {
    const auto [entry, is_new] = rows_.emplace(joined_key(table, row, positions), row);
    if (!is_new) entry->second = several_rows;
  }
}

std::uint32_t KeyIndex::find(const std::string& key) const {
  const auto found = rows_.find(key);
  return found == rows_.end() || found->second == several_rows ? TableRows::no_row : found->second;
}

bool KeyIndex::is_ambiguous(const std::string& key) const {
  const auto found = rows_.find(key);
  return found != rows_.end() && found->second == several_rows;
}

std::vector<std::string> KeyIndex::keys_like(const std::string& wrong) const {
  constexpr std::size_t compared_max = 2'000;
  std::vector<std::string> keys;
  for (const auto& [key, row] : rows_) {
    if (rows_.size() <= compared_max || key.substr(0, 1) == wrong.substr(0, 1)) keys.push_back(key);
  }
  std::sort(keys.begin(), keys.end());
  if (keys.size() > compared_max) keys.resize(compared_max);
  return keys;
}

TextPlan::TextPlan() = default;
TextPlan::~TextPlan() = default;

void TextPlan::copy_from(const std::shared_ptr<const TextPlan>& plan) {
  texts_of_ = plan;
  folder = plan->folder;
  header = plan->header;
  header_source = plan->header_source;
  tables = plan->tables;
  is_sealed = plan->is_sealed;
  has_folder = plan->has_folder;
  law_used = plan->law_used;
  shipped_law = plan->shipped_law;
  files = plan->files;
  problems = plan->problems;
}

const KeyIndex& TextPlan::index_of(const TableRows& table) const {
  const std::lock_guard lock(mutex_);
  std::unique_ptr<KeyIndex>& index = indices_[&table];
  if (!index) index = std::make_unique<KeyIndex>(table);
  return *index;
}

}  // namespace phanbo
