// The key with which this installation seals finished documents: the operator's PKCS#12 file, else one that the installation makes for itself once and
// keeps sealed in the control schema, the same on every node.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "access/sealer_port.hpp"
#include "documents/seal/seal_port.hpp"
#include "ports/database.hpp"
#include "ports/http_client.hpp"
#include "ports/random.hpp"
#include "values/result.hpp"

namespace switchyard::app {

struct DocumentSealSettings {
  std::string file = {};             // PKCS#12; empty: self-made.
  std::string password_file = {};    // Its first line; empty: no password.
  std::string time_stamp_url = {};   // RFC 3161 authority; empty: none.
};

struct DocumentSeal {
  std::unique_ptr<documents::SealingKey> key;
  std::unique_ptr<documents::CmsVerifier> verifier;  // Trusts the own certificate: for the public page.
  std::vector<std::string> warnings = {};            // For the log at start: self-made, expired, soon to expire.
};

// All but `settings` outlive the seal. Refused: `file_unreadable`, `file_too_large`, those of adapters::read_pkcs12, `seal_broken`, `sealing_key_missing`.
Result<DocumentSeal> open_document_seal(const DocumentSealSettings& settings, Database& control, const access::Sealer& sealer, Random& random, HttpClient& http,
                                        Instant now);

}  // namespace switchyard::app
