/// Problems whose text does not change from call to call.
#pragma once

#include <string>
#include <string_view>

namespace vgen_test {

/// A problem without the members that differ.
inline std::string stable(std::string text) {
  for (const std::string_view name : {R"("instance":")", R"("request_id":")"}) {
    const std::size_t begin = text.find(name);
    if (begin == std::string::npos) continue;
    const std::size_t end = text.find('"', begin + name.size());
    text.erase(begin - 1, end + 1 - (begin - 1));
  }
  return text;
}

}  // namespace vgen_test
