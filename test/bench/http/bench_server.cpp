/// vgen's own server of the benchmark.
#include "api.gen.hpp"
#include "payloads.hpp"

#include <vgen/runtime.hpp>

#include <string>
#include <utility>

namespace bench {

struct Services {};

Receipt create_order(Services& /*services*/, Order in) {
  return {
      .id = in.id,
      .customer = std::move(in.customer),
      .sku = std::move(in.sku),
      .total = in.quantity * in.price,
      .express = in.express,
      .street = std::move(in.address.street),
      .city = std::move(in.address.city),
      .days = in.express ? 2U : 5U,
  };
}

void shout(Services& /*services*/, vgen::Channel<Shout, Session>& channel, Shout in) {
  channel.broadcast(in);
}

Greeting hello(Services& /*services*/) {
  return {.message = "Hello, world!"};
}

/// Made before the first request, so that an answer is not blamed for this memory.
const std::string answered_text = long_text();

Text get_text(Services& /*services*/) {
  return {.text = answered_text};
}

TextLength measure_text(Services& /*services*/, Text in) {
  return {.length = in.text.size()};
}

}  // namespace bench

int main(int argc, char** argv) {
  int none = 0;  // This API has no singletons.
  return vgen::serve(argc, argv,
                     bench::api(none, [](int&, vgen::Call&) { return bench::Services{}; }));
}
