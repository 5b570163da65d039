#include "samples/common/passwords.hpp"
#include "services.hpp"

#include <vgen/task.hpp>

#include <utility>

namespace board {
namespace {

/// Tells all pages. Called while the change lives, so that they see changes in their order.
void publish(Services& services, const BoardEvent& event) {
  services.call.hub().publish(board_events, event);
}

}  // namespace

// Permissions

bool is_owner(Services&, const Session& session) {
  return session.role == Role::owner;
}

bool is_author(Services& services, const RemoveCard& in, const Session& session) {
  const std::optional<Card> card = services.store.find_card(in.id);
  // Everybody may learn that there is no such card.
  return !card || card->author == session.user;
}

// Sessions

vgen::Result<Session, WrongPassword> sign_in(Services& services, SignIn in) {
  const std::optional<Store::User> user = services.store.find_user(in.user);
  // Takes the same time for a user that does not exist.
  if (!samples::is_password(in.password, user ? user->password : "")) return WrongPassword{};
  const Session session{.user = std::move(in.user), .role = user->role};
  services.call.sign_in(session, {.max_age = std::chrono::hours(24 * 14)});
  return session;
}

void sign_out(Services& services, Session&) {
  services.call.sign_out();
}

Session get_session(Services&, Session& session) {
  return session;
}

// The board

Board get_board(Services& services, Session&) {
  return {.cards = services.store.cards()};
}

vgen::Task<void> follow_board(Services& services, Session&, vgen::Stream<BoardEvent>& stream) {
  const auto begin = [&](const vgen::FollowStart& start) {
    if (!start.is_resumed) stream.send(Board{services.store.cards()}, {.id = start.id});
  };
  auto following = stream.follow(board_events, begin);
  co_await std::move(following);
}

void purge(Services& services) {
  services.sessions.remove_before(services.call.clock().now());
  Store::Change change(services.store);
  const std::vector<CardId> removed = change.remove_done();
  change.commit();
  for (const CardId id : removed) publish(services, CardRemoved{id});
  services.call.log().info("cards that were removed: " + std::to_string(removed.size()));
}

// Cards

Card add_card(Services& services, AddCard in, Session& session) {
  Store::Change change(services.store);
  Card card = change.add(std::move(in), session.user, services.call.clock().now());
  change.commit();
  publish(services, card);
  return card;
}

vgen::Result<Card, CardNotFound> change_card(Services& services, ChangeCard in, Session&) {
  const CardId id = in.id;
  Store::Change change(services.store);
  std::optional<Card> card = change.change(std::move(in), services.call.clock().now());
  if (!card) return CardNotFound{id};
  change.commit();
  publish(services, *card);
  return *std::move(card);
}

vgen::Result<void, CardNotFound> remove_card(Services& services, RemoveCard in, Session&) {
  Store::Change change(services.store);
  if (!change.remove(in.id)) return CardNotFound{in.id};
  change.commit();
  publish(services, CardRemoved{in.id});
  return {};
}

vgen::Result<Card, CardNotFound> attach(Services& services, Attach in, Session&) {
  Store::Change change(services.store);
  std::optional<Card> card = change.attach(in.id, in.file, services.call.clock().now());
  if (!card) return CardNotFound{in.id};
  change.commit();
  publish(services, *card);
  return *std::move(card);
}

vgen::Result<void, AttachmentNotFound> get_attachment(Services& services, GetAttachment in,
                                                      Session&) {
  const std::optional<Store::StoredFile> file = services.store.find_attachment(in.id);
  if (!file) return AttachmentNotFound{in.id};
  services.call.file(file->path, {.media_type = file->media_type, .save_as = file->name});
  return {};
}

}  // namespace board
