#include "access/registration.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/access_store.hpp"
#include "access/api_key.hpp"
#include "access/audit_log.hpp"

namespace switchyard::access {

namespace {

Error refused(const char* code, std::string message) { return Error{ErrorKind::unprocessable, code, std::move(message)}; }

// "Bright Energy, LLC" -> "bright-energy-llc".
std::string slug_of(std::string_view name) {
  std::string slug;
  for (const char c : name) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9')) slug.push_back(lower);
    else if (!slug.empty() && slug.back() != '-') slug.push_back('-');
    if (slug.size() == 48) break;
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug.empty() ? "partner" : slug;
}

Result<void> check_name(std::string_view name) {
  const bool has_control = std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  if (name.empty() || name.size() > kNameSizeMax || has_control) {
    return refused("name_malformed", fmt::format("A name has 1 to {} bytes and no control characters.", kNameSizeMax));
  }
  return {};
}

Result<void> check_wanted(const NewApplication& wanted) {
  if (!wanted.partner_id) {
    auto name = check_name(wanted.partner_name);
    if (!name) return name;
  }
  if (!wanted.name.empty()) {
    auto name = check_name(wanted.name);
    if (!name) return name;
  }
  for (const auto& origin : wanted.origins) {
    auto parsed = parse_origin(origin);
    if (!parsed) return std::move(parsed).error();
  }
  if (wanted.origins.size() > kOriginsMax || wanted.allowed_addresses.size() > kAddressRangesMax) {
    return refused("too_many", fmt::format("An application has at most {} origins and {} allowed addresses.", kOriginsMax, kAddressRangesMax));
  }
  if (wanted.scopes.bits() == 0) return refused("scope_not_allowed", "An application has at least one scope.");
  if (!wanted.is_operator) {
    for (const Scope scope : {Scope::prices_lineage, Scope::operator_prices, Scope::operator_partners, Scope::operator_enrollment}) {
      if (wanted.scopes.has(scope)) return refused("scope_not_allowed", fmt::format("The scope {} is for operators alone.", text_of(scope)));
    }
  }
  return {};
}

template <class Key>
std::int64_t count_in_force(const std::vector<Key>& keys) {
  return std::count_if(keys.begin(), keys.end(), [](const Key& key) { return !key.revoked_at; });
}

}  // namespace

Result<std::string> parse_origin(std::string_view text) {
  const Error malformed = refused("origin_malformed", "An origin is https://HOST or https://HOST:PORT in lower case with nothing after it; http only of localhost.");
  const bool is_https = text.starts_with("https://");
  if (!is_https && !text.starts_with("http://")) return malformed;
  const std::string_view authority = text.substr(is_https ? 8 : 7);
  const std::string_view host = authority.substr(0, authority.find(':'));
  const auto is_host_character = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.'; };
  if (host.empty() || text.size() > 200 || !std::all_of(host.begin(), host.end(), is_host_character)) return malformed;
  if (host.size() < authority.size()) {
    const std::string_view port = authority.substr(host.size() + 1);
    if (port.empty() || port.size() > 5 || !std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; })) return malformed;
  }
  if (!is_https && host != "localhost" && host != "127.0.0.1") return malformed;
  return std::string(text);
}

void Registration::record(SqlTransaction& transaction, const Actor& actor, const Application& application, std::string_view action,
                          std::string_view subject, std::string_view detail) const {
  append_audit(transaction, jose_,
               {clock_.now(), actor.name, std::string(action), std::string(subject), application.partner_id, application.environment, std::string(detail)});
  store::touch_version(transaction);
}

Result<Partner> Registration::partner_for(SqlTransaction& transaction, const Actor& actor, const NewApplication& wanted) const {
  if (wanted.partner_id) {
    auto partner = store::find_partner(transaction, *wanted.partner_id);
    if (!partner) return Error{ErrorKind::not_found, "partner_unknown", fmt::format("There is no partner {}.", wanted.partner_id->text())};
    return *std::move(partner);
  }
  const std::string base = slug_of(wanted.partner_name);
  std::string slug = base;
  for (int number = 2; store::is_slug_taken(transaction, slug); ++number) slug = fmt::format("{}-{}", base, number);
  const Instant now = clock_.now();
  Partner partner{make_id<PartnerTag>(now, random_), wanted.partner_name, slug, std::string(text_of(wanted.environment)), now};
  store::insert_partner(transaction, partner);
  append_audit(transaction, jose_, {now, actor.name, "partner.created", partner.id.text(), partner.id, wanted.environment, {}});
  return partner;
}

Result<CreatedApplication> Registration::create_application(SqlTransaction& transaction, const Actor& actor, const NewApplication& wanted) const {
  auto sound = check_wanted(wanted);
  if (!sound) return std::move(sound).error();
  auto partner = partner_for(transaction, actor, wanted);
  if (!partner) return std::move(partner).error();
  const Instant now = clock_.now();
  Application application{.id = make_id<ApplicationTag>(now, random_), .partner_id = partner->id};
  application.environment = wanted.environment;
  application.client_id = fmt::format("cli_{}_{}", text_of(wanted.environment), make_id<ApplicationTag>(now, random_).uuid().text());
  application.name = wanted.name.empty() ? partner->name : wanted.name;
  application.scopes = wanted.scopes;
  application.rate_limit = wanted.rate_limit;
  application.origins = wanted.origins;
  application.allowed_addresses = wanted.allowed_addresses;
  application.is_operator = wanted.is_operator;
  application.created_at = now;
  store::insert_application(transaction, application);
  record(transaction, actor, application, wanted.is_operator ? "operator.created" : "application.created", application.id.text(),
         fmt::format(R"({{"clientId":"{}","scopes":"{}"}})", application.client_id, application.scopes.text()));
  auto key = add_public_key(transaction, actor, application, {.text = wanted.public_key, .algorithm = wanted.algorithm});
  if (!key) return std::move(key).error();
  auto api_key = add_api_key(transaction, actor, application, std::nullopt);
  if (!api_key) return std::move(api_key).error();
  return CreatedApplication{partner->id, application.id, application.client_id, std::move(api_key->text), std::move(key->kid)};
}

Result<PublicKey> Registration::import_key(const NewPublicKey& wanted) const {
  const auto start = wanted.text.find_first_not_of(" \t\r\n");
  const bool is_json = start != std::string::npos && wanted.text[start] == '{';
  auto imported = is_json ? jose_.import_jwk(wanted.text, wanted.algorithm) : jose_.import_pem(wanted.text, wanted.algorithm);
  if (!imported) {
    Error error = std::move(imported).error();
    error.kind = ErrorKind::unprocessable;
    return error;
  }
  if (wanted.algorithm_needed && !imported->algorithm_given && imported->algorithm == JwsAlgorithm::rs256) {
    return refused("algorithm_needed", "An RSA key signs by RS256 or PS256; say which in \"algorithm\".");
  }
  return imported;
}

Result<RegisteredKey> Registration::add_public_key(SqlTransaction& transaction, const Actor& actor, const Application& application,
                                                   const NewPublicKey& wanted) const {
  auto imported = import_key(wanted);
  if (!imported) return std::move(imported).error();
  if (wanted.not_before && wanted.not_after && *wanted.not_after <= *wanted.not_before) {
    return refused("key_period_malformed", "The key's notAfter is not after its notBefore.");
  }
  const auto others = store::public_keys_of(transaction, application.id);
  if (count_in_force(others) >= static_cast<std::int64_t>(kPublicKeysMax)) {
    return Error{ErrorKind::conflict, "too_many_keys", fmt::format("An application has at most {} public keys; revoke one first.", kPublicKeysMax)};
  }
  for (const RegisteredKey& other : others) {
    if (other.thumbprint == imported->thumbprint) {
      return Error{ErrorKind::conflict, "key_already_registered",
                   fmt::format("This key {} registered as \"{}\".", other.revoked_at ? "was once" : "is already", other.kid)};
    }
    if (other.kid == imported->kid) {
      return Error{ErrorKind::conflict, "kid_taken", fmt::format("Another key of this application has, or had, the kid \"{}\".", other.kid)};
    }
  }
  const Instant now = clock_.now();
  RegisteredKey key{make_id<PublicKeyTag>(now, random_), application.id,    imported->kid,     imported->algorithm, imported->thumbprint, imported->jwk, now,
                    wanted.not_before,                   wanted.not_after, std::nullopt};
  store::insert_public_key(transaction, key);
  record(transaction, actor, application, "public_key.registered", key.id.text(),
         fmt::format(R"({{"thumbprint":"{}","algorithm":"{}"}})", key.thumbprint, text_of(key.algorithm)));
  return key;
}

Result<void> Registration::revoke_public_key(SqlTransaction& transaction, const Actor& actor, const Application& application,
                                             std::string_view kid) const {
  const Instant now = clock_.now();
  const auto keys = store::public_keys_of(transaction, application.id);
  const auto key = std::find_if(keys.begin(), keys.end(), [&](const RegisteredKey& other) { return other.kid == kid; });
  if (key == keys.end()) return Error{ErrorKind::not_found, "key_not_found", "This application has no such public key."};
  if (key->revoked_at) return {};
  const bool has_other = std::any_of(keys.begin(), keys.end(), [&](const RegisteredKey& other) { return other.id != key->id && other.is_usable(now); });
  if (!has_other) return Error{ErrorKind::conflict, "last_key", "This is the application's last public key in force. Register another one first."};
  store::revoke_public_key(transaction, application.id, key->id, now);
  record(transaction, actor, application, "public_key.revoked", key->id.text());
  return {};
}

Result<CreatedApiKey> Registration::add_api_key(SqlTransaction& transaction, const Actor& actor, const Application& application,
                                                std::optional<Instant> expires_at) const {
  const Instant now = clock_.now();
  if (expires_at && *expires_at <= now) return refused("expires_in_past", "The key would be expired from the start.");
  if (count_in_force(store::api_keys_of(transaction, application.id)) >= static_cast<std::int64_t>(kApiKeysMax)) {
    return Error{ErrorKind::conflict, "too_many_keys", fmt::format("An application has at most {} API keys; revoke one first.", kApiKeysMax)};
  }
  Secret text = make_api_key(application.environment, random_, jose_);
  ApiKey key{make_id<ApiKeyTag>(now, random_), application.id, std::string(shown_part(text.reveal())), jose_.sha256(text.reveal()), now, expires_at,
             std::nullopt, std::nullopt};
  store::insert_api_key(transaction, key);
  record(transaction, actor, application, "api_key.created", key.id.text(), fmt::format(R"({{"prefix":"{}"}})", key.prefix));
  return CreatedApiKey{std::move(key), std::move(text)};
}

Result<void> Registration::revoke_api_key(SqlTransaction& transaction, const Actor& actor, const Application& application, const ApiKeyId& id) const {
  const Instant now = clock_.now();
  const auto keys = store::api_keys_of(transaction, application.id);
  const auto key = std::find_if(keys.begin(), keys.end(), [&](const ApiKey& other) { return other.id == id; });
  if (key == keys.end()) return Error{ErrorKind::not_found, "key_not_found", "This application has no such API key."};
  if (key->revoked_at) return {};
  const bool has_other = std::any_of(keys.begin(), keys.end(), [&](const ApiKey& other) { return other.id != id && other.is_usable(now); });
  if (!has_other) return Error{ErrorKind::conflict, "last_key", "This is the application's last API key in force. Make another one first."};
  store::revoke_api_key(transaction, application.id, id, now);
  record(transaction, actor, application, "api_key.revoked", id.text());
  return {};
}

Result<void> Registration::set_partner_state(SqlTransaction& transaction, const Actor& actor, const PartnerId& partner, std::string_view state) const {
  if (!store::set_partner_state(transaction, partner, state)) return Error{ErrorKind::not_found, "partner_unknown", "There is no such partner."};
  append_audit(transaction, jose_, {clock_.now(), actor.name, "partner." + std::string(state), partner.text(), partner, std::nullopt, {}});
  store::touch_version(transaction);
  return {};
}

Result<void> Registration::set_application_state(SqlTransaction& transaction, const Actor& actor, const PartnerId& partner, const ApplicationId& id,
                                                 ApplicationState state) const {
  auto application = store::find_application(transaction, partner, id);
  if (!application) return Error{ErrorKind::not_found, "application_unknown", "This partner has no such application."};
  application->state = state;
  const bool is_updated = store::update_application(transaction, partner, *application);
  ENSURE(is_updated);
  record(transaction, actor, *application, "application." + std::string(text_of(state)), id.text());
  return {};
}

}  // namespace switchyard::access
