// In steady state a synchronous request does not allocate.
#include "test/support/count_allocations.hpp"
#include "test/support/protocol_harness.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

using vgen_test::ProtocolHarness;

namespace {

/// The allocations of a thousand such requests, after a few to warm up.
std::size_t allocations_of(std::string_view request) {
  ProtocolHarness harness;
  std::size_t answered = 0;
  for (int i = 0; i < 10; ++i) answered += harness.exchange(request) ? 1U : 0U;
  const std::size_t before = vgen_test::allocations();
  for (int i = 0; i < 1000; ++i) answered += harness.exchange(request) ? 1U : 0U;
  const std::size_t after = vgen_test::allocations();
  CHECK(answered == 1010);
  return after - before;
}

}  // namespace

TEST_CASE("allocations: none for a GET, with parameters and without", "[server]") {
  CHECK(allocations_of(
            "GET /hello HTTP/1.1\r\nHost: x\r\nUser-Agent: test\r\nAccept: */*\r\n\r\n") == 0);
  CHECK(allocations_of("GET /items/7 HTTP/1.1\r\nHost: x\r\n\r\n") == 0);
  CHECK(allocations_of("GET /search?count=3&flag=true&level=high HTTP/1.1\r\nHost: x\r\n\r\n") ==
        0);
  CHECK(allocations_of("GET /me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ann\r\n\r\n") == 0);
  CHECK(allocations_of("DELETE /items/7 HTTP/1.1\r\nHost: x\r\n\r\n") == 0);
}

TEST_CASE("allocations: none for a POST but what its input owns", "[server]") {
  CHECK(allocations_of("POST /items HTTP/1.1\r\nHost: x\r\nContent-Type: "
                       "application/json\r\nContent-Length: 18\r\n\r\n{\"title\":\"a note\"}") ==
        0);
  CHECK(allocations_of("POST /items HTTP/1.1\r\nHost: x\r\nContent-Type: "
                       "application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                       "12\r\n{\"title\":\"a note\"}\r\n0\r\n\r\n") == 0);
}
