#pragma once

#include "tools/vgen/analysis/analyse.hpp"

#include <optional>
#include <string>
#include <vector>

/// Declarations made by hand, so that these tests need no parser.
namespace vgen::tool::test {

/// Line `line` of `api.hpp`, or no place.
SourceRange at(unsigned line, unsigned column = 1, unsigned length = 1);

frontend::DeclaredType builtin(const std::string& name);
frontend::DeclaredType text();
/// `std::vector<int>`
frontend::DeclaredType library(const std::string& name,
                               std::vector<frontend::DeclaredType> arguments);
/// A struct of the author.
frontend::DeclaredType own(const std::string& cpp);
frontend::DeclaredType enumeration(const std::string& name);
frontend::DeclaredType alias(const std::string& name, const frontend::DeclaredType& target);

/// The lines of a comment, from line 1, column 1.
frontend::DeclaredComment comment(const std::vector<std::string>& lines);

frontend::DeclaredField field(const std::string& name, const frontend::DeclaredType& type,
                              const std::string& comment = {});
frontend::DeclaredField field_with_default(const std::string& name,
                                           const frontend::DeclaredType& type,
                                           const frontend::DeclaredValue& value);

/// A member of a braced list; `name` is empty for a positional one.
frontend::DeclaredMember member(const std::string& name, const frontend::DeclaredValue& value);
frontend::DeclaredValue braced(std::vector<frontend::DeclaredMember> members);
frontend::DeclaredValue string_value(const std::string& text, const SourceRange& range = {});
frontend::DeclaredValue integer(std::int64_t value);
frontend::DeclaredValue enumerator(const std::string& name);
frontend::DeclaredValue member_pointer(const std::string& record, const std::string& name);

/// `{.method = …, .path = …, .func = …}` and more settings.
frontend::DeclaredValue route(const std::string& method, const std::string& path,
                              const std::string& function,
                              std::vector<frontend::DeclaredMember> settings = {});

/// An API that a test declares step by step.
struct ApiBuilder {
  frontend::DeclaredApi api;

  ApiBuilder& add_struct(const std::string& cpp, std::vector<frontend::DeclaredField> fields);
  ApiBuilder& add_error(const std::string& cpp, int status,
                        std::vector<frontend::DeclaredField> fields);
  ApiBuilder& add_enum(const std::string& name, const std::vector<std::string>& enumerators);
  ApiBuilder& add_alias(const std::string& name, const frontend::DeclaredType& target,
                        const std::string& comment);
  /// A sessionless function of `shop::Services`.
  ApiBuilder& add_function(const std::string& cpp, const frontend::DeclaredType& input,
                           const frontend::DeclaredType& output);
  ApiBuilder& add_routes(std::vector<frontend::DeclaredValue> routes);
};

/// The result of the analysis of an API, and its messages.
struct Analysed {
  std::optional<model::ApiModel> api;
  std::vector<std::string> messages;  ///< `VG3004 path parameter …`
};
Analysed analyse(const frontend::DeclaredApi& declared);

}  // namespace vgen::tool::test
