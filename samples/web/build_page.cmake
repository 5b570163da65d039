# cmake -DNPM=folder -DFROM=source-folder -DTO=folder -DSTAMP=file -DNAME=sample -DCLIENT=index.ts
#   -P build_page.cmake
# Builds the page of a sample into TO. The page imports the generated client as `NAME-client`.
set(esbuild "${NPM}/node_modules/.bin/esbuild")
if(NOT EXISTS "${esbuild}")
  message("the sample ${NAME} is built without its page")
  return()
endif()

file(COPY "${FROM}/index.html" "${FROM}/icon.svg" DESTINATION "${TO}")
set(script "${FROM}/main.ts;--bundle;--format=esm;--alias:${NAME}-client=${CLIENT}")
foreach(arguments IN ITEMS
    "${script};--outfile=${TO}/main.js"
    "${FROM}/style.css;--outfile=${TO}/style.css")
  execute_process(COMMAND "${esbuild}" ${arguments} --minify
    --target=es2022,chrome120,firefox120,safari17 --log-level=warning RESULT_VARIABLE code)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "esbuild failed")
  endif()
endforeach()
file(TOUCH "${STAMP}")
