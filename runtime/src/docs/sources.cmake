# The documentation page: npm fetches it during the build, and this library holds it compressed.
# Without npm it is a plain page.
option(VGEN_DOCS "Build the documentation page in; needs node and npm" ON)
find_package(ZLIB REQUIRED)
find_program(VGEN_NODE node)
find_program(VGEN_NPM npm)

set(VGEN_DOCS_MISSING)
if(NOT VGEN_DOCS)
  set(VGEN_DOCS_MISSING "VGEN_DOCS is off")
elseif(NOT VGEN_NODE OR NOT VGEN_NPM)
  set(VGEN_DOCS_MISSING "there was no npm")
endif()

vgen_runtime_library(docs SOURCES unpack.cpp PRIVATE ZLIB::ZLIB)

set(docs_folder "${CMAKE_CURRENT_BINARY_DIR}/docs")
if(VGEN_DOCS_MISSING)
  message(STATUS
    "vgen: /docs will be a plain page with a link to openapi.json: ${VGEN_DOCS_MISSING}")
  configure_file(src/docs/plain_page.cpp.in "${docs_folder}/plain_page.gen.cpp" @ONLY)
  target_sources(vgen_docs PRIVATE "${docs_folder}/plain_page.gen.cpp")
else()
  set(docs_source "${CMAKE_CURRENT_SOURCE_DIR}/docs")
  set(docs_inputs)
  foreach(file package.json package-lock.json .npmrc)
    list(APPEND docs_inputs "${docs_source}/${file}")
  endforeach()
  add_custom_command(
    OUTPUT "${docs_folder}/fetched.stamp"
    COMMAND "${CMAKE_COMMAND}" -E make_directory "${docs_folder}"
    COMMAND "${CMAKE_COMMAND}" -E copy ${docs_inputs} "${docs_folder}"
    COMMAND "${CMAKE_COMMAND}" -E chdir "${docs_folder}" "${VGEN_NPM}" ci --no-progress
      --loglevel=error
    COMMAND "${CMAKE_COMMAND}" -E touch "${docs_folder}/fetched.stamp"
    DEPENDS ${docs_inputs}
    COMMENT "Fetching the documentation page (-DVGEN_DOCS=OFF builds without it)"
    VERBATIM)
  add_custom_command(
    OUTPUT "${docs_folder}/page_files.gen.cpp"
    COMMAND "${VGEN_NODE}" "${docs_source}/embed.mjs" "${docs_folder}/page_files.gen.cpp"
      "${docs_folder}/node_modules/swagger-ui-dist"
    DEPENDS "${docs_folder}/fetched.stamp" "${docs_source}/embed.mjs" "${docs_source}/index.html"
      "${docs_source}/start.js" "${docs_source}/channels.js" "${docs_source}/page.css"
    COMMENT "Embedding the documentation page"
    VERBATIM)
  target_sources(vgen_docs PRIVATE "${docs_folder}/page_files.gen.cpp")
endif()
