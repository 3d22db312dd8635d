#include "app/config/mail_rows.hpp"

#include <array>

namespace switchyard::app {

std::span<const SettingRow> mail_rows() {
  static const std::array rows{
      SettingRow{"mail", "smtp_url", &Settings::mail_smtp_url, "Mail server for letters: smtp://HOST:PORT or smtps://HOST:PORT. Empty: none; Live's letters wait for one, three days at most."},
      SettingRow{"mail", "tls", &Settings::mail_tls, "starttls: refused where the server does not offer it. tls: from the first byte, as with smtps://. none: for a server on this machine."},
      SettingRow{"mail", "user", &Settings::mail_user, "Name at the mail server. Empty: none is given."},
      SettingRow{"mail", "password_file", &Settings::mail_password_file, "File with the password of that name. The environment variable SWITCHYARD_MAIL_PASSWORD goes before it."},
      SettingRow{"mail", "from", &Settings::mail_from, "Whose letters they are: \"Signing <sign@example.com>\". The name is that of letters that speak in nobody's name."},
      SettingRow{"mail", "certificate_authorities", &Settings::mail_certificate_authorities, "PEM file of those who vouch for the mail server. Empty: the system's."},
      SettingRow{"mail", "test", &Settings::mail_test, "mailbox: letters of Test stay in its database and are shown at /mailbox. server: they go out, to whomever partners name in Test."},
      SettingRow{"mail", "mailbox", &Settings::mail_mailbox, "Who may read /mailbox, and so follow the signing links in it. loopback: callers of this machine. open: everybody (demos alone). off: nobody."},
  };
  return rows;
}

}  // namespace switchyard::app
