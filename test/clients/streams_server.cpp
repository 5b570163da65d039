#include "test/support/streams_services.hpp"

#include <vgen/runtime.hpp>

/// An API with streams, for the tests of clients.
int main(int argc, char** argv) {
  feed::Singletons singletons;
  return vgen::serve(argc, argv, feed::make(singletons));
}
