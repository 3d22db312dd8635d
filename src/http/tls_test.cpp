#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "http/server_fixture.hpp"
#include "http/tls_certificate.hpp"

namespace switchyard::http {
namespace {

struct Folder {
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  [[nodiscard]] std::string file(const char* name) const { return (path / name).string(); }
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("switchyard_tls_" + std::to_string(getpid()));
};

const Instant kNow = Instant::from_unix_seconds(1'480'000'000);

ServerConfig tls_config(const Folder& folder) {
  EXPECT_TRUE(make_self_signed(folder.file("cert.pem"), folder.file("key.pem"), {"localhost", "127.0.0.1"}, kNow));
  ServerConfig config = ServerFixture::quick_config();
  config.listeners.push_back({"127.0.0.1", 0, true});
  config.tls_certificate_file = folder.file("cert.pem");
  config.tls_key_file = folder.file("key.pem");
  return config;
}

Router router() {
  Router made;
  made.add(test_route(Method::get, "/", [](const Request& request) { return text_response(request.is_tls ? "tls" : "plain"); }));
  made.add(test_route(Method::get, "/large", [](const Request&) { return text_response(std::string(300'000, 'x')); }));
  return made;
}

// A TLS client of one version over a raw connection.
struct TlsClient {
  TlsClient(std::uint16_t port, int version, const std::string& protocols = "\x08http/1.1") : raw(port), context(SSL_CTX_new(TLS_client_method())), session(nullptr) {
    SSL_CTX_set_security_level(context, 0);
    SSL_CTX_set_min_proto_version(context, version);
    SSL_CTX_set_max_proto_version(context, version);
    SSL_CTX_set_alpn_protos(context, reinterpret_cast<const unsigned char*>(protocols.data()), static_cast<unsigned int>(protocols.size()));
    session = SSL_new(context);
    SSL_set_fd(session, raw.descriptor());
    is_connected = SSL_connect(session) == 1;
  }
  ~TlsClient() {
    SSL_free(session);
    SSL_CTX_free(context);
  }
  std::string get(const std::string& path) {
    const std::string request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    EXPECT_EQ(SSL_write(session, request.data(), static_cast<int>(request.size())), static_cast<int>(request.size()));
    std::string got;
    char bytes[16 * 1024];
    for (int count = 0; (count = SSL_read(session, bytes, sizeof bytes)) > 0;) got.append(bytes, static_cast<std::size_t>(count));
    is_closed_well = SSL_get_error(session, 0) == SSL_ERROR_ZERO_RETURN || (SSL_get_shutdown(session) & SSL_RECEIVED_SHUTDOWN) != 0;
    return got;
  }
  [[nodiscard]] std::string serial() const {
    X509* certificate = SSL_get1_peer_certificate(session);
    const ASN1_INTEGER* number = X509_get0_serialNumber(certificate);
    std::string text(reinterpret_cast<const char*>(number->data), static_cast<std::size_t>(number->length));
    X509_free(certificate);
    return text;
  }
  RawClient raw;
  SSL_CTX* context;
  SSL* session;
  bool is_connected = false;
  bool is_closed_well = false;
};

TEST(Tls, SpeaksTls12And13AndTellsHandlers) {
  const Folder folder;
  ServerFixture fixture(router(), tls_config(folder));
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsClient client(fixture.port(1), version);
    ASSERT_TRUE(client.is_connected);
    EXPECT_TRUE(client.get("/").ends_with("\r\n\r\ntls"));
    EXPECT_TRUE(client.is_closed_well);
  }
  EXPECT_EQ(fixture.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").body, "plain");
}

TEST(Tls, SendsLargeAnswersWhole) {
  const Folder folder;
  ServerFixture fixture(router(), tls_config(folder));
  TlsClient client(fixture.port(1), TLS1_3_VERSION);
  const std::string got = client.get("/large");
  EXPECT_EQ(got.size() - got.find("\r\n\r\n") - 4, 300'000U);
}

TEST(Tls, RefusesTls11AndOtherProtocols) {
  const Folder folder;
  ServerFixture fixture(router(), tls_config(folder));
  EXPECT_FALSE(TlsClient(fixture.port(1), TLS1_1_VERSION).is_connected);
  EXPECT_FALSE(TlsClient(fixture.port(1), TLS1_3_VERSION, "\x02h2").is_connected);
  EXPECT_TRUE(TlsClient(fixture.port(1), TLS1_3_VERSION, "\x02h2\x08http/1.1").is_connected);
}

TEST(Tls, AClientThatNeverShakesHandsIsClosed) {
  const Folder folder;
  ServerConfig config = tls_config(folder);
  config.limits.handshake_timeout_ms = 20;
  ServerFixture fixture(router(), config);
  RawClient silent(fixture.port(1));
  EXPECT_TRUE(silent.is_closed());
  RawClient plain(fixture.port(1));
  EXPECT_EQ(plain.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").answer().status, 0);
}

TEST(Tls, NewConnectionsGetTheReloadedCertificateAndABadOneChangesNothing) {
  const Folder folder;
  ServerFixture fixture(router(), tls_config(folder));
  TlsClient before(fixture.port(1), TLS1_3_VERSION);
  const std::string first = before.serial();
  ASSERT_TRUE(make_self_signed(folder.file("cert.pem"), folder.file("key.pem"), {"localhost"}, kNow));
  ASSERT_TRUE(fixture.server->reload_certificates());
  const std::string second = TlsClient(fixture.port(1), TLS1_3_VERSION).serial();
  EXPECT_NE(second, first);
  EXPECT_TRUE(before.get("/").ends_with("tls"));
  ASSERT_TRUE(make_self_signed(folder.file("other.pem"), folder.file("key.pem"), {"localhost"}, kNow));
  const auto reloaded = fixture.server->reload_certificates();
  ASSERT_FALSE(reloaded);
  EXPECT_EQ(reloaded.error().code, "bad_certificate");
  EXPECT_EQ(TlsClient(fixture.port(1), TLS1_3_VERSION).serial(), second);
}

TEST(Tls, AServerWithoutACertificateDoesNotStart) {
  ServerConfig config = ServerFixture::quick_config();
  config.listeners = {{"127.0.0.1", 0, true}};
  config.tls_certificate_file = "/nonexistent/cert.pem";
  FixedClock clock;
  CountingRandom random;
  RecordingLog log;
  CountingMetrics metrics;
  Server server(config, router(), {clock, random, log, metrics});
  EXPECT_EQ(server.start().error().code, "bad_certificate");
}

TEST(SelfSigned, KeepsTheKeyToItsOwner) {
  const Folder folder;
  ASSERT_TRUE(make_self_signed(folder.file("cert.pem"), folder.file("key.pem"), {"localhost", "::1"}, kNow));
  struct stat facts {};
  ASSERT_EQ(stat(folder.file("key.pem").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0600U);
  EXPECT_EQ(make_self_signed(folder.file("none/cert.pem"), folder.file("none/key.pem"), {"localhost"}, kNow).error().code, "cannot_write_certificate");
}

}  // namespace
}  // namespace switchyard::http
