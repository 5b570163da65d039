/// The speed at which generated code reads (with all checks) and writes JSON, compared with other
/// libraries: MB/s and ratios. Medians of alternating rounds of CPU time, so that a busy machine
/// disturbs all in the same way. Compare only the ratios.
///
/// json_bench [ROUNDS [PART OF A TITLE]] [--peer NAME=COMMAND]… [--files FOLDER]
///   --peer   a program outside of the project (outside_peer.hpp)
///   --files  the folder of the real twitter.json and citm_catalog.json
#define VGEN_API bench_api_codecs  // the codecs of generated code are measured

#include "api.gen.hpp"
#include "bench_documents.hpp"
#include "bench_peers.hpp"
#include "outside_peer.hpp"

#include <vgen/json/read.hpp>
#include <vgen/json/write.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
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

template <>
struct Codec<bench::Timeline> {
  static void read(Reader& in, bench::Timeline& value);
  static void write(Writer& out, const bench::Timeline& value);
};

template <>
struct Codec<bench::Programme> {
  static void read(Reader& in, bench::Programme& value);
  static void write(Writer& out, const bench::Programme& value);
};

}  // namespace vgen::json

namespace {

int rounds = 9;
std::string_view wanted;
std::vector<std::unique_ptr<bench::OutsidePeer>> outside;

/// The documents as files, for peers outside. It is removed at the end.
class Documents {
 public:
  Documents() {
    std::string folder = (std::filesystem::temp_directory_path() / "json_bench_XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr) std::abort();
    folder_ = folder;
  }
  ~Documents() { std::filesystem::remove_all(folder_); }
  Documents(const Documents&) = delete;
  Documents& operator=(const Documents&) = delete;

  /// Names have a number, so that a peer may keep what it has read.
  std::string add(std::string_view text) {
    const std::filesystem::path file = folder_ / (std::to_string(++count_) + ".json");
    std::ofstream(file, std::ios::binary) << text;
    return file.string();
  }

 private:
  std::filesystem::path folder_;
  int count_ = 0;
};

Documents& documents() {
  static Documents all;
  return all;
}

struct Contestant {
  std::string name;
  std::function<double(int passes)> time;
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

/// The time of passes of this program.
std::function<double(int)> timed(std::function<void()> once) {
  return [once = std::move(once)](int passes) {
    const double begin = cpu_seconds();
    for (int i = 0; i < passes; ++i) once();
    return cpu_seconds() - begin;
  };
}

/// The peers outside that can do a task.
void add_outside(std::vector<Contestant>& contestants, const bench::Task& task) {
  for (const auto& peer : outside) {
    if (!peer->run(task, 1)) {
      std::printf("\n%s cannot %s %s\n", peer->name().c_str(), task.operation.c_str(),
                  task.shape.c_str());
      continue;
    }
    contestants.push_back(
        {peer->name(), [&peer, task](int passes) { return peer->run(task, passes).value(); }});
  }
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
      const double seconds = contestant.time(passes);
      if (round > 0) contestant.seconds.push_back(seconds / passes);  // round 0 warms up
    }
  }
  std::printf("\n%s, %zu bytes\n", title.c_str(), bytes);
  const double own = contestants.front().median();
  for (Contestant& contestant : contestants) {
    const double median = contestant.median();
    std::printf("  %-20s %8.0f MB/s   vgen is %5.2f x\n", contestant.name.c_str(),
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
const char* const shape = "";
template <>
const char* const shape<std::vector<bench::Record>> = "records";
template <>
const char* const shape<std::vector<bench::Point>> = "points";
template <>
const char* const shape<std::vector<bench::Status>> = "statuses";
template <>
const char* const shape<bench::Catalog> = "catalog";
template <>
const char* const shape<bench::Timeline> = "timeline";
template <>
const char* const shape<bench::Programme> = "programme";

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
    contestants.push_back({name, timed([&read] {
                             T target;
                             if (!read(target)) std::abort();
                           })});
  }
  add_outside(contestants, {"read", shape<T>, documents().add(text)});
  compare("read: " + title, size, std::move(contestants));
}

template <class T>
void compare_writing(const std::string& title, const T& value) {
  if (title.find(wanted) == title.npos) return;
  static std::string out;
  vgen_write(out, value);
  std::vector<Contestant> contestants = {
      {"vgen", timed([&] { vgen_write(out, value); })},
      {"RapidJSON", timed([&] { bench::rapidjson_write(out, value); })},
      {"Boost.JSON", timed([&] { bench::boost_write(out, value); })},
      {"nlohmann", timed([&] { bench::nlohmann_write(out, value); })},
  };
  const std::size_t size = out.size();
  add_outside(contestants, {"write", shape<T>, documents().add(out)});
  compare("write: " + title, size, std::move(contestants));
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

/// A part of a real file is kept, the rest is skipped.
template <class T>
void compare_real(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  check(!text.empty(), file.string());
  T value;
  check(vgen_read(text, value, true), file.string());
  compare_reading(file.filename().string() + ", a part of it", value, text, false, true);
}

}  // namespace

int main(int argc, char** argv) {
  std::filesystem::path files;
  std::vector<std::string_view> words;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    const bool has_value = i + 1 < argc;
    if (argument == "--peer" && has_value) {
      const std::string peer = argv[++i];
      const std::size_t equals = peer.find('=');
      check(equals != std::string::npos, "--peer NAME=COMMAND");
      outside.push_back(
          std::make_unique<bench::OutsidePeer>(peer.substr(0, equals), peer.substr(equals + 1)));
    } else if (argument == "--files" && has_value) {
      files = argv[++i];
    } else {
      words.push_back(argument);
    }
  }
  if (!words.empty()) rounds = std::max(1, std::atoi(words[0].data()));
  if (words.size() > 1) wanted = words[1];
  compare_records();
  compare_others();
  if (files.empty()) {
    std::puts("\nnot measured: twitter.json and citm_catalog.json (give their folder, --files)");
  } else {
    compare_real<bench::Timeline>(files / "twitter.json");
    compare_real<bench::Programme>(files / "citm_catalog.json");
  }
  if (outside.empty()) std::puts("not measured: libraries outside of the project (--peer)");
}
