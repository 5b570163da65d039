#pragma once

#include <vgen/api.hpp>
#include <vgen/types.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace board {

struct Services;  // made for each call; defined in services.hpp

/// What a user may do: a member works with the cards, the owner may also remove those of others.
enum class Role { member, owner };

/// Who has signed in.
struct Session {
  std::string user;
  Role role = Role::member;
};

template <class In, class Out>
using APIFunction = vgen::APIFunction<In, Out, Services, Session>;
template <class In, class Out>
using APIFunctionSessionless = vgen::APIFunctionSessionless<In, Out, Services>;
template <class In, class Out>
using APISubscription = vgen::APISubscription<In, Out, Services, Session>;

/// The number of a card.
/// @minimum 1
using CardId = std::int64_t;

/// The number of an attachment.
/// @minimum 1
using AttachmentId = std::int64_t;

/// What has to be done.
/// @minLength 1 @maxLength 200
using Title = std::string;

/// How far a card is.
enum class Column { planned, doing, done };

/// A file that belongs to a card.
struct Attachment {
  AttachmentId id{};
  std::string name;      ///< The name that the file had where it came from.
  std::uint64_t size{};  ///< Bytes.
};

/// One piece of work.
struct Card {
  CardId id{};
  Title title;
  Column column{};
  std::string author;                  ///< The user who has added it.
  std::chrono::sys_seconds changed{};  ///< The time of the last change.
  std::vector<Attachment> attachments;
};

/// The whole board.
struct Board {
  std::vector<Card> cards;  ///< The oldest one first.
};

/// A card that is not there any more.
struct CardRemoved {
  CardId id{};
};

/// What a page has to know: the whole board at first, then each card that is new or has changed,
/// and each one that was removed.
/// @discriminator kind
using BoardEvent = std::variant<Board, Card, CardRemoved>;

/// Nobody has this name and password.
struct WrongPassword {
  static constexpr int status = 422;
};

/// There is no such card.
struct CardNotFound {
  static constexpr int status = 404;
  CardId id{};
};

/// There is no such attachment.
struct AttachmentNotFound {
  static constexpr int status = 404;
  AttachmentId id{};
};

struct SignIn {
  std::string user;      ///< @minLength 1 @maxLength 40 @example ada
  std::string password;  ///< @minLength 1 @maxLength 200 @writeOnly @pii @example lovelace
};

struct AddCard {
  Title title;  ///< @example "Paint the fence"
};

/// A member that is left out does not change.
struct ChangeCard {
  CardId id{};
  std::optional<Title> title{};
  std::optional<Column> column{};
};

struct RemoveCard {
  CardId id{};
};

struct Attach {
  CardId id{};      ///< The card.
  vgen::File file;  ///< At most 20 MB. @maxLength 20000000
};

struct GetAttachment {
  AttachmentId id{};
};

/// Begins a session, whose cookie the answer sets.
APIFunctionSessionless<SignIn, vgen::Result<Session, WrongPassword>> sign_in;

/// Ends the session.
APIFunction<void, void> sign_out;

/// Who has signed in.
APIFunction<void, Session> get_session;

/// The whole board.
APIFunction<void, Board> get_board;

/// The board and then its changes, as they happen. Never ends by itself.
APISubscription<void, BoardEvent> follow_board;

/// Adds a card to the planned ones.
APIFunction<AddCard, Card> add_card;

/// Changes the title of a card, or moves it.
APIFunction<ChangeCard, vgen::Result<Card, CardNotFound>> change_card;

/// Removes a card with its attachments. Only its author and the owner may do that.
APIFunction<RemoveCard, vgen::Result<void, CardNotFound>> remove_card;

/// Adds a file to a card.
APIFunction<Attach, vgen::Result<Card, CardNotFound>> attach;

/// The content of an attachment, all of it or a part.
APIFunction<GetAttachment, vgen::Result<void, AttachmentNotFound>> get_attachment;

/// Removes the cards that are done. Runs every night; the owner may also do it at once.
APIFunctionSessionless<void, void> purge;

bool is_owner(Services& services, const Session& session);
bool is_author(Services& services, const RemoveCard& in, const Session& session);

/// All changes of the board.
inline constexpr vgen::Topic<BoardEvent> board_events{.name = "board", .history = 100};

inline constexpr vgen::Security security{.schemes = {vgen::cookie("session")}};

// What writes to the database, or computes the hash of a password, is `.blocking`: it runs on a
// worker, so that no other request waits for the disk.
inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::post,
     .path = "/session",
     .func = sign_in,
     .tags = {"session"},
     .blocking = true},
    {.method = vgen::Method::get, .path = "/session", .func = get_session, .tags = {"session"}},
    {.method = vgen::Method::del,
     .path = "/session",
     .func = sign_out,
     .tags = {"session"},
     .blocking = true},
    {.method = vgen::Method::get, .path = "/board", .func = get_board, .tags = {"board"}},
    {.method = vgen::Method::get, .path = "/board/events", .func = follow_board, .tags = {"board"}},
    {.method = vgen::Method::post,
     .path = "/board/purge",
     .func = purge,
     .auth = true,
     .permissions = {{is_owner}},
     .tags = {"board"},
     .blocking = true},
    {.method = vgen::Method::post,
     .path = "/cards",
     .func = add_card,
     .status = 201,
     .tags = {"cards"},
     .blocking = true},
    {.method = vgen::Method::patch,
     .path = "/cards/{id}",
     .func = change_card,
     .tags = {"cards"},
     .blocking = true},
    {.method = vgen::Method::del,
     .path = "/cards/{id}",
     .func = remove_card,
     .permissions = {{is_author}, {is_owner}},
     .tags = {"cards"},
     .blocking = true},
    {.method = vgen::Method::post,
     .path = "/cards/{id}/attachments",
     .func = attach,
     .status = 201,
     .tags = {"cards"},
     .body_limit = 20'100'000,
     .blocking = true},
    {.method = vgen::Method::get,
     .path = "/attachments/{id}",
     .func = get_attachment,
     .tags = {"cards"},
     .answer_types = {"*/*"}},
};

inline constexpr vgen::Schedule jobs[] = {
    {.name = "purge", .cron = "0 3 * * *", .func = purge, .zone = "Europe/Berlin"},
};

}  // namespace board
