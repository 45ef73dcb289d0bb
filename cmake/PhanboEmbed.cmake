# phanbo_embed(<target> <output.cpp> <accessor> <files...>): puts text files into the program, so that it
# runs from anywhere and the figures depend on one binary. The accessor returns name and content of each
# file, in the order given; names are relative to the calling folder.
function(phanbo_embed target output accessor)
  set(files ${ARGN})
  set(out "${CMAKE_CURRENT_BINARY_DIR}/${output}")
  list(TRANSFORM files PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/" OUTPUT_VARIABLE absolute)
  string(JOIN "|" joined ${files})
  add_custom_command(OUTPUT "${out}"
    COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DACCESSOR=${accessor} "-DFILES=${joined}"
            -DROOT=${CMAKE_CURRENT_SOURCE_DIR} -P "${PROJECT_SOURCE_DIR}/cmake/embed_script.cmake"
    DEPENDS ${absolute} "${PROJECT_SOURCE_DIR}/cmake/embed_script.cmake" VERBATIM)
  target_sources(${target} PRIVATE "${out}")
endfunction()
