#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>

#include "http/head_check.hpp"
#include "http/server_fixture.hpp"

namespace switchyard::http {

void CountingRandom::fill(std::span<std::uint8_t> bytes) {
  const std::lock_guard lock(mutex_);
  for (auto& byte : bytes) {
    next_ = next_ * 6364136223846793005ULL + 1442695040888963407ULL;
    byte = static_cast<std::uint8_t>(next_ >> 56U);
  }
}

void RecordingLog::write(LogLevel, std::string_view line, std::span<const LogField> fields) noexcept {
  std::string text(line);
  for (const auto& field : fields) {
    text += " " + std::string(field.name) + "=";
    if (const auto* words = std::get_if<std::string_view>(&field.value)) text += *words;
    if (const auto* number = std::get_if<std::int64_t>(&field.value)) text += std::to_string(*number);
  }
  const std::lock_guard lock(mutex_);
  lines_.push_back(std::move(text));
}

std::vector<std::string> RecordingLog::lines() const {
  const std::lock_guard lock(mutex_);
  return lines_;
}

struct CountingMetrics::Number final : Counter, Gauge, Histogram {
  void add(std::uint64_t amount) noexcept override { value += static_cast<std::int64_t>(amount); }
  void set(std::int64_t amount) noexcept override { value = amount; }
  void add(std::int64_t delta) noexcept override { value += delta; }
  void observe_us(std::uint64_t) noexcept override { ++value; }
  std::atomic<std::int64_t> value = 0;
};

CountingMetrics::Number& CountingMetrics::number(std::string_view name, MetricLabels labels) {
  std::string key(name);
  std::string inside;
  for (const auto& [label, value] : labels) inside += (inside.empty() ? "" : ",") + std::string(label) + "=" + std::string(value);
  if (!inside.empty()) key += "{" + inside + "}";
  const std::lock_guard lock(mutex_);
  auto& made = numbers_[key];
  if (!made) made = std::make_shared<Number>();
  return *made;
}

Counter& CountingMetrics::counter(std::string_view name, std::string_view, MetricLabels labels) { return number(name, labels); }
Gauge& CountingMetrics::gauge(std::string_view name, std::string_view, MetricLabels labels) { return number(name, labels); }
Histogram& CountingMetrics::histogram(std::string_view name, std::string_view, MetricLabels labels) { return number(name, labels); }

std::int64_t CountingMetrics::value(const std::string& key) const {
  const std::lock_guard lock(mutex_);
  const auto found = numbers_.find(key);
  return found == numbers_.end() ? 0 : found->second->value.load();
}

std::string Answer::header(std::string_view name) const {
  std::string_view rest = head;
  while (!rest.empty()) {
    const auto line = rest.substr(0, rest.find("\r\n"));
    rest.remove_prefix(line.size() + 2);
    const auto colon = line.find(':');
    if (colon != std::string_view::npos && equals_ignoring_case(line.substr(0, colon), name)) return std::string(trimmed(line.substr(colon + 1)));
  }
  return {};
}

bool Answer::has(std::string_view name) const { return !header(name).empty(); }

RawClient::RawClient(std::uint16_t port) : descriptor_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval timeout{10, 0};
  setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
  EXPECT_EQ(connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
}

RawClient::~RawClient() { close(descriptor_); }

RawClient& RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) break;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return *this;
}

bool RawClient::read_more() {
  char bytes[16 * 1024];
  const ssize_t count = recv(descriptor_, bytes, sizeof bytes, 0);
  if (count <= 0) return false;
  buffer_.append(bytes, static_cast<std::size_t>(count));
  return true;
}

Answer RawClient::answer(bool is_head) {
  Answer got;
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
    if (!read_more()) return got;
  }
  got.head = buffer_.substr(0, end + 4);
  buffer_.erase(0, end + 4);
  got.status = std::atoi(got.head.c_str() + 9);
  if (is_head || got.status < 200 || got.status == 204 || got.status == 304) return got;
  if (equals_ignoring_case(got.header("transfer-encoding"), "chunked")) {
    while (true) {
      while ((end = buffer_.find("\r\n")) == std::string::npos && read_more()) {
      }
      if (end == std::string::npos) return {};
      const std::size_t size = std::strtoul(buffer_.c_str(), nullptr, 16);
      while (buffer_.size() < end + 2 + size + 2 && read_more()) {
      }
      if (buffer_.size() < end + 2 + size + 2) return {};
      got.body.append(buffer_, end + 2, size);
      buffer_.erase(0, end + 2 + size + 2);
      if (size == 0) return got;
    }
  }
  if (!got.has("content-length")) {
    got.body = rest();
    return got;
  }
  const std::size_t size = std::strtoul(got.header("content-length").c_str(), nullptr, 10);
  while (buffer_.size() < size && read_more()) {
  }
  got.body = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return got;
}

std::string RawClient::rest() {
  while (read_more()) {
  }
  return std::exchange(buffer_, {});
}

bool RawClient::is_closed() { return buffer_.empty() && !read_more(); }

ServerConfig ServerFixture::quick_config() {
  ServerConfig config;
  config.listeners = {{}};
  config.io_threads = 1;
  config.worker_threads = 4;
  config.limits.sweep_interval_ms = 5;
  return config;
}

ServerFixture::ServerFixture(Router router, ServerConfig config) {
  server = std::make_unique<Server>(std::move(config), std::move(router), ServerPorts{clock, random, log, metrics});
  const auto started = server->start();
  EXPECT_TRUE(started) << (started ? "" : started.error().message);
}

ServerFixture::~ServerFixture() { server->stop(Duration::seconds(5)); }

Answer ServerFixture::ask(std::string_view request) { return RawClient(port()).send(request).answer(request.starts_with("HEAD")); }

std::uint16_t ServerFixture::port(std::size_t listener) const { return server->listening().at(listener).port; }

Route test_route(Method method, std::string pattern, Handler handler) {
  Route route;
  route.method = method;
  route.pattern = std::move(pattern);
  route.handler = std::move(handler);
  route.content_types = {};
  route.answers = {"text/plain", "application/json"};
  return route;
}

Response text_response(std::string body) {
  Response response;
  response.content_type = "text/plain";
  response.body = std::move(body);
  return response;
}

}  // namespace switchyard::http
