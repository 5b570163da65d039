#pragma once

#include "tools/vgen/frontend/declared_api.hpp"
#include "tools/vgen/model/route.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vgen::tool::analysis {

/// A setting and where it stands.
template <class T>
struct Written {
  T value{};
  SourceRange range;

  bool operator==(const Written&) const = default;
};

/// `&CreateTodo::key`, or `{"Idempotency-Key", &CreateTodo::key}`.
struct WrittenBinding {
  model::Place place = model::Place::query;
  std::optional<Written<std::string>> name;  ///< Of the header or cookie.
  Written<frontend::MemberPointerValue> member;

  bool operator==(const WrittenBinding&) const = default;
};

/// An HttpRoute as written, with what it inherits from its group.
struct WrittenRoute {
  SourceRange range;  ///< Of the whole initialiser.
  model::HttpMethod method = model::HttpMethod::get;
  std::vector<Written<frontend::StringValue>>
      path;  ///< The group's prefix, if any, and the path; empty if it is missing.
  std::optional<Written<frontend::FunctionValue>> func;
  std::optional<Written<std::string>> name;
  std::optional<Written<bool>> auth;
  std::optional<Written<std::int64_t>> status;
  std::vector<WrittenBinding> bindings;
  std::vector<std::string> tags;
  std::uint64_t body_limit = 0;
  unsigned timeout = 0;
  bool is_readable = true;  ///< False after a fault: what is missing may stand there all the same.

  bool operator==(const WrittenRoute&) const = default;
};

}  // namespace vgen::tool::analysis
