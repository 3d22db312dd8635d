#include "contracting/envelopes/sending.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "contracting/party_text.hpp"
#include "contracting/word_list.hpp"

namespace switchyard::contracting {
namespace {

using signing::Signer;
using signing::SignerRole;

constexpr WordList<Delivery, 3> kDeliveries = {{{Delivery::embedded, "embedded"}, {Delivery::remote, "remote"}, {Delivery::none, "none"}}};

Error signer_missing(const std::string& pointer) {
  return {ErrorKind::unprocessable, "signer_missing", "The customer has no signer with an e-mail address.", {{pointer, "signer_missing", "a contact of the role signer with an e-mail address"}}};
}

std::string name_of(const Contact& contact) { return fmt::format("{} {}", contact.first_name, contact.last_name); }

// The first signer of the contacts as customer and, where `with_second`, the second as co-signer. All of them sign: one who cannot be reached is refused.
Result<std::vector<AskedSigner>> contacts_that_sign(const Customer& customer, bool with_second) {
  std::vector<AskedSigner> asked;
  const auto& contacts = customer.details.contacts;
  for (std::size_t i = 0; i < contacts.size(); ++i) {
    if (contacts[i].role != ContactRole::signer) continue;
    if (asked.size() == (with_second ? 2u : 1u)) break;
    if (contacts[i].email.empty()) return signer_missing("/customer/contacts");
    asked.push_back({.role = asked.empty() ? SignerRole::customer : SignerRole::co_signer, .name = name_of(contacts[i]), .email = contacts[i].email, .title = contacts[i].title});
  }
  if (asked.empty()) return signer_missing("/customer/contacts");
  return asked;
}

bool has_role(std::span<const AskedSigner> asked, SignerRole role) { return std::ranges::find(asked, role, &AskedSigner::role) != asked.end(); }

Result<std::vector<AskedSigner>> asked_signers(const Customer& customer, const Sending& sending) {
  if (sending.signers.empty()) return contacts_that_sign(customer, true);
  if (has_role(sending.signers, SignerRole::customer)) return sending.signers;
  auto asked = contacts_that_sign(customer, false);
  if (!asked) return asked;
  asked->insert(asked->end(), sending.signers.begin(), sending.signers.end());
  return asked;
}

void check_role(std::span<const AskedSigner> asked, std::size_t index, FieldCheck& check) {
  const SignerRole role = asked[index].role;
  if (role == SignerRole::supplier) check.refuse("role", "not_one_of", "must be customer, co_signer or agency: the supplier signs after its acceptance");
  if (has_role(asked.first(index), role)) check.refuse("role", "repeated", "only one of each role signs");
}

}  // namespace

Result<Delivery> parse_delivery(std::string_view word) { return value_in(kDeliveries, word); }

Result<std::vector<Signer>> signers_of(const Customer& customer, const Sending& sending, std::string_view language) {
  const auto asked = asked_signers(customer, sending);
  if (!asked) return asked.error();
  std::vector<FieldError> refusals;
  std::vector<Signer> signers;
  for (std::size_t i = 0; i < asked->size(); ++i) {
    const AskedSigner& each = (*asked)[i];
    FieldCheck check(fmt::format("/signers/{}", i), refusals);
    check_role(*asked, i, check);
    Signer& signer = signers.emplace_back();
    signer.role = each.role;
    signer.name = check.required("name", each.name, kSignerNameSizeMax);
    signer.email = check.email("email", check.required("email", each.email, kEmailSizeMax));
    signer.title = check.text("title", each.title, kSignerNameSizeMax);
    signer.access_code = check.text("accessCode", each.access_code, kAccessCodeSizeMax);
    signer.is_embedded = sending.delivery != Delivery::remote;
    signer.is_written_to = sending.delivery != Delivery::none;
    signer.language = language;
  }
  if (!refusals.empty()) return gathered("signers_invalid", "The signers cannot be taken.", std::move(refusals));
  std::ranges::stable_sort(signers, {}, &Signer::role);
  for (std::size_t i = 0; i < signers.size(); ++i) signers[i].routing_order = static_cast<std::int64_t>(i) + 1;
  return signers;
}

Result<std::vector<signing::CopyReceiver>> copies_of(const Sending& sending) {
  std::vector<FieldError> refusals;
  std::vector<signing::CopyReceiver> copies;
  if (sending.copies.size() > kCopyReceiversMax) FieldCheck("", refusals).refuse("copies", "wrong_count", fmt::format("at most {} get a copy", kCopyReceiversMax));
  for (std::size_t i = 0; i < std::min(sending.copies.size(), kCopyReceiversMax); ++i) {
    FieldCheck check(fmt::format("/copies/{}", i), refusals);
    copies.push_back({.name = check.required("name", sending.copies[i].name, kSignerNameSizeMax),
                      .email = check.email("email", check.required("email", sending.copies[i].email, kEmailSizeMax))});
  }
  if (refusals.empty()) return copies;
  return gathered("signers_invalid", "Those who get a copy cannot be taken.", std::move(refusals));
}

const Signer* signer_of(std::span<const Signer> signers, SignerRole role) {
  const auto found = std::ranges::find(signers, role, &Signer::role);
  return found == signers.end() ? nullptr : &*found;
}

}  // namespace switchyard::contracting
