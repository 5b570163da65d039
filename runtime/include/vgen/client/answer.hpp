/// What a client sends and gets, as plain values. Light: no Boost.
#pragma once

#include <chrono>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace vgen::client {

/// A header field of a request or an answer.
struct HeaderField {
  std::string name{};
  std::string value{};

  bool operator==(const HeaderField&) const = default;
};

/// The value of the first field of this name, in any case of its ASCII letters. A view into the
/// list; none if there is no such field.
[[nodiscard]] std::optional<std::string_view> find_field(const std::vector<HeaderField>& fields,
                                                         std::string_view name) noexcept;
/// Replaces all fields of this name by one.
void set_field(std::vector<HeaderField>& fields, std::string_view name, std::string_view value);

/// A request before it is sent.
struct HttpRequest {
  std::string method{};  ///< "GET"
  std::string url{};     ///< Whole: "https://example.com/api/todos/7?limit=2".
  std::vector<HeaderField> headers{};
  std::string body{};  ///< Bytes.

  bool operator==(const HttpRequest&) const = default;
};

/// An answer with its whole body.
struct HttpAnswer {
  int status = 0;  ///< 0 if there was no answer.
  std::vector<HeaderField> headers{};
  std::string body{};  ///< Bytes.

  /// The value of the first header of this name.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept {
    return find_field(headers, name);
  }

  bool operator==(const HttpAnswer&) const = default;
};

/// Why there is no answer, or none that can be read.
enum class TransportKind {
  network,  ///< The server was not reached, or the connection broke.
  timeout,  ///< An attempt or the whole call took too long.
  aborted,  ///< The program ended the call.
  decode,   ///< The answer is not as the API describes it, for example the page of a proxy.
  auth,     ///< `Options::auth` threw.
  input,    ///< The input or the options cannot be sent. Nothing was sent.
  hook,     ///< `on_request` or `on_response` threw.
};
/// "network"
[[nodiscard]] std::string_view name_of(TransportKind kind) noexcept;

/// There is no answer, the answer cannot be read, or the request could not be made.
struct TransportProblem {
  TransportKind kind = TransportKind::network;
  std::string detail{};        ///< A sentence for people: "connect: Connection refused".
  HttpAnswer answer{};         ///< Of `decode`: what cannot be read.
  std::exception_ptr cause{};  ///< Of `auth` and `hook`: what was thrown.

  bool operator==(const TransportProblem&) const = default;
};

/// How one attempt or a whole call ended on the wire.
using Outcome = std::variant<HttpAnswer, TransportProblem>;

}  // namespace vgen::client
