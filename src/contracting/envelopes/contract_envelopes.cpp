#include "contracting/envelopes/contract_envelopes.hpp"

#include "contracting/envelopes/envelope_news.hpp"
#include "contracting/envelopes/keep_documents.hpp"
#include "contracting/envelopes/sent_envelope_store.hpp"

namespace switchyard::contracting {
namespace {

Result<NewsEffect> effect_of(SqlTransaction& transaction, const ContractDesk& desk, const signing::EnvelopeNews& news) {
  switch (news.subject.purpose) {
    case signing::EnvelopePurpose::agreement: return hear_of_agreement(transaction, desk, news);
    case signing::EnvelopePurpose::countersignature: return hear_of_countersignature(transaction, desk, news);
    case signing::EnvelopePurpose::authorization: return hear_of_authorization(transaction, desk, news);
  }
  return NewsEffect::ignored;
}

}  // namespace

std::string_view text_of(NewsEffect effect) {
  switch (effect) {
    case NewsEffect::applied: return "applied";
    case NewsEffect::noted: return "noted";
    case NewsEffect::ignored: return "ignored";
  }
  return "";
}

Result<void> ContractEnvelopes::hear(SqlTransaction& transaction, const signing::EnvelopeNews& news) {
  return at_desk_([&](const ContractDesk& desk) -> Result<void> {
    if (was_heard(transaction, news)) return {};
    const auto effect = effect_of(transaction, desk, news);
    if (!effect) return effect.error();
    insert_news(transaction, news, desk.quotes.clock.now(), text_of(*effect));
    return {};
  });
}

Result<void> ContractEnvelopes::keep(SqlTransaction& transaction, const signing::EnvelopeSubject& subject, std::span<const signing::FinishedDocument> documents) {
  return at_desk_([&](const ContractDesk& desk) { return keep_documents(transaction, desk, subject, documents); });
}

}  // namespace switchyard::contracting
