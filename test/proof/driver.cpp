#include "driver.hpp"

#include <vgen/testing/client.hpp>

#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace {

using Makers = std::map<std::string, std::function<vgen::Api()>>;

Makers& makers() {
  static Makers all;
  return all;
}

/// Clients are made at their first use.
vgen::testing::Client& client(const std::string& name) {
  static std::map<std::string, std::unique_ptr<vgen::testing::Client>> clients;
  auto& found = clients[name];
  if (!found) found = std::make_unique<vgen::testing::Client>(makers().at(name)());
  return *found;
}

}  // namespace

namespace proof {

Case::Case(std::string name, std::function<vgen::Api()> make) {
  makers().emplace(std::move(name), std::move(make));
}

}  // namespace proof

/// Reads `CASE FUNCTION BYTES` and this many bytes, until the input ends. Answers each with `STATUS
/// BYTES` and the body.
int main() {
  std::ios::sync_with_stdio(false);
  std::string name;
  std::string function;
  std::size_t size = 0;
  std::string document;
  while (std::cin >> name >> function >> size) {
    std::cin.get();  // the end of the line
    document.resize(size);
    std::cin.read(document.data(), static_cast<std::streamsize>(size));
    const vgen::Response response = client(name).post("/" + function, document);
    std::cout << response.status << ' ' << response.body.size() << '\n' << response.body << '\n';
  }
}
