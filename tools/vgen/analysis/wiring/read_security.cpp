#include "tools/vgen/analysis/wiring/read_security.hpp"

#include <algorithm>
#include <string_view>

namespace vgen::tool::analysis {
namespace {

using frontend::CallValue;
using frontend::DeclaredValue;

/// A function of `vgen/api.hpp` that makes a scheme.
struct SchemeFunction {
  std::string_view name;
  model::SchemeKind kind;
  bool has_name;  ///< It takes a name.
};

constexpr SchemeFunction functions[] = {
    {"vgen::bearer_jwt", model::SchemeKind::bearer_jwt, false},
    {"vgen::bearer", model::SchemeKind::bearer, false},
    {"vgen::authorization", model::SchemeKind::authorization, true},
    {"vgen::api_key", model::SchemeKind::api_key, true},
    {"vgen::cookie", model::SchemeKind::cookie, true},
};

/// The call that makes a scheme, inside the constructors around it; null for another value.
const CallValue* scheme_call(const DeclaredValue& value, const SchemeFunction*& function) {
  const auto* call = std::get_if<CallValue>(&value.value);
  if (call == nullptr) return nullptr;
  const auto* const found = std::ranges::find(functions, call->function, &SchemeFunction::name);
  if (found != std::end(functions)) {
    function = found;
    return call;
  }
  return call->arguments.size() == 1 ? scheme_call(call->arguments.front(), function) : nullptr;
}

void read_scheme(SettingReader& reader, const DeclaredValue& value, WrittenSecurity& into) {
  const SchemeFunction* function = nullptr;
  const CallValue* const call = scheme_call(value, function);
  if (call == nullptr)
    return reader.refuse(
        value, "one of vgen::bearer_jwt(), bearer(), authorization(…), api_key(…), cookie(…)");
  model::SecurityScheme scheme{.kind = function->kind, .name = {}, .location = value.range};
  if (function->has_name) {
    std::optional<Written<std::string>> name;
    if (!call->arguments.empty()) reader.read(call->arguments.front(), name);
    if (!name) return;
    scheme.name = name->value;
  }
  into.schemes.push_back(std::move(scheme));
}

void read_schemes(SettingReader& reader, const DeclaredValue& value, WrittenSecurity& into) {
  reader.read_list(value, 8, [&](const DeclaredValue& item) { read_scheme(reader, item, into); });
}

constexpr Setting<WrittenSecurity> security_rows[] = {{"schemes", read_schemes}};

}  // namespace

std::span<const Setting<WrittenSecurity>> security_settings() {
  return security_rows;
}

void read_security(Workspace& workspace, const DeclaredValue& element) {
  read_settings(workspace, element, security_settings(), workspace.security);
}

}  // namespace vgen::tool::analysis
