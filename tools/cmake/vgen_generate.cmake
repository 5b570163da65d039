# vgen_generate(TARGET HEADERS header… [EMIT id…] [OUTPUT folder] [CONFIG file])
#
# Runs `vgen generate` on the headers as a build step of TARGET. Adds the generated sources to TARGET, and OUTPUT and the folders of the
# headers to its include folders. The step runs again when a header, an included file, or a compile option of TARGET has changed. It
# does not touch files whose bytes stay the same, so nothing is compiled without need.
#
#   HEADERS  The headers that declare the API, relative to the current folder.
#   EMIT     Outputs beside the C++ ones, for example `openapi typescript`; see `vgen generate --help`.
#   OUTPUT   Where to write; default: TARGET.vgen in the current binary folder.
#   CONFIG   A vgen.json, relative to the current folder. Its outputs and their folder are ignored here.
#
# TARGET must link vgen::runtime. Include "api.gen.hpp" in the source that serves the API.
include_guard(GLOBAL)

function(vgen_generate target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "OUTPUT;CONFIG" "HEADERS;EMIT")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "vgen_generate(${target}): unknown arguments: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT TARGET ${target})
    message(FATAL_ERROR "vgen_generate(${target}): there is no target of this name yet; call it after add_executable or add_library")
  endif()
  if(NOT arg_HEADERS)
    message(FATAL_ERROR "vgen_generate(${target}): HEADERS is missing")
  endif()
  if(NOT arg_OUTPUT)
    set(arg_OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/${target}.vgen")
  endif()
  cmake_path(ABSOLUTE_PATH arg_OUTPUT BASE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}" NORMALIZE)

  set(headers)
  set(folders)
  foreach(header IN LISTS arg_HEADERS)
    cmake_path(ABSOLUTE_PATH header BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" NORMALIZE)
    cmake_path(GET header PARENT_PATH folder)
    list(APPEND headers "${header}")
    list(APPEND folders "${folder}")
  endforeach()
  list(REMOVE_DUPLICATES folders)
  foreach(folder IN ITEMS "${arg_OUTPUT}" LISTS folders)
    target_include_directories(${target} PUBLIC "$<BUILD_INTERFACE:${folder}>")
  endforeach()

  set(config)
  if(arg_CONFIG)
    cmake_path(ABSOLUTE_PATH arg_CONFIG BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" NORMALIZE)
    set(config --config "${arg_CONFIG}")
  endif()

  list(PREPEND arg_EMIT cpp)
  list(REMOVE_DUPLICATES arg_EMIT)
  list(JOIN arg_EMIT "," emit)

  # The target's own flags, one per line, as in vgen's response files. `TARGET` must be last, or CMake 3.25 crashes.
  set(flags "${CMAKE_CURRENT_BINARY_DIR}/${target}.vgen.rsp")
  set(includes "$<REMOVE_DUPLICATES:$<TARGET_PROPERTY:${target},INCLUDE_DIRECTORIES>>")
  # Conditional definitions of the libraries whose condition is false leave empty entries.
  set(definitions "$<FILTER:$<TARGET_PROPERTY:${target},COMPILE_DEFINITIONS>,INCLUDE,.>")
  set(standard "$<IF:$<BOOL:$<TARGET_PROPERTY:${target},CXX_STANDARD>>,$<TARGET_PROPERTY:${target},CXX_STANDARD>,20>")
  file(GENERATE OUTPUT "${flags}.$<COMPILE_LANGUAGE>"
    CONTENT "-std=c++${standard}\n$<$<BOOL:${includes}>:-I$<JOIN:${includes},\n-I>>\n$<$<BOOL:${definitions}>:-D$<JOIN:${definitions},\n-D>>\n"
    TARGET ${target})

  # The stamp records when vgen last ran. The sources change only if their bytes change.
  set(stamp "${CMAKE_CURRENT_BINARY_DIR}/${target}.vgen.stamp")
  add_custom_command(
    OUTPUT "${stamp}"
    BYPRODUCTS "${arg_OUTPUT}/api.gen.cpp" "${arg_OUTPUT}/api.gen.hpp"
    COMMAND vgen::tool generate ${headers} --out "${arg_OUTPUT}" --emit "${emit}" --depfile "${stamp}.d" --depfile-target "${stamp}"
      ${config} "@${flags}.CXX"
    COMMAND "${CMAKE_COMMAND}" -E touch "${stamp}"
    DEPENDS vgen::tool ${headers} ${arg_CONFIG} "${flags}.CXX"
    DEPFILE "${stamp}.d"
    COMMENT "vgen: generating the API of ${target}"
    VERBATIM)
  target_sources(${target} PRIVATE "${stamp}" "${arg_OUTPUT}/api.gen.cpp" "${arg_OUTPUT}/api.gen.hpp")
  set_source_files_properties("${stamp}" PROPERTIES HEADER_FILE_ONLY TRUE)
endfunction()
