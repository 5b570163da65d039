/// The faults of an input, in the form in which the client gets them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vgen {

/// The part of an event that contains a fault.
enum class Place : unsigned char { body, path, query, header, cookie, message, params };

/// The name of a place on the wire: "body", "query", …
[[nodiscard]] std::string_view name_of(Place place);

/// One fault of an input.
struct Fault {
  Place in = Place::body;
  /// The place: a JSON Pointer (RFC 6901) from the root of the input, such as "/labels/3". Empty
  /// for the root. Names are cut at 100 bytes.
  std::string pointer;
  /// The broken rule: the JSON Schema keyword (`minimum`, `maxLength`, `pattern`, …) or one of
  /// `type required unknown duplicate syntax encoding depth size bound_elsewhere format`. A
  /// literal, valid for ever.
  std::string_view code;
  /// The broken bound as JSON text: `1`, `"email"`, `["low","high"]`. For `type` the expected JSON
  /// type. Empty if there is none.
  std::string limit;
  /// A sentence without a subject, for people: "must be at least 1".
  std::string message;

  bool operator==(const Fault&) const = default;
};

/// The faults of one input in the order in which they were found, up to a limit. Not for several
/// threads at once.
class Faults {
 public:
  /// `max_faults` is the number of faults to keep; see `Limits::faults`.
  explicit Faults(std::size_t max_faults = 32) : max_(max_faults) {}

  /// Keeps the fault, or records that there are more faults than fit.
  void add(Fault fault);
  /// Whether another fault would be kept. If not, its message is not needed.
  [[nodiscard]] bool full() const { return list_.size() >= max_; }
  /// Records that a fault was not kept.
  void drop() { dropped_ = true; }
  /// Whether there were more faults than are kept here.
  [[nodiscard]] bool dropped() const { return dropped_; }

  [[nodiscard]] bool empty() const { return list_.empty() && !dropped_; }
  /// The number of faults that are kept here.
  [[nodiscard]] std::size_t size() const { return list_.size(); }
  [[nodiscard]] const Fault& operator[](std::size_t index) const { return list_[index]; }
  [[nodiscard]] auto begin() const { return list_.begin(); }
  [[nodiscard]] auto end() const { return list_.end(); }
  [[nodiscard]] const std::vector<Fault>& list() const { return list_; }

  /// Removes the faults from index `size` on, which a later result makes irrelevant.
  void shrink(std::size_t size);
  void clear() { shrink(0); }

 private:
  std::vector<Fault> list_;
  std::size_t max_;
  bool dropped_ = false;
};

}  // namespace vgen
