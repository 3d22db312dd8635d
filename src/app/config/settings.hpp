// What an operator may set, in one TOML file. settings_table.cpp declares every key with its default, bounds and meaning; the
// commented file that `switchyard config` prints, and the refusal of unknown keys, come from that table.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "values/result.hpp"

namespace switchyard::app {

struct Settings {
  // [server]
  std::vector<std::string> listen = {"127.0.0.1:8080"};
  std::vector<std::string> listen_tls = {};
  std::string public_url = {};
  std::string tls_certificate = {};
  std::string tls_key = {};
  std::int64_t io_threads = 0;
  std::int64_t worker_threads = 64;
  std::string webhooks_test_loopback = "auto";
  std::string webhooks_certificate_authorities;
  std::int64_t connections_max = 10'000;
  std::int64_t head_timeout_ms = 10'000;
  std::int64_t body_timeout_ms = 30'000;
  std::int64_t idle_timeout_ms = 60'000;
  std::int64_t drain_timeout_ms = 15'000;
  std::vector<std::string> trusted_proxies = {};

  // [database]
  std::string database_url = {};
  std::int64_t database_connections_max = 16;

  // [access]
  std::int64_t default_rate_per_second = 50;
  std::int64_t default_rate_burst = 100;
  std::string sealing_key_file = {};

  // [pricing]
  std::string electric_margin_min = "0";
  std::string electric_margin_max = "0.05";
  std::string electric_margin_step = "0.000001";
  std::string gas_margin_min = "0";
  std::string gas_margin_max = "0.50";
  std::string gas_margin_step = "0.000001";
  std::string entitlements = "open";
  bool sandbox_book = true;
  std::string layouts_directory = {};

  // [contracting]
  std::string files_directory = {};
  std::vector<std::string> countersignatures = {};

  // [signing]
  std::string signing_test = "builtin";
  std::string signing_live = "none";
  std::string seal_file = {};
  std::string seal_password_file = {};
  std::string seal_time_stamp_url = {};

  // [docusign]
  std::string docusign_test_oauth_base_path = {};
  std::string docusign_test_integration_key = {};
  std::string docusign_test_user_id = {};
  std::string docusign_test_account_id = {};
  std::vector<std::string> docusign_test_private_key_files = {};
  std::string docusign_test_connect_hmac_keys_file = {};
  std::string docusign_test_consent_redirect_uri = {};
  std::vector<std::string> docusign_test_supplier_templates = {};
  std::string docusign_live_oauth_base_path = {};
  std::string docusign_live_integration_key = {};
  std::string docusign_live_user_id = {};
  std::string docusign_live_account_id = {};
  std::vector<std::string> docusign_live_private_key_files = {};
  std::string docusign_live_connect_hmac_keys_file = {};
  std::string docusign_live_consent_redirect_uri = {};
  std::vector<std::string> docusign_live_supplier_templates = {};

  // [mail]
  std::string mail_smtp_url = {};
  std::string mail_tls = "starttls";
  std::string mail_user = {};
  std::string mail_password_file = {};
  std::string mail_from = {};
  std::string mail_certificate_authorities = {};
  std::string mail_test = "mailbox";
  std::string mail_mailbox = "loopback";

  // [intake]
  std::string intake_environment = "live";
  std::string intake_folder = {};
  std::string intake_drop = {};
  std::string intake_mailbox = {};
  std::vector<std::string> mail_senders = {};
  std::int64_t settle_seconds = 5;

  // [log]
  std::string log_level = "info";
  bool access_log = true;
};

// Defaults, then what the TOML text says. An unknown key, a wrong type or a value out of bounds is refused with key and line.
Result<Settings> read_settings(std::string_view toml, std::string_view file_name);

// Every key, its default commented out, with its meaning: docs/switchyard.toml.
[[nodiscard]] std::string commented_defaults();

}  // namespace switchyard::app
