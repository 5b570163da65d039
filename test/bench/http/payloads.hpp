/// The bytes of the benchmark. The load generator and the servers with fixed answers share them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace bench {

inline constexpr std::string_view order_json =
    R"({"id":485771,"customer":"margaret.hamilton@orders.example.com","sku":"LAMP-BRASS-0042-XL",)"
    R"("quantity":3,"price":12990,)"
    R"("express":true,"note":"Please leave the parcel with the neighbour, left.",)"
    R"("address":{"street":"12 Long Meadow Road, Flat 7","city":"Newcastle on Tyne",)"
    R"("postcode":48150}})";
inline constexpr std::string_view receipt_json =
    R"({"id":485771,"customer":"margaret.hamilton@orders.example.com","sku":"LAMP-BRASS-0042-XL",)"
    R"("total":38970,"express":true,)"
    R"("street":"12 Long Meadow Road, Flat 7","city":"Newcastle on Tyne","days":2})";
inline constexpr std::string_view greeting_json = R"({"message":"Hello, world!"})";

/// A text of a megabyte, without a character that JSON escapes.
inline constexpr std::size_t text_size = 1'000'000;
inline std::string long_text() {
  constexpr std::string_view line = "The quick brown fox jumps over the lazy dog. ";
  std::string text;
  text.reserve(text_size + line.size());
  while (text.size() < text_size) text += line;
  text.resize(text_size);
  return text;
}
inline std::string text_json() {
  return R"({"text":")" + long_text() + R"("})";
}
inline constexpr std::string_view length_json = R"({"length":1000000})";

/// The same order as a message, and its reply.
inline const std::string order_message =
    R"({"action":"order",)" + std::string(order_json.substr(1));
inline const std::string receipt_message =
    R"({"action":"order",)" + std::string(receipt_json.substr(1));
/// A message to all others, and what they get.
inline constexpr std::string_view shout_message =
    R"({"action":"shout","text":"The kettle is on: who would like a cup of tea?"})";
inline constexpr std::string_view shouted_message =
    R"({"text":"The kettle is on: who would like a cup of tea?"})";

static_assert(order_json.size() == 286 && receipt_json.size() == 194 && greeting_json.size() == 27);

}  // namespace bench
