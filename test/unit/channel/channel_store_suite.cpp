#include "test/unit/channel/channel_store_suite.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace vgen_test {
namespace {

using namespace std::chrono_literals;
using vgen::ChannelRecord;
using vgen::ChannelStore;
using vgen::ChannelUpdate;
using Found = std::optional<ChannelRecord>;
using Ids = std::vector<std::string>;

/// A time with whole milliseconds.
const ChannelStore::Time begin{std::chrono::milliseconds(1'900'000'000'123)};

/// A record with each of its parts.
ChannelRecord full(const std::string& id) {
  return {.id = id,
          .api = "news",
          .channel = "live",
          .request = {.method = "GET",
                      .target = "/live/kitchen?since=7",
                      .headers = {{"Cookie", "a=b"},
                                  {"X-Bytes", std::string("\xE9\0:9:", 5)},
                                  {"", ""}},
                      .remote_address = "::1",
                      .forwarded_host = "example.org",
                      .scheme = vgen::Scheme::https},
          .session = "{\"user\":\"\xC3\xA9\\u0000\"}",
          .session_expires = begin + 90s,
          .state = R"({"messages":7})",
          .subscriptions = {{.topic = "rooms/a", .at = vgen::TopicPosition{~0ULL, 1ULL << 62}},
                            {.topic = "headlines", .at = {}}},
          .presence = {{.topic_name = "rooms/{room}", .data = R"({"name":"Ada"})"}},
          .has_handle = true,
          .expires = begin + 60s};
}

ChannelRecord plain(const std::string& id, const std::string& channel = "live") {
  return {.id = id, .api = "news", .channel = channel, .expires = begin + 60s};
}

void check_records(ChannelStore& store, ChannelStore& other) {
  CHECK(store.load("a", begin) == std::nullopt);
  CHECK(store.update(full("a"), begin) == ChannelUpdate::missing);
  CHECK_FALSE(store.renew("a", begin + 1h, begin));
  CHECK_FALSE(store.remove("a"));
  CHECK(store.create(full("a"), begin));
  CHECK_FALSE(other.create(plain("a"), begin));
  CHECK(store.create(plain("b"), begin));
  CHECK(other.load("a", begin) == Found(full("a")));
  CHECK(other.load("b", begin) == Found(plain("b")));
  CHECK(other.remove("a"));
  CHECK_FALSE(store.remove("a"));
  CHECK(store.load("a", begin) == std::nullopt);
  CHECK(store.load("b", begin) == Found(plain("b")));
  CHECK(store.create(plain("a"), begin));
  CHECK(store.remove("a"));
  CHECK(store.remove("b"));
}

void check_versions(ChannelStore& store, ChannelStore& other) {
  CHECK(store.create(plain("a"), begin));
  ChannelRecord first = store.load("a", begin).value();
  ChannelRecord second = other.load("a", begin).value();
  first.state = "1";
  second.state = "2";
  second.subscriptions = {{.topic = "t"}};
  CHECK(other.update(second, begin) == ChannelUpdate::done);
  CHECK(store.update(first, begin) == ChannelUpdate::conflict);
  second.version = 1;
  CHECK(store.load("a", begin) == Found(second));
  first.version = 1;
  CHECK(store.update(first, begin) == ChannelUpdate::done);
  CHECK(other.update(second, begin) == ChannelUpdate::conflict);
  first.version = 2;
  CHECK(other.load("a", begin) == Found(first));
  first.version = 3;  // a version that does not exist yet
  CHECK(store.update(first, begin) == ChannelUpdate::conflict);
  // A record that was removed and made again has nothing to do with the old one.
  CHECK(store.remove("a"));
  CHECK(store.create(plain("a"), begin));
  CHECK(store.load("a", begin) == Found(plain("a")));
  CHECK(store.remove("a"));
}

void check_ends(ChannelStore& store, ChannelStore& other) {
  CHECK(store.create(full("a"), begin));
  CHECK(store.create(plain("b"), begin));
  CHECK(store.create(plain("c", "feed"), begin));
  CHECK(store.load("a", begin + 60s - 1ms) == Found(full("a")));
  CHECK(store.load("a", begin + 60s) == std::nullopt);
  CHECK(store.renew("b", begin + 90s, begin + 30s));
  ChannelRecord later = plain("b");
  later.expires = begin + 90s;
  CHECK(other.load("b", begin + 60s) == Found(later));  // the version is the same
  later.expires = begin + 120s;
  CHECK(other.update(later, begin + 60s) == ChannelUpdate::done);
  later.version = 1;
  CHECK(store.load("b", begin + 110s) == Found(later));
  CHECK(store.update(full("a"), begin + 60s) == ChannelUpdate::missing);
  CHECK_FALSE(store.renew("a", begin + 120s, begin + 60s));
  CHECK(store.take_expired(begin + 60s - 1ms, 10).empty());
  std::vector<ChannelRecord> taken = store.take_expired(begin + 60s, 1);
  CHECK(taken.size() == 1);
  for (ChannelRecord& record : other.take_expired(begin + 60s, 10)) taken.push_back(record);
  std::ranges::sort(taken, {}, &ChannelRecord::id);
  CHECK(taken == std::vector{full("a"), plain("c", "feed")});
  CHECK(store.take_expired(begin + 60s, 10).empty());
  CHECK_FALSE(store.remove("a"));
  // The place of one whose time is over is free.
  CHECK(store.create(plain("b", "feed"), begin + 120s - 1ms) == false);
  ChannelRecord again = plain("b", "feed");
  again.expires = begin + 300s;
  CHECK(store.create(again, begin + 120s));
  CHECK(store.load("b", begin + 120s) == Found(again));
  CHECK(store.ids("news", "live", "", 10, begin + 120s).empty());
  CHECK(store.ids("news", "feed", "", 10, begin + 120s) == Ids{"b"});
  CHECK(store.remove("b"));
}

void check_ids(ChannelStore& store, ChannelStore& other) {
  for (const char* id : {"c", "a", "e", "d", "b"}) CHECK(store.create(plain(id), begin));
  CHECK(store.create(plain("bb", "feed"), begin));
  ChannelRecord foreign = plain("cc");
  foreign.api = "shop";
  CHECK(store.create(foreign, begin));
  CHECK(other.ids("news", "live", "", 10, begin) == Ids{"a", "b", "c", "d", "e"});
  CHECK(store.ids("news", "live", "", 2, begin) == Ids{"a", "b"});
  CHECK(store.remove("b"));
  CHECK(store.renew("c", begin + 1s, begin));
  CHECK(store.ids("news", "live", "b", 2, begin) == Ids{"c", "d"});
  CHECK(store.ids("news", "live", "b", 2, begin + 1s) == Ids{"d", "e"});
  CHECK(store.ids("news", "live", "d", 2, begin + 1s) == Ids{"e"});
  CHECK(store.ids("news", "live", "e", 2, begin + 1s).empty());
  CHECK(store.ids("news", "feed", "", 10, begin) == Ids{"bb"});
  CHECK(store.ids("shop", "live", "", 10, begin) == Ids{"cc"});
  CHECK(store.ids("shop", "feed", "", 10, begin).empty());
  for (const char* id : {"a", "bb", "c", "cc", "d", "e"}) CHECK(store.remove(id));
}

/// Several threads add to one number. Each update that is done counts, and no other.
void check_threads(ChannelStore& store, ChannelStore& other) {
  constexpr int threads = 4;
  constexpr int additions = 50;
  ChannelRecord record = plain("a");
  record.state = "0";
  CHECK(store.create(record, begin));
  std::vector<std::thread> all;
  std::atomic<int> conflicts = 0;
  for (int thread = 0; thread < threads; ++thread) {
    ChannelStore& own = thread % 2 == 0 ? store : other;
    all.emplace_back([&own, &conflicts] {
      for (int done = 0; done < additions;) {
        ChannelRecord next = own.load("a", begin).value();
        next.state = std::to_string(std::stoi(next.state) + 1);
        const ChannelUpdate outcome = own.update(next, begin);
        done += outcome == ChannelUpdate::done ? 1 : 0;
        conflicts += outcome == ChannelUpdate::conflict ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : all) thread.join();
  INFO(conflicts << " conflicts");
  record.state = std::to_string(threads * additions);
  record.version = threads * additions;
  CHECK(store.load("a", begin) == Found(record));
  CHECK(store.remove("a"));
}

}  // namespace

void check_channel_store(ChannelStore& store, ChannelStore& other) {
  check_records(store, other);
  check_versions(store, other);
  check_ends(store, other);
  check_ids(store, other);
  check_threads(store, other);
}

}  // namespace vgen_test
