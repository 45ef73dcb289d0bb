# One CMake target per folder. A folder's headers are reached as "<folder>/<header>" through an include
# root of its own (a symbolic link under the build tree), so a target sees only the folders it links to:
# an include against the dataflow is a "file not found".

function(phanbo_include_root folder out_directory)
  string(REPLACE "/" "_" name "${folder}")
  set(root "${PROJECT_BINARY_DIR}/include-roots/${name}")
  get_filename_component(parent "${root}/${folder}" DIRECTORY)
  file(MAKE_DIRECTORY "${parent}")
  if(NOT EXISTS "${root}/${folder}")
    file(CREATE_LINK "${PROJECT_SOURCE_DIR}/${folder}" "${root}/${folder}" SYMBOLIC)
  endif()
  set(${out_directory} "${root}" PARENT_SCOPE)
endfunction()

# phanbo_folder(<target> FOLDER <path> SOURCES <files> LINKS <targets> PRIVATE_LINKS <targets>)
function(phanbo_folder target)
  cmake_parse_arguments(ARG "" "FOLDER" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  phanbo_include_root("${ARG_FOLDER}" root)
  if(NOT ARG_SOURCES)
    add_library(${target} INTERFACE)
    target_include_directories(${target} INTERFACE "${root}")
    target_link_libraries(${target} INTERFACE ${ARG_LINKS})
    return()
  endif()
  add_library(${target} STATIC ${ARG_SOURCES})
  target_include_directories(${target} PUBLIC "${root}")
  target_link_libraries(${target} PUBLIC ${ARG_LINKS} PRIVATE ${ARG_PRIVATE_LINKS} phanbo_build_options)
endfunction()
