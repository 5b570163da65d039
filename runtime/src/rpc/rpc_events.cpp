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
  connection_.accepted_ = true;
}

void RpcConnection::Opening::problem(HostedCall& call, Problem problem) noexcept {
  connection_.accepted_ = false;
  http_outlet.problem(call, std::move(problem));
}

// ---------------------------------------------------------------------------------------------------------------------

RpcConnection::Event::Event(RpcConnection& connection, std::string_view id)
    : connection_(connection),
      session_({.object = connection.session_, .resolved = true}),
      id_(id),
      is_silent_(id.empty()) {}

json::Destination RpcConnection::Event::begin_value(HostedCall& /*call*/) {
  if (is_silent_) return {};
  std::string& text = connection_.host_.text;
  text.assign(R"({"id":)").append(id_).append(R"(,"result":)");
  return text;
}

void RpcConnection::Event::end_value(HostedCall& /*call*/) {
  std::string& text = connection_.host_.text;
  text += '}';
  connection_.send(text);
}

void RpcConnection::Event::nothing(HostedCall& /*call*/) {
  if (is_silent_) return;
  std::string& text = connection_.host_.text;
  text.assign(R"({"id":)").append(id_).append("}");
  connection_.send(text);
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

}  // namespace vgen
