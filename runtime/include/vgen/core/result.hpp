/// A value or one of a closed set of declared errors.
#pragma once

#include <vgen/api.hpp>

#include <concepts>
#include <type_traits>
#include <utility>
#include <variant>

namespace vgen {

/// The value type of a `Result<void, …>`.
struct Done {
  bool operator==(const Done&) const = default;
};

namespace detail {

template <class T>
using ValueOf = std::conditional_t<std::is_void_v<T>, Done, T>;

template <class T, class... List>
concept OneOf = (std::same_as<T, List> || ...);

/// Several lambdas as one visitor.
template <class... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};
template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

}  // namespace detail

/// The result of a function with declared errors: `return todo;` or `return NotFound{id};`.
///
/// A success of `Result<void, E…>` has no value: `return {};`. Errors are structs with a `static
/// constexpr int status`; over HTTP an error is answered as a problem with that status and the
/// struct's members. A result always holds a value or an error. It can be moved and copied if its
/// types can.
template <class T, class... Errors>
class [[nodiscard]] Result {
 public:
  /// `T`, or `Done` if that is void.
  using Value = detail::ValueOf<T>;

  /// Success without a value, or with a default value.
  Result()
    requires std::default_initializable<Value>
      : outcome_(std::in_place_index<0>) {}

  /// Success.
  Result(Value value) : outcome_(std::in_place_index<0>, std::move(value)) {}

  /// Success with something that converts to the value.
  template <class U>
    requires(std::convertible_to<U, Value> &&
             !detail::OneOf<std::remove_cvref_t<U>, Value, Result, Errors...>)
  Result(U&& value) : outcome_(std::in_place_index<0>, std::forward<U>(value)) {}

  /// A declared error.
  template <class E>
    requires detail::OneOf<std::remove_cvref_t<E>, Errors...>
  Result(E&& error)
      : outcome_(std::in_place_type<std::remove_cvref_t<E>>, std::forward<E>(error)) {
  }  // NOLINT: `return NotFound{id};`

  [[nodiscard]] bool has_value() const noexcept { return outcome_.index() == 0; }
  [[nodiscard]] explicit operator bool() const noexcept { return has_value(); }

  /// The value. Throws `std::bad_variant_access` if there is an error instead.
  [[nodiscard]] Value& value() & { return std::get<0>(outcome_); }
  [[nodiscard]] const Value& value() const& { return std::get<0>(outcome_); }
  [[nodiscard]] Value&& value() && { return std::get<0>(std::move(outcome_)); }

  /// The value. There must be one.
  [[nodiscard]] Value& operator*() & noexcept { return *std::get_if<0>(&outcome_); }
  [[nodiscard]] const Value& operator*() const& noexcept { return *std::get_if<0>(&outcome_); }
  [[nodiscard]] Value* operator->() noexcept { return std::get_if<0>(&outcome_); }
  [[nodiscard]] const Value* operator->() const noexcept { return std::get_if<0>(&outcome_); }

  /// The error if it is an `E`; otherwise null.
  template <class E>
    requires detail::OneOf<E, Errors...>
  [[nodiscard]] const E* error() const noexcept {
    return std::get_if<E>(&outcome_);
  }

  /// Calls the function that accepts the value (`Done` for void) or the error that is held.
  template <class... Functions>
  decltype(auto) visit(Functions&&... functions) const& {
    return std::visit(detail::Overloaded{std::forward<Functions>(functions)...}, outcome_);
  }
  template <class... Functions>
  decltype(auto) visit(Functions&&... functions) && {
    return std::visit(detail::Overloaded{std::forward<Functions>(functions)...},
                      std::move(outcome_));
  }

  friend bool operator==(const Result& a, const Result& b) { return a.outcome_ == b.outcome_; }

 private:
  std::variant<Value, Errors...> outcome_;
};

}  // namespace vgen
