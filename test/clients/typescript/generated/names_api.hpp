#pragma once

#include <vgen/api.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// Names that mean something to TypeScript or to the client's runtime, and texts that a comment
/// cannot hold.
namespace names {

struct Services;

template <class In, class Out>
using Function = vgen::APIFunctionSessionless<In, Out, Services>;

/// The runtime has one, too. */ export const broken = 1; /*
struct Client {
  std::string constructor;                          ///< @pattern ^a*/b$
  std::optional<std::string> renamed{};             ///< @rename x-renamed
  std::map<std::string, std::string> headers = {};  ///< { braces } and `code` @ home.
};

/// TypeScript's library has one, too.
struct Record {
  std::map<std::string, Client> clients;
};

/// Says `it's "quoted"` and \ goes on for a long time, far beyond what fits into one line of a file
/// that people like to read in their editors.
enum class Call {
  said,   ///< @rename it's-"said"
  other,  ///< Another one.
  a_rather_long_enumerator_that_fills_lines,
  another_rather_long_enumerator_that_fills_lines,
};

/// Its problem would be named as one of the runtime's.
struct Server {
  static constexpr int status = 409;
  Call call{};
};

struct Transport {
  static constexpr int status = 410;
};

struct AnErrorWithARatherLongNameThatFillsLines {
  static constexpr int status = 411;
};

struct AnotherErrorWithARatherLongNameThatFillsLines {
  static constexpr int status = 412;
};

struct Empty {};

/// Makes a client.
Function<Client, vgen::Result<Client, Server, Transport>> create_client;

/// Calls one.
Function<Client, void> call;

/// Gives all.
Function<Empty, Record> send;

/// Fails in many ways.
Function<Client, vgen::Result<void, Server, AnErrorWithARatherLongNameThatFillsLines,
                              AnotherErrorWithARatherLongNameThatFillsLines>>
    fail_in_many_ways;

inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::post, .path = "/clients", .func = create_client, .tags = {"index"}},
    {.method = vgen::Method::put,
     .path = "/clients/{constructor}",
     .func = call,
     .status = 202,
     .headers = {{"X-Renamed-With-A-Rather-Long-Name-That-Fills-Lines", &Client::renamed}},
     .tags = {"index"}},
    {.method = vgen::Method::get, .path = "/send", .func = send, .tags = {"Index"}},
    {.method = vgen::Method::post,
     .path = "/fail",
     .func = fail_in_many_ways,
     .tags = {"failures"}},
};

}  // namespace names
