#include "http/connection.hpp"

#include <openssl/ssl.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <charconv>
#include <type_traits>
#include <utility>

#include "http/exchange.hpp"
#include "http/json_writer.hpp"
#include "http/monotonic.hpp"

namespace switchyard::http {
namespace {

namespace asio = boost::asio;
using Socket = IoSocket;
using Executor = asio::io_context::executor_type;
template <class T>
using Awaitable = asio::awaitable<T, Executor>;
using TlsStream = asio::ssl::stream<Socket>;
using ErrorCode = boost::system::error_code;
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable_t<Executor>());

constexpr std::size_t kBufferSizeFirst = 4 * 1024;
constexpr std::size_t kBufferSizeBody = 64 * 1024;
// A body that nobody reads is taken off the connection up to this size; over it the connection is closed.
constexpr std::size_t kDiscardSizeMax = 64 * 1024;
// What a closing connection still takes, so that the client reads the answer instead of a reset.
constexpr std::size_t kLingerSizeMax = 1024 * 1024;
constexpr std::uint64_t kLingerMs = 2000;
// Up to here head and body go as one TLS record.
constexpr std::size_t kJoinSizeMax = 16 * 1024;
constexpr std::size_t kReserveMax = 1024 * 1024;

template <class Stream>
class Connection final : public Sweepable {
 public:
  static constexpr bool kIsTls = std::is_same_v<Stream, TlsStream>;

  template <class... Arguments>
  Connection(IoThread& io, ServerCore& core, Arguments&&... arguments)
      : io_(io), core_(core), stream_(std::forward<Arguments>(arguments)...), buffer_(kBufferSizeFirst), place_(io.enter(*this)) {
    ErrorCode ignored;
    peer_ = {socket().remote_endpoint(ignored).address().to_string(), kIsTls};
    core_.dispatcher.connections().add(1);
  }
  ~Connection() override {
    core_.dispatcher.connections().add(-1);
    io_.leave(place_);
    core_.open.leave();
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  Awaitable<void> run() {
    ErrorCode ignored;
    socket().set_option(asio::ip::tcp::no_delay(true), ignored);
    if constexpr (!kIsTls) socket().non_blocking(true, ignored);
    if constexpr (kIsTls) {
      set_deadline(limits().handshake_timeout_ms);
      const auto [error] = co_await stream_.async_handshake(asio::ssl::stream_base::server, kAwait);
      if (error) co_return;
    }
    while (co_await serve_one()) {
    }
    co_await close();
  }

  // First it ends what the coroutine waits for, which may then say 408 with a deadline of its own. Where that went unheard (what
  // it waited for had just happened) the next sweep comes back and closes.
  void expire() override {
    is_expired_ = true;
    deadline_tick = io_.tick_after(0);
    ErrorCode ignored;
    socket().cancel(ignored);
    if (is_closing_ || is_cut_) socket().close(ignored);
    is_cut_ = true;
  }
  void close_if_idle() override {
    if (!is_idle_) return;
    ErrorCode ignored;
    socket().cancel(ignored);
  }

 private:
  Socket& socket() {
    if constexpr (kIsTls) {
      return stream_.next_layer();
    } else {
      return stream_;
    }
  }
  [[nodiscard]] const ServerLimits& limits() const { return core_.config.limits; }
  void set_deadline(std::uint64_t timeout_ms, std::uint64_t bytes = 0) { deadline_tick = io_.tick_after(timeout_ms + bytes * 1000 / limits().byte_rate_min); }
  [[nodiscard]] std::string_view unread() const { return {buffer_.data() + begin_, end_ - begin_}; }

  // Reads more behind what is unread; false at the end of the stream, on an error and at a deadline. There is room for at
  // least one byte while unread() is smaller than `size_max`.
  Awaitable<bool> read_more(std::size_t size_max) {
    if (begin_ == end_) begin_ = end_ = 0;
    if (end_ == buffer_.size() && begin_ != 0) {
      std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_), buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
      end_ -= begin_;
      begin_ = 0;
    }
    if (end_ == buffer_.size()) buffer_.resize(std::min(size_max, buffer_.size() * 2));
    const auto [error, count] = co_await stream_.async_read_some(asio::buffer(buffer_.data() + end_, buffer_.size() - end_), kAwait);
    end_ += count;
    co_return !error;
  }

  // One request and its answer. False where the connection is at its end.
  Awaitable<bool> serve_one() {
    Exchange exchange;
    is_expired_ = is_cut_ = false;
    const std::size_t size = co_await read_head(exchange);
    if (size == 0) co_return false;
    core_.dispatcher.in_flight().add(1);
    if (exchange.begun_us == 0) exchange.begun_us = monotonic_us();
    const bool goes_on = size == std::string_view::npos ? co_await refuse_early(exchange) : co_await answer(exchange, size);
    core_.dispatcher.in_flight().add(-1);
    co_return goes_on;
  }

  // Size of the whole head at the front of unread(); 0 where the connection ended; npos where `exchange` holds a refusal.
  Awaitable<std::size_t> read_head(Exchange& exchange) {
    std::size_t searched = 0;
    if (begin_ == end_) {
      is_idle_ = true;
      if (buffer_.size() == kBufferSizeBody) buffer_ = std::vector<char>(kBufferSizeFirst);
      set_deadline(limits().idle_timeout_ms);
      const bool is_read = !core_.is_draining.load(std::memory_order_relaxed) && co_await read_more(buffer_.size());
      is_idle_ = false;
      if (!is_read) co_return 0;
    }
    set_deadline(limits().head_timeout_ms);
    while (true) {
      // RFC 9112, section 2.2: an empty line before the request line is passed over.
      while (unread().starts_with("\r\n")) begin_ += 2;
      const std::size_t size = head_size(unread(), searched);
      if (size != std::string_view::npos && size <= limits().head_size_max) co_return size;
      if (size != std::string_view::npos || unread().size() >= limits().head_size_max) co_return refuse_long_head(exchange);
      searched = unread().size();
      if (co_await read_more(limits().head_size_max + 4)) continue;
      if (!is_expired_ || unread().empty()) co_return 0;
      refuse_exchange(exchange, {408, "request_timeout", "The request's head did not come in time."}, peer_, io_.random());
      co_return std::string_view::npos;
    }
  }

  std::size_t refuse_long_head(Exchange& exchange) {
    const auto line_end = unread().find("\r\n");
    const bool is_target = line_end == std::string_view::npos || line_end > limits().target_size_max + 64;
    refuse_exchange(exchange, is_target ? Refusal{414, "target_too_long", "The request target is too long."} : Refusal{431, "head_too_large", "The request's headers are too large."},
                    peer_, io_.random());
    return std::string_view::npos;
  }

  Awaitable<bool> answer(Exchange& exchange, std::size_t size) {
    const HeadLimits head_limits{limits().target_size_max, limits().headers_max};
    const auto refusal = parser_.parse_head(unread().substr(0, size), head_limits, exchange.head);
    begin_ += size;
    if (refusal) {
      refuse_exchange(exchange, *refusal, peer_, io_.random());
      co_return co_await refuse_early(exchange);
    }
    ++requests_;
    exchange.keep_alive = exchange.head.keep_alive && requests_ < limits().requests_per_connection_max;
    const bool is_admitted = begin_exchange(exchange, peer_, core_, io_.random());
    if (exchange.head.has_body() && !co_await read_body(exchange, is_admitted)) co_return co_await refuse_early(exchange);
    deadline_tick = kNever;
    if (!is_admitted) {
      finish_ready_answer(exchange, core_);
    } else if (exchange.route->run_on == RunOn::io_thread && (exchange.route->blocks == nullptr || !exchange.route->blocks(exchange.request))) {
      run_handler(exchange, core_);
    } else if (!co_await on_worker([&] { run_handler(exchange, core_); }, Queue::bounded)) {
      exchange.response = problem(Error{ErrorKind::unavailable, "overloaded", "Too many requests wait already; try again."}, exchange.request);
    }
    co_return co_await send(exchange);
  }

  // False where the answer is a refusal that `exchange` holds, to be sent before the connection closes.
  Awaitable<bool> read_body(Exchange& exchange, bool is_admitted) {
    const bool is_asked = exchange.request.header("expect").has_value();
    if (!is_admitted && (is_asked || exchange.head.content_length > kDiscardSizeMax)) {
      exchange.keep_alive = false;
      co_return false;
    }
    if (is_asked && exchange.head.is_http_11 && unread().empty()) {
      constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      const auto [error, count] = co_await asio::async_write(stream_, asio::buffer(kContinue.data(), kContinue.size()), kAwait);
      if (error) is_lost_ = true;
    }
    const std::size_t size_max = is_admitted ? exchange.route->body_size_max : kDiscardSizeMax;
    std::string& body = exchange.request.body;
    body.reserve(std::min<std::size_t>(exchange.head.content_length, kReserveMax));
    while (true) {
      auto progress = parser_.parse_body(unread(), body, size_max);
      begin_ += progress.consumed;
      if (progress.refusal) {
        exchange.keep_alive = false;
        if (is_admitted) refuse_exchange(exchange, *progress.refusal, peer_, io_.random());
        co_return false;
      }
      if (progress.is_complete) break;
      set_deadline(limits().body_timeout_ms, body.size());
      widen_buffer(exchange);
      if (is_lost_ || !co_await read_more(kBufferSizeBody)) {
        is_lost_ = !is_expired_;
        if (is_admitted) refuse_exchange(exchange, {408, "request_timeout", "The request's body did not come in time."}, peer_, io_.random());
        co_return false;
      }
    }
    if (!is_admitted) body.clear();
    co_return true;
  }

  // Large bodies come in large pieces.
  void widen_buffer(const Exchange& exchange) {
    const bool is_large = exchange.head.is_chunked || exchange.head.content_length - std::min<std::uint64_t>(exchange.head.content_length, exchange.request.body.size()) > buffer_.size();
    if (begin_ == end_ && is_large && buffer_.size() < kBufferSizeBody) buffer_.resize(kBufferSizeBody);
  }

  // Sends what `exchange` holds although the request was not read to its end.
  Awaitable<bool> refuse_early(Exchange& exchange) {
    is_lingering_ = true;
    exchange.keep_alive = false;
    if (is_lost_) {
      record(exchange);
      co_return false;
    }
    finish_ready_answer(exchange, core_);
    co_return co_await send(exchange);
  }

  Awaitable<bool> send(Exchange& exchange) {
    if (core_.is_draining.load(std::memory_order_relaxed)) exchange.keep_alive = false;
    render_head(exchange, core_, io_.date(), head_);
    const bool is_stream = exchange.response.stream != nullptr && has_sent_body(exchange);
    const std::string_view body = is_stream || !has_sent_body(exchange) ? std::string_view() : std::string_view(exchange.response.body);
    std::size_t sent = 0;
    bool is_sent = begin_write(exchange, body, sent) || (!is_lost_ && co_await write(exchange, body, sent));
    if (is_sent && is_stream) is_sent = co_await send_stream(exchange);
    deadline_tick = kNever;
    record(exchange);
    JsonWriter::reuse(std::move(exchange.response.body));
    co_return is_sent && exchange.keep_alive;
  }

  // Gives the socket what it takes of head_ and `body` in one call, which spares a turn of the loop. Not while more requests wait in
  // the buffer: other connections shall have their turns between them. True where that was all of it.
  bool begin_write(Exchange& exchange, std::string_view body, std::size_t& sent) {
    const std::size_t size = head_.size() + body.size();
    set_deadline(limits().write_timeout_ms, size);
    if (kIsTls || begin_ != end_) return false;
    ErrorCode error;
    sent = socket().write_some(parts_after(body, 0), error);
    if (error && error != asio::error::would_block) is_lost_ = true;
    if (sent == size) exchange.bytes_sent += body.size();
    return sent == size;
  }

  [[nodiscard]] std::array<asio::const_buffer, 2> parts_after(std::string_view body, std::size_t sent) const {
    const std::size_t sent_of_head = std::min(sent, head_.size());
    return {asio::buffer(head_) + sent_of_head, asio::buffer(body.data(), body.size()) + (sent - sent_of_head)};
  }

  // What is left of head_ and `body`.
  Awaitable<bool> write(Exchange& exchange, std::string_view body, std::size_t sent) {
    const std::size_t head_bytes = head_.size();
    const std::size_t size = head_bytes + body.size();
    if (kIsTls && body.size() <= kJoinSizeMax) head_.append(std::exchange(body, {}));
    const auto [error, count] = co_await asio::async_write(stream_, parts_after(body, sent), kAwait);
    sent += count;
    exchange.bytes_sent += sent - std::min(sent, head_bytes);
    co_return sent == size;
  }

  Awaitable<bool> send_stream(Exchange& exchange) {
    const bool is_chunked = exchange.head.is_http_11;
    bool has_more = true;
    while (has_more) {
      std::string piece;
      bool is_failed = false;
      const auto next = [&] {
        try {
          has_more = exchange.response.stream(piece);
        } catch (const std::exception& error) {
          is_failed = true;
          (void)core_.dispatcher.failed(exchange.route, exchange.request, error.what());
        }
      };
      deadline_tick = kNever;
      if (!co_await on_worker(next, Queue::unbounded) || is_failed) co_return false;  // Cut: the client sees that the end is missing.
      head_.clear();
      if (is_chunked && !piece.empty()) append_chunk_size(piece.size());
      if (is_chunked && !piece.empty()) piece += "\r\n";
      if (is_chunked && !has_more) piece += "0\r\n\r\n";
      std::size_t sent = 0;
      if (!begin_write(exchange, piece, sent) && (is_lost_ || !co_await write(exchange, piece, sent))) co_return false;
    }
    co_return true;
  }

  void append_chunk_size(std::size_t size) {
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), size, 16).ptr;
    head_.append(digits.data(), static_cast<std::size_t>(end - digits.data())).append("\r\n");
  }

  enum class Queue { bounded, unbounded };

  // Runs `work` on a worker and comes back to this thread; false where no worker takes it.
  template <class Work>
  Awaitable<bool> on_worker(Work work, Queue queue) {
    asio::use_awaitable_t<Executor> token;
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<Executor>, void(bool)>(
        [&](auto handler) {
          auto shared = std::make_shared<decltype(handler)>(std::move(handler));
          auto& context = io_.context();
          auto task = [&work, shared, &context] {
            work();
            asio::post(context, [shared] { (*shared)(true); });
          };
          const bool is_taken = queue == Queue::bounded ? core_.workers.try_post(std::move(task)) : core_.workers.post(std::move(task));
          if (!is_taken) asio::post(context, [shared] { (*shared)(false); });
        },
        token);
  }

  void record(const Exchange& exchange) {
    core_.dispatcher.record(exchange.route, exchange.request, exchange.response,
                            {exchange.status_sent, monotonic_us() - exchange.begun_us, exchange.bytes_sent, exchange.head.method.empty() ? "-" : std::string_view(exchange.head.method)});
  }

  Awaitable<void> close() {
    is_closing_ = true;
    set_deadline(kLingerMs);
    if constexpr (kIsTls) {
      if (!is_lost_) co_await stream_.async_shutdown(kAwait);
    } else {
      ErrorCode ignored;
      socket().shutdown(Socket::shutdown_send, ignored);
      // Closing with bytes unread would reset the connection and could take the answer with it (RFC 9112, section 9.6).
      for (std::size_t read = 0; (is_lingering_ || begin_ != end_) && !ignored && read < kLingerSizeMax;) {
        const auto [error, count] = co_await socket().async_read_some(asio::buffer(buffer_), kAwait);
        if (error) break;
        read += count;
      }
    }
    ErrorCode ignored;
    socket().close(ignored);
  }

  IoThread& io_;
  ServerCore& core_;
  Stream stream_;
  Peer peer_;
  RequestParser parser_;
  std::vector<char> buffer_;  // Of what came: [begin_, end_) is unread.
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::string head_;  // Of the answer; kept for its memory.
  std::size_t requests_ = 0;
  bool is_idle_ = false;
  bool is_expired_ = false;
  bool is_cut_ = false;
  bool is_lost_ = false;
  bool is_closing_ = false;
  bool is_lingering_ = false;
  IoThread::Place place_;
};

template <class Stream, class... Arguments>
void serve(IoThread& io, ServerCore& core, Arguments&&... arguments) {
  auto connection = std::make_unique<Connection<Stream>>(io, core, std::forward<Arguments>(arguments)...);
  auto& served = *connection;
  asio::co_spawn(io.context().get_executor(), served.run(), [kept = std::move(connection)](const std::exception_ptr&) {});
}

}  // namespace

void serve_plain(IoThread& io, ServerCore& core, Socket socket) { serve<Socket>(io, core, std::move(socket)); }

void serve_tls(IoThread& io, ServerCore& core, Socket socket) {
  const auto context = core.tls.current();
  SSL* session = context ? SSL_new(context.get()) : nullptr;
  if (session == nullptr) return core.open.leave();
  serve<TlsStream>(io, core, std::move(socket), session);
}

}  // namespace switchyard::http
