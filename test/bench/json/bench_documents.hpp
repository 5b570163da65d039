/// What is read: values, and their texts in several spellings.
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

/// How a text is written. `extra`: each object begins and ends with a member that nobody asked for.
struct Spelling {
  Order order = Order::declared;
  bool indented = false;
  bool ascii = false;  ///< Everything beyond ASCII as \u.
  bool extra = false;
};

/// A text of the same value: `json` written anew.
std::string respell(const std::string& json, const Spelling& spelling);

}  // namespace bench
