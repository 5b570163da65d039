#include "test/rows/services.hpp"

#include <vgen/runtime.hpp>

#include <limits>
#include <string>

namespace rows {
namespace {

std::string state(const vgen::Patch<std::string>& patch) {
  if (patch.is_absent()) return "absent";
  return patch.is_null() ? "null" : "value " + *patch;
}

std::string state(const vgen::Patch<int>& patch) {
  if (patch.is_absent()) return "absent";
  return patch.is_null() ? "null" : "value " + std::to_string(*patch);
}

std::string state(const std::optional<std::string>& optional) {
  return optional ? "value " + *optional : "absent";
}

}  // namespace

Tagged echo_tagged(Services&, Tagged in) {
  return in;
}

Written echo_written(Services&, Written in) {
  return in;
}

Digits echo_digits(Services&, Digits in) {
  return in;
}

Digits too_large(Services&) {
  return {.number = std::numeric_limits<std::uint64_t>::max()};
}

Seen look(Services&, States in) {
  return {.patch = state(in.patch), .number = state(in.number), .optional = state(in.optional)};
}

void take_order(Services&, Order) {}

Defaults defaults_of_body(Services&, Defaults in) {
  return in;
}

Defaults defaults_of_query(Services&, Defaults in) {
  return in;
}

RawFile raw_file(Services&, RawFile in) {
  return in;
}

RawFile replace_file(Services&, RawFile in) {
  return in;
}

JsonFile json_file(Services&, JsonFile in) {
  return in;
}

Comparison compare(Services&, Comparison in) {
  return in;
}

Position locate(Services&, Position in) {
  return in;
}

int all_positions(Services&) {
  return 0;
}

}  // namespace rows
