/// The server that a test runs on. The programs of tests run twice: on epoll, and with the
/// environment variable VGEN_TEST_SERVER=beast on Boost.Beast. Some of them, which use `AnyServer`,
/// run a third time, with VGEN_TEST_SERVER=lambda as the function of AWS Lambda.
#pragma once

#include "test/support/strict_mode.hpp"

#include <vgen/server/options.hpp>

#include <cstdlib>
#include <string_view>

namespace vgen_test {

inline bool is_test_server(std::string_view kind) {
  const char* const asked = std::getenv("VGEN_TEST_SERVER");
  return asked != nullptr && asked == kind;
}
inline bool on_beast() {
  return is_test_server("beast");
}
inline bool on_lambda() {
  return is_test_server("lambda");
}

/// For `ServerOptions::server`.
inline vgen::ServerKind server_kind() {
  return on_beast() ? vgen::ServerKind::beast : vgen::ServerKind::epoll;
}

/// Options for any free port.
inline vgen::ServerOptions server_options(unsigned threads = 1) {
  vgen::ServerOptions options{.port = 0, .threads = threads};
  options.server = server_kind();
  options.strict_channels = in_strict_mode();
  return options;
}

}  // namespace vgen_test
