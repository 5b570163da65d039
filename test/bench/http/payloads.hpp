/// The bytes of the benchmark. The load generator and the servers with fixed answers share them.
#pragma once

#include <string_view>

namespace bench {

inline constexpr std::string_view order_json =
    R"({"id":485771,"customer":"margaret.hamilton@orders.example.com","sku":"LAMP-BRASS-0042-XL","quantity":3,"price":12990,)"
    R"("express":true,"note":"Please leave the parcel with the neighbour, left.",)"
    R"("address":{"street":"12 Long Meadow Road, Flat 7","city":"Newcastle on Tyne","postcode":48150}})";
inline constexpr std::string_view receipt_json =
    R"({"id":485771,"customer":"margaret.hamilton@orders.example.com","sku":"LAMP-BRASS-0042-XL","total":38970,"express":true,)"
    R"("street":"12 Long Meadow Road, Flat 7","city":"Newcastle on Tyne","days":2})";
inline constexpr std::string_view greeting_json = R"({"message":"Hello, world!"})";

static_assert(order_json.size() == 286 && receipt_json.size() == 194 && greeting_json.size() == 27);

}  // namespace bench
