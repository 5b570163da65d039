vgen_runtime_library(codegen
  SOURCES answer.cpp
  PUBLIC vgen_dispatch vgen_schedule vgen_session vgen_channel)
