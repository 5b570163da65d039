#include "tools/vgen/analysis/wiring/path_segment.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

namespace vgen::tool::analysis {
namespace {

/// A byte of text, any byte, or any number of bytes.
struct Atom {
  enum class Kind { byte, any, many };
  Kind kind = Kind::byte;
  char byte = 0;
};

/// A parameter has at least one byte.
std::vector<Atom> atoms_of(const PathSegment& segment) {
  std::vector<Atom> atoms;
  for (std::size_t i = 0; i < segment.texts.size(); ++i) {
    if (i > 0) atoms.insert(atoms.end(), {{Atom::Kind::any}, {Atom::Kind::many}});
    for (const char c : segment.texts[i]) atoms.push_back({Atom::Kind::byte, c});
  }
  return atoms;
}

/// Finds out whether one text matches two lists of atoms.
class Intersection {
 public:
  Intersection(const PathSegment& one, const PathSegment& other)
      : one_(atoms_of(one)), other_(atoms_of(other)) {}

  [[nodiscard]] bool exists(std::size_t i = 0, std::size_t j = 0) {
    if (i == one_.size() && j == other_.size()) return true;
    if (!seen_.emplace(i, j).second) return false;
    const bool one_is_many = is_many(one_, i);
    const bool other_is_many = is_many(other_, j);
    if (one_is_many && exists(i + 1, j)) return true;
    if (other_is_many && exists(i, j + 1)) return true;
    if (one_is_many || other_is_many) {
      return (one_is_many && !other_is_many && j < other_.size() && exists(i, j + 1)) ||
             (other_is_many && !one_is_many && i < one_.size() && exists(i + 1, j));
    }
    return i < one_.size() && j < other_.size() && agree(one_[i], other_[j]) &&
           exists(i + 1, j + 1);
  }

 private:
  static bool is_many(const std::vector<Atom>& atoms, std::size_t at) {
    return at < atoms.size() && atoms[at].kind == Atom::Kind::many;
  }
  static bool agree(const Atom& one, const Atom& other) {
    return one.kind == Atom::Kind::any || other.kind == Atom::Kind::any || one.byte == other.byte;
  }

  std::vector<Atom> one_;
  std::vector<Atom> other_;
  std::set<std::pair<std::size_t, std::size_t>> seen_;
};

/// Whether some path fits both.
bool overlap(std::span<const PathSegment> one, std::span<const PathSegment> other) {
  for (std::size_t i = 0;; ++i) {
    const bool ends = i == one.size() || i == other.size();
    if (ends) return one.size() == other.size();
    if (one[i].kind == SegmentKind::rest || other[i].kind == SegmentKind::rest) return true;
    if (!Intersection(one[i], other[i]).exists()) return false;
  }
}

std::size_t text_size(const PathSegment& segment) {
  std::size_t size = 0;
  for (const std::string& text : segment.texts) size += text.size();
  return size;
}

}  // namespace

std::string percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned byte = 0;
    const char* digits = text.data() + i + 1;
    if (text[i] == '%' && text.size() - i > 2 &&
        std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
      decoded += static_cast<char>(byte);
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

bool are_ambiguous(std::span<const PathSegment> one, std::span<const PathSegment> other) {
  const auto [first, second] = std::ranges::mismatch(one, other);
  if (first == one.end() || second == other.end()) return false;
  const bool same_rank = first->kind == SegmentKind::mixed && second->kind == SegmentKind::mixed &&
                         text_size(*first) == text_size(*second) &&
                         first->texts.size() == second->texts.size();
  return same_rank && overlap({first, one.end()}, {second, other.end()});
}

}  // namespace vgen::tool::analysis
