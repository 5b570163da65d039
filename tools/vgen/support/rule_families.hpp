#pragma once

#include "tools/vgen/support/rules.hpp"

#include <span>

/// The rows of the table of rules, one file per family. Only `rules.cpp` uses them.
namespace vgen::tool::rule_families {

std::span<const RuleInformation> types();
std::span<const RuleInformation> documentation();
std::span<const RuleInformation> routes();
std::span<const RuleInformation> channels();
std::span<const RuleInformation> topics();
std::span<const RuleInformation> rpc();
std::span<const RuleInformation> guards();
std::span<const RuleInformation> schedules();
std::span<const RuleInformation> names();

}  // namespace vgen::tool::rule_families
