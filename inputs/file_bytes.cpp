#include "inputs/file_bytes.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <system_error>

#include "models/check.hpp"

namespace phanbo {

namespace fs = std::filesystem;
using namespace input_problem;

bool read_file(const fs::path& path, const std::string& shown_path, std::string& bytes,
               ProblemList& problems, std::size_t bytes_max, const ProblemKind& too_large) {
  Place place;
  place.file = shown_path;
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    problems.add(file_missing, place, {shown_path});
    return false;
  }
  const std::uintmax_t size = fs::is_regular_file(status) ? fs::file_size(path, error) : 0;
  if (!fs::is_regular_file(status) || error) {
    problems.add(file_unreadable, place, {shown_path});
    return false;
  }
  if (size > bytes_max) {
    problems.add(too_large, place, {shown_path, std::to_string(size), std::to_string(bytes_max)});
    return false;
  }
  std::ifstream stream(path, std::ios::binary);
  bytes.resize(size);
  stream.read(bytes.data(), static_cast<std::streamsize>(size));
  if (!stream || stream.gcount() != static_cast<std::streamsize>(size)) {
    problems.add(file_unreadable, place, {shown_path});
    return false;
  }
  return true;
}

std::string sha256_of(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  PB_CHECK(EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) ==
           1);
  std::string text;
  for (unsigned int i = 0; i < length; ++i) text += fmt::format("{:02x}", digest[i]);
  return text;
}

}  // namespace phanbo
