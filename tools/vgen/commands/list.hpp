#pragma once

#include "tools/vgen/commands/exit_code.hpp"
#include "tools/vgen/commands/load_api.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <string>

namespace vgen::tool::commands {

/// `vgen list`, with its defaults.
struct ListOptions {
  SourceOptions source;
  bool limits = false;  ///< Also show how large bodies may be.
  bool json = false;
};

/// The operations of an API as a table, one per line.
std::string operations_table(const model::ApiModel& api, bool limits);

/// The same as a JSON array of objects, with every column that the table can show.
std::string operations_json(const model::ApiModel& api);

/// Prints the operations that headers declare.
ExitCode list(const ListOptions& options);

}  // namespace vgen::tool::commands
