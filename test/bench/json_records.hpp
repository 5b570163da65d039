/// The structs of the JSON benchmark with their codecs, written exactly as vgen generates them.
#pragma once

#include <vgen/json/codec.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace bench {

enum class Priority { low, normal, high };

struct Author {
  std::string name;
  std::string email;

  bool operator==(const Author&) const = default;
};

struct Record {
  std::int64_t id{};
  std::string title;
  std::string text;
  Priority priority{};
  Author author;
  std::vector<std::string> labels;
  std::uint32_t votes{};
  bool done{};

  bool operator==(const Record&) const = default;
};

}  // namespace bench

namespace vgen::json {

template <>
struct Enumerators<bench::Priority> {
  static constexpr Enumerator<bench::Priority> list[] = {
      {"low", bench::Priority::low},
      {"normal", bench::Priority::normal},
      {"high", bench::Priority::high},
  };
};

template <>
struct Codec<bench::Author> {
  static void read(Reader& in, bench::Author& value);
  static void write(Writer& out, const bench::Author& value);
};

template <>
struct Codec<bench::Record> {
  static void read(Reader& in, bench::Record& value);
  static void write(Writer& out, const bench::Record& value);
};

}  // namespace vgen::json
