#include "sample.hpp"

#include <memory>
#include <random>
#include <string>

// These also run with the sanitizers. Texts are copied into blocks of their exact size, so that a
// read past the end is found.

namespace {

constexpr std::string_view document =
    R"({"id":7,"title":"Wäter\u0020the","priority":"high","labels":["home","\ud83d\ude00"],)"
    R"("due":"2026-01-02T03:04:05Z","done":true,)"
    R"("author":{"name":"Ada","email":"ada@example.com"}})";

struct Outcome {
  bool malformed;
  std::size_t faults;
};

Outcome read(std::string_view text) {
  const std::unique_ptr<char[]> exact(new char[text.size()]);
  std::memcpy(exact.get(), text.data(), text.size());
  vgen::Faults faults;
  vgen::json::Reader in({exact.get(), text.size()}, faults);
  std::vector<sample::Todo> todos(1);
  vgen::json::read(in, todos[0]);
  const bool good = in.finish();
  CHECK(good != in.malformed());
  if (!good) CHECK(faults.size() == 1);
  if (good && faults.list().empty()) {
    // Every value that is accepted can be written and read again.
    const std::string again = vgen::json::to_json(todos[0]);
    CHECK(vgen::json::parse<sample::Todo>(again).value == todos[0]);
  }
  return {!good, faults.size()};
}

}  // namespace

TEST_CASE("hostile: cut off at every byte", "[json]") {
  CHECK(read(document).faults == 0);
  for (std::size_t size = 0; size < document.size(); ++size) {
    INFO(size);
    CHECK(read(document.substr(0, size)).malformed);
  }
}

TEST_CASE("hostile: every byte replaced by every other", "[json]") {
  std::size_t accepted = 0;
  for (std::size_t at = 0; at < document.size(); ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string text(document);
      text[at] = static_cast<char>(byte);
      accepted += read(text).faults == 0 ? 1U : 0U;
    }
  }
  CHECK(accepted > document.size());
}

TEST_CASE("hostile: every byte left out or doubled, a special one put in", "[json]") {
  for (std::size_t at = 0; at < document.size(); ++at) {
    std::string text(document);
    text.erase(at, 1);
    read(text);
    text = document;
    text.insert(at, 1, document[at]);
    read(text);
    for (const char c : std::string_view("{}[]\",:\\ \n0-\x01\xFF\x80", 15)) {
      text = document;
      text.insert(at, 1, c);
      read(text);
    }
  }
}

TEST_CASE("hostile: pieces of JSON in any order", "[json]") {
  constexpr std::string_view pieces[] = {
      "{",         "}",          "[",          "]",        ",",       ":",       "\"id\"",
      "\"title\"", "\"labels\"", "\"author\"", "\"name\"", "1",       "-",       "1e5",
      "null",      "true",       "\"a\"",      " ",        "\"due\"", "\"\\u00", "\\"};
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    std::string text = "{";
    for (auto k = random() % 20; k > 0; --k) text += pieces[random() % std::size(pieces)];
    read(text);
  }
}

TEST_CASE("hostile: megabytes", "[json]") {
  const std::string megabyte(1'000'000, 'k');
  CHECK(code_of<sample::Todo>("{\"" + megabyte + "\":1,\"id\":1,\"title\":\"a\"}") == "unknown");
  CHECK(code_of<sample::Todo>("{\"id\":1,\"title\":\"" + megabyte + "\"}") == "maxLength");
  CHECK(code_of<sample::Todo>("{\"id\":1" + std::string(1'000'000, '0') + ",\"title\":\"a\"}") ==
        "maximum");
  CHECK(code_of<sample::Todo>("{\"id\":1." + std::string(1'000'000, '0') + ",\"title\":\"a\"}")
            .empty());
  CHECK(code_of<sample::Todo>("{\"id\":1e" + std::string(1'000'000, '9') + ",\"title\":\"a\"}") ==
        "maximum");
  CHECK(code_of<double>("0." + std::string(1'000'000, '0') + "1e1000001").empty());
  CHECK(code_of<double>("1e-" + std::string(1'000'000, '9')).empty());
  CHECK(code_of<sample::Todo>(std::string(1'000'000, ' ')) == "syntax");
  std::string items = "[";
  for (int i = 0; i < 200'000; ++i) items += i == 0 ? "{}" : ",{}";
  CHECK(code_of<std::vector<sample::Nothing>>(items + "]") == "size");
  CHECK(code_of<sample::Todo>("{\"id\":1,\"title\":\"a\",\"labels\":" + items + "]}") == "size");
}

TEST_CASE("hostile: the cases of the JSON parsing test suite that most parsers fail", "[json]") {
  using namespace std::string_literals;
  for (const std::string& text : {"[1 true]"s,
                                  "[a\xE5]"s,
                                  "[\"\": 1]"s,
                                  "[\"\"],"s,
                                  "[,1]"s,
                                  "[1,,2]"s,
                                  "[\"x\"]]"s,
                                  "[\"\",]"s,
                                  "[x"s,
                                  "[3[4]]"s,
                                  "[1:2]"s,
                                  "[,]"s,
                                  "[-]"s,
                                  "[   , \"\"]"s,
                                  "[\"a\",\n4\n,1,"s,
                                  "[1,]"s,
                                  "[1,\n1\n,1"s,
                                  "[{}"s,
                                  "[fals]"s,
                                  "[nul]"s,
                                  "[tru]"s,
                                  "[++1234]"s,
                                  "[+1]"s,
                                  "[-01]"s,
                                  "[-1.0.]"s,
                                  "[-2.]"s,
                                  "[-NaN]"s,
                                  "[.-1]"s,
                                  "[.2e-3]"s,
                                  "[0.1.2]"s,
                                  "[0.3e+]"s,
                                  "[0e]"s,
                                  "[0E+]"s,
                                  "[1.0e-]"s,
                                  "[1 000.0]"s,
                                  "[1eE2]"s,
                                  "[2.e3]"s,
                                  "[9.e+]"s,
                                  "[Inf]"s,
                                  "[NaN]"s,
                                  "[\xEF\xBC\x91]"s,
                                  "[1+2]"s,
                                  "[0x1]"s,
                                  "[-foo]"s,
                                  "[- 1]"s,
                                  "[-012]"s,
                                  "[-.123]"s,
                                  "[1ea]"s,
                                  "[012]"s,
                                  "{\"a\":true} \"x\""s,
                                  "{[: \"x\"}"s,
                                  "{\"a\"}"s,
                                  "{\"a\" \"b\"}"s,
                                  "{:\"b\"}"s,
                                  "{\"a\":\"b\",,\"c\":0}"s,
                                  "{key: 'value'}"s,
                                  "{1:1}"s,
                                  "{\"id\":0,,,,,}"s,
                                  "{'a':0}"s,
                                  "{\"a\":\"b\"}/**/"s,
                                  "{\"a\":\"b\"}#"s,
                                  "[\"\\uD800\\u\"]"s,
                                  "[\"\\x00\"]"s,
                                  "[\"\\\\\\\"]"s,
                                  "[\"\\\t\"]"s,
                                  "[\"\\a\"]"s,
                                  "[\"\\u00A\"]"s,
                                  "[\"new\nline\"]"s,
                                  "[\x0C]"s,
                                  "[\xE2\x81\xA0]"s,
                                  "\xEF\xBB\xBF"s,
                                  "<.>"s,
                                  "[<null>]"s,
                                  "[1]x"s,
                                  "[True]"s,
                                  "1]"s,
                                  "{]"s,
                                  "{\"x\": true,"s,
                                  "{}}"s,
                                  "{\"\":"s,
                                  "*"s,
                                  "{\"a\":\"b\"}#{}"s,
                                  "[\"asd]"s,
                                  "]"s,
                                  "\"\0"s,
                                  "[1\0]"s}) {
    INFO(text);
    const auto parsed = vgen::json::parse<std::vector<int>>(text);
    CHECK(parsed.malformed);
    CHECK(parsed.faults.size() == 1);
  }
  for (const char* const text : {"[]",
                                 "[ ]",
                                 "[\"\"]",
                                 "[[]   ]",
                                 "[null, 1, \"1\", {}]",
                                 "[1\n]",
                                 " [1]",
                                 "[1,null,null,null,2]",
                                 "[2] ",
                                 "[0e+1]",
                                 "[0e1]",
                                 "[ 4]",
                                 "[-0.000000000000000000000000000000000000000000000000000000001]",
                                 "[20e1]",
                                 "[-0]",
                                 "[1E22]",
                                 "[1E-2]",
                                 "[1E+2]",
                                 "[123e45]",
                                 "[123.456e78]",
                                 "[1e-2]",
                                 "{\"asd\":\"sdf\", \"dfg\":\"fgh\"}",
                                 "{\"\":0}",
                                 "{\"foo\\u0000bar\": 42}",
                                 "[\"\\u0060\\u012a\\u12AB\"]",
                                 "[\"\\uD801\\udc37\"]",
                                 "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
                                 "[\"\\uDBFF\\uDFFF\"]",
                                 "[\"\xEF\xBF\xBF\"]",
                                 "[\"\xF4\x8F\xBF\xBF\"]",
                                 "[\"\x7F\"]",
                                 "\"\"",
                                 "42",
                                 "false",
                                 "null",
                                 "[\"a\"]\n"}) {
    INFO(text);
    vgen::Faults faults;
    vgen::json::Reader in(text, faults);
    in.skip();
    CHECK(in.finish());
  }
}
