# Files that the binary carries: layouts, reference data, migrations, web assets.
#
#   switchyard_embed(TARGET symbol BASE dir FILES file…)
#   switchyard_embed(TARGET symbol DIRECTORY dir DEPENDS stamp)
#
# The second takes whatever stands in a folder that another command of the build fills, after that command has written its stamp.
# Makes the library TARGET with the header "embedded/SYMBOL.hpp": `std::span<const switchyard::EmbeddedFile> embedded_SYMBOL()`,
# each file's path relative to BASE and its bytes, in order of path.
function(switchyard_embed target symbol)
  cmake_parse_arguments(EMBED "" "BASE;DIRECTORY;DEPENDS" "FILES" ${ARGN})
  set(what --base ${EMBED_BASE})
  if(EMBED_DIRECTORY)
    set(what --base ${EMBED_DIRECTORY} --directory ${EMBED_DIRECTORY})
  endif()
  set(out ${CMAKE_BINARY_DIR}/embedded/${symbol})
  add_custom_command(
    OUTPUT ${out}.cpp ${out}.hpp
    COMMAND python3 ${CMAKE_SOURCE_DIR}/cmake/embed.py --symbol ${symbol} ${what} --out ${out} ${EMBED_FILES}
    DEPENDS ${EMBED_FILES} ${EMBED_DEPENDS} ${CMAKE_SOURCE_DIR}/cmake/embed.py
    VERBATIM)
  add_library(${target} STATIC ${out}.cpp)
  target_include_directories(${target} PUBLIC ${CMAKE_BINARY_DIR} ${CMAKE_SOURCE_DIR}/src)
endfunction()
