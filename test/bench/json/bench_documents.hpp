/// The documents to read: values, and their texts in several spellings.
#pragma once

#include "bench_types.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace bench {

std::vector<Record> make_records(unsigned count);
std::vector<Point> make_points(unsigned count);
std::vector<Status> make_statuses(unsigned count);
Catalog make_catalog(unsigned performances);

enum class Order { declared, reversed, shuffled };

/// The form of a text. `extra`: each object begins and ends with an unknown member.
struct Spelling {
  Order order = Order::declared;
  bool indented = false;
  bool ascii = false;  ///< All non-ASCII characters as \u.
  bool extra = false;
};

/// Another text of the same value: `json`, written again.
std::string respell(const std::string& json, const Spelling& spelling);

}  // namespace bench
