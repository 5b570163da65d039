#include "talk.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace vgen::client::detail {
namespace {

/// A stream. It asks again under another number after an interruption.
class RpcFeed : public Queue {
 public:
  RpcFeed(std::shared_ptr<Loop> loop, const Prepared& message, StreamOptions options)
      : Queue(std::move(loop), message.method, message.route),
        frame(message),
        arrived(std::move(options.last_id)) {}

  [[nodiscard]] bool is_full() const { return !arrived.empty() && size() >= longest_queue; }

  Prepared frame;
  std::string arrived;     ///< The id of the last item that has arrived.
  std::uint64_t call = 0;  ///< Its number on this connection; 0: the server does not know it.
};

/// A problem of a server that sends none.
std::string problem_json(const Frame& error) {
  return R"({"type":"about:blank","title":)" + quoted_json(error.string("message").value_or("")) +
         ",\"status\":" + std::to_string(error.integer("code").value_or(500)) + '}';
}

HttpAnswer answer_of_error(const Frame& error) {
  return problem_answer(error.raw("data").starts_with('{') ? std::string(error.raw("data"))
                                                           : problem_json(error));
}

class RpcTalk : public Talk {
 public:
  RpcTalk(std::shared_ptr<Core> core, const Prepared& address, SocketOptions options)
      : Talk(std::move(core), address, std::move(options), "id") {}

  void add(const std::shared_ptr<RpcFeed>& feed) {
    if (feed->is_finished()) return;
    if (!feed->frame.failure.empty())
      return feed->finish(
          TransportProblem{.kind = TransportKind::input, .detail = feed->frame.failure});
    if (is_closed()) return feed->finish(closed_outcome());
    feeds_.push_back(feed);
    ask_for(*feed);
  }
  void leave(RpcFeed* feed) {
    cancel(*feed);
    std::erase_if(feeds_, [&](const auto& known) { return known.get() == feed; });
  }
  /// An item was taken.
  void taken(RpcFeed* feed, std::size_t left) {
    const bool is_known =
        std::ranges::any_of(feeds_, [&](const auto& known) { return known.get() == feed; });
    if (is_known && feed->call == 0 && left <= longest_queue / 2) ask_for(*feed);
  }

 private:
  std::string sign_in(std::string_view token) const override {
    return R"({"method":".auth","params":[)" + quoted_json(token) + "]}";
  }

  void resume() override {
    for (const auto& feed : std::vector(feeds_)) ask_for(*feed);
  }

  void lost(bool is_over, const Outcome& outcome) override {
    for (const auto& feed : std::vector(feeds_)) {
      const bool is_unknown = feed->call != 0 && feed->arrived.empty();
      feed->call = 0;
      if (!is_over && (!is_unknown || feed->frame.repeats)) continue;
      std::erase(feeds_, feed);
      feed->finish(outcome);
    }
  }

  void abandoned(std::uint64_t id) override {
    if (is_live()) send(R"({"method":".cancel","params":[)" + std::to_string(id) + "]}");
  }

  void take(const std::string& text) override {
    const Frame frame(text);
    if (!frame.is_object()) {
      report(TransportProblem{.kind = TransportKind::decode,
                              .detail = "a message is not JSON",
                              .answer = {.status = 0, .body = text}});
      return drop("a message is not JSON");
    }
    if (frame.string("method") == ".ping") return send(R"({"pong":true})");
    std::optional<HttpAnswer> problem;
    if (frame.has("error")) problem = answer_of_error(Frame(frame.raw("error")));
    const auto id = frame.integer("id");
    if (!id) {
      if (problem) problem->status == 401 ? renew(*problem) : report(*problem);
      return;
    }
    const auto number = static_cast<std::uint64_t>(*id);
    const auto found =
        std::ranges::find(feeds_, number, [](const auto& feed) { return feed->call; });
    if (found == feeds_.end()) {
      answer(number, [&](Reply reply) -> Outcome {
        if (problem) return *problem;
        if (reply == Reply::none) return value_answer({});
        return value_answer(frame.has("result") ? std::string(frame.raw("result")) : "null");
      });
      return;
    }
    const std::shared_ptr<RpcFeed> feed = *found;
    if (problem || frame.has("close")) {
      feeds_.erase(found);
      return feed->finish(problem ? *problem : value_answer({}));
    }
    if (auto item = frame.string("item_id")) feed->arrived = *std::move(item);
    feed->push({.json = std::string(frame.raw("result")),
                .id = frame.string("item_id").value_or(std::string())});
    if (feed->is_full()) cancel(*feed);
  }

  /// Asks for the items of a stream, if there is a connection.
  void ask_for(RpcFeed& feed) {
    if (!is_live() || feed.call != 0 || feed.is_finished() || feed.is_full()) return;
    feed.call = next_id();
    std::string head = "{\"id\":" + std::to_string(feed.call);
    if (!feed.arrived.empty()) head += ",\"last_id\":" + quoted_json(feed.arrived);
    send(head + ',' + feed.frame.body.substr(1));
  }
  void cancel(RpcFeed& feed) {
    if (const std::uint64_t call = std::exchange(feed.call, 0); call != 0) abandoned(call);
  }

  std::vector<std::shared_ptr<RpcFeed>> feeds_;
};

class RpcHandle : public TalkHandle {
 public:
  RpcHandle(std::shared_ptr<Core> core, std::shared_ptr<RpcTalk> talk)
      : TalkHandle(std::move(core), talk), talk_(std::move(talk)) {}

  std::shared_ptr<Feed> open_stream(Prepared message, StreamOptions options) override {
    auto feed = std::make_shared<RpcFeed>(core().shared_loop(), message, std::move(options));
    feed->on_closed = [weak = std::weak_ptr(talk_), raw = feed.get()] {
      if (const auto talk = weak.lock()) talk->leave(raw);
    };
    feed->on_taken = [weak = std::weak_ptr(talk_), raw = feed.get()](std::size_t left) {
      if (const auto talk = weak.lock()) talk->taken(raw, left);
    };
    boost::asio::post(core().loop().context(), [talk = talk_, feed] { talk->add(feed); });
    return feed;
  }

 private:
  std::shared_ptr<RpcTalk> talk_;
};

}  // namespace

std::shared_ptr<SocketCore> open_rpc(const Connection& connection, Prepared address,
                                     SocketOptions options) {
  auto talk = std::make_shared<RpcTalk>(connection.core(), address, std::move(options));
  return std::make_shared<RpcHandle>(connection.core(), std::move(talk));
}

}  // namespace vgen::client::detail
