// json_writer and file_writer: every text comes back as it went in, and big files are written piece
// by piece.
#include "outputs/write/json_writer.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cerrno>
#include <nlohmann/json.hpp>

#include "outputs/csv.hpp"

namespace phanbo::test {
namespace {

namespace fs = std::filesystem;

class JsonFile : public ::testing::Test {
 protected:
  void SetUp() override { fs::remove(path_); }
  void TearDown() override { fs::remove(path_); }
  template <class Write>
  std::string written(Write write) {
    const FileCalls calls;
    FileWriter out(calls);
    fs::remove(path_);
    out.open(path_);
    JsonWriter json(out);
    write(json);
    out.close();
    EXPECT_EQ(out.error(), 0);
    return read_file(path_.string());
  }
  fs::path path_ = fs::path(::testing::TempDir()) / ("phanbo-json-" + std::to_string(::getpid()));
};

TEST_F(JsonFile, EveryControlCharacterSurvives) {
  std::string all;
  for (int byte = 1; byte < 0x20; ++byte) all += static_cast<char>(byte);
  all += "\x7F\"\\/";
  all += '\0';
  all += "Đất, “nước” \xC2\x80\xC2\x9F\xC2\xA0 \xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xAA 𝒟 \xC2";
  const std::string valid = all.substr(0, all.size() - 1);  // ends before a lone lead byte
  const std::string text = written([&](JsonWriter& json) { json.string(valid); });
  for (const char byte : text) EXPECT_GE(static_cast<unsigned char>(byte), 0x20);
  EXPECT_EQ(text.find("\xE2\x80\xA8"), std::string::npos);
  EXPECT_EQ(text.find("\xE2\x80\xA9"), std::string::npos);
  EXPECT_EQ(text.find("\xC2\x80"), std::string::npos);
  EXPECT_NE(text.find("\\u2028\\u2029\xE2\x80\xAA"), std::string::npos);
  EXPECT_NE(text.find("\\u0000"), std::string::npos);
  EXPECT_NE(text.find("Đất, “nước”"), std::string::npos) << "UTF-8 passes through";
  EXPECT_EQ(nlohmann::json::parse(text).get<std::string>(), valid);
}

TEST_F(JsonFile, CommasAndKeysStandWhereTheyShould) {
  const std::string text = written([](JsonWriter& json) {
    json.begin_object();
    json.field("a", Money::from_dong(std::int64_t{-9'000'000'000'000'000}));
    json.key("b");
    json.begin_array();
    json.line();
    json.begin_object();
    json.end_object();
    json.line();
    json.null();
    json.boolean(true);
    json.number_text(2025);
    json.begin_array();
    json.end_array();
    json.line_end();
    json.end_array();
    json.field("c", "d");
    json.end_object();
    json.end_file();
  });
  EXPECT_EQ(text, "{\"a\":-9000000000000000,\"b\":[\n{},\nnull,true,\"2025\",[]\n],\"c\":\"d\"}\n");
}

TEST_F(JsonFile, TextLongerThanTheBufferIsWhole) {
  const std::string longer(700'001, 'x');
  const std::string text = written([&](JsonWriter& json) {
    json.begin_array();
    for (int i = 0; i < 5; ++i) {
      json.string(longer);
      json.integer(INT64_MIN);
    }
    json.end_array();
  });
  const auto parsed = nlohmann::json::parse(text);
  ASSERT_EQ(parsed.size(), 10U);
  EXPECT_EQ(parsed[8].get<std::string>(), longer);
  EXPECT_EQ(parsed[9].get<std::int64_t>(), INT64_MIN);
}

TEST_F(JsonFile, AFullDiskIsNoticed) {
  if (!fs::exists("/dev/full")) GTEST_SKIP();
  int descriptor = -1;
  const FileCalls calls;
  ASSERT_EQ(calls.create_file(path_, descriptor), 0);
  EXPECT_EQ(calls.create_file(path_, descriptor), EEXIST) << "never an existing file";
  const int full = ::open("/dev/full", O_WRONLY);
  ASSERT_GE(full, 0);
  EXPECT_EQ(calls.write(full, "/dev/full", "x"), ENOSPC);
  EXPECT_EQ(calls.close(full, "/dev/full"), 0);
}

}  // namespace
}  // namespace phanbo::test
