# Makes a C++ source that holds files as string literals, found by their path: the templates,
# and the client runtime that clients get a copy of.
#
# Included: vgen_embed(TARGET FOLDERS root|folder…) adds the generated source to TARGET. It embeds
# every file of these folders; the name of a file is its path relative to the root.
# Run as a script (cmake -P) it writes that source: -DOUTPUT=… -DFILES=root|path;root|path;…

if(CMAKE_SCRIPT_MODE_FILE)
  set(text "// Made by tools/cmake/embed_templates.cmake. Do not edit.\n")
  string(APPEND text "#include \"tools/vgen/emit/output/embedded_file.hpp\"\n\n")
  string(APPEND text "namespace vgen::tool::emit {\n\nconst EmbeddedFile embedded_files[] = {\n")
  set(count 0)
  foreach(entry IN LISTS FILES)
    string(REPLACE "|" ";" entry "${entry}")
    list(GET entry 0 root)
    list(GET entry 1 path)
    file(READ "${root}/${path}" content)
    string(APPEND text "    {\"${path}\", R\"embedded(${content})embedded\"},\n")
    math(EXPR count "${count} + 1")
  endforeach()
  string(APPEND text
    "};\nconst std::size_t embedded_file_count = ${count};\n\n}  // namespace vgen::tool::emit\n")
  file(WRITE "${OUTPUT}" "${text}")
  return()
endif()

set(VGEN_EMBED_SCRIPT "${CMAKE_CURRENT_LIST_FILE}")

# vgen_embed(TARGET FOLDERS root|folder…)
function(vgen_embed target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "FOLDERS")
  set(entries)
  set(inputs)
  foreach(entry IN LISTS arg_FOLDERS)
    string(REPLACE "|" ";" entry "${entry}")
    list(GET entry 0 root)
    list(GET entry 1 folder)
    file(GLOB_RECURSE files CONFIGURE_DEPENDS LIST_DIRECTORIES false "${root}/${folder}/*")
    list(SORT files)
    foreach(file IN LISTS files)
      cmake_path(NORMAL_PATH file)
      cmake_path(RELATIVE_PATH file BASE_DIRECTORY "${root}" OUTPUT_VARIABLE path)
      list(APPEND entries "${root}|${path}")
      list(APPEND inputs "${file}")
    endforeach()
  endforeach()
  set(output "${CMAKE_CURRENT_BINARY_DIR}/embedded_files.gen.cpp")
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${output}" "-DFILES=${entries}" -P "${VGEN_EMBED_SCRIPT}"
    DEPENDS ${inputs} "${VGEN_EMBED_SCRIPT}"
    COMMENT "Embedding templates"
    VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()
