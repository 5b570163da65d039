#include "test/unit/session/session_store_suite.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <optional>
#include <string>

namespace vgen_test {

void check_session_store(vgen::SessionStore& store) {
  using namespace std::chrono_literals;
  using Session = std::optional<std::string>;
  const auto now = std::chrono::system_clock::now();
  const std::string json = "{\"user\":\"ada\\u0000\xC3\xA9\r\n\"}";

  CHECK(store.get("a", now) == std::nullopt);
  store.put("a", json, now + 10s);
  store.put("b", "{}", now + 20s);
  CHECK(store.get("a", now) == Session(json));
  CHECK(store.get("b", now) == Session("{}"));
  // It ends at its time, not later.
  CHECK(store.get("a", now + 9s) == Session(json));
  CHECK(store.get("a", now + 10s) == std::nullopt);
  CHECK(store.get("b", now + 10s) == Session("{}"));
  // A session is replaced, with its time.
  store.put("b", R"({"user":"bob"})", now + 40s);
  CHECK(store.get("b", now + 30s) == Session(R"({"user":"bob"})"));
  store.remove("b");
  CHECK(store.get("b", now) == std::nullopt);
  store.remove("b");
  // An empty session is one.
  store.put("c", "", now + 10s);
  CHECK(store.get("c", now) == Session(""));
  store.remove("c");
}

}  // namespace vgen_test
