#pragma once

#include "tools/vgen/emit/output/template_engine.hpp"
#include "tools/vgen/emit/typescript/names.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::tool::emit {

/// A file of functions: the operations of a tag.
struct TypeScriptModule {
  std::string name;                ///< `todos`
  std::vector<std::size_t> doors;  ///< Of the model, in source order.

  bool operator==(const TypeScriptModule&) const = default;
};

/// The files of functions, in the order in which their tags first appear.
std::vector<TypeScriptModule> typescript_modules(const model::ApiModel& api);

/// Whether a parameter of a path is a part of a segment, or takes the rest of the path. Then the
/// client needs `fillPath` of the runtime.
bool typescript_fills_path(std::string_view path);

/// Whether `{}` is a value of the type. For TypeScript `{}` has the members of every object.
bool typescript_may_be_empty(const model::Struct& input);

/// The address of a request, and where its parts come from.
struct TypeScriptAddress {
  std::string_view path;
  std::span<const std::string> path_parameters;
  std::span<const model::Binding> bindings;
};

/// Adds what the runtime needs to make the address: `path: "/todos/{id}"`, `query: ["tag"]`.
/// Members are those of the input; null if there is none.
void append_address(std::vector<std::string>& literal, const TypeScriptNames& names,
                    const TypeScriptAddress& address, const model::Struct* input);

/// `GET /todos/{id}`
std::string typescript_request(const model::HttpRoute& operation);

/// The view of `module.ts.mustache`, without the banner.
View typescript_module_view(const model::ApiModel& api, const TypeScriptNames& names,
                            const TypeScriptModule& module);

}  // namespace vgen::tool::emit
