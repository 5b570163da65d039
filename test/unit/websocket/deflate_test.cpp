// permessage-deflate without context takeover. The cases follow the sections of RFC 7692.
#include <vgen/pubsub/publication.hpp>
#include <vgen/websocket/deflate.hpp>
#include <vgen/websocket/frame_reader.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using namespace vgen::websocket;
using namespace std::string_literals;

namespace {

using Result = Inflater::Result;

/// The answer to one field of offers, or to several.
std::string accepted(const std::vector<std::string>& fields) {
  std::vector<vgen::Header> headers;
  for (const std::string& field : fields)
    headers.push_back({.name = "sec-websocket-extensions", .value = field});
  vgen::Request request;
  request.headers = headers;
  return accepted_deflate(request);
}

/// The message of a payload, or the result in brackets.
std::string inflated(std::string_view payload, std::size_t limit = 1000) {
  static Inflater inflater;  // one for all messages, as in a server
  std::string text;
  switch (inflater.inflate(payload, limit, text)) {
    case Result::good: return text;
    case Result::malformed: return "(malformed)";
    case Result::too_large: return "(too large)";
  }
  return {};
}

std::string deflated(std::string_view text) {
  static Deflater deflater;
  std::string payload;
  deflater.append(payload, text);
  return payload;
}

std::string random_text(std::size_t size, unsigned letters) {
  static std::mt19937 random(7);
  std::string text;
  while (text.size() < size) text += static_cast<char>(random() % letters);
  return text;
}

/// A frame of a client with any first byte.
std::string frame(unsigned first, std::string_view payload) {
  std::string out;
  append_masked_frame(out, Opcode::text, payload, 0x37FA213D);
  out[0] = static_cast<char>(first);
  return out;
}

/// What a server receives: `text:Hello`, `failed:1002`.
std::vector<std::string> read(std::string input, std::size_t limit = 1000) {
  static Inflater inflater;
  FrameReader reader(Role::server, limit, &inflater);
  std::vector<std::string> results;
  std::span<char> rest(input);
  for (;;) {
    const Received received = reader.next(rest);
    const std::string payload(received.text());
    switch (received.kind) {
      case Received::Kind::text: results.push_back("text:" + payload); break;
      case Received::Kind::binary: results.push_back("binary:" + payload); break;
      case Received::Kind::ping: results.push_back("ping:" + payload); break;
      case Received::Kind::failed:
        results.push_back("failed:" + std::to_string(received.code) + ":" +
                          std::string(received.failure));
        return results;
      default: return results;
    }
  }
}

constexpr const char* usual_answer =
    "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

}  // namespace

TEST_CASE("deflate: offers that are accepted", "[websocket]") {
  const std::string narrow = usual_answer + "; server_max_window_bits=12"s;
  CHECK(accepted({"permessage-deflate"}) == usual_answer);
  CHECK(accepted({"Permessage-Deflate; client_max_window_bits"}) == usual_answer);  // a browser's
  CHECK(accepted({"permessage-deflate;client_max_window_bits=9 ;server_no_context_takeover"}) ==
        usual_answer);
  CHECK(accepted({"permessage-deflate; client_no_context_takeover"}) == usual_answer);
  CHECK(accepted({"permessage-deflate; server_max_window_bits=15"}) == narrow);
  CHECK(accepted({"permessage-deflate; server_max_window_bits=\"12\""}) == narrow);
  // The first that can be accepted.
  CHECK(accepted({"permessage-deflate; server_max_window_bits=9, permessage-deflate"}) ==
        usual_answer);
  CHECK(accepted({"x-webkit-deflate-frame", "permessage-deflate"}) == usual_answer);
}

TEST_CASE("deflate: offers that are declined", "[websocket]") {
  CHECK(accepted({}).empty());
  for (const char* const offer :
       {"", "permessage-bzip2", "permessage-deflate; unknown", "permessage-deflate;;",
        "permessage-deflate; server_no_context_takeover=1",
        "permessage-deflate; client_no_context_takeover=\"\"",
        "permessage-deflate; client_no_context_takeover; client_no_context_takeover",
        "permessage-deflate; server_max_window_bits", "permessage-deflate; server_max_window_bits=",
        "permessage-deflate; server_max_window_bits=11",
        "permessage-deflate; server_max_window_bits=16",
        "permessage-deflate; server_max_window_bits=012",
        "permessage-deflate; server_max_window_bits=12; server_max_window_bits=12",
        "permessage-deflate; client_max_window_bits=7",
        "permessage-deflate; client_max_window_bits=+9",
        "permessage-deflate; client_max_window_bits="}) {
    CAPTURE(offer);
    CHECK(accepted({offer}).empty());
  }
}

TEST_CASE("deflate: the examples of section 7.2.3", "[websocket]") {
  CHECK(inflated("\xf2\x48\xcd\xc9\xc9\x07\x00"s) == "Hello");
  CHECK(inflated("\x00\x05\x00\xfa\xff\x48\x65\x6c\x6c\x6f\x00"s) == "Hello");  // not compressed
  CHECK(inflated("\xf3\x48\xcd\xc9\xc9\x07\x00\x00"s) == "Hello");              // a final block
  CHECK(inflated("\xf3\x48\xcd\xc9\xc9\x07\x00"s) == "Hello");  // the same, as others send it
  CHECK(inflated("\xf2\x48\x05\x00\x00\x00\xff\xff\xca\xc9\xc9\x07\x00"s) ==
        "Hello");  // two blocks
  CHECK(inflated("\x00"s).empty());
  CHECK(deflated("Hello") == "\xf2\x48\xcd\xc9\xc9\x07\x00"s);
  CHECK(deflated("") == "\x00"s);
}

TEST_CASE("deflate: a message is what it was", "[websocket]") {
  for (const std::size_t size : {0U, 1U, 5U, 125U, 1000U, 4096U, 4097U, 70'000U, 1'000'000U}) {
    for (const unsigned letters : {1U, 4U, 256U}) {
      CAPTURE(size, letters);
      const std::string text = random_text(size, letters);
      const std::string payload = deflated(text);
      CHECK((inflated(payload, size) == text));
      CHECK(payload.size() < size + size / 300 + 20);
      if (letters == 1) CHECK(payload.size() < size / 100 + 20);
    }
  }
}

TEST_CASE("deflate: payloads that are malformed", "[websocket]") {
  CHECK(inflated("\xf2\x48\xcd\xc9"s) == "(malformed)");          // cut
  CHECK(inflated("\x00\x50\x00\xaf\xff\x48"s) == "(malformed)");  // cut, as it is
  CHECK(inflated("\x07"s) == "(malformed)");                      // no such block
  CHECK(inflated("\xff\xff\xff\xff"s) == "(malformed)");
  CHECK(inflated("\xf3\x48\xcd\xc9\xc9\x07\x00\xff"s) == "(malformed)");  // after the end
  CHECK(inflated("\xf2\x48\xcd\xc9\xc9\x07\x00"s) == "Hello");            // the next is good
}

TEST_CASE("deflate: the limit is for the message, not for its payload", "[websocket]") {
  const std::string bomb = deflated(std::string(1'000'000, 'x'));
  CHECK(bomb.size() < 6000);
  CHECK((inflated(bomb, 1'000'000) == std::string(1'000'000, 'x')));
  CHECK(inflated(bomb, 999'999) == "(too large)");
  CHECK(inflated(bomb, 10) == "(too large)");
  CHECK(inflated(deflated("x"), 0) == "(too large)");
}

TEST_CASE("deflate: frames of compressed messages", "[websocket]") {
  const std::string hello = deflated("Hello");
  CHECK(read(frame(0xC1, hello) + frame(0x81, "plain") + frame(0xC2, hello)) ==
        std::vector{"text:Hello"s, "text:plain"s, "binary:Hello"s});
  // Fragments, with a control frame between them. Only the first has the bit (section 6.1).
  CHECK(read(frame(0x41, hello.substr(0, 3)) + frame(0x89, "p") + frame(0x00, "") +
             frame(0x80, hello.substr(3)) + frame(0x81, "x")) ==
        std::vector{"ping:p"s, "text:Hello"s, "text:x"s});
  CHECK(read(frame(0x41, hello.substr(0, 3)) + frame(0xC0, hello.substr(3))) ==
        std::vector{"failed:1002:a reserved bit is set"s});
  CHECK(read(frame(0xC9, "p")) == std::vector{"failed:1002:a reserved bit is set"s});
  CHECK(read(frame(0xE1, hello)) == std::vector{"failed:1002:a reserved bit is set"s});
  CHECK(read(frame(0xC1, "\x07")) ==
        std::vector{"failed:1002:a message is not compressed as it should"s});
  CHECK(read(frame(0xC1, deflated(std::string(1001, 'x')))) ==
        std::vector{"failed:1009:a message is too large"s});
  CHECK(read(frame(0xC1, deflated("\xff"))) == std::vector{"failed:1007:text that is not UTF-8"s});
}

TEST_CASE("deflate: a publication is compressed once for all threads", "[websocket]") {
  const std::string data = '"' + std::string(3000, 'x') + '"';
  const vgen::SharedPublication publication =
      vgen::make_publication("rooms/a", data, {}, {}, vgen::Shown::topic);
  std::vector<const char*> seen(4);
  std::vector<std::thread> threads;
  for (const char*& place : seen) {
    threads.emplace_back([&] {
      Deflater deflater;
      place = publication->compressed_frame(deflater).data();
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(std::ranges::all_of(seen, [&](const char* place) { return place == seen.front(); }));

  Deflater deflater;
  std::string received(publication->compressed_frame(deflater));
  CHECK(received.size() < 100);
  Inflater inflater;
  FrameReader reader(Role::client, 10'000, &inflater);
  std::span<char> input(received);
  CHECK(reader.next(input).text() == publication->text());

  // What does not become smaller is sent as it is.
  const vgen::SharedPublication small =
      vgen::make_publication("a", "1", {}, {}, vgen::Shown::nothing);
  CHECK(small->compressed_frame(deflater) == small->frame);
}
