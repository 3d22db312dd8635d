#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <thread>

#include "adapters/openssl/openssl_keyed_digest.hpp"
#include "adapters/system/thread_priority.hpp"
#include "app/commands/operations.hpp"
#include "app/commands/stop_signal.hpp"
#include "app/runtime/api.hpp"
#include "app/runtime/file_digest.hpp"
#include "app/runtime/listening_file.hpp"
#include "app/runtime/node.hpp"
#include "http/server.hpp"
#include "http/tls_certificate.hpp"

namespace switchyard::app {
namespace {

// "127.0.0.1:8080", "[::1]:0", "localhost:80".
Result<http::ListenAddress> parse_listen_address(const std::string& text, bool is_tls) {
  const auto colon = text.rfind(':');
  std::uint16_t port = 0;
  const char* end = text.data() + text.size();
  const bool port_fits = colon != std::string::npos && std::from_chars(text.data() + colon + 1, end, port).ptr == end && colon + 1 < text.size();
  if (!port_fits || colon == 0) return invalid_field("listen", "listen_address_invalid", fmt::format("'{}' is not HOST:PORT", text));
  std::string host = text.substr(0, colon);
  if (host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  return http::ListenAddress{.host = std::move(host), .port = port, .is_tls = is_tls};
}

std::string url_of(const http::ListenAddress& address) {
  const bool is_v6 = address.host.find(':') != std::string::npos;
  return fmt::format("{}://{}{}{}:{}", address.is_tls ? "https" : "http", is_v6 ? "[" : "", address.host, is_v6 ? "]" : "", address.port);
}

// The options where they are given, else the settings.
Result<http::ServerConfig> server_config(const Installation& installation, const ServeOptions& options) {
  const Settings& settings = installation.settings();
  http::ServerConfig config;
  const bool any_given = !options.listen.empty() || !options.listen_tls.empty();
  const auto add = [&config](const std::vector<std::string>& texts, bool is_tls) -> Result<void> {
    for (const std::string& text : texts) {
      auto address = parse_listen_address(text, is_tls);
      if (!address) return std::move(address).error();
      config.listeners.push_back(std::move(*address));
    }
    return {};
  };
  auto plain = add(any_given ? options.listen : settings.listen, false);
  if (!plain) return std::move(plain).error();
  auto secure = add(any_given ? options.listen_tls : settings.listen_tls, true);
  if (!secure) return std::move(secure).error();
  config.tls_certificate_file = options.tls_certificate.empty() ? settings.tls_certificate : options.tls_certificate;
  config.tls_key_file = options.tls_key.empty() ? settings.tls_key : options.tls_key;
  config.io_threads = static_cast<std::size_t>(settings.io_threads);
  config.worker_threads = static_cast<std::size_t>(settings.worker_threads);
  config.trusted_proxies = settings.trusted_proxies;
  config.access_log = settings.access_log && (settings.log_level == "info" || settings.log_level == "debug");
  config.limits.connections_max = static_cast<std::size_t>(settings.connections_max);
  config.limits.head_timeout_ms = static_cast<std::uint32_t>(settings.head_timeout_ms);
  config.limits.body_timeout_ms = static_cast<std::uint32_t>(settings.body_timeout_ms);
  config.limits.idle_timeout_ms = static_cast<std::uint32_t>(settings.idle_timeout_ms);
  return config;
}

std::string self_made_certificate(const Installation& installation) { return installation.data_directory() + "/tls-certificate.pem"; }

// A TLS listener without a certificate gets a self-made one in the data directory, the same at every start.
Result<void> provide_certificate(const Installation& installation, http::ServerConfig& config) {
  bool wants_tls = false;
  for (const http::ListenAddress& address : config.listeners) wants_tls = wants_tls || address.is_tls;
  if (!wants_tls || !config.tls_certificate_file.empty()) return {};
  config.tls_certificate_file = self_made_certificate(installation);
  config.tls_key_file = installation.data_directory() + "/tls-key.pem";
  if (std::filesystem::exists(config.tls_certificate_file) && std::filesystem::exists(config.tls_key_file)) return {};
  return http::make_self_signed(config.tls_certificate_file, config.tls_key_file, {"localhost", "127.0.0.1", "::1"}, installation.clock().now());
}

Result<void> prepare_environments(const ServeOptions& options, AccessPlane& access, Environment& test, Environment& live) {
  if (!options.clock.empty()) {
    auto start = Instant::parse(options.clock);
    if (!start) return at_field(std::move(start).error(), "clock");
    test.start_clock_at(*start);
  }
  for (Environment* environment : {&test, &live}) {
    auto opened = environment->open_price_desk(*access.sealer);
    if (!opened) return opened;
    environment->load_book();
    environment->keep_current();
  }
  return {};
}

void run_until_stopped(http::Server& server, Log& log) {
  while (wait_for_signal() == Signal::reload) {
    auto reloaded = server.reload_certificates();
    if (reloaded) {
      log.info("certificates read again");
    } else {
      log.error("certificates stay as they were", {{"error", std::string_view(reloaded.error().message)}});
    }
  }
}

std::string without_slash(std::string url) {
  while (!url.empty() && url.back() == '/') url.pop_back();
  return url;
}

void announce(const Installation& installation, const std::vector<http::ListenAddress>& bound, const std::string& public_url) {
  ListeningServer server{.public_url = public_url, .urls = {}};
  for (const http::ListenAddress& address : bound) server.urls.push_back(url_of(address));
  write_listening_file(installation.data_directory(), server);
  for (const std::string& url : server.urls) fmt::print("listening on {}\n", url);
  std::fflush(stdout);
}

// Listens, says where, and serves until a signal comes. Neither requests nor jobs begin before it is known where this server is: with port 0 once it listens.
Result<void> listen_and_serve(Node& node, const ApiParts& parts, http::ServerConfig config, std::atomic<bool>& draining,
                              const std::function<void(const std::string& url)>& when_listening) {
  Installation& installation = *node.installation;
  const std::string self_made = config.tls_certificate_file == self_made_certificate(installation) ? config.tls_certificate_file : std::string();
  http::Server server(std::move(config), build_router(parts),
                      {.clock = installation.clock(), .random = installation.random(), .log = installation.log(), .metrics = installation.metrics(),
                       .begin_io_thread = adapters::take_short_turns});
  auto opened = server.open();
  if (!opened) return opened;
  const auto bound = server.listening();
  auto signers = node.use_addresses(server_addresses(parts.public_url.empty() && !bound.empty() ? url_of(bound.front()) : parts.public_url, bound, self_made));
  if (!signers) installation.log().error("nothing can be signed", {{"code", std::string_view(signers.error().code)}, {"error", std::string_view(signers.error().message)}});
  auto started = server.start();
  if (!started) return started;
  node.start();
  announce(installation, bound, parts.public_url);
  std::thread aside;
  if (when_listening && !bound.empty()) aside = std::thread(when_listening, url_of(bound.front()));
  run_until_stopped(server, installation.log());
  remove_listening_file(installation.data_directory());
  draining.store(true);
  node.silence();
  server.stop(Duration::milliseconds(installation.settings().drain_timeout_ms));
  if (aside.joinable()) aside.join();
  return {};
}

// Nobody but this machine reaches a server that listens on loopback alone.
bool is_local(const http::ServerConfig& config) {
  return std::ranges::all_of(config.listeners, [](const http::ListenAddress& address) { return address.host == "127.0.0.1" || address.host == "::1" || address.host == "localhost"; });
}

contracting::GraphqlApi graphql_api(Installation& installation, AccessPlane& access, ContractingPlane& test, ContractingPlane& live) {
  return contracting::GraphqlApi({.desk_of = [&](EnvironmentName name) { return (name == EnvironmentName::test ? test : live).api_desk(); },
                                  .clock = access.clock,
                                  .log = installation.log(),
                                  .sha256_hex = [digest = JoseFileDigest(access.jose)](std::string_view text) { return digest.sha256_hex(text); }});
}

Result<void> serve_installation(const CommonOptions& common, const ServeOptions& options) {
  auto installation = Installation::open(common);
  if (!installation) return std::move(installation).error();
  auto config = server_config(**installation, options);
  if (!config) return std::move(config).error();
  auto certificate = provide_certificate(**installation, *config);
  if (!certificate) return certificate;
  auto node = Node::open(*std::move(installation), {.is_local = is_local(*config), .prepare = [&options](AccessPlane& access, Environment& test, Environment& live) {
                                                      return prepare_environments(options, access, test, live);
                                                    }});
  if (!node) return std::move(node).error();
  Node& at = **node;
  at.add_work(true);
  const contracting::GraphqlApi graphql = graphql_api(*at.installation, *at.access, *at.test_contracting, *at.live_contracting);
  const access::DirectoryRefresher refresher(at.access->directory, at.installation->log());
  const adapters::OpensslKeyedDigest demo_digest;
  DemoReceiver demo_receiver(at.installation->data_directory(), demo_digest, SecurityClock{at.installation->clock()});
  std::atomic<bool> draining{false};
  const ApiParts parts{.installation = *at.installation, .access = *at.access, .test = *at.test, .live = *at.live, .test_contracting = *at.test_contracting,
                       .live_contracting = *at.live_contracting, .test_webhooks = *at.test_webhooks, .live_webhooks = *at.live_webhooks,
                       .test_enrollment = *at.test_enrollment, .live_enrollment = *at.live_enrollment, .signing = *at.signing, .esign = *at.esign, .notices = *at.notices,
                       .graphql = graphql, .intake = *at.intake,
                       .public_url = without_slash(options.public_url.empty() ? at.installation->settings().public_url : options.public_url),
                       .demo_receiver = options.is_demo ? &demo_receiver : nullptr, .draining = draining};
  auto served = listen_and_serve(at, parts, *std::move(config), draining, options.when_listening);
  at.stop();
  return served;
}

Result<void> work_for_installation(const CommonOptions& common) {
  auto installation = Installation::open(common);
  if (!installation) return std::move(installation).error();
  auto opened = Node::open(*std::move(installation), {});
  if (!opened) return std::move(opened).error();
  Node& node = **opened;
  // Without a public URL it is not known where the built-in service and our links are: jobs of signing are left to other nodes.
  const std::string public_url = without_slash(node.installation->settings().public_url);
  node.add_work(!public_url.empty());
  if (!public_url.empty()) {
    if (auto used = node.use_addresses({.public_url = public_url}); !used) return used;
  }
  node.start();
  fmt::print("working\n");
  std::fflush(stdout);
  while (wait_for_signal() == Signal::reload) {
  }
  node.stop();
  return {};
}

}  // namespace

int serve(const CommonOptions& common, const ServeOptions& options) {
  block_signals();
  auto served = serve_installation(common, options);
  return served ? kDone : refuse(common, served.error());
}

int work(const CommonOptions& common) {
  block_signals();
  auto worked = work_for_installation(common);
  return worked ? kDone : refuse(common, worked.error());
}

}  // namespace switchyard::app
