#include "runtime/src/redis/address.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>
#include <string_view>

using vgen::redis::Address;
using vgen::redis::parse_url;

namespace {

std::string fault_of(std::string_view url) {
  try {
    (void)parse_url(url);
    return "";
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
}

std::string refusal(const std::string& fault) {
  return "the URL of Redis " + fault +
         "; its form is redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE][?prefix=NAME]";
}

}  // namespace

TEST_CASE("redis address: URLs", "[redis]") {
  CHECK(parse_url("redis://localhost") == Address{.host = "localhost"});
  CHECK(parse_url("redis://10.0.0.7:6380/") == Address{.host = "10.0.0.7", .port = 6380});
  CHECK(parse_url("redis://:p%40ss@db/2") ==
        Address{.host = "db", .password = "p@ss", .database = 2});
  CHECK(parse_url("redis://ada:a@b:c@[::1]:7/0?prefix=shop") ==
        Address{.host = "::1", .port = 7, .user = "ada", .password = "a@b:c", .prefix = "shop"});
  CHECK(parse_url("redis://[::1]:7").text() == "[::1]:7");
}

TEST_CASE("redis address: what is wrong with a URL", "[redis]") {
  CHECK(fault_of("localhost:6379") == refusal("does not begin with redis://"));
  CHECK(fault_of("redis://") == refusal("has no host"));
  CHECK(fault_of("redis://db:0") == refusal("has the port '0', which is not between 1 and 65535"));
  CHECK(fault_of("redis://db:65536") ==
        refusal("has the port '65536', which is not between 1 and 65535"));
  CHECK(fault_of("redis://db/x") == refusal("has the database 'x', which is not a number"));
  CHECK(fault_of("redis://[::1") == refusal("has a '[' without a ']'"));
  CHECK(fault_of("redis://[::1]x") == refusal("has something behind the ']'"));
  CHECK(fault_of("redis://ada@db") ==
        refusal("has a user without a password: write USER:PASSWORD@ or :PASSWORD@"));
  CHECK(fault_of("redis://:%x@db") ==
        refusal("has a '%' without two hexadecimal digits behind it"));
  CHECK(fault_of("redis://db?x=1") == refusal("has a '?' without prefix= behind it"));
  CHECK(fault_of("redis://db?prefix=") ==
        refusal("has a prefix that is empty or has one of the characters { } :"));
  CHECK(fault_of("rediss://db") ==
        "the URL of Redis begins with rediss://, but TLS to Redis is not supported: use redis:// "
        "to a proxy on this machine that adds TLS, such as stunnel");
  // No message has the password.
  CHECK(fault_of("redis://ada:secret@db:x").find("secret") == std::string::npos);
}
