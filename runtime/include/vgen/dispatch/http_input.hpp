/// The input of a function in an HTTP request, as texts. `codegen::HttpReader` makes values of
/// them.
#pragma once

#include <vgen/dispatch/api_definition.hpp>
#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/dispatch/input_source.hpp>
#include <vgen/dispatch/router.hpp>
#include <vgen/file.hpp>
#include <vgen/json/fault_site.hpp>
#include <vgen/json/members.hpp>
#include <vgen/json/reader.hpp>
#include <vgen/json/rules.hpp>
#include <vgen/json/text_value.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vgen {

/// Whether a request has a body, or names a media type, that is not JSON.
[[nodiscard]] bool has_foreign_body(const Request& request) noexcept;

/// The input of one HTTP request, as texts. Every fault of every place goes to the call's list.
class HttpInput {
 public:
  /// Goes through the values of one name in one place.
  struct Values {
    std::string_view query{};  ///< The part that is not read yet.
    std::size_t header = 0;    ///< The index of the next header, or of the next part of a form.
    bool done = false;         ///< For places with at most one value.
  };

  /// A list, which may be spread over several values.
  struct Items {
    Values values{};
    std::string_view rest{};  ///< The rest of the value that is being split; null data if none.
    std::size_t count = 0;    ///< The number of items so far.
    bool found = false;
    std::vector<std::string> seen{};  ///< Only if items must be unique.
  };

  HttpInput(HostedCall& call, const PathValues& path, const ApiDefinition& definition)
      : call_(call), path_(path), definition_(definition) {}

  /// Refuses a body that was not read, if it is not JSON. Browsers send other media types for pages
  /// of any origin, without asking the server.
  void expect_no_foreign_body() {
    if (!reads_body_ && has_foreign_body(call_.request())) outcome_ = ReadOutcome::wrong_media_type;
  }

  [[nodiscard]] ReadOutcome outcome() const noexcept { return outcome_; }

  /// The values of a name, none of them read yet.
  [[nodiscard]] Values values(Place place) const {
    return {.query = place == Place::body ? call_.request().body : call_.request().query};
  }
  /// Whether the request has a value of this name there.
  [[nodiscard]] bool has(Place place, std::string_view name) const;
  /// The single value, decoded. None if it is absent, given twice or cannot be decoded; the last
  /// two are reported, and so is absence if the member is required. Sets the pointer of the member.
  std::optional<std::string_view> single(Place place, std::string_view name,
                                         const json::MemberName& member);
  /// The next item of a list, decoded. Sets its pointer.
  bool next_item(Place place, std::string_view name, const json::MemberName& member, Items& items,
                 std::string_view& text);
  /// Checks a list as a whole after its last item.
  void finish_list(Place place, const json::MemberName& member, const Items& items,
                   const json::ArrayRule& rule);
  /// Reports that a member is absent, if it is required.
  void absent(Place place, const json::MemberName& member);
  /// Where faults of the value go whose pointer is set.
  [[nodiscard]] json::TextContext site(Place place) {
    return json::TextContext(call_.faults, place, call_.pointer);
  }

  /// The body, if there is one of the right media type. An empty body without Content-Type counts
  /// as `{}`, or as none if it may be absent.
  std::optional<std::string_view> body_text(bool may_be_absent = false);
  /// The body as it is, if it is of a media type of the row. Without Content-Type it counts as
  /// `application/octet-stream`. None if it is empty and without Content-Type, but may be absent. A
  /// text must be in UTF-8. Sets the pointer of the body.
  std::optional<std::string_view> media(bool may_be_absent, bool is_text);
  /// A reader of the body.
  [[nodiscard]] json::Reader body_reader(std::string_view text) {
    return json::Reader(text, call_.faults, definition_.limits, Place::body, definition_.leniency);
  }
  // A body that is a form. Its members are values in the place `body`.

  /// Whether the body is a form of `multipart/form-data`, or absent. If not, that is a fault.
  bool begin_multipart();
  /// Whether the body is `application/x-www-form-urlencoded`.
  bool begin_form();
  /// Whether the members of a form can be read: its escapes are right.
  [[nodiscard]] bool has_members() const noexcept { return outcome_ != ReadOutcome::malformed; }
  /// How a member was read from the form.
  enum class PartKind : unsigned char { text, file, any };
  /// Notes that a member was read from the form.
  void ask(std::string_view name, PartKind kind = PartKind::text) {
    asked_.push_back({.name = name, .kind = kind});
  }
  /// The single file of this name. Null if it is absent or given twice; the last is reported, and
  /// so is absence if the member is required. Sets the pointer of the member.
  const File* single_file(const json::MemberName& member);
  /// The next file of this name, from the part `next` on. Sets the pointer of its item.
  const File* next_file(const json::MemberName& member, std::size_t& next, std::size_t count);
  /// Checks the size of a file. Returns false after a fault.
  bool check_size(const File& file, const json::StringRule& rule);
  /// A reader of the JSON of the member whose pointer is set.
  [[nodiscard]] json::Reader part_reader(std::string_view text) {
    return json::Reader(text, call_.faults, definition_.limits, Place::body, definition_.leniency,
                        call_.pointer);
  }
  /// Reports a member in a form that is read from another place.
  void refuse_part(std::string_view name);
  /// Reports parts that are not members.
  void finish_form();
  [[nodiscard]] bool has_form() const noexcept { return form_ != Form::none; }

  /// Notes whether the body was well-formed JSON.
  void body_was_read(bool well_formed) {
    outcome_ = well_formed ? ReadOutcome::good : ReadOutcome::malformed;
  }

 private:
  /// The next value of this name as sent.
  std::optional<std::string_view> next_value(Place place, std::string_view name,
                                             Values& values) const;
  std::optional<std::string_view> decode(Place place, std::string_view raw);
  enum class Form : unsigned char { none, urlencoded, multipart };
  struct Asked {
    std::string_view name{};
    PartKind kind = PartKind::text;
  };

  std::optional<std::string_view> next_part(std::string_view name, Values& values) const;
  [[nodiscard]] bool is_encoded(Place place) const noexcept;
  const File* find_file(const json::MemberName& member, std::size_t& next, std::size_t count);
  void check_known(std::string_view name, PartKind kind);
  void point_at(const json::MemberName& member);
  void fault(Place place, std::string_view code, std::string message);

  HostedCall& call_;
  const PathValues& path_;
  const ApiDefinition& definition_;
  ReadOutcome outcome_ = ReadOutcome::good;
  bool reads_body_ = false;
  Form form_ = Form::none;
  std::vector<Asked> asked_;  ///< The members that were read from the form.
};

}  // namespace vgen
