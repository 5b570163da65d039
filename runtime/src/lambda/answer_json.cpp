#include "answer_json.hpp"

#include "runtime/src/server/request_head.hpp"

#include <vgen/http/headers.hpp>
#include <vgen/json/bytes.hpp>
#include <vgen/json/utf8.hpp>
#include <vgen/json/writer.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace vgen::lambda {
namespace {

/// The values of one field name, as it is written first.
struct Values {
  std::string_view name;
  std::vector<std::string_view> values;
};

struct Answer {
  std::int64_t status = 0;
  std::vector<Values> headers{};
  std::vector<std::string_view> cookies{};
  std::string_view body{};
};

/// The gateway has its own connection, date and length.
bool is_of_gateway(std::string_view name, bool is_head_request) noexcept {
  constexpr std::string_view names[] = {"Connection", "Date", "Keep-Alive", "Transfer-Encoding"};
  return (!is_head_request && same_header_name("Content-Length", name)) ||
         std::ranges::any_of(names,
                             [&](std::string_view known) { return same_header_name(known, name); });
}

Answer read_answer(std::string_view text, bool is_head_request) {
  Answer answer;
  constexpr std::string_view version = "HTTP/1.1 ";
  const std::size_t line = text.find("\r\n");
  const std::string_view status = text.substr(version.size(), 3);
  std::from_chars(status.data(), status.data() + status.size(), answer.status);
  const char* p = text.data() + line + 2;
  const char* const end = text.data() + text.size();
  Header field;
  while (p != end && *p != '\r' &&
         server::read_field_line(p, end, field) == server::HeadOutcome::complete) {
    if (is_of_gateway(field.name, is_head_request)) continue;
    if (same_header_name("Set-Cookie", field.name)) {
      answer.cookies.push_back(field.value);
      continue;
    }
    const auto known = std::ranges::find_if(
        answer.headers, [&](const Values& one) { return same_header_name(one.name, field.name); });
    if (known != answer.headers.end()) {
      known->values.push_back(field.value);
    } else {
      answer.headers.push_back({.name = field.name, .values = {field.value}});
    }
  }
  answer.body = text.substr(text.find("\r\n\r\n") + 4);
  return answer;
}

/// Field values are bytes, and JSON is UTF-8. What is not is read as Latin-1.
void write_value(json::Writer& out, std::string_view value) {
  if (json::is_valid_utf8(value)) return out.string(value);
  std::string text;
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      text += c;
    } else {
      text += static_cast<char>(0xC0 | byte >> 6);
      text += static_cast<char>(0x80 | (byte & 0x3F));
    }
  }
  out.string(text);
}

void write_values(json::Writer& out, const std::vector<std::string_view>& values) {
  json::ArrayWriter array(out);
  for (const std::string_view value : values) write_value(array.item(), value);
}

/// One value for each name: a list of values is joined by commas (RFC 9110, section 5.3).
void write_headers(json::Writer& out, const Answer& answer) {
  json::ObjectBraces object(out);
  for (const auto& [name, values] : answer.headers) {
    std::string joined(values.front());
    for (std::size_t i = 1; i < values.size(); ++i) joined.append(", ").append(values[i]);
    write_value(object.key(name), joined);
  }
}

/// All values of each name.
void write_many_headers(json::Writer& out, const Answer& answer) {
  json::ObjectBraces object(out);
  for (const auto& [name, values] : answer.headers) write_values(object.key(name), values);
  if (!answer.cookies.empty()) write_values(object.key("Set-Cookie"), answer.cookies);
}

void write_body(json::Writer& out, std::string_view body, bool is_text) {
  if (is_text) return out.string(body);
  json::detail::write_base64(out, reinterpret_cast<const std::byte*>(body.data()), body.size());
}

}  // namespace

std::string answer_json(HttpEvent::Form form, std::string_view text, bool is_head_request) {
  const Answer answer = read_answer(text, is_head_request);
  const bool is_text = json::is_valid_utf8(answer.body);
  std::string out;
  json::Writer writer(out);
  {
    json::ObjectBraces object(writer);
    object.key("statusCode").integer(answer.status);
    if (form == HttpEvent::Form::v2) {
      write_headers(object.key("headers"), answer);
      if (!answer.cookies.empty()) write_values(object.key("cookies"), answer.cookies);
    } else {
      write_many_headers(object.key("multiValueHeaders"), answer);
    }
    write_body(object.key("body"), answer.body, is_text);
    object.key("isBase64Encoded").boolean(!is_text);
  }
  writer.finish();
  return out;
}

std::string error_json(std::string_view type, std::string_view message) {
  std::string out;
  json::Writer writer(out);
  {
    json::ObjectBraces object(writer);
    write_value(object.key("errorMessage"), message);
    object.key("errorType").string(type);
    json::ArrayWriter trace(object.key("stackTrace"));
  }
  writer.finish();
  return out;
}

}  // namespace vgen::lambda
