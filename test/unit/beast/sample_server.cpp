// The sample API as a program, for clients of other projects.
#include "test/support/sample_services.hpp"

#include <vgen/runtime.hpp>

int main(int argc, char** argv) {
  sample::Singletons singletons;
  return vgen::serve(argc, argv, sample::make(singletons));
}
