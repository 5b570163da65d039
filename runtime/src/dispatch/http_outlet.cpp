#include <vgen/dispatch/http_outlet.hpp>

#include <vgen/dispatch/answer.hpp>
#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/http/problem.hpp>

#include <optional>
#include <utility>

namespace vgen {
namespace {

/// An answer of this status has no content, whatever the function has set.
void drop_content(Response& response) {
  response.clear_body();
  response.headers.remove("Content-Type");
}

}  // namespace

json::Destination HttpOutlet::begin_value(HostedCall& call) {
  Response& response = call.response();
  if (call.own_status() != 0) {
    response.status = call.own_status();
    if (has_no_content(response.status)) {
      drop_content(response);
      return {};
    }
  }
  if (call.answered()) return {};
  if (response.headers.empty() || !response.headers.find("Content-Type"))
    response.headers.add_trusted_line("Content-Type: application/json\r\n");
  response.written.clear();
  return response.written;
}

void HttpOutlet::nothing(HostedCall& call) {
  Response& response = call.response();
  if (call.own_status() != 0) {
    response.status = call.own_status();
    if (has_no_content(response.status)) drop_content(response);
  } else if (call.answered() && !response.body.empty() && response.status == 204) {
    response.status = 200;  // Raw bytes are content, so 204 is wrong.
  }
}

void HttpOutlet::problem(HostedCall& call, Problem problem) noexcept {
  Response& response = call.response();
  try {
    // RFC 9110, section 11.6.1
    if (problem.type == kind_of(ErrorKind::unauthorized).type &&
        !response.headers.find("WWW-Authenticate"))
      response.headers.set("WWW-Authenticate", "Bearer");
    response.status = problem.status;
    response.clear_body();
    response.headers.remove("Content-Type");
    if (std::optional<WrittenProblem> written = written_by_host(call, problem)) {
      response.headers.set("Content-Type", written->media_type);
      response.body = std::move(written->text);
      return;
    }
    response.headers.add_trusted("Content-Type", problem_media_type);
    write_problem(response.written, problem);
  } catch (...) {
    response.clear();
    response.status = 500;
  }
}

void answer_fixed(HostedCall& call, std::string_view media_type, std::string_view text) {
  Response& response = call.response();
  response.status = 200;
  response.headers.add_trusted("Content-Type", media_type);
  response.fixed_body = text;
}

}  // namespace vgen
