/// The events that AWS Lambda passes on, as values.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace vgen::lambda {

/// A header field of an event. A name may be there several times.
struct Field {
  std::string name{};
  std::string value{};

  bool operator==(const Field&) const = default;
};

/// An HTTP request that a gateway passes on.
struct HttpEvent {
  /// The form of the event, and so of its answer.
  enum class Form : unsigned char {
    v1,  ///< Of REST APIs, and of HTTP APIs with payload format 1.0.
    v2,  ///< Of HTTP APIs and function URLs.
  };

  Form form = Form::v2;
  std::string method{};
  std::string target{};  ///< Path and query, percent-encoded.
  std::string source{};  ///< The address of the client.
  std::vector<Field> headers{};
  std::string body{};  ///< Bytes.

  bool operator==(const HttpEvent&) const = default;
};

/// A tick of a schedule.
struct TaskEvent {
  std::string task{};
  std::optional<std::chrono::system_clock::time_point> scheduled_at{};

  bool operator==(const TaskEvent&) const = default;
};

/// An event that cannot be served.
struct EventFault {
  std::string type{};     ///< One word: "MalformedEvent", "UnknownEvent".
  std::string message{};  ///< A sentence for the author of the deployment.

  bool operator==(const EventFault&) const = default;
};

using Event = std::variant<HttpEvent, TaskEvent, EventFault>;

}  // namespace vgen::lambda
