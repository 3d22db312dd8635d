#include <algorithm>

#include "esign/accounts/account_desk.hpp"
#include "esign/envelopes/plan_check.hpp"
#include "esign/envelopes/stored_details.hpp"

namespace switchyard::esign {
namespace {

constexpr std::size_t kFrameAncestorsMax = 20;

std::string_view view(const std::string& text) { return text; }
std::int64_t number_of(bool truth) { return truth ? 1 : 0; }

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= 400 && count_characters(text) <= 100 && text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

bool is_color(std::string_view text) {
  return text.empty() || (text.size() == 7 && text[0] == '#' && text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos);
}

// "https://shop.example.com", or http for a machine of one's own.
bool is_origin(std::string_view text) {
  const bool begins = text.starts_with("https://") || text.starts_with("http://localhost") || text.starts_with("http://127.0.0.1");
  const auto host = text.find("//") + 2;
  return begins && text.size() > host && text.size() <= 200 && text.find_first_of("/ ;,'\"?#\r\n\t", host) == std::string_view::npos;
}

Result<void> check_account(const Account& account) {
  const AccountSettings& settings = account.settings;
  if (!is_name(account.name)) return invalid_field("name", "account_invalid", "an account's name has 1 to 100 characters");
  if (settings.idle_timeout_minutes < 1 || settings.idle_timeout_minutes > 120) {
    return invalid_field("idleTimeoutMinutes", "account_invalid", "a ceremony ends after 1 to 120 idle minutes");
  }
  if (settings.expire_after_days < 1 || settings.expire_after_days > 999) {
    return invalid_field("expireAfterDays", "account_invalid", "envelopes expire after 1 to 999 days");
  }
  if (!settings.brand_name.empty() && !is_name(settings.brand_name)) {
    return invalid_field("brandName", "account_invalid", "a brand's name has at most 100 characters");
  }
  if (!is_color(settings.brand_color)) return invalid_field("brandColor", "account_invalid", "a color is # and six hexadecimal digits");
  if (settings.logo_png.size() > kLogoSizeMax || (!settings.logo_png.empty() && !settings.logo_png.starts_with("\x89PNG"))) {
    return invalid_field("logo", "account_invalid", "a logo is a PNG of at most 256 kB");
  }
  const auto& origins = settings.frame_ancestors;
  if (origins.size() > kFrameAncestorsMax || !std::all_of(origins.begin(), origins.end(), is_origin)) {
    return invalid_field("frameAncestors", "account_invalid", "at most 20 origins: https://host[:port], or http on loopback");
  }
  return {};
}

#define ACCOUNT_COLUMNS                                                                                                              \
  "SELECT id, name, created_at_ms, allow_reassign, certificate_in_combined, can_decline, idle_timeout_minutes, expire_after_days, " \
  "expire_warn_days, brand_name, brand_color, logo_png, frame_ancestors FROM esign_accounts "

Account account_of(const SqlRow& row) {
  return {.id = AccountId::of_stored(row.text(0)),
          .name = std::string(row.text(1)),
          .created_at = Instant::from_unix_ms(row.integer(2)),
          .settings = {.allow_reassign = row.integer(3) != 0,
                       .is_certificate_in_combined = row.integer(4) != 0,
                       .can_decline = row.integer(5) != 0,
                       .idle_timeout_minutes = row.integer(6),
                       .expire_after_days = row.integer(7),
                       .expire_warn_days = row.integer(8),
                       .brand_name = std::string(row.text(9)),
                       .brand_color = std::string(row.text(10)),
                       .logo_png = std::string(row.blob(11)),
                       .frame_ancestors = read_texts(row.text(12))}};
}

User user_of(const SqlRow& row) {
  return {.id = UserId::of_stored(row.text(0)),
          .account = AccountId::of_stored(row.text(1)),
          .name = std::string(row.text(2)),
          .email = std::string(row.text(3)),
          .is_active = row.integer(4) != 0,
          .created_at = Instant::from_unix_ms(row.integer(5))};
}

#define USER_COLUMNS "SELECT id, account_id, name, email, is_active, created_at_ms FROM esign_users "

}  // namespace

Result<Account> create_account(SqlTransaction& transaction, const EsignService& service, const Account& asked) {
  if (auto fine = check_account(asked); !fine) return fine.error();
  Account account = asked;
  if (account.id.empty()) account.id = AccountId::make(service.random);
  account.created_at = service.security_clock.now();
  const AccountSettings& settings = account.settings;
  const std::string ancestors = texts_as_json(settings.frame_ancestors);
  const auto written = transaction.execute(
      "INSERT INTO esign_accounts (id, name, created_at_ms, allow_reassign, certificate_in_combined, can_decline, idle_timeout_minutes, "
      "expire_after_days, expire_warn_days, brand_name, brand_color, logo_png, frame_ancestors) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING",
      {view(account.id.text()), view(account.name), account.created_at.unix_ms(), number_of(settings.allow_reassign),
       number_of(settings.is_certificate_in_combined), number_of(settings.can_decline), settings.idle_timeout_minutes, settings.expire_after_days,
       settings.expire_warn_days, view(settings.brand_name), view(settings.brand_color), Blob{settings.logo_png}, view(ancestors)});
  if (written == 0) return Error{ErrorKind::conflict, "account_exists", "there is an account of this id already", {}};
  return account;
}

Result<void> change_account(SqlTransaction& transaction, const Account& account) {
  if (auto fine = check_account(account); !fine) return fine;
  const AccountSettings& settings = account.settings;
  const std::string ancestors = texts_as_json(settings.frame_ancestors);
  const auto written = transaction.execute(
      "UPDATE esign_accounts SET name = $2, allow_reassign = $3, certificate_in_combined = $4, can_decline = $5, idle_timeout_minutes = $6, "
      "expire_after_days = $7, expire_warn_days = $8, brand_name = $9, brand_color = $10, logo_png = $11, frame_ancestors = $12 WHERE id = $1",
      {view(account.id.text()), view(account.name), number_of(settings.allow_reassign), number_of(settings.is_certificate_in_combined),
       number_of(settings.can_decline), settings.idle_timeout_minutes, settings.expire_after_days, settings.expire_warn_days,
       view(settings.brand_name), view(settings.brand_color), Blob{settings.logo_png}, view(ancestors)});
  if (written == 0) return Error{ErrorKind::not_found, "account_not_found", "there is no account of this id", {}};
  return {};
}

std::optional<Account> find_account(SqlReader& reader, const AccountId& id) {
  std::optional<Account> found;
  reader.query(ACCOUNT_COLUMNS "WHERE id = $1", {view(id.text())}, [&](const SqlRow& row) { found = account_of(row); });
  return found;
}

std::vector<Account> list_accounts(SqlReader& reader) {
  std::vector<Account> found;
  reader.query(ACCOUNT_COLUMNS "ORDER BY created_at_ms, id", {}, [&](const SqlRow& row) { found.push_back(account_of(row)); });
  return found;
}

Result<User> create_user(SqlTransaction& transaction, const EsignService& service, const User& asked) {
  if (!is_name(asked.name)) return invalid_field("name", "user_invalid", "a user's name has 1 to 100 characters");
  if (!is_email(asked.email)) return invalid_field("email", "user_invalid", "an address like ana@example.com of at most 100 characters");
  if (!find_account(transaction, asked.account)) return Error{ErrorKind::not_found, "account_not_found", "there is no account of this id", {}};
  User user = asked;
  if (user.id.empty()) user.id = UserId::make(service.random);
  user.created_at = service.security_clock.now();
  const auto written = transaction.execute(
      "INSERT INTO esign_users (id, account_id, name, email, is_active, created_at_ms) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
      {view(user.id.text()), view(user.account.text()), view(user.name), view(user.email), number_of(user.is_active), user.created_at.unix_ms()});
  if (written == 0) return Error{ErrorKind::conflict, "user_exists", "there is a user of this id already", {}};
  return user;
}

std::optional<User> find_user(SqlReader& reader, const UserId& id) {
  std::optional<User> found;
  reader.query(USER_COLUMNS "WHERE id = $1", {view(id.text())}, [&](const SqlRow& row) { found = user_of(row); });
  return found;
}

std::vector<User> list_users(SqlReader& reader, const AccountId& account) {
  std::vector<User> found;
  reader.query(USER_COLUMNS "WHERE account_id = $1 ORDER BY created_at_ms, id", {view(account.text())},
               [&](const SqlRow& row) { found.push_back(user_of(row)); });
  return found;
}

}  // namespace switchyard::esign
