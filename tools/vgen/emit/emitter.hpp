#pragma once

#include "tools/vgen/emit/output/generated_file.hpp"
#include "tools/vgen/emit/problem_form.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::tool::emit {

/// The settings of the command line and the configuration for the outputs.
struct EmitOptions {
  std::string name = "api";  ///< `--name` of the C++ files and of the function that makes the API.
  std::size_t shards = 1;    ///< `--shards`: the number of C++ sources for codecs and operations.
  std::string
      npm_name;  ///< `--npm-name`: the TypeScript client becomes an npm package of this name.
  std::string npm_repository = {};  ///< Where the source of the package is. Empty: left out.
  std::optional<ProblemForm> problem_form = {};  ///< If none, problems are those of RFC 9457.
};

/// One output of vgen: a pure function of the model. No disk, no clock, no state.
struct Emitter {
  std::string_view id;           ///< As in `--emit`.
  std::string_view description;  ///< For `--help`.
  std::vector<GeneratedFile> (*emit)(const model::ApiModel& api, const EmitOptions& options);
};

/// Every emitter, in the order of `--help`. A new output is one row here, one file, one template
/// folder, one golden case.
std::span<const Emitter> emitters();

}  // namespace vgen::tool::emit
