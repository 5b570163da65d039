# cmake -DNPM=program -DFROM=folder -DTO=folder -P install_npm.cmake
# Installs the packages of FROM in TO, where it writes the file `installed`.
file(COPY "${FROM}/package.json" "${FROM}/package-lock.json" "${FROM}/.npmrc" DESTINATION "${TO}")
file(SHA256 "${FROM}/package-lock.json" wanted)
set(installed)
if(EXISTS "${TO}/installed")
  file(READ "${TO}/installed" installed)
endif()
if(NOT installed STREQUAL wanted)
  execute_process(COMMAND "${NPM}" ci --no-progress --loglevel=error WORKING_DIRECTORY "${TO}"
    RESULT_VARIABLE code OUTPUT_QUIET)
  if(NOT code EQUAL 0)
    # For example without a network. No file is written, so the next build tries again.
    message("npm ci failed")
    return()
  endif()
endif()
file(WRITE "${TO}/installed" "${wanted}")
