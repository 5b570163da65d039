#include <vgen/dispatch/dispatcher.hpp>

#include <vgen/dispatch/answer.hpp>
#include <vgen/dispatch/http_outlet.hpp>
#include <vgen/dispatch/invoker.hpp>
#include <vgen/http/media_type.hpp>

#include <span>
#include <stdexcept>
#include <string>
#include <utility>

namespace vgen {
namespace {

/// Without a resolver, every call of such a function would be a 401.
void check_session(const Api& api, const Endpoint& endpoint) {
  if (endpoint.session != SessionUse::required || api.session_slot().size != 0) return;
  throw std::invalid_argument(std::string(endpoint.name) +
                              " needs a session, but the API has no session resolver: pass "
                              "one as the third argument of api(singletons, factory, resolve)");
}

void check_sessions(const Api& api) {
  for (const HttpRow& row : api.definition().http) check_session(api, row.endpoint);
  for (const RpcRow& row : api.definition().rpc) check_session(api, row.endpoint);
  for (const ChannelRow& row : api.definition().channels) {
    if (row.needs_session && api.session_slot().size == 0)
      throw std::invalid_argument("the channel " + std::string(row.name) +
                                  " needs a session, but the API has no session resolver: pass "
                                  "one as the third argument of api(singletons, factory, resolve)");
  }
}

/// The methods of HTTP that no route has (RFC 9110, section 9.3).
bool is_method_of_http(std::string_view name) noexcept {
  return name == "CONNECT" || name == "TRACE";
}

std::vector<HttpRow> rows_of(const std::vector<Api>& apis) {
  std::vector<HttpRow> rows;
  for (const Api& api : apis) {
    const std::span<const HttpRow> own = api.definition().http;
    rows.insert(rows.end(), own.begin(), own.end());
  }
  return rows;
}

/// Of its own, because few routes have fields.
[[gnu::noinline]] void add_fields_of(const HttpRow& row, HostedCall& call) {
  call.response().headers.add_trusted_line(row.headers);
}

}  // namespace

std::vector<Dispatcher::Channel> Dispatcher::channels_of(const std::vector<Api>& apis) {
  std::vector<Channel> channels;
  for (std::size_t i = 0; i < apis.size(); ++i) {
    for (const ChannelRow& row : apis[i].definition().channels)
      channels.push_back({.row = &row, .api = i});
    if (!apis[i].definition().rpc.empty()) channels.push_back({.row = nullptr, .api = i});
  }
  return channels;
}

std::vector<HttpRow> Dispatcher::paths_of(const std::vector<Api>& apis,
                                          const std::vector<Channel>& channels) {
  std::vector<HttpRow> paths;
  paths.reserve(channels.size());
  for (const Channel& channel : channels) {
    if (channel.row != nullptr) {
      paths.push_back({.endpoint = {.name = channel.row->name}, .path = channel.row->path});
    } else {
      paths.push_back(
          {.endpoint = {.name = "rpc"}, .path = apis[channel.api].definition().rpc_path});
    }
  }
  return paths;
}

Dispatcher::Dispatcher(Apis apis, ServedDocuments documents, StaticFiles files)
    : apis_(std::move(apis).take()),
      documents_(documents),
      files_(std::move(files)),
      rows_(rows_of(apis_)),
      router_(rows_),
      channels_(channels_of(apis_)),
      channel_paths_(paths_of(apis_, channels_)),
      channel_router_(channel_paths_) {
  for (const Api& api : apis_) {
    check_sessions(api);
    docs_.emplace_back(api.definition());
  }
}

const Api& Dispatcher::api_of(const HttpRow& row) const noexcept {
  auto index = static_cast<std::size_t>(&row - rows_.data());
  const Api* api = apis_.data();
  while (index >= api->definition().http.size()) index -= (api++)->definition().http.size();
  return *api;
}

/// Sets the kind of the target, and its API.
void Dispatcher::find_document(std::string_view path, Target& target) const {
  using Kind = Target::Kind;
  for (target.api = 0; target.api < apis_.size(); ++target.api) {
    const ApiDefinition& api = apis_[target.api].definition();
    target.kind = Kind::openapi;
    if (documents_.openapi && path == api.openapi_path && !api.openapi.empty()) return;
    target.kind = Kind::asyncapi;
    if (documents_.asyncapi && path == api.asyncapi_path && !api.asyncapi.empty()) return;
    target.kind = Kind::docs;
    if (documents_.docs && documents_.openapi && docs_[target.api].has(path)) return;
  }
  target.kind = Kind::not_found;
  if (documents_.health && path == "/healthz") target.kind = Kind::healthy;
  if (documents_.health && path == "/readyz") target.kind = Kind::ready;
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
  const Channel& found = channels_[static_cast<std::size_t>(match.row - channel_paths_.data())];
  target.kind = found.row != nullptr ? Target::Kind::channel : Target::Kind::rpc;
  target.channel = found.row;
  target.api = found.api;
  target.match = match;
  return true;
}

/// Finds what comes before an operation that takes the rest of its path: a channel or a document.
bool Dispatcher::find_before_rest(std::optional<Method> method, std::string_view path,
                                  Target& target) const {
  if (!channel_paths_.empty() && find_channel(method, path, target)) return true;
  if (method != Method::get) return false;
  find_document(path, target);
  return target.kind != Target::Kind::not_found;
}

void Dispatcher::find(const Request& request, Target& target) const {
  const std::optional<Method> method = method_of(request.method);
  router_.find(method, request.path, target.match);
  target.kind = Target::Kind::operation;
  if (target.match.row == nullptr) return find_other(method, request, target);
  if (!target.match.takes_rest || find_before_rest(method, request.path, target)) return;
  target.kind = Target::Kind::operation;
}

void Dispatcher::find_other(std::optional<Method> method, const Request& request,
                            Target& target) const {
  using Kind = Target::Kind;
  if (!channel_paths_.empty() && find_channel(method, request.path, target)) return;

  const bool options = request.method == "OPTIONS";
  if (!method && !options && !is_method_of_http(request.method)) {
    target.kind = Kind::not_implemented;
    return;
  }
  if (request.path == "*") {
    target.kind = options ? Kind::options : Kind::not_found;
    return;
  }
  if (target.match.allowed.empty() || !target.match.allowed.has(Method::get)) {
    find_document(request.path, target);
    if (target.kind == Kind::not_found && target.match.allowed.empty()) {
      if (!files_.empty()) target.kind = Kind::file;  // the answer checks whether the file exists
      return;
    }
    if (target.kind != Kind::not_found) {
      target.match.allowed.add(Method::get);
      if (method == Method::get) return;
    }
  }
  target.kind = options ? Kind::options : Kind::method_not_allowed;
}

Progress Dispatcher::handle(const Target& target, HostedCall& call,
                            Completion& completion) const noexcept {
  if (target.kind == Target::Kind::operation) {
    const HttpRow& row = *target.match.row;
    call.response().status = row.status;
    call.row = &row;
    if (!row.headers.empty()) [[unlikely]]
      add_fields_of(row, call);
    const HttpSource source{.path = &target.match.path, .read = row.read, .method = row.method};
    return invoke(api_of(row), row.endpoint, source, call, completion);
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

void Dispatcher::answer_ready(HostedCall& call) const {
  std::string reason;
  if (!ready_.load(std::memory_order_relaxed)) {
    reason = "The server is stopping.";
  } else if (not_ready_ != nullptr) {
    reason = not_ready_();
  }
  if (reason.empty()) return answer_fixed(call, json_media_type, R"({"status":"ready"})");
  answer_error(call, ErrorKind::unavailable, reason);
}

void Dispatcher::answer(const Target& target, HostedCall& call) const {
  using Kind = Target::Kind;
  switch (target.kind) {
    case Kind::operation:
    case Kind::channel:
    case Kind::rpc: break;
    case Kind::openapi:
      return answer_fixed(call, json_media_type, apis_[target.api].definition().openapi);
    case Kind::asyncapi:
      return answer_fixed(call, json_media_type, apis_[target.api].definition().asyncapi);
    case Kind::docs: return docs_[target.api].answer(call);
    case Kind::healthy: return answer_fixed(call, json_media_type, R"({"status":"ok"})");
    case Kind::ready: return answer_ready(call);
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
