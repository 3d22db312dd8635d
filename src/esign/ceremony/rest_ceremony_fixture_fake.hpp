// What the suites of the ceremony share: the suite of envelopes with kept letters, and the routes asked as a browser asks them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "esign/ceremony/rest_ceremony.hpp"
#include "esign/ceremony/view_desk.hpp"
#include "esign/esign_fixture_fake.hpp"
#include "http/json_value.hpp"
#include "http/router.hpp"

namespace switchyard::esign {

// Keeps letters, each key once.
class KeptMail final : public MailQueue {
 public:
  Result<void> enqueue(SqlTransaction& transaction, const Mail& mail, std::string_view dedupe_key) override;
  std::map<std::string, Mail, std::less<>> letters;  // By key.
};

struct Asked {
  int status = 0;
  http::Response response;
  http::JsonValue json;  // Null where the answer is none.
  // By a path of names and indices: "end.event", "tabs.0.tabId"; empty where there is none.
  [[nodiscard]] std::string at(std::string_view path) const;
  [[nodiscard]] std::string header(std::string_view name) const;
};

class CeremonySuite : public EsignSuite {
 protected:
  CeremonySuite();

  Asked ask(http::Method method, std::string_view path, std::string body = {}, std::string_view secret = {}, http::Headers more = {});
  Asked get(std::string_view name, std::string_view secret) { return ask(http::Method::get, "/esign/signing/api/" + std::string(name), {}, secret); }
  Asked post(std::string_view name, std::string_view secret, std::string body = "{}") {
    return ask(http::Method::post, "/esign/signing/api/" + std::string(name), std::move(body), secret);
  }

  // The path of a fresh view of that recipient, who is embedded.
  std::string view_path(const Envelope& envelope, std::string_view recipient_id = "1", ViewOptions options = {});
  // Opens it and gives the session's secret.
  std::string open(const Envelope& envelope, std::string_view recipient_id = "1");
  static std::string secret_in(const Asked& page);
  // Consents and adopts a typed name.
  void prepare(std::string_view secret);
  // {"tabId":"placed"} of all places to sign.
  std::string placed(std::string_view secret);
  Asked finish_by(std::string_view secret) { return post("finish", secret, R"({"key":"press-of-finish-1","values":)" + placed(secret) + "}"); }

  KeptMail mail_;
  Ceremony ceremony_{.service = service_, .mail = mail_, .public_url = "https://sign.example.com"};
  http::Router router_;
};

}  // namespace switchyard::esign
