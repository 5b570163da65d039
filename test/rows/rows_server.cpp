#include "test/rows/services.hpp"

#include <vgen/runtime.hpp>

int main(int argc, char** argv) {
  rows::Nothing nothing;
  return vgen::serve(argc, argv, rows::make_api(nothing));
}
