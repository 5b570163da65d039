#include "tools/vgen/emit/cpp/security.hpp"

#include "tools/vgen/emit/cpp/text.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <variant>

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

/// The name of the user goes to the access log.
const model::Field* find_user(const model::ApiModel& api) {
  const auto session = model::struct_of(api, *api.stored_session);
  if (!session) return nullptr;
  for (const std::string_view name : {"user", "user_id", "userId", "sub", "subject", "id"}) {
    for (const model::Field& field : api.structs[*session].fields) {
      if ((field.name != name && field.wire_name != name) || field.pii || field.optional ||
          model::accepts_null(api, field.type))
        continue;
      const model::Type* const type = model::plain_type(api, field.type);
      if (type != nullptr && (std::holds_alternative<model::String>(type->kind) ||
                              std::holds_alternative<model::Integer>(type->kind)))
        return &field;
    }
  }
  return nullptr;
}

}  // namespace

// A session that no scheme carries has a codec for the records of the strict mode. The program
// makes it itself, and has not agreed that a member of it goes to the log.
std::string session_codec_value(const model::ApiModel& api) {
  const bool is_carried = std::ranges::any_of(api.security, model::carries_session);
  const model::Field* const user = is_carried ? find_user(api) : nullptr;
  if (user == nullptr) return fmt::format("codegen::session_codec<{}>", api.session);
  return fmt::format("codegen::session_codec_with_user<{0}, &{0}::{1}>", api.session, user->name);
}

std::string security_table(const model::ApiModel& api) {
  if (api.security.empty()) return "";
  std::vector<std::string> rows;
  rows.reserve(api.security.size());
  for (const model::SecurityScheme& scheme : api.security) rows.push_back(row(scheme));
  return cpp_braced("static constexpr vgen::SecurityRow security_rows[] = ", rows, ";");
}

std::vector<std::string> security_members(const model::ApiModel& api, const EmitOptions& options) {
  std::vector<std::string> members;
  if (!api.security.empty()) members.emplace_back(".security = security_rows");
  const std::string codec = session_codec(api, options);
  if (!codec.empty()) members.push_back(".session = &" + codec);
  if (!api.security.empty()) members.emplace_back(".make_schemes = vgen::session::make_schemes");
  return members;
}

std::string session_codec(const model::ApiModel& api, const EmitOptions& options) {
  return api.stored_session ? options.name + "_session_codec" : "";
}

}  // namespace vgen::tool::emit
