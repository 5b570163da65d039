#include "rpc_events.hpp"

#include <vgen/dispatch/answer.hpp>
#include <vgen/dispatch/http_outlet.hpp>
#include <vgen/http/problem.hpp>
#include <vgen/json/writer.hpp>

#include <exception>
#include <utility>

namespace vgen {

void RpcConnection::Opening::nothing(HostedCall& /*call*/) {
  connection_.session_ = session_.object;
  connection_.session_expires_ = session_.expires;
  connection_.accepted_ = true;
}

void RpcConnection::Opening::problem(HostedCall& call, Problem problem) noexcept {
  connection_.accepted_ = false;
  http_outlet.problem(call, std::move(problem));
}

// -------------------------------------------------------------------------------------------------

RpcConnection::Event::Event(RpcConnection& connection, std::string_view id)
    : connection_(connection),
      session_({.object = connection.session_,
                .resolved = true,
                .expires = connection.session_expires_}),
      id_(id),
      is_silent_(id.empty()) {}

std::string& RpcConnection::Event::begin_result() {
  std::string& text = connection_.host_.text;
  return text.assign(R"({"id":)").append(id_).append(R"(,"result":)");
}

bool RpcConnection::Event::end_result() {
  std::string& text = connection_.host_.text;
  text += '}';
  return connection_.send(text);
}

void RpcConnection::Event::send_frame(std::string_view members) {
  if (is_silent_) return;
  std::string& text = connection_.host_.text;
  text.assign(R"({"id":)").append(id_).append(members).append("}");
  connection_.send(text);
}

json::Destination RpcConnection::Event::begin_value(HostedCall& /*call*/) {
  if (is_silent_) return {};
  return begin_result();
}

void RpcConnection::Event::end_value(HostedCall& /*call*/) {
  end_result();
}

void RpcConnection::Event::nothing(HostedCall& /*call*/) {
  send_frame({});
}

/// The errors of a notification are only in the log.
void RpcConnection::Event::problem(HostedCall& call, Problem problem) noexcept {
  try {
    if (call.stop_reason() == StopReason::disconnected) return;
    if (id_.empty())
      return call.log().warning(name_event(call) + ": the notification failed: " + problem.title +
                                (problem.detail.empty() ? "" : " " + problem.detail));
    if (is_silent_) return;
    std::string& text = connection_.host_.text;
    text.assign(R"({"id":)").append(id_).append(R"(,"error":{"code":)");
    text.append(std::to_string(problem.status)).append(R"(,"message":)");
    json::Writer(text).string(problem.title);
    text += R"(,"data":)";
    write_problem(text, problem);
    text += "}}";
    connection_.send(text);
  } catch (const std::exception& error) {  // not even memory for the answer
    call.log().error(error.what());
    if (connection_.port_ != nullptr) connection_.port_->close(1011, {});
  }
}

// -------------------------------------------------------------------------------------------------

/// Calls that run keep the session with which they began.
void RpcConnection::SignIn::nothing(HostedCall& call) {
  connection().session_ = session().object;
  Event::nothing(call);
}

void RpcConnection::SignIn::problem(HostedCall& call, Problem problem) noexcept {
  try {
    if (problem.status == 401) problem.detail = "The token gives no session.";
  } catch (const std::exception&) {  // no memory: then without a detail
    problem.detail.clear();
  }
  Event::problem(call, std::move(problem));
}

}  // namespace vgen
