// The mailbox: Test's letters, for people and browser tests where there is no mail server. Whoever sees it can follow every signing link in it, so it is
// open to this machine alone unless the settings say otherwise.
#pragma once

#include <cstdint>

#include "http/router.hpp"
#include "ports/database.hpp"

namespace switchyard::notices {

enum class MailboxAccess : std::uint8_t {
  off,
  loopback,  // Callers of this machine, who called it by a name of this machine, with no proxy between.
  open       // Everybody who reaches the server: for demos.
};

// GET /mailbox[?to=&about=&before=], /mailbox.json, /mailbox/{letter}, …/html, …/attachments/{number}. Others get 404 mailbox_not_open. `database` is Test's.
void add_mailbox_routes(http::Router& router, Database& database, MailboxAccess access);

}  // namespace switchyard::notices
