#include "beast_orders.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <stdexcept>
#include <utility>

namespace bench {
namespace {

using nlohmann::ordered_json;

std::string text(nlohmann::json& object, const char* name, std::size_t least, std::size_t most) {
  auto value = std::move(object.at(name).get_ref<std::string&>());
  std::size_t length = 0;
  for (const char c : value) length += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  if (length < least || length > most) throw std::out_of_range(name);
  return value;
}

std::int64_t number(const nlohmann::json& object, const char* name, std::int64_t least,
                    std::int64_t most) {
  const nlohmann::json& value = object.at(name);
  if (!value.is_number_integer()) throw std::invalid_argument(name);
  const auto result = value.get<std::int64_t>();
  if (result < least || result > most) throw std::out_of_range(name);
  return result;
}

ordered_json receipt_of(nlohmann::json& order) {
  constexpr std::int64_t most = (std::int64_t{1} << 53) - 1;
  nlohmann::json& address = order.at("address");
  const std::int64_t id = number(order, "id", 1, most);
  std::string customer = text(order, "customer", 3, 80);
  std::string sku = text(order, "sku", 4, 40);
  const std::int64_t total = number(order, "quantity", 1, 1000) * number(order, "price", 0, most);
  const bool express = order.at("express").get<bool>();
  const std::string note = text(order, "note", 0, 200);
  std::string street = text(address, "street", 1, 100);
  std::string city = text(address, "city", 1, 60);
  number(address, "postcode", 1000, 99999);
  return {{"id", id},
          {"customer", std::move(customer)},
          {"sku", std::move(sku)},
          {"total", total},
          {"express", express},
          {"street", std::move(street)},
          {"city", std::move(city)},
          {"days", express ? 2 : 5}};
}

}  // namespace

std::optional<std::string> create_order(std::string_view json) {
  try {
    nlohmann::json order = nlohmann::json::parse(json);
    return receipt_of(order).dump();
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  } catch (const std::logic_error&) {
    return std::nullopt;
  }
}

std::optional<Reply> take_message(std::string_view json) {
  try {
    nlohmann::json message = nlohmann::json::parse(json);
    const auto& action = message.at("action").get_ref<const std::string&>();
    if (action == "order") {
      ordered_json reply{{"action", "order"}};
      reply.update(receipt_of(message));
      return Reply{.text = reply.dump()};
    }
    if (action != "shout") return std::nullopt;
    return Reply{.text = ordered_json{{"text", text(message, "text", 0, 200)}}.dump(),
                 .to_others = true};
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  } catch (const std::logic_error&) {
    return std::nullopt;
  }
}

std::string hello() {
  return ordered_json{{"message", "Hello, world!"}}.dump();
}

}  // namespace bench
