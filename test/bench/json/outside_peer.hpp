/// A program outside of the project that does the same work, so that libraries can be compared
/// which are not packaged or need another standard of C++.
#pragma once

#include <memory>
#include <optional>
#include <string>

namespace bench {

/// What a peer is asked: to read a document into the structs of a shape, or to write such structs.
struct Task {
  std::string operation;  ///< `read` or `write`
  std::string shape;      ///< `records`, `points`, `statuses`, `catalog`, `timeline`, `programme`
  std::string file;       ///< The document. It has members that the shape lacks: `timeline`,
                          ///< `programme`, and statuses with "further members" in their title.
};

/// A program that runs as long as this object. For each line `OPERATION SHAPE FILE PASSES` on its
/// standard input it writes a line: the seconds of CPU time that all passes took, or `no` if it
/// cannot do it. It ends with its input. `docs/performance.md`, "JSON", describes it for authors.
class OutsidePeer {
 public:
  /// `command` is for the shell. Ends the benchmark if it cannot be started.
  OutsidePeer(std::string name, const std::string& command);
  ~OutsidePeer();
  OutsidePeer(const OutsidePeer&) = delete;
  OutsidePeer& operator=(const OutsidePeer&) = delete;

  [[nodiscard]] const std::string& name() const { return name_; }

  /// The seconds for all passes. Nothing if the peer cannot do it.
  std::optional<double> run(const Task& task, int passes);

 private:
  struct Pipes;

  std::string name_;
  std::unique_ptr<Pipes> pipes_;
};

}  // namespace bench
