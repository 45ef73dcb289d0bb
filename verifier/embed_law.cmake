# Writes OUT: a C++ file with the text of each of FILES (separated by '|'), so that the verifier carries
# its own copy of the law. ACCESSOR returns them; names are relative to ROOT.
string(REPLACE "|" ";" files "${FILES}")
set(body "#include \"verifier/law.hpp\"\n\nnamespace phanbo_verify {\nnamespace {\n")
set(entries "")
set(index 0)
foreach(path IN LISTS files)
  file(RELATIVE_PATH name "${ROOT}" "${path}")
  file(READ "${path}" hex HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  string(APPEND body "constexpr unsigned char law_${index}[] = {${bytes}0};\n")
  string(APPEND entries
    "    {\"${name}\", {reinterpret_cast<const char*>(law_${index}), sizeof(law_${index}) - 1}},\n")
  math(EXPR index "${index} + 1")
endforeach()
string(APPEND body "constexpr int law_count = ${index};\n")
string(APPEND body "const LawFile files[law_count] = {\n${entries}};\n}  // namespace\n\n")
string(APPEND body "std::span<const LawFile> ${ACCESSOR}() { return files; }\n}  // namespace phanbo_verify\n")
file(WRITE "${OUT}" "${body}")
