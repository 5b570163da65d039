/// Joins the tables of an API whose generated code has several sources.
#pragma once

#include <vgen/dispatch/api_definition.hpp>
#include <vgen/version.hpp>

#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

namespace vgen::codegen {

/// One table of the rows of several tables.
template <class Row>
[[nodiscard]] std::vector<Row> join(std::initializer_list<std::span<const Row>> parts) {
  std::vector<Row> all;
  for (const std::span<const Row> part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace vgen::codegen
