#include "esign/evidence/rest_evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/openssl/seal_key_fake.hpp"
#include "esign/evidence/finished_envelope_fake.hpp"
#include "ports/clock_fake.hpp"

namespace switchyard::esign {
namespace {

using testing::HasSubstr;
using testing::Not;

class EvidenceRoutes : public ::testing::Test {
 protected:
  EvidenceRoutes() { add_evidence_routes(router_, verifier_, SecurityClock{clock_}); }

  http::Response send(http::Request request) {
    const auto match = router_.match(request.method, request.path);
    EXPECT_NE(match.route, nullptr) << request.path;
    return match.route->handler(request);
  }
  http::Response page_in(const std::string& languages) {
    http::Request request;
    request.path = "/evidence";
    request.headers = {{"accept-language", languages}};
    return send(std::move(request));
  }
  http::Response upload(const std::string& accept, const std::vector<std::string>& files, const std::string& query = "") {
    http::Request request;
    request.method = http::Method::post;
    request.path = "/evidence/verify";
    request.query = query;
    request.headers = {{"content-type", "multipart/form-data; boundary=b"}, {"accept", accept}};
    for (const auto& file : files) request.body += "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"signed <1>.pdf\"\r\n\r\n" + file + "\r\n";
    request.body += "--b--\r\n";
    return send(std::move(request));
  }

  adapters::OpensslCmsVerifier verifier_;
  FixedClock clock_{Instant::parse("2026-12-01T00:00:00Z").value()};
  http::Router router_;
};

const std::string& signed_file() {
  static const std::string bytes = [] {
    const auto envelope = envelope_fake();
    return finish_documents(envelope.documents, envelope.facts, envelope.evidence, adapters::sealing_key_fake()).value().combined.bytes;
  }();
  return bytes;
}

TEST_F(EvidenceRoutes, ThePageHasAFormAndNoScripts) {
  const auto page = page_in("en-US");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("<label for=\"file\">Signed PDF</label>"));
  EXPECT_THAT(page.body, Not(HasSubstr("<script")));
  const auto spanish = page_in("es-MX,es;q=0.9");
  EXPECT_THAT(spanish.body, HasSubstr("<html lang=\"es\">"));
  EXPECT_THAT(spanish.body, HasSubstr("Comprobar un archivo firmado"));
}

TEST_F(EvidenceRoutes, ASignedFileIsToldToHoldToPeopleAndPrograms) {
  const auto page = upload("text/html,*/*", {signed_file()});
  EXPECT_THAT(page.body, HasSubstr("The file is what was signed"));
  EXPECT_THAT(page.body, HasSubstr("signed &lt;1&gt;.pdf"));
  EXPECT_THAT(page.body, HasSubstr("Signed, Ann Lee"));
  const auto json = upload("application/json", {signed_file()});
  EXPECT_THAT(json.body, HasSubstr("{\"files\":[{\"file\":\"signed <1>.pdf\",\"verdict\":\"holds\""));
}

TEST_F(EvidenceRoutes, AChangedFileIsToldSoInTheReadersLanguage) {
  auto changed = signed_file();
  changed[changed.size() / 2] = static_cast<char>(changed[changed.size() / 2] ^ 1);
  EXPECT_THAT(upload("text/html", {changed}, "lang=es").body, HasSubstr("El archivo se cambió después de sellarlo."));
  EXPECT_THAT(upload("application/json", {changed}).body, HasSubstr("\"verdict\":\"wrong\""));
}

TEST_F(EvidenceRoutes, AnUploadWithoutAFileOrWithTooManyIsRefused) {
  EXPECT_EQ(upload("application/json", {}).status, 400);
  EXPECT_THAT(upload("application/json", {}).body, HasSubstr("evidence_file_missing"));
  EXPECT_THAT(upload("text/html", {}).body, HasSubstr("Nothing was checked."));
  EXPECT_THAT(upload("application/json", {"a", "b", "c", "d", "e", "f"}).body, HasSubstr("evidence_files_too_many"));
}

TEST_F(EvidenceRoutes, UploadsAreLimitedInRate) {
  for (int at = 0; at < 20; ++at) EXPECT_EQ(upload("application/json", {"x"}).status, 200);
  EXPECT_EQ(upload("application/json", {"x"}).status, 429);
}

}  // namespace
}  // namespace switchyard::esign
