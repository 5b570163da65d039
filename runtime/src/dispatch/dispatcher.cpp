#include <vgen/dispatch/dispatcher.hpp>

#include <vgen/dispatch/answer.hpp>
#include <vgen/dispatch/http_outlet.hpp>
#include <vgen/dispatch/invoker.hpp>
#include <vgen/http/media_type.hpp>

#include <stdexcept>
#include <string>
#include <utility>

namespace vgen {
namespace {

/// Without a resolver, every call of such a function would be a 401.
void check_sessions(const Api& api) {
  for (const HttpRow& row : api.definition().http) {
    if (row.endpoint.session != SessionUse::required) continue;
    if (api.foundation().session_slot().size == 0)
      throw std::invalid_argument(std::string(row.endpoint.name) +
                                  " needs a session, but the API has no session resolver: pass "
                                  "one as the third argument of api(singletons, factory, resolve)");
  }
}

/// The methods of HTTP that no route has (RFC 9110, section 9.3; RFC 10008).
bool is_method_of_http(std::string_view name) noexcept {
  return name == "CONNECT" || name == "TRACE" || name == "QUERY";
}

}  // namespace

Dispatcher::Dispatcher(Api api, ServedDocuments documents, StaticFiles files)
    : api_(std::move(api)),
      documents_(documents),
      files_(std::move(files)),
      router_(api_.definition().http),
      docs_(api_.definition()) {
  check_sessions(api_);
}

Target::Kind Dispatcher::document_at(std::string_view path) const {
  if (documents_.openapi && path == "/openapi.json" && !api_.definition().openapi.empty())
    return Target::Kind::openapi;
  if (documents_.health && path == "/healthz") return Target::Kind::healthy;
  if (documents_.health && path == "/readyz") return Target::Kind::ready;
  if (documents_.docs && documents_.openapi && docs_.has(path)) return Target::Kind::docs;
  return Target::Kind::not_found;
}

void Dispatcher::find(const Request& request, Target& target) const {
  using Kind = Target::Kind;
  const std::optional<Method> method = method_of(request.method);
  router_.find(method, request.path, target.match);
  target.kind = Kind::operation;
  if (target.match.row != nullptr) return;

  const bool options = request.method == "OPTIONS";
  if (!method && !options && !is_method_of_http(request.method)) {
    target.kind = Kind::not_implemented;
    return;
  }
  if (request.path == "*") {
    target.kind = options ? Kind::options : Kind::not_found;
    return;
  }
  if (target.match.allowed.empty()) {
    target.kind = document_at(request.path);
    if (target.kind == Kind::not_found) {
      if (!files_.empty()) target.kind = Kind::file;  // the answer checks whether the file exists
      return;
    }
    target.match.allowed.add(Method::get);
    if (method == Method::get) return;
  }
  target.kind = options ? Kind::options : Kind::method_not_allowed;
}

Progress Dispatcher::handle(const Target& target, HostedCall& call,
                            Completion& completion) const noexcept {
  if (target.kind == Target::Kind::operation) {
    const HttpRow& row = *target.match.row;
    call.response().status = row.status;
    call.row = &row;
    const HttpSource source{
        .path = &target.match.path, .read = row.read, .unsafe = row.method != Method::get};
    return invoke(api_, row.endpoint, source, call, completion);
  }
  call.endpoint = nullptr;
  call.row = nullptr;
  try {
    answer(target, call);
  } catch (...) {
    answer_exception(call, std::current_exception());
  }
  call.end();
  return Progress::finished;
}

void Dispatcher::answer(const Target& target, HostedCall& call) const {
  using Kind = Target::Kind;
  switch (target.kind) {
    case Kind::operation: break;
    case Kind::openapi: return answer_fixed(call, json_media_type, api_.definition().openapi);
    case Kind::docs: return docs_.answer(call);
    case Kind::healthy: return answer_fixed(call, json_media_type, R"({"status":"ok"})");
    case Kind::ready:
      if (ready_.load(std::memory_order_relaxed))
        return answer_fixed(call, json_media_type, R"({"status":"ready"})");
      return answer_error(call, ErrorKind::unavailable, "The server is stopping.");
    case Kind::file: return files_.answer(call);
    case Kind::options:
      call.response().status = 204;
      return call.response().headers.add_trusted("Allow", target.match.allowed.allow());
    case Kind::not_found:
      return answer_error(call, ErrorKind::not_found, "There is nothing at this path.");
    case Kind::method_not_allowed:
      call.response().headers.add_trusted("Allow", target.match.allowed.allow());
      return answer_error(call, ErrorKind::method_not_allowed,
                          "This path does not allow this method.");
    case Kind::not_implemented:
      return answer_error(call, ErrorKind::not_implemented, "HTTP does not have this method.");
  }
}

}  // namespace vgen
