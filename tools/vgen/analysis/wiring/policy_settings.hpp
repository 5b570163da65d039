#pragma once

#include "tools/vgen/analysis/wiring/read_settings.hpp"

/// The settings that several wiring types have. Each is a row that their tables share, so that it
/// has one name and is read in one way. `T` is the type that the table reads into: a
/// `WrittenPolicy` with more members.
namespace vgen::tool::analysis::policy {

/// Reads the tags into a policy, each once. Refuses a tag without a name.
void read_tags(SettingReader& reader, const frontend::DeclaredValue& value, WrittenPolicy& policy);
/// Reads `{{a, b}, {c}}` as one requirement of a policy; nothing from an empty list.
void read_permissions(SettingReader& reader, const frontend::DeclaredValue& value,
                      WrittenPolicy& policy);
/// Reads a list of middleware into a policy.
void read_middleware(SettingReader& reader, const frontend::DeclaredValue& value,
                     WrittenPolicy& policy);

template <class T>
inline constexpr Setting<T> auth{"auth", member<&WrittenPolicy::auth>};

template <class T>
inline constexpr Setting<T> tags{
    "tags", [](SettingReader& reader, const frontend::DeclaredValue& value, T& into) {
      read_tags(reader, value, into);
    }};

template <class T>
inline constexpr Setting<T> permissions{
    "permissions", [](SettingReader& reader, const frontend::DeclaredValue& value, T& into) {
      read_permissions(reader, value, into);
    }};

template <class T>
inline constexpr Setting<T> middleware{
    "middleware", [](SettingReader& reader, const frontend::DeclaredValue& value, T& into) {
      read_middleware(reader, value, into);
    }};

template <class T>
inline constexpr Setting<T> body_limit{"body_limit", member<&WrittenPolicy::body_limit>};

template <class T>
inline constexpr Setting<T> blocking{"blocking", member<&WrittenDoorBase::blocking>};

}  // namespace vgen::tool::analysis::policy
