#include "api.gen.hpp"
#include "services.hpp"

int main(int argc, char** argv) {
  todo::Singletons singletons;
  return vgen::serve(argc, argv, todo::api(singletons, [](todo::Singletons& shared, vgen::Call&) { return todo::Services{shared.store}; }));
}
