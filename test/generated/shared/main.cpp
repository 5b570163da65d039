// A program that knows only the shared library.
#include <cstdio>
#include <string>

namespace plugin {
std::string greeting();
std::string address();
}  // namespace plugin

int main() {
  if (plugin::greeting() == R"("Hello you")" && plugin::address().starts_with("http://127.0.0.1:"))
    return 0;
  std::fprintf(stderr, "FAILED: %s %s\n", plugin::greeting().c_str(), plugin::address().c_str());
  return 1;
}
