/// Structs for variants, with codecs as vgen generates them.
#pragma once

#include <vgen/json/types.hpp>

#include "sample.hpp"

namespace sample {

struct Card {
  std::string number;
  std::optional<int> cvc{};

  bool operator==(const Card&) const = default;
};

struct Transfer {
  std::string iban;
  Nothing nothing{};

  bool operator==(const Transfer&) const = default;
};

/// Recursive through alternatives that may or may not have a discriminator.
struct Leaf {
  int value{};

  bool operator==(const Leaf&) const = default;
};
struct Branch;
struct Twig;
using Node = std::variant<Leaf, vgen::Box<Branch>, vgen::Box<Twig>>;
struct Branch {
  std::optional<Node> next{};
  int mark{};

  bool operator==(const Branch&) const = default;
};
struct Twig {
  std::optional<Node> next{};
  std::string mark{};

  bool operator==(const Twig&) const = default;
};

}  // namespace sample

namespace vgen::json {

template <>
struct Codec<sample::Card> {
  static void read(Reader& in, sample::Card& value) {
    static constexpr Members members{required("number"), optional("cvc")};
    read_object(in, members, [&](unsigned member) {
      switch (member) {
        case 0: return json::read(in, value.number, StringRule{.min_length = 4});
        case 1: return json::read(in, value.cvc);
      }
    });
  }
  static void write(Writer& out, const sample::Card& value) {
    ObjectWriter object(out);
    object.member("number", value.number);
    object.member("cvc", value.cvc);
  }
};

template <>
struct Codec<sample::Transfer> {
  static void read(Reader& in, sample::Transfer& value) {
    static constexpr Members members{required("iban"), optional("nothing")};
    read_object(in, members, [&](unsigned member) {
      switch (member) {
        case 0: return json::read(in, value.iban);
        case 1: return json::read(in, value.nothing);
      }
    });
  }
  static void write(Writer& out, const sample::Transfer& value) {
    ObjectWriter object(out);
    object.member("iban", value.iban);
    object.member("nothing", value.nothing);
  }
};

template <>
struct Codec<sample::Leaf> {
  static void read(Reader& in, sample::Leaf& value) {
    static constexpr Members members{required("value")};
    read_object(in, members, [&](unsigned) { json::read(in, value.value); });
  }
  static void write(Writer& out, const sample::Leaf& value) {
    ObjectWriter object(out);
    object.member("value", value.value);
  }
};

template <>
struct Codec<sample::Branch> {
  static void read(Reader& in, sample::Branch& value);
  static void write(Writer& out, const sample::Branch& value);
};
template <>
struct Codec<sample::Twig> {
  static void read(Reader& in, sample::Twig& value);
  static void write(Writer& out, const sample::Twig& value);
};

inline void Codec<sample::Branch>::read(Reader& in, sample::Branch& value) {
  static constexpr Members members{optional("next"), required("mark")};
  read_object(in, members, [&](unsigned member) {
    switch (member) {
      case 0: return json::read(in, value.next, Untagged{});
      case 1: return json::read(in, value.mark);
    }
  });
}
inline void Codec<sample::Branch>::write(Writer& out, const sample::Branch& value) {
  ObjectWriter object(out);
  object.member("next", value.next, Untagged{});
  object.member("mark", value.mark);
}
inline void Codec<sample::Twig>::read(Reader& in, sample::Twig& value) {
  static constexpr Members members{optional("next"), required("mark")};
  read_object(in, members, [&](unsigned member) {
    switch (member) {
      case 0: return json::read(in, value.next, Untagged{});
      case 1: return json::read(in, value.mark);
    }
  });
}
inline void Codec<sample::Twig>::write(Writer& out, const sample::Twig& value) {
  ObjectWriter object(out);
  object.member("next", value.next, Untagged{});
  object.member("mark", value.mark);
}

}  // namespace vgen::json
