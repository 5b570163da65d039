#pragma once

#include "loop.hpp"

#include <vgen/client/connection.hpp>

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>

namespace vgen::client::detail {

/// What the handles of a connection share.
class Core : public Caller, public std::enable_shared_from_this<Core> {
 public:
  explicit Core(Options options);

  void start(Prepared request, CallOptions options, std::stop_token stop,
             std::function<void(Outcome)> done) override;
  [[nodiscard]] bool is_here() const override { return loop_->is_here(); }
  /// 0 to 1, to vary waits.
  [[nodiscard]] double chance() const;

  [[nodiscard]] const Options& options() const { return options_; }
  [[nodiscard]] Transport& transport() { return *transport_; }
  [[nodiscard]] Loop& loop() { return *loop_; }
  [[nodiscard]] const std::shared_ptr<Loop>& shared_loop() const { return loop_; }
  /// The request of one attempt, with the token of `auth`, as `on_request` has left it; or why
  /// there is none.
  [[nodiscard]] std::variant<HttpRequest, TransportProblem> make_attempt(
      const Prepared& prepared, const CallOptions& options) const;
  /// Shows the end of an attempt to `on_response`. A problem if that throws.
  [[nodiscard]] std::optional<TransportProblem> show(const HttpRequest& request,
                                                     const Outcome& outcome) const;

 private:
  [[nodiscard]] HttpRequest make_request(const Prepared& prepared,
                                         const CallOptions& options) const;

  Options options_;
  std::string base_;
  std::shared_ptr<Loop> loop_;
  std::shared_ptr<Transport> transport_;
};

[[nodiscard]] TransportProblem aborted();
/// Whether the server may get the request twice (RFC 9110, section 9.2.2).
[[nodiscard]] bool is_repeatable(const HttpRequest& request);

}  // namespace vgen::client::detail
