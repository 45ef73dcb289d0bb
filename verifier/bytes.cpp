#include "verifier/bytes.hpp"

#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <sstream>

#include "verifier/words.hpp"

namespace phanbo_verify {

std::string read_bytes(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    throw Unreadable(path.string(), {"không phải tệp đọc được", "not a readable file"});
  }
  std::ifstream stream(path, std::ios::binary);
  const auto size = std::filesystem::file_size(path, error);
  if (!stream || error) throw Unreadable(path.string(), {"không mở được", "cannot be opened"});
  constexpr std::size_t room_behind = 64;  // so that JSON is parsed where it stands
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(size) + room_behind);
  bytes.resize(static_cast<std::size_t>(size));
  stream.read(bytes.data(), static_cast<std::streamsize>(size));
  if (stream.gcount() != static_cast<std::streamsize>(size)) {
    throw Unreadable(path.string(), {"không đọc được đến hết", "cannot be read to its end"});
  }
  return bytes;
}

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("SHA-256 is not available");
  }
  constexpr std::string_view letters = "0123456789abcdef";
  std::string text;
  for (unsigned int i = 0; i < length; ++i) {
    text.push_back(letters[digest[i] >> 4]);
    text.push_back(letters[digest[i] & 15]);
  }
  return text;
}

}  // namespace phanbo_verify
