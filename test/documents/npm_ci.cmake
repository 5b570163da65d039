# cmake -DFOLDER=… -P npm_ci.cmake: installs the packages of a folder's package-lock.json, once for
# each state of the file.
# Several build trees share the folder, so it is locked while this runs.
file(LOCK "${FOLDER}" DIRECTORY GUARD PROCESS TIMEOUT 540)
file(SHA256 "${FOLDER}/package-lock.json" wanted)
set(stamp "${FOLDER}/node_modules/.vgen_installed")
if(EXISTS "${stamp}")
  file(READ "${stamp}" installed)
  if(installed STREQUAL wanted)
    return()
  endif()
endif()
execute_process(COMMAND npm ci --no-progress WORKING_DIRECTORY "${FOLDER}" RESULT_VARIABLE code)
if(NOT code EQUAL 0)
  message(FATAL_ERROR "npm ci failed in ${FOLDER}")
endif()
file(WRITE "${stamp}" "${wanted}")
