// Sessions opened: a view redeemed by the browser that comes first, a letter's link by whoever presses its button.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "esign/ceremony/ceremony.hpp"
#include "esign/ceremony/refusal.hpp"
#include "esign/ceremony/session.hpp"

namespace switchyard::esign {

struct Visitor {
  std::string ip;
  std::string user_agent;
  std::string accept_language;
};

struct OpenedSession {
  Session session;
  std::string secret;     // For the page that opened it; not kept.
};

// A link that opens nothing, and where it leads instead.
struct ClosedDoor {
  std::string code;       // "ttl_expired", "view_unknown", or a stop's.
  SessionEnd end;         // The url is empty where there is no way back.
  std::string language = "en";
};

using Opening = std::variant<OpenedSession, ClosedDoor>;

// Once. The envelope becomes `delivered` unless a code is to be entered first.
[[nodiscard]] Opening open_view(const Ceremony& ceremony, std::string_view token, const Visitor& visitor);

struct LetterDoor {
  std::string language;
  std::string title;      // The envelope's subject.
  std::string sender;
  std::string brand;
  bool is_finished = false;  // Nothing is left to sign: the button shows the document.
};
// What the landing page of a letter says; nothing is opened. view_unknown, or the stop that makes opening pointless.
[[nodiscard]] std::variant<LetterDoor, ClosedDoor> look_at_letter(const Ceremony& ceremony, std::string_view token, const Visitor& visitor);
[[nodiscard]] Opening open_letter(const Ceremony& ceremony, std::string_view token, const Visitor& visitor);

// Old views and sessions, 30 days behind their end, go. For a daily job.
void forget_old_sessions(const Ceremony& ceremony);

// "en" or "es": the recipient's own, else the browser's first that is one of them, else English.
[[nodiscard]] std::string language_for(std::string_view recipient_language, std::string_view accept_language);

}  // namespace switchyard::esign
