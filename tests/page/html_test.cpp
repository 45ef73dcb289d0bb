#include "outputs/page/html.hpp"

#include <gtest/gtest.h>

namespace phanbo::page {
namespace {

std::string escaped(std::string_view text) {
  Html html(Language::vietnamese);
  html.text(text);
  return html.take();
}

TEST(Html, TextCannotBecomeMarkup) {
  EXPECT_EQ(escaped("<script>alert('x')</script>"),
            "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
  EXPECT_EQ(escaped("\" onclick=\"x"), "&quot; onclick=&quot;x");
  EXPECT_EQ(escaped("A & B &amp;"), "A &amp; B &amp;amp;");
  EXPECT_EQ(escaped("Phường An Bình"), "Phường An Bình");
}

TEST(Html, ControlCharactersAreReplaced) {
  EXPECT_EQ(escaped(std::string_view("a\0b", 3)), "a\uFFFDb");
  EXPECT_EQ(escaped("a\x1B[31mb\x7F"), "a\uFFFD[31mb\uFFFD");
  EXPECT_EQ(escaped("a\tb\nc\r"), "a b c ");
}

TEST(Html, CoordinatesAreExactDecimals) {
  const auto coordinate = [](Thousandths value) {
    Html html(Language::vietnamese);
    html.coordinate(value);
    return html.take();
  };
  EXPECT_EQ(coordinate(0), "0");
  EXPECT_EQ(coordinate(12'500), "12.5");
  EXPECT_EQ(coordinate(33'333), "33.333");
  EXPECT_EQ(coordinate(5), "0.005");
  EXPECT_EQ(coordinate(-1'050), "-1.05");
  EXPECT_EQ(coordinate(100'000), "100");
}

TEST(Html, NamesOfThePlanAreMarkedVietnameseOnAnEnglishPage) {
  Html html(Language::english);
  html.plan_text("Phường <b>");
  EXPECT_EQ(html.take(), "<span lang=\"vi\">Phường &lt;b&gt;</span>");
}

}  // namespace
}  // namespace phanbo::page
