#pragma once
#include <string>
#include <vgen/api.hpp>

/// Each format alone, so that most documents are about it.
namespace formats {
struct Services;
/// @format email
using EmailText = std::string;
/// @format uri
using UriText = std::string;
/// @format uuid
using UuidText = std::string;
/// @format date
using DateText = std::string;
/// @format date-time
using DateTimeText = std::string;
/// @format time
using TimeText = std::string;
/// @format ipv4
using Ipv4Text = std::string;
/// @format ipv6
using Ipv6Text = std::string;
/// @format hostname
using HostnameText = std::string;
vgen::APIFunctionSessionless<EmailText, EmailText, Services> f0;
vgen::APIFunctionSessionless<UriText, UriText, Services> f1;
vgen::APIFunctionSessionless<UuidText, UuidText, Services> f2;
vgen::APIFunctionSessionless<DateText, DateText, Services> f3;
vgen::APIFunctionSessionless<DateTimeText, DateTimeText, Services> f4;
vgen::APIFunctionSessionless<TimeText, TimeText, Services> f5;
vgen::APIFunctionSessionless<Ipv4Text, Ipv4Text, Services> f6;
vgen::APIFunctionSessionless<Ipv6Text, Ipv6Text, Services> f7;
vgen::APIFunctionSessionless<HostnameText, HostnameText, Services> f8;
inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::post, .path = "/f0", .func = f0},
    {.method = vgen::Method::post, .path = "/f1", .func = f1},
    {.method = vgen::Method::post, .path = "/f2", .func = f2},
    {.method = vgen::Method::post, .path = "/f3", .func = f3},
    {.method = vgen::Method::post, .path = "/f4", .func = f4},
    {.method = vgen::Method::post, .path = "/f5", .func = f5},
    {.method = vgen::Method::post, .path = "/f6", .func = f6},
    {.method = vgen::Method::post, .path = "/f7", .func = f7},
    {.method = vgen::Method::post, .path = "/f8", .func = f8},
};
}  // namespace formats
