#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace vgen::tool::emit {

/// Gives each method of an open channel or RPC connection a name of its own.
class TypeScriptMemberNames {
 public:
  std::string take(std::string name) {
    while (!taken_.insert(name).second) name += '_';
    return name;
  }

 private:
  /// The members that the runtime has, and names with a meaning in JavaScript.
  std::set<std::string> taken_ = {"state", "on",   "close",     "send",
                                  "then",  "name", "__proto__", "constructor"};
};

}  // namespace vgen::tool::emit
