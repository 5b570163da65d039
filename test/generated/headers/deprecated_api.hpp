// Everything that an author may call deprecated. It is still served, and generated code uses it
// without a warning.
#pragma once

#include <vgen/api.hpp>

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace retired {

struct [[deprecated("there is one for each call")]] Services;
struct [[deprecated]] Session {
  std::string user;
};

struct [[deprecated("use Size")]] Extent {
  int length = 1;
  [[deprecated]] std::optional<int> depth{};
};
enum class [[deprecated]] Grade { low [[deprecated]], high };
enum class Color { red, mauve [[deprecated("use red")]] };
using Name [[deprecated]] = std::string;
template <class T>
struct [[deprecated]] Page {
  std::vector<T> items;
};

struct [[deprecated]] Gone {
  static constexpr int status = 410;
  Name what;
};

struct Thing {
  [[deprecated("use size")]] Extent extent{};
  [[deprecated]] Grade grade = Grade::low;
  Color color = Color::mauve;
  std::vector<Grade> grades = {Grade::high};
  [[deprecated]] std::variant<int, Extent> either{};
  Name name;
};
struct FindThing {
  [[deprecated]] int number;
  [[deprecated]] std::vector<Color> colors{};
};

[[deprecated("use find")]] vgen::APIFunction<FindThing, vgen::Result<Page<Thing>, Gone>, Services,
                                             Session> find_thing;
[[deprecated]] vgen::APIFunctionSessionless<Thing, Extent, Services> measure;
[[deprecated]] vgen::RPCSessionless<Grade(Extent extent, Grade grade), Services> grade_of;

inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::get, .path = "/things/{number}", .func = find_thing},
    {.method = vgen::Method::post, .path = "/things", .func = measure},
    {.method = vgen::Method::post, .path = "/grades", .func = grade_of},
};

}  // namespace retired

namespace retired {
namespace [[deprecated]] old {

struct Note {
  std::string text;
};

vgen::APIFunctionSessionless<Note, Note, Services> keep;

inline constexpr vgen::HttpRoute old_http{
    .method = vgen::Method::put, .path = "/notes", .func = keep};

}  // namespace old
}  // namespace retired
