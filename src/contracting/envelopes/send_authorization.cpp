#include "contracting/envelopes/send_authorization.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "contracting/contracts/account_dates.hpp"
#include "contracting/customers/customer_actions.hpp"
#include "contracting/envelopes/agreement_envelope.hpp"
#include "contracting/envelopes/sent_envelope_store.hpp"
#include "contracting/paperwork/issue_paper.hpp"
#include "contracting/paperwork/paper_values.hpp"
#include "contracting/party_text.hpp"
#include "contracting/service_accounts/service_account_store.hpp"

namespace switchyard::contracting {
namespace {

using signing::SignerRole;

constexpr std::int64_t kLetterAccountsMax = 1'000;

Result<void> check_roles(const Sending& sending) {
  std::vector<FieldError> refusals;
  for (std::size_t i = 0; i < sending.signers.size(); ++i) {
    if (sending.signers[i].role != SignerRole::customer) FieldCheck(fmt::format("/signers/{}", i), refusals).refuse("role", "not_one_of", "the customer alone signs a letter");
  }
  if (refusals.empty()) return {};
  return gathered("signers_invalid", "The signers cannot be taken.", std::move(refusals));
}

Result<std::vector<signing::Signer>> letter_signers(const Customer& customer, const Sending& sending, std::string_view language) {
  if (auto roles = check_roles(sending); !roles) return std::move(roles).error();
  auto signers = signers_of(customer, sending, language);
  if (signers) std::erase_if(*signers, [](const signing::Signer& signer) { return signer.role != SignerRole::customer; });
  return signers;
}

// Those that the letter names, by utility.
std::map<std::string, std::vector<const ServiceAccount*>> by_utility(std::span<const ServiceAccount> accounts) {
  std::map<std::string, std::vector<const ServiceAccount*>> groups;
  for (const ServiceAccount& account : accounts) {
    if (!account.erased_at) groups[account.details.utility_code].push_back(&account);
  }
  return groups;
}

struct Issuing {
  const ContractDesk& desk;
  const Customer& customer;
  const Authorization& authorization;
  const signing::Signer& signer;
  std::string language;
};

Result<IssuedDocument> issue_letter(SqlTransaction& transaction, const Issuing& issuing, const std::string& utility_code, std::vector<const ServiceAccount*> accounts,
                                    std::int64_t position) {
  const ContractDesk& desk = issuing.desk;
  const ServiceAccountDetails& first = accounts.front()->details;
  const auto* shelved = desk.templates->find({.document = text_of(PaperKind::authorization), .state = first.service_address.state, .commodity = text_of(first.commodity),
                                              .language = issuing.language});
  if (shelved == nullptr) return Error{ErrorKind::unprocessable, "template_missing", fmt::format("No template serves a letter of authorization in {}.", first.service_address.state)};
  const NewAuthorization& said = issuing.authorization.said;
  const auto has = [&](AuthorizationScope scope) { return std::ranges::find(said.scopes, scope) != said.scopes.end(); };
  const market::Utility* utility = desk.quotes.market->utility(utility_code);
  const PartnerCard partner = desk.partner_card ? desk.partner_card(issuing.authorization.partner) : PartnerCard{};
  const Letter letter{.customer = issuing.customer, .customer_name = issuing.customer.details.legal_name, .utility_name = utility == nullptr ? utility_code : utility->name,
                      .accounts = std::move(accounts), .from = day_of(issuing.authorization.created_at), .until = day_of(*said.expires_at),
                      .asks_interval = has(AuthorizationScope::interval_usage), .may_enroll = has(AuthorizationScope::enrollment), .partner = partner,
                      .licence = partner.licence, .signer = &issuing.signer};
  const std::string id = issuing.authorization.id.text();
  const auto pdf = documents::render(shelved->source, letter_values(letter),
                                     {.language = issuing.language == "es" ? "es-US" : "en-US", .created_at = issuing.authorization.created_at, .version = "1",
                                      .page_code = fmt::format("{}-1-aut", id.substr(id.size() - 10)), .issuer = partner.name, .logo = {partner.logo_png},
                                      .accent_color = partner.accent_color});
  if (!pdf) return pdf.error();
  return issue_paper(transaction, desk, {.partner = issuing.authorization.partner, .subject = id, .position = position, .kind = PaperKind::authorization,
                                         .utility = utility_code},
                     *shelved, *pdf);
}

Result<std::vector<signing::EnvelopePaper>> issue_letters(SqlTransaction& transaction, const Issuing& issuing) {
  const auto& named = issuing.authorization.said.accounts;
  const access::PartnerId& partner = issuing.authorization.partner;
  const auto accounts = named.empty() ? read_accounts_of_customers(transaction, partner, std::span(&issuing.customer.id, 1), kLetterAccountsMax)
                                      : read_service_accounts(transaction, partner, named);
  std::vector<signing::EnvelopePaper> papers;
  for (auto& [utility, group] : by_utility(accounts)) {
    const auto issued = issue_letter(transaction, issuing, utility, group, static_cast<std::int64_t>(papers.size()));
    if (!issued) return issued.error();
    papers.push_back({issued->id.text(), issued->title});
  }
  if (papers.empty()) return Error{ErrorKind::unprocessable, "accounts_empty", "The customer has no service account yet: a letter names at least one."};
  return papers;
}

std::string title_of(const Customer& customer, std::string_view language) {
  return fmt::format("{}{}", language == "es" ? "Carta de autorización de " : "Letter of authorization of ", customer.details.legal_name);
}

}  // namespace

signing::EnvelopeSubject subject_of(const Authorization& authorization) {
  return {.partner = authorization.partner.text(), .purpose = signing::EnvelopePurpose::authorization, .id = authorization.id.text(), .document_version = 1};
}

Result<SentLetter> send_authorization(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const NewLetter& asked) {
  if (desk.signing == nullptr) return signing_not_configured();
  if (desk.templates == nullptr) return Error{ErrorKind::conflict, "templates_not_configured", "No templates are configured here."};
  const auto customer = customer_to_change(transaction, actor.partner, asked.customer);
  if (!customer) return customer.error();
  const std::string language = asked.sending.language.empty() ? std::string(text_of(customer->details.language)) : asked.sending.language;
  auto signers = letter_signers(*customer, asked.sending, language);
  if (!signers) return std::move(signers).error();
  auto copies = copies_of(asked.sending);
  if (!copies) return std::move(copies).error();
  auto authorization = request_authorization(transaction, desk.parties, actor,
                                             {.customer = asked.customer, .accounts = asked.accounts, .scopes = asked.scopes, .signer_name = signers->front().name,
                                              .expires_at = asked.expires_at});
  if (!authorization) return std::move(authorization).error();
  auto papers = issue_letters(transaction, {desk, *customer, *authorization, signers->front(), language});
  if (!papers) return std::move(papers).error();
  const auto sent = desk.signing->send(transaction, {.subject = subject_of(*authorization), .papers = *std::move(papers), .signers = *signers, .copies = *std::move(copies),
                                                     .language = language, .title = title_of(*customer, language), .message = asked.sending.message});
  if (!sent) return sent.error();
  insert_sent_envelope(transaction, *sent, subject_of(*authorization), false, desk.quotes.clock.now());
  SentLetter letter{.authorization = *std::move(authorization)};
  if (asked.sending.delivery == Delivery::remote) return letter;
  auto link = desk.signing->open_link(transaction, subject_of(letter.authorization), asked.link);
  if (!link) return std::move(link).error();
  letter.link = *std::move(link);
  return letter;
}

Result<Authorization> revoke_letter(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const AuthorizationId& id, const std::string& reason) {
  auto revoked = revoke_authorization(transaction, desk.parties, actor, id, reason);
  if (!revoked || revoked->signature != LetterSignature::awaited || desk.signing == nullptr) return revoked;
  if (auto taken = desk.signing->void_envelope(transaction, subject_of(*revoked), reason); !taken) return std::move(taken).error();
  return revoked;
}

}  // namespace switchyard::contracting
