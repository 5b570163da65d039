#include <vgen/json/struct_choice.hpp>

#include <vgen/json/object_reader.hpp>

#include "unescape.hpp"

#include <string>

namespace vgen::json {

namespace {

bool equal(std::string_view name, bool escaped, std::string_view other) {
  if (!escaped) return name == other;
  std::string plain;
  detail::append_unescaped(plain, name.data(), name.data() + name.size());
  return plain == other;
}

unsigned find_member(const detail::MemberTable& table, std::string_view name, bool escaped) {
  for (unsigned i = 0; i < table.count; ++i) {
    if (equal(name, escaped, table.first[i].name)) return i;
  }
  return table.count;
}

unsigned count_missing(const detail::MemberTable& table, std::uint64_t seen) {
  return static_cast<unsigned>(__builtin_popcountll(table.required[0] & ~seen));
}

}  // namespace

bool ObjectReader::hinted_open() {
  const detail::StructHint* const hint = in_.hint_;
  if (hint == nullptr || step_.parent != &hint->step) return false;
  if (hint->table != nullptr) {
    *hint->table = members_;
    separator_ = '\0';
    return true;
  }
  if (hint->resume == nullptr || in_.p_ != hint->resume) return false;
  if (in_.enter()) {
    separator_ = ',';
  } else {
    separator_ = '\0';
  }
  return true;
}

bool ObjectReader::is_tag(std::string_view name, bool escaped) {
  detail::StructHint* const hint = in_.hint_;
  if (hint == nullptr || step_.parent != &hint->step || hint->tag.data() == nullptr ||
      !equal(name, escaped, hint->tag))
    return false;
  if (hint->tag_seen) {
    step_.key = hint->tag;
    in_.fault("duplicate", {}, "is given more than once");
    step_.key = {};
  }
  hint->tag_seen = true;
  in_.skip();
  return true;
}

StructChoice::StructChoice(Reader& in) : in_(in), outer_(in.hint_) {
  in_.space();
  begin_ = in_.p_;
  depth_ = in_.depth_left_;
  hint_.step.parent = in.step_;
  in.step_ = &hint_.step;
  in.hint_ = &hint_;
}

StructChoice::~StructChoice() {
  in_.step_ = hint_.step.parent;
  in_.hint_ = outer_;
}

void StructChoice::rewind() {
  in_.p_ = begin_;
  in_.depth_left_ = depth_;
}

std::size_t StructChoice::rewind_and_skip() {
  if (in_.malformed()) return none;
  rewind();
  in_.skip();
  return none;
}

/// Goes to the value of the next member. Returns false at the end of the object, or if the text is
/// wrong; the second read reports the error.
bool StructChoice::next_name(bool first, std::string_view& name, bool& escaped) {
  if (in_.malformed()) return false;
  char c = in_.peek();
  if (!first) {
    if (c != ',') return false;
    ++in_.p_;
    c = in_.peek();
  }
  if (c != '"') return false;
  const char* const begin = in_.p_ + 1;
  escaped = false;
  const char* const end = in_.scan_string(begin, escaped);
  if (end == nullptr) return false;
  name = {begin, static_cast<std::size_t>(end - begin)};
  in_.p_ = end + 1;
  if (in_.peek() != ':') return false;
  ++in_.p_;
  return true;
}

std::size_t StructChoice::by_tag(std::string_view discriminator, const std::string_view* names,
                                 std::size_t count, bool is_open) {
  if (!in_.enter()) return none;
  ++in_.p_;
  std::string_view name;
  bool escaped = false;
  for (bool first = true; next_name(first, name, escaped); first = false) {
    if (equal(name, escaped, discriminator)) {
      hint_.tag = discriminator;
      return tag_value(names, count, first, is_open);
    }
    in_.skip();
  }
  if (!in_.malformed() && in_.peek() == '}') {
    hint_.step.key = discriminator;
    in_.fault("required", {}, "is required");
    hint_.step.key = {};
  }
  return rewind_and_skip();
}

/// Reads the value of the discriminator, which is next.
std::size_t StructChoice::tag_value(const std::string_view* names, std::size_t count, bool first,
                                    bool is_open) {
  hint_.step.key = hint_.tag;
  std::string_view value;
  const bool is_text = in_.view(value);
  std::size_t index = 0;
  while (is_text && index < count && (value != names[index] || value.empty())) ++index;
  if (is_text && index == count && is_open) {
    hint_.step.key = {};
    rewind();
    return count - 1;
  }
  if (is_text && index == count) detail::no_such_name(in_, names, sizeof names[0], count);
  hint_.step.key = {};
  if (!is_text || index == count) return rewind_and_skip();
  const char next = in_.peek();
  if (first && (next == ',' || next == '}')) {
    hint_.resume = in_.p_;
    hint_.tag_seen = true;
    in_.depth_left_ = depth_;
  } else {
    rewind();
  }
  return index;
}

void StructChoice::ask(detail::Candidate& candidate) {
  candidate.has_table = true;
  hint_.table = &candidate.table;
  in_.depth_left_ = 0;  // forces ObjectReader to open the object slowly, and so to use the hint
}

void StructChoice::asked() {
  hint_.table = nullptr;
  rewind();
}

void StructChoice::count_names(detail::Candidate* candidates, std::size_t count) {
  std::string_view name;
  bool escaped = false;
  for (bool first = true; next_name(first, name, escaped); first = false) {
    for (detail::Candidate* candidate = candidates; candidate != candidates + count; ++candidate) {
      if (!candidate->has_table) continue;
      const unsigned member = find_member(candidate->table, name, escaped);
      if (member == candidate->table.count) {
        const bool is_allowed = in_.leniency_.unknown_members || candidate->table.is_open;
        candidate->unknown += is_allowed ? 0 : 1;
      } else {
        ++candidate->known;
        if (member < 64) candidate->seen |= std::uint64_t{1} << member;
      }
    }
    in_.skip();
  }
}

std::size_t StructChoice::by_names(detail::Candidate* candidates, std::size_t count) {
  if (!in_.enter()) return none;
  ++in_.p_;
  count_names(candidates, count);
  if (in_.malformed() || in_.peek() != '}') return rewind_and_skip();
  rewind();
  const auto misfit = [](const detail::Candidate& c) {
    return std::uint64_t{c.unknown} << 32 | c.missing;
  };
  std::size_t best = none;
  bool alone = true;
  for (std::size_t i = 0; i < count; ++i) {
    detail::Candidate& candidate = candidates[i];
    if (!candidate.is_object) continue;
    if (candidate.has_table) candidate.missing = count_missing(candidate.table, candidate.seen);
    if (best != none && misfit(candidate) > misfit(candidates[best])) continue;
    alone = best == none || misfit(candidate) < misfit(candidates[best]);
    best = i;
  }
  if (best == none) return fits_none();
  if (misfit(candidates[best]) == 0) return alone ? best : several;
  // The faults of one alternative help only if the names show clearly that it is meant.
  return alone && candidates[best].known != 0 ? best : fits_none();
}

std::size_t StructChoice::fits_none() {
  if (!in_.malformed())
    in_.fault("oneOf", {}, "does not have the members of any of the allowed types");
  return rewind_and_skip();
}

StructTrial::StructTrial(Reader& in)
    : in_(in),
      faults_(in.faults_),
      first_fault_(in.first_fault_),
      begin_(in.p_),
      depth_(in.depth_left_) {
  in_.faults_ = &found_;
  in_.first_fault_ = 0;
}

StructTrial::~StructTrial() {
  in_.faults_ = faults_;
  in_.first_fault_ = first_fault_;
}

bool StructTrial::accept() {
  if (found_.empty()) return true;
  in_.faults_ = faults_;
  in_.first_fault_ = first_fault_;
  if (in_.malformed()) {
    faults_->shrink(first_fault_);
    for (const Fault& fault : found_) faults_->add(fault);
    return true;
  }
  // Trials can be nested, and a text of a few kilobytes must not keep the server busy for hours.
  in_.read_again_ += static_cast<std::size_t>(in_.p_ - begin_);
  if (in_.read_again_ / 64 > static_cast<std::size_t>(in_.end_ - in_.begin_)) {
    in_.refuse("size", "takes too many attempts to find its type", begin_);
    return true;
  }
  in_.p_ = begin_;
  in_.depth_left_ = depth_;
  return false;
}

}  // namespace vgen::json
