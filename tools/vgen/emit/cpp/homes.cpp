#include "tools/vgen/emit/cpp/homes.hpp"

#include "tools/vgen/emit/cpp/server.hpp"
#include "tools/vgen/model/type_parts.hpp"

#include <algorithm>

namespace vgen::tool::emit {
namespace {

bool is_instance(const std::string& cpp) {
  return cpp.find('<') != std::string::npos;
}

class HomeFinder {
 public:
  explicit HomeFinder(const model::ApiModel& api)
      : api_(api), struct_seen_(api.structs.size(), false) {
    homes_.input_of.resize(api.structs.size());
  }

  Homes find() {
    for (const model::Function& function : api_.functions)
      homes_.functions.push_back(header_of(function.location));
    for (const model::Struct& type : api_.structs) homes_.structs.push_back(type_home(type));
    for (const model::Enum& type : api_.enums) homes_.enums.push_back(type_home(type));
    for (model::FunctionIndex i = 0; i < api_.functions.size(); ++i) settle_function(i);
    for (const model::Topic& topic : api_.topics) settle_topic(topic);
    for (const model::Channel& channel : api_.channels) {
      if (channel.state_type) settle_type(*channel.state_type, header_of(channel.location));
    }
    return std::move(homes_);
  }

 private:
  [[nodiscard]] std::string header_of(const SourceRange& location) const {
    const bool is_given = std::ranges::find(api_.headers, location.file) != api_.headers.end();
    return is_given ? location.file : std::string();
  }
  template <class T>
  [[nodiscard]] std::string type_home(const T& type) const {
    return is_instance(type.cpp) ? std::string() : header_of(type.location);
  }

  void settle_function(model::FunctionIndex index) {
    const model::Function& function = api_.functions[index];
    const std::string& header = homes_.functions[index];
    if (const model::Struct* input = inline_input(api_, function)) {
      const auto place = static_cast<model::StructIndex>(input - api_.structs.data());
      homes_.input_of[place] = index;
    }
    if (function.input) settle_type(*function.input, header);
    if (function.output) settle_type(*function.output, header);
    for (const model::DeclaredError& error : function.errors) settle_struct(error.type, header);
  }
  void settle_topic(const model::Topic& topic) {
    const std::string& header = homes_.topics.emplace_back(header_of(topic.location));
    settle_type(topic.type, header);
    if (topic.presence) settle_type(*topic.presence, header);
    for (const model::TopicParameter& parameter : topic.parameters)
      settle_type(parameter.type, header);
  }
  void settle_type(model::TypeIndex type, const std::string& header) {
    const model::Contents contents = contents_of(api_, type);
    for (const model::StructIndex index : contents.structs) settle_struct(index, header);
    for (const model::EnumIndex index : contents.enums) {
      if (homes_.enums[index].empty()) homes_.enums[index] = header;
    }
  }
  void settle_struct(model::StructIndex index, const std::string& header) {
    if (struct_seen_[index]) return;
    struct_seen_[index] = true;
    if (homes_.structs[index].empty()) homes_.structs[index] = header;
    for (const model::Field& field : api_.structs[index].fields) settle_type(field.type, header);
  }

  const model::ApiModel& api_;
  Homes homes_;
  std::vector<bool> struct_seen_;
};

}  // namespace

Homes find_homes(const model::ApiModel& api) {
  return HomeFinder(api).find();
}

}  // namespace vgen::tool::emit
