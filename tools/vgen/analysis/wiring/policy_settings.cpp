#include "tools/vgen/analysis/wiring/policy_settings.hpp"

#include <algorithm>

namespace vgen::tool::analysis {

void WrittenPolicy::inherit(const WrittenPolicy& group) {
  if (!auth) auth = group.auth;
  if (tags.empty()) tags = group.tags;
  if (body_limit == 0) body_limit = group.body_limit;
  if (timeout == 0) timeout = group.timeout;
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

}  // namespace

void read_tags(SettingReader& reader, const DeclaredValue& value, WrittenPolicy& policy) {
  reader.read_list(value, 8,
                   [&](const DeclaredValue& item) { read_tag(reader, item, policy.tags); });
}

void refuse_list(SettingReader& reader, const DeclaredValue& value, Rule rule) {
  const auto* braced = value_as<frontend::BracedValue>(value);
  if (braced && braced->members.empty()) return;
  reader.refuse_as_not_served(rule, value, "remove it and check inside the function");
}

void refuse_blocking(SettingReader& reader, const DeclaredValue& value) {
  std::optional<Written<bool>> flag;
  reader.read(value, flag);
  if (!flag || !flag->value) return;
  reader.refuse_as_not_served(Rule::blocking_not_served, value,
                              "remove it; the function runs on the connection's thread");
}

}  // namespace policy
}  // namespace vgen::tool::analysis
