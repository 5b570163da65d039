#include <vgen/http/codings.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <vector>

#include <zlib.h>

using vgen::accepted_codings;
using vgen::Codings;
using vgen::Response;

namespace {

Codings of(const std::vector<vgen::Header>& headers) {
  return accepted_codings({.headers = headers});
}
Codings of(const char* field) {
  return of(std::vector<vgen::Header>{{.name = "accept-encoding", .value = field}});
}

std::string unpacked(std::string packed) {
  std::string text(1024 * 1024, '\0');
  z_stream stream{};
  stream.next_in = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  inflateInit2(&stream, 15 + 16);
  CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  inflateEnd(&stream);
  text.resize(text.size() - stream.avail_out);
  return text;
}

const std::string body(5000, 'x');

/// An answer after it went to a client with this `Accept-Encoding`.
Response sent(Response response, const char* accepts = "gzip") {
  const std::vector<vgen::Header> headers = {{.name = "Accept-Encoding", .value = accepts}};
  vgen::compress_body({.headers = headers}, response);
  return response;
}

Response text_answer(const std::string& name = {}, const std::string& value = {}) {
  Response response;
  response.headers.add("Content-Type", "application/json");
  if (!name.empty()) response.headers.add(name, value);
  response.body = body;
  return response;
}

}  // namespace

TEST_CASE("codings: Accept-Encoding", "[http]") {
  CHECK(of(std::vector<vgen::Header>{}) == Codings{});
  CHECK(of("") == Codings{});
  CHECK(of("gzip") == Codings{.gzip = 1000});
  CHECK(of("GZip ; q=0.5, br") == Codings{.gzip = 500});
  CHECK(of("gzip;q=0") == Codings{});
  CHECK(of("gzip;q=0.000") == Codings{});
  CHECK(of("*") == Codings{.gzip = 1000});
  CHECK(of("*;q=0") == Codings{.gzip = 0, .identity = 0});
  CHECK(of("*;q=0, gzip") == Codings{.gzip = 1000, .identity = 0});
  CHECK(of("gzip;q=0, *") == Codings{});
  CHECK(of("identity;q=0, gzip;q=0.1") == Codings{.gzip = 100, .identity = 0});
  CHECK(of("x-gzip2, gzipped") == Codings{});
  CHECK(of({{.name = "Accept-Encoding", .value = "br"},
            {.name = "Accept-Encoding", .value = "gzip"}}) == Codings{.gzip = 1000});
}

TEST_CASE("codings: a text is compressed for clients that prefer it", "[http]") {
  const Response packed = sent(text_answer());
  CHECK(packed.headers.find("Content-Encoding") == "gzip");
  CHECK(packed.headers.find("Vary") == "Accept-Encoding");
  CHECK(packed.body.size() < 200);
  CHECK(unpacked(packed.body) == body);
  for (const char* const accepts : {"", "br", "gzip;q=0", "identity, gzip;q=0.5"}) {
    INFO(accepts);
    const Response plain = sent(text_answer(), accepts);
    CHECK(plain.body == body);
    CHECK_FALSE(plain.headers.find("Content-Encoding"));
    CHECK(plain.headers.find("Vary") == "Accept-Encoding");
  }
  CHECK(sent(text_answer("Vary", "Origin")).headers.find("Vary") == "Origin, Accept-Encoding");
  CHECK(sent(text_answer("Vary", "accept-encoding")).headers.find("Vary") == "accept-encoding");
  CHECK(sent(text_answer("ETag", "W/\"1\"")).headers.find("Content-Encoding") == "gzip");
}

TEST_CASE("codings: what must not be compressed", "[http]") {
  for (const auto& [name, value] :
       std::vector<std::pair<std::string, std::string>>{{"Set-Cookie", "a=b"},
                                                        {"Cache-Control", "private, No-Store"},
                                                        {"Cache-Control", "no-transform"},
                                                        {"ETag", "\"1\""},
                                                        {"Content-Encoding", "br"},
                                                        {"Content-Range", "bytes 0-4999/9000"}}) {
    INFO(name);
    const Response plain = sent(text_answer(name, value));
    CHECK(plain == text_answer(name, value));
  }
  Response picture = text_answer();
  picture.headers.set("Content-Type", "image/png");
  CHECK(sent(picture) == picture);
  Response noise = text_answer();
  noise.body = vgen::gzip(body + std::string("noise"));
  CHECK(sent(noise).body == noise.body);
}
