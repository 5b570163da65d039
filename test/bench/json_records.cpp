#include "json_records.hpp"

#include <vgen/json/read.hpp>
#include <vgen/json/write.hpp>

namespace vgen::json {

void Codec<bench::Author>::read(Reader& in, bench::Author& value) {
  static constexpr Members members{required("name"), required("email")};
  read_object(in, members, [&](unsigned member) {
    switch (member) {
      case 0: return json::read(in, value.name, StringRule{.min_length = 1, .max_length = 100});
      case 1: return json::read(in, value.email, StringRule{.max_length = 200});
    }
  });
}

void Codec<bench::Author>::write(Writer& out, const bench::Author& value) {
  ObjectWriter object(out);
  object.member("name", value.name);
  object.member("email", value.email);
}

void Codec<bench::Record>::read(Reader& in, bench::Record& value) {
  static constexpr Members members{required("id"),     required("title"),  required("text"),  required("priority"),
                                   required("author"), required("labels"), required("votes"), required("done")};
  read_object(in, members, [&](unsigned member) {
    switch (member) {
      case 0: return json::read(in, value.id, IntegerRule{.minimum = 1});
      case 1: return json::read(in, value.title, StringRule{.min_length = 1, .max_length = 200});
      case 2: return json::read(in, value.text, StringRule{.max_length = 1000});
      case 3: return json::read(in, value.priority);
      case 4: return json::read(in, value.author);
      case 5: return json::read(in, value.labels, ArrayRule{.max_items = 8}, StringRule{.min_length = 1, .max_length = 20});
      case 6: return json::read(in, value.votes, IntegerRule{.maximum = 1000000});
      case 7: return json::read(in, value.done);
    }
  });
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
