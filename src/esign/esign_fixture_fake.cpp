#include "esign/esign_fixture_fake.hpp"

#include "documents/documents.hpp"

namespace switchyard::esign {
namespace {

Tab anchored(TabKind kind, std::string_view text, std::string_view label) {
  Tab tab;
  tab.kind = kind;
  tab.label = label;
  tab.anchor = TabAnchor{.text = std::string(text)};
  return tab;
}

}  // namespace

std::vector<Migration> esign_test_migrations() {
  std::vector<Migration> all(outbox::outbox_migrations().begin(), outbox::outbox_migrations().end());
  all.insert(all.end(), esign_migrations().begin(), esign_migrations().end());
  return all;
}

const std::string& five_pages_fake() {
  static const std::string kBytes = [] {
    std::string body = "---\nlanguage: en\ntitle: Agreement\n---\n# Agreement\n\nFirst page /sn2/ Signhere.\n\n";
    for (int line = 0; line < 150; ++line) body += "Paragraph of the agreement, which goes on and on so that it fills some pages of paper.\n\n";
    body += "Signed: /sn1/ on /dt1/\n";
    const auto source = documents::Template::parse("agreement", body).value();
    return documents::render(source, {}, {.created_at = kMonday}).value().bytes;
  }();
  return kBytes;
}

Recipient signer_fake(std::string_view id, std::int64_t order, std::string_view client_user_id) {
  Recipient signer;
  signer.recipient_id = id;
  signer.name = "Ann Lee";
  signer.email = "ann@example.com";
  signer.client_user_id = client_user_id;
  signer.routing_order = order;
  signer.tabs = {anchored(TabKind::sign_here, "/sn1/", "signature"), anchored(TabKind::date_signed, "/dt1/", "date")};
  return signer;
}

EnvelopeDefinition definition_fake(std::vector<Recipient> recipients, EnvelopeStatus status) {
  EnvelopeDefinition definition;
  definition.status = status;
  definition.email_subject = "Please sign";
  definition.documents = {{.document_id = "1", .name = "Agreement", .bytes = five_pages_fake()}};
  definition.recipients = std::move(recipients);
  return definition;
}

EsignSuite::EsignSuite() {
  database_->write([&](SqlTransaction& transaction) {
    account_ = create_account(transaction, service_, {.id = {}, .name = "Switchyard Energy"}).value();
    const auto user =
        create_user(transaction, service_, {.id = {}, .account = account_.id, .name = "Sam Sender", .email = "sam@example.com"}).value();
    sender_ = {.account = account_.id, .user = user.id, .client = {}, .ip = "192.0.2.1", .user_agent = "sdk"};
    return true;
  });
}

Envelope EsignSuite::stored(const EnvelopeId& id) {
  std::optional<Envelope> found;
  database_->read([&](SqlReader& reader) { found = find_envelope_of_any_account(reader, id); });
  return found.value();
}

SignerPresence EsignSuite::presence(const Envelope& envelope, std::string_view recipient_id) {
  return {.envelope = envelope.id, .recipient = envelope.recipient(recipient_id)->guid, .ip = "198.51.100.7", .user_agent = "browser", .session = "s1"};
}

Result<void> EsignSuite::act(const std::function<Result<void>(SqlTransaction&)>& work) { return write_result<void>(*database_, work); }

void EsignSuite::prepare_to_sign(const SignerPresence& who) {
  const auto text = consumer_disclosure(account_, "en", *jose_);
  const auto done = act([&](SqlTransaction& transaction) -> Result<void> {
    if (auto opened = record_opened(transaction, service_, who); !opened) return opened.error();
    if (auto accepted = accept_disclosure(transaction, service_, who, {.language = "en", .sha256 = text.sha256}); !accepted) return accepted;
    auto adopted = adopt_signature(transaction, service_, who,
                                   {.kind = AdoptionKind::typed, .signature = TypedName{"Ann Lee"}, .initials = TypedName{"AL"}});
    if (!adopted) return adopted.error();
    return {};
  });
  ASSERT_TRUE(done) << done.error().code;
}

TabValues EsignSuite::places_of(const SignerPresence& who) {
  TabValues values;
  const auto envelope = stored(who.envelope);
  for (const Tab& tab : envelope.recipient(who.recipient)->tabs) {
    if (tab.kind == TabKind::sign_here || tab.kind == TabKind::initial_here) values[tab.id] = "true";
  }
  return values;
}

Result<Envelope> EsignSuite::finish(const SignerPresence& who, const TabValues& more) {
  TabValues values = places_of(who);
  values.insert(more.begin(), more.end());
  return in_transaction<Envelope>([&](SqlTransaction& transaction) { return finish_signing(transaction, service_, who, values); });
}

Envelope EsignSuite::sign(const Envelope& envelope, std::string_view recipient_id) {
  const auto who = presence(envelope, recipient_id);
  prepare_to_sign(who);
  return finish(who).value();
}

std::vector<std::string> EsignSuite::told(const EnvelopeId& id) {
  std::vector<std::string> names;
  database_->read([&](SqlReader& reader) {
    for (const auto& event : connect_events_of(reader, id)) names.push_back(event.name);
  });
  return names;
}

std::vector<std::string> EsignSuite::jobs_of(std::string_view kind) {
  std::vector<std::string> payloads;
  database_->read([&](SqlReader& reader) {
    reader.query("SELECT payload FROM outbox_jobs WHERE kind = $1 ORDER BY id", {kind},
                 [&](const SqlRow& row) { payloads.emplace_back(row.text(0)); });
  });
  return payloads;
}

}  // namespace switchyard::esign
