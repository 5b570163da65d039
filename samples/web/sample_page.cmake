# sample_page(NAME): the page of a sample in its folder `web`: main.ts, what it imports, and the
# generated client in one script, which goes into the folder `web` beside NAME_server. The server
# serves that folder if it exists.
find_program(VGEN_NPM npm)
if(VGEN_BUILD_WEB AND NOT VGEN_NPM)
  message(STATUS "npm was not found: the samples are built without their pages")
endif()

function(sample_page name)
  if(NOT VGEN_BUILD_WEB OR NOT VGEN_NPM)
    return()
  endif()
  set(tools "${PROJECT_SOURCE_DIR}/samples/web")
  set(npm "${PROJECT_BINARY_DIR}/samples/npm")
  if(NOT TARGET sample_pages_npm)
    add_custom_command(
      OUTPUT "${npm}/installed"
      COMMAND "${CMAKE_COMMAND}" "-DNPM=${VGEN_NPM}" "-DFROM=${tools}" "-DTO=${npm}"
        -P "${tools}/install_npm.cmake"
      DEPENDS "${tools}/package.json" "${tools}/package-lock.json" "${tools}/.npmrc"
        "${tools}/install_npm.cmake"
      COMMENT "npm: what the pages of the samples are built with"
      VERBATIM)
    add_custom_target(sample_pages_npm DEPENDS "${npm}/installed")
  endif()

  set(from "${CMAKE_CURRENT_SOURCE_DIR}/web")
  file(GLOB sources CONFIGURE_DEPENDS "${from}/*.ts" "${from}/*.css" "${from}/*.html"
    "${from}/*.svg")
  set(generated "${CMAKE_CURRENT_BINARY_DIR}/${name}_server.vgen")
  set(stamp "${CMAKE_CURRENT_BINARY_DIR}/web.stamp")
  add_custom_command(
    OUTPUT "${stamp}"
    COMMAND "${CMAKE_COMMAND}" "-DNPM=${npm}" "-DFROM=${from}"
      "-DTO=$<TARGET_FILE_DIR:${name}_server>/web" "-DSTAMP=${stamp}" "-DNAME=${name}"
      "-DCLIENT=${generated}/typescript/index.ts" -P "${tools}/build_page.cmake"
    DEPENDS ${sources} "${tools}/build_page.cmake" ${name}_server sample_pages_npm
      "${npm}/installed" "${generated}.stamp" # written with the client
    COMMENT "The page of the sample ${name}"
    VERBATIM)
  add_custom_target(${name}_web ALL DEPENDS "${stamp}")
endfunction()
