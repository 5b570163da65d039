#include "beast_server.hpp"

#include "beast_loops.hpp"
#include "tls_context.hpp"

#include "runtime/src/server/address.hpp"
#include "runtime/src/server/environment.hpp"
#include "runtime/src/server/process.hpp"

#include <boost/asio/io_context.hpp>

#include <exception>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

namespace vgen::server {
namespace asio = boost::asio;

namespace {

class BeastServer final : public RunningServer {
 public:
  BeastServer(Apis apis, const ServerOptions& options)
      : environment_(std::make_shared<Environment>(std::move(apis), options)),
        context_(std::make_unique<asio::io_context>(static_cast<int>(count()))),
        log_(environment_->settings(options).log),
        loops_(BeastLoops::make(environment_, environment_->settings(options),
                                environment_->busy_loops(), count(), context_->get_executor())),
        tls_(options.tls) {
    if (options.listener >= 0)
      throw std::invalid_argument("a socket that listens already needs the server on epoll");
    auto tls = make_tls_context(tls_);
    if (environment_->has_schedules()) loops_->add_schedules(options.tick_lock);
    address_ = loops_->listen(resolve_address(options), std::move(tls));
    loops_->when_ended([this](bool is_cut_off) {
      if (is_cut_off) context_->stop();
    });
    for (unsigned i = 0; i < count(); ++i) threads_.emplace_back([this] { run(); });
  }
  ~BeastServer() override {
    stop_now();
    environment_->stop_workers();
    context_.reset();
  }

  [[nodiscard]] std::uint16_t port() const override { return address_.port(); }
  [[nodiscard]] std::string host() const override { return host_of(address_); }
  void begin_stop() override { begin_stop_now(); }
  void stop() override { stop_now(); }
  void reopen_log() override { environment_->reopen_log(); }
  void set_not_ready() override { environment_->set_not_ready(); }
  [[nodiscard]] const Metrics& metrics() const override { return environment_->metrics(); }
  void reload_tls() override {
    if (tls_.is_set()) loops_->use_tls(make_tls_context(tls_));
  }

 private:
  [[nodiscard]] unsigned count() const noexcept { return environment_->loop_count(); }

  void run() {
    block_broken_pipes();
    for (;;) {
      try {
        context_->run();
        return;
      } catch (const std::exception& error) {
        Logger(log_).error(error.what());
      }
    }
  }

  void begin_stop_now() {
    environment_->set_not_ready();
    loops_->begin_stop();
  }
  void stop_now() {
    begin_stop_now();
    const std::lock_guard lock(joining_);
    for (std::thread& thread : threads_) {
      if (thread.joinable()) thread.join();
    }
  }

  std::shared_ptr<Environment> environment_;
  std::unique_ptr<asio::io_context> context_;
  LogSink* log_;
  std::shared_ptr<BeastLoops> loops_;
  const TlsOptions tls_;
  asio::ip::tcp::endpoint address_;
  std::vector<std::thread> threads_;
  std::mutex joining_;
};

}  // namespace

std::unique_ptr<RunningServer> make_beast_server(Apis apis, const ServerOptions& options) {
  return std::make_unique<BeastServer>(std::move(apis), options);
}

}  // namespace vgen::server
