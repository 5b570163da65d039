// The part of HttpProtocol that opens websockets.
#include "http_protocol.hpp"

#include "websocket_protocol.hpp"

#include <vgen/dispatch/answer.hpp>
#include <vgen/http/origin.hpp>
#include <vgen/rpc/make_peer.hpp>
#include <vgen/websocket/deflate.hpp>
#include <vgen/websocket/handshake.hpp>

#include <string>
#include <utility>

namespace vgen::server {
namespace {

using websocket::Upgrade;

/// The token of a sub-protocol, if the client offers one that this server speaks. A browser refuses
/// the handshake if it offers some and none is chosen.
constexpr std::string_view own_protocol = "vgen";

}  // namespace

/// The open handler runs before the handshake is answered, so it can refuse the channel.
void HttpProtocol::open_channel() {
  if (refuse_upgrade()) {
    exchange_->call.end();
    return respond();
  }
  HostedCall& call = exchange_->call;
  websocket::BrowserToken& token = exchange_->browser_token;
  token = websocket::find_browser_token(request());
  if (token.is_malformed) {
    answer_error(call, ErrorKind::malformed,
                 "The token among the sub-protocols must be one text as base64url.");
    call.end();
    return respond();
  }
  const bool has_token = !token.authorization.empty();
  if (has_token) {
    websocket::hide_browser_token(token, exchange_->headers);
    request().headers = exchange_->headers;
  }
  exchange_->opening = make_peer(host_.channels, *host_.dispatcher, exchange_->target, request());
  if (has_token) {
    websocket::add_authorization(token, exchange_->headers);
    request().headers = exchange_->headers;
  }
  call.set_deadline(*host_.now + host_.websocket->handler);
  in_handle_ = true;
  completed_inline_ = false;
  const Progress progress = exchange_->opening->open(call, exchange_->target.match.path, *this);
  in_handle_ = false;
  if (progress == Progress::finished || completed_inline_) {
    respond();
  } else {
    suspend();
  }
}

/// Answers a request that does not ask for a websocket as it should. Returns false if it does.
bool HttpProtocol::refuse_upgrade() {
  HostedCall& call = exchange_->call;
  const auto refuse = [&](int status, std::string_view detail) {
    Problem problem = problem_of(ErrorKind::malformed, std::string(detail));
    problem.status = status;
    if (status == 426) {
      problem.type = "about:blank";
      problem.title = "Upgrade Required";
      call.response().headers.add_trusted("Upgrade", "websocket");
    }
    answer_problem(call, std::move(problem));
    return true;
  };
  if (drain_ || !exchange_->head.http_1_1)
    return refuse(400, "A websocket is opened by HTTP/1.1, without a body.");
  switch (websocket::judge_upgrade(request())) {
    case Upgrade::good:
      if (!is_foreign_page()) return false;
      answer_error(call, ErrorKind::forbidden, "Pages of this origin may not open a websocket.");
      return true;
    case Upgrade::not_asked: return refuse(426, "There is a websocket at this path.");
    case Upgrade::other_version:
      call.response().headers.add_trusted("Sec-WebSocket-Version", websocket::version);
      return refuse(426, "The websocket version must be 13.");
    case Upgrade::malformed: return refuse(400, "Sec-WebSocket-Key must be 16 bytes as base64.");
  }
  return false;
}

/// A browser opens websockets for any page, and sends the cookies of its user along.
bool HttpProtocol::is_foreign_page() {
  const auto origin = request().header("Origin");
  if (!origin) return false;
  return host_.origins != nullptr ? !host_.origins->allows(request(), *origin)
                                  : !is_own_page(request(), *origin);
}

/// Answers the handshake. From here on the connection is a websocket.
void HttpProtocol::become_websocket() {
  if (host_.perimeter != nullptr) end_around(101, 0);
  const bool offered = websocket::has_token(request(), "Sec-WebSocket-Protocol", own_protocol);
  const std::string extension =
      host_.compress_from == SIZE_MAX ? std::string() : websocket::accepted_deflate(request());
  output_.add(
      websocket::switching_head(request(), offered ? own_protocol : std::string_view(), extension));
  auto next = std::make_unique<WebsocketProtocol>(host_, driver_, std::move(exchange_->opening),
                                                  !extension.empty());
  driver_.become(std::move(next), std::string(text_));
  enter(Phase::closing);
}

}  // namespace vgen::server
