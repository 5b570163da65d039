#include <vgen/client/answer.hpp>

#include <vgen/http/headers.hpp>

#include <algorithm>

namespace vgen::client {

std::optional<std::string_view> find_field(const std::vector<HeaderField>& fields,
                                           std::string_view name) noexcept {
  for (const HeaderField& field : fields) {
    if (same_header_name(field.name, name)) return field.value;
  }
  return std::nullopt;
}

void set_field(std::vector<HeaderField>& fields, std::string_view name, std::string_view value) {
  HeaderField field{.name = std::string(name), .value = std::string(value)};
  std::erase_if(fields,
                [&](const HeaderField& other) { return same_header_name(other.name, field.name); });
  fields.push_back(std::move(field));
}

std::string_view name_of(TransportKind kind) noexcept {
  switch (kind) {
    case TransportKind::network: return "network";
    case TransportKind::timeout: return "timeout";
    case TransportKind::aborted: return "aborted";
    case TransportKind::decode: return "decode";
    case TransportKind::auth: return "auth";
    case TransportKind::input: return "input";
    case TransportKind::hook: return "hook";
  }
  return {};
}

}  // namespace vgen::client
