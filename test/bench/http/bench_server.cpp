/// vgen's own server of the benchmark.
#include "api.gen.hpp"

#include <vgen/runtime.hpp>

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

Greeting hello(Services& /*services*/) {
  return {.message = "Hello, world!"};
}

}  // namespace bench

int main(int argc, char** argv) {
  int none = 0;  // This API has no singletons.
  return vgen::serve(argc, argv,
                     bench::api(none, [](int&, vgen::Call&) { return bench::Services{}; }));
}
