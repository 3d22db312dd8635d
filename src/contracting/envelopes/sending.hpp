// Who signs, who gets a copy and how it reaches them: what contracts and letters of authorization are sent with.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "contracting/customers/customer.hpp"
#include "signing/envelope.hpp"

namespace switchyard::contracting {

inline constexpr std::size_t kSignerNameSizeMax = 100;
inline constexpr std::size_t kAccessCodeSizeMax = 50;
inline constexpr std::size_t kCopyReceiversMax = 10;
inline constexpr std::size_t kSigningMessageSizeMax = 1'000;

enum class Delivery : std::uint8_t {
  embedded,  // Our letter with our own link.
  remote,    // The provider writes, and its own page asks.
  none       // Nobody writes: whoever sent it shows the link.
};
[[nodiscard]] Result<Delivery> parse_delivery(std::string_view word);

struct AskedSigner {
  signing::SignerRole role = signing::SignerRole::customer;
  std::string name = {};
  std::string email = {};
  std::string title = {};
  std::string access_code = {};
};

struct Sending {
  std::vector<AskedSigner> signers = {};  // Empty: the customer's contacts of the role signer, the first as customer, the second as co-signer.
  std::vector<signing::CopyReceiver> copies = {};
  Delivery delivery = Delivery::embedded;
  std::string language = {};              // Of letters and ceremony; empty: the document's.
  std::string message = {};
  bool with_authorizations = true;        // Of a contract: its letters of authorization are signed with it.
};

// In the order in which they sign: customer, co-signer, agency. Where `sending.signers` names no customer, the customer's first signer is it. Refused:
// "signer_missing" (no signer with an e-mail address), "signers_invalid" with fields (missing, too_long, email_invalid, repeated, not_one_of).
[[nodiscard]] Result<std::vector<signing::Signer>> signers_of(const Customer& customer, const Sending& sending, std::string_view language);
// The copies, with trimmed texts; refused as "signers_invalid".
[[nodiscard]] Result<std::vector<signing::CopyReceiver>> copies_of(const Sending& sending);

[[nodiscard]] const signing::Signer* signer_of(std::span<const signing::Signer> signers, signing::SignerRole role);

}  // namespace switchyard::contracting
