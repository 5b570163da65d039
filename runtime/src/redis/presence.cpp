#include "presence.hpp"

#include "scripts.hpp"

#include <vgen/core/error.hpp>
#include <vgen/core/fields.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace vgen::redis {
namespace {

/// What the sorted set calls a member.
std::string name_of(std::string_view topic, std::string_view id) {
  std::string name;
  append_field(name, topic);
  return name.append(id);
}

bool is_one(const Reply* reply) noexcept {
  return reply != nullptr && reply->kind == Reply::Kind::integer && reply->integer == 1;
}

struct Placed {
  std::int64_t place;
  PresentMember member;
};

/// The answer of the script: id, place and data of each member, in turn.
std::vector<PresentMember> members_in(const Reply& reply) {
  std::vector<Placed> placed;
  for (std::size_t i = 0; i + 2 < reply.items.size(); i += 3)
    placed.push_back({.place = number_of(reply.items[i + 1].text),
                      .member = {.id = reply.items[i].text, .data = reply.items[i + 2].text}});
  std::ranges::sort(placed, {}, &Placed::place);
  std::vector<PresentMember> members;
  members.reserve(placed.size());
  for (Placed& one : placed) members.push_back(std::move(one.member));
  return members;
}

/// The answer of the script: name and data of each member, in turn.
std::vector<ExpiredMember> expired_in(const Reply& reply) {
  std::vector<ExpiredMember> expired;
  for (std::size_t i = 0; i + 1 < reply.items.size(); i += 2) {
    std::string_view name = reply.items[i].text;
    const auto topic = take_field(name);
    if (!topic) continue;
    expired.push_back({.topic = std::string(*topic),
                       .member = {.id = std::string(name), .data = reply.items[i + 1].text}});
  }
  return expired;
}

}  // namespace

std::string RedisPresence::members_of(std::string_view topic) const {
  return store_->key(begin_ + "members:" + std::string(topic));
}

std::string RedisPresence::ends() const {
  return store_->key(begin_ + "members");
}

/// Nothing waits for Redis to come back: members are refreshed soon anyway.
void RedisPresence::ask(std::string command, const Connection::Handler& answered) {
  try {
    store_->connection().send({.bytes = std::move(command),
                               .handler = answered,
                               .sending = Connection::Sending::present});
  } catch (const Error&) {  // too much waits, or nothing is there
    answered(nullptr);
  }
}

void RedisPresence::set(std::string_view topic, const PresentMember& member,
                        std::chrono::milliseconds lifetime, std::function<void(bool is_new)> done) {
  ask(command({"EVALSHA", store_->connection().script(present_set), "3", members_of(topic), ends(),
               store_->key(begin_ + "places"), member.id, name_of(topic, member.id), member.data,
               std::to_string(lifetime.count())}),
      [done = std::move(done)](const Reply* reply) { done(is_one(reply)); });
}

void RedisPresence::remove(std::string_view topic, std::string_view id,
                           std::function<void(bool was_there)> done) {
  ask(command({"EVALSHA", store_->connection().script(present_remove), "2", members_of(topic),
               ends(), id, name_of(topic, id)}),
      [done = std::move(done)](const Reply* reply) { done(is_one(reply)); });
}

void RedisPresence::present(std::string_view topic,
                            std::function<void(std::vector<PresentMember>)> done) {
  ask(command({"EVALSHA", store_->connection().script(present_list), "2", members_of(topic), ends(),
               name_of(topic, {})}),
      [done = std::move(done)](const Reply* reply) {
        done(reply != nullptr ? members_in(*reply) : std::vector<PresentMember>());
      });
}

void RedisPresence::expire(std::function<void(std::vector<ExpiredMember>)> done) {
  ask(command(
          {"EVALSHA", store_->connection().script(present_expire), "1", ends(), members_of({})}),
      [done = std::move(done)](const Reply* reply) {
        done(reply != nullptr ? expired_in(*reply) : std::vector<ExpiredMember>());
      });
}

}  // namespace vgen::redis
