/// The documentation page of an API: what is answered at `/docs` and below.
#pragma once

#include <vgen/dispatch/api_definition.hpp>
#include <vgen/dispatch/hosted_call.hpp>

#include <string>
#include <string_view>

namespace vgen {

/// Serves from memory, and lets the page load nothing from elsewhere. Any number of threads may use
/// it at once.
class DocsPage {
 public:
  /// The definition must have static storage. Nothing is served if it has no `docs_path` or no
  /// OpenAPI document.
  explicit DocsPage(const ApiDefinition& definition);

  /// Whether the path is that of the page or of one of its files.
  [[nodiscard]] bool has(std::string_view path) const noexcept;
  /// Answers a GET for such a path.
  void answer(HostedCall& call) const;

 private:
  bool served_;
  std::string_view base_;  ///< The path of the page without the slash at its end.
  std::string page_;
  std::string page_tag_;
};

}  // namespace vgen
