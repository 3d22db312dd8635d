# Files that the binary carries: layouts, reference data, migrations, web assets.
#
#   switchyard_embed(TARGET symbol BASE dir FILES file…)
#
# Makes the library TARGET with the header "embedded/SYMBOL.hpp": `std::span<const switchyard::EmbeddedFile> embedded_SYMBOL()`,
# each file's path relative to BASE and its bytes, in order of path.
function(switchyard_embed target symbol)
  cmake_parse_arguments(EMBED "" "BASE" "FILES" ${ARGN})
  set(out ${CMAKE_BINARY_DIR}/embedded/${symbol})
  add_custom_command(
    OUTPUT ${out}.cpp ${out}.hpp
    COMMAND python3 ${CMAKE_SOURCE_DIR}/cmake/embed.py --symbol ${symbol} --base ${EMBED_BASE} --out ${out} ${EMBED_FILES}
    DEPENDS ${EMBED_FILES} ${CMAKE_SOURCE_DIR}/cmake/embed.py
    VERBATIM)
  add_library(${target} STATIC ${out}.cpp)
  target_include_directories(${target} PUBLIC ${CMAKE_BINARY_DIR} ${CMAKE_SOURCE_DIR}/src)
endfunction()
