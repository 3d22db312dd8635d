#include "contracting/authorizations/authorization.hpp"
#include "contracting/envelopes/envelope_news.hpp"

namespace switchyard::contracting {
namespace {

using signing::EnvelopeNewsKind;

std::string reason_of(const signing::EnvelopeNews& news) {
  if (!news.reason.empty()) return news.reason;
  return news.kind == EnvelopeNewsKind::declined ? "The customer declined." : "The letter was taken back.";
}

}  // namespace

Result<NewsEffect> hear_of_authorization(SqlTransaction& transaction, const ContractDesk& desk, const signing::EnvelopeNews& news) {
  const auto id = AuthorizationId::parse(news.subject.id);
  const auto partner = access::PartnerId::parse(news.subject.partner);
  if (!id || !partner) return authorization_not_found(id ? *id : AuthorizationId(Uuid{}));
  auto authorization = find_authorization(transaction, *partner, *id);
  if (!authorization) return authorization_not_found(*id);
  bool is_applied = false;
  switch (news.kind) {
    case EnvelopeNewsKind::customer_side_done: is_applied = settle_authorization(transaction, desk.parties, *std::move(authorization), news.at); break;
    case EnvelopeNewsKind::declined:
    case EnvelopeNewsKind::voided:
    case EnvelopeNewsKind::failed: is_applied = decline_authorization(transaction, desk.parties, *std::move(authorization), reason_of(news)); break;
    case EnvelopeNewsKind::viewed:
    case EnvelopeNewsKind::signer_done:
    case EnvelopeNewsKind::completed: break;
  }
  return is_applied ? NewsEffect::applied : NewsEffect::ignored;
}

}  // namespace switchyard::contracting
