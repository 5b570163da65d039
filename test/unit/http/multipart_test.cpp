#include <vgen/http/multipart.hpp>

#include <catch2/catch.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using vgen::multipart_boundary;
using vgen::MultipartParser;
using State = MultipartParser::State;

namespace {

struct Part {
  vgen::PartHead head{};
  std::string data{};
  bool ended = false;

  bool operator==(const Part&) const = default;
};

struct Parts final : vgen::PartSink {
  std::vector<Part> list;

  void begin_part(vgen::PartHead head) override { list.push_back({.head = std::move(head)}); }
  void part_data(std::string_view bytes) override { list.back().data += bytes; }
  void end_part() override { list.back().ended = true; }
};

struct Result {
  State state = State::incomplete;
  std::vector<Part> parts{};

  bool operator==(const Result&) const = default;
};

Result read(std::string_view body, std::size_t cut = 0) {
  MultipartParser parser("b");
  Parts parts;
  parser.read(body.substr(0, cut), parts);
  const State state = parser.read(body.substr(cut), parts);
  return {.state = state, .parts = std::move(parts.list)};
}

/// The same in two pieces, cut at every place, and byte by byte.
Result read_in_pieces(std::string_view body) {
  const Result whole = read(body);
  for (std::size_t cut = 0; cut <= body.size(); ++cut) {
    INFO("cut at " << cut);
    CHECK(read(body, cut) == whole);
  }
  MultipartParser parser("b");
  Parts parts;
  for (const char c : body) parser.read({&c, 1}, parts);
  CHECK(Result{.state = parser.state(), .parts = parts.list} == whole);
  return whole;
}

std::string field(const std::string& disposition, const std::string& data = "x",
                  const std::string& more = {}) {
  return "--b\r\nContent-Disposition: " + disposition + "\r\n" + more + "\r\n" + data + "\r\n";
}

Part text(std::string name, std::string data) {
  return {.head = {.name = std::move(name)}, .data = std::move(data), .ended = true};
}

/// The name of the file of a body with one part; none if it is malformed.
std::optional<std::string> file_name(const std::string& parameters) {
  const Result result = read(field("form-data; name=f; " + parameters) + "--b--");
  if (result.state != State::complete) return std::nullopt;
  return result.parts.at(0).head.file_name.value_or("(none)");
}

State state_of(const std::string& body) {
  return read_in_pieces(body).state;
}

}  // namespace

TEST_CASE("multipart: parts in pieces of any size", "[http]") {
  const Result result =
      read_in_pieces(field("form-data; name=\"a\"", "1") +
                     field("form-data; name=\"f\"; filename=\"x.bin\"",
                           "\r\n--\r\n--a\r\r\n-\n--b\r\n\r", "Content-Type: image/png\r\n") +
                     field("form-data; name=e", "") + "--b--\r\nepilogue\r\n--b\r\n");
  CHECK(result.state == State::complete);
  CHECK(result.parts ==
        std::vector<Part>{text("a", "1"),
                          {.head = {.name = "f", .file_name = "x.bin", .media_type = "image/png"},
                           .data = "\r\n--\r\n--a\r\r\n-\n--b\r\n\r",
                           .ended = true},
                          text("e", "")});
}

TEST_CASE("multipart: forms of a body", "[http]") {
  CHECK(read_in_pieces("--b--").state == State::complete);
  CHECK(read_in_pieces("--b--").parts.empty());
  CHECK(read_in_pieces("preamble\r\n--\r\n" + field("form-data; name=a") + "--b--").parts ==
        std::vector<Part>{text("a", "x")});
  CHECK(read_in_pieces("\r\n" + field("form-data; name=a") + "--b-- \r\n").state ==
        State::complete);
  // Spaces behind a boundary are allowed, and a part without an empty line has no text.
  CHECK(read_in_pieces("--b \t\r\nContent-Disposition: form-data; name=a\r\n\r\n--b--").parts ==
        std::vector<Part>{text("a", "")});
}

TEST_CASE("multipart: bodies that end too early", "[http]") {
  const std::string body = field("form-data; name=a") + "--b--";
  for (std::size_t size = 0; size < body.size(); ++size) {
    INFO(size);
    CHECK(read(std::string_view(body).substr(0, size)).state == State::incomplete);
  }
}

TEST_CASE("multipart: malformed bodies", "[http]") {
  const std::string good = "Content-Disposition: form-data; name=a";
  for (const std::string& body : std::vector<std::string>{
           "--bc\r\n" + good + "\r\n\r\nx\r\n--b--",             // another boundary
           "--b\n" + good + "\r\n\r\nx\r\n--b--",                // no CR
           "--b\r\n" + good + "\n\r\nx\r\n--b--",                // no CR in the head
           "--b\r\n" + good + "\r\n\nx\r\n--b--",                //
           "--b\r\n\r\nx\r\n--b--",                              // no head
           "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--",  // no name
           "--b\r\n" + good + "\r\n" + good + "\r\n\r\nx\r\n--b--",
           "--b\r\n" + good + "\r\nContent-Type: a/b\r\nContent-Type: a/b\r\n\r\nx\r\n--b--",
           "--b\r\n" + good + "\r\n folded\r\n\r\nx\r\n--b--",
           "--b\r\n" + good + "\r\nno colon\r\n\r\nx\r\n--b--",
           "--b\r\n" + good + "\r\n: no name\r\n\r\nx\r\n--b--",
           "--b\r\n" + good + "\r\nA B: c\r\n\r\nx\r\n--b--",
           "--b\r\n" + good + "\r\nA: \x01\r\n\r\nx\r\n--b--",
           "--b\r\n" + good + "\r\nContent-Transfer-Encoding: base64\r\n\r\nx\r\n--b--",
           "--b\r\n" + good + "\r\n\r\nx\r\n--b-", "--b\r\n" + good + "\r\n\r\nx\r\n--b-x"}) {
    INFO(body);
    CHECK(state_of(body) != State::complete);
  }
  for (const char* const disposition :
       {"attachment; name=a", "form-data", "form-data; filename=a", "form-data; name",
        "form-data; name=", "form-data; name=\"a", "form-data; name=a; name=a",
        "form-data; name=\"a\"x", "form-data; name=a b", "form-data name=a",
        "form-data; name=a; filename=x; filename=y", "form-data;; name=a",
        "form-data; name=\"\xff\"", "form-data; name=a; filename*=latin1''x",
        "form-data; name=a; filename*=UTF-8''%4", "form-data; name=a; filename*=UTF-8'x",
        "form-data; name=a; filename*=UTF-8''%00"}) {
    INFO(disposition);
    CHECK(state_of(field(disposition) + "--b--") == State::malformed);
  }
}

TEST_CASE("multipart: names", "[http]") {
  const auto name = [](const std::string& written) {
    return read(field("form-data; name=" + written) + "--b--").parts.at(0).head.name;
  };
  CHECK(name("a") == "a");
  CHECK(name("\"a; b\"") == "a; b");
  CHECK(name("\"a\\\"b\\\\c\"") == "a\"b\\c");
  CHECK(name("\"a%22b\"") == "a\"b");
  CHECK(name("\"K\xc3\xa4se\"") == "K\xc3\xa4se");
  CHECK(name("\"\"").empty());

  CHECK(file_name("filename=\"a.txt\"") == "a.txt");
  CHECK(file_name("FileName=a.txt") == "a.txt");
  CHECK(file_name("filename=\"C:\\photos\\cat.png\"") == "cat.png");
  CHECK(file_name("filename=\"../../etc/passwd\"") == "passwd");
  CHECK(file_name("filename=\"..\"") == "");
  CHECK(file_name("filename=\"\"") == "");
  CHECK(file_name("filename*=UTF-8''K%C3%A4se%20%22x%22.txt") == "K\xc3\xa4se \"x\".txt");
  CHECK(file_name("filename=\"plain\"; filename*=utf-8'de'gut%2f..%2fb") == "b");
  CHECK(file_name("filename*=UTF-8''a; filename=b") == "a");
  CHECK(file_name("size=5") == "(none)");
}

TEST_CASE("multipart: limits", "[http]") {
  Parts parts;
  MultipartParser few("b", 2);
  CHECK(few.read(field("form-data; name=a") + field("form-data; name=b") + "--b--", parts) ==
        State::complete);
  MultipartParser many("b", 2);
  CHECK(many.read(
            field("form-data; name=a") + field("form-data; name=b") + field("form-data; name=c"),
            parts) == State::too_large);
  CHECK(many.read("--b--", parts) == State::too_large);
  CHECK(many.fault() == "The form has too many parts.");

  for (const std::string& head : {"X: " + std::string(200, 'x'), std::string(200, 'x')}) {
    MultipartParser large("b", 9, 100);
    CHECK(large.read("--b\r\n" + head, parts) == State::too_large);
  }
  std::string lines;
  for (int i = 0; i < 30; ++i) lines += "A: b\r\n";
  MultipartParser bomb("b", 9, 100);
  CHECK(bomb.read("--b\r\n" + lines, parts) == State::too_large);
}

TEST_CASE("multipart: boundaries", "[http]") {
  CHECK(multipart_boundary("multipart/form-data; boundary=abc") == "abc");
  CHECK(multipart_boundary("Multipart/Form-Data;charset=utf-8;Boundary=\"a b\"") == "a b");
  CHECK(multipart_boundary("multipart/form-data; boundary=----WebKitFormBoundary7MA4") ==
        "----WebKitFormBoundary7MA4");
  CHECK(multipart_boundary("multipart/form-data; boundary=\"" + std::string(70, 'x') + "\""));
  for (const std::string& wrong : std::vector<std::string>{
           "multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=a",
           "multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=\"a \"",
           "multipart/form-data; boundary=a; boundary=a", "multipart/form-data; boundary=\"a",
           "multipart/form-data; boundary=a\xc3\xa4", "multipart/form-data boundary=a",
           "multipart/form-data; boundary=\"" + std::string(71, 'x') + "\"",
           "multipart/form-data; boundary=\"a\r\nb\"", "application/json"}) {
    INFO(wrong);
    CHECK(multipart_boundary(wrong) == std::nullopt);
  }
}
