#include <vgen/http/range.hpp>

#include <catch2/catch.hpp>

#include <cstdint>

using vgen::ByteRange;
using vgen::read_range;

namespace {

ByteRange part(std::uint64_t first, std::uint64_t size) {
  return {.kind = ByteRange::Kind::part, .first = first, .size = size};
}
constexpr ByteRange whole{};
constexpr ByteRange nothing{.kind = ByteRange::Kind::unsatisfiable};

}  // namespace

TEST_CASE("ranges: one part of a body", "[http]") {
  CHECK(read_range("bytes=0-0", 10) == part(0, 1));
  CHECK(read_range("bytes=2-5", 10) == part(2, 4));
  CHECK(read_range("bytes=2-", 10) == part(2, 8));
  CHECK(read_range("bytes=9-99", 10) == part(9, 1));
  CHECK(read_range("bytes=-3", 10) == part(7, 3));
  CHECK(read_range("bytes=-99", 10) == part(0, 10));
  CHECK(read_range("Bytes= 2-5 ", 10) == part(2, 4));
  CHECK(read_range("bytes=0-99999999999999999999999", 10) == part(0, 10));
  CHECK(read_range("bytes=5000000000-5000000001", 6'000'000'000) == part(5'000'000'000, 2));
}

TEST_CASE("ranges: parts that there are not", "[http]") {
  CHECK(read_range("bytes=10-", 10) == nothing);
  CHECK(read_range("bytes=10-20", 10) == nothing);
  CHECK(read_range("bytes=-0", 10) == nothing);
  CHECK(read_range("bytes=0-", 0) == nothing);
  CHECK(read_range("bytes=0-0", 0) == nothing);
  CHECK(read_range("bytes=99999999999999999999999-", 10) == nothing);
}

TEST_CASE("ranges: malformed ones, several ones and other units do not matter", "[http]") {
  for (const char* const field :
       {"", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-2", "bytes=1-2,4-5", "bytes=0-0,-1",
        "bytes=1", "bytes=--1", "bytes=1-2-3", "bytes=+1-2", "bytes=0x1-2", "bytes=1 -2",
        "items=0-5", "bytes:0-5", "bytes=-1.5"}) {
    INFO(field);
    CHECK(read_range(field, 10) == whole);
  }
  CHECK(read_range("bytes=-5", 0) == whole);
}

TEST_CASE("ranges: Content-Range", "[http]") {
  CHECK(vgen::content_range(part(2, 4), 10) == "bytes 2-5/10");
  CHECK(vgen::content_range(nothing, 10) == "bytes */10");
}
