/// How a call ended: a value, a declared error, or another problem. Light: no Boost.
#pragma once

#include <vgen/client/answer.hpp>
#include <vgen/client/problem.hpp>
#include <vgen/core/result.hpp>

#include <concepts>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace vgen {

/// What `CallResult::value` throws if there is no value. `what()` says which call failed and why:
/// "GET /todos/{id}: 404: Not found".
class CallError : public std::runtime_error {
 public:
  CallError(const std::string& message, std::string type, client::HttpAnswer answer)
      : std::runtime_error(message), type_(std::move(type)), answer_(std::move(answer)) {}

  /// The type of the problem: `urn:todo:not-found`; `vgen:transport` if there is no answer that can
  /// be read.
  [[nodiscard]] const std::string& type() const noexcept { return type_; }
  /// The answer; its status is 0 if there is none.
  [[nodiscard]] const client::HttpAnswer& answer() const noexcept { return answer_; }

 private:
  std::string type_;
  client::HttpAnswer answer_;
};

namespace client::detail {

/// What every result has, whatever its types.
struct CallInfo {
  std::string_view method{};  ///< A literal: "GET".
  std::string_view path{};    ///< A literal: "/todos/{id}".
  HttpAnswer answer{};
  std::string problem_type{};   ///< Of a declared error.
  std::string problem_title{};  ///< Of a declared error, and its detail.
};

[[nodiscard]] std::string message_of(const CallInfo& info);
[[nodiscard]] std::string message_of(const CallInfo& info, const ServerProblem& problem);
[[nodiscard]] std::string message_of(const CallInfo& info, const TransportProblem& problem);

}  // namespace client::detail

/// How a call of an operation ended. It holds exactly one of: the value, one of the errors that the
/// operation declares, a `ValidationProblem`, another `ServerProblem`, a `TransportProblem`.
///
///     const auto todo = api.get_todo({.id = 7});
///     if (todo) use(todo->title);
///     if (const NotFound* missing = todo.error<NotFound>()) …
///     todo.visit([](const Todo&) {…}, [](const NotFound&) {…}, [](const auto& problem) {…});
///
/// `visit` does not compile if a kind has no function, so a complete list is checked. The value of
/// an operation without one is `vgen::Done`. Can be copied if its types can.
template <class T, class... Errors>
class [[nodiscard]] CallResult {
 public:
  /// `T`, or `Done` if that is void.
  using Value = detail::ValueOf<T>;
  using Content = std::variant<Value, Errors..., client::ValidationProblem, client::ServerProblem,
                               client::TransportProblem>;

  /// For the runtime.
  CallResult(client::detail::CallInfo info, Content content)
      : info_(std::move(info)), content_(std::move(content)) {}

  [[nodiscard]] bool has_value() const noexcept { return content_.index() == 0; }
  [[nodiscard]] explicit operator bool() const noexcept { return has_value(); }

  /// The value. Throws `CallError` if there is a problem instead.
  [[nodiscard]] Value& value() & { return throw_problem(), std::get<0>(content_); }
  [[nodiscard]] const Value& value() const& { return throw_problem(), std::get<0>(content_); }
  [[nodiscard]] Value&& value() && { return throw_problem(), std::get<0>(std::move(content_)); }

  /// The value. There must be one.
  [[nodiscard]] Value& operator*() noexcept { return *std::get_if<0>(&content_); }
  [[nodiscard]] const Value& operator*() const noexcept { return *std::get_if<0>(&content_); }
  [[nodiscard]] Value* operator->() noexcept { return std::get_if<0>(&content_); }
  [[nodiscard]] const Value* operator->() const noexcept { return std::get_if<0>(&content_); }

  /// The problem if it is an `E`: a declared error, `client::ValidationProblem`,
  /// `client::ServerProblem` or `client::TransportProblem`. Otherwise null. It points into the
  /// result, so keep that.
  template <class E>
    requires detail::OneOf<E, Errors..., client::ValidationProblem, client::ServerProblem,
                           client::TransportProblem>
  [[nodiscard]] const E* error() const noexcept {
    return std::get_if<E>(&content_);
  }
  template <class E>
  [[nodiscard]] bool holds() const noexcept {
    return error<E>() != nullptr;
  }

  /// Calls the function that accepts what is held.
  template <class... Functions>
  decltype(auto) visit(Functions&&... functions) const& {
    return std::visit(detail::Overloaded{std::forward<Functions>(functions)...}, content_);
  }
  template <class... Functions>
  decltype(auto) visit(Functions&&... functions) && {
    return std::visit(detail::Overloaded{std::forward<Functions>(functions)...},
                      std::move(content_));
  }

  /// Status, headers and body of the last answer. Its status is 0 if there was none.
  [[nodiscard]] const client::HttpAnswer& answer() const noexcept { return info_.answer; }
  /// The `X-Request-Id` of the answer, with which you find the request in the server's log. Empty
  /// if there is none.
  [[nodiscard]] std::string_view request_id() const noexcept {
    return info_.answer.header("X-Request-Id").value_or(std::string_view());
  }
  /// What went wrong, for people: "GET /todos/{id}: 404: Not found". Empty if there is a value.
  [[nodiscard]] std::string message() const {
    using client::detail::message_of;
    return std::visit(
        [&]<class Kind>(const Kind& content) -> std::string {
          if constexpr (std::is_same_v<Kind, Value>)
            return {};
          else if constexpr (detail::OneOf<Kind, Errors...>)
            return message_of(info_);
          else
            return message_of(info_, content);
        },
        content_);
  }

  friend bool operator==(const CallResult& a, const CallResult& b) {
    return a.content_ == b.content_;
  }

 private:
  void throw_problem() const {
    if (!has_value()) throw CallError(message(), problem_type(), info_.answer);
  }
  [[nodiscard]] std::string problem_type() const {
    return std::visit(
        [&]<class Kind>(const Kind& content) -> std::string {
          if constexpr (std::derived_from<Kind, client::ServerProblem>)
            return content.type;
          else if constexpr (std::is_same_v<Kind, client::TransportProblem>)
            return "vgen:transport";
          else
            return info_.problem_type;
        },
        content_);
  }

  client::detail::CallInfo info_;
  Content content_;
};

}  // namespace vgen
