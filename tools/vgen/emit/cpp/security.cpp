#include "tools/vgen/emit/cpp/security.hpp"

#include "tools/vgen/emit/cpp/text.hpp"

#include <fmt/format.h>

#include <string_view>

namespace vgen::tool::emit {
namespace {

std::string_view word(model::SchemeKind kind) {
  switch (kind) {
    case model::SchemeKind::bearer_jwt: return "bearer_jwt";
    case model::SchemeKind::bearer: return "bearer";
    case model::SchemeKind::authorization: return "authorization";
    case model::SchemeKind::api_key: return "api_key";
    case model::SchemeKind::cookie: return "cookie";
  }
  return "";
}

std::string row(const model::SecurityScheme& scheme) {
  const std::string name =
      scheme.name.empty() ? "" : fmt::format(", .name = {}", cpp_string(scheme.name));
  return fmt::format("{{.kind = vgen::SecurityRow::Kind::{}{}}}", word(scheme.kind), name);
}

}  // namespace

std::string security_table(const model::ApiModel& api) {
  if (api.security.empty()) return "";
  std::vector<std::string> rows;
  rows.reserve(api.security.size());
  for (const model::SecurityScheme& scheme : api.security) rows.push_back(row(scheme));
  return cpp_braced("static constexpr vgen::SecurityRow security_rows[] = ", rows, ";");
}

std::vector<std::string> security_members(const model::ApiModel& api, const EmitOptions& options) {
  if (api.security.empty()) return {};
  std::vector<std::string> members = {".security = security_rows"};
  const std::string codec = session_codec(api, options);
  if (!codec.empty()) members.push_back(".session = &" + codec);
  members.emplace_back(".make_schemes = vgen::session::make_schemes");
  return members;
}

std::string session_codec(const model::ApiModel& api, const EmitOptions& options) {
  return api.stored_session ? options.name + "_session_codec" : "";
}

}  // namespace vgen::tool::emit
