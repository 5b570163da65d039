# vgen_generate(TARGET HEADERS header… [NAME name] [SHARDS number] [EMIT id…] [OUTPUT folder]
#               [CONFIG file] [NPM_NAME name] [CLIENT])
#
# Runs `vgen generate` on the headers as a build step of TARGET. Adds the generated sources to
# TARGET, and OUTPUT and the folders of the headers to its include folders. The step runs again when
# a header, an included file, or a compile option of TARGET has changed. It does not touch files
# whose bytes stay the same, so nothing is compiled without need. Call it once for each API of a
# target.
#
#   HEADERS  The headers that declare the API, relative to the current folder.
#   NAME     The name of the API, if a program has several: include NAME.gen.hpp, call NAME(…).
#            Default: api.
#   SHARDS   The number of sources for codecs and operations, so that all cores compile them. It
#            must be known before vgen reads the headers, so the default follows from their size:
#            1 below 32 KiB, then 4, 8 from 128 KiB, 16 from 512 KiB.
#   EMIT     Outputs beside the C++ ones, for example `openapi typescript`; see
#            `vgen generate --help`.
#   OUTPUT   Where to write; default: TARGET.vgen in the current binary folder, TARGET.NAME.vgen
#            with a NAME.
#   CONFIG   A vgen.json, relative to the current folder. Its outputs and their folder are ignored
#            here.
#   NPM_NAME The name of the npm package of the TypeScript client; without it there is no
#            package.json.
#   CLIENT   TARGET calls the API: it gets the source of the C++ client, and nothing of the server.
#            It must link vgen::client. Include "api_client.gen.hpp", or NAME_client.gen.hpp.
#
# The target `vgen_generate` generates all APIs and compiles nothing: editors need no more.
#
# Without CLIENT, TARGET must link vgen::runtime. Include "api.gen.hpp" in the source that serves
# the API.
include_guard(GLOBAL)

# The number of shards for headers of this size.
function(_vgen_shards result bytes)
  set(shards 1)
  if(bytes GREATER_EQUAL 524288)
    set(shards 16)
  elseif(bytes GREATER_EQUAL 131072)
    set(shards 8)
  elseif(bytes GREATER_EQUAL 32768)
    set(shards 4)
  endif()
  set(${result} ${shards} PARENT_SCOPE)
endfunction()

# The C++ files that vgen writes. `base` is the folder and the name of the API.
function(_vgen_sources result base shards)
  set(sources "${base}.gen.hpp" "${base}.gen.cpp" "${base}.openapi.gen.cpp")
  if(shards GREATER 1)
    math(EXPR last "${shards} - 1")
    foreach(number RANGE ${last})
      list(APPEND sources "${base}.${number}.gen.cpp")
    endforeach()
  endif()
  set(${result} "${sources}" PARENT_SCOPE)
endfunction()

function(vgen_generate target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "CLIENT" "NAME;SHARDS;OUTPUT;CONFIG;NPM_NAME"
    "HEADERS;EMIT")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "vgen_generate(${target}): unknown arguments: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT TARGET ${target})
    message(FATAL_ERROR "vgen_generate(${target}): there is no target of this name yet; "
      "call it after add_executable or add_library")
  endif()
  if(NOT arg_HEADERS)
    message(FATAL_ERROR "vgen_generate(${target}): HEADERS is missing")
  endif()
  # The name of this step, for its own files: two APIs of a target have two.
  set(step "${target}")
  if(arg_NAME)
    set(step "${target}.${arg_NAME}")
  else()
    set(arg_NAME api)
  endif()
  get_property(steps TARGET ${target} PROPERTY VGEN_STEPS)
  if("${step}" IN_LIST steps)
    message(FATAL_ERROR
      "vgen_generate(${target}): a target with several APIs needs a NAME for each")
  endif()
  set_property(TARGET ${target} APPEND PROPERTY VGEN_STEPS "${step}")
  if(NOT arg_OUTPUT)
    set(arg_OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/${step}.vgen")
  endif()
  cmake_path(ABSOLUTE_PATH arg_OUTPUT BASE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}" NORMALIZE)

  set(headers)
  set(folders)
  set(bytes 0)
  foreach(header IN LISTS arg_HEADERS)
    cmake_path(ABSOLUTE_PATH header BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" NORMALIZE)
    cmake_path(GET header PARENT_PATH folder)
    list(APPEND headers "${header}")
    list(APPEND folders "${folder}")
    if(EXISTS "${header}")
      file(SIZE "${header}" size)
      math(EXPR bytes "${bytes} + ${size}")
    endif()
  endforeach()
  list(REMOVE_DUPLICATES folders)
  foreach(folder IN ITEMS "${arg_OUTPUT}" LISTS folders)
    target_include_directories(${target} PUBLIC "$<BUILD_INTERFACE:${folder}>")
  endforeach()

  if(arg_CLIENT)
    set(arg_SHARDS 1)
    set(sources "${arg_OUTPUT}/${arg_NAME}_client.gen.hpp"
      "${arg_OUTPUT}/${arg_NAME}_client.gen.cpp")
    list(PREPEND arg_EMIT cpp_client)
  else()
    if(NOT arg_SHARDS)
      _vgen_shards(arg_SHARDS ${bytes})
    endif()
    _vgen_sources(sources "${arg_OUTPUT}/${arg_NAME}" ${arg_SHARDS})
    list(PREPEND arg_EMIT cpp)
  endif()

  set(config)
  if(arg_CONFIG)
    cmake_path(ABSOLUTE_PATH arg_CONFIG BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" NORMALIZE)
    set(config --config "${arg_CONFIG}")
  endif()
  set(npm_name)
  if(arg_NPM_NAME)
    if(NOT "typescript" IN_LIST arg_EMIT)
      message(FATAL_ERROR
        "vgen_generate(${target}): NPM_NAME names the TypeScript client: add EMIT typescript")
    endif()
    set(npm_name --npm-name "${arg_NPM_NAME}")
  endif()

  list(REMOVE_DUPLICATES arg_EMIT)
  list(JOIN arg_EMIT "," emit)

  # The target's own flags, one per line, as in vgen's response files. `TARGET` must be last, or
  # CMake 3.25 crashes.
  set(flags "${CMAKE_CURRENT_BINARY_DIR}/${step}.vgen.rsp")
  set(includes "$<REMOVE_DUPLICATES:$<TARGET_PROPERTY:${target},INCLUDE_DIRECTORIES>>")
  # Conditional definitions of the libraries whose condition is false leave empty entries.
  set(definitions "$<FILTER:$<TARGET_PROPERTY:${target},COMPILE_DEFINITIONS>,INCLUDE,.>")
  set(standard "$<TARGET_PROPERTY:${target},CXX_STANDARD>")
  set(standard "$<IF:$<BOOL:${standard}>,${standard},20>")
  string(CONCAT content "-std=c++${standard}\n"
    "$<$<BOOL:${includes}>:-I$<JOIN:${includes},\n-I>>\n"
    "$<$<BOOL:${definitions}>:-D$<JOIN:${definitions},\n-D>>\n")
  file(GENERATE OUTPUT "${flags}.$<COMPILE_LANGUAGE>" CONTENT "${content}" TARGET ${target})

  # The stamp records when vgen last ran. The sources change only if their bytes change.
  set(stamp "${CMAKE_CURRENT_BINARY_DIR}/${step}.vgen.stamp")
  add_custom_command(
    OUTPUT "${stamp}"
    BYPRODUCTS ${sources}
    COMMAND vgen::tool generate ${headers} --out "${arg_OUTPUT}" --emit "${emit}"
      --name "${arg_NAME}" --shards ${arg_SHARDS} --depfile "${stamp}.d" --depfile-target "${stamp}"
      ${config} ${npm_name} "@${flags}.CXX"
    COMMAND "${CMAKE_COMMAND}" -E touch "${stamp}"
    DEPENDS vgen::tool ${headers} ${arg_CONFIG} "${flags}.CXX"
    DEPFILE "${stamp}.d"
    COMMENT "vgen: generating the API of ${target}"
    VERBATIM)
  target_sources(${target} PRIVATE "${stamp}" ${sources})
  # TARGET waits for its own step, so that two make processes never run it at the same time.
  add_custom_target(${step}_generate DEPENDS "${stamp}")
  add_dependencies(${target} ${step}_generate)
  if(NOT TARGET vgen_generate)
    add_custom_target(vgen_generate)
  endif()
  add_dependencies(vgen_generate ${step}_generate)
  # Each source defines VGEN_API before it includes anything.
  set_source_files_properties(${sources} PROPERTIES
    SKIP_PRECOMPILE_HEADERS ON SKIP_UNITY_BUILD_INCLUSION ON)
  set_source_files_properties("${stamp}" PROPERTIES HEADER_FILE_ONLY TRUE)
endfunction()
