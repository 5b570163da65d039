#include "read_event.hpp"

#include <vgen/http/headers.hpp>
#include <vgen/json/array_reader.hpp>
#include <vgen/json/bytes.hpp>
#include <vgen/json/reader.hpp>
#include <vgen/json/time.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace vgen::lambda {
namespace {

using json::Reader;

/// What is of interest in an event of any kind.
struct Members {
  bool has_http = false;  ///< An object `requestContext.http`.
  bool is_of_load_balancer = false;
  bool is_of_websocket = false;
  bool has_task = false;
  bool is_base64 = false;
  std::string method{};  ///< Of version 2.
  std::string source_ip{};
  std::string stage{};
  std::string domain{};
  std::string http_method{};  ///< Of version 1.
  std::string path{};
  std::string raw_path{};
  std::string raw_query{};
  std::vector<Field> query{};
  std::vector<Field> queries{};  ///< The same with all values of a name.
  std::vector<Field> headers{};
  std::vector<Field> many_headers{};
  std::vector<std::string> cookies{};
  std::string body{};
  std::string task{};
  std::string scheduled_at{};
  std::string of{};  ///< The service that has sent it: `source`.
  std::string time{};
  std::string resource{};  ///< The first one.
};

/// Reads the members of an object by `read(name)`. Null is an object without members.
template <class Read>
void read_object(Reader& in, const Read& read) {
  if (in.null()) return;
  json::MapReader members(in);
  std::string name;
  while (members.next(name)) {
    const std::string kept = name;
    members.stands_at(kept);
    read(kept);
  }
  members.finish({});
}

/// Reads a string. Null is an empty one.
void read_text(Reader& in, std::string& text) {
  if (!in.null()) in.string(text);
}

template <class Add>
void read_texts(Reader& in, const Add& add) {
  if (in.null()) return;
  json::ArrayReader items(in);
  while (items.next()) {
    std::string text;
    if (in.string(text)) add(std::move(text));
  }
  items.finish({});
}

void read_fields(Reader& in, std::vector<Field>& fields) {
  read_object(in, [&](const std::string& name) {
    std::string value;
    if (in.string(value)) fields.push_back({.name = name, .value = std::move(value)});
  });
}

void read_many_fields(Reader& in, std::vector<Field>& fields) {
  read_object(in, [&](const std::string& name) {
    read_texts(in, [&](std::string value) {
      fields.push_back({.name = name, .value = std::move(value)});
    });
  });
}

void read_context(Reader& in, Members& event) {
  read_object(in, [&](const std::string& name) {
    if (name == "http") {
      event.has_http = true;
      read_object(in, [&](const std::string& inner) {
        if (inner == "method") return read_text(in, event.method);
        if (inner == "sourceIp") return read_text(in, event.source_ip);
        in.skip();
      });
    } else if (name == "identity") {
      read_object(in, [&](const std::string& inner) {
        if (inner == "sourceIp") return read_text(in, event.source_ip);
        in.skip();
      });
    } else if (name == "stage") {
      read_text(in, event.stage);
    } else if (name == "domainName") {
      read_text(in, event.domain);
    } else {
      if (name == "elb") event.is_of_load_balancer = true;
      if (name == "connectionId") event.is_of_websocket = true;
      in.skip();
    }
  });
}

void read_member(Reader& in, const std::string& name, Members& event) {
  if (name == "requestContext") return read_context(in, event);
  if (name == "httpMethod") return read_text(in, event.http_method);
  if (name == "path") return read_text(in, event.path);
  if (name == "rawPath") return read_text(in, event.raw_path);
  if (name == "rawQueryString") return read_text(in, event.raw_query);
  if (name == "queryStringParameters") return read_fields(in, event.query);
  if (name == "multiValueQueryStringParameters") return read_many_fields(in, event.queries);
  if (name == "headers") return read_fields(in, event.headers);
  if (name == "multiValueHeaders") return read_many_fields(in, event.many_headers);
  if (name == "cookies")
    return read_texts(in, [&](std::string text) { event.cookies.push_back(std::move(text)); });
  if (name == "body") return read_text(in, event.body);
  if (name == "isBase64Encoded") {
    in.boolean(event.is_base64);
    return;
  }
  if (name == "task") {
    event.has_task = true;
    return read_text(in, event.task);
  }
  if (name == "scheduled_at") return read_text(in, event.scheduled_at);
  if (name == "source") return read_text(in, event.of);
  if (name == "time") return read_text(in, event.time);
  if (name == "resources")
    return read_texts(in, [&](std::string text) {
      if (event.resource.empty()) event.resource = std::move(text);
    });
  in.skip();
}

EventFault malformed(std::string message) {
  return {.type = "MalformedEvent", .message = std::move(message)};
}

EventFault unknown(std::string message) {
  return {.type = "UnknownEvent", .message = std::move(message)};
}

// -------------------------------------------------------------------------------------------------

bool is_hex(char c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Appends a text in which the bytes that `keeps` refuses are percent-encoded.
template <class Keeps>
void append_encoded(std::string& out, std::string_view text, const Keeps& keeps) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (keeps(i)) {
      out += text[i];
    } else {
      const auto byte = static_cast<unsigned char>(text[i]);
      out += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
}

bool is_unreserved(char c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("-._~").find(c) != std::string_view::npos;
}

/// Some gateways have decoded the path, others have not. What is an escape is kept.
std::string encoded_path(std::string_view path) {
  std::string out;
  append_encoded(out, path, [&](std::size_t i) {
    const char c = path[i];
    if (c == '%') return i + 2 < path.size() && is_hex(path[i + 1]) && is_hex(path[i + 2]);
    return c > ' ' && c < '\x7f' && std::string_view("\"<>\\^`{|}?#").find(c) == std::string::npos;
  });
  return out;
}

/// A query of version 2 is as the client has sent it.
std::string encoded_query(std::string_view query) {
  std::string out;
  append_encoded(out, query, [&](std::size_t i) {
    return query[i] > ' ' && query[i] < '\x7f' && query[i] != '#';
  });
  return out;
}

/// The query of version 1, whose parameters are decoded.
std::string joined_query(const std::vector<Field>& parameters) {
  std::string out;
  for (const auto& [name, value] : parameters) {
    if (!out.empty()) out += '&';
    append_encoded(out, name, [&](std::size_t i) { return is_unreserved(name[i]); });
    out += '=';
    append_encoded(out, value, [&](std::size_t i) { return is_unreserved(value[i]); });
  }
  return out;
}

/// HTTP APIs put the name of a stage before the path, unless it is the default one.
std::string_view without_stage(std::string_view path, std::string_view stage) {
  if (stage.empty() || stage == "$default" || !path.starts_with('/')) return path;
  const std::string_view rest = path.substr(1);
  if (!rest.starts_with(stage)) return path;
  const std::string_view after = rest.substr(stage.size());
  if (after.empty()) return "/";
  return after.front() == '/' ? after : path;
}

bool has(const std::vector<Field>& fields, std::string_view name) {
  return std::ranges::any_of(
      fields, [&](const Field& field) { return same_header_name(field.name, name); });
}

/// Function URLs send cookies twice: in a list of their own, and as the field that they were.
void add_cookies(std::vector<Field>& headers, const std::vector<std::string>& cookies) {
  if (cookies.empty() || has(headers, "Cookie")) return;
  std::string all;
  for (const std::string& cookie : cookies) all.append(all.empty() ? "" : "; ").append(cookie);
  headers.push_back({.name = "cookie", .value = std::move(all)});
}

std::string target_of(const Members& event, bool is_v2) {
  std::string target =
      encoded_path(is_v2 ? without_stage(event.raw_path, event.stage) : event.path);
  if (target.empty()) target = "/";
  const std::string query = is_v2
                                ? encoded_query(event.raw_query)
                                : joined_query(event.queries.empty() ? event.query : event.queries);
  if (!query.empty()) target.append("?").append(query);
  return target;
}

/// Replaces base64 by its bytes.
bool decode(std::string& body) {
  const std::size_t size = json::detail::base64_size(body);
  if (size == SIZE_MAX) return false;
  std::string bytes(size, '\0');
  json::detail::decode_base64(body, reinterpret_cast<std::byte*>(bytes.data()));
  body = std::move(bytes);
  return true;
}

Event http_event(Members event) {
  const bool is_v2 = event.has_http;
  HttpEvent http{
      .form = is_v2 ? HttpEvent::Form::v2 : HttpEvent::Form::v1,
      .method = std::move(is_v2 ? event.method : event.http_method),
      .target = target_of(event, is_v2),
      .source = std::move(event.source_ip),
      .headers = std::move(event.many_headers.empty() ? event.headers : event.many_headers),
      .body = std::move(event.body)};
  if (is_v2) add_cookies(http.headers, event.cookies);
  if (!has(http.headers, "Host"))
    http.headers.push_back(
        {.name = "host", .value = event.domain.empty() ? "localhost" : event.domain});
  if (event.is_base64 && !decode(http.body))
    return malformed("the body of the event says that it is base64, but it is not");
  return http;
}

/// The name of the rule that has sent the event, by its ARN.
std::string_view rule_of(std::string_view resource) {
  constexpr std::string_view mark = ":rule/";
  const std::size_t at = resource.find(mark);
  if (at == std::string_view::npos) return {};
  const std::string_view path = resource.substr(at + mark.size());
  return path.substr(path.rfind('/') + 1);  // a rule of another bus has its name before
}

Event task_event(std::string task, const std::string& time) {
  TaskEvent event{.task = std::move(task)};
  if (time.empty()) return event;
  json::Instant instant;
  if (!json::parse_date_time(time, instant))
    return malformed("the time '" + time + "' of the task '" + event.task +
                     "' is not one like 2026-01-02T03:00:00Z");
  event.scheduled_at = std::chrono::system_clock::time_point(std::chrono::seconds(instant.seconds));
  return event;
}

Event event_of(Members event) {
  if (event.is_of_load_balancer)
    return unknown(
        "this is an event of a load balancer, which vgen does not serve: use an HTTP API or a "
        "function URL");
  if (event.has_http || !event.http_method.empty()) return http_event(std::move(event));
  if (event.is_of_websocket)
    return unknown("this is an event of a websocket, which vgen does not serve yet");
  if (event.has_task)
    return task_event(std::move(event.task),
                      event.scheduled_at.empty() ? event.time : event.scheduled_at);
  if (event.of == "aws.events") {
    const std::string_view rule = rule_of(event.resource);
    if (!rule.empty()) return task_event(std::string(rule), event.time);
  }
  return unknown(
      "this event is not one that vgen serves: an HTTP request of API Gateway or of a function "
      "URL, a tick of EventBridge, or an object with the member \"task\"");
}

/// "/headers/host must be a string"
std::string sentence_of(const Faults& faults) {
  if (faults.size() == 0) return "it has too many faults";
  const Fault& first = faults[0];
  return first.pointer.empty() ? first.message : first.pointer + ' ' + first.message;
}

}  // namespace

Event read_event(std::string_view json) {
  Faults faults;
  Reader in(json, faults);
  Members event;
  if (in.peek() == '{') {
    read_object(in, [&](const std::string& name) { read_member(in, name, event); });
  } else {
    in.skip();
  }
  in.finish();
  if (in.malformed()) return malformed("the event is not JSON: " + faults[0].message);
  if (!faults.empty()) return malformed("the event cannot be used: " + sentence_of(faults));
  return event_of(std::move(event));
}

}  // namespace vgen::lambda
