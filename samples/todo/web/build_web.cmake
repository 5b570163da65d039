# cmake -DNPM=… -DFROM=source-folder -DTO=folder -DWORK=folder -DCLIENT=index.ts -P build_web.cmake
# Builds the page into TO. npm's files go to WORK, where a file `stamp` is written at the end.
set(npm "${WORK}/npm")
file(COPY "${FROM}/package.json" "${FROM}/package-lock.json" "${FROM}/.npmrc" DESTINATION "${npm}")
file(SHA256 "${FROM}/package-lock.json" wanted)
set(installed)
if(EXISTS "${npm}/installed")
  file(READ "${npm}/installed" installed)
endif()
if(NOT installed STREQUAL wanted)
  execute_process(COMMAND "${NPM}" ci --no-progress --loglevel=error WORKING_DIRECTORY "${npm}"
    RESULT_VARIABLE code OUTPUT_QUIET)
  if(NOT code EQUAL 0)
    # For example without a network. The stamp is not written, so the next build tries again.
    message("npm ci failed: the todo sample is built without its page")
    return()
  endif()
  file(WRITE "${npm}/installed" "${wanted}")
endif()

file(COPY "${FROM}/index.html" "${FROM}/icon.svg" DESTINATION "${TO}")
set(esbuild "${npm}/node_modules/.bin/esbuild")
foreach(arguments IN ITEMS
    "${FROM}/main.ts;--bundle;--format=esm;--alias:todo-client=${CLIENT};--outfile=${TO}/main.js"
    "${FROM}/style.css;--outfile=${TO}/style.css")
  execute_process(COMMAND "${esbuild}" ${arguments} --minify
    --target=es2022,chrome120,firefox120,safari17 --log-level=warning RESULT_VARIABLE code)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "esbuild failed")
  endif()
endforeach()
file(TOUCH "${WORK}/stamp")
