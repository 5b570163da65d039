#pragma once

#include "tools/vgen/model/constraint.hpp"

#include <cstddef>
#include <string>
#include <vector>

/// Candidates for examples, the most readable first. They need not satisfy every constraint: the
/// first that the rules accept is taken. `variation` is as for `ExampleMaker`.
namespace vgen::tool::analysis {

std::vector<std::string> text_candidates(const model::Constraints& limits, std::size_t variation);

/// As JSON numbers.
std::vector<double> number_candidates(const model::Constraints& limits, std::size_t variation);

/// Base64 texts of a number of bytes, or of several.
std::vector<std::string> base64_candidates(std::size_t smallest, std::size_t largest,
                                           std::size_t variation);

}  // namespace vgen::tool::analysis
