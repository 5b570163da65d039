#include "tools/vgen/emit/schema/ascii_names.hpp"

#include "tools/vgen/support/unicode.hpp"

#include <string>

namespace vgen::tool::emit {
namespace {

class Renamer {
 public:
  [[nodiscard]] bool has_changed() const { return has_changed_; }

  void change(std::string& name) {
    std::string ascii = ascii_name(name);
    if (ascii == name) return;
    name = std::move(ascii);
    has_changed_ = true;
  }

  /// A type keeps its own name as its title, if it has no other.
  template <class Type>
  void change_type(Type& type) {
    const std::string own = type.name;
    change(type.name);
    if (type.name != own && type.documentation.title.empty()) type.documentation.title = own;
  }

 private:
  bool has_changed_ = false;
};

}  // namespace

std::optional<model::ApiModel> with_ascii_names(const model::ApiModel& api) {
  model::ApiModel result = api;
  Renamer names;
  for (model::Struct& type : result.structs) {
    names.change_type(type);
    names.change(type.input_name);
  }
  for (model::Enum& type : result.enums) names.change_type(type);
  for (model::Alias& type : result.aliases) names.change_type(type);
  for (model::Variant& type : result.variants) {
    names.change_type(type);
    names.change(type.input_name);
    for (model::Alternative& alternative : type.alternatives) {
      names.change(alternative.component);
      names.change(alternative.input_component);
    }
  }
  for (model::Function& function : result.functions) {
    names.change(function.type_name);
    names.change(function.input_name);
    names.change(function.output_name);
  }
  for (model::Door& door : result.doors) names.change(model::base(door).wire_name);
  for (model::Channel& channel : result.channels) names.change(channel.name);
  for (model::Topic& topic : result.topics) names.change(topic.wire_name);
  return names.has_changed() ? std::optional(std::move(result)) : std::nullopt;
}

}  // namespace vgen::tool::emit
