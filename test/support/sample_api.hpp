/// An API with one function of each kind, for the tests of the runtime.
#pragma once

#include <vgen/api.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace sample {

struct Services;
struct Session {
  std::string user{};
};

template <class In, class Out>
using APIFunction = vgen::APIFunction<In, Out, Services, Session>;
template <class In, class Out>
using APIFunctionOptionalSession = vgen::APIFunctionOptionalSession<In, Out, Services, Session>;
template <class In, class Out>
using APIFunctionSessionless = vgen::APIFunctionSessionless<In, Out, Services>;

enum class Level { low, normal, high };

struct Item {
  std::int64_t id{};
  std::string title{};
  std::optional<std::string> note{};
};

struct NotFound {
  static constexpr int status = 404;
  std::int64_t id{};
};
/// Thrown as a `NotFound`.
struct GoneForGood : NotFound {};

struct GetItem {
  std::int64_t id{};
};

struct UpdateItem {
  std::int64_t id{};
  std::int32_t x{};
  std::string t{};
};

struct CreateItem {
  std::string title{};
  std::optional<std::string> note{};
};

struct Search {
  std::int32_t count = 10;
  std::optional<bool> flag{};
  std::vector<std::string> tags{};
  std::set<std::int32_t> ids{};
  Level level = Level::normal;
  std::optional<std::chrono::sys_seconds> since{};
};

struct Keyed {
  std::string key{};
  std::optional<std::string> theme{};
  std::vector<std::int32_t> parts{};
};

struct Text {
  std::string text{};
};

struct Greeting {
  std::string message{};
};

struct PutOptional {
  std::optional<std::string> note{};
};

APIFunctionSessionless<void, Greeting> hello;
APIFunctionSessionless<GetItem, vgen::Result<Item, NotFound>> get_item;
APIFunctionSessionless<CreateItem, Item> create_item;
APIFunctionSessionless<UpdateItem, UpdateItem> update_item;
APIFunctionSessionless<GetItem, vgen::Result<void, NotFound>> delete_item;
APIFunctionSessionless<PutOptional, PutOptional> put_optional;
APIFunctionSessionless<Search, Search> search;
APIFunctionSessionless<Keyed, Keyed> keyed;
APIFunctionSessionless<std::string, std::uint64_t> measure;
APIFunctionSessionless<GetItem, std::string> repeat;
APIFunctionSessionless<Text, Text> segment;
APIFunction<void, Greeting> me;
APIFunctionOptionalSession<void, Greeting> maybe_me;
APIFunctionSessionless<void, void> fail;
APIFunctionSessionless<void, void> refuse;
APIFunctionSessionless<GetItem, vgen::Result<Item, NotFound>> throw_declared;
APIFunctionSessionless<void, double> unwritable;
APIFunctionSessionless<void, void> move_on;
APIFunctionSessionless<void, void> picture;
APIFunctionSessionless<void, Greeting> deferring;
APIFunctionSessionless<void, vgen::Task<Greeting>> later;
APIFunctionSessionless<GetItem, vgen::Task<vgen::Result<Item, NotFound>>> later_item;
APIFunctionSessionless<void, vgen::Task<void>> later_fail;
APIFunctionSessionless<void, vgen::Task<Greeting>> wait;
APIFunctionSessionless<void, vgen::Task<Greeting>> forever;
APIFunctionSessionless<void, vgen::Task<Greeting>> stubborn;

}  // namespace sample
