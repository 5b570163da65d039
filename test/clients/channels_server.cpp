#include "test/support/live_services.hpp"
#include "test/support/topics_services.hpp"

#include <vgen/runtime.hpp>

/// Two APIs with channels and topics, for the tests of clients.
int main(int argc, char** argv) {
  live::Singletons live;
  news::Singletons news;
  return vgen::serve(argc, argv, {news::make(news), live::make(live)});
}
