/// The server that a test runs on. The programs of tests run twice: on epoll, and with the
/// environment variable VGEN_TEST_SERVER=beast on Boost.Beast.
#pragma once

#include "test/support/strict_mode.hpp"

#include <vgen/server/options.hpp>

#include <cstdlib>
#include <string_view>

namespace vgen_test {

inline bool on_beast() {
  const char* const kind = std::getenv("VGEN_TEST_SERVER");
  return kind != nullptr && std::string_view(kind) == "beast";
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
