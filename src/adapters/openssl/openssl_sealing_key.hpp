// Keys that seal documents (documents/seal/seal_port.hpp): from a PKCS#12 file of the operator, or made by the installation for itself.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/openssl/time_stamp.hpp"
#include "documents/seal/seal_port.hpp"
#include "values/secret.hpp"

namespace switchyard::adapters {

inline constexpr std::size_t kPkcs12SizeMax = 256 * 1024;
inline constexpr int kSelfMadeSealDays = 3'652;  // Ten years.
inline constexpr std::string_view kSelfMadeSealName = "Switchyard self-made seal (identity not verified)";

// Both in PEM; the key unencrypted, to be kept sealed.
struct SealKeyMaterial {
  Secret private_key;
  std::string certificate;
};

struct SelfMadeSeal {
  std::string common_name = std::string(kSelfMadeSealName);
  std::string organization = {};  // The installation's; may be empty.
  int days = kSelfMadeSealDays;
};

// RSA of 2048 bits and a certificate for signing alone, which says in its subject that nobody verified it; valid from a day before `now`.
SealKeyMaterial make_self_made_seal(const SelfMadeSeal& wish, Instant now, Random& random);

// Refused: `seal_file_malformed` (not PKCS#12, too large), `seal_password_wrong`, `seal_file_legacy` (encrypted with RC2: how to convert it is
// said), `seal_key_missing` (no key, or no certificate of it), `seal_key_unsupported` (neither RSA of 2048 bits and more nor P-256).
Result<SealKeyMaterial> read_pkcs12(std::string_view file, const Secret& password);

// Refused as read_pkcs12. With an authority each seal that wishes for one gets a time stamp.
Result<std::unique_ptr<documents::SealingKey>> open_sealing_key(const SealKeyMaterial& material, std::optional<TimeStampAuthority> authority = std::nullopt);

// Sentences for the log at start: expired, not yet valid, ends within 30 days, self-made.
[[nodiscard]] std::vector<std::string> seal_certificate_warnings(const documents::SealCertificate& certificate, Instant now);

}  // namespace switchyard::adapters
