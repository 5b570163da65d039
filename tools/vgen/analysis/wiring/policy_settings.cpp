#include "tools/vgen/analysis/wiring/policy_settings.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace vgen::tool::analysis {

void WrittenPolicy::inherit(const WrittenPolicy& group) {
  if (!auth) auth = group.auth;
  if (tags.empty()) tags = group.tags;
  if (body_limit == 0) body_limit = group.body_limit;
  if (timeout == 0) timeout = group.timeout;
  permissions.insert(permissions.begin(), group.permissions.begin(), group.permissions.end());
  middleware.insert(middleware.begin(), group.middleware.begin(), group.middleware.end());
}

namespace policy {
namespace {

using frontend::DeclaredValue;

void read_tag(SettingReader& reader, const DeclaredValue& value, std::vector<std::string>& tags) {
  std::optional<Written<std::string>> tag;
  reader.read(value, tag);
  if (!tag) return;
  if (tag->value.find_first_not_of(' ') == std::string::npos) {
    reader.report(make_diagnostic(Rule::empty_tag, value.range, "a tag needs a name",
                                  "remove .tags to use the first segment of the path"));
  } else if (std::ranges::find(tags, tag->value) == tags.end()) {
    tags.push_back(tag->value);
  }
}

void read_function(SettingReader& reader, const DeclaredValue& value,
                   std::vector<Written<frontend::FunctionValue>>& functions) {
  std::optional<Written<frontend::FunctionValue>> function;
  reader.read(value, function);
  if (function) functions.push_back(*std::move(function));
}

}  // namespace

void read_tags(SettingReader& reader, const DeclaredValue& value, WrittenPolicy& policy) {
  reader.read_list(value, 8,
                   [&](const DeclaredValue& item) { read_tag(reader, item, policy.tags); });
}

void read_permissions(SettingReader& reader, const DeclaredValue& value, WrittenPolicy& policy) {
  WrittenRequirement requirement{.alternatives = {}, .range = value.range};
  reader.read_list(value, 4, [&](const DeclaredValue& alternative) {
    auto& permissions = requirement.alternatives.emplace_back();
    permissions.range = alternative.range;
    reader.read_list(alternative, 4, [&](const DeclaredValue& item) {
      read_function(reader, item, permissions.value);
    });
  });
  if (!requirement.alternatives.empty()) policy.permissions.push_back(std::move(requirement));
}

void read_middleware(SettingReader& reader, const DeclaredValue& value, WrittenPolicy& policy) {
  reader.read_list(
      value, 8, [&](const DeclaredValue& item) { read_function(reader, item, policy.middleware); });
}

}  // namespace policy
}  // namespace vgen::tool::analysis
