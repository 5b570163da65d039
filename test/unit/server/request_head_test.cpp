// Compares our readers of heads and chunks with those of Boost.Beast. The refused heads and their
// answers are in malformed_test.cpp.
#include "runtime/src/server/request_head.hpp"
#include "runtime/src/server/chunk_reader.hpp"
#include "test/support/beast_comparison.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

using vgen::server::ChunkReader;
using vgen_test::compare_pieces;
using vgen_test::compare_with_beast;
using vgen_test::is_taken;

namespace {

const std::vector<std::string> good_requests = {
    "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /hello?a=1&b=%20#\xc3\xa9|^ HTTP/1.1\r\nHOST:\t[::1]:8080 \r\nX-Empty:\r\nX-Blank: \t "
    "\r\nX-Tab: a\tb\xff\r\n\r\n",
    "OPTIONS * HTTP/1.0\r\nconnection: Keep-Alive, ,x\r\n\r\n",
    "M-SEARCH http://x/y HTTP/1.1\r\nHost:\r\nConnection: upgrade , Close\r\n\r\nbehind",
    "GET /a-path-that-is-longer-than-sixteen-bytes/and-than-thirty-two HTTP/1.1\r\nHost: "
    "api.example.org\r\nUser-Agent: Mozilla/5.0 (X11; "
    "Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r\nAccept: "
    "text/html,application/json;q=0.9,*/*;q=0.8\r\nCookie: a=b; "
    "c=d\r\n\r\n",
    "POST /orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
    "18446744073709551615\r\n\r\n{}",
    "PUT /x HTTP/1.1\r\nhost: x\r\ncontent-length: 007\r\nExpect: 100-continue\r\n\r\n1234567",
    "POST /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
    "CHUNKED\r\n\r\n3\r\nabc\r\n0A\r\n0123456789\r\n0\r\n\r\nbehind",
    "POST /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1;a;b=c ; d = "
    "\"e\\\"f;\tg\"\r\nx\r\n000;z\r\nTrailer: "
    "1\r\nT:\r\n\r\n",
};

}  // namespace

TEST_CASE("request head: good requests are read as Beast reads them, in one piece and cut anywhere",
          "[server]") {
  const std::string text = GENERATE(from_range(good_requests));
  CAPTURE(text);
  CHECK(is_taken(text));
  CHECK(compare_with_beast(text) == "");
  CHECK(compare_pieces(text) == "");
}

TEST_CASE(
    "request head: after any change of one byte it takes nothing that Beast refuses or reads "
    "differently",
    "[server]") {
  using namespace std::string_view_literals;
  constexpr std::string_view bytes =
      "\0\x01\t\n\r !\"#%'()*+,-./019:;<=?@AFHTZ[\\]_aegx{}|~\x7f\x80\xff"sv;
  const std::string good = GENERATE(from_range(good_requests));
  std::string differences;
  const auto compare = [&](const std::string& text) {
    const std::string difference = compare_with_beast(text);
    if (!difference.empty()) differences += text + "\n-> " + difference + "\n";
  };
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (const char byte : bytes) {
      std::string text = good;
      text[at] = byte;
      compare(text);
      text = good;
      compare(text.insert(at, 1, byte));
    }
    compare(std::string(good).erase(at, 1));
    compare(good.substr(0, at));
    compare(good.substr(0, at) + "\r\n" + good.substr(at));
  }
  CHECK(differences == "");
}

TEST_CASE("request head: after any change of one byte, pieces are read as the whole is",
          "[server]") {
  const std::string good = good_requests[GENERATE(0U, 2U, 7U, 8U)];
  std::string differences;
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (const char byte : {'\r', '\n', ' ', ':', ';', '0', 'x', '\x7f'}) {
      std::string text = good;
      text[at] = byte;
      const std::string difference = compare_pieces(text);
      if (!difference.empty()) differences += text + "\n-> " + difference + "\n";
    }
  }
  CHECK(differences == "");
}

TEST_CASE("request head: stricter than Beast", "[server]") {
  const std::string field =
      GENERATE(as<std::string>{}, "Host: y", "X: a\r\n b", "Content-Length: 1, 1",
               "Content-Length: 1\r\nContent-Length: 1", "Transfer-Encoding: gzip, chunked",
               "Transfer-Encoding: gzip");
  CAPTURE(field);
  CHECK_FALSE(is_taken("POST / HTTP/1.1\r\nHost: x\r\n" + field + "\r\n\r\n"));
  CHECK_FALSE(is_taken("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" +
                       field + "\r\n\r\n"));
  CHECK_FALSE(
      is_taken("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
               "chunked\r\n\r\n1;a=\"\n\"\r\nx\r\n0\r\n\r\n"));
}

TEST_CASE("chunk reader: a chunk beyond the limit is known by its size", "[server]") {
  ChunkReader reader(10, 100);
  vgen::server::InputBuffer body;
  std::string_view text = "4\r\nabcd\r\n6\r\nefghij\r\n1\r\n";
  CHECK(reader.read(text, &body) == ChunkReader::Outcome::too_large);
  CHECK(body.text() == "abcdefghij");
  CHECK(reader.left() == 1);
  ChunkReader huge(10, 100);
  text = "ffffffffffffffff\r\n";
  CHECK(huge.read(text, &body) == ChunkReader::Outcome::too_large);
  CHECK(huge.left() == UINT64_MAX);
}

TEST_CASE("chunk reader: extensions and trailers are bounded", "[server]") {
  std::string many;
  for (int i = 0; i < 30; ++i) many += "1;abc\r\nx\r\n";
  std::string many_fields = "0\r\n";
  for (int i = 0; i < 30; ++i) many_fields += "A: b\r\n";
  for (const std::string& text : {many, many_fields, "1;" + std::string(200, 'a')}) {
    ChunkReader reader(1000, 100);
    std::string_view rest = text;
    CHECK(reader.read(rest, nullptr) == ChunkReader::Outcome::bad);
  }
}

// The last bytes of a text are read as one block, which must not read beyond it or miss anything.
TEST_CASE("request head: a text that ends at any place after its head", "[server]") {
  const std::string fields[] = {"\r\n", "A: b\r\n\r\n",
                                "X-Name-Of-24-Characters: \t\xff y \r\nB:\r\n\r\n"};
  for (const std::string& more : fields) {
    for (std::size_t size = 1; size < 40; ++size) {
      const std::string target = '/' + std::string(size, 'p');
      const std::string whole = "GET " + target + "?q#f HTTP/1.1\r\nHost: h\r\n" + more;
      for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
        const std::vector<char> text(whole.begin(),
                                     whole.begin() + static_cast<std::ptrdiff_t>(cut));
        vgen::server::RequestHead head;
        std::vector<vgen::Header> headers;
        const auto outcome =
            vgen::server::read_head({text.data(), text.size()}, 100, head, headers);
        REQUIRE((outcome == vgen::server::HeadOutcome::complete) == (cut == whole.size()));
        if (cut < whole.size()) {
          REQUIRE(outcome == vgen::server::HeadOutcome::incomplete);
          continue;
        }
        CHECK(head.target == target + "?q#f");
        CHECK(head.path_size == target.size());
        CHECK(head.size == whole.size());
      }
    }
  }
}
