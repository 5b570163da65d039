#include "tools/vgen/emit/typescript/names.hpp"

#include "tools/vgen/emit/openapi/operation.hpp"
#include "tools/vgen/emit/schema/problem_schema.hpp"
#include "tools/vgen/support/identifier.hpp"
#include "tools/vgen/support/unicode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace vgen::tool::emit {
namespace {

/// Words that cannot name a function of a module (ECMA-262, 12.7.2, and strict mode).
constexpr std::string_view reserved_words[] = {
    "arguments", "await",      "break",   "case",    "catch",      "class",     "const",
    "continue",  "debugger",   "default", "delete",  "do",         "else",      "enum",
    "eval",      "export",     "extends", "false",   "finally",    "for",       "function",
    "if",        "implements", "import",  "in",      "instanceof", "interface", "let",
    "new",       "null",       "package", "private", "protected",  "public",    "return",
    "static",    "super",      "switch",  "this",    "throw",      "true",      "try",
    "typeof",    "undefined",  "var",     "void",    "while",      "with",      "yield"};

/// More words that cannot name a type.
constexpr std::string_view type_words[] = {"any",       "bigint", "boolean",  "never",  "null",
                                           "number",    "object", "string",   "symbol", "unknown",
                                           "undefined", "void",   "intrinsic"};

bool is_reserved(const std::string& name) {
  return typescript_is_reserved(name) ||
         std::ranges::find(type_words, name) != std::end(type_words);
}

std::string safe(std::string name) {
  return is_reserved(name) ? name + "_" : name;
}

}  // namespace

bool typescript_is_reserved(std::string_view name) {
  return std::ranges::find(reserved_words, name) != std::end(reserved_words);
}

TypeScriptNames::TypeScriptNames(const model::ApiModel& api) : api_(api) {
  take_types(api);
  take_problems(api);
  take_failures(api);
  take_functions(api);
  take_channels(api);
  take_api_names(api);
}

/// A name that is not used yet.
std::string TypeScriptNames::take(std::string name) {
  while (is_reserved(name) || taken_.contains(name)) name += '_';
  taken_.insert(name);
  return name;
}

void TypeScriptNames::take_types(const model::ApiModel& api) {
  for (const std::string& name : schema_names(api)) taken_.insert(safe(name));
  for (const model::Function& function : api.functions) {
    taken_.insert(function.input_name);
    taken_.insert(function.output_name);
  }
}

void TypeScriptNames::take_problems(const model::ApiModel& api) {
  for (const model::Function& function : api.functions) {
    for (const model::DeclaredError& error : function.errors) {
      if (!problems_.contains(error.type))
        problems_.emplace(error.type, take(problem_name(api, error)));
    }
  }
}

void TypeScriptNames::take_failures(const model::ApiModel& api) {
  for (model::FunctionIndex i = 0; i < api.functions.size(); ++i) {
    const model::Function& function = api.functions[i];
    if (!function.errors.empty()) failures_.emplace(i, take(function.type_name + "Error"));
  }
}

void TypeScriptNames::take_functions(const model::ApiModel& api) {
  for (const model::Door& door : api.doors) functions_.push_back(take(model::base(door).wire_name));
}

void TypeScriptNames::take_channels(const model::ApiModel& api) {
  for (const model::Channel& channel : api.channels) {
    channels_.push_back(take(pascal_case(channel.name) + "Channel"));
    openers_.push_back(take("open" + pascal_case(channel.name)));
    sent_.push_back(take(pascal_case(channel.name) + "Sent"));
    topic_data_.push_back(take(pascal_case(channel.name) + "Data"));
  }
  if (api.rpc.empty()) return;
  rpc_ = take("Rpc");
  rpc_opener_ = take("openRpc");
}

/// The namespace gives them their names. A name that an operation or the runtime has is not used.
void TypeScriptNames::take_api_names(const model::ApiModel& api) {
  const auto is_free = [this](const std::string& name) {
    const auto& exports = runtime_exports();
    return !taken_.contains(name) &&
           std::ranges::find(exports, name, &RuntimeExport::name) == exports.end();
  };
  std::string prefix = pascal_case(api.urn);
  if (prefix.empty()) prefix = "Api";
  while (!is_free(prefix + "Error") || !is_free(fmt::format("is{}Error", prefix)))
    prefix.insert(0, "Any");
  api_error_ = take(prefix + "Error");
  api_guard_ = take(fmt::format("is{}Error", prefix));
}

std::string TypeScriptNames::type(const NamedType& named) const {
  return safe(schema_name(api_, named));
}

std::string TypeScriptNames::runtime(const std::string& name) const {
  if (!taken_.contains(name)) return name;
  const bool is_value = name.front() >= 'a' && name.front() <= 'z';
  std::string other = (is_value ? "vgen" : "Vgen") + pascal_case(name);
  while (taken_.contains(other)) other += '_';
  return other;
}

std::string TypeScriptNames::runtime_specifier(const std::string& name) const {
  const std::string local = runtime(name);
  return local == name ? name : name + " as " + local;
}

const std::vector<RuntimeExport>& TypeScriptNames::runtime_exports() {
  static const std::vector<RuntimeExport> exports = {
      {"ApiError", false},  {"Call"},
      {"CallError"},        {"CallOptions"},
      {"Client"},           {"ClientOptions"},
      {"ClientRequest"},    {"createClient", false},
      {"Failure"},          {"Fault"},
      {"FetchInit"},        {"Outcome"},
      {"Patience"},         {"Problem"},
      {"ServerProblem"},    {"Success"},
      {"TransportProblem"}, {"ValidationProblem"},
  };
  return exports;
}

const std::vector<std::string>& TypeScriptNames::channel_exports() {
  static const std::vector<std::string> exports = {
      "Channel",     "LostMessages", "SendOptions", "SocketEnd",    "SocketLike",   "SocketOptions",
      "SocketState", "Subscription", "TopicItem",   "TopicOptions", "TopicPosition"};
  return exports;
}

const std::vector<std::string>& TypeScriptNames::presence_exports() {
  static const std::vector<std::string> exports = {"PresenceChange", "PresenceSubscription",
                                                   "PresentMember"};
  return exports;
}

const std::vector<std::string>& TypeScriptNames::rpc_exports() {
  static const std::vector<std::string> exports = {
      "RpcConnection", "RpcStream",  "RpcStreamOptions", "SendOptions",
      "SocketEnd",     "SocketLike", "SocketOptions",    "SocketState"};
  return exports;
}

const std::vector<std::string>& TypeScriptNames::stream_exports() {
  static const std::vector<std::string> exports = {"Stream", "StreamOptions"};
  return exports;
}

std::string typescript_module(const model::ApiModel& api, const model::HttpRoute& operation) {
  std::string name = ascii_kebab_case(openapi_tags(api, operation).front());
  if (name.empty()) name = "operations";  // a tag without letters
  const bool is_own = name == "index" || name == "types" || name == "errors" || name == "runtime" ||
                      (name == "channels" && !api.channels.empty()) ||
                      (name == "rpc" && !api.rpc.empty());
  return is_own ? name + "-api" : name;
}

}  // namespace vgen::tool::emit
