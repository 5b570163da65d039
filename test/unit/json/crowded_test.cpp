// Keys that an attacker chooses so that they share one bucket of an unordered container.
#include "sample.hpp"

#include <chrono>
#include <cstdint>
#include <cstring>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace {

using Integers = std::vector<std::int64_t>;
using Strings = std::vector<std::string>;

/// 85229 is a number of buckets of libstdc++, whose hash of an integer is the integer.
constexpr std::int64_t buckets = 85229;

Integers multiples(std::int64_t of, std::size_t count) {
  Integers list;
  for (std::size_t i = 0; i < count; ++i) list.push_back(of * static_cast<std::int64_t>(i));
  return list;
}

constexpr std::uint64_t mul = 0xc6a4a7935bd1e995U;

std::uint64_t inverse_of_mul() {
  std::uint64_t inverse = 1;
  for (int i = 0; i < 6; ++i) inverse *= 2 - mul * inverse;
  return inverse;
}

std::uint64_t mix(std::uint64_t value) {
  return value ^ (value >> 47);
}

/// The block of eight bytes that the hash of libstdc++ (MurmurHash64A) turns into this word.
std::uint64_t block_of(std::uint64_t word) {
  static const std::uint64_t inverse = inverse_of_mul();
  return mix(word * inverse) * inverse;
}

bool is_plain(std::uint64_t block) {
  for (int i = 0; i < 8; ++i, block >>= 8) {
    const auto byte = static_cast<unsigned char>(block & 0xFF);
    if (byte < 0x20 || byte > 0x7E || byte == '"' || byte == '\\') return false;
  }
  return true;
}

/// Strings of sixteen letters and signs with one hash.
Strings of_one_hash(std::size_t count) {
  constexpr std::uint64_t seed = 0xc70f6907U ^ (16 * mul);
  constexpr std::uint64_t wanted = 0x1234567890ABCDEFU;
  std::mt19937_64 random(1);
  Strings list;
  while (list.size() < count) {
    std::uint64_t first = 0;
    for (int i = 0; i < 8; ++i) first = first << 8 | ('a' + random() % 26);
    const std::uint64_t state = (seed ^ mix(first * mul) * mul) * mul;
    const std::uint64_t second = block_of(state ^ wanted);
    if (!is_plain(second)) continue;
    char text[16];
    std::memcpy(text, &first, 8);
    std::memcpy(text + 8, &second, 8);
    list.emplace_back(text, sizeof text);
  }
  return list;
}

std::string text_of(std::int64_t key) {
  return std::to_string(key);
}
std::string text_of(const std::string& key) {
  return '"' + key + '"';
}

template <class Keys>
std::string array_of(const Keys& keys) {
  std::string text;
  for (const auto& key : keys) text.append(text.empty() ? "[" : ",").append(text_of(key));
  return text + "]";
}

template <class Keys>
std::string object_of(const Keys& keys, std::string_view value = "0") {
  std::string text;
  for (const auto& key : keys) {
    const std::string name = text_of(key);
    text.append(text.empty() ? "{" : ",");
    text.append(name.front() == '"' ? name : '"' + name + '"').append(":").append(value);
  }
  return text + "}";
}

template <class T>
bool is_crowded(const std::string& text) {
  const auto faults = faults_of<T>(text);
  return faults.size() == 1 && faults[0].code == "size" &&
         faults[0].message.find("too many keys with the same hash") != std::string::npos;
}

using IntegerMap = std::unordered_map<std::int64_t, int>;
using IntegerSet = std::unordered_set<std::int64_t>;
using StringMap = std::unordered_map<std::string, int>;
using StringSet = std::unordered_set<std::string>;

}  // namespace

TEST_CASE("crowded: integers that share a bucket are refused", "[json]") {
  const Integers keys = multiples(buckets, 60'000);
  const auto began = std::chrono::steady_clock::now();
  CHECK(is_crowded<IntegerMap>(object_of(keys)));
  CHECK(is_crowded<IntegerSet>(array_of(keys)));
  CHECK(is_crowded<std::unordered_map<std::uint32_t, int>>(object_of(multiples(buckets, 50'000))));
  CHECK(is_crowded<std::unordered_set<int>>(array_of(multiples(-541, 2'000))));
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(5));
}

TEST_CASE("crowded: strings with one hash are refused", "[json]") {
  const Strings keys = of_one_hash(500);
  for (const std::string& key : keys)
    REQUIRE(std::hash<std::string>()(key) == std::hash<std::string>()(keys.front()));
  CHECK(is_crowded<StringMap>(object_of(keys)));
  CHECK(is_crowded<StringSet>(array_of(keys)));
}

TEST_CASE("crowded: inside of other values too", "[json]") {
  const Integers keys = multiples(541, 2'000);
  const Strings names = of_one_hash(100);
  CHECK(is_crowded<std::vector<IntegerMap>>("[" + object_of(keys) + "]"));
  CHECK(is_crowded<std::unordered_map<std::string, IntegerSet>>("{\"a\":" + array_of(keys) + "}"));
  CHECK(is_crowded<std::unordered_map<std::string, IntegerMap>>(object_of(names, "{\"1\":2}")));
  CHECK(is_crowded<std::map<std::string, std::vector<StringSet>>>("{\"a\":[[]," + array_of(names) +
                                                                  "]}"));
  const auto faults =
      faults_of<std::map<std::string, IntegerSet>>("{\"a\":" + array_of(keys) + "}");
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].pointer.starts_with("/a/"));
}

TEST_CASE("crowded: keys that nobody chose to collide are taken", "[json]") {
  for (const std::int64_t step : {1, 7, 60, 1'000, 1'024, 65'536, 86'400'000}) {
    const Integers keys = multiples(step, 50'000);
    CHECK(value_of<IntegerMap>(object_of(keys)).size() == keys.size());
    CHECK(value_of<IntegerSet>(array_of(keys)).size() == keys.size());
  }
  std::mt19937_64 random(2);
  Strings names;
  for (int i = 0; i < 20'000; ++i) names.push_back(std::to_string(random()));
  CHECK(value_of<StringMap>(object_of(names)).size() == names.size());
  CHECK(value_of<StringSet>(array_of(names)).size() == names.size());
}

TEST_CASE("crowded: a few keys may share a bucket", "[json]") {
  const Strings keys = of_one_hash(50);
  CHECK(value_of<StringMap>(object_of(keys)).size() == keys.size());
  CHECK(value_of<StringSet>(array_of(keys)).size() == keys.size());
}

TEST_CASE("crowded: ordered containers take any keys", "[json]") {
  const Strings names = of_one_hash(500);
  CHECK(value_of<std::map<std::string, int>>(object_of(names)).size() == names.size());
  CHECK(value_of<std::set<std::string>>(array_of(names)).size() == names.size());
}
