/// A client of the API with RPC, in memory.
#pragma once

#include "test/support/rpc_services.hpp"

#include <vgen/testing/client.hpp>
#include <vgen/testing/memory_log.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

namespace vgen_test {

struct Desk {
  explicit Desk(vgen::WebsocketLimits limits = {})
      : client(desk::make(singletons), {.log = &log, .websocket = limits}) {}

  vgen::testing::MemoryLog log;
  desk::Singletons singletons;
  vgen::testing::Client client;
};

/// Whether a frame is an error with this id and code.
inline bool is_error(const std::string& frame, std::string_view id, int code) {
  const std::string begin =
      R"({"id":)" + std::string(id) + R"(,"error":{"code":)" + std::to_string(code) + ",";
  INFO(frame);
  CHECK(frame.substr(0, begin.size()) == begin);
  return frame.starts_with(begin);
}

/// The code of the only fault of a frame with an error.
inline std::string fault_code(const std::string& frame) {
  INFO(frame);
  CHECK(frame.find(R"("code":422)") != std::string::npos);
  const std::size_t begin = frame.find(R"("code":")") + 8;
  return frame.substr(begin, frame.find('"', begin) - begin);
}

}  // namespace vgen_test
