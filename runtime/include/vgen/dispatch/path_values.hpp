/// The parameters of a path in a request.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace vgen {

/// A parameter of a path: its name in the template, and its value as sent (still percent-encoded).
/// Both are views, of the API and of the request.
struct PathValue {
  std::string_view name{};
  std::string_view value{};

  bool operator==(const PathValue&) const = default;
};

/// The parameters of one path, in order.
class PathValues {
 public:
  static constexpr std::size_t capacity = 16;

  /// The value of the parameter with this name; without data if there is none. Only the rest of a
  /// path (`{name...}`) can be empty.
  [[nodiscard]] std::string_view find(std::string_view name) const noexcept;
  [[nodiscard]] std::span<const PathValue> list() const noexcept {
    return {values_.data(), count_};
  }
  void push(std::string_view value) noexcept { values_[count_++].value = value; }
  void pop(std::size_t count = 1) noexcept { count_ -= count; }
  void clear() noexcept { count_ = 0; }
  /// Copies the names from the row's template.
  void name_after(std::string_view path) noexcept;

 private:
  std::array<PathValue, capacity> values_;
  std::size_t count_ = 0;
};

}  // namespace vgen
