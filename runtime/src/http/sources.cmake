vgen_runtime_library(http
  SOURCES cookies.cpp headers.cpp host.cpp media_type.cpp origin.cpp percent.cpp problem.cpp
    query.cpp request.cpp response.cpp
  PUBLIC vgen_json)
