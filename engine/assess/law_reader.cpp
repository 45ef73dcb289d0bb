#include "engine/assess/law_reader.hpp"

namespace phanbo {

const LawRow* LawReader::find(std::string_view topic, std::string_view key,
                              const Date& date) const {
  const LawRow* row = book_.find(topic, key, date);
  return row != nullptr && row->value ? row : nullptr;
}

void LawReader::use(const LawRow* row) {
  if (row != nullptr) used_[static_cast<std::size_t>(row - book_.rows().data())] = true;
}

const LawRow* LawReader::take(std::string_view topic, std::string_view key, const Date& date) {
  const LawRow* row = find(topic, key, date);
  use(row);
  return row;
}

std::vector<LawUse> LawReader::used() const {
  std::vector<LawUse> uses;
  for (std::size_t i = 0; i < used_.size(); ++i) {
    if (used_[i]) uses.push_back({&book_.rows()[i]});
  }
  return uses;
}

}  // namespace phanbo
