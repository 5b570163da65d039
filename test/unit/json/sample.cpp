#include "sample.hpp"

#include <array>

namespace vgen::json {

void Codec<sample::Author>::read(Reader& in, sample::Author& value) {
  static constexpr Members<2> members{required("name"), optional("email")};
  ObjectReader object(in, members);
  while (object.next()) {
    switch (object.index()) {
      case 0:
        json::read(in, value.name, StringRule{.min_length = 1});
        if (!object.next_is(members.list[1])) break;
        [[fallthrough]];
      case 1: json::read(in, value.email, StringRule{.format = Format::email});
    }
  }
}

void Codec<sample::Author>::write(Writer& out, const sample::Author& value) {
  ObjectWriter object(out);
  object.member("name", value.name);
  object.member("email", value.email);
}

void Codec<sample::Todo>::read(Reader& in, sample::Todo& value) {
  static constexpr Members<7> members{required("id"),     required("title"), optional("priority"),
                                      optional("labels"), optional("due"),   optional("done"),
                                      optional("author")};
  ObjectReader object(in, members);
  while (object.next()) {
    switch (object.index()) {
      case 0:
        json::read(in, value.id, IntegerRule{.minimum = 1});
        if (!object.next_is(members.list[1])) break;
        [[fallthrough]];
      case 1:
        json::read(in, value.title, StringRule{.min_length = 1, .max_length = 20});
        if (!object.next_is(members.list[2])) break;
        [[fallthrough]];
      case 2:
        json::read(in, value.priority);
        if (!object.next_is(members.list[3])) break;
        [[fallthrough]];
      case 3:
        json::read(in, value.labels, ArrayRule{.max_items = 3},
                   StringRule{.min_length = 1, .max_length = 10});
        if (!object.next_is(members.list[4])) break;
        [[fallthrough]];
      case 4:
        json::read(in, value.due);
        if (!object.next_is(members.list[5])) break;
        [[fallthrough]];
      case 5:
        json::read(in, value.done);
        if (!object.next_is(members.list[6])) break;
        [[fallthrough]];
      case 6: json::read(in, value.author);
    }
  }
}

void Codec<sample::Todo>::write(Writer& out, const sample::Todo& value) {
  ObjectWriter object(out);
  object.member("id", value.id);
  object.member("title", value.title);
  object.member("priority", value.priority);
  object.member("labels", value.labels);
  object.member("due", value.due);
  object.member("done", value.done);
  object.member("author", value.author);
}

void Codec<sample::Tree>::read(Reader& in, sample::Tree& value) {
  static constexpr Members<1> members{required("children")};
  ObjectReader object(in, members);
  while (object.next()) {
    switch (object.index()) {
      case 0: json::read(in, value.children);
    }
  }
}

void Codec<sample::Tree>::write(Writer& out, const sample::Tree& value) {
  ObjectWriter object(out);
  object.member("children", value.children);
}

void Codec<sample::Nothing>::read(Reader& in, sample::Nothing&) {
  static constexpr Members<0> members{};
  read_object(in, members, [&](unsigned) {});
}

void Codec<sample::Nothing>::write(Writer& out, const sample::Nothing&) {
  ObjectWriter object(out);
}

void Codec<sample::Odd>::read(Reader& in, sample::Odd& value) {
  static constexpr Members<5> members{elsewhere("id"), required("a\"b\\c"), optional("a/b~c"),
                                      optional("größe"), optional("a name beyond 16 bytes")};
  ObjectReader object(in, members);
  while (object.next()) {
    switch (object.index()) {
      case 1:
        json::read(in, value.quoted);
        if (!object.next_is(members.list[2])) break;
        [[fallthrough]];
      case 2:
        json::read(in, value.sloped);
        if (!object.next_is(members.list[3])) break;
        [[fallthrough]];
      case 3:
        json::read(in, value.umlaut);
        if (!object.next_is(members.list[4])) break;
        [[fallthrough]];
      case 4: json::read(in, value.long_one);
    }
  }
}

void Codec<sample::Odd>::write(Writer& out, const sample::Odd& value) {
  ObjectWriter object(out);
  object.member("a\"b\\c", value.quoted);
  object.member("a/b~c", value.sloped);
  object.member("größe", value.umlaut);
  object.member("a name beyond 16 bytes", value.long_one);
}

#define TEN(digit)                                                                  \
  required("m" #digit "0"), required("m" #digit "1"), required("m" #digit "2"),     \
      required("m" #digit "3"), required("m" #digit "4"), required("m" #digit "5"), \
      required("m" #digit "6"), required("m" #digit "7"), required("m" #digit "8"), \
      required("m" #digit "9")

void Codec<sample::Wide>::read(Reader& in, sample::Wide& value) {
  static constexpr Members<70> members{TEN(0), TEN(1), TEN(2), TEN(3), TEN(4), TEN(5), TEN(6)};
  read_object(in, members, [&](unsigned member) { json::read(in, value.values[member]); });
}

void Codec<sample::Wide>::write(Writer& out, const sample::Wide& value) {
  ObjectWriter object(out);
  for (unsigned i = 0; i < 70; ++i) {
    json::write(object.key("m" + std::to_string(i / 10) + std::to_string(i % 10)), value.values[i]);
  }
}

}  // namespace vgen::json
