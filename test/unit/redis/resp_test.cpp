#include "runtime/src/redis/resp.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

using vgen::redis::Reply;
using vgen::redis::ReplyReader;
using Kind = vgen::redis::Reply::Kind;

namespace {

Reply text(std::string value) {
  return {.kind = Kind::text, .text = std::move(value)};
}
Reply integer(std::int64_t value) {
  return {.kind = Kind::integer, .integer = value};
}
Reply list(std::vector<Reply> items) {
  return {.kind = Kind::list, .items = std::move(items)};
}

/// All replies in the bytes, which come in pieces of this size.
std::vector<Reply> read_all(std::string_view bytes, std::size_t piece) {
  ReplyReader reader;
  std::vector<Reply> replies;
  while (!bytes.empty()) {
    reader.add(bytes.substr(0, piece));
    bytes.remove_prefix(std::min(piece, bytes.size()));
    while (std::optional<Reply> reply = reader.next()) replies.push_back(*std::move(reply));
  }
  CHECK(reader.fault().empty());
  return replies;
}

std::string fault_of(std::string_view bytes, vgen::redis::ReplyLimits limits = {}) {
  ReplyReader reader(limits);
  reader.add(bytes);
  while (reader.next()) {
  }
  return reader.fault();
}

}  // namespace

TEST_CASE("resp: every kind of reply, in pieces of any size", "[redis]") {
  const std::string bytes =
      "+OK\r\n-ERR "
      "wrong\r\n:-7\r\n$5\r\na\r\nbc\r\n$0\r\n\r\n$-1\r\n*-1\r\n_\r\n#t\r\n#f\r\n,1.5\r\n"
      "(12345678901234567890\r\n!8\r\nERR long\r\n=7\r\ntxt:abc\r\n"
      "*0\r\n*2\r\n:1\r\n*1\r\n$1\r\nx\r\n%1\r\n+name\r\n:3\r\n~1\r\n+one\r\n"
      ">3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$2\r\nhi\r\n"
      "|1\r\n+ttl\r\n:9\r\n+after\r\n*2\r\n|0\r\n+in\r\n+list\r\n";
  const std::vector<Reply> expected = {
      text("OK"),
      {.kind = Kind::error, .text = "ERR wrong"},
      integer(-7),
      text("a\r\nbc"),
      text(""),
      {},
      {},
      {},
      integer(1),
      integer(0),
      text("1.5"),
      text("12345678901234567890"),
      {.kind = Kind::error, .text = "ERR long"},
      text("abc"),
      list({}),
      list({integer(1), list({text("x")})}),
      list({text("name"), integer(3)}),
      list({text("one")}),
      {.kind = Kind::push, .items = {text("message"), text("c"), text("hi")}},
      text("after"),
      list({text("in"), text("list")})};
  for (const std::size_t piece : {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{7},
                                  std::size_t{64}, bytes.size()}) {
    CAPTURE(piece);
    CHECK(read_all(bytes, piece) == expected);
  }
}

TEST_CASE("resp: a large text in many pieces", "[redis]") {
  const std::string large(1'000'000, 'x');
  const std::string bytes = "$1000000\r\n" + large + "\r\n+next\r\n";
  CHECK(read_all(bytes, 4096) == std::vector<Reply>{text(large), text("next")});
}

TEST_CASE("resp: what is not the protocol", "[redis]") {
  CHECK(fault_of("HTTP/1.1 400 Bad Request\r\n") == "'HTTP/1.1 400 Bad Request'");
  CHECK(fault_of("\r\n") == "an empty line");
  CHECK(fault_of(":1x\r\n") == "':1x' is not a number");
  CHECK(fault_of("#x\r\n") == "'#x' is not a boolean");
  CHECK(fault_of("$x\r\n") == "the size of a text is 'x'");
  CHECK(fault_of("$-2\r\n") == "the size of a text is '-2'");
  CHECK(fault_of("*?\r\n") == "the size of a list is '?'");
  CHECK(fault_of("$1\r\nabc\r\n") == "a text that is longer than its size");
  CHECK(fault_of("$9\r\n", {.text = 8}) == "a text of 9 bytes");
  CHECK(fault_of("*9\r\n", {.items = 8}) == "a list of 9 values");
  CHECK(fault_of("*1\r\n*1\r\n*1\r\n", {.depth = 2}) == "too many lists within lists");
  CHECK(fault_of("*1\r\n>1\r\n") == "a push within a reply");
  CHECK(fault_of(std::string(70'000, '+')) == "a line that does not end");
  CHECK(fault_of("\x01x\r\n") == "'?x'");
}

TEST_CASE("resp: codes of errors", "[redis]") {
  const Reply error{.kind = Kind::error, .text = "NOSCRIPT No matching script"};
  CHECK(error.is_error("NOSCRIPT"));
  CHECK_FALSE(error.is_error("NO"));
  CHECK_FALSE(text("NOSCRIPT").is_error("NOSCRIPT"));
}

TEST_CASE("resp: commands", "[redis]") {
  CHECK(vgen::redis::command({"SET", "a", ""}) == "*3\r\n$3\r\nSET\r\n$1\r\na\r\n$0\r\n\r\n");
}
