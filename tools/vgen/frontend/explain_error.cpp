#include "tools/vgen/frontend/explain_error.hpp"

#include "tools/vgen/frontend/function_forms.hpp"
#include "tools/vgen/support/rules.hpp"
#include "tools/vgen/support/spelling.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace vgen::tool::frontend {
namespace {

constexpr std::string_view conversion = "no viable conversion from '";

/// The type that cannot become the function of a route; nothing if the error is about other types.
std::optional<std::string_view> given_type(std::string_view message) {
  const std::size_t begin = message.find(conversion);
  const std::size_t end = message.rfind("' to 'Function'");
  if (begin == std::string_view::npos || end == std::string_view::npos) return std::nullopt;
  return message.substr(begin + conversion.size(), end - begin - conversion.size());
}

std::string legal_forms() {
  std::vector<std::string> names;
  for (const FormFacts& form : function_forms) {
    if (!form.of_channel) names.emplace_back(form.name);
  }
  return fmt::format(
      "declare it in the header through one of {}, such as "
      "'vgen::APIFunctionSessionless<Input, Output, Services> get_todo;'",
      spoken_list(names));
}

/// `get_todo` of `&todo::get_todo`
std::string written_name(std::string_view text) {
  const std::size_t begin = text.find_first_not_of("& ");
  if (begin == std::string_view::npos) return std::string(text);
  const std::size_t end = text.find_first_of(" ,;}){[\r\n\t", begin);
  return std::string(text.substr(begin, end - begin));
}

}  // namespace

std::optional<Diagnostic> explain_error(std::string_view message, const SourceRange& range,
                                        std::string_view text) {
  const bool lacks_json =
      message.find("undefined template 'nlohmann::") != std::string_view::npos ||
      (message.find("incomplete type") != std::string_view::npos &&
       message.find("nlohmann::") != std::string_view::npos);
  if (lacks_json) {
    return make_diagnostic(Rule::incomplete_type, range,
                           "'nlohmann::json' is declared, but not defined",
                           "include <nlohmann/json.hpp>: a member needs the whole type");
  }
  const std::optional<std::string_view> type = given_type(message);
  if (!type) return std::nullopt;
  const std::string name = written_name(text);
  if (type->find("overloaded function") != std::string_view::npos) {
    return make_diagnostic(
        Rule::overloaded_function, range,
        fmt::format("'{}' is declared with several types, so a route cannot name one of them",
                    name),
        "give each function a name of its own: it is the operation's name");
  }
  if (type->find("(lambda at ") != std::string_view::npos) {
    return make_diagnostic(Rule::not_an_api_function, range,
                           text.starts_with('[')
                               ? "a lambda cannot be the function of a route"
                               : fmt::format("'{}' is a lambda, not a function", name),
                           legal_forms());
  }
  if (type->find("(*)(") != std::string_view::npos && text.starts_with('&')) {
    return make_diagnostic(Rule::not_an_api_function, range,
                           fmt::format("a route names its function, not its address: '&{}'", name),
                           fmt::format("write '{}' without '&'", name));
  }
  return make_diagnostic(
      Rule::not_an_api_function, range,
      fmt::format("'{}' of type '{}' cannot be the function of a route", name, *type),
      legal_forms());
}

}  // namespace vgen::tool::frontend
