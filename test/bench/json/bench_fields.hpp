/// The members of the types again, for the libraries that have no generator: `fields(value,
/// visit)` calls `visit(name, member)`.
#pragma once

#include "bench_types.hpp"

namespace bench {

template <class V>
void fields(auto& v, V&& visit)
  requires requires { v.email; }
{
  visit("name", v.name), visit("email", v.email);
}
template <class V>
void fields(auto& v, V&& visit)
  requires requires { v.votes; }
{
  visit("id", v.id), visit("title", v.title), visit("text", v.text), visit("priority", v.priority),
      visit("author", v.author);
  visit("labels", v.labels), visit("votes", v.votes), visit("done", v.done);
}
template <class V>
void fields(auto& v, V&& visit)
  requires requires { v.latitude; }
{
  visit("latitude", v.latitude), visit("longitude", v.longitude), visit("altitude", v.altitude),
      visit("time", v.time);
}
template <class V>
void fields(auto& v, V&& visit)
  requires requires { v.screen_name; }
{
  visit("id", v.id), visit("name", v.name), visit("screen_name", v.screen_name),
      visit("location", v.location);
  visit("description", v.description), visit("url", v.url),
      visit("followers_count", v.followers_count), visit("verified", v.verified);
}
template <class V>
void fields(auto& v, V&& visit)
  requires requires { v.expanded_url; }
{
  visit("url", v.url), visit("expanded_url", v.expanded_url), visit("indices", v.indices);
}
template <class V>
void fields(auto& v, V&& visit)
  requires requires { v.urls; }
{
  visit("created_at", v.created_at), visit("id", v.id), visit("text", v.text),
      visit("source", v.source), visit("truncated", v.truncated);
  visit("user", v.user), visit("urls", v.urls), visit("retweet_count", v.retweet_count),
      visit("favorite_count", v.favorite_count);
  visit("lang", v.lang);
}
template <class V>
void fields(auto& v, V&& visit)
  requires requires { v.seat_category_id; }
{
  visit("amount", v.amount), visit("seat_category_id", v.seat_category_id);
}
template <class V>
void fields(auto& v, V&& visit)
  requires requires { v.venue_code; }
{
  visit("id", v.id), visit("event_id", v.event_id), visit("prices", v.prices),
      visit("areas", v.areas), visit("logo", v.logo);
  visit("start", v.start), visit("venue_code", v.venue_code);
}
template <class V>
void fields(auto& v, V&& visit)
  requires requires { v.area_names; }
{
  visit("area_names", v.area_names), visit("performances", v.performances);
}

template <class V>
void fields(Tweet& v, V&& visit) {
  visit("created_at", v.created_at), visit("id_str", v.id_str), visit("text", v.text),
      visit("source", v.source), visit("truncated", v.truncated), visit("user", v.user);
  visit("retweet_count", v.retweet_count), visit("favorite_count", v.favorite_count),
      visit("lang", v.lang);
}
template <class V>
void fields(Timeline& v, V&& visit) {
  visit("statuses", v.statuses);
}
template <class V>
void fields(TicketPrice& v, V&& visit) {
  visit("amount", v.amount), visit("audienceSubCategoryId", v.audience),
      visit("seatCategoryId", v.seat_category);
}
template <class V>
void fields(SeatArea& v, V&& visit) {
  visit("areaId", v.area), visit("blockIds", v.blocks);
}
template <class V>
void fields(SeatCategory& v, V&& visit) {
  visit("areas", v.areas), visit("seatCategoryId", v.seat_category);
}
template <class V>
void fields(Show& v, V&& visit) {
  visit("eventId", v.event), visit("id", v.id), visit("logo", v.logo), visit("prices", v.prices),
      visit("seatCategories", v.seat_categories), visit("start", v.start),
      visit("venueCode", v.venue_code);
}
template <class V>
void fields(Event& v, V&& visit) {
  visit("id", v.id), visit("logo", v.logo), visit("name", v.name), visit("topicIds", v.topics);
}
template <class V>
void fields(Programme& v, V&& visit) {
  visit("areaNames", v.area_names), visit("events", v.events),
      visit("performances", v.performances), visit("topicSubTopics", v.sub_topics);
}

/// The limits that the generated code checks while it reads.
template <class T>
bool within_limits(const T&) {
  return true;
}
inline bool within_limits(const Record& record) {
  return record.id >= 1 && !record.title.empty() && record.title.size() <= 200 &&
         record.text.size() <= 1000 && record.labels.size() <= 8 && record.votes <= 1000000 &&
         !record.author.name.empty() && record.author.name.size() <= 100 &&
         record.author.email.size() <= 200;
}

inline constexpr std::string_view priorities[] = {"low", "normal", "high"};

inline bool read_priority(std::string_view name, Priority& priority) {
  for (int i = 0; i < 3; ++i) {
    if (priorities[i] != name) continue;
    priority = static_cast<Priority>(i);
    return true;
  }
  return false;
}

template <class T>
inline constexpr bool is_optional = requires(T& v) { v.has_value(); };
template <class T>
inline constexpr bool is_map = requires { typename T::mapped_type; };
template <class T>
inline constexpr bool is_list =
    requires(T& v) { v.emplace_back(); } && !std::is_same_v<T, std::string>;

}  // namespace bench
