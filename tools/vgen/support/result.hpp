#pragma once

#include <string>
#include <utility>
#include <variant>

namespace vgen::tool {

/// A problem of the environment, in one line that says what to do: a file that cannot be written,
/// an unknown flag. Exit code 2.
struct EnvironmentError {
  std::string message;

  bool operator==(const EnvironmentError&) const = default;
};

/// A value, or the problem that prevented it. (GCC 12 has no std::expected.)
template <class T>
class [[nodiscard]] Result {
 public:
  // Implicit, so that a function returns its value or its error as it is.
  Result(T value) : state_(std::move(value)) {}

  Result(EnvironmentError error) : state_(std::move(error)) {}

  explicit operator bool() const { return std::holds_alternative<T>(state_); }
  T& operator*() { return std::get<T>(state_); }
  const T& operator*() const { return std::get<T>(state_); }
  T* operator->() { return &std::get<T>(state_); }
  const T* operator->() const { return &std::get<T>(state_); }
  [[nodiscard]] const EnvironmentError& error() const { return std::get<EnvironmentError>(state_); }

 private:
  std::variant<T, EnvironmentError> state_;
};

}  // namespace vgen::tool
