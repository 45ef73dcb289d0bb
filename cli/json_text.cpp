#include "cli/json_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/json_walk.hpp"

namespace phanbo {

namespace {

std::string quoted(std::string_view value) {
  std::string text = "\"";
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      text += '\\';
      text += c;
    } else if (byte < 0x20) {
      text += fmt::format("\\u{:04x}", byte);
    } else {
      text += c;
    }
  }
  return text + '"';
}

}  // namespace

JsonText& JsonText::key(std::string_view name) {
  begin_value();
  out_ += quoted(name) + ": ";
  after_key_ = true;
  return *this;
}

void JsonText::text(std::string_view value) {
  begin_value();
  out_ += quoted(value);
}

void JsonText::number(std::int64_t value) {
  begin_value();
  out_ += std::to_string(value);
}

void JsonText::flag(bool value) {
  begin_value();
  out_ += value ? "true" : "false";
}

void JsonText::open(char mark) {
  begin_value();
  out_ += mark;
  filled_.push_back(false);
}

void JsonText::close(char mark) {
  const bool filled = filled_.back();
  filled_.pop_back();
  if (filled) out_ += '\n' + std::string(2 * filled_.size(), ' ');
  out_ += mark;
}

void JsonText::begin_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (filled_.empty()) return;
  if (filled_.back()) out_ += ',';
  filled_.back() = true;
  out_ += '\n' + std::string(2 * filled_.size(), ' ');
}

namespace {

bool one_record(JsonWalk& walk, std::vector<JsonRecord>& records) {
  JsonRecord& record = records.emplace_back();
  return walk.object([&](const std::string& key) {
    std::optional<std::string> value;
    if (!walk.scalar(value)) return false;
    if (value) record.emplace_back(key, *value);
    return true;
  });
}

}  // namespace

std::optional<std::vector<JsonRecord>> json_records(std::string_view json, std::string_view name) {
  JsonWalk walk(json);
  std::vector<JsonRecord> records;
  const bool is_json = walk.object([&](const std::string& key) {
    return key == name ? walk.array([&] { return one_record(walk, records); }) : walk.skip(0);
  });
  if (!is_json) return std::nullopt;
  return records;
}

std::optional<std::vector<std::vector<JsonRecord>>> json_inner_records(std::string_view json,
                                                                       std::string_view name,
                                                                       std::string_view inner) {
  JsonWalk walk(json);
  std::vector<std::vector<JsonRecord>> lists;
  const auto one_object = [&] {
    std::vector<JsonRecord>& records = lists.emplace_back();
    return walk.object([&](const std::string& key) {
      return key == inner ? walk.array([&] { return one_record(walk, records); }) : walk.skip(0);
    });
  };
  const bool is_json = walk.object(
      [&](const std::string& key) { return key == name ? walk.array(one_object) : walk.skip(0); });
  if (!is_json) return std::nullopt;
  return lists;
}

std::optional<JsonRecord> json_top(std::string_view json) {
  JsonWalk walk(json);
  JsonRecord record;
  const bool is_json = walk.object([&](const std::string& key) {
    std::optional<std::string> value;
    if (!walk.scalar(value)) return false;
    if (value) record.emplace_back(key, *value);
    return true;
  });
  if (!is_json) return std::nullopt;
  return record;
}

std::string_view value_of(const JsonRecord& record, std::string_view key) {
  const auto found = std::find_if(record.begin(), record.end(),
                                  [&](const auto& member) { return member.first == key; });
  return found == record.end() ? std::string_view{} : std::string_view(found->second);
}

}  // namespace phanbo
