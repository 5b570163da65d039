#include "tools/vgen/model/type_parts.hpp"

namespace vgen::tool::model {
namespace {

struct PartsOf {
  const ApiModel& api;

  std::vector<TypeIndex> operator()(const Duration& type) const { return {type.count}; }
  std::vector<TypeIndex> operator()(const Optional& type) const { return {type.value}; }
  std::vector<TypeIndex> operator()(const Nullable& type) const { return {type.value}; }
  std::vector<TypeIndex> operator()(const Patch& type) const { return {type.value}; }
  std::vector<TypeIndex> operator()(const Box& type) const { return {type.value}; }
  std::vector<TypeIndex> operator()(const List& type) const { return {type.item}; }
  std::vector<TypeIndex> operator()(const Map& type) const { return {type.key, type.value}; }
  std::vector<TypeIndex> operator()(const Tuple& type) const { return type.items; }
  std::vector<TypeIndex> operator()(const AliasReference& type) const {
    return {api.aliases[type.index].type};
  }
  std::vector<TypeIndex> operator()(const VariantReference& type) const {
    std::vector<TypeIndex> types;
    for (const Alternative& alternative : api.variants[type.index].alternatives)
      types.push_back(alternative.type);
    return types;
  }
  template <class Leaf>
  std::vector<TypeIndex> operator()(const Leaf&) const {
    return {};
  }
};

}  // namespace

std::vector<TypeIndex> parts(const ApiModel& api, const Type& type) {
  return std::visit(PartsOf{api}, type.kind);
}

bool is_view(const Type& type) {
  const auto* string = std::get_if<String>(&type.kind);
  const auto* bytes = std::get_if<Bytes>(&type.kind);
  return (string && string->is_view) || (bytes && bytes->is_view) ||
         type.cpp.starts_with("std::span<");
}

}  // namespace vgen::tool::model
