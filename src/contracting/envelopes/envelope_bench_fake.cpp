#include "contracting/envelopes/envelope_bench_fake.hpp"

#include "contracting/contracts/contract_reads.hpp"
#include "values/ensure.hpp"

namespace switchyard::contracting {

EnvelopeBench::EnvelopeBench(Engine engine)
    : ContractBench(engine),
      templates(TemplateShelf::load(embedded_templates(), [](std::string_view bytes) { return "0123456789abcdef" + std::to_string(bytes.size()); }).value()),
      listener([this](const ContractEnvelopes::Work& work) { return work(full_desk()); }) {
  signs = true;
}

ContractDesk EnvelopeBench::full_desk() {
  ContractDesk made{.parties = party_desk, .quotes = quote_desk, .rules = rules, .signing = signs ? &signer : nullptr};
  made.templates = templates;
  made.partner_card = [](const access::PartnerId&) { return PartnerCard{.name = "Prairie Energy Advisors", .phone = "+13125550100"}; };
  made.supplier_card = [this](std::string_view, std::string_view) { return supplier; };
  return made;
}

Result<Contract> EnvelopeBench::try_send(const ContractId& id, const Sending& sending) {
  return write<Contract>([&](SqlTransaction& transaction) { return send_contract(transaction, full_desk(), parties.actor, {.contract = id}, sending); });
}

Contract EnvelopeBench::send(const ContractId& id, const Sending& sending) { return try_send(id, sending).value(); }

Result<void> EnvelopeBench::tell(signing::EnvelopeNewsKind news, Instant at, const std::string& reason) { return tell_of(signer.envelopes.back(), news, at, reason); }

Result<void> EnvelopeBench::tell_of(const signing::Envelope& envelope, signing::EnvelopeNewsKind news, Instant at, const std::string& reason) {
  if (news == signing::EnvelopeNewsKind::customer_side_done) {
    for (signing::Envelope& each : signer.envelopes) {
      for (signing::SignerProgress& progress : each.signers) {
        if (each.id == envelope.id) progress.signed_at = at;
      }
    }
  }
  return write<void>([&](SqlTransaction& transaction) {
    return listener.hear(transaction, {.envelope = envelope.id, .subject = envelope.subject, .kind = news, .at = at, .signer_name = "Ana Ruiz", .reason = reason});
  });
}

Result<void> EnvelopeBench::keep(const signing::EnvelopeSubject& subject, const std::vector<std::string>& texts) {
  std::vector<signing::FinishedDocument> documents;
  for (const std::string& text : texts) {
    documents.push_back({.kind = documents.empty() ? signing::FinishedDocument::Kind::combined : signing::FinishedDocument::Kind::certificate,
                         .file_name = documents.empty() ? "signed.pdf" : "certificate.pdf", .bytes = text, .sha256 = parties.digest.sha256_hex(text)});
  }
  return write<void>([&](SqlTransaction& transaction) { return listener.keep(transaction, subject, documents); });
}

std::vector<Acceptance> EnvelopeBench::acceptances(const ContractId& id) {
  return parties.read([&](SqlReader& reader) { return acceptances_of_contracts(reader, parties.actor.partner, std::span(&id, 1)); });
}

}  // namespace switchyard::contracting
