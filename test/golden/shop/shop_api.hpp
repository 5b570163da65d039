#pragma once

#include <vgen/api.hpp>
#include <vgen/types.hpp>

#include <boost/uuid/uuid.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

/// A shop: the types that say more than numbers, strings and lists.
namespace shop {

struct Services;

/// A short name.
/// @maxLength 10 @pattern ^[a-z]+$
using Slug = std::string;

/// The number of an account, which no double holds.
/// @wire string @minimum 5
using AccountId = std::uint64_t;

/// A shelf.
/// @minimum 1 @maximum 99
using Shelf = int;

enum class Color { red, green };

// --- Variants --------------------------------------------------------------------------------------------------------

/// Paid with plastic.
struct Card {
  std::string number;
  Slug owner;
};

/// Paid by the bank.
/// @rename transfer
struct Transfer {
  std::string iban;
  bool instant = false;
};

/// How to pay.
/// @discriminator method
/// @example {"method": "transfer", "iban": "DE02"}
using Payment = std::variant<Card, Transfer>;

struct Circle {
  double radius{};
};

struct Square {
  double side{};
};

/// Distinguished by its members.
/// @untagged
using Area = std::variant<Circle, Square>;

struct Sum;

struct Literal {
  double value{};
};

/// A formula is a number or a sum of formulas.
using Formula = std::variant<Literal, vgen::Box<Sum>>;

struct Sum {
  Formula left;
  Formula right;
};

/// A thing with parts, and what comes after it.
struct Part {
  std::string name;
  std::vector<Part> parts = {};
  std::optional<std::unique_ptr<Part>> next{};
};

// --- Everything ------------------------------------------------------------------------------------------------------

struct Order {
  Payment payment;
  std::variant<Card, Transfer> refund;  ///< Has a discriminator of its own. @discriminator way
  Area area;
  Formula formula;
  std::variant<std::monostate, bool, int, std::string, std::vector<int>, Card> extra;
  std::vector<std::variant<Shelf, Slug>> places;

  std::tuple<Slug, Shelf, bool> triple;
  std::pair<AccountId, AccountId> accounts;

  vgen::Nullable<int> rating;                  ///< @minimum 1
  vgen::Patch<std::string> note{};             ///< @maxLength 3
  std::optional<vgen::Nullable<bool>> seen{};

  std::int64_t serial{};                       ///< @wire string
  AccountId account{};
  std::optional<std::vector<AccountId>> others{};
  std::map<Shelf, std::string> shelves = {};
  std::map<Color, std::chrono::year_month_day> days = {};

  std::vector<std::byte> data;                 ///< @maxLength 40
  std::array<std::byte, 4> checksum{};
  boost::uuids::uuid id{};
  std::set<boost::uuids::uuid> related = {};
  std::filesystem::path file;

  std::chrono::milliseconds timeout = std::chrono::milliseconds(250);  ///< @minimum 0
  std::chrono::duration<double> exact{};
  std::chrono::sys_seconds placed{};
  std::chrono::sys_time<std::chrono::milliseconds> packed{};
  std::chrono::system_clock::time_point sent{};
  std::chrono::sys_days due{};

  std::monostate nothing;
  nlohmann::json anything;
  std::optional<nlohmann::json> something{};
  Part part;
  int grid[2][3]{};
};

/// What a server may send without owning it.
struct Views {
  std::string_view text;
  std::span<const int> numbers;
  std::span<const std::byte> bytes;
};

struct Updated {
  bool ok{};
};

struct Search {
  std::chrono::year_month_day since{};
  std::optional<std::chrono::seconds> age{};
  boost::uuids::uuid id{};
  AccountId account{};
  std::vector<Color> colors = {};
};

vgen::APIFunctionSessionless<Order, Order, Services> order;
/// A whole body that is a variant.
vgen::APIFunctionSessionless<Payment, Payment, Services> pay;
vgen::APIFunctionSessionless<AccountId, AccountId, Services> count;
vgen::APIFunctionSessionless<std::variant<int, std::string>, std::pair<Slug, AccountId>, Services> either;
vgen::APIFunctionSessionless<void, Views, Services> views;
vgen::APIFunctionSessionless<Search, Search, Services> search;

/// Changes a birthday.
/// @param user_id Whose it is.
vgen::RPCSessionless<Updated(std::string user_id, int birthday, std::optional<Color> color), Services> update_birthday;

inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::post, .path = "/order", .func = order},
    {.method = vgen::Method::post, .path = "/pay", .func = pay},
    {.method = vgen::Method::post, .path = "/count", .func = count},
    {.method = vgen::Method::post, .path = "/either", .func = either},
    {.method = vgen::Method::get, .path = "/views", .func = views},
    {.method = vgen::Method::get, .path = "/search", .func = search},
    {.method = vgen::Method::put, .path = "/users/{user_id}/birthday", .func = update_birthday},
};

}  // namespace shop
