// The certificate's own words in English and Spanish; what its templates do not say.
#pragma once

#include <string>
#include <string_view>

#include "esign/evidence/evidence_chain.hpp"

namespace switchyard::esign {

struct CertificateWords {
  std::string_view test_note;
  std::string_view service;       // Who did what nobody did by hand.
  std::string_view no_address;    // Of an originator who sent from within.
  std::string_view signer;        // "Signer"
  std::string_view no_security;
  std::string_view envelope;      // "Envelope", at the head of each page.
  std::string_view signed_by;     // "Signed by", below a signature.
};
[[nodiscard]] const CertificateWords& certificate_words(std::string_view language);

// "Signature adopted".
[[nodiscard]] std::string_view certificate_words_of(EvidenceKind kind, std::string_view language);
// "completed" → "Completed"; "drawn" → "Drawn by hand". A word that is not known stays as it is.
[[nodiscard]] std::string certificate_words_of(std::string_view state, std::string_view language);

}  // namespace switchyard::esign
