// A view: a link that opens a ceremony, made for one recipient (or the sender) and kept by its token's hash.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "esign/guid.hpp"
#include "values/instant.hpp"

namespace switchyard::esign {

// recipient, sender, edit, correct: one opening, kViewLife. letter: any number, kLetterLife; its openings are sessions of kind letter.
enum class ViewKind : std::uint8_t { recipient, letter, sender, edit, correct };
[[nodiscard]] std::string_view text_of(ViewKind kind);
[[nodiscard]] ViewKind view_kind_of_stored(std::string_view text);
[[nodiscard]] bool is_of_sender(ViewKind kind);

// What the application that asked for a view said of it; a session takes it over.
struct ViewOptions {
  std::vector<std::string> frame_ancestors = {};  // Origins; none: it may not be framed.
  std::vector<std::string> message_origins = {};  // Origins that the page may post to.
  // "onSigningComplete", "onDecline" …: takes the return URL's place for that event.
  std::vector<std::pair<std::string, std::string>> client_urls = {};
  std::string authentication_method = {};         // What the application vouches with: "Password".
  std::string authentication_instant = {};
  std::string assertion_id = {};
  std::string security_domain = {};
};

struct View {
  std::string token_sha256;
  ViewKind kind = ViewKind::recipient;
  AccountId account;
  EnvelopeId envelope;
  RecipientGuid recipient = {};      // Empty: the sender's.
  std::string signer_email = {};     // As it was when the view was made: a corrected recipient is someone else.
  ViewOptions options = {};
  std::string return_url = {};
  Instant created_at{};
  Instant expires_at{};
  std::optional<Instant> opened_at = {};
  std::optional<Instant> revoked_at = {};
};

// Where an event of the ceremony leads: the client URL of that event as it is, else the return URL with event=…; empty where there is neither.
[[nodiscard]] std::string way_back(const ViewOptions& options, std::string_view return_url, std::string_view event);

// JSON, as the stores keep it.
[[nodiscard]] std::string options_text(const ViewOptions& options);
[[nodiscard]] ViewOptions options_of_stored(std::string_view text);

}  // namespace switchyard::esign
