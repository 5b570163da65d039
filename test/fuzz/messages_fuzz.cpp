// Any text as a message of a channel, and as a frame of RPC. No message closes the connection or
// keeps the next one from being answered, every answer is JSON, and every frame of RPC with an id
// gets an answer, now or when its function ends.
#include "test/support/live_services.hpp"
#include "test/support/rpc_services.hpp"

#include <vgen/testing/client.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

using nlohmann::json;

void need(bool condition) {
  if (!condition) std::abort();
}

bool is_json(const std::string& text) {
  return json::accept(text);
}

/// Whether the last of the messages is this one, and all of them are JSON.
void need_answers(const std::vector<std::string>& messages, std::string_view last) {
  need(!messages.empty() && messages.back() == last);
  need(std::ranges::all_of(messages, is_json));
}

/// Handlers that close the channel, wait, or make it end.
bool is_special(std::string_view text) {
  return text.find('\\') != std::string_view::npos || text.find("close") != std::string_view::npos;
}

void check_channel(std::string_view text) {
  live::Singletons singletons;
  vgen::testing::Client client(live::make(singletons));
  vgen::testing::Channel channel = client.channel("/live/a");
  need(channel.is_open());
  channel.send(text);
  singletons.release();
  client.poll();
  if (is_special(text) && channel.closed()) return;
  channel.send(R"({"action":"measure","$id":"probe","text":"four"})");
  need_answers(channel.receive_all(), R"({"action":"measure","$id":"probe","result":4})");
}

/// Whether a frame asks for an answer that its function gives by itself.
bool needs_answer(const json& frame) {
  if (!frame.is_object() || !frame.contains("id")) return false;
  const json method = frame.value("method", json());
  return method != ".cancel" && method != "watch" && method != "countUp" && method != "flood" &&
         method != "countSmall";
}

void check_rpc(std::string_view text) {
  desk::Singletons singletons;
  vgen::testing::Client client(desk::make(singletons));
  vgen::testing::Channel channel = client.rpc({{"Authorization", "Bearer ada"}});
  need(channel.is_open());
  channel.send(text);
  singletons.release();
  client.poll();
  const std::vector<std::string> answers = channel.receive_all();
  need(std::ranges::all_of(answers, is_json));
  const json frame = json::parse(text, nullptr, false);
  need(!answers.empty() || (!frame.is_discarded() && !needs_answer(frame)));
  need(!channel.closed());
  channel.send(R"({"method":"sum","params":[[1,2]],"id":"probe"})");
  need_answers(channel.receive_all(), R"({"id":"probe","result":3})");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!json::accept(text) && size > 200) return 0;  // longer texts say nothing new
  check_channel(text);
  check_rpc(text);
  return 0;
}
