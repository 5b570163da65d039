#pragma once

#include "tools/vgen/analysis/wiring/written_door.hpp"
#include "tools/vgen/model/http_route.hpp"

namespace vgen::tool::analysis {

/// `&CreateTodo::key` of `.query` or `.body`, or `{"Idempotency-Key", &CreateTodo::key}`.
struct WrittenBinding {
  model::Place place = model::Place::query;
  std::optional<Written<std::string>> name;  ///< The name of the header or cookie.
  Written<frontend::MemberPointerValue> member;

  bool operator==(const WrittenBinding&) const = default;
};

/// An HttpRoute as written, with the settings that it inherits from its group.
struct WrittenHttpRoute : WrittenDoorBase {
  model::HttpMethod method = model::HttpMethod::get;
  std::optional<Written<frontend::StringValue>> prefix{};  ///< The prefix of the group.
  std::optional<Written<frontend::StringValue>> path{};
  std::optional<Written<std::int64_t>> status{};
  std::optional<Written<bool>> form{};
  std::vector<Written<std::string>> body_types{};
  std::vector<Written<std::string>> answer_types{};
  SourceRange timeout_range{};
  std::vector<WrittenBinding> bindings{};
  std::optional<SourceRange> body_range{};  ///< Of `.body`, which is one of the bindings.

  bool operator==(const WrittenHttpRoute&) const = default;
};

/// An HttpGroup as written. Its routes are read with their inherited settings.
struct WrittenHttpGroup : WrittenPolicy {
  std::optional<Written<frontend::StringValue>> prefix{};
  std::vector<WrittenHttpRoute> routes{};

  bool operator==(const WrittenHttpGroup&) const = default;
};

}  // namespace vgen::tool::analysis
