/// What permissions mean, as a table for every transport.
#pragma once

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace vgen_test {

/// A function whose permissions have a shape: letters from `a` on are permissions that ask the
/// session, `x` and `y` ask the input. `ab-c` means (a and b) or c; `a_b-x` means a and (b or x).
struct PermissionCase {
  std::string shape{};
  std::string session{};  ///< The letters that the session allows.
  std::string input{};    ///< The letters that the input allows.
};

struct PermissionOutcome {
  int status = 0;
  bool input_was_read = false;
  bool function_ran = false;

  bool operator==(const PermissionOutcome&) const = default;
};

namespace detail {

/// Whether permissions of this shape allow the letters. With `unknown`, letters of the input may be
/// allowed.
inline bool allows(const std::string& shape, const std::string& letters, bool unknown) {
  bool all = true;          // of the requirements
  bool any = false;         // of the alternatives
  bool alternative = true;  // of its letters
  for (const char c : shape + '_') {
    if (c == '-' || c == '_') {
      any = any || alternative;
      alternative = true;
    }
    if (c == '_') {
      all = all && any;
      any = false;
    } else if (c != '-') {
      const bool is_of_input = c == 'x' || c == 'y';
      alternative =
          alternative && ((unknown && is_of_input) || letters.find(c) != std::string::npos);
    }
  }
  return all;
}

inline std::string subset(const std::string& letters, unsigned bits) {
  std::string chosen;
  for (unsigned i = 0; i < letters.size(); ++i) {
    if ((bits >> i & 1U) != 0) chosen += letters[i];
  }
  return chosen;
}

}  // namespace detail

/// The shapes that one list of permissions can have.
inline const std::vector<std::string> permission_shapes = {"a", "ab", "ab-c", "ax-c", "x-ay"};

/// Calls `ask(PermissionCase)` for every shape and every set of letters, and checks its
/// `PermissionOutcome`.
template <class Ask>
void check_permission_table(const std::vector<std::string>& shapes, const Ask& ask) {
  for (const std::string& shape : shapes) {
    for (unsigned bits = 0; bits < 32; ++bits) {
      const PermissionCase of{.shape = shape,
                              .session = detail::subset("abc", bits),
                              .input = detail::subset("xy", bits >> 3)};
      const bool may_read = detail::allows(shape, of.session, true);
      const bool allowed = detail::allows(shape, of.session + of.input, false);
      CAPTURE(of.shape, of.session, of.input);
      CHECK(ask(of) == PermissionOutcome{.status = allowed ? 200 : 403,
                                         .input_was_read = may_read,
                                         .function_ran = allowed});
    }
  }
}

/// The same with two lists, of which both have to be met.
template <class Ask>
void check_permission_table(const Ask& ask) {
  check_permission_table(permission_shapes, ask);
  check_permission_table({"a_b-x"}, ask);
}

}  // namespace vgen_test
