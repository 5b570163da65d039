#include "test/unit/session/session_store_suite.hpp"

#include <catch2/catch.hpp>

TEST_CASE("session_store: the store in memory does what every store must", "[session]") {
  vgen_test::check_session_store(*vgen::make_memory_session_store());
}
