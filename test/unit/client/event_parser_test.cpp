// `text/event-stream`, piece by piece.
#include "runtime/src/client/event_parser.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

using vgen::client::detail::EventParser;
using vgen::client::detail::ServerEvent;
using Events = std::vector<ServerEvent>;

namespace {

/// The events of a text that arrives in pieces of a size.
Events parsed(std::string_view text, std::size_t size) {
  EventParser parser;
  Events events;
  for (; !text.empty(); text.remove_prefix(std::min(size, text.size()))) {
    parser.add(text.substr(0, size));
    while (auto event = parser.next()) events.push_back(*std::move(event));
  }
  return events;
}

}  // namespace

TEST_CASE("events: a text in pieces of every size", "[client][stream]") {
  struct Case {
    std::string text;
    Events events;
  };
  const Case one = GENERATE(values<Case>({
      {"", {}},
      {"data: a\n\n", {{.data = "a"}}},
      {"data: a\n", {}},
      {"data: a\r\rdata: b\r\n\r\ndata: c\n\n", {{.data = "a"}, {.data = "b"}, {.data = "c"}}},
      {"data: a\r\n\r\n\r\n\n\rdata: b\n\n", {{.data = "a"}, {.data = "b"}}},
      {"\xEF\xBB\xBF"
       "data: a\n\n\xEF\xBB\xBF"
       "data: b\n\n",
       {{.data = "a"}, {}}},
      {"data:a\ndata:  b\ndata\ndata:\n\n", {{.data = "a\n b\n\n"}}},
      {": comment\n\ndata: a\n:\n\n", {{.data = "a"}}},
      {"event: close\nid: 7\nretry: 250\ndata: {}\n\n",
       {{.type = "close", .data = "{}", .id = "7", .retry = 250}}},
      {"id: 1\n\nid\n\n", {{.id = "1"}, {.id = ""}}},
      {std::string("id: a\0b\ndata: x\n\n", 17), {{.data = "x"}}},
      {"retry: 1s\nretry: -1\nretry: 99999999999\nretry:\n\n", {{}}},
      {"other: x\nDATA: y\n\n", {{}}},
      {"event: a\nevent: b\nid: 1\nid: 2\ndata: x\n\ndata: y\n\n",
       {{.type = "b", .data = "x", .id = "2"}, {.data = "y"}}},
  }));
  for (std::size_t size = 1; size <= one.text.size() + 1; ++size) {
    INFO(size << ": " << one.text);
    CHECK(parsed(one.text, size) == one.events);
  }
}

TEST_CASE("events: the bytes that are kept", "[client][stream]") {
  EventParser parser;
  parser.add("data: 12345\nda");
  CHECK(parser.next() == std::nullopt);
  CHECK(parser.kept() == 7);  // five of the event, two of the line
  parser.add("ta: 6\n\n");
  CHECK(parser.next() == ServerEvent{.data = "12345\n6"});
  CHECK(parser.kept() == 0);
}
