// How letters leave the house, from the settings.
#pragma once

#include <optional>

#include "adapters/smtp/smtp_mailer.hpp"
#include "app/config/settings.hpp"
#include "notices/mail/mail_queue.hpp"
#include "notices/mail/rest_mailbox.hpp"
#include "ports/environment.hpp"

namespace switchyard::app {

struct MailSettings {
  std::optional<adapters::SmtpOptions> server = {};  // None: no server is configured.
  notices::MailDelivery test_delivery = notices::MailDelivery::mailbox;
  notices::MailboxAccess mailbox = notices::MailboxAccess::loopback;

  // Live's letters wait for a server; Test's stay in the mailbox unless they are to go out.
  [[nodiscard]] notices::MailDelivery delivery(EnvironmentName environment) const {
    return environment == EnvironmentName::live ? notices::MailDelivery::server : test_delivery;
  }
};

// Refused as setting_invalid with the key; file_unreadable for the password's file. `password_variable` is SWITCHYARD_MAIL_PASSWORD's content, or empty.
[[nodiscard]] Result<MailSettings> read_mail_settings(const Settings& settings, std::string_view password_variable);

}  // namespace switchyard::app
