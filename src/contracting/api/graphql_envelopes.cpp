#include "contracting/api/graphql_bindings.hpp"
#include "contracting/api/graphql_envelopes.hpp"
#include "contracting/api/graphql_words.hpp"
#include "contracting/envelopes/agreement_envelope.hpp"
#include "contracting/envelopes/send_authorization.hpp"
#include "contracting/envelopes/sent_envelope_store.hpp"
#include "contracting/envelopes/signing_words.hpp"

namespace switchyard::contracting {
namespace {

using graphql::EnumWord;
using graphql::FieldCall;
using graphql::Parents;
using signing::Envelope;
using signing::SignerProgress;

std::string_view state_of(const SignerProgress& signer) {
  if (signer.signed_at) return "signed";
  if (signer.declined_at) return "declined";
  return signer.delivered_at ? "viewed" : "waiting";
}

// Of all envelopes of the level in two statements.
graphql::Lists<ApiDocument> signed_documents_of_envelopes(Parents<Envelope> envelopes, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  const auto subjects = distinct_ids<std::string>(envelopes, [](const Envelope& envelope) { return envelope.subject.id; });
  const auto kept = request.read([&](SqlReader& reader) { return signed_documents_of(reader, subjects); });
  std::vector<FileId> ids;
  for (const SignedDocument& document : kept) ids.push_back(document.file);
  std::map<FileId, ApiDocument> found;
  if (!ids.empty()) {
    for (const UploadedFile& file : request.read([&](SqlReader& reader) { return read_files(reader, request.partner(), ids); })) found.emplace(file.id, api_document(file));
  }
  graphql::Lists<ApiDocument> lists(envelopes.size());
  for (std::size_t i = 0; i < envelopes.size(); ++i) {
    const signing::EnvelopeSubject& subject = envelopes[i].subject;
    for (const SignedDocument& document : kept) {
      const bool is_its = document.subject == subject.id && document.purpose == subject.purpose && document.document_version == subject.document_version;
      const auto file = found.find(document.file);
      if (is_its && file != found.end()) lists.add(i, file->second);
    }
  }
  return lists;
}

}  // namespace

std::optional<Envelope> envelope_of(const FieldCall& call, const signing::EnvelopeSubject& subject) {
  const auto& request = call.app<ApiRequest>();
  if (request.desk.signing == nullptr) return {};
  return request.read([&](SqlReader& reader) { return request.desk.signing->find(reader, subject); });
}

void bind_envelopes(graphql::Resolvers& resolvers) {
  resolvers.object<Envelope>("Envelope")
      .field("id", &Envelope::id)
      .field("state", [](const Envelope& e) { return EnumWord{word_of(e.state)}; })
      .field("reason", [](const Envelope& e) { return or_null(e.reason); })
      .field("documentVersion", [](const Envelope& e) { return e.subject.document_version; })
      .field("providerEnvelopeId", [](const Envelope& e) { return or_null(e.provider_envelope); })
      .field("signBy", &Envelope::sign_by)
      .children("signers", [](const Envelope& e) -> const std::vector<SignerProgress>& { return e.signers; })
      .batch("signedDocuments", signed_documents_of_envelopes)
      .field("createdAt", &Envelope::created_at)
      .field("updatedAt", &Envelope::changed_at);
  resolvers.object<SignerProgress>("EnvelopeSigner")
      .field("role", [](const SignerProgress& s) { return EnumWord{word_of(s.signer.role)}; })
      .field("name", [](const SignerProgress& s) -> const std::string& { return s.signer.name; })
      .field("email", [](const SignerProgress& s) -> const std::string& { return s.signer.email; })
      .field("title", [](const SignerProgress& s) { return or_null(s.signer.title); })
      .field("routingOrder", [](const SignerProgress& s) { return s.signer.routing_order; })
      .field("state", [](const SignerProgress& s) { return EnumWord{state_of(s)}; })
      .field("viewedAt", &SignerProgress::delivered_at)
      .field("signedAt", &SignerProgress::signed_at)
      .field("declinedAt", &SignerProgress::declined_at)
      .field("declinedReason", [](const SignerProgress& s) { return or_null(s.declined_reason); });
  resolvers.object<AcceptanceSigner>("AcceptanceSigner")
      .field("role", [](const AcceptanceSigner& s) { return EnumWord{s.role}; })
      .field("name", &AcceptanceSigner::name)
      .field("email", &AcceptanceSigner::email)
      .field("title", [](const AcceptanceSigner& s) { return or_null(s.title); })
      .field("signedAt", &AcceptanceSigner::signed_at);
}

}  // namespace switchyard::contracting
