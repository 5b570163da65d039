#include <vgen/pubsub/hub.hpp>

#include <vgen/pubsub/hub_core.hpp>
#include <vgen/pubsub/memory_hub.hpp>
#include <vgen/pubsub/memory_presence.hpp>

#include <algorithm>
#include <stdexcept>

namespace vgen {

HubCore::HubCore(std::span<const TopicRow> rows)
    : rows_(rows),
      hub_(std::make_shared<MemoryHub>()),
      presence_(std::make_shared<MemoryPresence>()) {}

const TopicRow* HubCore::find(std::string_view name) const noexcept {
  const auto found = std::ranges::find(rows_, name, &TopicRow::name);
  return found == rows_.end() ? nullptr : &*found;
}

const TopicRow& HubCore::row(const TopicReferenceAt& topic) const {
  const TopicRow* const found = find(topic.name);
  if (found == nullptr)
    throw std::logic_error("the API has no topic " + std::string(topic.name) +
                           ": generate it from the header that declares the topic");
  return *found;
}

const TopicRow& HubCore::hidden_row() noexcept {
  static constexpr TopicRow row{};
  return row;
}

void Hub::publish(const TopicReferenceAt& topic, const void* message,
                  PublishOptions options) const {
  const TopicRow& row = core_->row(topic);
  std::string data;
  row.write(data, message);
  core_->hub().publish(topic_text(row, topic.parameters), HubCore::settings(row), data,
                       options.except);
}

void Hub::unsubscribe(const TopicReferenceAt& topic, std::string_view channel) const {
  auto command = std::make_shared<Publication>();
  command->kind = Publication::Kind::unsubscribe;
  command->topic = core_->text(topic);
  command->channel = channel;
  core_->hub().tell(std::move(command));
}

void Hub::close(const TopicReferenceAt& topic, std::uint16_t code, std::string_view reason) const {
  auto command = std::make_shared<Publication>();
  command->kind = Publication::Kind::close;
  command->topic = core_->text(topic);
  command->code = code;
  command->reason = reason;
  core_->hub().tell(std::move(command));
}

}  // namespace vgen
