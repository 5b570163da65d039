#include <vgen/dispatch/dispatcher.hpp>

#include <vgen/dispatch/answer.hpp>
#include <vgen/dispatch/http_outlet.hpp>
#include <vgen/dispatch/invoker.hpp>
#include <vgen/http/media_type.hpp>

#include <utility>

namespace vgen {
namespace {

std::vector<HttpRow> paths_of(std::span<const ChannelRow> channels) {
  std::vector<HttpRow> paths;
  for (const ChannelRow& channel : channels)
    paths.push_back({.endpoint = {.name = channel.name}, .path = channel.path});
  return paths;
}

}  // namespace

Dispatcher::Dispatcher(Api api, ServedDocuments documents, StaticFiles files)
    : api_(std::move(api)),
      documents_(documents),
      files_(std::move(files)),
      router_(api_.definition().http),
      channel_paths_(paths_of(api_.definition().channels)),
      channel_router_(channel_paths_),
      docs_(api_.definition()) {}

Target::Kind Dispatcher::document_at(std::string_view path) const {
  if (documents_.openapi && path == "/openapi.json" && !api_.definition().openapi.empty())
    return Target::Kind::openapi;
  if (documents_.health && path == "/healthz") return Target::Kind::healthy;
  if (documents_.health && path == "/readyz") return Target::Kind::ready;
  if (documents_.docs && documents_.openapi && docs_.has(path)) return Target::Kind::docs;
  return Target::Kind::not_found;
}

/// A channel is at its path for GET; other methods may be routes. Other methods without a route are
/// not allowed.
bool Dispatcher::find_channel(std::optional<Method> method, std::string_view path,
                              Target& target) const {
  RouteMatch match;
  channel_router_.find(Method::get, path, match);
  if (match.row == nullptr) return false;
  if (method != Method::get) {
    target.match.allowed.add(Method::get);
    return false;
  }
  target.kind = Target::Kind::channel;
  target.channel =
      &api_.definition().channels[static_cast<std::size_t>(match.row - channel_paths_.data())];
  target.match = match;
  return true;
}

void Dispatcher::find(const Request& request, Target& target) const {
  using Kind = Target::Kind;
  const std::optional<Method> method = method_of(request.method);
  router_.find(method, request.path, target.match);
  target.kind = Kind::operation;
  if (target.match.row != nullptr) return;
  if (!channel_paths_.empty() && find_channel(method, request.path, target)) return;

  const bool options = request.method == "OPTIONS";
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
    const HttpSource source{.path = &target.match.path, .read = row.read};
    return invoke(api_, row.endpoint, source, call, completion);
  }
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
    case Kind::operation:
    case Kind::channel: break;
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
  }
}

}  // namespace vgen
