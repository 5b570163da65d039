#pragma once

#include <vgen/api.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// The types that the JSON benchmark reads and writes; vgen generates the codecs. Three documents
/// have the shapes of files that other benchmarks use (twitter.json, citm_catalog.json,
/// canada.json). One is typical for APIs.
namespace bench {

enum class Priority { low, normal, high };

struct Author {
  std::string name;   ///< @minLength 1 @maxLength 100
  std::string email;  ///< @maxLength 200

  bool operator==(const Author&) const = default;
};

struct Record {
  std::int64_t id{};  ///< @minimum 1
  std::string title;  ///< @minLength 1 @maxLength 200
  std::string text;   ///< @maxLength 1000
  Priority priority{};
  Author author;
  std::vector<std::string> labels;  ///< @maxItems 8
  std::uint32_t votes{};            ///< @maximum 1000000
  bool done{};

  bool operator==(const Record&) const = default;
};

/// A track: only floating-point numbers.
struct Point {
  double latitude{};
  double longitude{};
  double altitude{};
  double time{};

  bool operator==(const Point&) const = default;
};

struct User {
  std::int64_t id{};
  std::string name;
  std::string screen_name;
  std::string location;
  std::string description;
  std::optional<std::string> url{};
  std::int32_t followers_count{};
  bool verified{};

  bool operator==(const User&) const = default;
};

struct Link {
  std::string url;
  std::string expanded_url;
  std::vector<std::int32_t> indices;

  bool operator==(const Link&) const = default;
};

/// The text is not ASCII and has escapes; the document has further members, which are skipped.
struct Status {
  std::string created_at;
  std::int64_t id{};
  std::string text;
  std::string source;
  bool truncated{};
  User user;
  std::vector<Link> urls;
  std::int32_t retweet_count{};
  std::int32_t favorite_count{};
  std::string lang;

  bool operator==(const Status&) const = default;
};

struct Price {
  std::int32_t amount{};
  std::int64_t seat_category_id{};

  bool operator==(const Price&) const = default;
};

struct Performance {
  std::int64_t id{};
  std::int64_t event_id{};
  std::vector<Price> prices;
  std::vector<std::vector<std::int64_t>> areas;
  std::optional<std::string> logo{};
  std::int64_t start{};
  std::string venue_code;

  bool operator==(const Performance&) const = default;
};

/// Names as keys, many integers, written with indentation.
struct Catalog {
  std::map<std::string, std::string> area_names;
  std::vector<Performance> performances;

  bool operator==(const Catalog&) const = default;
};

// A part of the real twitter.json and citm_catalog.json, as programs keep it: the rest is skipped.

struct Tweet {
  std::string created_at;
  std::string id_str;  ///< `id` is beyond 2^53 - 1, which JavaScript cannot hold.
  std::string text;
  std::string source;
  bool truncated{};
  User user;
  std::int32_t retweet_count{};
  std::int32_t favorite_count{};
  std::string lang;

  bool operator==(const Tweet&) const = default;
};

struct Timeline {
  std::vector<Tweet> statuses;

  bool operator==(const Timeline&) const = default;
};

struct TicketPrice {
  std::int32_t amount{};
  std::int64_t audience{};       ///< @rename audienceSubCategoryId
  std::int64_t seat_category{};  ///< @rename seatCategoryId

  bool operator==(const TicketPrice&) const = default;
};

struct SeatArea {
  std::int64_t area{};               ///< @rename areaId
  std::vector<std::int64_t> blocks;  ///< @rename blockIds

  bool operator==(const SeatArea&) const = default;
};

struct SeatCategory {
  std::vector<SeatArea> areas;
  std::int64_t seat_category{};  ///< @rename seatCategoryId

  bool operator==(const SeatCategory&) const = default;
};

struct Show {
  std::int64_t event{};  ///< @rename eventId
  std::int64_t id{};
  std::optional<std::string> logo{};
  std::vector<TicketPrice> prices;
  std::vector<SeatCategory> seat_categories;  ///< @rename seatCategories
  std::int64_t start{};
  std::string venue_code;  ///< @rename venueCode

  bool operator==(const Show&) const = default;
};

struct Event {
  std::int64_t id{};
  std::optional<std::string> logo{};
  std::string name;
  std::vector<std::int64_t> topics;  ///< @rename topicIds

  bool operator==(const Event&) const = default;
};

struct Programme {
  std::map<std::string, std::string> area_names;  ///< @rename areaNames
  std::map<std::string, Event> events;
  std::vector<Show> performances;
  std::map<std::string, std::vector<std::int64_t>> sub_topics;  ///< @rename topicSubTopics

  bool operator==(const Programme&) const = default;
};

struct Services;

struct Everything {
  std::vector<Record> records;
  std::vector<Point> points;
  std::vector<Status> statuses;
  Catalog catalog;
  Timeline timeline;
  Programme programme;
};

/// A function that makes the types part of an API, in both directions.
vgen::APIFunctionSessionless<Everything, Everything, Services> take_everything;

inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::post, .path = "/everything", .func = take_everything},
};

}  // namespace bench
