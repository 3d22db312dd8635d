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
#include "app/installation.hpp"
#include "app/runtime/access_plane.hpp"
#include "app/runtime/api.hpp"
#include "app/runtime/contracting_plane.hpp"
#include "app/runtime/enrollment_plane.hpp"
#include "app/runtime/environment.hpp"
#include "app/runtime/esign_plane.hpp"
#include "app/runtime/file_digest.hpp"
#include "app/runtime/intake.hpp"
#include "app/runtime/listening_file.hpp"
#include "app/runtime/notices_plane.hpp"
#include "app/runtime/signing_work.hpp"
#include "app/runtime/webhooks_plane.hpp"
#include "app/runtime/workers.hpp"
#include "app/sandbox/sandbox_supplier.hpp"
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

// Tells everyone who writes links or calls this server. With port 0 that is known only once it listens.
void use_addresses(const ApiParts& parts, const ServerAddresses& addresses) {
  parts.access.settings.issuer = addresses.public_url;
  parts.esign.use_addresses(addresses);
  auto signers = parts.signing.connect(addresses);
  Log& log = parts.installation.log();
  if (!signers) log.error("nothing can be signed", {{"code", std::string_view(signers.error().code)}, {"error", std::string_view(signers.error().message)}});
}

struct Running {
  Workers& workers;
  std::atomic<bool>& draining;
  const std::function<void(const std::string& url)>& when_listening;
};

// Listens, says where, and serves until a signal comes. Neither requests nor jobs begin before it is known where this server is.
Result<void> listen_and_serve(const ApiParts& parts, http::ServerConfig config, const Running& running) {
  Installation& installation = parts.installation;
  const std::string self_made = config.tls_certificate_file == self_made_certificate(installation) ? config.tls_certificate_file : std::string();
  http::Server server(std::move(config), build_router(parts),
                      {.clock = installation.clock(), .random = installation.random(), .log = installation.log(), .metrics = installation.metrics(),
                       .begin_io_thread = adapters::take_short_turns});
  auto opened = server.open();
  if (!opened) return opened;
  const auto bound = server.listening();
  use_addresses(parts, server_addresses(parts.public_url.empty() && !bound.empty() ? url_of(bound.front()) : parts.public_url, bound, self_made));
  parts.notices.begin_writing();
  auto started = server.start();
  if (!started) return started;
  parts.esign.add_work(running.workers);
  running.workers.start();
  parts.intake.start();
  for (WebhooksPlane* plane : {&parts.test_webhooks, &parts.live_webhooks}) plane->start();
  announce(installation, bound, parts.public_url);
  std::thread aside;
  if (running.when_listening && !bound.empty()) aside = std::thread(running.when_listening, url_of(bound.front()));
  run_until_stopped(server, installation.log());
  remove_listening_file(installation.data_directory());
  running.draining.store(true);
  for (WebhooksPlane* plane : {&parts.test_webhooks, &parts.live_webhooks}) plane->silence();
  server.stop(Duration::milliseconds(installation.settings().drain_timeout_ms));
  if (aside.joinable()) aside.join();
  return {};
}

void look_after_webhooks(Workers& workers, WebhooksPlane& test, WebhooksPlane& live) {
  workers.add_recurring("webhooks.forget", Duration::hours(1), [&test, &live] {
    for (WebhooksPlane* plane : {&test, &live}) plane->forget();
  });
  workers.add_recurring("webhooks.count", Duration::seconds(15), [&test, &live] {
    for (WebhooksPlane* plane : {&test, &live}) plane->count();
  });
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
  auto access = AccessPlane::open(**installation);
  if (!access) return std::move(access).error();
  auto test = Environment::open(**installation, EnvironmentName::test);
  if (!test) return std::move(test).error();
  auto live = Environment::open(**installation, EnvironmentName::live);
  if (!live) return std::move(live).error();
  auto prepared = prepare_environments(options, **access, **test, **live);
  if (!prepared) return prepared;

  auto test_contracting = ContractingPlane::open(**installation, **access, **test);
  if (!test_contracting) return std::move(test_contracting).error();
  auto live_contracting = ContractingPlane::open(**installation, **access, **live);
  if (!live_contracting) return std::move(live_contracting).error();
  auto signing = SigningPlanes::open(**installation, **access, **test, **live);
  if (!signing) return std::move(signing).error();
  signing->give_to(**test_contracting, **live_contracting);
  const std::string public_url = without_slash(options.public_url.empty() ? (*installation)->settings().public_url : options.public_url);
  auto esign = EsignPlanes::open(**installation, **access, **test, **live);
  if (!esign) return std::move(esign).error();
  WebhooksPlane test_webhooks(**installation, **access, **test, is_local(*config));
  WebhooksPlane live_webhooks(**installation, **access, **live, is_local(*config));
  auto notices = NoticesPlanes::open(**installation, *signing, {**test, **test_contracting}, {**live, **live_contracting});
  if (!notices) return std::move(notices).error();
  const contracting::GraphqlApi graphql = graphql_api(**installation, **access, **test_contracting, **live_contracting);

  const access::DirectoryRefresher refresher((*access)->directory, (*installation)->log());
  auto intake = Intake::open(**installation, **test, **live);
  if (!intake) return std::move(intake).error();
  EnrollmentPlane test_enrollment(**installation, **test, **test_contracting);
  EnrollmentPlane live_enrollment(**installation, **live, **live_contracting);
  SandboxSupplier sandbox(**access, **test, test_enrollment);
  Workers workers(**installation, **access, **test, **live, **test_contracting, **live_contracting);
  for (EnrollmentPlane* plane : {&test_enrollment, &live_enrollment}) plane->add_work(workers);
  sandbox.add_work(workers);
  look_after_webhooks(workers, test_webhooks, live_webhooks);
  add_signing_work(workers, *signing, notices->test->neighbours(), notices->live->neighbours(), true);
  notices->work_in(workers);
  const adapters::OpensslKeyedDigest demo_digest;
  DemoReceiver demo_receiver((*installation)->data_directory(), demo_digest, SecurityClock{(*installation)->clock()});
  std::atomic<bool> draining{false};
  const ApiParts parts{.installation = **installation, .access = **access, .test = **test, .live = **live, .test_contracting = **test_contracting, .live_contracting = **live_contracting,
                       .test_webhooks = test_webhooks, .live_webhooks = live_webhooks, .test_enrollment = test_enrollment, .live_enrollment = live_enrollment, .signing = *signing, .esign = *esign, .notices = *notices,
                       .graphql = graphql, .intake = **intake, .public_url = public_url, .demo_receiver = options.is_demo ? &demo_receiver : nullptr, .draining = draining};
  auto served = listen_and_serve(parts, std::move(*config), {.workers = workers, .draining = draining, .when_listening = options.when_listening});
  for (WebhooksPlane* plane : {&test_webhooks, &live_webhooks}) plane->stop();
  (*intake)->stop();
  workers.stop();
  return served;
}

}  // namespace

int serve(const CommonOptions& common, const ServeOptions& options) {
  block_signals();
  auto served = serve_installation(common, options);
  return served ? kDone : refuse(common, served.error());
}

int work(const CommonOptions& common) {
  block_signals();
  auto installation = Installation::open(common);
  if (!installation) return refuse(common, installation.error());
  auto access = AccessPlane::open(**installation);
  if (!access) return refuse(common, access.error());
  auto test = Environment::open(**installation, EnvironmentName::test);
  if (!test) return refuse(common, test.error());
  auto live = Environment::open(**installation, EnvironmentName::live);
  if (!live) return refuse(common, live.error());
  auto test_contracting = ContractingPlane::open(**installation, **access, **test);
  if (!test_contracting) return refuse(common, test_contracting.error());
  auto live_contracting = ContractingPlane::open(**installation, **access, **live);
  if (!live_contracting) return refuse(common, live_contracting.error());
  auto signing = SigningPlanes::open(**installation, **access, **test, **live);
  if (!signing) return refuse(common, signing.error());
  signing->give_to(**test_contracting, **live_contracting);
  auto esign = EsignPlanes::open(**installation, **access, **test, **live);
  if (!esign) return refuse(common, esign.error());
  auto intake = Intake::open(**installation, **test, **live);
  if (!intake) return refuse(common, intake.error());
  WebhooksPlane test_webhooks(**installation, **access, **test, false);
  WebhooksPlane live_webhooks(**installation, **access, **live, false);
  auto notices = NoticesPlanes::open(**installation, *signing, {**test, **test_contracting}, {**live, **live_contracting});
  if (!notices) return refuse(common, notices.error());
  EnrollmentPlane test_enrollment(**installation, **test, **test_contracting);
  EnrollmentPlane live_enrollment(**installation, **live, **live_contracting);
  SandboxSupplier sandbox(**access, **test, test_enrollment);
  Workers workers(**installation, **access, **test, **live, **test_contracting, **live_contracting);
  // Without a public URL it is not known where the built-in service and our links are: jobs of signing are left to other nodes.
  const std::string public_url = without_slash((*installation)->settings().public_url);
  (*access)->settings.issuer = public_url;
  add_signing_work(workers, *signing, notices->test->neighbours(), notices->live->neighbours(), !public_url.empty());
  if (!public_url.empty()) {
    const ServerAddresses addresses{.public_url = public_url};
    esign->use_addresses(addresses);
    esign->add_work(workers);
    auto connected = signing->connect(addresses);
    if (!connected) return refuse(common, connected.error());
    notices->begin_writing();
  }
  for (EnrollmentPlane* plane : {&test_enrollment, &live_enrollment}) plane->add_work(workers);
  sandbox.add_work(workers);
  look_after_webhooks(workers, test_webhooks, live_webhooks);
  notices->work_in(workers);
  workers.start();
  (*intake)->start();
  for (WebhooksPlane* plane : {&test_webhooks, &live_webhooks}) plane->start();
  fmt::print("working\n");
  std::fflush(stdout);
  while (wait_for_signal() == Signal::reload) {
  }
  for (WebhooksPlane* plane : {&test_webhooks, &live_webhooks}) plane->stop();
  (*intake)->stop();
  workers.stop();
  return kDone;
}

}  // namespace switchyard::app
