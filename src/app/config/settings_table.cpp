#include "app/config/settings_table.hpp"

#include <array>
#include <vector>

#include "app/config/mail_rows.hpp"
#include "app/config/signing_rows.hpp"

namespace switchyard::app {
namespace {

std::span<const SettingRow> general_rows() {
  static const std::array rows{
      SettingRow{"server", "listen", &Settings::listen, "Plain HTTP listeners, HOST:PORT each; port 0 picks a free one. An empty list: none."},
      SettingRow{"server", "listen_tls", &Settings::listen_tls, "TLS listeners (1.2 and 1.3), HOST:PORT each."},
      SettingRow{"server", "public_url", &Settings::public_url,
                 "The issuer of tokens and the base of every link, without a slash at the end. Empty: the first listener's URL."},
      SettingRow{"server", "tls_certificate", &Settings::tls_certificate,
                 "PEM file with the certificate chain. Empty: a self-made one in the data directory. Read again on SIGHUP."},
      SettingRow{"server", "tls_key", &Settings::tls_key, "PEM file with the private key of tls_certificate."},
      SettingRow{"server", "io_threads", &Settings::io_threads, "Threads that speak HTTP and answer from memory. 0: one a core.", 0, 256},
      SettingRow{"server", "worker_threads", &Settings::worker_threads, "Threads for requests that wait for the database.", 1, 1024},
      SettingRow{"server", "connections_max", &Settings::connections_max, "Open connections; one more is closed at once.", 1, 1'000'000},
      SettingRow{"server", "head_timeout_ms", &Settings::head_timeout_ms, "Milliseconds for a request's head to arrive whole.", 10, 600'000},
      SettingRow{"server", "body_timeout_ms", &Settings::body_timeout_ms, "Milliseconds for a request's body to arrive whole.", 10, 3'600'000},
      SettingRow{"server", "idle_timeout_ms", &Settings::idle_timeout_ms, "Milliseconds that a connection may wait for its next request.", 10, 3'600'000},
      SettingRow{"server", "drain_timeout_ms", &Settings::drain_timeout_ms,
                 "Milliseconds that running requests get after SIGTERM before they are cut off.", 0, 600'000},
      SettingRow{"server", "trusted_proxies", &Settings::trusted_proxies,
                 "Addresses whose X-Forwarded-For and X-Forwarded-Proto are believed. Empty: nobody's."},
      SettingRow{"database", "url", &Settings::database_url,
                 "sqlite:DIRECTORY or postgresql://…. Empty: SQLite files in the data directory. On PostgreSQL `switchyard migrate` makes "
                 "the schemas control, test and live with a role each."},
      SettingRow{"database", "connections_max", &Settings::database_connections_max, "PostgreSQL connections a schema.", 1, 1'000},
      SettingRow{"access", "default_rate_per_second", &Settings::default_rate_per_second,
                 "Requests a second for an application that has no rate limit of its own.", 1, 1'000'000},
      SettingRow{"access", "default_rate_burst", &Settings::default_rate_burst, "How many requests may come at once.", 1, 1'000'000},
      SettingRow{"access", "sealing_key_file", &Settings::sealing_key_file,
                 "File with the 32-byte key (hex) that seals secrets in the database. Empty: sealing.key in the data directory, made there "
                 "once. The environment variable SWITCHYARD_SEALING_KEY goes before it."},
      SettingRow{"pricing", "electric_margin_min", &Settings::electric_margin_min, "Least margin a partner may add, $/kWh."},
      SettingRow{"pricing", "electric_margin_max", &Settings::electric_margin_max, "Most margin a partner may add, $/kWh."},
      SettingRow{"pricing", "electric_margin_step", &Settings::electric_margin_step, "Margins are whole multiples of this, $/kWh; 0.0001 is a tenth of a mil."},
      SettingRow{"pricing", "gas_margin_min", &Settings::gas_margin_min, "Least margin, $ a therm or Ccf."},
      SettingRow{"pricing", "gas_margin_max", &Settings::gas_margin_max, "Most margin, $ a therm or Ccf; ten times that on a Dth or Mcf."},
      SettingRow{"pricing", "gas_margin_step", &Settings::gas_margin_step, "Margins are whole multiples of this, $ per the gas unit of the price."},
      SettingRow{"pricing", "entitlements", &Settings::entitlements,
                 "open: a partner without any entitlement may sell every supplier. required: nothing without one."},
      SettingRow{"pricing", "sandbox_book", &Settings::sandbox_book,
                 "Test keeps an evergreen book of fictitious suppliers, published anew each morning with the same numbers."},
      SettingRow{"pricing", "layouts_directory", &Settings::layouts_directory,
                 "Folder with layouts (*.yaml) that add to the built-in ones or replace them by name."},
      SettingRow{"contracting", "files_directory", &Settings::files_directory,
                 "Folder that keeps the bytes of uploads, the same for every node; back it up beside the database. Empty: they lie in the database."},
      SettingRow{"contracting", "countersignatures", &Settings::countersignatures,
                 "How suppliers countersign once they have accepted, SUPPLIER=ours NAME <ADDRESS> (a second envelope to that signer) or SUPPLIER=theirs (a PDF that "
                 "is recorded) each. A supplier that is not here does not."},
      SettingRow{"intake", "environment", &Settings::intake_environment, "live or test: where the prices go that come by folder, drop and mailbox."},
      SettingRow{"intake", "folder", &Settings::intake_folder,
                 "Watched folder: a file that any supplier's layout fits is imported and moved to its folder taken or refused. Empty: none."},
      SettingRow{"intake", "drop", &Settings::intake_drop,
                 "Folder with a folder a supplier's code, as SFTP accounts have them: what lies in one must be of that supplier. Empty: none."},
      SettingRow{"intake", "mailbox", &Settings::intake_mailbox, "Maildir to which suppliers mail their sheets. Empty: none."},
      SettingRow{"intake", "mail_senders", &Settings::mail_senders,
                 "Whose mail is read, ADDRESS=SUPPLIER or @DOMAIN=SUPPLIER each; its sheets must be of that supplier. Let your mail server refuse forged senders."},
      SettingRow{"intake", "settle_seconds", &Settings::settle_seconds, "A file that has not changed for so long is whole. Better: upload under another name and rename.", 0, 3'600},
      SettingRow{"webhooks", "test_loopback", &Settings::webhooks_test_loopback,
                 "yes, no or auto: whether endpoints of Test may be on this machine, over http too. auto: where all listeners are loopback. Never those of Live."},
      SettingRow{"webhooks", "certificate_authorities", &Settings::webhooks_certificate_authorities,
                 "PEM file of those whose certificates endpoints may show. Empty: the system's."},
      SettingRow{"log", "level", &Settings::log_level, "debug, info, warning or error. Logs are JSON lines on standard error."},
      SettingRow{"log", "access_log", &Settings::access_log, "A line a request. Off: only what goes wrong is logged; metrics count the rest."},
  };
  return rows;
}

}  // namespace

std::span<const SettingRow> setting_rows() {
  static const std::vector<SettingRow> kAll = [] {
    std::vector<SettingRow> all;
    for (const auto rows : {general_rows(), signing_rows(), mail_rows()}) all.insert(all.end(), rows.begin(), rows.end());
    return all;
  }();
  return kAll;
}

}  // namespace switchyard::app
