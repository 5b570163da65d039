/// A header as in real programs: large includes, macros, templates, nested and inline namespaces,
/// and names that have a meaning in the generated code or in TypeScript. Größe, Ω, 日本語 and 🙂
/// are in comments and in strings.
#pragma once

#include <vgen/api.hpp>
#include <vgen/types.hpp>

#include <boost/asio.hpp>
#include <nlohmann/json.hpp>
#if __has_include(<eigen3/Eigen/Dense>)
#include <eigen3/Eigen/Dense>
#endif

#include <algorithm>
#include <array>
#include <chrono>
#include <compare>
#include <concepts>
#include <coroutine>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <ranges>
#include <regex>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#define LIFE_FIELD(type, name) \
  type name {}
#define LIFE_TEXT std::string
#define LIFE_LEVELS(row) row(debug) row(info) row(warning)
#define LIFE_ROW(name) name,
#define LIFE_EXPORT [[gnu::visibility("default")]]
#define LIFE_OPERATION(name, In, ...) Function<In, __VA_ARGS__> name

namespace life {

namespace chrono = std::chrono;
namespace asio = boost::asio;

struct Services;

template <class In, class Out>
using Function = vgen::APIFunctionSessionless<In, Out, Services>;

template <class T>
concept Number = std::integral<T> || std::floating_point<T>;

template <Number T>
constexpr T twice(T value) {
  return static_cast<T>(value + value);
}

/// Not part of the API: other functions of the service.
class Engine {
 public:
  explicit Engine(asio::io_context& context) : timer_(context) {}
  virtual ~Engine() = default;
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  [[nodiscard]] virtual asio::awaitable<int> run() = 0;
  [[nodiscard]] auto evens(const std::vector<int>& all) const {
    return all | std::views::filter([](int one) { return one % 2 == 0; }) |
           std::views::transform(twice<int>);
  }

 private:
  asio::steady_timer timer_;
  std::function<void(const nlohmann::json&)> callback_;
};

inline namespace v1 {

/** Written by a macro. */
enum class Level { LIFE_LEVELS(LIFE_ROW) };

//! Another style of comment.
//! @brief With a brief.
using enum Level;

/*! And another.
 *  \brief Größe in Ω, "日本語" 🙂.
 *  \note A note.
 *  @see Level
 */
struct Reader {
  LIFE_FIELD(int, pages);                  //!< How many. @minimum 0
  LIFE_TEXT name = "Zoë \"🙂\" \\ ?\?/ Ω"; /*!< Non-ASCII.
                                             @maxLength 40 */
  Level level = warning;                   /**< By `using enum`. */
  std::string raw = R"x(a "raw" string
of two lines)x";
};

struct Writer {
  struct Options {
    enum class Mode { in, out };
    struct Limits {
      std::uint32_t bytes = 1U << 10;  ///< A shift. @minimum 1
      int most = twice(21);
      int other = sizeof(std::int32_t);
    };
    Mode mode = Mode::out;
    Limits limits{};
  };
  alignas(16) Options options{};
  [[maybe_unused]] std::array<double, 2> at{};
};

/// Has a member function, a static one, operators, friends and constants.
struct LIFE_EXPORT Codec {
  static constexpr int version = 3;
  static inline const std::string kind = "codec";
  using Id = std::int32_t;
  Id id{};
  std::string code = "none";

  [[nodiscard]] bool is_known() const { return id != 0; }
  static Codec of(Id id) { return {.id = id}; }
  auto operator<=>(const Codec&) const = default;
  friend void swap(Codec& a, Codec& b) noexcept { std::swap(a.id, b.id); }
};

/// A template with a default argument and a constant.
template <class T, std::size_t size = 2>
struct Members {
  std::array<T, size> list{};
  std::optional<T> first{};
};

template <class T>
using Two = Members<T, 2>;

template <class T>
struct Array {
  std::vector<T> items;
};

template <>
struct Array<bool> {
  std::uint64_t bits{};
};

/// Tagged by a base that is a template.
template <class Derived>
struct Counted {
  int count = 0;
};

struct Client : Counted<Client> {
  std::string base_url;
};

/// No wire name may meet the `type` of a problem.
struct Problem {
  static constexpr int status = 409;
  std::string reason;
};

struct Error {
  static constexpr int status = 410;
};

/// Maps to others of TypeScript's own names.
struct Record {
  std::map<std::string, Client> clients = {};
  std::map<Level, int> counts = {};
};

struct Promise {
  std::optional<chrono::system_clock::time_point> then{};
};

struct Object {};
struct String {
  std::string text;
};
struct Date {
  chrono::sys_days day{};
};
struct Tree {
  Two<int> two{};
  Members<Codec, 1> one{};
  Array<bool> bits{};
  Array<Tree> nested{};
};
struct Headers {
  std::string accept;
};
struct Request {
  std::vector<Headers> headers = {};
};
struct Response {
  int status = 200;
};
struct CallOptions {
  bool retry = false;
};
struct Outcome {
  std::variant<Reader, Writer> either;
};
struct Singletons {
  int number{};
};
struct Factory {
  int number{};
};
struct ObjectReader {
  int object{};
  int in{};
  int value{};
  int members{};
  int out{};
};
struct StringRule {
  int min_length = 1;
};
struct ApiDefinition {
  int operations{};
};
struct Number_ {
  int number{};
};

/// Fields named like words of TypeScript, of its objects, and of the generated code.
struct Words {
  int arguments = 0;
  int await = 0;
  int body = 0;
  int client = 0;
  int constructor = 0;
  int debugger = 0;
  int eval = 0;
  int extends = 0;
  int function = 0;
  int hasOwnProperty = 0;
  int implements = 0;
  int in = 0;
  int input = 0;
  int instanceof = 0;
  int interface = 0;
  int let = 0;
  int length = 0;
  int members = 0;
  int name = 0;
  int null = 0;
  int object = 0;
  int options = 0;
  int out = 0;
  int package = 0;
  int prototype = 0;
  int read = 0;
  int super = 0;
  int then = 0;
  int toString = 0;
  int type = 0;
  int undefined = 0;
  int value = 0;
  int var = 0;
  int with = 0;
  int write = 0;
  int yield = 0;
  int class_ = 0;    ///< @rename class
  int default_ = 0;  ///< @rename default
  int delete_ = 0;   ///< @rename delete
  int import_ = 0;   ///< @rename import
  int new_ = 0;      ///< @rename new
  int proto = 0;     ///< @rename __proto__
  int this_ = 0;     ///< @rename this
  int spaced = 0;    ///< @rename a-b.c
  int größe = 0;
};

namespace json {

/// In a namespace that has the name of one of the runtime's.
struct Value {
  nlohmann::json any{};
};

}  // namespace json

namespace detail {

template <class T>
struct Hidden {
  using type = T;
};

}  // namespace detail

using Plain = typename detail::Hidden<Reader>::type;

/// Everything at once.
struct Everything {
  Reader reader{};
  Writer writer{};
  Codec codec{};
  Client client{};
  Record record{};
  Promise promise{};
  Object object{};
  String string{};
  Date date{};
  Tree tree{};
  Request request{};
  Response response{};
  CallOptions options{};
  Outcome outcome{};
  Singletons singletons{};
  Factory factory{};
  ObjectReader object_reader{};
  StringRule rule{};
  ApiDefinition definition{};
  Number_ number{};
  Words words{};
  json::Value value{};
  Plain plain{};
};

}  // namespace v1

/// Makes nothing.
///
/// \code{.cpp}
///   // @minimum is text here
///   class_(services, in);
/// \endcode
/// @param in What is given.
/// @return What was given.
/// @throws nothing
/// @todo Nothing.
Function<Words, Words> class_;

/** @brief Reads.
 *
 *  - a list
 *  - of *two* items, with <b>HTML</b> & "quotes" `*` / *\/
 */
LIFE_OPERATION(read, Reader, vgen::Result<Reader, Problem, Error>);

[[deprecated("Use `read`.")]] extern int unrelated;

Function<Everything, Everything> echo;
Function<Writer, Writer> write;
Function<void, void> function;
Function<void, int> var;
Function<Codec, Codec> import_;
Function<void, std::vector<Level>> yield;
Function<void, void> arguments;
Function<void, void> await;
Function<void, void> create_client;
Function<void, void> call;
Function<void, void> input;
Function<void, void> options;
Function<void, void> in;
Function<void, void> constructor;

enum class Farbe { grün, weiß };

/// Letters beyond ASCII.
struct Größe {
  int höhe = 1;
  Farbe farbe = Farbe::weiß;
};

struct 商品 {
  std::string 名前;
};

struct ВсеТовары {
  static constexpr int status = 404;
};

Function<Größe, Größe> größe_holen;
Function<商品, vgen::Result<商品, ВсеТовары>> 商品を探す;

inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::post, .path = "/class", .func = class_, .name = "class"},
    {.method = vgen::Method::get, .path = "/class", .func = class_, .name = "default"},
    {.method = vgen::Method::put, .path = "/class", .func = class_, .name = "delete"},
    {.method = vgen::Method::post, .path = "/read", .func = read, .tags = {"größe", "日本語"}},
    {.method = vgen::Method::post, .path = "/echo", .func = echo},
    {.method = vgen::Method::post, .path = "/write", .func = write, .tags = {"runtime"}},
    {.method = vgen::Method::get, .path = "/function", .func = function, .tags = {"types"}},
    {.method = vgen::Method::get, .path = "/var", .func = var, .tags = {"client"}},
    {.method = vgen::Method::get, .path = "/import/{id}", .func = import_, .name = "import"},
    {.method = vgen::Method::get, .path = "/yield", .func = yield},
    {.method = vgen::Method::get, .path = "/arguments", .func = arguments},
    {.method = vgen::Method::get, .path = "/await", .func = await},
    {.method = vgen::Method::get, .path = "/client", .func = create_client},
    {.method = vgen::Method::get, .path = "/call", .func = call},
    {.method = vgen::Method::get, .path = "/input", .func = input},
    {.method = vgen::Method::get, .path = "/options", .func = options},
    {.method = vgen::Method::get, .path = "/in", .func = in},
    {.method = vgen::Method::get, .path = "/constructor", .func = constructor},
    {.method = vgen::Method::post,
     .path = "/gr%C3%B6%C3%9Fe",
     .func = größe_holen,
     .tags = {"Größe"}},
    {.method = vgen::Method::get, .path = "/waren/{名前}", .func = 商品を探す, .tags = {"商品"}},
};

}  // namespace life
