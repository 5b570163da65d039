/// The speed at which generated code reads (with all checks) and writes JSON, compared with other
/// libraries: MB/s and ratios.
///
/// `json_bench [rounds [part of a title]]`: medians of alternating rounds of CPU time, so that a
/// busy machine disturbs all in the same way. Compare only the ratios.
#define VGEN_API bench_api_codecs  // the codecs of generated code are measured

#include "api.gen.hpp"
#include "bench_documents.hpp"
#include "bench_peers.hpp"

#include <vgen/json/read.hpp>
#include <vgen/json/write.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace bench {
struct Services {};
Everything take_everything(Services& /*services*/, Everything in) {
  return in;
}
}  // namespace bench

namespace vgen::json {

template <>
struct Codec<bench::Record> {
  static void read(Reader& in, bench::Record& value);
  static void write(Writer& out, const bench::Record& value);
};

template <>
struct Codec<bench::Point> {
  static void read(Reader& in, bench::Point& value);
  static void write(Writer& out, const bench::Point& value);
};

template <>
struct Codec<bench::Status> {
  static void read(Reader& in, bench::Status& value);
  static void write(Writer& out, const bench::Status& value);
};

template <>
struct Codec<bench::Catalog> {
  static void read(Reader& in, bench::Catalog& value);
  static void write(Writer& out, const bench::Catalog& value);
};

}  // namespace vgen::json

namespace {

int rounds = 9;
std::string_view wanted;

struct Contestant {
  const char* name;
  std::function<void()> once;
  std::vector<double> seconds{};  // for one pass; one per round

  [[nodiscard]] double median() {
    std::sort(seconds.begin(), seconds.end());
    return seconds[seconds.size() / 2];
  }
};

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

void check(bool good, const std::string& what) {
  if (good) return;
  std::fprintf(stderr, "json_bench: %s is wrong\n", what.c_str());
  std::exit(1);
}

void compare(const std::string& title, std::size_t bytes, std::vector<Contestant> contestants) {
  const int passes = static_cast<int>(std::max<std::size_t>(2, 2'000'000 / bytes));
  for (int round = 0; round <= rounds; ++round) {
    for (Contestant& contestant : contestants) {
      const double begin = cpu_seconds();
      for (int i = 0; i < passes; ++i) contestant.once();
      if (round > 0)
        contestant.seconds.push_back((cpu_seconds() - begin) / passes);  // round 0 warms up
    }
  }
  std::printf("\n%s, %zu bytes\n", title.c_str(), bytes);
  const double own = contestants.front().median();
  for (Contestant& contestant : contestants) {
    const double median = contestant.median();
    std::printf("  %-20s %8.0f MB/s   vgen is %5.2f x\n", contestant.name,
                static_cast<double>(bytes) / median / 1e6, median / own);
  }
}

template <class T>
bool vgen_read(std::string_view text, T& value, bool lenient) {
  vgen::Faults faults;
  vgen::json::Reader in(text, faults, {}, vgen::Place::body,
                        {.unknown_members = lenient, .null_as_absent = lenient});
  vgen::json::read(in, value);
  return in.finish() && faults.empty();
}

template <class T>
void vgen_write(std::string& out, const T& value) {
  out.clear();
  vgen::json::Writer writer(out);
  vgen::json::write(writer, value);
  if (!writer.finish()) std::abort();
}

template <class T>
void compare_reading(const std::string& title, const T& value, std::string text, bool in_order,
                     bool lenient = false) {
  if (title.find(wanted) == title.npos) return;
  const std::size_t size = text.size();
  text.reserve(size + 64);  // simdjson reads past the end
  std::vector<std::pair<const char*, std::function<bool(T&)>>> readers = {
      {"vgen", [&](T& target) { return vgen_read(text, target, lenient); }},
      {"simdjson on-demand",
       [&](T& target) { return bench::simdjson_read(text, target, in_order); }},
      {"RapidJSON DOM", [&](T& target) { return bench::rapidjson_read(text, target); }},
      {"Boost.JSON", [&](T& target) { return bench::boost_read(text, target); }},
      {"nlohmann", [&](T& target) { return bench::nlohmann_read(text, target); }},
  };
  std::vector<Contestant> contestants;
  for (auto& [name, read] : readers) {
    T back;
    // Boost.JSON 1.81 accepts a double that is only close.
    const bool close =
        std::is_same_v<T, std::vector<bench::Point>> && name == std::string_view("Boost.JSON");
    check(read(back) && (close || back == value), title + " by " + name);
    contestants.push_back({name, [&read] {
                             T target;
                             if (!read(target)) std::abort();
                           }});
  }
  compare("read: " + title, size, std::move(contestants));
}

template <class T>
void compare_writing(const std::string& title, const T& value) {
  if (title.find(wanted) == title.npos) return;
  static std::string out;
  vgen_write(out, value);
  compare("write: " + title, out.size(),
          {{"vgen", [&] { vgen_write(out, value); }},
           {"RapidJSON", [&] { bench::rapidjson_write(out, value); }},
           {"Boost.JSON", [&] { bench::boost_write(out, value); }},
           {"nlohmann", [&] { bench::nlohmann_write(out, value); }}});
}

template <class T>
std::string text_of(const T& value) {
  std::string text;
  vgen_write(text, value);
  return text;
}

void compare_records() {
  for (const unsigned count : {1U, 35U, 3600U}) {
    const auto records = bench::make_records(count);
    compare_reading("records", records, text_of(records), true);
    compare_writing("records", records);
  }
  for (const unsigned count : {1U, 35U}) {
    const auto records = bench::make_records(count);
    const std::string text = text_of(records);
    compare_reading("records, members reversed", records,
                    bench::respell(text, {.order = bench::Order::reversed}), false);
    compare_reading("records, members in random order", records,
                    bench::respell(text, {.order = bench::Order::shuffled}), false);
    compare_reading("records, indented", records, bench::respell(text, {.indented = true}), true);
  }
}

/// Texts of other programs: unknown members, null for absent members, indentation, escapes.
void compare_others() {
  const auto points = bench::make_points(500);
  compare_reading("points (floating-point numbers)", points, text_of(points), true);
  compare_writing("points (floating-point numbers)", points);
  const auto statuses = bench::make_statuses(100);
  compare_reading("statuses (like twitter.json)", statuses, text_of(statuses), false);
  compare_reading("statuses, indented, further members", statuses,
                  bench::respell(text_of(statuses), {.indented = true, .extra = true}), false,
                  true);
  compare_reading("statuses, all beyond ASCII escaped", statuses,
                  bench::respell(text_of(statuses), {.ascii = true}), false);
  compare_writing("statuses (like twitter.json)", statuses);
  const auto catalog = bench::make_catalog(200);
  compare_reading("catalog (like citm_catalog.json)", catalog, text_of(catalog), false);
  compare_reading("catalog, indented", catalog,
                  bench::respell(text_of(catalog), {.indented = true}), false);
  compare_writing("catalog (like citm_catalog.json)", catalog);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1) rounds = std::max(1, std::atoi(argv[1]));
  if (argc > 2) wanted = argv[2];
  compare_records();
  compare_others();
}
