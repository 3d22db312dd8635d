#include "esign/ceremony/rest_ceremony_fixture_fake.hpp"

namespace switchyard::esign {

Result<void> KeptMail::enqueue(SqlTransaction&, const Mail& mail, std::string_view dedupe_key) {
  letters.emplace(dedupe_key, mail);
  return {};
}

std::string Asked::at(std::string_view path) const {
  const http::JsonValue* value = &json;
  while (!path.empty() && value != nullptr) {
    const auto dot = path.find('.');
    const std::string name(path.substr(0, dot));
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    if (value->kind == http::JsonValue::Kind::array) {
      const auto index = static_cast<std::size_t>(std::stoul(name));
      value = index < value->items.size() ? &value->items[index] : nullptr;
    } else {
      value = value->find(name);
    }
  }
  if (value == nullptr) return {};
  return value->kind == http::JsonValue::Kind::array || value->kind == http::JsonValue::Kind::object ? value->json() : value->text;
}

std::string Asked::header(std::string_view name) const {
  for (const auto& [known, value] : response.headers) {
    if (known == name) return value;
  }
  return {};
}

CeremonySuite::CeremonySuite() {
  static constexpr EmbeddedFile kAssets[] = {{"embed.js", "// embed"},
                                             {"f/index-BdK3x9Qa.js", "// page"},
                                             {"index.html", "<!doctype html>\n<html lang=\"en\"><script type=\"application/json\" id=\"ceremony\">%CEREMONY%</script></html>"}};
  add_ceremony_routes(router_, {.test = &ceremony_, .live = nullptr}, kAssets);
}

Asked CeremonySuite::ask(http::Method method, std::string_view path, std::string body, std::string_view secret, http::Headers more) {
  http::Request request;
  request.method = method;
  const auto mark = path.find('?');
  request.path = path.substr(0, mark);
  if (mark != std::string_view::npos) request.query = path.substr(mark + 1);
  request.headers = std::move(more);
  request.headers.emplace_back("user-agent", "Firefox");
  if (!secret.empty()) request.headers.emplace_back("authorization", "Bearer " + std::string(secret));
  request.body = std::move(body);
  request.remote_address = "198.51.100.7";
  const auto match = router_.match(method == http::Method::head ? http::Method::get : method, request.path);
  if (match.route == nullptr) return {.status = 404, .response = {}, .json = {}};
  request.path_captures = match.captures;
  Asked asked{.status = 0, .response = match.route->handler(request), .json = {}};
  asked.status = asked.response.status;
  if (asked.response.content_type.find("json") != std::string::npos && !asked.response.body.empty()) asked.json = http::parse_json(asked.response.body).value();
  return asked;
}

std::string CeremonySuite::view_path(const Envelope& envelope, std::string_view recipient_id, ViewOptions options) {
  const Recipient* recipient = envelope.recipient(recipient_id);
  if (options.authentication_method.empty()) options.authentication_method = "Password";
  const auto made = make_recipient_view(ceremony_, sender_, envelope.id,
                                        {.who = {.client_user_id = recipient->client_user_id, .email = recipient->email, .user_name = recipient->name, .user_id = {}, .recipient_id = {}},
                                         .return_url = "https://shop.example.com/done?order=7",
                                         .options = std::move(options)});
  EXPECT_TRUE(made) << (made ? "" : made.error().message);
  return made ? made->url.substr(ceremony_.public_url.size()) : std::string();
}

std::string CeremonySuite::open(const Envelope& envelope, std::string_view recipient_id) { return secret_in(ask(http::Method::get, view_path(envelope, recipient_id))); }

std::string CeremonySuite::secret_in(const Asked& page) {
  constexpr std::string_view kName = "\"secret\":\"";
  const auto at = page.response.body.find(kName);
  if (at == std::string::npos) return {};
  const auto from = at + kName.size();
  return page.response.body.substr(from, page.response.body.find('"', from) - from);
}

void CeremonySuite::prepare(std::string_view secret) {
  const std::string version = get("session", secret).at("disclosure.version");
  EXPECT_EQ(post("consent", secret, "{\"version\":\"" + version + "\"}").status, 200);
  const Asked adopted = post("adopt", secret, R"({"kind":"typed","name":"Ann Lee","initials":"AL","style":"flowing"})");
  EXPECT_EQ(adopted.status, 200) << adopted.response.body;
}

std::string CeremonySuite::placed(std::string_view secret) {
  std::string values = "{";
  const Asked session = get("session", secret);
  if (const auto* tabs = session.json.find("tabs")) {
    for (const auto& tab : tabs->items) {
      if (tab.find("kind")->text != "sign" && tab.find("kind")->text != "initial") continue;
      values += (values.size() > 1 ? ",\"" : "\"") + tab.find("tabId")->text + "\":\"placed\"";
    }
  }
  return values + "}";
}

}  // namespace switchyard::esign
