vgen_runtime_library(http
  SOURCES cookies.cpp headers.cpp host.cpp ip_address.cpp media_type.cpp origin.cpp percent.cpp
    problem.cpp query.cpp request.cpp response.cpp trace_context.cpp trusted_proxies.cpp
  PUBLIC vgen_json)
