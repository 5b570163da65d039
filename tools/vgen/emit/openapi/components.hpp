#pragma once

#include "tools/vgen/emit/problem_form.hpp"
#include "tools/vgen/emit/schema/components.hpp"

#include <map>
#include <optional>
#include <string>

namespace vgen::tool::emit {

/// The components of an OpenAPI document. Each is made at the first reference, so all are used.
class OpenApiComponents : public SchemaComponents {
 public:
  /// `api` must outlive the components. `form`: that of all errors, if it is not RFC 9457.
  OpenApiComponents(const model::ApiModel& api, const std::optional<ProblemForm>& form);

  /// Whether all errors have one form, so that no member tells them apart.
  [[nodiscard]] bool has_one_problem() const { return has_one_problem_; }

  /// When the runtime answers with this problem. If all errors have one form, it names no member.
  [[nodiscard]] std::string description(const BuiltinProblem& problem) const;

  /// The `content` of a response with a problem.
  [[nodiscard]] Json problem_content(Json schema) const;

  /// A reference to the shared response of a problem of the runtime.
  Json response_reference(const BuiltinProblem& problem);

  /// A reference to the shared response of this name, for any problem.
  Json response_reference(const std::string& name, const std::string& description);

  /// The whole `components` object, sorted by name; empty if there was no reference.
  Json print();

 private:
  bool has_one_problem_;
  std::string problem_media_type_;
  std::map<std::string, Json> responses_;
};

}  // namespace vgen::tool::emit
