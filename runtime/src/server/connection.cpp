#include "connection.hpp"

#include <string>
#include <utility>

namespace vgen::server {

void Connection::change_protocol() {
  const std::unique_ptr<Next> next = std::exchange(next_, nullptr);
  protocol_ = std::move(next->protocol);
  if (stopping_) protocol_->begin_stop();
  if (hung_up_) protocol_->peer_closed();
  if (!next->leftover.empty()) protocol_->received(next->leftover);
}

}  // namespace vgen::server
