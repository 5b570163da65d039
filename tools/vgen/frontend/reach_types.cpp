#include "tools/vgen/frontend/reach_types.hpp"

#include "tools/vgen/frontend/clang_visit.hpp"
#include "tools/vgen/frontend/declared_name.hpp"
#include "tools/vgen/frontend/read_comment.hpp"
#include "tools/vgen/frontend/read_enum.hpp"
#include "tools/vgen/frontend/read_record.hpp"

#include <vector>

namespace vgen::tool::frontend {
namespace {

DeclaredAlias read_alias(ReadContext& context, CXCursor declaration, const DeclaredType& type) {
  return {.name = type.name,
          .cpp_namespace = nearest_namespace(declaration),
          .target = type.arguments.front(),
          .comment = read_comment(context, declaration),
          .range = context.files.name_range(declaration)};
}

}  // namespace

void reach_types(ReadContext& context, const DeclaredType& type, DeclaredApi& api) {
  std::vector<DeclaredType> waiting = {
      type};  // a list, not recursion, because types may be nested to any depth
  const auto enqueue = [&](const std::vector<DeclaredType>& types) {
    waiting.insert(waiting.end(), types.begin(), types.end());
  };
  while (!waiting.empty()) {
    const DeclaredType next = std::move(waiting.back());
    waiting.pop_back();
    if (next.kind == DeclaredType::Kind::enumeration && !api.enums.contains(next.name)) {
      api.enums.emplace(next.name, read_enum(context, context.enums.at(next.name)));
    }
    if (next.kind == DeclaredType::Kind::alias && !api.aliases.contains(next.name)) {
      api.aliases.emplace(next.name, read_alias(context, context.aliases.at(next.name), next));
    }
    const auto known = next.kind == DeclaredType::Kind::named ? context.records.find(next.cpp)
                                                              : context.records.end();
    if (known == context.records.end()) {
      enqueue(next.arguments);
      continue;
    }
    // `Page<Slug>` may be an instance that is known as `Page<std::string>`. Then its fields do not
    // lead to the alias.
    for (const DeclaredType& argument : next.arguments) {
      if (argument.kind == DeclaredType::Kind::alias) waiting.push_back(argument);
    }
    if (!api.records.contains(next.cpp)) {
      const DeclaredRecord& record =
          api.records.emplace(next.cpp, read_record(context, known->second)).first->second;
      enqueue(record.bases);
      for (const DeclaredField& field : record.fields) waiting.push_back(field.type);
    }
  }
}

}  // namespace vgen::tool::frontend
