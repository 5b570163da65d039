#include "core.hpp"

#include "address.hpp"
#include "socket_transport.hpp"

#include <exception>
#include <random>
#include <stdexcept>
#include <utility>

namespace vgen::client::detail {
namespace {

std::string text_of(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "something that is not an exception was thrown";
  }
}

TransportProblem thrown(TransportKind kind) {
  const std::exception_ptr cause = std::current_exception();
  return {.kind = kind, .detail = text_of(cause), .answer = {}, .cause = cause};
}

double any_chance() {
  static thread_local std::minstd_rand engine{std::random_device{}()};
  return std::uniform_real_distribution<double>(0, 1)(engine);
}

std::string base_of(std::string url) {
  const Address address = split_address(url, "base_url");
  if (address.target.find('?') != std::string::npos)
    throw std::invalid_argument("base_url: it cannot have a query: \"" + url + '"');
  while (url.ends_with('/')) url.pop_back();
  return url;
}

/// A header that the program gives must not become two.
void check_fields(const std::vector<HeaderField>& fields) {
  for (const HeaderField& field : fields) {
    for (const char c : field.name + field.value) {
      if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F)
        throw std::invalid_argument("the header " + field.name + " has control characters");
    }
    if (field.name.empty() || field.name.find_first_of(" \t:") != std::string::npos)
      throw std::invalid_argument("\"" + field.name + "\" is not the name of a header");
  }
}

}  // namespace

Core::Core(Options options)
    : options_(std::move(options)),
      base_(base_of(options_.base_url)),
      loop_(std::make_shared<Loop>()),
      transport_(options_.transport ? options_.transport : make_socket_transport(loop_, options_)) {
  check_fields(options_.headers);
}

HttpRequest Core::make_request(const Prepared& prepared, const CallOptions& options) const {
  HttpRequest request{.method = std::string(prepared.method),
                      .url = base_ + prepared.target,
                      .headers = options_.headers,
                      .body = prepared.body};
  check_fields(options.headers);
  if (!options.idempotency_key.empty())
    set_field(request.headers, "Idempotency-Key", options.idempotency_key);
  for (const HeaderField& field : prepared.headers)
    set_field(request.headers, field.name, field.value);
  for (const HeaderField& field : options.headers)
    set_field(request.headers, field.name, field.value);
  check_fields(request.headers);
  return request;
}

std::variant<HttpRequest, TransportProblem> Core::make_attempt(const Prepared& prepared,
                                                               const CallOptions& options) const {
  TransportKind step = TransportKind::input;
  try {
    HttpRequest request = make_request(prepared, options);
    step = TransportKind::auth;
    const std::string token = options_.auth ? options_.auth() : std::string();
    if (!token.empty() && !find_field(options.headers, "Authorization"))
      set_field(request.headers, "Authorization", "Bearer " + token);
    step = TransportKind::hook;
    if (options_.on_request) options_.on_request(request);
    return request;
  } catch (...) {
    return thrown(step);
  }
}

std::optional<TransportProblem> Core::show(const HttpRequest& request,
                                           const Outcome& outcome) const {
  try {
    if (options_.on_response) options_.on_response(request, outcome);
    return std::nullopt;
  } catch (...) {
    return thrown(TransportKind::hook);
  }
}

double Core::chance() const {
  return options_.random ? options_.random() : any_chance();
}

TransportProblem aborted() {
  return {.kind = TransportKind::aborted, .detail = "the program ended the call"};
}

bool is_repeatable(const HttpRequest& request) {
  return (request.method != "POST" && request.method != "PATCH") ||
         find_field(request.headers, "Idempotency-Key").has_value();
}

}  // namespace vgen::client::detail
