#include <vgen/server/server.hpp>

#include "redis.hpp"

#include "runtime/src/beast/beast_server.hpp"
#include "runtime/src/server/admin.hpp"
#include "runtime/src/server/running_server.hpp"

#include <boost/system/system_error.hpp>

#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

namespace vgen {
namespace {

#if defined(VGEN_HAS_EPOLL)
constexpr bool has_epoll = true;
#else
constexpr bool has_epoll = false;
#endif

bool uses_beast(const ServerOptions& options) {
  switch (options.server) {
    case ServerKind::automatic: return !has_epoll;
    case ServerKind::epoll: return false;
    case ServerKind::beast: return true;
  }
  return true;
}

std::unique_ptr<server::RunningServer> make_server(Apis apis, const ServerOptions& options) {
  if (uses_beast(options)) return server::make_beast_server(std::move(apis), options);
#if defined(VGEN_HAS_EPOLL)
  return server::make_epoll_server(std::move(apis), options);
#else
  throw std::invalid_argument("the server on epoll needs Linux");
#endif
}

}  // namespace

class Server::State {
 public:
  State(Apis apis, ServerOptions asked)
      : redis(server::open_redis(asked)),
        options(server::on_redis(std::move(asked), redis)),
        server(make_server(server::on_redis(std::move(apis), redis.get()), options)),
        admin(make()) {}

  const std::shared_ptr<Redis> redis;  ///< Null if everything is in memory.
  const ServerOptions options;
  const std::unique_ptr<server::RunningServer> server;
  const std::unique_ptr<server::RunningServer> admin;  ///< Null without an admin port.

 private:
  [[nodiscard]] std::unique_ptr<server::RunningServer> make() const {
    if (!options.admin_port) return nullptr;
    try {
      return make_server(
          server::make_admin_api(server->metrics(),
                                 [this] { return server::redis_metrics(redis.get()); }),
          server::admin_options(options));
    } catch (const boost::system::system_error& error) {
      throw std::system_error(error.code(), "cannot listen for operators on " + options.admin_host +
                                                " port " + std::to_string(*options.admin_port));
    }
  }
};

Server::Server(Apis apis, ServerOptions options) {
  const std::string address = options.host + " port " + std::to_string(options.port);
  try {
    state_ = std::make_unique<State>(std::move(apis), std::move(options));
  } catch (const boost::system::system_error& error) {
    throw std::system_error(error.code(), "cannot listen on " + address);
  }
}
Server::~Server() = default;

std::uint16_t Server::port() const {
  return state_->server->port();
}

std::string Server::url() const {
  return (state_->options.tls.is_set() ? "https://" : "http://") + state_->server->host() + ":" +
         std::to_string(port());
}

std::string Server::admin_url() const {
  if (state_->admin == nullptr) return {};
  return "http://" + state_->admin->host() + ":" + std::to_string(state_->admin->port());
}

/// Operators can look until all has ended.
void Server::stop() {
  if (state_->admin != nullptr) state_->admin->set_not_ready();
  state_->server->stop();
  if (state_->admin != nullptr) state_->admin->stop();
}
void Server::reload_tls() {
  state_->server->reload_tls();
}
void Server::reopen_log() {
  state_->server->reopen_log();
}
void Server::begin_stop() {
  if (state_->admin != nullptr) state_->admin->set_not_ready();
  state_->server->begin_stop();
}

}  // namespace vgen
