// Who is present in the topics of an API: what subscribers hear of it, and what functions see.
#include <vgen/pubsub/hub.hpp>

#include <vgen/core/error.hpp>
#include <vgen/json/writer.hpp>
#include <vgen/pubsub/hub_core.hpp>
#include <vgen/pubsub/memory_presence.hpp>

#include <algorithm>
#include <future>
#include <stdexcept>
#include <utility>

namespace vgen {
namespace {

/// How long a function waits for a store that other processes share.
constexpr std::chrono::seconds longest_wait{5};

void append_member(std::string& text, const PresentMember& member) {
  text += R"({"id":)";
  {
    json::Writer out(text);
    out.string(member.id);
  }
  text.append(R"(,"data":)").append(member.data).append("}");
}

/// `{"topic":"rooms/a","joined":{"id":"…","data":{…}}}`
std::string change_text(std::string_view topic, std::string_view change,
                        const PresentMember& member) {
  // The topic is percent-encoded, so JSON has nothing to escape.
  std::string text = R"({"topic":")";
  text.append(topic).append(R"(",")").append(change).append("\":");
  append_member(text, member);
  return text += '}';
}

/// A hub that is away reports afterwards that messages are lost, and then its subscribers get the
/// whole list.
void tell(EventHub& hub, std::string_view topic, std::string_view change,
          const PresentMember& member, std::string_view except) {
  const std::string text = change_text(topic, change, member);
  try {
    hub.publish(presence_topic(topic), {.is_bare = true}, text, except);
  } catch (const Error&) {  // not now
  }
}

}  // namespace

std::string present_text(std::string_view topic, const std::vector<PresentMember>& members) {
  std::string text = R"({"topic":")";
  text.append(topic).append(R"(","present":[)");
  for (const PresentMember& member : members) {
    if (&member != &members.front()) text += ',';
    append_member(text, member);
  }
  return text += "]}";
}

void HubCore::use(std::shared_ptr<PresenceStore> presence) noexcept {
  presence_ = std::move(presence);
}

void HubCore::check() const {
  const bool has_presence =
      std::ranges::any_of(rows_, [](const TopicRow& row) { return row.presence != nullptr; });
  if (!has_presence || !hub_->capabilities().several_nodes ||
      presence_->capabilities().several_nodes)
    return;
  throw std::invalid_argument(
      "the hub connects several processes, but each of them knows only its own members of topics: "
      "call use_presence with a store that they share");
}

void HubCore::show(const std::string& topic, const PresentMember& member,
                   std::chrono::milliseconds lifetime, Showing showing,
                   std::function<void()> then) {
  presence_->set(topic, member, lifetime,
                 [hub = hub_, topic, member, showing, then = std::move(then)](bool is_new) {
                   const bool is_news = is_new || showing != Showing::again;
                   const bool is_first = showing == Showing::first;
                   if (is_news) tell(*hub, topic, "joined", member, is_first ? member.id : "");
                   if (then) then();
                 });
}

void HubCore::hide(const std::string& topic, const PresentMember& member) {
  presence_->remove(topic, member.id, [hub = hub_, topic, member](bool was_there) {
    if (was_there) tell(*hub, topic, "left", member, {});
  });
}

void HubCore::expire_members() {
  presence_->expire([hub = hub_](const std::vector<ExpiredMember>& expired) {
    for (const ExpiredMember& one : expired) tell(*hub, one.topic, "left", one.member, {});
  });
}

const PresenceRow& HubCore::presence_row(const TypeSlot& type) const {
  for (const TopicRow& row : rows_) {
    if (row.presence != nullptr && row.presence->type == &type) return *row.presence;
  }
  throw std::logic_error("the API has no topic with presence of this type");
}

std::vector<PresentMember> Hub::present(const TopicReferenceAt& topic) const {
  auto answer = std::make_shared<std::promise<std::vector<PresentMember>>>();
  std::future<std::vector<PresentMember>> members = answer->get_future();
  core_->presence().present(core_->text(topic), [answer](std::vector<PresentMember> list) {
    answer->set_value(std::move(list));
  });
  if (members.wait_for(longest_wait) != std::future_status::ready)
    throw std::runtime_error("the store of presence does not answer");
  return members.get();
}

bool Hub::read_member(const TopicReferenceAt& topic, const std::string& data, void* member) const {
  return core_->row(topic).presence->read(data, member);
}

}  // namespace vgen
