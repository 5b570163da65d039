#include "test/support/rpc_services.hpp"

#include <vgen/runtime.hpp>

/// An API with RPC, for the tests of clients. Its services belong to one thread.
int main(int argc, char** argv) {
  desk::Singletons desk;
  return vgen::serve(argc, argv, {desk::make(desk)});
}
