#pragma once

#include "tools/vgen/support/source_location.hpp"

#include <string>

namespace vgen::tool::model {

enum class SchemeKind { bearer_jwt, bearer, authorization, api_key, cookie };

/// A way by which callers prove their identity.
struct SecurityScheme {
  SchemeKind kind = SchemeKind::bearer_jwt;
  std::string name;  ///< Of the header, cookie or scheme of `Authorization`; else empty.
  SourceRange location;

  bool operator==(const SecurityScheme&) const = default;
};

/// Whether sessions are read from what a scheme carries.
inline bool carries_session(const SecurityScheme& scheme) {
  return scheme.kind == SchemeKind::bearer_jwt || scheme.kind == SchemeKind::cookie;
}

/// Whether only a function of the program knows what a scheme carries.
inline bool needs_resolver(const SecurityScheme& scheme) {
  return !carries_session(scheme);
}

}  // namespace vgen::tool::model
