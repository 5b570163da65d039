#include <vgen/dispatch/router.hpp>

#include <vgen/http/headers.hpp>
#include <vgen/http/percent.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace vgen {
namespace {

/// Removes the next segment from a path that begins with a slash, and returns it.
std::string_view take_segment(std::string_view& rest) {
  rest.remove_prefix(1);
  const std::size_t end = std::min(rest.find('/'), rest.size());
  const std::string_view segment = rest.substr(0, end);
  rest.remove_prefix(end);
  return segment;
}

/// A cheap hash, good enough for the paths of an API. Reads words; the last two overlap.
std::size_t hash_of(std::string_view path) noexcept {
  std::uint64_t hash = path.size();
  const auto add = [&]<class Word>(Word word, std::size_t at) {
    std::memcpy(&word, path.data() + at, sizeof word);
    hash = (hash ^ word) * 0x9E3779B97F4A7C15U;
  };
  if (path.size() < sizeof(std::uint32_t)) {
    for (std::size_t at = 0; at < path.size(); ++at) add(std::uint8_t{}, at);
  } else if (path.size() <= sizeof(std::uint64_t)) {
    add(std::uint32_t{}, 0);
    add(std::uint32_t{}, path.size() - sizeof(std::uint32_t));
  } else {
    for (std::size_t at = 0; at + sizeof(std::uint64_t) < path.size(); at += sizeof(std::uint64_t))
      add(std::uint64_t{}, at);
    add(std::uint64_t{}, path.size() - sizeof(std::uint64_t));
  }
  return static_cast<std::size_t>(hash >> 32);
}

/// Compares words, as for headers, because paths are short.
bool is_same(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() && detail::same_bytes(a, b);
}

constexpr std::string_view method_names[method_count] = {"GET",   "POST",   "PUT",
                                                         "PATCH", "DELETE", "QUERY"};

}  // namespace

std::optional<Method> method_of(std::string_view name) noexcept {
  if (name == "GET" || name == "HEAD") return Method::get;
  for (std::size_t i = 0; i < std::size(method_names); ++i) {
    if (name == method_names[i]) return static_cast<Method>(i);
  }
  return std::nullopt;
}

std::string_view PathValues::find(std::string_view name) const noexcept {
  for (const PathValue& value : list()) {
    if (value.name == name) return value.value;
  }
  return {};
}

void PathValues::name_after(std::string_view path) noexcept {
  for (std::size_t i = 0; i < count_; ++i) {
    path.remove_prefix(path.find('{') + 1);
    std::string_view name = path.substr(0, path.find('}'));
    if (name.ends_with("...")) name.remove_suffix(3);
    values_[i].name = name;
  }
}

std::string MethodSet::allow() const {
  std::string text;
  for (std::size_t i = 0; i < std::size(method_names); ++i) {
    const auto method = static_cast<Method>(i);
    if (!has(method)) continue;
    text.append(method_names[i]).append(method == Method::get ? ", HEAD, " : ", ");
  }
  return text + "OPTIONS";
}

struct Router::Search {
  std::optional<Method> method;
  RouteMatch& match;
  std::string decoded{};
};

Router::Router(std::span<const HttpRow> rows) : nodes_(1) {
  for (const HttpRow& row : rows) insert(row);
  build_table(rows);
}

void Router::build_table(std::span<const HttpRow> rows) {
  static_paths_.resize(std::bit_ceil(2 * rows.size() + 1));
  const std::size_t mask = static_paths_.size() - 1;
  for (const HttpRow& row : rows) {
    // Encoded paths are compared decoded, and the tree has the root.
    if (row.path.find_first_of("{%") != std::string_view::npos || row.path == "/") continue;
    std::string_view rest = row.path;
    Index node = 0;
    while (!rest.empty()) node = find_child(nodes_[node], take_segment(rest))->node;
    std::size_t place = hash_of(row.path) & mask;
    while (static_paths_[place].node != none && static_paths_[place].node != node)
      place = (place + 1) & mask;
    static_paths_[place] = {.path = row.path, .node = node};
  }
}

/// The same result as from the tree, where static segments have priority over parameters.
const HttpRow* Router::find_static(Method method, std::string_view path) const noexcept {
  const std::size_t mask = static_paths_.size() - 1;
  for (std::size_t place = hash_of(path) & mask; static_paths_[place].node != none;
       place = (place + 1) & mask) {
    if (is_same(static_paths_[place].path, path))
      return nodes_[static_paths_[place].node].rows[static_cast<std::size_t>(method)];
  }
  return nullptr;
}

void Router::insert(const HttpRow& row) {
  std::string_view rest = row.path == "/" ? std::string_view() : row.path;
  if (std::ranges::count(row.path, '{') > std::ptrdiff_t{PathValues::capacity}) {
    throw std::invalid_argument("more than 16 parameters in the path " + std::string(row.path));
  }
  Index node = 0;
  while (!rest.empty()) {
    const std::string_view segment = take_segment(rest);
    if (!rest.empty() && segment_kind(segment) == SegmentKind::rest)
      throw std::invalid_argument("something follows the rest in the path " +
                                  std::string(row.path));
    node = child_of(node, segment);
  }
  const HttpRow*& slot = nodes_[node].rows[static_cast<std::size_t>(row.method)];
  if (slot != nullptr) {
    throw std::invalid_argument(
        "two operations for the same method and path: " + std::string(slot->endpoint.name) +
        " and " + std::string(row.endpoint.name) + " at " + std::string(row.path));
  }
  slot = &row;
}

/// The child of a node for a segment of a template. Makes one if there is none.
Router::Index Router::child_of(Index parent, std::string_view segment) {
  Node& node = nodes_[parent];
  const auto fresh = static_cast<Index>(nodes_.size());
  Index child = none;
  switch (segment_kind(segment)) {
    case SegmentKind::text: child = text_child_of(node, segment); break;
    case SegmentKind::mixed: child = mixed_child_of(node, segment); break;
    case SegmentKind::parameter:
      if (node.parameter == none) node.parameter = fresh;
      child = node.parameter;
      break;
    case SegmentKind::rest:
      if (node.rest == none) node.rest = fresh;
      child = node.rest;
      break;
  }
  if (child == fresh) nodes_.emplace_back();
  return child;
}

Router::Index Router::text_child_of(Node& node, std::string_view segment) {
  std::string decoded;
  if (!percent_decode(decoded, segment)) decoded = segment;
  const auto place =
      std::lower_bound(node.children.begin(), node.children.end(), decoded,
                       [](const Child& a, const std::string& b) { return a.segment < b; });
  if (place != node.children.end() && place->segment == decoded) return place->node;
  const auto fresh = static_cast<Index>(nodes_.size());
  node.children.insert(place, {.segment = std::move(decoded), .node = fresh});
  return fresh;
}

Router::Index Router::mixed_child_of(Node& node, std::string_view segment) {
  SegmentPattern pattern(segment);
  const auto same = std::ranges::find(node.mixed, pattern, &MixedChild::pattern);
  if (same != node.mixed.end()) return same->node;
  const auto place = std::ranges::find_if(
      node.mixed, [&](const MixedChild& other) { return pattern.comes_before(other.pattern); });
  const auto fresh = static_cast<Index>(nodes_.size());
  node.mixed.insert(place, {.pattern = std::move(pattern), .node = fresh});
  return fresh;
}

const Router::Child* Router::find_child(const Node& node, std::string_view segment) {
  const auto& children = node.children;
  const auto place =
      std::lower_bound(children.begin(), children.end(), segment,
                       [](const Child& a, std::string_view b) { return a.segment < b; });
  return place != children.end() && place->segment == segment ? &*place : nullptr;
}

bool Router::arrive(const Node& node, Search& search) {
  for (std::size_t i = 0; i < node.rows.size(); ++i) {
    if (node.rows[i] != nullptr) search.match.allowed.add(static_cast<Method>(i));
  }
  if (!search.method) return false;
  search.match.row = node.rows[static_cast<std::size_t>(*search.method)];
  return search.match.row != nullptr;
}

/// The rest of a path behind its first slash.
bool Router::take_rest(const Node& node, std::string_view path, Search& search) const {
  if (node.rest == none) return false;
  search.match.path.push(path.substr(1));
  search.match.takes_rest = arrive(nodes_[node.rest], search);
  if (!search.match.takes_rest) search.match.path.pop();
  return search.match.takes_rest;
}

bool Router::walk_mixed(const Node& node, std::string_view segment, std::string_view rest,
                        Search& search) const {
  for (const MixedChild& child : node.mixed) {
    if (!child.pattern.match(segment, search.match.path)) continue;
    if (walk(nodes_[child.node], rest, search)) return true;
    search.match.path.pop(child.pattern.parameters());
  }
  return false;
}

/// Every node is one way from the root, so for any path no node is visited twice.
bool Router::walk(const Node& node, std::string_view path, Search& search) const {
  if (path.empty()) return arrive(node, search);
  std::string_view rest = path;
  const std::string_view segment = take_segment(rest);
  const Child* child = nullptr;
  if (!needs_decoding(segment)) {
    child = find_child(node, segment);
  } else {
    search.decoded.clear();
    if (percent_decode(search.decoded, segment)) child = find_child(node, search.decoded);
  }
  if (child != nullptr && walk(nodes_[child->node], rest, search)) return true;
  if (!node.mixed.empty() && walk_mixed(node, segment, rest, search)) return true;
  if (node.parameter != none && !segment.empty()) {
    search.match.path.push(segment);
    if (walk(nodes_[node.parameter], rest, search)) return true;
    search.match.path.pop();
  }
  return take_rest(node, path, search);
}

void Router::find(std::optional<Method> method, std::string_view path, RouteMatch& match) const {
  match.row = nullptr;
  match.path.clear();
  match.takes_rest = false;
  match.allowed = {};
  if (path.empty() || path.front() != '/') return;
  if (method) match.row = find_static(*method, path);
  if (match.row == nullptr) find_in_tree(method, path, match);
}

void Router::find_in_tree(std::optional<Method> method, std::string_view path,
                          RouteMatch& match) const {
  Search search{.method = method, .match = match};
  const bool is_root = path == "/";
  if (walk(nodes_.front(), is_root ? std::string_view() : path, search) ||
      (is_root && take_rest(nodes_.front(), path, search)))
    match.path.name_after(match.row->path);
}

}  // namespace vgen
