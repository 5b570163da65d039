# cmake -DVGEN=tool -DHEADER=file -DEMIT=ids -DRUNTIME=ON|OFF -DEXPECTED=folder -DOUT=folder
# -DUPDATE=ON|OFF -P check.cmake
# Generates into OUT and compares it with EXPECTED, also for files that are no longer written.
# UPDATE replaces EXPECTED instead. RUNTIME OFF leaves out the client runtime of TypeScript: it is
# the same in every case, so that one case is enough to show a change of it.
file(REMOVE_RECURSE "${OUT}")
execute_process(COMMAND "${VGEN}" generate "${HEADER}" --out "${OUT}" --emit "${EMIT}"
  RESULT_VARIABLE code)
if(NOT code EQUAL 0)
  message(FATAL_ERROR "vgen generate failed")
endif()
if(NOT RUNTIME)
  file(REMOVE_RECURSE "${OUT}/typescript/runtime")
endif()

execute_process(COMMAND diff -ru "${EXPECTED}" "${OUT}" RESULT_VARIABLE code OUTPUT_VARIABLE
  difference)
if(code EQUAL 0)
  return()
endif()
if(NOT UPDATE)
  message("${difference}")
  message(FATAL_ERROR
    "The output differs from ${EXPECTED}. If the change is right: ninja update_goldens")
endif()
file(REMOVE_RECURSE "${EXPECTED}")
file(COPY "${OUT}/" DESTINATION "${EXPECTED}")
