/// How quickly generated code reads (with all checks) and writes JSON, against other libraries: MB/s and ratios.
///
/// `json_bench [rounds]`: medians of alternating rounds of CPU time, so that a busy machine disturbs all alike. Only compare the ratios.
#include "json_peers.hpp"

#include <vgen/json/read.hpp>
#include <vgen/json/write.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using bench::Record;
using bench::Records;

bool vgen_read(std::string_view text, Records& records) {
  vgen::Faults faults;
  vgen::json::Reader in(text, faults);
  vgen::json::read(in, records);
  return in.finish() && faults.empty();
}

void vgen_write(std::string& out, const Records& records) {
  out.clear();
  vgen::json::Writer writer(out);
  vgen::json::write(writer, records);
  if (!writer.finish()) std::abort();
}

Record record_of(unsigned number) {
  Record record;
  record.id = 100000 + number;
  record.title = "Water the plants in room " + std::to_string(number % 90 + 10);
  record.text = "Not too much; the one on the left is dry already, the others can wait until Thursday";
  record.priority = static_cast<bench::Priority>(number % 3);
  record.author = {.name = "Ada Lovelace", .email = "ada.lovelace@example.com"};
  record.labels = {"home", "garden", number % 2 == 0 ? "every week" : "once a month"};
  record.votes = number * 7 % 1000;
  record.done = number % 4 == 0;
  return record;
}

/// A document with its members the other way round.
std::string reversed(const Records& records) {
  std::string text = "[";
  const auto json = [](const auto& value) {
    std::string part;
    vgen::json::Writer out(part);
    vgen::json::write(out, value);
    out.finish();
    return part;
  };
  for (const Record& r : records) {
    if (text.size() > 1) text += ',';
    text += "{\"done\":" + json(r.done) + ",\"votes\":" + json(r.votes) + ",\"labels\":" + json(r.labels) +
            ",\"author\":{\"email\":" + json(r.author.email) + ",\"name\":" + json(r.author.name) + "},\"priority\":" + json(r.priority) +
            ",\"text\":" + json(r.text) + ",\"title\":" + json(r.title) + ",\"id\":" + json(r.id) + '}';
  }
  return text + ']';
}

struct Contestant {
  const char* name;
  std::function<void()> once;
  std::vector<double> seconds{};  // for one pass, a round each

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

void compare(const char* title, std::size_t bytes, int rounds, std::vector<Contestant> contestants) {
  const int passes = static_cast<int>(std::max<std::size_t>(4, 4'000'000 / bytes));
  for (int round = 0; round <= rounds; ++round) {
    for (Contestant& contestant : contestants) {
      const double begin = cpu_seconds();
      for (int i = 0; i < passes; ++i) contestant.once();
      if (round > 0) contestant.seconds.push_back((cpu_seconds() - begin) / passes);  // round 0 warms up
    }
  }
  std::printf("\n%s, %zu bytes\n", title, bytes);
  const double own = contestants.front().median();
  for (Contestant& contestant : contestants) {
    const double median = contestant.median();
    std::printf("  %-28s %8.0f MB/s   vgen is %5.2f x\n", contestant.name, static_cast<double>(bytes) / median / 1e6, median / own);
  }
}

void check(bool good, const char* what) {
  if (good) return;
  std::fprintf(stderr, "json_bench: %s is wrong\n", what);
  std::exit(1);
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 9;
  for (const unsigned count : {1U, 35U, 3600U}) {
    Records records;
    for (unsigned i = 0; i < count; ++i) records.push_back(record_of(i));
    std::string text;
    vgen_write(text, records);
    const std::size_t size = text.size();
    std::string backwards = reversed(records);
    text.reserve(size + 64);  // simdjson reads beyond the end
    backwards.reserve(size + 64);

    using Read = bool (*)(std::string_view, Records&);
    for (const Read read : {vgen_read, bench::simdjson_read, bench::rapidjson_dom_read, bench::nlohmann_read, bench::boost_read}) {
      Records back;
      check(read(text, back) && back == records, "a reader");
    }
    Records back;
    check(vgen_read(backwards, back) && back == records, "the reader in another order");
    const auto reading = [&](Read read, const std::string& from) {
      return [&from, read] {
        Records target;
        if (!read(from, target)) std::abort();
      };
    };
    compare("read and check", size, rounds,
            {{"vgen", reading(vgen_read, text)},
             {"vgen, members reversed", reading(vgen_read, backwards)},
             {"simdjson on-demand", reading(bench::simdjson_read, text)},
             {"RapidJSON DOM", reading(bench::rapidjson_dom_read, text)},
             {"Boost.JSON", reading(bench::boost_read, text)},
             {"nlohmann", reading(bench::nlohmann_read, text)}});

    using Write = void (*)(std::string&, const Records&);
    static std::string out;
    const auto writing = [&](Write write) { return [&records, write] { write(out, records); }; };
    compare("write", size, rounds,
            {{"vgen", writing(vgen_write)},
             {"RapidJSON", writing(bench::rapidjson_write)},
             {"Boost.JSON", writing(bench::boost_write)},
             {"nlohmann", writing(bench::nlohmann_write)}});
  }
}
