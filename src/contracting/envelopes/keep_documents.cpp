#include "contracting/envelopes/keep_documents.hpp"

#include <algorithm>

#include "contracting/authorizations/authorization_store.hpp"
#include "contracting/contracts/contract_edit.hpp"
#include "contracting/customers/customer_store.hpp"
#include "contracting/envelopes/granted_letters.hpp"
#include "contracting/envelopes/sent_envelope_store.hpp"
#include "contracting/files/uploaded_file.hpp"

namespace switchyard::contracting {
namespace {

using signing::EnvelopePurpose;
using signing::FinishedDocument;

// Whose documents they are.
struct Owner {
  Actor actor;
  CustomerId customer;
  std::string letter_reference = {};  // Of a contract.
};

Result<Owner> owner_of(SqlTransaction& transaction, const signing::EnvelopeSubject& subject) {
  if (const auto id = ContractId::parse(subject.id)) {
    const auto contract = any_contract_to_change(transaction, *id);
    if (!contract) return contract.error();
    return Owner{{contract->partner, contract->application, "system"}, contract->customer, letter_reference(contract->number, subject.document_version)};
  }
  const auto id = AuthorizationId::parse(subject.id);
  if (!id) return id.error();
  const auto partner = access::PartnerId::parse(subject.partner);
  if (!partner) return partner.error();
  const auto authorization = find_authorization(transaction, *partner, *id);
  if (!authorization) return authorization_not_found(*id);
  const auto customer = find_customer(transaction, *partner, authorization->said.customer);
  if (!customer) return Error{ErrorKind::not_found, "customer_not_found", "The customer of the authorization is gone."};
  return Owner{{*partner, customer->application, "system"}, customer->id};
}

FilePurpose purpose_of(EnvelopePurpose purpose, FinishedDocument::Kind kind) {
  if (kind == FinishedDocument::Kind::certificate) return FilePurpose::signing_certificate;
  return purpose == EnvelopePurpose::authorization ? FilePurpose::loa : FilePurpose::signed_contract;
}

JudgedUpload judged(const PartyDesk& desk, const FinishedDocument& document) {
  JudgedUpload upload{.bytes = document.bytes, .media_type = "application/pdf", .sha256 = desk.digest.sha256_hex(document.bytes)};
  if (desk.pages == nullptr) return upload;
  if (const auto pages = desk.pages->count_pages(document.bytes)) upload.page_count = *pages;
  return upload;
}

bool is_kept(std::span<const SignedDocument> kept, const signing::EnvelopeSubject& subject, FinishedDocument::Kind kind, std::string_view sha256) {
  return std::ranges::any_of(kept, [&](const SignedDocument& each) {
    return each.purpose == subject.purpose && each.document_version == subject.document_version && each.kind == kind && each.sha256 == sha256;
  });
}

void set_evidence(SqlTransaction& transaction, const Owner& owner, const signing::EnvelopeSubject& subject, const FileId& file) {
  if (subject.purpose == EnvelopePurpose::authorization) return set_authorization_document(transaction, AuthorizationId::parse(subject.id).value(), file);
  if (subject.purpose != EnvelopePurpose::agreement) return;
  set_acceptance_evidence(transaction, ContractId::parse(subject.id).value(), subject.document_version, file);
  set_letters_document(transaction, owner.customer, owner.letter_reference, file);
}

}  // namespace

Result<void> keep_documents(SqlTransaction& transaction, const ContractDesk& desk, const signing::EnvelopeSubject& subject, std::span<const FinishedDocument> documents) {
  const auto owner = owner_of(transaction, subject);
  if (!owner) return owner.error();
  const auto customer = find_customer(transaction, owner->actor.partner, owner->customer);
  if (!customer || customer->erased_at) return {};  // Forgotten meanwhile.
  const std::vector<SignedDocument> kept = signed_documents_of(transaction, std::span(&subject.id, 1));
  for (const FinishedDocument& document : documents) {
    const JudgedUpload upload = judged(desk.parties, document);
    if (is_kept(kept, subject, document.kind, upload.sha256)) continue;
    const NewFile file{.purpose = purpose_of(subject.purpose, document.kind), .name = document.file_name, .subject = subject.id};
    const auto stored = store_signed_file(transaction, desk.parties, owner->actor, file, upload);
    if (!stored) return stored.error();
    insert_signed_document(transaction, {subject.id, subject.purpose, subject.document_version, document.kind, upload.sha256, stored->id}, desk.parties.clock.now());
    if (document.kind == FinishedDocument::Kind::combined) set_evidence(transaction, *owner, subject, stored->id);
  }
  return {};
}

}  // namespace switchyard::contracting
