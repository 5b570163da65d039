/// Types that JSON has and the standard library does not: null as a value, a member that may be
/// absent or null, a recursive type; and files. Light: include it in headers with declarations.
#pragma once

#include <vgen/file.hpp>

#include <concepts>
#include <cstddef>
#include <optional>
#include <type_traits>
#include <utility>

namespace vgen {

template <class T>
class Nullable;
template <class T>
class Patch;

namespace detail {

/// The types that `Nullable<T>` and `Patch<T>` accept as a T.
template <class U, class Self, class T>
concept ValueFor =
    !std::same_as<std::remove_cvref_t<U>, Self> &&
    !std::same_as<std::remove_cvref_t<U>, std::nullptr_t> &&
    !std::same_as<std::remove_cvref_t<U>, std::nullopt_t> &&
    !std::same_as<std::remove_cvref_t<U>, std::optional<T>> && std::constructible_from<T, U>;

}  // namespace detail

/// A value or null. Like `std::optional`, but the member is always present. Null if made without a
/// value. Can be copied and moved if T can.
///
/// `if (out.due) use(*out.due)`, `out.due = nullptr`.
template <class T>
class Nullable {
 public:
  using value_type = T;

  constexpr Nullable() = default;
  constexpr Nullable(std::nullptr_t) {}
  constexpr Nullable(std::nullopt_t) {}
  /// An empty optional becomes null.
  constexpr Nullable(std::optional<T> value) : value_(std::move(value)) {}
  template <class U = T>
    requires detail::ValueFor<U, Nullable, T>
  constexpr explicit(!std::is_convertible_v<U, T>) Nullable(U&& value)
      : value_(std::in_place, std::forward<U>(value)) {}

  [[nodiscard]] constexpr bool is_null() const { return !value_.has_value(); }
  [[nodiscard]] constexpr bool has_value() const { return value_.has_value(); }
  constexpr explicit operator bool() const { return value_.has_value(); }

  // The value: there must be one.

  constexpr T& operator*() & { return *value_; }
  constexpr const T& operator*() const& { return *value_; }
  constexpr T&& operator*() && { return *std::move(value_); }
  constexpr T* operator->() { return &*value_; }
  constexpr const T* operator->() const { return &*value_; }
  /// Throws std::bad_optional_access if it is null.
  constexpr T& value() { return value_.value(); }
  constexpr const T& value() const { return value_.value(); }
  template <class U>
  [[nodiscard]] constexpr T value_or(U&& other) const {
    return value_.value_or(std::forward<U>(other));
  }
  /// Null becomes an empty optional.
  [[nodiscard]] constexpr const std::optional<T>& as_optional() const { return value_; }

  /// Becomes a new value.
  template <class... Args>
  constexpr T& emplace(Args&&... args) {
    return value_.emplace(std::forward<Args>(args)...);
  }
  /// Becomes null.
  constexpr void reset() { value_.reset(); }

  friend constexpr bool operator==(const Nullable& a, const Nullable& b) {
    return a.value_ == b.value_;
  }
  friend constexpr bool operator==(const Nullable& a, std::nullptr_t) { return a.is_null(); }
  template <class U>
    requires detail::ValueFor<const U&, Nullable, T>
  friend constexpr bool operator==(const Nullable& a, const U& b) {
    return a.value_.has_value() && *a.value_ == b;
  }

 private:
  std::optional<T> value_{};
};

/// The part of an update that concerns one member: absent, null, or a value. Absent if made without
/// a value.
///
/// `in.due.apply(todo.due)`, or `if (in.due.is_null()) … else if (in.due) use(*in.due)`.
template <class T>
class Patch {
 public:
  using value_type = T;

  constexpr Patch() = default;
  /// Null.
  constexpr Patch(std::nullptr_t) : null_(true) {}
  /// Absent.
  constexpr Patch(std::nullopt_t) {}
  template <class U = T>
    requires detail::ValueFor<U, Patch, T>
  constexpr explicit(!std::is_convertible_v<U, T>) Patch(U&& value)
      : value_(std::in_place, std::forward<U>(value)) {}

  [[nodiscard]] constexpr bool is_absent() const { return !null_ && !value_.has_value(); }
  [[nodiscard]] constexpr bool is_null() const { return null_; }
  [[nodiscard]] constexpr bool has_value() const { return value_.has_value(); }
  constexpr explicit operator bool() const { return value_.has_value(); }

  // The value: there must be one.

  constexpr T& operator*() & { return *value_; }
  constexpr const T& operator*() const& { return *value_; }
  constexpr T&& operator*() && { return *std::move(value_); }
  constexpr T* operator->() { return &*value_; }
  constexpr const T* operator->() const { return &*value_; }
  /// Throws std::bad_optional_access if it is absent or null.
  constexpr T& value() { return value_.value(); }
  constexpr const T& value() const { return value_.value(); }
  template <class U>
  [[nodiscard]] constexpr T value_or(U&& other) const {
    return value_.value_or(std::forward<U>(other));
  }

  /// Applies the update to `target`: leaves it, empties it or sets it.
  constexpr void apply(std::optional<T>& target) const {
    if (null_) target.reset();
    if (value_) target = *value_;
  }
  constexpr void apply(Nullable<T>& target) const {
    if (null_) target.reset();
    if (value_) target = *value_;
  }

  /// Becomes a new value.
  template <class... Args>
  constexpr T& emplace(Args&&... args) {
    null_ = false;
    return value_.emplace(std::forward<Args>(args)...);
  }
  /// Becomes absent.
  constexpr void reset() {
    null_ = false;
    value_.reset();
  }

  friend constexpr bool operator==(const Patch& a, const Patch& b) {
    return a.null_ == b.null_ && a.value_ == b.value_;
  }
  friend constexpr bool operator==(const Patch& a, std::nullptr_t) { return a.is_null(); }
  template <class U>
    requires detail::ValueFor<const U&, Patch, T>
  friend constexpr bool operator==(const Patch& a, const U& b) {
    return a.value_.has_value() && *a.value_ == b;
  }

 private:
  std::optional<T> value_{};
  bool null_ = false;
};

/// A T on the heap that is copied and compared like a T, so that a type may hold itself: `struct
/// Sum { Box<Expression> left, right; };`. T may be incomplete where the Box is declared.
/// (Therefore nothing here is constexpr: compilers would need a complete T at once.) Owns its T and
/// always has one, except after a move from it: then it may only be assigned to or destroyed.
template <class T>
class Box {
 public:
  using value_type = T;

  Box() : value_(new T()) {}
  Box(const T& value) : value_(new T(value)) {}
  Box(T&& value) : value_(new T(std::move(value))) {}
  Box(const Box& other) : value_(other.value_ == nullptr ? nullptr : new T(*other.value_)) {}
  Box(Box&& other) noexcept : value_(std::exchange(other.value_, nullptr)) {}
  Box& operator=(const Box& other) {
    Box copy(other);
    std::swap(value_, copy.value_);
    return *this;
  }
  Box& operator=(Box&& other) noexcept {
    Box taken(std::move(other));
    std::swap(value_, taken.value_);
    return *this;
  }
  ~Box() { delete value_; }

  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return value_; }
  const T* operator->() const { return value_; }
  /// Whether it has no value, because it was moved from.
  [[nodiscard]] bool valueless_after_move() const { return value_ == nullptr; }

  friend bool operator==(const Box& a, const Box& b) {
    return a.value_ == nullptr || b.value_ == nullptr ? a.value_ == b.value_
                                                      : *a.value_ == *b.value_;
  }

 private:
  T* value_;
};

}  // namespace vgen
