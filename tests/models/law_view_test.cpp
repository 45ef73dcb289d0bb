// models/law.hpp: the law seen from another date, or as it was recorded on one.
#include <gtest/gtest.h>

#include "models/law.hpp"

namespace phanbo {
namespace {

LawRow row(const std::string& topic, std::int64_t value, Date from, std::optional<Date> to,
           Date recorded) {
  LawRow made;
  made.topic = topic;
  made.value = Decimal::whole(value);
  made.valid_from = from;
  made.valid_to = to;
  made.recorded_on = recorded;
  return made;
}

/// 1, then 2 from July 2026 (recorded in May 2026); another topic that never changes.
std::vector<LawRow> rows() {
  return {row("salary", 1, {2024, 7, 1}, Date{2026, 6, 30}, {2024, 6, 30}),
          row("salary", 2, {2026, 7, 1}, {}, {2026, 5, 15}),
          row("share", 80, {2020, 1, 1}, Date{2025, 12, 31}, {2020, 1, 1})};
}

std::int64_t value_on(const LawBook& book, const std::string& topic, Date day) {
  const LawRow* const found = book.find(topic, "", day);
  return found == nullptr ? -1 : found->value->units();
}

TEST(LawView, WithoutItEachDayHasItsLaw) {
  const LawBook book(rows());
  EXPECT_EQ(value_on(book, "salary", {2026, 6, 30}), 1);
  EXPECT_EQ(value_on(book, "salary", {2026, 7, 1}), 2);
  EXPECT_EQ(value_on(book, "share", {2026, 1, 1}), -1);
}

TEST(LawView, OneDateAnswersEveryQuestion) {
  const LawBook book(rows(), {Date{2025, 12, 31}, {}, {}});
  EXPECT_EQ(value_on(book, "salary", {2027, 1, 1}), 1);
  EXPECT_EQ(value_on(book, "share", {2027, 1, 1}), 80);
  EXPECT_EQ(book.topic_on("share", {2027, 1, 1}).size(), 1U);
}

TEST(LawView, WhatWasNotYetRecordedDidNotEndAnything) {
  const LawBook before(rows(), {{}, Date{2026, 5, 14}, {}});
  EXPECT_EQ(value_on(before, "salary", {2026, 12, 1}), 1);
  EXPECT_EQ(before.rows().size(), 2U);
  const LawBook after(rows(), {{}, Date{2026, 5, 15}, {}});
  EXPECT_EQ(value_on(after, "salary", {2026, 12, 1}), 2);
  EXPECT_EQ(value_on(after, "share", {2026, 1, 1}), -1) << "its end has no successor";
}

TEST(LawView, MayHoldForOneTopicAlone) {
  const LawBook book(rows(), {Date{2025, 12, 31}, {}, {{{"share", ""}}}});
  EXPECT_EQ(value_on(book, "share", {2027, 1, 1}), 80);
  EXPECT_EQ(value_on(book, "salary", {2027, 1, 1}), 2);
}

}  // namespace
}  // namespace phanbo
