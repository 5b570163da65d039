#include "beast_socket.hpp"

#include "beast_loop.hpp"

namespace vgen::server {

template class ConnectionOn<BeastSocket>;

void BeastSocket::start(BeastLoop& loop, ConnectionOn<BeastSocket>& connection,
                        std::string received) {
  loop_ = &loop;
  connection_ = &connection;
  transport_->start({.owner = this, .strand = loop.strand(), .keep = loop.keep()},
                    std::move(received));
}

Moved BeastSocket::moved(beast::detail::Transferred transferred) noexcept {
  using Kind = beast::detail::Transferred::Kind;
  switch (transferred.kind) {
    case Kind::bytes: return {.bytes = transferred.bytes};
    case Kind::wait: return {.kind = Moved::Kind::wait};
    case Kind::end: return {.kind = Moved::Kind::end};
    case Kind::failed: break;
  }
  return {.kind = Moved::Kind::failed};
}

void BeastSocket::report(beast::detail::TransportReport report) {
  BeastLoop& loop = *loop_;
  connection_->ready({.readable = report.readable,
                      .writable = report.writable,
                      .hung_up = report.hung_up,
                      .broken = report.broken});
  loop.after_work();
}

void BeastSocket::operation_ended() {
  BeastLoop& loop = *loop_;
  connection_->release();
  loop.after_work();
}

void BeastSocket::tell_again(Loop& /*loop*/, ConnectionOn<BeastSocket>& /*connection*/) {
  transport_->tell_again();
}

}  // namespace vgen::server
