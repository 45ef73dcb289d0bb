# Writes OUT: a C++ file with the text of each of FILES (separated by '|'), so that the verifier carries
# its own copy of the law.
string(REPLACE "|" ";" files "${FILES}")
set(body "#include \"verifier/law.hpp\"\n\nnamespace phanbo_verify {\nnamespace {\n")
set(entries "")
set(index 0)
foreach(path IN LISTS files)
  get_filename_component(name "${path}" NAME)
  file(READ "${path}" hex HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  string(APPEND body "constexpr unsigned char law_${index}[] = {${bytes}0};\n")
  string(APPEND entries
    "    {\"${name}\", {reinterpret_cast<const char*>(law_${index}), sizeof(law_${index}) - 1}},\n")
  math(EXPR index "${index} + 1")
endforeach()
string(APPEND body "constexpr int law_count = ${index};\n")
string(APPEND body "const LawFile files[law_count] = {\n${entries}};\n}  // namespace\n\n")
string(APPEND body "std::span<const LawFile> law_files() { return files; }\n}  // namespace phanbo_verify\n")
file(WRITE "${OUT}" "${body}")
