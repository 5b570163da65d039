#include "tls_protocol.hpp"

#include "http_protocol.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <exception>
#include <new>
#include <span>
#include <utility>

namespace vgen::server {
namespace {

/// The content of the largest record (RFC 8446, section 5.1).
constexpr std::size_t record_size = 16 * 1024;
/// Bytes of the inner protocol that are encrypted before any of them is sent.
constexpr std::size_t written_at_once = 128 * 1024;

}  // namespace

/// OpenSSL reads from `input_` and writes to `output_`, without memory of its own.
struct TlsProtocol::Wire {
  static TlsProtocol& of(BIO* bio) noexcept {
    return *static_cast<TlsProtocol*>(BIO_get_data(bio));
  }

  static int read(BIO* bio, char* to, int size) noexcept {
    std::string_view& input = of(bio).input_;
    BIO_clear_retry_flags(bio);
    if (input.empty()) {
      BIO_set_retry_read(bio);
      return -1;
    }
    const std::size_t count = std::min(input.size(), static_cast<std::size_t>(size));
    std::memcpy(to, input.data(), count);
    input.remove_prefix(count);
    return static_cast<int>(count);
  }
  static int write(BIO* bio, const char* bytes, int size) noexcept {
    BIO_clear_retry_flags(bio);
    try {
      of(bio).output_.add({bytes, static_cast<std::size_t>(size)});
      return size;
    } catch (const std::exception&) {  // no memory
      return -1;
    }
  }
  static long control(BIO* /*bio*/, int command, long /*number*/, void* /*pointer*/) noexcept {
    return command == BIO_CTRL_FLUSH ? 1 : 0;
  }

  static BIO_METHOD* make_method() {
    BIO_METHOD* const method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "vgen");
    if (method == nullptr) throw std::bad_alloc();
    BIO_meth_set_read(method, read);
    BIO_meth_set_write(method, write);
    BIO_meth_set_ctrl(method, control);
    return method;
  }
  static BIO* make(TlsProtocol& protocol) {
    static const std::unique_ptr<BIO_METHOD, decltype(&BIO_meth_free)> method(make_method(),
                                                                              BIO_meth_free);
    BIO* const bio = BIO_new(method.get());
    if (bio == nullptr) throw std::bad_alloc();
    BIO_set_data(bio, &protocol);
    BIO_set_init(bio, 1);
    return bio;
  }
};

TlsProtocol::TlsProtocol(TlsContext context, ProtocolHost& host, Driver& driver,
                         std::string remote_address)
    : context_(std::move(context)),
      host_(host),
      driver_(driver),
      ssl_(SSL_new(context_.get())),
      output_(host.output),
      inner_(std::make_unique<HttpProtocol>(host, static_cast<Driver&>(*this),
                                            std::move(remote_address))),
      since_(*host.now) {
  if (ssl_ == nullptr) throw std::bad_alloc();
  SSL_set_accept_state(ssl_);
  try {
    BIO* const bio = Wire::make(*this);
    SSL_set_bio(ssl_, bio, bio);
  } catch (...) {
    SSL_free(ssl_);
    throw;
  }
}

/// The inner protocol may still have something of a coroutine, which refers to this object.
TlsProtocol::~TlsProtocol() {
  next_.reset();
  inner_.reset();
  SSL_free(ssl_);
}

bool TlsProtocol::wants_input() const noexcept {
  if (phase_ == Phase::closed || ended_ || !kept_.empty() || output_.full()) return false;
  return phase_ == Phase::handshake || (!next_ && inner_->wants_input());
}

void TlsProtocol::received(std::string_view bytes) {
  touched_ = true;
  input_ = bytes;
  go_on();
  kept_.append(std::exchange(input_, {}));
}

void TlsProtocol::received_end() {
  if (phase_ == Phase::handshake) return fail();
  if (std::exchange(ended_, true)) return;
  inner_->received_end();
  go_on();
}

void TlsProtocol::peer_closed() noexcept {
  peer_closed_ = true;
  inner_->peer_closed();
}

/// Does all work that is possible now.
void TlsProtocol::go_on() {
  const bool was_kept = input_.empty() && !kept_.empty();
  if (was_kept) input_ = kept_.text();
  do {
    take_input();
    give_output();
  } while (may_take_more());
  if (!was_kept) return;
  kept_.take(kept_.size() - input_.size());
  kept_.shrink(0);
  input_ = {};
}

bool TlsProtocol::may_take_more() const noexcept {
  return phase_ == Phase::open && !ended_ && !next_ && inner_->wants_input() && !output_.full() &&
         (!input_.empty() || SSL_pending(ssl_) > 0);
}

void TlsProtocol::take_input() {
  if (phase_ == Phase::handshake && !input_.empty()) {
    ERR_clear_error();
    const int result = SSL_do_handshake(ssl_);
    if (result == 1) {
      phase_ = Phase::open;
    } else if (SSL_get_error(ssl_, result) != SSL_ERROR_WANT_READ) {
      fail();
    }
  }
  while (may_take_more() && take_record()) {
  }
}

/// Returns false if no record is complete.
bool TlsProtocol::take_record() {
  std::array<char, record_size> own;  // not initialised
  const std::span<char> preferred = inner_->input_space();
  const std::span<char> space = preferred.empty() ? std::span<char>(own) : preferred;
  ERR_clear_error();
  const int count =
      SSL_read(ssl_, space.data(), static_cast<int>(std::min(space.size(), written_at_once)));
  if (count > 0) {
    inner_->received({space.data(), static_cast<std::size_t>(count)});
    return true;
  }
  switch (SSL_get_error(ssl_, count)) {
    case SSL_ERROR_WANT_READ: break;
    case SSL_ERROR_ZERO_RETURN:
      ended_ = true;
      inner_->received_end();
      break;
    default: fail();
  }
  return false;
}

/// Encrypts what the inner protocol sends, while there is room, and says goodbye after its end.
void TlsProtocol::give_output() {
  while (phase_ == Phase::open && !output_.full()) {
    const Pieces pieces = inner_->pending();
    if (!pieces[0].empty() || !pieces[1].empty()) {
      write(pieces);
    } else if (next_) {
      change_protocol();
    } else {
      if (!inner_->finished()) return;
      ERR_clear_error();
      SSL_shutdown(ssl_);
      phase_ = Phase::closed;
    }
  }
}

void TlsProtocol::write(const Pieces& pieces) {
  std::size_t written = 0;
  for (const std::string_view piece : pieces) {
    const std::string_view part = piece.substr(0, written_at_once - written);
    if (part.empty()) continue;
    ERR_clear_error();
    if (SSL_write(ssl_, part.data(), static_cast<int>(part.size())) <= 0) return fail();
    written += part.size();
    if (part.size() != piece.size()) break;
  }
  inner_->sent(written);
}

void TlsProtocol::become(std::unique_ptr<Protocol> next, std::string leftover) {
  next_ = std::make_unique<Next>(std::move(next), std::move(leftover));
}

void TlsProtocol::change_protocol() {
  const std::unique_ptr<Next> next = std::exchange(next_, nullptr);
  inner_ = std::move(next->protocol);
  if (stopping_) inner_->begin_stop();
  if (peer_closed_) inner_->peer_closed();
  if (!next->leftover.empty()) inner_->received(next->leftover);
}

/// What was written to the output, such as an alert, is still sent.
void TlsProtocol::fail() noexcept {
  phase_ = Phase::closed;
  failing_ = true;
  inner_->stop_running(StopReason::disconnected);
  failing_ = false;
}

Protocol::Pieces TlsProtocol::pending() {
  if (phase_ != Phase::closed) go_on();
  return output_.pending();
}

bool TlsProtocol::sent(std::size_t bytes) {
  output_.sent(bytes);
  if (bytes != 0 && phase_ != Phase::closed) go_on();
  return !output_.empty();
}

bool TlsProtocol::busy() const noexcept {
  switch (phase_) {
    case Phase::handshake: return touched_;
    case Phase::open: return !output_.empty() || next_ || inner_->busy();
    case Phase::closed: break;
  }
  return !output_.empty() || inner_->running();
}

void TlsProtocol::tick() {
  if (phase_ == Phase::open) return inner_->tick();
  if (phase_ == Phase::handshake && *host_.now - since_ > host_.limits->header) fail();
}

void TlsProtocol::begin_stop() noexcept {
  stopping_ = true;
  inner_->begin_stop();
}

CutOff TlsProtocol::cut_off() noexcept {
  const CutOff lost = inner_->cut_off();
  try {
    give_output();
  } catch (const std::exception&) {
    return lost;  // no memory for the answer, which is lost too
  }
  return lost;
}

/// Nothing is lost if a handshake ends.
std::optional<std::chrono::steady_clock::time_point> TlsProtocol::idle_since() const noexcept {
  if (phase_ == Phase::handshake) return since_;
  if (phase_ == Phase::closed || next_ || !output_.empty() || !kept_.empty()) return std::nullopt;
  return inner_->idle_since();
}

}  // namespace vgen::server
