// The chat from a terminal: prints what is said in a room, and says each line that it reads.
//
//   chat_client http://127.0.0.1:8080 ada lovelace lobby
#include "api_client.gen.hpp"

#include <cstdlib>
#include <exception>
#include <iostream>
#include <random>
#include <span>
#include <string>
#include <thread>

namespace {

using namespace chat::client;

void print(const Message& message) {
  std::cout << message.author + ": " + message.text + '\n' << std::flush;
}

/// Prints the messages after this one. Returns the last of all.
MessageId print_after(const LiveChannel& live, const RoomName& room, MessageId last) {
  const auto messages = live.get_messages({.room = room, .after = last, .limit = 200});
  for (const Message& message : messages.value()) print(message);
  if (messages->empty()) return last;
  return print_after(live, room, messages->back().id);
}

/// Returns when the subscription has ended.
void follow(const LiveChannel& live, const RoomName& room,
            const vgen::client::Subscription<Message>& news) {
  // The server handles the messages of a connection in order: it has begun the subscription before
  // it reads what was said until now. So nothing is missing, and a few messages come twice.
  MessageId last = print_after(live, room, 0);
  while (const auto item = news.next()) {
    if (item->lost) last = print_after(live, room, last);  // the server was started again
    if (!item->data || item->data->id <= last) continue;
    print(*item->data);
    last = item->data->id;
  }
  if (!news.end()) std::cerr << news.end().message() << '\n';
}

/// Says it once, also if the connection is lost and the answer with it.
void say(const LiveChannel& live, const RoomName& room, const std::string& text) {
  std::random_device random;
  const Say saying{
      .room = room, .text = text, .key = std::to_string(random()) + "-" + std::to_string(random())};
  auto said = live.say(saying);
  while (said.holds<vgen::client::TransportProblem>()) said = live.say(saying);
  if (!said) std::cerr << said.message() << '\n';
}

void talk(const Api& api, const std::string& user, const std::string& password,
          const RoomName& room) {
  const auto session = api.sign_in({.user = user, .password = password});
  std::cerr << session.value().user << " is in the room " << room << ".\n";  // or it throws
  // The client keeps no cookies.
  const std::string cookie(session.answer().header("Set-Cookie").value_or(""));
  const vgen::client::HeaderField header{"Cookie", cookie.substr(0, cookie.find(';'))};
  const LiveChannel live = api.open_live({.headers = {header}});
  const auto news = live.room_messages(room);
  const std::jthread reader([&] {
    try {
      follow(live, room, news);
    } catch (const std::exception& error) {
      std::cerr << error.what() << '\n';
    }
  });
  for (std::string line; std::getline(std::cin, line);) {
    if (!line.empty()) say(live, room, line);
  }
  news.close();
}

}  // namespace

int main(int argc, char** argv) {
  const std::span arguments(argv, static_cast<std::size_t>(argc));
  if (argc != 5) {
    std::cerr << "usage: chat_client URL NAME PASSWORD ROOM\n";
    return EXIT_FAILURE;
  }
  try {
    const Api api(vgen::client::Options{.base_url = arguments[1]});
    talk(api, arguments[2], arguments[3], arguments[4]);
    return EXIT_SUCCESS;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
