#include "test/support/topics_services.hpp"

#include <vgen/runtime.hpp>

/// One of several processes with the same topics.
int main(int argc, char** argv) {
  news::Singletons singletons;
  return vgen::serve(argc, argv, news::make(singletons));
}
