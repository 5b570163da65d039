/// What is wrong with an input, in the form in which the client is told.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vgen {

/// The part of an event in which a fault stands.
enum class Place : unsigned char { body, path, query, header, cookie, message, params };

/// The name of a place on the wire: "body", "query", …
[[nodiscard]] std::string_view name_of(Place place);

/// One fault of an input.
struct Fault {
  Place in = Place::body;
  /// Where: a JSON Pointer (RFC 6901) from the input's root, as in "/labels/3"; empty for the root.
  /// Names are cut at 100 bytes.
  std::string pointer;
  /// What: the JSON Schema keyword that failed (`minimum`, `maxLength`, `pattern`, …) or one of
  /// `type required unknown duplicate syntax encoding depth size bound_elsewhere format`. A
  /// literal, valid for ever.
  std::string_view code;
  /// The bound that was broken as JSON text: `1`, `"email"`, `["low","high"]`; for `type` the
  /// expected JSON type. Empty: there is none.
  std::string limit;
  /// A sentence without subject for people: "must be at least 1".
  std::string message;

  bool operator==(const Fault&) const = default;
};

/// The faults of one input in the order in which they were found, up to a bound. Not for several
/// threads at once.
class Faults {
 public:
  /// `max_faults`: how many are kept; see `Limits::faults`.
  explicit Faults(std::size_t max_faults = 32) : max_(max_faults) {}

  /// Keeps the fault, or notes that there was one more than fits.
  void add(Fault fault);
  /// Whether another fault would be kept: if not, it need not be put into words.
  [[nodiscard]] bool full() const { return list_.size() >= max_; }
  /// Notes that a fault was not kept.
  void drop() { dropped_ = true; }
  /// Whether there were more faults than are kept.
  [[nodiscard]] bool dropped() const { return dropped_; }

  [[nodiscard]] bool empty() const { return list_.empty() && !dropped_; }
  /// The number of faults that are kept.
  [[nodiscard]] std::size_t size() const { return list_.size(); }
  [[nodiscard]] const Fault& operator[](std::size_t index) const { return list_[index]; }
  [[nodiscard]] auto begin() const { return list_.begin(); }
  [[nodiscard]] auto end() const { return list_.end(); }
  [[nodiscard]] const std::vector<Fault>& list() const { return list_; }

  /// Forgets every fault from number `size` on: what follows makes them pointless.
  void shrink(std::size_t size);
  void clear() { shrink(0); }

 private:
  std::vector<Fault> list_;
  std::size_t max_;
  bool dropped_ = false;
};

}  // namespace vgen
