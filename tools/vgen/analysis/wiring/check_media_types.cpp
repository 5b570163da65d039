#include "tools/vgen/analysis/wiring/check_media_types.hpp"

#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/support/unicode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

namespace vgen::tool::analysis {
namespace {

/// A type or subtype (RFC 6838, section 4.2): the restricted names, which all tokens of RFC 9110
/// that occur are.
bool is_name(std::string_view text) {
  static constexpr std::string_view others = "!#$&-^_.+";
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           others.find(c) != std::string_view::npos;
  });
}

/// "text/csv", "text/plain; charset=utf-8", "image/*" or "*/*".
bool is_media_type(std::string_view text) {
  const std::size_t end = text.find(';');
  const std::string_view range = text.substr(0, end);
  const std::size_t slash = range.find('/');
  if (slash == std::string_view::npos) return false;
  const std::string_view type = range.substr(0, slash);
  const std::string_view subtype = range.substr(slash + 1);
  const bool has_parameters = end != std::string_view::npos;
  if (subtype == "*") return (type == "*" || is_name(type)) && !has_parameters;
  if (!is_name(type) || !is_name(subtype)) return false;
  // A list of media types is split at its commas.
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7F && c != ','; });
}

class MediaChecker {
 public:
  MediaChecker(Workspace& workspace, const WrittenHttpRoute& route, model::HttpRoute& checked)
      : workspace_(workspace),
        route_(route),
        checked_(checked),
        function_(workspace.api.functions[checked.function]) {}

  void check_body() {
    if (route_.body_types.empty() || !takes_body()) return;
    take(route_.body_types, checked_.body_types);
  }

  void check_answer() {
    if (route_.answer_types.empty() || !gives_answer()) return;
    take(route_.answer_types, checked_.answer_types);
  }

 private:
  using Types = std::vector<Written<std::string>>;

  void report(const SourceRange& place, std::string message, std::string help) {
    workspace_.report(
        make_diagnostic(Rule::media_type, place, std::move(message), std::move(help)));
  }

  void take(const Types& written, std::vector<std::string>& types) {
    for (const Written<std::string>& type : written) {
      if (!is_media_type(type.value)) {
        report(type.range, fmt::format("'{}' is not a media type", type.value),
               R"(write "type/subtype", such as "text/csv", or a range: "image/*")");
      } else if (std::ranges::find(types, type.value) != types.end()) {
        report(type.range, fmt::format("'{}' is in this list already", type.value), "remove it");
      } else {
        types.push_back(type.value);
      }
    }
  }

  /// The reason why a value is not a text or bytes; empty if it is.
  [[nodiscard]] std::string fault_in(model::TypeIndex type) const {
    const model::ApiModel& api = workspace_.api;
    if (accepts_null(api, type)) return "can be null";
    const auto& kind = plain_type(api, type)->kind;
    if (std::holds_alternative<model::String>(kind)) return {};
    const auto* const bytes = std::get_if<model::Bytes>(&kind);
    if (bytes != nullptr && !bytes->fixed_size) return {};
    return bytes != nullptr ? "has a fixed size"
                            : fmt::format("is {}", kind_phrase(value_kind(api, type)));
  }

  bool takes_body() {
    const SourceRange& place = route_.body_types.front().range;
    const model::Struct* const input = input_struct(workspace_.api, function_);
    if (checked_.body == model::BodyUse::none) {
      report(place, fmt::format("'{}' reads nothing from a body", function_.cpp),
             "give it an input and a method with a body, or remove .body_types");
      return false;
    }
    if (checked_.multipart || (route_.form && route_.form->value)) {
      report(place, "the body is a form", "remove .body_types, or let the body have no form");
      return false;
    }
    if (input != nullptr && checked_.body != model::BodyUse::member) {
      report(place, "a body that is a text or bytes has no members",
             fmt::format("name the member that is the body: .body = &{}::…", input->name));
      return false;
    }
    const auto binding =
        std::ranges::find(checked_.bindings, model::Place::body, &model::Binding::place);
    const model::Field* const member = input != nullptr ? &input->fields[binding->field] : nullptr;
    const model::TypeIndex type = member != nullptr ? member->type : *function_.input;
    if (type == unresolved) return false;
    const std::string name = member != nullptr ? member->name : "input";
    if (const std::string fault = fault_in(type); !fault.empty()) {
      report(place, fmt::format("the body is a text or bytes, but '{}' {}", name, fault),
             "make it a std::string or a std::vector<std::byte>, or remove .body_types");
      return false;
    }
    if (value_kind(workspace_.api, type) != model::ValueKind::string && has_limits(type, member)) {
      report(place,
             fmt::format("the limits of '{}' are for its base64 text, and the body is the bytes",
                         name),
             "remove them: .body_limit says how many bytes a body may have");
      return false;
    }
    return true;
  }

  [[nodiscard]] bool has_limits(model::TypeIndex type, const model::Field* member) const {
    if (member != nullptr && member->constraints != model::Constraints()) return true;
    const model::ApiModel& api = workspace_.api;
    const auto* alias = std::get_if<model::AliasReference>(&unwrapped_type(api, type).kind);
    while (alias != nullptr) {
      const model::Alias& named = api.aliases[alias->index];
      if (named.constraints != model::Constraints()) return true;
      alias = std::get_if<model::AliasReference>(&unwrapped_type(api, named.type).kind);
    }
    return false;
  }

  bool gives_answer() {
    const SourceRange& place = route_.answer_types.front().range;
    if (function_.kind == model::FunctionKind::subscription) {
      report(place, fmt::format("the stream of '{}' has media types of its own", function_.cpp),
             "remove .answer_types");
      return false;
    }
    if (!function_.output || *function_.output == unresolved) return true;
    const std::string fault = fault_in(*function_.output);
    if (fault.empty()) return true;
    report(place,
           fmt::format("the answer is a text or bytes, but the result of '{}' {}", function_.cpp,
                       fault),
           "return a std::string, a std::vector<std::byte>, or void and call call.set_body()");
    return false;
  }

  Workspace& workspace_;
  const WrittenHttpRoute& route_;
  model::HttpRoute& checked_;
  const model::Function& function_;
};

}  // namespace

void check_media_types(Workspace& workspace, const WrittenHttpRoute& route,
                       model::HttpRoute& checked) {
  MediaChecker checker(workspace, route, checked);
  checker.check_body();
  checker.check_answer();
}

}  // namespace vgen::tool::analysis
