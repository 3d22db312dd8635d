// What the certificate of completion says of an envelope: facts alone, gathered by the use case in one read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "esign/evidence/marks.hpp"
#include "values/instant.hpp"

namespace switchyard::esign {

struct Originator {
  std::string name;
  std::string email = {};
  std::string ip = {};          // Empty: sent by API from within; the certificate then says so.
  std::string account = {};     // Its name.
  std::string holder = {};      // Who keeps the record; the account's name where empty.
};

struct AcceptedDisclosure {
  Instant at{};
  std::string version;          // "1"
  std::string language = "en";
  std::string sha256;           // Of the text as it was shown.
};

struct SignerFacts {
  std::string recipient_id;
  std::string name;
  std::string email;
  std::string role = {};                         // Role name or signing group; may be empty.
  std::int64_t routing_order = 1;
  std::string security_level = {};               // The authenticationMethod given, access code, e-mail: words.
  std::string status;                            // "completed", "declined", "sent", …
  std::optional<MarkInk> signature = {};         // As adopted; the certificate shows it.
  std::optional<MarkInk> initials = {};
  std::string signature_id = {};
  std::string adoption = {};                     // "typed", "drawn", "uploaded".
  std::string ip = {};                           // Where he signed or declined; else where he looked.
  std::string user_agent = {};
  std::string session = {};
  std::optional<Instant> sent_at = {};
  std::optional<Instant> viewed_at = {};
  std::optional<Instant> signed_at = {};
  std::optional<Instant> declined_at = {};
  std::string declined_reason = {};
  std::string reassigned_from = {};              // Name and e-mail of who was asked first.
  std::optional<AcceptedDisclosure> disclosure = {};
};

struct CopyFacts {
  std::string name;
  std::string email;
  std::string status = {};
  std::optional<Instant> sent_at = {};
};

struct FieldFact {
  std::string signer;           // Name.
  std::string document;         // Name.
  int page = 1;
  std::string label;
  std::string value;
};

struct DisclosureText {
  std::string version;
  std::string language = "en";
  std::string sha256;
  std::string text;             // Plain text, paragraphs apart by an empty line.
};

struct OriginalDocument {
  std::string document_id;
  std::string name;
  int pages = 0;
  std::string sha256;           // Of the bytes as they were uploaded.
};

struct CompletionFacts {
  std::string envelope_id;
  std::string subject;
  std::string status = "completed";
  std::string language = "en";            // Of the certificate: en or es.
  std::string time_zone = "UTC";          // Named beside the times, which are in UTC.
  std::string environment = {};           // "test": printed as a warning that it binds nobody; empty: nothing printed.
  Originator originator;
  std::optional<Instant> created_at = {};
  std::optional<Instant> sent_at = {};
  std::optional<Instant> delivered_at = {};
  Instant ended_at{};                     // Completed, declined or voided; else when the certificate is made.
  std::string end_reason = {};            // Of a decline or void.
  std::vector<OriginalDocument> originals = {};
  std::vector<SignerFacts> signers = {};  // In order of routing.
  std::vector<CopyFacts> copies = {};
  std::vector<FieldFact> fields = {};
  std::vector<DisclosureText> disclosures = {};
};

}  // namespace switchyard::esign
