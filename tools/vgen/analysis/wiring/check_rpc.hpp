#pragma once

#include "tools/vgen/analysis/wiring/check_doors.hpp"
#include "tools/vgen/analysis/wiring/check_http.hpp"
#include "tools/vgen/analysis/wiring/written_rpc.hpp"

#include <map>
#include <string>

namespace vgen::tool::analysis {

/// Checks the methods of RPC and adds them to the model.
class RpcChecker {
 public:
  RpcChecker(Workspace& workspace, DoorChecker& doors, HttpChecker& http)
      : workspace_(workspace), doors_(doors), http_(http) {}

  void check(const WrittenRpcRoute& route);

 private:
  [[nodiscard]] bool has_needed_settings(const WrittenRpcRoute& route);
  void check_name(const WrittenRpcRoute& route);
  void check_path(const WrittenRpcRoute& route);
  [[nodiscard]] bool is_served(const WrittenRpcRoute& route, const model::Function& function);
  void report(Rule rule, const SourceRange& range, std::string message, std::string help) {
    workspace_.report(make_diagnostic(rule, range, std::move(message), std::move(help)));
  }

  Workspace& workspace_;
  DoorChecker& doors_;
  HttpChecker& http_;
  std::map<std::string, SourceRange> names_;
  bool is_path_checked_ = false;
};

}  // namespace vgen::tool::analysis
