#pragma once

#include "tools/vgen/analysis/analyse.hpp"
#include "tools/vgen/emit/problem_form.hpp"
#include "tools/vgen/support/diagnostic.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::tool::commands {

/// `vgen.json`, with its defaults. Its schema is schemas/vgen_config.schema.json.
struct Configuration {
  analysis::AnalysisOptions api;  ///< Facts for documents, the names of members, and leniency.
  std::vector<std::string> emit;  ///< If empty, that of the command line, or its default.
  std::string out;                ///< Relative to the configuration, like the roots.
  std::vector<std::string> roots;
  std::string repository;  ///< Where the source of the API is: for the npm package. Empty: unsaid.
  std::optional<emit::ProblemForm> problem_form;  ///< The key `problem_schema`.

  bool operator==(const Configuration&) const = default;
};

/// Reads the text of a configuration. Every unknown key and wrong value is reported at its place in
/// `file`.
Configuration read_configuration(std::string_view text, const std::string& file,
                                 Diagnostics& diagnostics);

}  // namespace vgen::tool::commands
