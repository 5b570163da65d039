#pragma once

#include "tools/vgen/model/api_model.hpp"

#include <optional>

namespace vgen::tool::emit {

/// The API with names for documents, which allow only ASCII letters in the keys of components, in
/// URNs, operation ids and file names: `Größe` is `Groesse`, and has its own name as its title.
/// Nothing if the names need no change. Members of objects keep their names.
std::optional<model::ApiModel> with_ascii_names(const model::ApiModel& api);

}  // namespace vgen::tool::emit
