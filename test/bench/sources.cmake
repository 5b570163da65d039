# JSON: reading and writing against simdjson, RapidJSON, Boost.JSON and nlohmann (Debian:
# libsimdjson-dev rapidjson-dev nlohmann-json3-dev).
if(VGEN_BUILD_BENCHMARKS)
  find_package(simdjson REQUIRED)
  find_package(RapidJSON REQUIRED)
  find_package(nlohmann_json REQUIRED)
  find_package(Boost 1.81 REQUIRED)
  set(folder "${CMAKE_CURRENT_LIST_DIR}/json")
  # Headers of other libraries, without our warnings.
  add_library(json_bench_peers STATIC ${folder}/bench_simdjson.cpp ${folder}/bench_rapidjson.cpp
    ${folder}/bench_boost.cpp
    ${folder}/bench_nlohmann.cpp ${folder}/bench_documents.cpp)
  target_link_libraries(json_bench_peers PRIVATE simdjson::simdjson nlohmann_json::nlohmann_json
    Boost::headers vgen_json)
  add_executable(json_bench ${folder}/json_bench.cpp ${folder}/outside_peer.cpp)
  target_link_libraries(json_bench PRIVATE vgen::runtime json_bench_peers)
  vgen_generate(json_bench HEADERS ${folder}/bench_types.hpp)
  vgen_warnings(json_bench)
endif()
