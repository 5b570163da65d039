#include <vgen/http/media_type.hpp>

#include <catch2/catch.hpp>

using vgen::accepts;
using vgen::choose_media_type;
using vgen::is_json;
using vgen::is_one_of;
using vgen::is_utf8;

TEST_CASE("media types: JSON is told by its type, in UTF-8 only", "[http]") {
  CHECK(is_json("application/json"));
  CHECK(is_json("Application/JSON ; charset=UTF-8"));
  CHECK(is_json("application/json;charset=\"utf-8\""));
  CHECK(is_json("application/json; version=1"));
  CHECK_FALSE(is_json("application/json; charset=latin1"));
  CHECK_FALSE(is_json("text/json"));
  CHECK_FALSE(is_json("application/jsonx"));
  CHECK_FALSE(is_json(""));
}

TEST_CASE("media types: the closest range decides", "[http]") {
  CHECK(accepts("application/json", "application/json"));
  CHECK(accepts("text/html, application/*;q=0.5", "application/json"));
  CHECK(accepts("text/html, */*;q=0.1", "application/json"));
  CHECK_FALSE(accepts("text/html", "application/json"));
  CHECK_FALSE(accepts("application/json;q=0, */*", "application/json"));
  CHECK_FALSE(accepts("*/*;q=0.000", "application/json"));
  CHECK(accepts("application/json;q=0.001", "application/json"));
  CHECK_FALSE(accepts("application", "application/json"));
}

TEST_CASE("media types: a type is one of a list of types and ranges", "[http]") {
  CHECK(is_one_of("text/csv", "image/*, text/csv"));
  CHECK(is_one_of("Image/PNG; q=1", "image/*, text/csv"));
  CHECK(is_one_of("text/plain; charset=latin1", "text/plain; charset=utf-8"));
  CHECK(is_one_of("any/thing", "*/*"));
  CHECK_FALSE(is_one_of("text/csvx", "image/*, text/csv"));
  CHECK_FALSE(is_one_of("imagery/png", "image/*"));
  CHECK_FALSE(is_one_of("image", "image/*"));
  CHECK_FALSE(is_one_of("", "image/*"));
  CHECK_FALSE(is_one_of("text/csv", ""));
}

TEST_CASE("media types: a charset is UTF-8 or none", "[http]") {
  CHECK(is_utf8("text/plain"));
  CHECK(is_utf8("text/plain; charset=\"UTF-8\""));
  CHECK(is_utf8("text/plain; format=flowed"));
  CHECK_FALSE(is_utf8("text/plain; format=flowed; charset=latin1"));
}

TEST_CASE("media types: the client chooses among those of an answer", "[http]") {
  const auto choose = [](const char* accept) {
    return choose_media_type(accept, "text/plain; charset=utf-8, image/png, video/*");
  };
  CHECK(choose("") == "text/plain; charset=utf-8");
  CHECK(choose("*/*") == "text/plain; charset=utf-8");
  CHECK(choose("image/png, text/plain") == "text/plain; charset=utf-8");
  CHECK(choose("text/*;q=0.5, image/png") == "image/png");
  CHECK(choose("text/*;q=0, */*;q=0.1") == "image/png");
  CHECK(choose("video/mp4;q=0.4, video/webm;q=0.8, text/html") == "video/webm");
  CHECK(choose("video/*") == "video/*");
  CHECK(choose("text/html, image/png;q=0").empty());
  CHECK(choose_media_type("image/png", "*/*") == "image/png");
  CHECK(choose_media_type("*/*", "image/*") == "image/*");
  CHECK(choose_media_type("text/html", "").empty());
}
