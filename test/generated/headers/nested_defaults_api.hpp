// Structs with default values inside of the struct that holds them. clang judges them too early
// where the outer struct has a default for such a member (llvm bug 59865).
#pragma once

#include <vgen/api.hpp>
#include <vgen/types.hpp>

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace nested {

struct Services;

struct Closet {
  struct Shelf {
    int place = 1;
    std::string label = "top";
  };
  struct Drawer {
    int width = 2;
    std::optional<Shelf> inside{};
  };

  Shelf plain{};
  std::optional<Shelf> optional{};
  std::optional<Shelf> without_default;
  std::vector<Shelf> list = {};
  std::array<Shelf, 2> fixed{};
  std::map<std::string, Shelf> by_name = {};
  std::optional<std::vector<Shelf>> optional_list{};
  std::variant<int, Shelf> variant{};
  std::optional<std::variant<int, Shelf>> optional_variant{};
  std::unique_ptr<Shelf> owned{};
  vgen::Nullable<Shelf> nullable{};
  vgen::Patch<Shelf> patch{};
  std::optional<vgen::Box<Shelf>> boxed{};
  std::optional<Drawer> drawer{};
};

vgen::APIFunctionSessionless<Closet, Closet, Services> arrange;

inline constexpr vgen::HttpRoute http{
    .method = vgen::Method::post, .path = "/closets", .func = arrange};

}  // namespace nested
