#pragma once

#include "tools/vgen/emit/output/template_engine.hpp"
#include "tools/vgen/emit/typescript/names.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <string>
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

/// Whether a parameter of the path is a part of a segment, or takes the rest of the path. Then the
/// client needs `fillPath` of the runtime.
bool typescript_fills_path(const model::HttpRoute& operation);

/// `GET /todos/{id}`
std::string typescript_request(const model::HttpRoute& operation);

/// The view of `module.ts.mustache`, without the banner.
View typescript_module_view(const model::ApiModel& api, const TypeScriptNames& names,
                            const TypeScriptModule& module);

}  // namespace vgen::tool::emit
