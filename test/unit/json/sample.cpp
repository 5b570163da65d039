#include "sample.hpp"

#include <array>

namespace vgen::json {

void Codec<sample::Author>::read(Reader& in, sample::Author& value) {
  static constexpr Members members{required("name"), optional("email")};
  read_object(in, members, [&](unsigned member) {
    switch (member) {
      case 0: return json::read(in, value.name, StringRule{.min_length = 1});
      case 1: return json::read(in, value.email, StringRule{.format = Format::email});
    }
  });
}

void Codec<sample::Author>::write(Writer& out, const sample::Author& value) {
  ObjectWriter object(out);
  object.member("name", value.name);
  object.member("email", value.email);
}

void Codec<sample::Todo>::read(Reader& in, sample::Todo& value) {
  static constexpr Members members{required("id"),  required("title"), optional("priority"), optional("labels"),
                                   optional("due"), optional("done"),  optional("author")};
  read_object(in, members, [&](unsigned member) {
    switch (member) {
      case 0: return json::read(in, value.id, IntegerRule{.minimum = 1});
      case 1: return json::read(in, value.title, StringRule{.min_length = 1, .max_length = 20});
      case 2: return json::read(in, value.priority);
      case 3: return json::read(in, value.labels, ArrayRule{.max_items = 3}, StringRule{.min_length = 1, .max_length = 10});
      case 4: return json::read(in, value.due);
      case 5: return json::read(in, value.done);
      case 6: return json::read(in, value.author);
    }
  });
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
  static constexpr Members members{required("children")};
  read_object(in, members, [&](unsigned member) {
    switch (member) {
      case 0: return json::read(in, value.children);
    }
  });
}

void Codec<sample::Tree>::write(Writer& out, const sample::Tree& value) {
  ObjectWriter object(out);
  object.member("children", value.children);
}

void Codec<sample::Nothing>::read(Reader& in, sample::Nothing&) {
  static constexpr Members members{};
  read_object(in, members, [&](unsigned) {});
}

void Codec<sample::Nothing>::write(Writer& out, const sample::Nothing&) {
  ObjectWriter object(out);
}

void Codec<sample::Odd>::read(Reader& in, sample::Odd& value) {
  static constexpr Members members{elsewhere("id"), required("a\"b\\c"), optional("a/b~c"), optional("größe"),
                                   optional("a name beyond 16 bytes")};
  read_object(in, members, [&](unsigned member) {
    switch (member) {
      case 1: return json::read(in, value.quoted);
      case 2: return json::read(in, value.sloped);
      case 3: return json::read(in, value.umlaut);
      case 4: return json::read(in, value.long_one);
    }
  });
}

void Codec<sample::Odd>::write(Writer& out, const sample::Odd& value) {
  ObjectWriter object(out);
  object.member("a\"b\\c", value.quoted);
  object.member("a/b~c", value.sloped);
  object.member("größe", value.umlaut);
  object.member("a name beyond 16 bytes", value.long_one);
}

#define TEN(digit)                                                                                                                  \
  required("m" #digit "0"), required("m" #digit "1"), required("m" #digit "2"), required("m" #digit "3"), required("m" #digit "4"), \
      required("m" #digit "5"), required("m" #digit "6"), required("m" #digit "7"), required("m" #digit "8"), required("m" #digit "9")

void Codec<sample::Wide>::read(Reader& in, sample::Wide& value) {
  static constexpr Members members{TEN(0), TEN(1), TEN(2), TEN(3), TEN(4), TEN(5), TEN(6)};
  read_object(in, members, [&](unsigned member) { json::read(in, value.values[member]); });
}

void Codec<sample::Wide>::write(Writer& out, const sample::Wide& value) {
  ObjectWriter object(out);
  for (unsigned i = 0; i < 70; ++i) {
    json::write(object.key("m" + std::to_string(i / 10) + std::to_string(i % 10)), value.values[i]);
  }
}

}  // namespace vgen::json
