#include "json_records.hpp"

#include <vgen/json/read.hpp>
#include <vgen/json/write.hpp>

namespace vgen::json {

void Codec<bench::Author>::read(Reader& in, bench::Author& value) {
  static constexpr Members<2> members{required("name"), required("email")};
  ObjectReader object(in, members);
  while (object.next()) {
    switch (object.index()) {
      case 0:
        json::read(in, value.name, StringRule{.min_length = 1, .max_length = 100});
        if (!object.next_is(members.list[1])) break;
        [[fallthrough]];
      case 1: json::read(in, value.email, StringRule{.max_length = 200});
    }
  }
}

void Codec<bench::Author>::write(Writer& out, const bench::Author& value) {
  ObjectWriter object(out);
  object.member("name", value.name);
  object.member("email", value.email);
}

void Codec<bench::Record>::read(Reader& in, bench::Record& value) {
  static constexpr Members<8> members{required("id"),     required("title"),  required("text"),  required("priority"),
                                      required("author"), required("labels"), required("votes"), required("done")};
  ObjectReader object(in, members);
  while (object.next()) {
    switch (object.index()) {
      case 0:
        json::read(in, value.id, IntegerRule{.minimum = 1});
        if (!object.next_is(members.list[1])) break;
        [[fallthrough]];
      case 1:
        json::read(in, value.title, StringRule{.min_length = 1, .max_length = 200});
        if (!object.next_is(members.list[2])) break;
        [[fallthrough]];
      case 2:
        json::read(in, value.text, StringRule{.max_length = 1000});
        if (!object.next_is(members.list[3])) break;
        [[fallthrough]];
      case 3:
        json::read(in, value.priority);
        if (!object.next_is(members.list[4])) break;
        [[fallthrough]];
      case 4:
        json::read(in, value.author);
        if (!object.next_is(members.list[5])) break;
        [[fallthrough]];
      case 5:
        json::read(in, value.labels, ArrayRule{.max_items = 8}, StringRule{.min_length = 1, .max_length = 20});
        if (!object.next_is(members.list[6])) break;
        [[fallthrough]];
      case 6:
        json::read(in, value.votes, IntegerRule{.maximum = 1000000});
        if (!object.next_is(members.list[7])) break;
        [[fallthrough]];
      case 7: json::read(in, value.done);
    }
  }
}

void Codec<bench::Record>::write(Writer& out, const bench::Record& value) {
  ObjectWriter object(out);
  object.member("id", value.id);
  object.member("title", value.title);
  object.member("text", value.text);
  object.member("priority", value.priority);
  object.member("author", value.author);
  object.member("labels", value.labels);
  object.member("votes", value.votes);
  object.member("done", value.done);
}

}  // namespace vgen::json
