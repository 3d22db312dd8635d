#include "adapters/docusign/docusign_session.hpp"

#include <algorithm>
#include <charconv>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "adapters/docusign/refusal_table.hpp"

namespace switchyard::adapters {
namespace {

namespace json = boost::json;

constexpr std::string_view kScope = "signature impersonation";
constexpr Duration kAssertionLife = Duration::minutes(5);
constexpr std::int64_t kTokenSecondsUsual = 3600;
constexpr std::int64_t kRenewEarlySeconds = 600;
constexpr std::int64_t kCallsKept = 20;        // Of an hour's calls: for signers who click.
constexpr std::int64_t kPauseUsualSeconds = 30;

std::string form_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || c == '-' || c == '_' || c == '.' || c == '~';
    encoded += is_plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return encoded;
}

std::optional<std::int64_t> number_in(const HttpAnswer& answer, std::string_view header) {
  const auto text = header_of(answer, header);
  std::int64_t number = 0;
  if (!text || std::from_chars(text->data(), text->data() + text->size(), number).ec != std::errc()) return std::nullopt;
  return number;
}

std::string text_in(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

bool is_ok(const HttpAnswer& answer) { return answer.status >= 200 && answer.status < 300; }

Error unreadable(std::string_view what) { return {ErrorKind::unavailable, "signing_provider_unavailable", fmt::format("The signing provider's answer has no {}.", what)}; }

}  // namespace

DocusignSession::DocusignSession(const Parts& parts, const DocusignOptions& options)
    : parts_(parts), name_(options.name), oauth_url_(options.oauth_url), audience_(audience_of(options)), integration_key_(options.integration_key), user_id_(options.user_id),
      account_id_(options.account_id), base_uri_(options.base_uri), consent_redirect_uri_(options.consent_redirect_uri) {}

Result<std::unique_ptr<DocusignSession>> DocusignSession::open(const Parts& parts, const DocusignOptions& options) {
  auto checked = check_options(options);
  if (!checked) return std::move(checked).error();
  std::unique_ptr<DocusignSession> session(new DocusignSession(parts, options));
  for (const Secret& pem : options.private_keys) {
    auto key = parts.jose.import_private(pem.reveal(), access::JwsAlgorithm::rs256);
    if (!key) return at_field(std::move(key).error(), "signing.docusign.private_key_files");
    session->keys_.push_back(*std::move(key));
  }
  return session;
}

std::string DocusignSession::consent_link() const {
  return fmt::format("{}/oauth/auth?response_type=code&scope={}&client_id={}&redirect_uri={}", oauth_url_, form_encoded(kScope), form_encoded(integration_key_),
                     form_encoded(consent_redirect_uri_));
}

// With each of our keys, the newest first, until one is known there.
Result<HttpAnswer> DocusignSession::ask_for_token() {
  Result<HttpAnswer> answer = Error{ErrorKind::unavailable, "signing_login_refused", "no private key"};
  for (const auto& key : keys_) {
    const std::int64_t now = parts_.clock.now().unix_seconds();
    const std::string claims = json::serialize(json::object{{"iss", integration_key_}, {"sub", user_id_}, {"aud", audience_}, {"iat", now}, {"exp", now + kAssertionLife.ms / 1000}, {"scope", kScope}});
    const std::string assertion = access::sign_compact(*key, R"({"alg":"RS256","typ":"JWT"})", claims);
    answer = parts_.http.send({.method = "POST",
                               .url = oauth_url_ + "/oauth/token",
                               .headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}},
                               .body = fmt::format("assertion={}&grant_type={}", assertion, form_encoded("urn:ietf:params:oauth:grant-type:jwt-bearer"))});
    if (!answer || !is_refused_key(*answer)) break;
  }
  if (!answer) return Error{ErrorKind::unavailable, "signing_provider_unavailable", std::move(answer).error().message};
  if (!is_ok(*answer)) return login_refusal_of(*answer, consent_link());
  return answer;
}

Result<std::string> DocusignSession::find_accounts_url(const Secret& token) {
  if (!base_uri_.empty() && !account_id_.empty()) return fmt::format("{}/restapi/v2.1/accounts/{}", base_uri_, account_id_);
  auto answer = parts_.http.send({.url = oauth_url_ + "/oauth/userinfo", .headers = {{"Authorization", fmt::format("Bearer {}", token.reveal())}, {"Accept", "application/json"}}});
  if (!answer) return Error{ErrorKind::unavailable, "signing_provider_unavailable", std::move(answer).error().message};
  if (!is_ok(*answer)) return login_refusal_of(*answer, consent_link());
  json::error_code failed;
  const json::value value = json::parse(answer->body, failed);
  const json::object* object = failed ? nullptr : value.if_object();
  const json::value* accounts = object == nullptr ? nullptr : object->if_contains("accounts");
  if (accounts == nullptr || !accounts->is_array()) return unreadable("accounts");
  for (const json::value& each : accounts->get_array()) {
    const json::object* account = each.if_object();
    if (account == nullptr) continue;
    const json::value* is_default = account->if_contains("is_default");
    const std::string id = text_in(*account, "account_id");
    const bool is_meant = account_id_.empty() ? is_default != nullptr && is_default->is_bool() && is_default->get_bool() : id == account_id_;
    const std::string base = base_uri_.empty() ? text_in(*account, "base_uri") : base_uri_;
    if (is_meant && !base.empty()) return fmt::format("{}/restapi/v2.1/accounts/{}", base, id);
  }
  return Error{ErrorKind::unavailable, "signing_login_refused", "The user of the signing provider does not belong to the configured account."};
}

Result<std::shared_ptr<const DocusignSession::Login>> DocusignSession::login() {
  const std::lock_guard lock(mutex_);
  if (login_ && parts_.clock.now() < login_->renew_at) return login_;
  login_ = nullptr;
  const auto answer = ask_for_token();
  if (!answer) return answer.error();
  json::error_code failed;
  const json::value value = json::parse(answer->body, failed);
  const json::object* object = failed ? nullptr : value.if_object();
  std::string token = object == nullptr ? std::string() : text_in(*object, "access_token");
  if (token.empty()) return unreadable("access_token");
  const json::value* seconds = object->if_contains("expires_in");
  const std::int64_t lives = seconds != nullptr && seconds->is_int64() ? seconds->get_int64() : kTokenSecondsUsual;
  auto fresh = std::make_shared<Login>();
  fresh->token = Secret(std::move(token));
  fresh->renew_at = parts_.clock.now() + Duration::seconds(std::max<std::int64_t>(lives - kRenewEarlySeconds, lives / 2));
  if (accounts_url_.empty()) {
    auto found = find_accounts_url(fresh->token);
    if (!found) return std::move(found).error();
    accounts_url_ = *std::move(found);
  }
  fresh->accounts_url = accounts_url_;
  login_ = fresh;
  return login_;
}

void DocusignSession::forget(const std::shared_ptr<const Login>& used) {
  const std::lock_guard lock(mutex_);
  if (login_ == used) login_ = nullptr;
}

Result<HttpAnswer> DocusignSession::send(const RestCall& call, const Login& login) {
  HttpCall http{.method = call.method,
                .url = login.accounts_url + call.path,
                .headers = {{"Authorization", fmt::format("Bearer {}", login.token.reveal())}, {"Accept", call.accept}},
                .body = call.body,
                .timeout = call.timeout,
                .answer_size_max = call.answer_size_max};
  if (!call.body.empty()) http.headers.emplace_back("Content-Type", "application/json");
  auto answer = parts_.http.send(http);
  if (answer) note_limits(*answer);
  return answer;
}

Result<HttpAnswer> DocusignSession::call(const RestCall& call) {
  auto held = login();
  if (!held) return std::move(held).error();
  auto answer = send(call, **held);
  if (answer && answer->status == 401) {
    forget(*held);
    held = login();
    if (!held) return std::move(held).error();
    answer = send(call, **held);
  }
  if (!answer && answer.error().code == "answer_too_large") return answer;
  if (!answer) return Error{ErrorKind::unavailable, "signing_provider_unavailable", std::move(answer).error().message};
  if (!is_ok(*answer)) return refusal(call, *answer);
  return answer;
}

void DocusignSession::note_limits(const HttpAnswer& answer) {
  const Instant now = parts_.clock.now();
  std::optional<Instant> until;
  const auto remaining = number_in(answer, "x-ratelimit-remaining");
  const auto reset = number_in(answer, "x-ratelimit-reset");
  if (remaining && reset && *remaining <= kCallsKept) until = Instant::from_unix_seconds(*reset);
  const bool is_refused = answer.status >= 400 && refusal_of(answer).kind == ErrorKind::rate_limited && !is_limit_of_one_envelope(answer);
  if (is_refused) {
    const auto after = number_in(answer, "retry-after");
    const Instant pause = now + Duration::seconds(std::clamp<std::int64_t>(after.value_or(kPauseUsualSeconds), 1, 3600));
    until = until && !after ? std::max(*until, pause) : pause;
  }
  if (!until) return;
  const std::lock_guard lock(mutex_);
  not_before_ = std::min(*until, now + Duration::hours(1));
}

std::optional<Instant> DocusignSession::not_before() const {
  const std::lock_guard lock(mutex_);
  return not_before_ && parts_.clock.now() < *not_before_ ? not_before_ : std::nullopt;
}

Error DocusignSession::refusal(const RestCall& call, const HttpAnswer& answer) const {
  Error error = refusal_of(answer);
  const std::string theirs = error_code_of(answer);
  parts_.log.warning("the signing provider refused", {{"provider", std::string_view(name_)},
                                                      {"http.method", std::string_view(call.method)},
                                                      {"http.status", static_cast<std::int64_t>(answer.status)},
                                                      {"provider.code", std::string_view(theirs)},
                                                      {"provider.trace", header_of(answer, "x-docusign-tracetoken").value_or("")}});
  return error;
}

}  // namespace switchyard::adapters
