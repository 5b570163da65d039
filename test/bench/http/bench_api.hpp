#pragma once

#include <vgen/api.hpp>

#include <cstdint>
#include <string>

/// The API of all servers of the benchmark: one JSON request of the usual size with checks, the
/// smallest possible answer, and a megabyte in each direction. The first also as a message of a
/// websocket, where another message goes to all connections.
namespace bench {

struct Services;
struct Session {};

template <class In, class Out>
using APIFunctionSessionless = vgen::APIFunctionSessionless<In, Out, Services>;
template <class In, class Out>
using ChannelMessage = vgen::ChannelMessage<In, Out, Services, Session>;

/// The address for an order.
struct Address {
  std::string street;        ///< @minLength 1 @maxLength 100
  std::string city;          ///< @minLength 1 @maxLength 60
  std::uint32_t postcode{};  ///< @minimum 1000 @maximum 99999
};

/// 286 bytes as JSON in the benchmark's request: eight members, a nested object, five strings.
struct Order {
  std::int64_t id{};         ///< @minimum 1
  std::string customer;      ///< @minLength 3 @maxLength 80
  std::string sku;           ///< @minLength 4 @maxLength 40
  std::uint32_t quantity{};  ///< @minimum 1 @maximum 1000
  std::int64_t price{};      ///< Of one, in cents. @minimum 0
  bool express{};
  std::string note;  ///< @maxLength 200
  Address address;
};

/// 194 bytes as JSON in the benchmark's answer.
struct Receipt {
  std::int64_t id{};
  std::string customer;
  std::string sku;
  std::int64_t total{};  ///< In cents.
  bool express{};
  std::string street;
  std::string city;
  std::uint32_t days{};  ///< Until it arrives.
};

struct Greeting {
  std::string message;
};

/// A megabyte in the benchmark.
struct Text {
  std::string text;
};

struct TextLength {
  std::uint64_t length{};  ///< In bytes. @maximum 10000000
};

/// What one connection says to all others.
struct Shout {
  std::string text;  ///< @maxLength 200
};

APIFunctionSessionless<Order, Receipt> create_order;

/// Passes it on.
ChannelMessage<Shout, Shout> shout;

APIFunctionSessionless<void, Greeting> hello;

APIFunctionSessionless<void, Text> get_text;

APIFunctionSessionless<Text, TextLength> measure_text;

inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::post, .path = "/orders", .func = create_order},
    {.method = vgen::Method::get, .path = "/hello", .func = hello},
    {.method = vgen::Method::get, .path = "/text", .func = get_text},
    {.method = vgen::Method::post, .path = "/text", .func = measure_text},
};

inline constexpr vgen::ChannelRoute live{
    .name = "live",
    .path = "/live",
    .routes = {{.value = "order", .func = create_order}, {.value = "shout", .func = shout}}};

}  // namespace bench
