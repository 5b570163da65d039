/// Types with codecs as vgen generates them, and the helpers of the JSON tests.
#pragma once

#include <vgen/json/convert.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sample {

enum class Priority { low, normal, high };

struct Author {
  std::string name;
  std::optional<std::string> email{};

  bool operator==(const Author&) const = default;
};

struct Todo {
  std::int64_t id{};
  std::string title;
  Priority priority = Priority::normal;
  std::vector<std::string> labels = {};
  std::optional<std::chrono::sys_seconds> due{};
  bool done = false;
  std::optional<Author> author{};

  bool operator==(const Todo&) const = default;
};

/// A recursive type.
struct Tree {
  std::vector<Tree> children;

  bool operator==(const Tree&) const = default;
};

/// A struct without members.
struct Nothing {
  bool operator==(const Nothing&) const = default;
};

/// Members that are read from elsewhere, or have unusual names.
struct Odd {
  int id = 0;
  int quoted = 0;    // a"b\c
  int sloped = 0;    // a/b~c
  int umlaut = 0;    // größe
  int long_one = 0;  // a name of more than 16 bytes

  bool operator==(const Odd&) const = default;
};

/// More members than a word has bits.
struct Wide {
  std::int32_t values[70]{};
};

}  // namespace sample

namespace vgen::json {

template <>
struct Enumerators<sample::Priority> {
  static constexpr Enumerator<sample::Priority> list[] = {
      {"low", sample::Priority::low},
      {"normal", sample::Priority::normal},
      {"high", sample::Priority::high},
  };
};

#define SAMPLE_CODEC(type)                                     \
  template <>                                                  \
  struct Codec<sample::type> {                                 \
    static void read(Reader& in, sample::type& value);         \
    static void write(Writer& out, const sample::type& value); \
  }

SAMPLE_CODEC(Author);
SAMPLE_CODEC(Todo);
SAMPLE_CODEC(Tree);
SAMPLE_CODEC(Nothing);
SAMPLE_CODEC(Odd);
SAMPLE_CODEC(Wide);

#undef SAMPLE_CODEC

}  // namespace vgen::json

namespace vgen {

inline std::ostream& operator<<(std::ostream& out, const Fault& fault) {
  return out << name_of(fault.in) << " '" << fault.pointer << "' " << fault.code << " ["
             << fault.limit << "] " << fault.message;
}

}  // namespace vgen

/// The faults of a text that is read as a `T`.
template <class T, class... Rules>
std::vector<vgen::Fault> faults_of(std::string_view text, const Rules&... rules) {
  return vgen::json::parse<T>(text, rules...).faults.list();
}

/// A fault in the body.
inline vgen::Fault fault(std::string pointer, std::string_view code, std::string limit,
                         std::string message) {
  return {.in = vgen::Place::body,
          .pointer = std::move(pointer),
          .code = code,
          .limit = std::move(limit),
          .message = std::move(message)};
}

/// The value of a text, which must have no fault.
template <class T, class... Rules>
T value_of(std::string_view text, const Rules&... rules) {
  auto parsed = vgen::json::parse<T>(text, rules...);
  INFO(text);
  REQUIRE(parsed.faults.list() == std::vector<vgen::Fault>{});
  REQUIRE_FALSE(parsed.malformed);
  return std::move(parsed.value);
}

/// The code of the only fault of a text; "" if it has none.
template <class T, class... Rules>
std::string code_of(std::string_view text, const Rules&... rules) {
  const auto faults = faults_of<T>(text, rules...);
  if (faults.empty()) return "";
  if (faults.size() > 1) return "more than one";
  return std::string(faults[0].code);
}
