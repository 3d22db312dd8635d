// What contracts ask of a signing provider. Calls write jobs in the caller's transaction and never reach out themselves: an envelope goes
// out after the commit. Implemented by signing; absent until one is configured.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ports/database.hpp"
#include "values/instant.hpp"
#include "values/result.hpp"

namespace switchyard::contracting {

// Of one version of one contract's document.
struct EnvelopeRequest {
  std::string partner;
  std::string contract;           // ctr_…
  std::int64_t document_version = 1;
  std::string signer_name;
  std::string signer_email;
  std::string language;
  std::optional<Instant> sign_by = {};
};

struct SigningSession {
  std::string url;                // Good once, for a few minutes.
  Instant expires_at{};
};

// Safe to call from many threads.
class SigningPort {
 public:
  virtual ~SigningPort() = default;
  // The envelope's id; it is sent after the commit.
  virtual Result<std::string> send(SqlTransaction& transaction, const EnvelopeRequest& request) = 0;
  // An address at which the signer of a sent contract signs on the spot.
  virtual Result<SigningSession> open_session(SqlTransaction& transaction, const EnvelopeRequest& request, std::string_view return_url) = 0;
  // Takes back what was sent for this document version, if anything was.
  virtual Result<void> void_envelope(SqlTransaction& transaction, std::string_view contract, std::int64_t document_version, std::string_view reason) = 0;
};

}  // namespace switchyard::contracting
