// Template arguments that are values: enumerators, characters, numbers, and of any type.
#pragma once

#include <vgen/api.hpp>
#include <vgen/types.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace values {

struct Services;

enum class Unit { metre, mile };
enum Plain : std::uint8_t { low, high };

template <Unit unit>
struct Distance {
  double value = 0;
};
template <Plain level>
struct Alarm {
  int code = 0;
};
template <char letter>
struct Grade {
  bool passed = false;
};
template <bool strict, int digits = 2>
struct Amount {
  std::int64_t value = digits;
};
template <auto value>
struct Tag {
  int count = 0;
};
template <class T, Unit unit>
struct Measured {
  T value{};
  std::optional<Distance<unit>> error{};
};

struct Report {
  Distance<Unit::metre> walked{};
  Distance<Unit::mile> driven{};
  Alarm<high> alarm{};
  Grade<'a'> grade{};
  Grade<'\''> other_grade{};
  Amount<true> price{};
  Amount<false, -3> discount{};
  Tag<Unit::mile> tag{};
  Tag<7> number{};
  Tag<'x'> letter{};
  std::vector<Measured<int, Unit::metre>> measured{};
};

vgen::APIFunctionSessionless<Report, Report, Services> echo_report;

inline constexpr vgen::HttpRoute route{
    .method = vgen::Method::post, .path = "/reports", .func = echo_report};

}  // namespace values
