#pragma once

#include "tools/vgen/analysis/wiring/written_door.hpp"
#include "tools/vgen/analysis/workspace.hpp"

#include <span>
#include <string_view>
#include <type_traits>

/// Reads the braced initialisers of wiring types with tables: one row per member of the type.
namespace vgen::tool::analysis {

/// The value inside the constructors of vgen's wiring types: `Path("/todos")` is "/todos".
const frontend::DeclaredValue& unwrapped(const frontend::DeclaredValue& value);

/// A value as a `StringValue`, a `BracedValue` and so on; null if it has another type.
template <class T>
const T* value_as(const frontend::DeclaredValue& value) {
  return std::get_if<T>(&unwrapped(value).value);
}

/// Reads single values, and reports those that cannot be read. There is one object for each
/// initialiser.
class SettingReader {
 public:
  explicit SettingReader(Workspace& workspace) : workspace_(workspace) {}

  /// Begins a setting; `name` is for messages.
  void begin(std::string_view name) { setting_ = name; }
  /// Reports that the value cannot be read. `expected` is the text that the author should write.
  void refuse(const frontend::DeclaredValue& value, std::string_view expected);
  void report(Diagnostic diagnostic) { workspace_.report(std::move(diagnostic)); }
  Workspace& workspace() { return workspace_; }
  /// Whether nothing was refused.
  [[nodiscard]] bool is_readable() const { return is_readable_; }

  // Functions for each type of setting. After a fault the target does not change.
  void read(const frontend::DeclaredValue& value, std::optional<Written<bool>>& target);
  void read(const frontend::DeclaredValue& value, std::optional<Written<std::string>>& target);
  void read(const frontend::DeclaredValue& value,
            std::optional<Written<frontend::StringValue>>& target);
  void read(const frontend::DeclaredValue& value,
            std::optional<Written<frontend::FunctionValue>>& target);
  void read(const frontend::DeclaredValue& value, std::uint64_t& target);
  void read(const frontend::DeclaredValue& value, unsigned& target);

  /// Calls `read_item` with each value of a braced list of at most `capacity` items.
  template <class Read>
  void read_list(const frontend::DeclaredValue& value, std::size_t capacity,
                 const Read& read_item) {
    const auto* braced = value_as<frontend::BracedValue>(value);
    if (!braced) return refuse(value, "a list in braces");
    check_count(*braced, capacity);
    for (const frontend::DeclaredMember& member : braced->members) read_item(member.value);
  }

  /// Reports the first item of a list behind its `capacity`.
  void check_count(const frontend::BracedValue& list, std::size_t capacity);

 private:
  std::optional<std::uint64_t> count(const frontend::DeclaredValue& value, std::uint64_t largest);

  Workspace& workspace_;
  std::string_view setting_;
  bool is_readable_ = true;
};

/// A member of a wiring type, and how it is read into a `T`. A table of these has the order of the
/// type's members in `vgen/api.hpp`, because of positional initialisers; a test checks this.
template <class T>
struct Setting {
  std::string_view name;
  void (*read)(SettingReader& reader, const frontend::DeclaredValue& value, T& into);
};

/// The usual way to read a setting: its value becomes that of a member.
template <auto Member, class T>
void member(SettingReader& reader, const frontend::DeclaredValue& value, T& into) {
  reader.read(value, into.*Member);
}

/// Reads one initialiser. Reports faults at their settings and continues. Returns false if there
/// was one.
template <class T>
bool read_settings(Workspace& workspace, const frontend::DeclaredValue& element,
                   std::type_identity_t<std::span<const Setting<T>>> settings, T& into) {
  SettingReader reader(workspace);
  const auto* braced = value_as<frontend::BracedValue>(element);
  if (!braced) {
    reader.begin("route");
    reader.refuse(element, "a literal in braces");
    return false;
  }
  for (std::size_t i = 0; i < braced->members.size(); ++i) {
    const frontend::DeclaredMember& given = braced->members[i];
    for (std::size_t row = 0; row < settings.size(); ++row) {
      if (given.name.empty() ? row != i : settings[row].name != given.name) continue;
      reader.begin(settings[row].name);
      settings[row].read(reader, given.value, into);
    }
  }
  return reader.is_readable();
}

}  // namespace vgen::tool::analysis
