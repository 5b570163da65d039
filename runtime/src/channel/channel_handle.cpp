#include <vgen/channel/channel_handle.hpp>

#include <vgen/pubsub/hub_core.hpp>

#include <memory>

namespace vgen::detail {

std::string HandleCore::topic_of(std::string_view id) {
  return "#channel/" + std::string(id);
}

void HandleCore::send(std::string_view json) const {
  hub_.core().publish_hidden(topic_of(id_), json, {});
}

void HandleCore::close(std::uint16_t code, std::string_view reason) const {
  auto command = std::make_shared<Publication>();
  command->kind = Publication::Kind::close;
  command->topic = topic_of(id_);
  command->code = code;
  command->reason = reason;
  hub_.core().hub().tell(std::move(command));
}

}  // namespace vgen::detail
