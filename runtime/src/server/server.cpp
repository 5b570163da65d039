#include <vgen/server/server.hpp>

#include "file_system.hpp"
#include "loop.hpp"
#include "standard_log.hpp"
#include "system_clock.hpp"

#include <vgen/dispatch/dispatcher.hpp>

#include <boost/asio/ip/tcp.hpp>
#include <boost/system/system_error.hpp>

#include <pthread.h>
#include <signal.h>

#include <algorithm>
#include <atomic>
#include <iterator>
#include <mutex>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace vgen {
namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

/// An IPv6 address may have brackets, as in a URL.
std::string_view without_brackets(std::string_view host) {
  if (host.starts_with('[') && host.ends_with(']')) return host.substr(1, host.size() - 2);
  return host;
}

tcp::endpoint resolve(const ServerOptions& options) {
  const std::string_view host = without_brackets(options.host);
  if (host.empty())
    throw std::invalid_argument("the host is empty: use 0.0.0.0 or :: for all addresses");
  asio::io_context context;
  tcp::resolver resolver(context);
  return resolver.resolve(host, std::to_string(options.port), tcp::resolver::passive)->endpoint();
}

unsigned thread_count(const ServerOptions& options) {
  return options.threads != 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
}

/// A log pipe whose reader is gone must not end the process. Only for this thread and those that it
/// starts, because the process is not ours.
void block_broken_pipes() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

/// With SO_REUSEPORT a second server on the same address would get a share of the connections
/// without an error, so check first.
void refuse_if_in_use(const tcp::endpoint& address) {
  if (address.port() == 0) return;
  asio::io_context context;
  tcp::acceptor(context, address);
}

/// The origins of pages that may use the cookie are those in the list. "*" does not allow it.
SessionOptions with_origins(const ServerOptions& options) {
  SessionOptions sessions = options.sessions;
  std::ranges::copy_if(options.origins, std::back_inserter(sessions.origins),
                       [](const std::string& origin) { return origin != "*"; });
  return sessions;
}

/// The lines that every answer has. Throws if a name or a value cannot be sent, or if the server
/// itself writes the field.
std::string lines_of(const std::vector<std::pair<std::string, std::string>>& fields) {
  Headers lines;
  for (const auto& [name, value] : fields) {
    for (const std::string_view own : {"Connection", "Content-Length", "Date", "Keep-Alive",
                                       "Transfer-Encoding", "Upgrade", "X-Request-Id"}) {
      if (same_header_name(own, name))
        throw std::invalid_argument("the server itself writes the header field " + name);
    }
    lines.add(name, value);
  }
  return std::string(lines.text());
}

}  // namespace

class Server::State {
 public:
  State(Apis apis, const ServerOptions& options)
      : dispatcher_(prepared(std::move(apis), with_origins(options)), options.documents,
                    StaticFiles(server::resolve_folders(options.directories), files_)),
        hosts_(options.allowed_hosts),
        origins_(options.origins),
        own_log_(options.log == nullptr ? server::make_standard_log() : nullptr),
        connections_(std::max<std::size_t>(1, options.limits.connections)),
        busy_loops_(thread_count(options)) {
    const unsigned count = thread_count(options);
    tcp::endpoint address = resolve(options);
    if (count > 1) refuse_if_in_use(address);
    const server::LoopSettings settings{
        .dispatcher = &dispatcher_,
        .limits = options.limits,
        .websocket = options.websocket,
        .streams = options.streams,
        .drain = options.drain,
        .stop_timeout = options.stop_timeout,
        .connections = &connections_,
        .origins = origins_.empty() ? nullptr : &origins_,
        .hosts = hosts_.restricts() ? &hosts_ : nullptr,
        .headers = lines_of(options.headers),
        .unsent = options.limits.unsent_bytes / count,
        .clock = options.clock != nullptr ? options.clock : &own_clock_,
        .log = options.log != nullptr ? options.log : own_log_.get()};
    for (unsigned i = 0; i < count; ++i) {
      loops_.push_back(std::make_unique<server::Loop>(settings, address, count > 1, busy_loops_));
      address = loops_.front()->address();  // the chosen port, if it was 0
    }
    address_ = address;
    for (const auto& loop : loops_)
      threads_.emplace_back([&loop = *loop] {
        block_broken_pipes();
        loop.run();
      });
  }

  [[nodiscard]] const tcp::endpoint& address() const { return address_; }

  void begin_stop() {
    if (stopping_.exchange(true)) return;
    dispatcher_.set_ready(false);
    for (const auto& loop : loops_) loop->post_stop();
  }

  void stop() {
    begin_stop();
    const std::lock_guard lock(joining_);
    for (std::thread& thread : threads_) {
      if (thread.joinable()) thread.join();
    }
  }

 private:
  server::FileSystem files_;
  Dispatcher dispatcher_;
  server::SystemClock own_clock_;
  AllowedHosts hosts_;
  AllowedOrigins origins_;
  std::unique_ptr<LogSink> own_log_;
  server::ConnectionLimit connections_;
  std::atomic<unsigned> busy_loops_;
  tcp::endpoint address_;
  std::vector<std::unique_ptr<server::Loop>> loops_;
  std::vector<std::thread> threads_;
  std::atomic<bool> stopping_ = false;
  std::mutex joining_;
};

Server::Server(Apis apis, ServerOptions options) {
  try {
    state_ = std::make_unique<State>(std::move(apis), options);
  } catch (const boost::system::system_error& error) {
    throw std::system_error(
        error.code(), "cannot listen on " + options.host + " port " + std::to_string(options.port));
  }
}
Server::~Server() {
  state_->stop();
}
std::uint16_t Server::port() const {
  return state_->address().port();
}

std::string Server::url() const {
  const asio::ip::address address = state_->address().address();
  const std::string host = address.is_v6() ? "[" + address.to_string() + "]" : address.to_string();
  return "http://" + host + ":" + std::to_string(port());
}

void Server::stop() {
  state_->stop();
}
void Server::begin_stop() {
  state_->begin_stop();
}

}  // namespace vgen
