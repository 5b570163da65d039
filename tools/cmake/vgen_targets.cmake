# The settings of every target of vgen.

find_program(VGEN_CCACHE ccache)
if(PROJECT_IS_TOP_LEVEL AND VGEN_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${VGEN_CCACHE}")
endif()

if(VGEN_SANITIZE)
  add_compile_options(-fsanitize=${VGEN_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${VGEN_SANITIZE})
  if(VGEN_SANITIZE MATCHES "undefined")
    # Undefined behaviour ends the program; without this it is a line in a log that nobody reads.
    add_compile_options(-fno-sanitize-recover=undefined)
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 warns that its thread sanitizer does not see the fences in Asio. It also reports
    # uninitialised values inside the checks that a sanitizer adds, and bounds and overlaps in long
    # strings that are right. clang does not know -Wno-tsan.
    add_compile_options(-Wno-tsan -Wno-maybe-uninitialized -Wno-array-bounds -Wno-restrict
      -Wno-stringop-overflow -Wno-stringop-overread)
  endif()
endif()

# The warnings of our own targets. Targets that use vgen do not get them.
function(vgen_warnings target)
  # Designated initialisers leave out members on purpose, and GCC 12 would warn about each.
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
    -Wsign-conversion -Wno-missing-field-initializers
    # GCC 12 reports overlaps in optimised concatenations of strings that do not overlap (its bug
    # 105651).
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<NOT:$<CONFIG:Debug>>>:-Wno-restrict>
    # std::stable_sort of libstdc++ 12 uses std::get_temporary_buffer, and clang reports that as
    # deprecated.
    $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>
    $<$<BOOL:${VGEN_WERROR}>:-Werror>)
endfunction()

# A build that starts from nothing takes half of the time.
option(VGEN_UNITY "Compile several sources of a library at once" OFF)

# vgen_library(NAME [SOURCES…] [PUBLIC libraries…] [PRIVATE libraries…]): one folder of the tool or
# of the runtime. Without SOURCES, it takes every .cpp file of the folder and below.
function(vgen_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;PUBLIC;PRIVATE")
  if(NOT arg_SOURCES)
    file(GLOB_RECURSE arg_SOURCES CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  endif()
  add_library(${name} STATIC ${arg_SOURCES})
  target_link_libraries(${name} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
  vgen_warnings(${name})
  if(VGEN_UNITY)
    set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 12)
    # A name may be that of another source now. GCC takes the sources for headers: a coroutine that
    # keeps an object of an anonymous namespace must not stand in one.
    target_compile_options(${name} PRIVATE -Wno-shadow
      $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
  endif()
endfunction()
