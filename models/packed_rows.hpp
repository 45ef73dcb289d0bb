#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <memory>
#include <string_view>
#include <variant>
#include <vector>

#include "models/decimal.hpp"
#include "models/money.hpp"
#include "models/text.hpp"

namespace phanbo {

/// A cell as it is read: nothing, text in both languages, an amount, or an exact number.
using CellView = std::variant<std::monostate, Text, Money, Decimal>;

/// The rows of one table, 16 bytes a cell, so that a table of a million rows fits in memory.
/// Texts are views: of literals, of the plan and the assessment (which must outlive the table), or
/// of texts kept here.
class PackedRows {
 public:
  /// One stored cell; made by the functions of PackedRows.
  class Cell {
   public:
    constexpr Cell() : number_(0) {}
    static constexpr Cell of(Money amount) { return Cell(Kind::money, amount.dong(), 0); }
    static constexpr Cell of(const Decimal& value) {
      return Cell(Kind::number, value.units(), static_cast<std::uint8_t>(value.digits()));
    }
    static constexpr Cell whole(std::int64_t value) { return Cell(Kind::number, value, 0); }
    /// The same text in both languages. Empty text is a blank cell.
    static constexpr Cell name(std::string_view text) {
      Cell cell;
      if (text.empty()) return cell;
      cell.kind_ = Kind::name;
      cell.name_ = text.data();
      cell.size_ = static_cast<std::uint32_t>(text.size());
      return cell;
    }
    static constexpr Cell text(const Text* words) {
      Cell cell;
      cell.kind_ = Kind::text;
      cell.text_ = words;
      return cell;
    }
    constexpr bool is_blank() const { return kind_ == Kind::blank; }
    constexpr bool is_money() const { return kind_ == Kind::money; }
    constexpr Money amount() const {
      return is_money() ? Money::from_dong(number_) : Money::from_dong(std::int64_t{0});
    }
    CellView view() const {
      switch (kind_) {
        case Kind::blank:
          return std::monostate{};
        case Kind::name:
          return Text{{name_, size_}, {name_, size_}};
        case Kind::text:
          return *text_;
        case Kind::money:
          return Money::from_dong(number_);
        case Kind::number:
          return Decimal::from_units(number_, digits_);
      }
      return std::monostate{};
    }

   private:
    enum class Kind : std::uint8_t { blank, name, text, money, number };
    constexpr Cell(Kind kind, std::int64_t number, std::uint8_t digits)
        : number_(number), kind_(kind), digits_(digits) {}
    union {
      std::int64_t number_;
      const char* name_;
      const Text* text_;
    };
    std::uint32_t size_ = 0;
    Kind kind_ = Kind::blank;
    std::uint8_t digits_ = 0;
  };

  void set_column_count(std::size_t count) { column_count_ = count; }
  std::size_t column_count() const { return column_count_; }
  std::size_t size() const { return heads_.size(); }
  void reserve(std::size_t rows) {
    heads_.reserve(rows);
    cells_.reserve(rows * column_count_);
  }

  /// Adds a row of blank cells and returns its position.
  std::size_t add_row(int level, bool adds_up) {
    heads_.push_back({static_cast<std::uint8_t>(level), adds_up});
    cells_.resize(cells_.size() + column_count_);
    return heads_.size() - 1;
  }
  Cell& at(std::size_t row, std::size_t column) { return cells_[row * column_count_ + column]; }
  const Cell& at(std::size_t row, std::size_t column) const {
    return cells_[row * column_count_ + column];
  }
  int level(std::size_t row) const { return heads_[row].level; }
  bool adds_up(std::size_t row) const { return heads_[row].adds_up; }

  /// Keeps a text as long as the rows live.
  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    if (text.size() > chunk_left_) {
      chunk_left_ = text.size() > chunk_size ? text.size() : chunk_size;
      chunks_.push_back(std::make_unique_for_overwrite<char[]>(chunk_left_));
      chunk_next_ = chunks_.back().get();
    }
    std::memcpy(chunk_next_, text.data(), text.size());
    const std::string_view kept(chunk_next_, text.size());
    chunk_next_ += text.size();
    chunk_left_ -= text.size();
    return kept;
  }
  const Text* keep(Text words) { return &texts_.emplace_back(words); }

 private:
  struct Head {
    std::uint8_t level;
    bool adds_up;
  };
  static constexpr std::size_t chunk_size = std::size_t{1} << 16;
  std::size_t column_count_ = 0;
  std::vector<Head> heads_;
  std::vector<Cell> cells_;
  std::deque<Text> texts_;
  std::vector<std::unique_ptr<char[]>> chunks_;
  char* chunk_next_ = nullptr;
  std::size_t chunk_left_ = 0;
};

static_assert(sizeof(PackedRows::Cell) == 16);

}  // namespace phanbo
