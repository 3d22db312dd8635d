#include "http/server.hpp"

#include <algorithm>
#include <future>
#include <thread>

#include "http/io_thread.hpp"
#include "http/listener.hpp"

namespace switchyard::http {
namespace {

// How long cut connections may take to end their coroutines.
constexpr Duration kCutGrace = Duration::seconds(5);

}  // namespace

struct Server::Running {
  Running(ServerConfig config, Router router, ServerPorts ports) : core(std::move(config), std::move(router), ports) {}

  ServerCore core;
  std::vector<std::unique_ptr<IoThread>> threads;      // Before the listeners, which live on the first.
  std::vector<std::unique_ptr<Listener>> listeners;
  bool is_open = false;
  bool is_started = false;

  // Runs `work` on the thread and waits for it.
  template <class Work>
  static void on(IoThread& thread, Work work) {
    std::promise<void> done;
    thread.post([&] {
      work();
      done.set_value();
    });
    done.get_future().wait();
  }

  Result<void> open_all();
};

Result<void> Server::Running::open_all() {
  auto proxies = TrustedProxies::parse(core.config.trusted_proxies);
  if (!proxies) return std::move(proxies).error();
  core.proxies = std::move(proxies).value();
  const auto& addresses = core.config.listeners;
  if (std::any_of(addresses.begin(), addresses.end(), [](const ListenAddress& address) { return address.is_tls; })) {
    if (auto loaded = core.tls.load(); !loaded) return loaded;
  }
  const std::size_t count = core.config.io_threads != 0 ? core.config.io_threads : std::max(1U, std::thread::hardware_concurrency());
  for (std::size_t i = 0; i < count; ++i) threads.push_back(std::make_unique<IoThread>(core));
  for (const auto& address : addresses) {
    auto listener = std::make_unique<Listener>(core, threads, address);
    if (auto opened = listener->open(); !opened) return opened;
    listeners.push_back(std::move(listener));
  }
  return {};
}

Server::Server(ServerConfig config, Router router, ServerPorts ports) : running_(std::make_unique<Running>(std::move(config), std::move(router), ports)) {}

Server::~Server() { stop(Duration{}); }

Result<void> Server::open() {
  if (auto opened = running_->open_all(); !opened) {
    running_->listeners.clear();
    running_->threads.clear();
    return opened;
  }
  running_->is_open = true;
  return {};
}

Result<void> Server::start() {
  if (!running_->is_open) {
    if (auto opened = open(); !opened) return opened;
  }
  for (auto& listener : running_->listeners) listener->accept();
  for (auto& thread : running_->threads) thread->start();
  running_->is_started = true;
  return {};
}

std::vector<ListenAddress> Server::listening() const {
  std::vector<ListenAddress> addresses;
  for (const auto& listener : running_->listeners) addresses.push_back(listener->address());
  return addresses;
}

Result<void> Server::reload_certificates() {
  if (running_->core.tls.current() == nullptr) return {};  // No TLS listener.
  return running_->core.tls.load();
}

void Server::stop(Duration deadline) {
  Running& running = *running_;
  if (!running.is_started) return;
  running.is_started = false;
  running.core.is_draining = true;
  Running::on(*running.threads.front(), [&] {
    for (auto& listener : running.listeners) listener->close();
  });
  for (auto& thread : running.threads) Running::on(*thread, [&] { thread->close_idle(); });
  if (!running.core.open.wait_for_none(deadline)) {
    // Twice: the first ends what a connection waits for, the second closes the socket under whatever it then still sends.
    for (int round = 0; round < 2; ++round) {
      for (auto& thread : running.threads) Running::on(*thread, [&] { thread->expire_all(); });
    }
  }
  running.core.workers.stop();
  (void)running.core.open.wait_for_none(kCutGrace);
  for (auto& thread : running.threads) thread->join();
}

}  // namespace switchyard::http
