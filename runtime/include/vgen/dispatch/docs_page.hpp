/// The documentation page of an API: the answers at `/docs` and below.
#pragma once

#include <vgen/dispatch/api_definition.hpp>
#include <vgen/dispatch/hosted_call.hpp>

#include <string>
#include <string_view>

namespace vgen {

/// Serves the page from memory. The page loads nothing from other servers. Several threads may use
/// it at once.
class DocsPage {
 public:
  /// The definition must have static storage. If it has no `docs_path` or no OpenAPI document,
  /// nothing is served.
  explicit DocsPage(const ApiDefinition& definition);

  /// Whether the path is the path of the page or of one of its files.
  [[nodiscard]] bool has(std::string_view path) const noexcept;
  /// Answers a GET for such a path.
  void answer(HostedCall& call) const;

 private:
  bool served_;
  std::string_view base_;  ///< The path of the page without the final slash.
  std::string page_;
  std::string page_tag_;
};

}  // namespace vgen
