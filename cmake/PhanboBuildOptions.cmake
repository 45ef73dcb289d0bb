# Compiler settings every target shares; nothing here may change a figure (no -march, no fast math).
add_library(phanbo_build_options INTERFACE)
target_compile_features(phanbo_build_options INTERFACE cxx_std_20)
target_compile_options(phanbo_build_options INTERFACE -ffp-contract=off -Wall -Wextra -Wpedantic -Wshadow
  -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Wold-style-cast)
# __int128 is the width every money product goes through; GCC and Clang both have it.
target_compile_options(phanbo_build_options INTERFACE -Wno-pedantic)
# GCC 12 reports std::optional members as maybe uninitialised where they are not; sanitizers watch the real case.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(phanbo_build_options INTERFACE -Wno-maybe-uninitialized)
endif()
if(PHANBO_WARNINGS_AS_ERRORS)
  target_compile_options(phanbo_build_options INTERFACE -Werror)
endif()
if(PHANBO_SANITIZE)
  target_compile_options(phanbo_build_options INTERFACE -fsanitize=address,undefined
    -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(phanbo_build_options INTERFACE -fsanitize=address,undefined)
  target_compile_definitions(phanbo_build_options INTERFACE _GLIBCXX_ASSERTIONS)
endif()
if(PHANBO_COVERAGE)
  target_compile_options(phanbo_build_options INTERFACE --coverage)
  target_link_options(phanbo_build_options INTERFACE --coverage)
endif()
# Fuzz targets watch which branches an input takes; they run under the same sanitizers.
if(PHANBO_FUZZ)
  target_compile_options(phanbo_build_options INTERFACE -fsanitize=fuzzer-no-link,address,undefined
    -fno-sanitize-recover=all)
  target_link_options(phanbo_build_options INTERFACE -fsanitize=address,undefined)
endif()
