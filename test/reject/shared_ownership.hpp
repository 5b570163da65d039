#pragma once

#include "include/prelude.hpp"

#include <memory>

namespace todo {

struct Node {
  std::string name;
  std::vector<std::shared_ptr<Node>> children;
};

struct Tree {
  Node root;
};

APIFunctionSessionless<Tree, void> plant;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/trees", .func = plant},
};

}  // namespace todo
