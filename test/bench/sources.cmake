# JSON: reading and writing against simdjson, RapidJSON, Boost.JSON and nlohmann (Debian: libsimdjson-dev rapidjson-dev nlohmann-json3-dev).
if(VGEN_BUILD_BENCHMARKS)
  find_package(simdjson REQUIRED)
  find_package(RapidJSON REQUIRED)
  find_package(nlohmann_json REQUIRED)
  find_package(Boost 1.81 REQUIRED)
  add_library(json_bench_peers STATIC ${CMAKE_CURRENT_LIST_DIR}/json_peers.cpp)  # others' headers: without our warnings
  target_link_libraries(json_bench_peers PRIVATE simdjson::simdjson nlohmann_json::nlohmann_json Boost::headers vgen_json)
  add_executable(json_bench ${CMAKE_CURRENT_LIST_DIR}/json_bench.cpp ${CMAKE_CURRENT_LIST_DIR}/json_records.cpp)
  target_link_libraries(json_bench PRIVATE vgen_json json_bench_peers)
  vgen_warnings(json_bench)
endif()
