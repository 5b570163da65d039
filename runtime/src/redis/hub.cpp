#include "hub.hpp"

#include "scripts.hpp"

#include <vgen/core/fields.hpp>
#include <vgen/pubsub/answer.hpp>
#include <vgen/pubsub/hub_core.hpp>

#include <algorithm>
#include <exception>
#include <utility>

namespace vgen::redis {
namespace {

/// The topic of commands. Names of topics have no '#'.
constexpr std::string_view commands_topic = "#commands";
constexpr unsigned kept_commands = 1024;
/// A topic that nobody uses for so long is forgotten.
constexpr std::chrono::seconds kept_for{std::chrono::days(1)};

/// A message as Redis has it: the channel that does not get it, and its JSON.
std::string message_of(std::string_view except, std::string_view data) {
  std::string message;
  append_field(message, except);
  return message.append(data);
}

SharedPublication publication_of(std::string_view topic, TopicSettings settings, TopicPosition at,
                                 std::string_view message) {
  const std::optional<std::string_view> except = take_field(message);
  if (!except) return nullptr;
  return make_publication(topic, message, *except, at, shown_of(settings));
}

}  // namespace

RedisHub::RedisHub(std::shared_ptr<boost::asio::io_context> context, ConnectionSettings settings,
                   std::string_view name)
    : context_(std::move(context)),
      prefix_(settings.address.prefix + ":" + std::to_string(settings.address.database) + ":{" +
              std::string(name) + "/"),
      publisher_(epoch_text(random_epoch())),
      log_(settings.log),
      refresh_(*context_),
      connection_(
          *context_,
          [&] {
            settings.scripts = hub_scripts;
            return settings;
          }(),
          this) {
  topics_[std::string(commands_topic)] = {.settings = {.history = kept_commands}, .generation = 1};
  last_number_ = 1;
  refresh();
  connection_.start();
}

/// Redis Cluster keeps what has the same text in braces at one place. Channels have no database,
/// so their names have it.
std::string RedisHub::key(std::string_view topic, std::string_view part) const {
  std::string key = prefix_;
  return key.append(topic).append("}:").append(part);
}

// -------------------------------------------------------------------------------------------------
// On any thread

void RedisHub::publish(std::string_view topic, TopicSettings settings, std::string_view data,
                       std::string_view except) {
  const std::string message = message_of(except, data);
  if (settings.kept() != 0) return publish_kept(topic, settings.kept(), message);
  send_publication(command({"PUBLISH", key(topic, "c"), "::" + message}),
                   Connection::Sending::once);
}

void RedisHub::send_publication(std::string bytes, Connection::Sending sending) {
  connection_.send({.bytes = std::move(bytes),
                    .handler = [this](const Reply* reply) { publication_ended(reply); },
                    .sending = sending});
  ++unanswered_;
}

/// The numbers of a publisher grow in the order of its commands, because the script takes what has
/// a smaller one for a repetition.
void RedisHub::publish_kept(std::string_view topic, unsigned kept, std::string_view message) {
  const std::lock_guard lock(mutex_);
  const std::string number = std::to_string(++last_number_);
  send_publication(
      command({"EVALSHA", connection_.script(0), "3", key(topic, "t"), key(topic, "s"),
               key(topic, "p:" + publisher_), key(topic, "c"), std::to_string(kept),
               std::to_string(kept_for.count()), number, epoch_text(random_epoch()), message}),
      Connection::Sending::repeated);
}

void RedisHub::tell(SharedPublication told) {
  std::string message;
  append_field(message, told->kind == Publication::Kind::close ? "close" : "unsubscribe");
  append_field(message, told->topic);
  append_field(message, told->channel);
  append_field(message, std::to_string(told->code));
  publish_kept(commands_topic, kept_commands, message_of({}, message.append(told->reason)));
}

void RedisHub::subscribe(HubListener& listener, std::string_view topic, TopicSettings settings,
                         std::optional<TopicPosition> resume, std::uint64_t ticket) {
  const std::lock_guard lock(mutex_);
  auto found = topics_.find(topic);
  const bool is_new = found == topics_.end();
  if (is_new) {
    found = topics_.emplace(topic, Known{.settings = settings, .generation = ++last_number_}).first;
    send_bound({.bytes = command({"SUBSCRIBE", key(topic, "c")})});
  }
  Known& known = found->second;
  const auto present = std::ranges::find(known.interest, &listener, &Interest::listener);
  if (present != known.interest.end()) {
    ++present->subscriptions;
  } else {
    known.interest.push_back({.listener = &listener, .subscriptions = 1});
  }
  const bool needs_messages = settings.kept() != 0 && (resume || settings.replay_last);
  if (known.is_joined && !needs_messages) {
    TopicSubscribed answer =
        answer_of(known.last, std::vector<SharedPublication>(), settings, resume);
    answer.ticket = ticket;
    return listener.subscribed(std::move(answer));
  }
  known.asked.push_back(
      {.id = ++last_number_, .listener = &listener, .ticket = ticket, .resume = resume});
  send_bound(question(found->first, known, known.asked.back()));
}

void RedisHub::unsubscribe(HubListener& listener, std::string_view topic) {
  const std::lock_guard lock(mutex_);
  const auto found = topics_.find(topic);
  if (found == topics_.end()) return;
  Known& known = found->second;
  const auto present = std::ranges::find(known.interest, &listener, &Interest::listener);
  if (present == known.interest.end() || --present->subscriptions != 0) return;
  known.interest.erase(present);
  std::erase_if(known.asked, [&](const Asked& asked) { return asked.listener == &listener; });
  if (!known.interest.empty()) return;
  topics_.erase(found);
  send_bound({.bytes = command({"UNSUBSCRIBE", key(topic, "c")})});
}

/// Without a connection there is nothing to send: the next one begins with all topics.
void RedisHub::send_bound(Connection::Command bound) {
  if (present_ == 0) return;
  bound.sending = Connection::Sending::bound;
  bound.connection = present_;
  try {
    connection_.send(std::move(bound));
  } catch (const std::exception& error) {
    // Too much waits: a new connection begins with what is wanted then.
    connection_.reset(error.what());
  }
}

std::string RedisHub::read_command(std::string_view topic, std::string_view what,
                                   TopicPosition after) const {
  // Larger offsets than this do not exist, and Redis would not read them.
  const std::uint64_t offset = std::min(after.offset, std::uint64_t{1} << 53U);
  return command({"EVALSHA", connection_.script(1), "2", key(topic, "t"), key(topic, "s"), what,
                  epoch_text(random_epoch()), std::to_string(kept_for.count()),
                  epoch_text(after.epoch), std::to_string(offset)});
}

/// Asks for the position of a topic. The answer is behind all messages up to this position, and
/// before all others.
Connection::Command RedisHub::question(const std::string& topic, const Known& known,
                                       const Asked& asked) {
  Connection::Command made{
      .handler = [this, topic, generation = known.generation, id = asked.id](const Reply* reply) {
        answered(topic, generation, id, reply);
      }};
  if (known.settings.kept() == 0) {
    made.bytes = command({"PING"});
  } else if (asked.resume) {
    made.bytes = read_command(topic, "after", *asked.resume);
  } else {
    made.bytes = read_command(topic, known.settings.replay_last ? "last" : "none", {});
  }
  return made;
}

/// Asks for what has come since the last message.
Connection::Command RedisHub::catch_up(const std::string& topic, Known& known) {
  known.is_behind = true;
  return {.bytes = read_command(topic, known.is_joined ? "all" : "none", known.last),
          .handler = [this, topic, generation = known.generation](const Reply* reply) {
            caught_up(topic, generation, reply);
          }};
}

// -------------------------------------------------------------------------------------------------
// On the thread of the connection

void RedisHub::connected(std::uint64_t connection, Commands& first) {
  const std::lock_guard lock(mutex_);
  present_ = connection;
  const std::uint64_t unsure = std::exchange(unsure_, 0);
  if (unsure != 0)
    Logger(log_).warning("the loss of Redis may have taken " + std::to_string(unsure) +
                         " messages of topics without history");
  for (auto& [topic, known] : topics_) {
    first.push_back({.bytes = command({"SUBSCRIBE", key(topic, "c")})});
    const bool is_kept = known.settings.kept() != 0;
    if (is_kept && (known.is_joined || topic == commands_topic)) {
      first.push_back(catch_up(topic, known));
    } else if (known.is_joined) {
      tell_lost(topic, known, {.from = 1, .to = 0});
    }
    for (const Asked& asked : known.asked) first.push_back(question(topic, known, asked));
  }
}

void RedisHub::lost() {
  const std::lock_guard lock(mutex_);
  present_ = 0;
}

RedisHub::Known* RedisHub::find(std::string_view topic, std::uint64_t generation) {
  const auto found = topics_.find(topic);
  return found != topics_.end() && found->second.generation == generation ? &found->second
                                                                          : nullptr;
}

std::optional<RedisHub::Page> RedisHub::page_of(std::string_view topic, const Known& known,
                                                const Reply& reply) const {
  if (reply.items.size() == 3) {
    Page page;
    const std::optional<TopicPosition> last =
        position_of(reply.items[0].text + ":" + reply.items[1].text);
    bool is_good = last.has_value();
    if (last) page.last = *last;
    for (const Reply& entry : reply.items[2].items) {
      if (entry.items.size() != 2 || entry.items[1].items.size() != 2) continue;
      const std::string_view id = entry.items[0].text;
      const auto at =
          position_of(reply.items[0].text + ":" + std::string(id.substr(0, id.find('-'))));
      SharedPublication message =
          at ? publication_of(topic, known.settings, *at, entry.items[1].items[1].text) : nullptr;
      if (message != nullptr) page.messages.push_back(std::move(message));
    }
    if (is_good) return page;
  }
  Logger(log_).error("Redis cannot read the topic " + std::string(topic) + ": " +
                     (reply.is_error() ? reply.text : "its answer has another form"));
  return std::nullopt;
}

/// The answer to a subscription.
void RedisHub::answered(std::string_view topic, std::uint64_t generation, std::uint64_t id,
                        const Reply* reply) {
  if (reply == nullptr) return;  // it is asked again
  const std::lock_guard lock(mutex_);
  Known* const known = find(topic, generation);
  if (known == nullptr) return;
  const auto asked = std::ranges::find(known->asked, id, &Asked::id);
  if (asked == known->asked.end()) return;
  if (known->is_behind) return send_bound(question(std::string(topic), *known, *asked));
  Page page{.last = known->last};
  if (known->settings.kept() != 0) {
    std::optional<Page> read = page_of(topic, *known, *reply);
    if (!read) return;
    page = *std::move(read);
  } else if (!known->is_joined) {
    page.last = {.epoch = random_epoch()};
  }
  if (!known->is_joined) {
    known->is_joined = true;
    known->last = page.last;
  }
  const Asked one = *asked;
  known->asked.erase(asked);
  TopicSubscribed answer = answer_of(page.last, page.messages, known->settings, one.resume);
  answer.ticket = one.ticket;
  one.listener->subscribed(std::move(answer));
}

void RedisHub::caught_up(std::string_view topic, std::uint64_t generation, const Reply* reply) {
  if (reply == nullptr) return;  // it is asked again
  const std::lock_guard lock(mutex_);
  Known* const known = find(topic, generation);
  const std::optional<Page> page = known != nullptr ? page_of(topic, *known, *reply) : std::nullopt;
  if (!page) return;
  known->is_behind = false;
  if (!known->is_joined) {
    known->is_joined = true;
    known->last = page->last;
    return;
  }
  const bool is_same = page->last.epoch == known->last.epoch;
  const std::uint64_t next = is_same ? known->last.offset + 1 : 1;
  const std::uint64_t first =
      page->messages.empty() ? page->last.offset + 1 : page->messages.front()->at.offset;
  if (!is_same) {
    tell_lost(topic, *known, {.from = 1, .to = 0});
  } else if (first > next) {
    tell_lost(topic, *known, {.from = next, .to = first - 1});
  }
  known->last = page->last;
  for (const SharedPublication& message : page->messages) deliver(topic, *known, message);
}

/// `["message", CHANNEL, "EPOCH:OFFSET:MESSAGE"]`; epoch and offset are empty without history.
void RedisHub::pushed(const Reply& push) {
  if (push.items.size() != 3 || push.items[0].text != "message") return;
  std::string_view topic = push.items[1].text;
  if (!topic.starts_with(prefix_) || !topic.ends_with("}:c")) return;
  topic.remove_prefix(prefix_.size());
  topic.remove_suffix(3);
  const std::string_view text = push.items[2].text;
  const std::size_t epoch_end = text.find(':');
  const std::size_t offset_end = text.find(':', std::min(epoch_end, text.size() - 1) + 1);
  if (epoch_end == std::string_view::npos || offset_end == std::string_view::npos) return;
  const TopicPosition at = position_of(text.substr(0, offset_end)).value_or(TopicPosition{});
  const std::lock_guard lock(mutex_);
  const auto found = topics_.find(topic);
  if (found == topics_.end()) return;
  received(found->first, found->second, at, text.substr(offset_end + 1));
}

void RedisHub::received(std::string_view topic, Known& known, TopicPosition at,
                        std::string_view message) {
  if (!known.is_joined || known.is_behind) return;  // it is among those that are being read
  if (known.settings.kept() == 0) {
    ++known.last.offset;
  } else if (at.epoch == known.last.epoch && at.offset <= known.last.offset) {
    return;
  } else if (at.epoch != known.last.epoch || at.offset != known.last.offset + 1) {
    return send_bound(catch_up(std::string(topic), known));
  } else {
    known.last = at;
  }
  const SharedPublication made = publication_of(topic, known.settings, known.last, message);
  if (made != nullptr) deliver(topic, known, made);
}

void RedisHub::deliver(std::string_view topic, const Known& known,
                       const SharedPublication& publication) {
  if (topic == commands_topic) return obey(publication->data());
  for (const Interest& interest : known.interest) interest.listener->published(publication);
}

/// Hidden topics have no frame for it; but presence sends the whole list then.
void RedisHub::tell_lost(std::string_view topic, const Known& known, LostMessages missed) {
  if (topic == commands_topic)
    return Logger(log_).warning(
        "Redis has forgotten commands: channels that hub.close or hub.unsubscribe was for may "
        "still be subscribed");
  if (known.settings.is_bare && !topic.starts_with(presence_prefix)) return;
  auto told = std::make_shared<Publication>();
  told->kind = Publication::Kind::lost;
  told->topic = topic;
  told->lost = missed;
  for (const Interest& interest : known.interest) interest.listener->published(told);
}

void RedisHub::obey(std::string_view message) {
  const auto kind = take_field(message);
  const auto topic = take_field(message);
  const auto channel = take_field(message);
  const auto code = take_field(message);
  if (!kind || !topic || !channel || !code) return;
  const auto found = topics_.find(*topic);
  if (found == topics_.end()) return;
  auto told = std::make_shared<Publication>();
  told->kind = *kind == "close" ? Publication::Kind::close : Publication::Kind::unsubscribe;
  told->topic = *topic;
  told->channel = *channel;
  told->code = static_cast<std::uint16_t>(number_of(*code));
  told->reason = message;
  for (const Interest& interest : found->second.interest) interest.listener->published(told);
}

void RedisHub::publication_ended(const Reply* reply) {
  --unanswered_;
  if (reply != nullptr && !reply->is_error()) return;
  ++dropped_;
  if (reply != nullptr)
    return Logger(log_).error("Redis has refused a message of a topic: " + reply->text);
  const std::lock_guard lock(mutex_);
  ++unsure_;
}

/// The topics that this process has subscribed to are not forgotten.
void RedisHub::refresh() {
  refresh_.expires_after(kept_for / 4);
  refresh_.async_wait([this](const boost::system::error_code& error) {
    if (error) return;
    {
      const std::lock_guard lock(mutex_);
      for (const auto& [topic, known] : topics_) {
        if (known.settings.kept() != 0)
          send_bound({.bytes = read_command(topic, "none", {}), .handler = [](const Reply*) {}});
      }
    }
    refresh();
  });
}

}  // namespace vgen::redis
