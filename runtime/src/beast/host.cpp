#include <vgen/beast.hpp>

#include "beast_loops.hpp"
#include "tls_context.hpp"

#include "runtime/src/server/address.hpp"
#include "runtime/src/server/environment.hpp"

#include <boost/system/system_error.hpp>

#include <future>
#include <memory>
#include <mutex>
#include <system_error>
#include <utility>

namespace vgen::beast {
namespace asio = boost::asio;

/// What the copies of a host share.
struct Host::Handle {
  Handle(Apis apis, const asio::any_io_executor& executor, ServerOptions asked)
      : options(std::move(asked)),
        environment(std::make_shared<server::Environment>(std::move(apis), options)),
        loops(server::BeastLoops::make(environment, environment->settings(options),
                                       environment->busy_loops(), environment->loop_count(),
                                       executor)) {
    if (environment->has_schedules()) loops->add_schedules(options.tick_lock);
  }
  ~Handle() { loops->let_go(); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  const ServerOptions options;
  const std::shared_ptr<server::Environment> environment;
  const std::shared_ptr<server::BeastLoops> loops;

  std::mutex mutex;  ///< Guards the address.
  asio::ip::tcp::endpoint address{};
};

Host::Host(Apis apis, const asio::any_io_executor& executor, ServerOptions options)
    : handle_(std::make_shared<Handle>(std::move(apis), executor, std::move(options))) {}

void Host::listen() {
  const ServerOptions& options = handle_->options;
  auto tls = server::make_tls_context(options.tls);
  try {
    const auto address = handle_->loops->listen(server::resolve_address(options), std::move(tls));
    const std::lock_guard lock(handle_->mutex);
    handle_->address = address;
  } catch (const boost::system::system_error& error) {
    throw std::system_error(
        error.code(), "cannot listen on " + options.host + " port " + std::to_string(options.port));
  }
}

void Host::reload_tls() {
  if (handle_->options.tls.is_set())
    handle_->loops->use_tls(server::make_tls_context(handle_->options.tls));
}

std::uint16_t Host::port() const {
  const std::lock_guard lock(handle_->mutex);
  return handle_->address.port();
}

std::string Host::url() const {
  const std::lock_guard lock(handle_->mutex);
  if (handle_->address.port() == 0) return {};
  return (handle_->options.tls.is_set() ? "https://" : "http://") +
         server::host_of(handle_->address) + ":" + std::to_string(handle_->address.port());
}

void Host::take(std::unique_ptr<detail::Transport> transport, std::string remote_address,
                std::string received) {
  handle_->loops->post_arrival({.transport = std::move(transport),
                                .remote_address = std::move(remote_address),
                                .received = std::move(received)});
}

void Host::begin_stop() {
  handle_->environment->set_not_ready();
  handle_->loops->begin_stop();
}

void Host::stop() {
  std::promise<void> stopped;
  handle_->loops->when_ended([&](bool /*is_cut_off*/) { stopped.set_value(); });
  begin_stop();
  stopped.get_future().wait();
}

void Host::when_stopped(std::function<void()> function) {
  handle_->loops->when_ended([function = std::move(function)](bool /*is_cut_off*/) { function(); });
}

}  // namespace vgen::beast
