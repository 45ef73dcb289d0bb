#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace phanbo_verify {

/// All bytes of a file; throws Unreadable.
std::string read_bytes(const std::filesystem::path& path);
/// Lower-case hexadecimal.
std::string sha256_hex(std::string_view bytes);

}  // namespace phanbo_verify
