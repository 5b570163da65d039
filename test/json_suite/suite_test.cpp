/// Reads every case of the JSON parsing test suite in several ways: json_suite_test FOLDER
#include "test/unit/json/sample.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>

namespace {

struct Verdict {
  bool accepted = false;
  std::string_view reason;
};

/// The cases that the standard leaves to the implementation, and what vgen does.
const std::map<std::string_view, Verdict> verdicts = {
    // Every number that the grammar allows is JSON. The type that reads it decides whether it
    // fits.
    {"i_number_double_huge_neg_exp.json", {true, "a number; as double the nearest one, 0"}},
    {"i_number_huge_exp.json", {true, "a number; beyond double: minimum or maximum"}},
    {"i_number_neg_int_huge_exp.json", {true, "a number; beyond double"}},
    {"i_number_pos_double_huge_exp.json", {true, "a number; beyond double"}},
    {"i_number_real_neg_overflow.json", {true, "a number; beyond double"}},
    {"i_number_real_pos_overflow.json", {true, "a number; beyond double"}},
    {"i_number_real_underflow.json", {true, "a number; as double the nearest one, 0"}},
    {"i_number_too_big_neg_int.json", {true, "a number; beyond any integer type"}},
    {"i_number_too_big_pos_int.json", {true, "a number; beyond any integer type"}},
    {"i_number_very_big_negative_int.json", {true, "a number; beyond any integer type"}},
    // Half a surrogate pair is not a character. RFC 8259, section 8.2 calls the outcome
    // unpredictable; RFC 7493 forbids it.
    {"i_object_key_lone_2nd_surrogate.json", {false, "half of a surrogate pair"}},
    {"i_string_1st_surrogate_but_2nd_missing.json", {false, "half of a surrogate pair"}},
    {"i_string_1st_valid_surrogate_2nd_invalid.json", {false, "half of a surrogate pair"}},
    {"i_string_incomplete_surrogate_and_escape_valid.json", {false, "half of a surrogate pair"}},
    {"i_string_incomplete_surrogate_pair.json", {false, "half of a surrogate pair"}},
    {"i_string_incomplete_surrogates_escape_valid.json", {false, "half of a surrogate pair"}},
    {"i_string_invalid_lonely_surrogate.json", {false, "half of a surrogate pair"}},
    {"i_string_invalid_surrogate.json", {false, "half of a surrogate pair"}},
    {"i_string_inverted_surrogates_U+1D11E.json", {false, "half of a surrogate pair"}},
    {"i_string_lone_second_surrogate.json", {false, "half of a surrogate pair"}},
    // JSON text is UTF-8 (RFC 8259, section 8.1). Other encodings are not detected.
    {"i_string_UTF-16LE_with_BOM.json", {false, "UTF-16"}},
    {"i_string_utf16BE_no_BOM.json", {false, "UTF-16"}},
    {"i_string_utf16LE_no_BOM.json", {false, "UTF-16"}},
    {"i_string_UTF-8_invalid_sequence.json", {false, "no UTF-8"}},
    {"i_string_UTF8_surrogate_U+D800.json", {false, "a surrogate in UTF-8"}},
    {"i_string_invalid_utf-8.json", {false, "no UTF-8"}},
    {"i_string_iso_latin_1.json", {false, "no UTF-8"}},
    {"i_string_lone_utf8_continuation_byte.json", {false, "no UTF-8"}},
    {"i_string_not_in_unicode_range.json", {false, "beyond U+10FFFF"}},
    {"i_string_overlong_sequence_2_bytes.json", {false, "an overlong form"}},
    {"i_string_overlong_sequence_6_bytes.json", {false, "an overlong form"}},
    {"i_string_overlong_sequence_6_bytes_null.json", {false, "an overlong form"}},
    {"i_string_truncated-utf-8.json", {false, "no UTF-8"}},
    {"i_structure_500_nested_arrays.json", {false, "deeper than the limit of 64 levels"}},
    {"i_structure_UTF-8_BOM_empty_object.json",
     {false, "section 8.1 forbids to write a byte order mark; it is told by name"}},
};

/// A member that is any value.
struct Any {
  std::string json;
};
struct Holder {
  Any value;
};

}  // namespace

template <>
struct vgen::json::Codec<Any> {
  static void read(Reader& in, Any& any) { any.json = in.raw(); }
};

template <>
struct vgen::json::Codec<Holder> {
  static void read(Reader& in, Holder& holder) {
    static constexpr Members<1> members{required("value")};
    ObjectReader object(in, members);
    while (object.next()) json::read(in, holder.value);
  }
};

namespace {

/// The code of the fault that made the text malformed; "" if it is JSON.
using Outcome = std::string;

template <class T>
Outcome outcome(const std::string& text, vgen::json::Leniency leniency = {}) {
  const std::unique_ptr<char[]> exact(
      new char[text.size()]);  // so that a sanitizer finds a read past the end
  std::memcpy(exact.get(), text.data(), text.size());
  vgen::Faults faults;
  vgen::json::Reader in({exact.get(), text.size()}, faults, {}, vgen::Place::body, leniency);
  T value{};
  vgen::json::read(in, value);
  if (in.finish()) return "";
  if (faults.size() != 1) return "not one fault";
  return std::string(faults[0].code);
}

Outcome skipped(const std::string& text) {
  vgen::Faults faults;
  vgen::json::Reader in(text, faults);
  in.skip();
  return in.finish() ? "" : std::string(faults[0].code);
}

int failures = 0;

void expect(bool good, const std::string& name, const char* way, const Outcome& outcome) {
  if (good) return;
  ++failures;
  std::printf("%s, %s: %s\n", name.c_str(), way,
              outcome.empty() ? "accepted" : ("refused: " + outcome).c_str());
}

void judge(const std::string& name, const char* way, const Outcome& outcome) {
  if (name[0] == 'y') return expect(outcome.empty(), name, way, outcome);
  if (name[0] == 'i' && verdicts.at(name).accepted)
    return expect(outcome.empty(), name, way, outcome);
  // Text that is nested too deep is not read further.
  const bool deep = name == "n_structure_100000_opening_arrays.json" ||
                    name == "n_structure_open_array_object.json" ||
                    name == "i_structure_500_nested_arrays.json";
  expect(deep ? outcome == "depth" : outcome == "syntax" || outcome == "encoding", name, way,
         outcome);
}

void try_case(const std::string& name, const std::string& text) {
  judge(name, "skipped", skipped(text));
  judge(name, "as any value", outcome<Any>(text));
  judge(name, "as a member", outcome<Holder>("{\"value\":" + text + "}"));
  judge(name, "as a member among white space", outcome<Holder>("{ \"value\" : " + text + " }"));
  judge(name, "as an unknown member, ignored",
        outcome<sample::Nothing>("{\"x\":" + text + "}", {.unknown_members = true}));
  judge(name, "as an unknown member, reported", outcome<sample::Nothing>("{\"x\":" + text + "}"));
  // Reads it as types that it may not have. A wrong value is then skipped, and the result for JSON
  // syntax must not change.
  judge(name, "as numbers", outcome<std::vector<double>>(text));
  judge(name, "as integers", outcome<std::vector<int>>(text));
  judge(name, "as texts", outcome<std::vector<std::string>>(text));
  judge(name, "as a map", outcome<std::map<std::string, std::string>>(text));
  judge(name, "as a struct", outcome<sample::Todo>(text));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::fputs("usage: json_suite_test FOLDER\n", stderr), 2;
  std::map<char, int> counts;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
    const std::string name = entry.path().filename().string();
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    if (name[0] == 'i' && !verdicts.contains(name)) {
      std::printf("%s: no verdict is known\n", name.c_str());
      ++failures;
      continue;
    }
    ++counts[name[0]];
    try_case(name, text);
  }
  std::printf("%d must be accepted, %d must be refused, %d are free; %d failures\n", counts['y'],
              counts['n'], counts['i'], failures);
  const bool complete =
      counts['y'] >= 95 && counts['n'] >= 188 && counts['i'] >= static_cast<int>(verdicts.size());
  return failures == 0 && complete ? 0 : 1;
}
