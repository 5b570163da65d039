#include "test/support/live_services.hpp"
#include "test/support/presence_services.hpp"
#include "test/support/topics_services.hpp"

#include <vgen/runtime.hpp>

/// APIs with channels, topics and presence, for the tests of clients.
int main(int argc, char** argv) {
  live::Singletons live;
  news::Singletons news;
  office::Singletons office;
  return vgen::serve(argc, argv, {news::make(news), live::make(live), office::make(office)});
}
