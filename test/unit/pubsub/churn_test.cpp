// Several threads publish while subscribers of several threads come, go and resume.
#include <vgen/channel/fanout.hpp>
#include <vgen/pubsub/memory_hub.hpp>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

namespace asio = boost::asio;

constexpr std::array<const char*, 4> names{"a", "b", "c", "d"};
constexpr int publishers = 3;
constexpr int messages_of_each = 4'000;

struct Counts {
  std::atomic<std::uint64_t> deliveries{0};
  std::atomic<std::uint64_t> wrong{0};
  std::atomic<std::uint64_t> resumed{0};
  std::atomic<std::uint64_t> lost{0};
};

/// Checks that it gets each offset once and in order.
class Checker final : public vgen::TopicSubscriber {
 public:
  Checker(std::string id, Counts& counts) : id_(std::move(id)), counts_(counts) {}

  [[nodiscard]] std::string_view id() const noexcept override { return id_; }
  void topic_subscribed(std::string_view /*topic*/, const vgen::TopicRow& /*row*/,
                        const std::optional<std::string>& /*answer*/,
                        const vgen::TopicSubscribed& subscribed) override {
    if (resumes_from && subscribed.at != *resumes_from) {
      ++counts_.lost;
      if (!subscribed.lost) ++counts_.wrong;
    }
    last = subscribed.at;
    for (const vgen::SharedPublication& missed : subscribed.missed) check(*missed);
  }
  void topic_messages(std::string_view frames,
                      std::span<const vgen::SharedPublication> messages) override {
    std::size_t size = 0;
    for (const vgen::SharedPublication& message : messages) {
      check(*message);
      size += message->frame.size();
    }
    if (size != frames.size()) ++counts_.wrong;
  }
  void topic_revoked(std::string_view /*topic*/) override { ++counts_.wrong; }
  void topic_lost(std::string_view /*topic*/, vgen::LostMessages /*lost*/) override {
    ++counts_.wrong;
  }
  void topic_closed(std::uint16_t /*code*/, std::string_view /*reason*/) override {
    ++counts_.wrong;
  }

  vgen::TopicPosition last{};
  std::optional<vgen::TopicPosition> resumes_from{};

 private:
  /// A message that is not for this subscriber leaves a gap of one.
  void check(const vgen::Publication& message) {
    const bool is_next = last.offset + 1 == message.at.offset && last.epoch == message.at.epoch;
    if (!is_next || message.channel == id_) ++counts_.wrong;
    last = message.at;
    ++counts_.deliveries;
  }

  std::string id_;
  Counts& counts_;
};

/// One loop with its subscribers, 10 of each topic.
class LoopOfSubscribers {
 public:
  LoopOfSubscribers(vgen::HubCore& core, unsigned seed, Counts& counts)
      : executor_(context_.get_executor()),
        fanout_(core, executor_, nullptr),
        random_(seed),
        counts_(counts) {
    for (std::size_t topic = 0; topic < names.size(); ++topic) {
      for (int i = 0; i < 10; ++i) add(topic, std::nullopt);
    }
  }

  void run() {
    const auto work = asio::make_work_guard(context_);
    churn();
    context_.run();
  }
  void stop() { stopping_ = true; }
  /// After `run`.
  void end() {
    for (std::size_t topic = 0; topic < names.size(); ++topic) {
      for (const auto& subscriber : subscribers_[topic])
        fanout_.unsubscribe(*subscriber, names[topic]);
    }
  }
  [[nodiscard]] const auto& subscribers() const noexcept { return subscribers_; }

 private:
  void churn() {
    if (stopping_) {
      asio::post(context_, [this] { context_.stop(); });
      return;
    }
    const std::size_t topic = random_() % names.size();
    auto& list = subscribers_[topic];
    std::unique_ptr<Checker> removed = std::exchange(list[random_() % list.size()], nullptr);
    std::erase(list, nullptr);
    fanout_.unsubscribe(*removed, names[topic]);
    const bool resumes = random_() % 2 == 0 && removed->last.epoch != 0;
    add(topic, resumes ? std::optional(removed->last) : std::nullopt);
    asio::post(context_, [this] { churn(); });
  }
  void add(std::size_t topic, std::optional<vgen::TopicPosition> resume) {
    auto& made = subscribers_[topic].emplace_back(
        std::make_unique<Checker>(std::to_string(++last_id_), counts_));
    made->resumes_from = resume;
    if (resume) ++counts_.resumed;
    fanout_.subscribe(*made, names[topic], row_, resume, std::nullopt);
  }

  asio::io_context context_{1};
  asio::any_io_executor executor_;
  vgen::Fanout fanout_;
  std::mt19937 random_;
  Counts& counts_;
  vgen::TopicRow row_{.history = 512};
  std::array<std::vector<std::unique_ptr<Checker>>, names.size()> subscribers_;
  std::uint64_t last_id_ = 0;
  std::atomic<bool> stopping_ = false;
};

void publish(vgen::EventHub& hub, unsigned seed) {
  std::mt19937 random(seed);
  for (int i = 0; i < messages_of_each; ++i) {
    const std::string except = random() % 10 == 0 ? "somebody else" : "";
    hub.publish(names[random() % names.size()], {.history = 512}, "\"0123456789\"", except);
  }
}

}  // namespace

TEST_CASE("hub: nothing is lost, twice or out of order while subscribers come and go", "[pubsub]") {
  vgen::HubCore core({});
  auto hub = std::make_shared<vgen::MemoryHub>();
  core.use(hub);
  Counts counts;
  std::vector<std::unique_ptr<LoopOfSubscribers>> loops;
  for (unsigned i = 0; i < 3; ++i)
    loops.push_back(std::make_unique<LoopOfSubscribers>(core, i + 1, counts));
  std::vector<std::thread> loop_threads;
  for (const auto& loop : loops) loop_threads.emplace_back([&loop] { loop->run(); });
  std::vector<std::thread> publishing;
  for (unsigned i = 0; i < publishers; ++i)
    publishing.emplace_back([&hub, i] { publish(*hub, 100 + i); });
  for (std::thread& thread : publishing) thread.join();
  for (const auto& loop : loops) loop->stop();
  for (std::thread& thread : loop_threads) thread.join();

  CHECK(counts.wrong == 0);
  CHECK(counts.deliveries > 0);
  CHECK(counts.resumed > 0);
  for (const auto& loop : loops) loop->end();
  loops.clear();
  CHECK(hub->topics() == names.size());  // their history
}
