#include "connection.hpp"

#include <vgen/core/error.hpp>

#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

namespace vgen::redis {
namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

/// Errors of the whole server, not of one command: the command was not run, and others fail too.
bool concerns_connection(const Reply& reply) noexcept {
  constexpr std::string_view codes[] = {"LOADING", "MASTERDOWN", "NOAUTH",
                                        "NOPERM",  "NOSCRIPT",   "READONLY"};
  return std::ranges::any_of(codes, [&](std::string_view code) { return reply.is_error(code); });
}

std::string fault_of_sign_in(const Reply& reply) {
  if (reply.is_error("WRONGPASS") || reply.is_error("NOAUTH"))
    return "it refuses the user or the password (" + reply.text + ")";
  if (reply.is_error("NOPROTO") || reply.text.find("unknown command") != std::string::npos)
    return "it does not speak version 3 of its protocol, which needs Redis 6 or later (" +
           reply.text + ")";
  return "it answers: " + reply.text;
}

}  // namespace

Connection::Connection(asio::io_context& context, ConnectionSettings settings, Events* events)
    : context_(context),
      settings_(std::move(settings)),
      events_(events),
      resolver_(context),
      socket_(context),
      deadline_(context),
      pause_(context),
      alive_(context) {}

void Connection::start() {
  asio::post(context_, [this] { begin(); });
}

// -------------------------------------------------------------------------------------------------
// On any thread

std::string Connection::wait_for_first() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return first_is_over_; });
  return fault_;
}

std::string Connection::fault() const {
  const std::lock_guard lock(mutex_);
  return fault_.empty() ? std::string() : name() + " cannot be used: " + fault_;
}

bool Connection::wait_until_up(std::chrono::steady_clock::time_point end) {
  std::unique_lock lock(mutex_);
  return changed_.wait_until(lock, end, [this] { return is_up() || is_closed_; }) && is_up();
}

std::size_t Connection::waiting() const {
  const std::lock_guard lock(mutex_);
  return unsettled_;
}

void Connection::send(Command command) {
  const std::lock_guard lock(mutex_);
  if (is_closed_) throw vgen::Error(ErrorKind::unavailable, "The connection to Redis is closed.");
  if (command.sending == Sending::present && !is_up())
    throw vgen::Error(ErrorKind::unavailable, "Redis cannot be reached.");
  if (unsettled_ >= settings_.waiting ||
      unsettled_bytes_ + command.bytes.size() > settings_.waiting_bytes)
    throw vgen::Error(ErrorKind::unavailable, "Too much waits for Redis.");
  command.counted = command.bytes.size();
  ++unsettled_;
  unsettled_bytes_ += command.counted;
  waiting_.push_back(std::move(command));
  if (!is_flushing_ && is_up()) {
    is_flushing_ = true;
    asio::post(context_, [this] { send_waiting(); });
  }
}

void Connection::reset(std::string reason) {
  asio::post(context_, [this, reason = std::move(reason)] {
    if (is_up()) fail(reason);
  });
}

/// The answer to the last command is behind what the commands before it have brought.
bool Connection::flush_all(std::chrono::milliseconds patience) {
  try {
    send({.bytes = command({"PING"}), .handler = [](const Reply*) {}});
    // Too much waits, or nothing may; the commands before it settle all the same.
  } catch (const vgen::Error&) {  // NOLINT(bugprone-empty-catch): nothing is to be done
  }
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, patience, [this] { return unsettled_ == 0; });
}

void Connection::close() {
  const std::lock_guard lock(mutex_);
  is_closed_ = true;
}

// -------------------------------------------------------------------------------------------------
// On the thread of the context

void Connection::set_deadline(Duration time, std::function<void()> late) {
  deadline_.expires_after(time);
  deadline_.async_wait([late = std::move(late)](const Error& error) {
    if (!error) late();
  });
}

void Connection::begin() {
  const std::uint64_t attempt = ++attempt_;
  socket_ = tcp::socket(context_);
  reader_ = ReplyReader();
  if (!was_up_) scripts_.clear();
  output_.clear();
  is_writing_ = false;
  set_deadline(settings_.connect, [this, attempt] {
    if (attempt == attempt_) fail("it does not answer");
  });
  resolver_.async_resolve(
      settings_.address.host, std::to_string(settings_.address.port),
      [this, attempt](const Error& error, const tcp::resolver::results_type& found) {
        if (attempt != attempt_) return;
        if (error) return fail("its address is not found (" + error.message() + ")");
        asio::async_connect(socket_, found,
                            [this, attempt](const Error& fault, const tcp::endpoint& /*to*/) {
                              if (attempt != attempt_) return;
                              if (fault) return fail(fault.message());
                              sign_in();
                            });
      });
}

/// Until its last answer, only these commands go out.
void Connection::sign_in() {
  const std::uint64_t attempt = attempt_;
  Error ignored;
  ignored = socket_.set_option(tcp::no_delay(true), ignored);
  set_deadline(settings_.connect, [this, attempt] {
    if (attempt == attempt_) fail("it is connected but does not answer");
  });
  const Address& address = settings_.address;
  std::vector<std::string> commands;
  if (address.password.empty()) {
    commands.push_back(command({"HELLO", "3"}));
  } else {
    const std::string user = address.user.empty() ? "default" : address.user;
    commands.push_back(command({"HELLO", "3", "AUTH", user, address.password}));
  }
  if (address.database != 0)
    commands.push_back(command({"SELECT", std::to_string(address.database)}));
  for (const std::string_view script : settings_.scripts)
    commands.push_back(command({"SCRIPT", "LOAD", script}));
  for (std::size_t i = 0; i < commands.size(); ++i) {
    const bool is_last = i + 1 == commands.size();
    const bool is_script = i >= commands.size() - settings_.scripts.size();
    put({.bytes = std::move(commands[i]),
         .handler =
             [this, attempt, is_last, is_script](const Reply* reply) {
               if (reply == nullptr || attempt != attempt_) return;
               if (reply->is_error()) return fail(fault_of_sign_in(*reply));
               if (is_script && !was_up_) scripts_.push_back(reply->text);
               if (is_last) established();
             },
         .sending = Sending::bound});
  }
  read();
  write();
}

void Connection::established() {
  deadline_.cancel();
  silent_ = 0;
  std::vector<Command> first;
  if (events_ != nullptr) events_->connected(attempt_, first);
  for (Command& one : first) put(std::move(one));
  if (std::exchange(was_up_, true)) log().info(name() + " is reached again");
  {
    const std::lock_guard lock(mutex_);
    fault_.clear();
    first_is_over_ = true;
    is_flushing_ = true;
    is_up_.store(true, std::memory_order_release);
  }
  changed_.notify_all();
  send_waiting();
  keep_alive();
}

/// Adds a command to the output. One without a handler has no answer.
void Connection::put(Command one) {
  output_ += one.bytes;
  if (one.handler == nullptr) return settled(one);
  if (one.sending != Sending::repeated) one.bytes = {};
  sent_.push_back(std::move(one));
}

void Connection::send_waiting() {
  std::deque<Command> commands;
  {
    const std::lock_guard lock(mutex_);
    is_flushing_ = false;
    if (!is_up()) return;
    commands.swap(waiting_);
  }
  for (Command& one : commands) {
    if (one.sending != Sending::bound || one.connection == attempt_) {
      put(std::move(one));
    } else {
      give_up(one);
    }
  }
  write();
}

void Connection::settled(const Command& one) {
  if (one.counted == 0) return;
  const std::lock_guard lock(mutex_);
  --unsettled_;
  unsettled_bytes_ -= one.counted;
  if (unsettled_ == 0) changed_.notify_all();
}

void Connection::give_up(const Command& one) {
  settled(one);
  if (one.handler != nullptr) one.handler(nullptr);
}

void Connection::write() {
  if (is_writing_ || output_.empty()) return;
  is_writing_ = true;
  auto bytes = std::make_shared<std::string>(std::exchange(output_, {}));
  asio::async_write(socket_, asio::buffer(*bytes),
                    [this, bytes, attempt = attempt_](const Error& error, std::size_t /*size*/) {
                      if (attempt != attempt_) return;
                      is_writing_ = false;
                      if (error) return fail(error.message());
                      write();
                    });
}

void Connection::read() {
  socket_.async_read_some(asio::buffer(input_),
                          [this, attempt = attempt_](const Error& error, std::size_t size) {
                            if (attempt != attempt_) return;
                            if (error == asio::error::eof)
                              return fail("it has closed the connection");
                            if (error) return fail(error.message());
                            silent_ = 0;
                            if (received(std::string_view(input_.data(), size))) read();
                          });
}

/// Returns false if the connection has failed.
bool Connection::received(std::string_view bytes) {
  reader_.add(bytes);
  const std::uint64_t attempt = attempt_;
  while (const std::optional<Reply> reply = reader_.next()) {
    take(*reply);
    if (attempt != attempt_) return false;
  }
  if (reader_.fault().empty()) return true;
  fail("it does not speak the protocol of Redis: it has sent " + reader_.fault());
  return false;
}

void Connection::take(const Reply& reply) {
  if (reply.kind == Reply::Kind::push) {
    if (events_ != nullptr && is_up()) events_->pushed(reply);
    return;
  }
  if (sent_.empty()) return fail("it has sent an answer without a question");
  if (is_up() && concerns_connection(reply)) return fail("it answers: " + reply.text);
  const Command one = std::move(sent_.front());
  sent_.pop_front();
  settled(one);
  one.handler(&reply);
}

/// The commands that may be repeated stay the first ones.
void Connection::fail(const std::string& reason) {
  ++attempt_;
  Error ignored;
  ignored = socket_.close(ignored);
  resolver_.cancel();
  deadline_.cancel();
  alive_.cancel();
  std::deque<Command> sent = std::exchange(sent_, {});
  const auto kept = std::stable_partition(sent.begin(), sent.end(), [](const Command& one) {
    return one.sending == Sending::repeated;
  });
  std::vector<Command> lost(std::make_move_iterator(kept), std::make_move_iterator(sent.end()));
  sent.erase(kept, sent.end());
  const bool was_up = is_up();
  {
    const std::lock_guard lock(mutex_);
    is_up_.store(false, std::memory_order_release);
    const auto not_sent =
        std::stable_partition(waiting_.begin(), waiting_.end(),
                              [](const Command& one) { return one.sending != Sending::present; });
    std::move(not_sent, waiting_.end(), std::back_inserter(lost));
    waiting_.erase(not_sent, waiting_.end());
    waiting_.insert(waiting_.begin(), std::make_move_iterator(sent.begin()),
                    std::make_move_iterator(sent.end()));
    fault_ = reason;
    first_is_over_ = true;
  }
  changed_.notify_all();
  if (was_up) {
    ++losses_;
    log().warning(name() + " is lost: " + reason + "; it is tried again");
    if (events_ != nullptr) events_->lost();
  }
  for (const Command& one : lost) give_up(one);
  pause_.expires_after(next_wait());
  pause_.async_wait([this](const Error& error) {
    if (!error) begin();
  });
}

/// Grows from attempt to attempt. Jitter keeps the servers from coming back all at once.
Connection::Duration Connection::next_wait() {
  wait_ = std::clamp<Duration>(wait_ * 2, settings_.first_wait, settings_.longest_wait);
  const double part = std::uniform_real_distribution(0.5, 1.0)(random_);
  return std::chrono::duration_cast<Duration>(wait_ * part);
}

/// Finds a server that is gone without a word. A process that was stopped itself finds what has
/// come meanwhile before the next turn.
void Connection::keep_alive() {
  alive_.expires_after(settings_.ping);
  alive_.async_wait([this, attempt = attempt_](const Error& error) {
    if (error || attempt != attempt_) return;
    wait_ = {};
    if (++silent_ > 2) return fail("it does not answer any more");
    put({.bytes = command({"PING"}), .handler = [](const Reply*) {}, .sending = Sending::bound});
    write();
    keep_alive();
  });
}

}  // namespace vgen::redis
