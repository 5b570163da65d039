vgen_runtime_library(testing SOURCES client.cpp PUBLIC vgen_dispatch)
