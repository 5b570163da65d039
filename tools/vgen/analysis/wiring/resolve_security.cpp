#include "tools/vgen/analysis/passes.hpp"
#include "tools/vgen/analysis/types/resolve_types.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>

namespace vgen::tool::analysis {
namespace {

using frontend::DeclaredType;
using model::SchemeKind;
using model::SecurityScheme;

constexpr std::string_view marks = "!#$%&'*+-.^_`|~";

/// The characters of names of headers and cookies (RFC 9110, section 5.6.2).
bool is_token(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           marks.find(c) != std::string_view::npos;
  });
}

bool has_name(SchemeKind kind) {
  return kind != SchemeKind::bearer_jwt && kind != SchemeKind::bearer;
}

/// Names of headers have no case.
bool are_same(const SecurityScheme& a, const SecurityScheme& b) {
  const auto is_same = [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  };
  const bool are_bearer = !has_name(a.kind) && !has_name(b.kind);  // one header for both
  return are_bearer || (a.kind == b.kind && std::ranges::equal(a.name, b.name, is_same));
}

class SecurityResolver {
 public:
  explicit SecurityResolver(Workspace& workspace) : workspace_(workspace), types_(workspace) {}

  void resolve(const SecurityScheme& scheme);
  /// `must_be_known`: a scheme carries it, so it is a fault if it is not defined.
  void resolve_session(bool must_be_known);

 private:
  void report(Rule rule, const SourceRange& range, std::string message, std::string help) {
    workspace_.report(make_diagnostic(rule, range, std::move(message), std::move(help)));
  }

  Workspace& workspace_;
  TypeResolver types_;
};

void SecurityResolver::resolve(const SecurityScheme& scheme) {
  if (workspace_.api.session.empty()) {
    report(Rule::security_scheme, scheme.location,
           "no function takes a session, so there is nothing that this scheme could find",
           "declare a Session and a function that takes it, or remove the scheme");
  } else if (has_name(scheme.kind) && !is_token(scheme.name)) {
    report(Rule::security_scheme, scheme.location,
           fmt::format("'{}' cannot be the name of a header, a cookie or a scheme", scheme.name),
           "use letters, digits and '-'");
  }
  std::vector<SecurityScheme>& schemes = workspace_.api.security;
  const auto first = std::ranges::find_if(
      schemes, [&](const SecurityScheme& other) { return are_same(other, scheme); });
  if (first != schemes.end()) {
    workspace_.report(
        with_note(make_diagnostic(Rule::security_scheme, scheme.location,
                                  "two schemes read the same credentials", "keep one of the two"),
                  "the first one is here", first->location));
  } else {
    schemes.push_back(scheme);
  }
}

/// The type of the session, and the function that takes it.
std::pair<const frontend::DeclaredFunction*, const DeclaredType*> declared_session(
    const Workspace& workspace) {
  for (const frontend::DeclaredFunction& function : workspace.declared.functions) {
    const frontend::FormFacts& form = frontend::facts(function.form);
    const std::size_t session = form.services + 1;
    const bool has_session = form.session != frontend::SessionArgument::none &&
                             session < function.arguments.size() &&
                             function.arguments[session].cpp == workspace.api.session;
    if (has_session) return {&function, &function.arguments[session]};
  }
  return {};
}

void SecurityResolver::resolve_session(bool must_be_known) {
  const auto [function, type] = declared_session(workspace_);
  if (type == nullptr) return;
  const auto record = workspace_.declared.records.find(behind_aliases(*type).cpp);
  if (record == workspace_.declared.records.end() || !record->second.is_complete) {
    if (!must_be_known) return;
    report(
        Rule::session_type, workspace_.api.security.front().location,
        fmt::format("this scheme carries a {}, which must be defined in a header that vgen reads",
                    workspace_.api.session),
        "define the struct in the header: its members are read from the token");
    return;
  }
  types_.start_at("session", {.function = 0, .is_input = true});
  const model::TypeIndex index =
      types_.resolve(*type, {.range = function->type_range, .position = Position::whole});
  if (index != unresolved) workspace_.api.stored_session = index;
}

}  // namespace

void resolve_security(Workspace& workspace) {
  SecurityResolver resolver(workspace);
  for (const SecurityScheme& scheme : workspace.security.schemes) resolver.resolve(scheme);
  const bool is_carried = std::ranges::any_of(workspace.api.security, model::carries_session);
  const bool is_kept = workspace.channels_keep_session && !workspace.channels.empty();
  if (is_carried || is_kept) resolver.resolve_session(is_carried);
}

}  // namespace vgen::tool::analysis
