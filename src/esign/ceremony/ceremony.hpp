// What the ceremony of one environment is built of, and how its secrets look.
#pragma once

#include <string>
#include <string_view>

#include "esign/service.hpp"
#include "ports/mail.hpp"
#include "values/instant.hpp"

namespace switchyard::esign {

inline constexpr Duration kViewLife = Duration::minutes(5);            // Of a view that was not opened, in real time.
inline constexpr Duration kLetterLife = Duration::hours(24 * 365);     // Of the link in a letter; sessions that it opens are as short as others.

// All outlive it; may be used by many threads.
struct Ceremony {
  const EsignService& service;
  MailQueue& mail;
  std::string public_url;  // Base of every link, without a '/' at its end.
};

// The first letter of every token, session id and secret: "t" for test, "l" for live. It says where to look and nothing else.
[[nodiscard]] char letter_of(EnvironmentName environment);

// 256 random bits as base64url behind the letter: for the eye of one person.
[[nodiscard]] std::string make_ceremony_secret(const EsignService& service);
// 128 random bits likewise: a session's name, no secret.
[[nodiscard]] std::string make_session_id(const EsignService& service);

}  // namespace switchyard::esign
