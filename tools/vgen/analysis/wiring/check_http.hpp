#pragma once

#include "tools/vgen/analysis/wiring/check_doors.hpp"
#include "tools/vgen/analysis/wiring/parse_path.hpp"
#include "tools/vgen/analysis/wiring/written_http.hpp"

namespace vgen::tool::analysis {

/// Checks HTTP routes and adds them to the model: paths, statuses, the places of the input.
class HttpChecker {
 public:
  HttpChecker(Workspace& workspace, DoorChecker& doors) : workspace_(workspace), doors_(doors) {}

  void check(const WrittenHttpRoute& route);
  /// Whether no other route has its method and path, or one that fits the same requests. If there
  /// is one, reports it.
  bool is_alone(const WrittenHttpRoute& route, const ParsedPath& path);

 private:
  /// Reports missing settings that every route needs.
  void report_missing(const WrittenHttpRoute& route);
  /// Reports settings that a stream cannot have.
  void check_stream(const WrittenHttpRoute& route, const model::Function& function);
  void check_parameter_names(const ParsedPath& path);
  int choose_status(const WrittenHttpRoute& route, const model::Function& function);
  /// Whether the body has a file.
  [[nodiscard]] bool has_files(const model::HttpRoute& route) const;
  [[nodiscard]] std::string fault_in_form(model::TypeIndex type) const;
  /// Reports members that a form of a page cannot have.
  void refuse_rest(const WrittenHttpRoute& route, const model::HttpRoute& checked);
  void check_form(const Written<bool>& form, model::HttpRoute& route);
  /// Fills in the parts that depend on the path and the input.
  void bind(const WrittenHttpRoute& route, const ParsedPath& path, model::HttpRoute& checked);
  void report(Rule rule, const SourceRange& range, std::string message, std::string help) {
    workspace_.report(make_diagnostic(rule, range, std::move(message), std::move(help)));
  }

  Workspace& workspace_;
  DoorChecker& doors_;
  bool is_unambiguous(const WrittenHttpRoute& route, const ParsedPath& path);

  using Segments = std::vector<PathSegment>;
  std::map<std::pair<model::HttpMethod, Segments>, SourceRange> routes_;
  /// The first path with these segments.
  std::map<Segments, ParsedPath> shapes_;
};

}  // namespace vgen::tool::analysis
